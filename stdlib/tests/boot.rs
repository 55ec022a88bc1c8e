//! temp
use base::tstate;
use layout::*;
use objects::prelude::*;
extern crate eval;
extern crate stdlib;

base::define_upcall!("libpython_handle_pending" fn handle_pending(_t: *mut PyThreadState) -> bool {
    unsafe { (*_t).eval_breaker &= !(_PY_GC_SCHEDULED_BIT as usize); }
    objects::gc::run_scheduled();
    true
});
base::define_upcall!("libpython_import_module_level" fn import_module_level(name: *mut PyObject, _g: *mut PyObject, _l: *mut PyObject, _f: *mut PyObject, _level: i32) -> *mut PyObject {
    unsafe {
        let interp = tstate::interp();
        let modules = Object::from_ptr((*interp).imports.modules);
        let name = Object::from_ptr(name);
        match modules.get_item_opt(name) {
            Ok(Some(m)) => return m.into_ptr(),
            Ok(None) => {}
            Err(_) => return core::ptr::null_mut(),
        }
        let s = name.str().map_err(Raised::clear).unwrap();
        for (n, init) in stdlib::INITTAB {
            if s.eq_literal(n.to_str().unwrap()) {
                let def = init();
                let spec = objects::exceptions::new_exception(&objects::exceptions::types::Exception, &[]).map_err(Raised::clear).unwrap();
                let _ = spec.set_attr(id!(name), &s).map_err(Raised::clear);
                let r = (|| -> PyResult {
                    let m = Module::from_def_and_spec(def.cast(), &spec)?;
                    Module::exec_def(&m, def.cast())?;
                    modules.set_item(name, &m)?;
                    Ok(m)
                })();
                return match r { Ok(m) => m.into_ptr(), Err(_) => core::ptr::null_mut() };
            }
        }
        let _ = raise!(ImportError, "No module named {}", s.to_string_lossy());
        core::ptr::null_mut()
    }
});

#[pyfunction("print(*args)")]
fn print(args: &Tuple) -> PyResult<()> {
    let mut out = String::new();
    for (i, a) in args.as_slice().iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(&a.str()?.to_string_lossy());
    }
    println!("{out}");
    Ok(())
}
#[pyfunction("isinstance(a, b, /)")]
fn isinstance(a: &Object, b: &Object) -> PyResult<bool> {
    a.is_instance(b)
}
#[pyfunction("issubclass(a, b, /)")]
fn issubclass(a: &Object, b: &Object) -> PyResult<bool> {
    a.is_subclass(b)
}
#[pyfunction("len(a, /)")]
fn len(a: &Object) -> PyResult<usize> {
    a.length()
}
#[pyfunction("repr(a, /)")]
fn repr(a: &Object) -> PyResult<Ref<Str>> {
    a.repr()
}
#[pyfunction("hash(a, /)")]
fn hash(a: &Object) -> PyResult<isize> {
    a.hash()
}
#[pyfunction("iter(a, /)")]
fn iter(a: &Object) -> PyResult {
    a.iter()
}
#[pyfunction("next(a, /)")]
fn next(a: &Object) -> PyResult {
    a.next()?
        .ok_or_else(|| objects::exceptions::stop_iteration(None))
}
#[pyfunction("getattr(a, b, c=None, /)")]
fn getattr(a: &Object, b: &Str, c: Option<&Object>) -> PyResult {
    match c {
        None => a.get_attr(b),
        Some(c) => Ok(a.get_attr_opt(b)?.unwrap_or_else(|| c.to_ref())),
    }
}
#[pyfunction("setattr(a, b, c, /)")]
fn setattr(a: &Object, b: &Str, c: &Object) -> PyResult<()> {
    a.set_attr(b, c)
}
#[pyfunction("__import__(name, g=None, l=None, f=None, lv=0)")]
fn __import__(
    name: &Object,
    g: Option<&Object>,
    l: Option<&Object>,
    f: Option<&Object>,
    lv: i32,
) -> PyResult {
    let _ = (g, l, f, lv);
    unsafe {
        Ref::from_c(import_module_level(
            name.as_ptr(),
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            0,
        ))
    }
}
#[pyfunction(raw, "__build_class__")]
fn __build_class__(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    let _ = kwnames;
    let (func, name) = (args[0], args[1]);
    let npos = args.len() - kwnames.map_or(0, |k| k.len());
    let bases = Tuple::from_slice(&args[2..npos])?;
    let ns = Dict::new()?;
    let f = func.downcast::<Function>().unwrap();
    let code = unsafe { Object::from_ptr((*f.raw()).func_code).downcast_unchecked::<Code>() };
    let globals = unsafe { Object::from_ptr((*f.raw()).func_globals) };
    let closure = unsafe { Object::from_ptr_opt((*f.raw()).func_closure) };
    let _ = closure;
    let cell: Ref = unsafe {
        Ref::from_c(base::upcalls::eval_code(
            code.as_ptr(),
            globals.as_ptr(),
            ns.as_object_ptr(),
        ))?
    };
    let meta = bases
        .get(0)
        .map(|b| b.class().to_ref().upcast())
        .unwrap_or_else(|| objects::type_::PyType_Type.to_ref().upcast());
    let cls = meta.call(&[name, &bases, &ns])?;
    let _ = cell;
    Ok(cls)
}
use objects::clinic::*;

