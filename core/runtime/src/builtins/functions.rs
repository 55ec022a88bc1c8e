//! The plain built-in functions: attributes, conversion, introspection.

use clinic::pyfunction;
use objects::abstract_::number;
use objects::clinic::*;
use objects::prelude::*;

/// Import a module: what the import statement calls. Programs call importlib.import_module() instead.
#[pyfunction("__import__(name, globals=None, locals=None, fromlist=(), level=0)")]
pub fn import(
    name: &Object,
    globals: Option<&Object>,
    _locals: Option<&Object>,
    fromlist: Option<&Object>,
    level: i32,
) -> PyResult {
    crate::import::import_module_level(name, globals, fromlist, level)
}

/// The absolute value of a number.
#[pyfunction("abs(x, /)")]
pub fn abs(x: &Object) -> PyResult {
    number::absolute(x)
}

/// As repr(), with what is not ASCII escaped.
#[pyfunction("ascii(obj, /)")]
pub fn ascii(obj: &Object) -> PyResult<Ref<Str>> {
    obj.ascii()
}

/// The binary form of an integer.
///
/// >>> bin(2026)
/// '0b11111101010'
#[pyfunction("bin(number, /)")]
pub fn bin(number: &Object) -> PyResult<Ref<Str>> {
    to_base(number, 2)
}

/// The hexadecimal form of an integer.
///
/// >>> hex(2026)
/// '0x7ea'
#[pyfunction("hex(number, /)")]
pub fn hex(number: &Object) -> PyResult<Ref<Str>> {
    to_base(number, 16)
}

/// The octal form of an integer.
///
/// >>> oct(2026)
/// '0o3752'
#[pyfunction("oct(number, /)")]
pub fn oct(number: &Object) -> PyResult<Ref<Str>> {
    to_base(number, 8)
}

fn to_base(number: &Object, base: u32) -> PyResult<Ref<Str>> {
    objects::long::format_radix(&*number.index()?, base, true)
}

/// Call sys.breakpointhook() with the same arguments.
#[pyfunction(raw, "breakpoint($module, /, *args, **kws)")]
pub fn breakpoint(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    let args = super::with_keyword_values(args, kwnames);
    let Some(hook) = crate::sys::get("breakpointhook")? else {
        return Err(raise!(RuntimeError, "lost sys.breakpointhook"));
    };
    crate::audit::audit("builtins.breakpoint", || Tuple::from_slice(&[&hook]))?;
    hook.call_kw(args, kwnames)
}

/// Can the object be called? Instances can when their class has __call__().
#[pyfunction("callable(obj, /)")]
pub fn callable(obj: &Object) -> bool {
    obj.is_callable()
}

/// The one-character string of a code point.
#[pyfunction("chr(i, /)")]
pub fn chr(i: &Object) -> PyResult<Ref<Str>> {
    let i = i.index()?;
    match i.to_i64() {
        Some(c @ 0..=0x10FFFF) => Str::from_char(c as u32),
        _ => Err(raise!(ValueError, "chr() arg not in range(0x110000)")),
    }
}

/// Delete an attribute: delattr(x, 'y') is del x.y.
#[pyfunction("delattr(obj, name, /)")]
pub fn delattr(obj: &Object, name: &Object) -> PyResult<()> {
    obj.del_attr(attr_name(name)?)
}

fn attr_name(name: &Object) -> PyResult<&Str> {
    match name.downcast::<Str>() {
        Some(s) => Ok(s),
        None => Err(raise!(
            TypeError,
            "attribute name must be string, not '{}'",
            name.class().tp_name()
        )),
    }
}

/// The names in scope, or an object's attributes, sorted.
#[pyfunction(raw, "dir")]
pub fn dir(args: &[&Object]) -> PyResult<Ref<List>> {
    match args {
        [] => {
            let locals = crate::frames::frame_locals()?;
            let names = List::from_iterable(&*locals.call_method(id!(keys), &[])?)?;
            names.sort_in_place()?;
            Ok(names)
        }
        [obj] => obj.dir(),
        more => Err(raise!(
            TypeError,
            "dir expected at most 1 argument, got {}",
            more.len()
        )),
    }
}

/// The pair (x // y, x % y).
#[pyfunction("divmod(x, y, /)")]
pub fn divmod(x: &Object, y: &Object) -> PyResult {
    number::divmod(x, y)
}

/// type(value).__format__(value, format_spec).
#[pyfunction("format(value, format_spec='', /)")]
pub fn format(value: &Object, format_spec: Option<&Str>) -> PyResult<Ref<Str>> {
    value.format(format_spec)
}

/// Get a named attribute: getattr(x, 'y') is x.y. A default is given where there is no such attribute.
#[pyfunction(raw, "getattr")]
pub fn getattr(args: &[&Object]) -> PyResult {
    match args {
        [obj, name] => obj.get_attr(attr_name(name)?),
        [obj, name, default] => Ok(obj
            .get_attr_opt(attr_name(name)?)?
            .unwrap_or_else(|| default.to_ref())),
        few if few.len() < 2 => Err(raise!(
            TypeError,
            "getattr expected at least 2 arguments, got {}",
            few.len()
        )),
        many => Err(raise!(
            TypeError,
            "getattr expected at most 3 arguments, got {}",
            many.len()
        )),
    }
}

