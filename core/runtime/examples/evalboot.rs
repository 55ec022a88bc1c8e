use compiler::host::Host;
use layout::*;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
struct H;
impl Host for H {
    fn syntax_warning(
        &mut self,
        m: &str,
        _: compiler::ast::Location,
    ) -> Result<(), compiler::error::CompileError> {
        eprintln!("{m}");
        Ok(())
    }
    fn filename(&self) -> Option<&str> {
        Some("t.py")
    }
}
base::define_upcall!("libpython_handle_pending" fn handle_pending(ts: *mut PyThreadState) -> bool { let _ = ts; if unsafe{(*ts).eval_breaker} & 16 != 0 { unsafe{(*ts).eval_breaker &= !16}; objects::gc::run_scheduled(); } true });
base::define_upcall!("libpython_import_module_level" fn iml(name: *mut PyObject, globals: *mut PyObject, locals: *mut PyObject, fromlist: *mut PyObject, level: i32) -> *mut PyObject {
    let _ = (name, globals, locals, fromlist, level); let _r = raise!(ImportError, "no import"); core::ptr::null_mut() });
fn text(o: &Object) -> PyResult<String> {
    Ok(o.str()?.to_string_lossy().into_owned())
}
#[pyfunction("print(*args)")]
fn print(args: &[&Object]) -> PyResult<()> {
    let mut v = vec![];
    for a in args {
        v.push(text(a)?);
    }
    println!("{}", v.join(" "));
    Ok(())
}
#[pyfunction("len(obj, /)")]
fn len(obj: &Object) -> PyResult<usize> {
    obj.length()
}
#[pyfunction("isinstance(obj, cls, /)")]
fn isinstance(obj: &Object, cls: &Object) -> PyResult<bool> {
    obj.is_instance(cls)
}
#[pyfunction("repr(obj, /)")]
fn repr(obj: &Object) -> PyResult {
    Ok(obj.repr()?.upcast())
}
#[pyfunction("iter(obj, /)")]
fn iter(obj: &Object) -> PyResult {
    obj.iter()
}
#[pyfunction("next(obj, /)")]
fn next(obj: &Object) -> PyResult {
    match obj.next()? {
        Some(v) => Ok(v),
        None => Err(objects::exceptions::raise_none(&types::StopIteration)),
    }
}
#[pyfunction("hasattr(obj, name, /)")]
fn hasattr(obj: &Object, name: &Str) -> PyResult<bool> {
    obj.has_attr(name)
}
#[pyfunction("getattr(obj, name, /)")]
fn getattr(obj: &Object, name: &Str) -> PyResult {
    obj.get_attr(name)
}
#[pyfunction("setattr(obj, name, value, /)")]
fn setattr(obj: &Object, name: &Str, value: &Object) -> PyResult<()> {
    obj.set_attr(name, value)
}
#[pyfunction("locals()")]
fn locals() -> PyResult {
    eval::frameobject::current_locals()
}
#[pyfunction("getframe()")]
fn getframe() -> PyResult {
    let f = eval::frame::current();
    unsafe { Ok(Object::from_ptr(eval::frameobject::object_of(f).cast()).to_ref()) }
}
#[pyfunction("exec(src, g, /)")]
fn exec(src: &Str, g: &Dict) -> PyResult {
    let code = compile(src.as_utf8()?.as_bytes())?;
    eval::call::eval_code(&code, g, Some(g), None)
}
#[pyfunction("__build_class__(func, name, /, *bases)")]
fn build_class(func: &Object, name: &Object, bases: &[&Object]) -> PyResult {
    let bases = Tuple::from_slice(bases)?;
    let f: &Function = func.downcast().unwrap();
    let meta: Ref = match bases.as_slice().first() {
        Some(b) => b.class().to_ref().upcast(),
        None => objects::type_::PyType_Type.to_ref().upcast(),
    };
    let ns = Dict::new()?;
    let cell = unsafe { eval::call::vector(f.raw(), Some(&ns), core::ptr::null(), 0, None)? };
    let cls = meta.call(&[name, &bases, &ns])?;
    let _ = cell;
    Ok(cls)
}
fn compile(src: &[u8]) -> PyResult<Ref<Code>> {
    let options = compiler::options::Options::default();
    let r = compiler::parse(src, compiler::Mode::File, &options, &mut H)
        .and_then(|mut m| compiler::compile(&mut m, "t.py", &options, &mut H));
    match r {
        Ok(c) => Code::from_compiled(&c),
        Err(e) => Err(raise!(SyntaxError, "{:?}", e)),
    }
}