fn run(src: &str) -> PyResult<()> {
    let options = compiler::options::Options::default();
    let mut tree = compiler::parse(
        src,
        compiler::Mode::File,
        &options,
        &mut compiler::host::NullHost,
    )
    .unwrap_or_else(|e| panic!("{e}"));
    let code = compiler::compile(&mut tree, "t.py", &options, &mut compiler::host::NullHost)
        .unwrap_or_else(|e| panic!("{e}"));
    let code = Code::from_compiled(&code)?;
    let globals = Dict::new()?;
    globals.set(id!(__name__), interned!("__main__"))?;
    let builtins = unsafe { Object::from_ptr((*tstate::interp()).builtins) };
    globals.set(id!(__builtins__), builtins)?;
    drop(unsafe {
        Ref::<Object>::from_c(base::upcalls::eval_code(
            code.as_object_ptr(),
            globals.as_object_ptr(),
            core::ptr::null_mut(),
        ))?
    });
    Ok(())
}

fn boot() -> PyResult<()> {
    objects::static_types::ready_all()?;
    objects::exceptions::init()?;
    objects::gc::init();
    unsafe {
        let interp = tstate::interp();
        (*interp).imports.modules = Dict::new()?.into_ptr().cast();
        (*interp).sysdict = Dict::new()?.into_ptr();
        let b = Dict::new()?;
        objects::exceptions::add_to_builtins(&b)?;
        let m = Module::new(interned!("builtins"))?;
        m.add_functions(method_table![
            print,
            isinstance,
            issubclass,
            len,
            repr,
            hash,
            iter,
            next,
            getattr,
            setattr,
            __import__,
            __build_class__
        ])?;
        b.update(m.dict())?;
        for ty in [
            &objects::type_::PyType_Type,
            &objects::object::PyBaseObject_Type,
            &objects::list::PyList_Type,
            &objects::dict::PyDict_Type,
            &objects::tuple::PyTuple_Type,
            &objects::unicode::PyUnicode_Type,
            &objects::long::PyLong_Type,
            &objects::set::PySet_Type,
            &objects::range::PyRange_Type,
            &objects::bool_::PyBool_Type,
            &objects::bytes::PyBytes_Type,
        ] {
            b.set(&*Str::from_str(&ty.name())?, ty)?;
        }
        (*interp).builtins = b.into_ptr();
    }
    Ok(())
}

#[test]
fn boots() {
    unsafe {
        let interp = runtime::pystate::new_main_interpreter();
        let t = runtime::pystate::new_thread_state(interp, 1);
        runtime::pystate::bind(t);
        runtime::pystate::attach(t);
    }
    if let Err(r) = boot() {
        let e = r.take().unwrap();
        objects::exceptions::print::native(&e);
        panic!("boot");
    }
    let path = std::env::var("SCRIPT").unwrap_or("/tmp/excgc_t.py".into());
    let src = std::fs::read_to_string(path).unwrap();
    if let Err(r) = run(&src) {
        let e = r.take().unwrap();
        objects::exceptions::print::native(&e);
        panic!("script failed");
    }
}