/// The dictionary of the current module's names.
#[pyfunction("globals()")]
pub fn globals() -> PyResult {
    Ok(crate::frames::globals_or_main()?.unwrap_or_else(none_ref))
}

/// Does the object have an attribute of this name?
#[pyfunction("hasattr(obj, name, /)")]
pub fn hasattr(obj: &Object, name: &Object) -> PyResult<bool> {
    obj.has_attr(attr_name(name)?)
}

/// The hash value: equal objects have equal ones.
#[pyfunction("hash(obj, /)")]
pub fn hash(obj: &Object) -> PyResult<isize> {
    obj.hash()
}

/// The object's identity, unique among those that live at the same time.
#[pyfunction("id(obj, /)")]
pub fn id(obj: &Object) -> PyResult<Ref<Long>> {
    let id = Long::from_pointer(obj.as_ptr().cast())?;
    crate::audit::audit("builtins.id", || Tuple::from_slice(&[&id]))?;
    Ok(id)
}

/// Is the object an instance of a class, or of one in a tuple or union of classes?
#[pyfunction("isinstance(obj, class_or_tuple, /)")]
pub fn isinstance(obj: &Object, class_or_tuple: &Object) -> PyResult<bool> {
    obj.is_instance(class_or_tuple)
}

/// Is 'cls' derived from a class, or from one in a tuple or union of classes?
#[pyfunction("issubclass(cls, class_or_tuple, /)")]
pub fn issubclass(cls: &Object, class_or_tuple: &Object) -> PyResult<bool> {
    cls.is_subclass(class_or_tuple)
}

/// The number of items in a container.
#[pyfunction("len(obj, /)")]
pub fn len(obj: &Object) -> PyResult<isize> {
    Ok(obj.length()? as isize)
}

/// The current scope's names and values. Whether writing to it has an effect depends on the scope.
#[pyfunction("locals()")]
pub fn locals() -> PyResult {
    crate::frames::frame_locals()
}

/// The code point of a one-character string.
#[pyfunction("ord(character, /)")]
pub fn ord(character: &Object) -> PyResult<i64> {
    let size = if let Some(s) = character.downcast::<Str>() {
        if s.len() == 1 {
            return Ok(s.char_at(0).into());
        }
        s.len()
    } else if let Some(b) = character.downcast::<Bytes>() {
        if let [byte] = b.as_slice() {
            return Ok((*byte).into());
        }
        b.len()
    } else if let Some(b) = character.downcast::<ByteArray>() {
        if b.len() == 1 {
            // SAFETY: one byte is there; attached.
            return Ok(i64::from(unsafe { *b.as_mut_ptr() }));
        }
        b.len()
    } else {
        return Err(raise!(
            TypeError,
            "ord() expected string of length 1, but {} found",
            character.class().tp_name()
        ));
    };
    Err(raise!(
        TypeError,
        "ord() expected a character, but string of length {} found",
        size
    ))
}

/// base ** exp, or base ** exp % mod, which is quicker than the two steps.
#[pyfunction("pow(base, exp, mod=None)")]
pub fn pow(base: &Object, exp: &Object, r#mod: Option<&Object>) -> PyResult {
    number::power(base, exp, r#mod.unwrap_or(none()))
}

/// The text form of an object; where possible eval() gives the object back.
#[pyfunction("repr(obj, /)")]
pub fn repr(obj: &Object) -> PyResult<Ref<Str>> {
    obj.repr()
}

/// Round a number to a precision in decimal digits; an int when ndigits is omitted or None.
#[pyfunction("round(number, ndigits=None)")]
pub fn round(number: &Object, ndigits: Option<&Object>) -> PyResult {
    let Some(method) = number.lookup_special(id!(__round__))? else {
        return Err(raise!(
            TypeError,
            "type {} doesn't define __round__ method",
            number.class().tp_name()
        ));
    };
    match ndigits.filter(|n| !is_none(n)) {
        Some(n) => method.call(&[n]),
        None => method.call(&[]),
    }
}

/// Set a named attribute: setattr(x, 'y', v) is x.y = v.
#[pyfunction("setattr(obj, name, value, /)")]
pub fn setattr(obj: &Object, name: &Object, value: &Object) -> PyResult<()> {
    obj.set_attr(attr_name(name)?, value)
}

/// An object's __dict__, or locals() without an argument.
#[pyfunction(raw, "vars")]
pub fn vars(args: &[&Object]) -> PyResult {
    match args {
        [] => crate::frames::frame_locals(),
        [obj] => match obj.get_attr_opt(id!(__dict__))? {
            Some(d) => Ok(d),
            None => Err(raise!(
                TypeError,
                "vars() argument must have __dict__ attribute"
            )),
        },
        more => Err(raise!(
            TypeError,
            "vars expected at most 1 argument, got {}",
            more.len()
        )),
    }
}