fn run(path: &str) -> PyResult<()> {
    objects::static_types::ready_all()?;
    objects::exceptions::init()?;
    let b = Module::new(id!(builtins))?;
    unsafe {
        let interp = base::tstate::interp();
        (*interp).builtins = b.dict().to_ref().into_ptr();
        let table: *mut PyMethodDef = method_table![
            print,
            len,
            isinstance,
            repr,
            iter,
            next,
            hasattr,
            getattr,
            setattr,
            build_class,
            locals,
            getframe,
            exec
        ];
        b.add_functions(table)?;
    }
    objects::exceptions::add_to_builtins(b.dict())?;
    let d = b.dict();
    macro_rules! ty { ($($n:literal $t:expr),* $(,)?) => { $( { let k = Str::from_str($n)?; d.set(&k, &$t)?; } )* } }
    unsafe extern "C" {
        static PyRange_Type: Type;
        static PySuper_Type: Type;
        static PyProperty_Type: Type;
        static PyClassMethod_Type: Type;
        static PyStaticMethod_Type: Type;
        static PyEnum_Type: Type;
        static PyZip_Type: Type;
    }
    unsafe {
        ty!("int" objects::long::PyLong_Type, "str" objects::unicode::PyUnicode_Type, "list" objects::list::PyList_Type, "dict" objects::dict::PyDict_Type, "tuple" objects::tuple::PyTuple_Type, "set" objects::set::PySet_Type, "type" objects::type_::PyType_Type, "object" objects::object::PyBaseObject_Type, "bool" objects::bool_::PyBool_Type, "float" objects::float::PyFloat_Type, "range" PyRange_Type, "super" PySuper_Type, "property" PyProperty_Type, "classmethod" PyClassMethod_Type, "staticmethod" PyStaticMethod_Type, "enumerate" PyEnum_Type, "zip" PyZip_Type, "bytes" objects::bytes::PyBytes_Type, "slice" objects::slice::PySlice_Type);
    }
    eval::init_interpreter()?;
    let main = Dict::new()?;
    let bk = Str::from_str("__builtins__")?;
    main.set(&bk, b.dict())?;
    let nk = Str::from_str("__name__")?;
    let nv = Str::from_str("__main__")?;
    main.set(&nk, &nv)?;
    let src = std::fs::read(path).unwrap();
    let code = compile(&src)?;
    eval::call::eval_code(&code, &main, Some(&main), None)?;
    Ok(())
}
fn main() {
    let path = std::env::args().nth(1).unwrap();
    unsafe {
        let interp = runtime::pystate::new_main_interpreter();
        let t = runtime::pystate::new_thread_state(interp, 1);
        runtime::pystate::bind(t);
        runtime::pystate::bind_gilstate(t);
        runtime::pystate::attach(t);
        objects::pyhash::init_secret(Some(1)).ok();
        objects::unicode::intern::init_statics();
        if let Err(e) = run(&path) {
            if let Some(e) = e.take() {
                if let Some(t) = unsafe {
                    Object::from_ptr_opt((*e.as_object_ptr().cast::<PyBaseExceptionObject>()).args)
                } {
                    for a in t.downcast::<Tuple>().unwrap().as_slice() {
                        if let Some(s) = a.downcast::<Str>() {
                            eprintln!("ARG {}", s.to_string_lossy());
                        }
                    }
                }
                eprintln!(
                    "EXC {} {}",
                    e.str()
                        .map(|r| r.to_string_lossy().into_owned())
                        .unwrap_or_default(),
                    e.repr()
                        .map(|r| r.to_string_lossy().into_owned())
                        .unwrap_or_default()
                );
                let tbk = Str::from_str("__traceback__").ok().unwrap();
                let mut tb = e.get_attr(&tbk).ok();
                while let Some(t) = tb {
                    if objects::is_none(&t) {
                        break;
                    }
                    let l = t
                        .get_attr(&Str::from_str("tb_lineno").ok().unwrap())
                        .ok()
                        .unwrap();
                    eprintln!("  line {}", l.repr().ok().unwrap().to_string_lossy());
                    tb = t.get_attr(&Str::from_str("tb_next").ok().unwrap()).ok();
                }
            }
            std::process::exit(1);
        }
    }
}
