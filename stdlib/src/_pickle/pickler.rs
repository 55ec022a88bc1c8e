//! `Pickler`.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::{cfunction::CFunction, slots};

use crate::heap_type::{HeapType, Visitor};

use super::inner::{self, Machine};
use super::memo::Memo;
use super::memo_proxy::PicklerMemoProxy;
use super::opcode::{DEFAULT_PROTOCOL, HIGHEST_PROTOCOL};
use super::output::Output;
use super::save::Saver;
use super::state::pickling_error;

/// How to write: the constructor's arguments, checked.
pub struct Options {
    pub proto: i32,
    pub fix_imports: bool,
    pub buffer_callback: Option<Ref>,
}

impl Options {
    pub fn new(
        protocol: Option<&Object>,
        fix_imports: bool,
        buffer_callback: Option<&Object>,
    ) -> PyResult<Options> {
        let given = |o: Option<&Object>| o.filter(|o| !is_none(o)).map(Object::to_ref);
        let proto = match given(protocol) {
            None => DEFAULT_PROTOCOL,
            Some(p) => match objects::abstract_::number::index(&p)?.as_i64()? {
                n if n < 0 => HIGHEST_PROTOCOL,
                n if n > i64::from(HIGHEST_PROTOCOL) => {
                    return Err(raise!(
                        ValueError,
                        "pickle protocol must be <= {}",
                        HIGHEST_PROTOCOL
                    ));
                }
                n => n as i32,
            },
        };
        let buffer_callback = given(buffer_callback);
        if buffer_callback.is_some() && proto < 5 {
            return Err(raise!(ValueError, "buffer_callback needs protocol >= 5"));
        }
        Ok(Options {
            proto,
            fix_imports: fix_imports && proto < 3,
            buffer_callback,
        })
    }
}

/// The method that a pickle goes to.
pub fn write_of(file: &Object) -> PyResult {
    match file.get_attr_opt(id!(write))? {
        Some(write) => Ok(write),
        None => Err(raise!(TypeError, "file must have a 'write' attribute")),
    }
}

/// The part of a pickler that is not an attribute.
pub struct Inner {
    pub options: Options,
    pub memo: Memo,
    write: Option<Ref>,
    /// `persistent_id` as assigned to the instance.
    persistent_id: Option<Ref>,
    running: bool,
    /// Nothing was dumped yet, which `__sizeof__` shows.
    fresh: bool,
}

#[repr(C)]
pub struct PicklerObject {
    ob_base: PyObject,
    /// NULL until `__init__` has run.
    inner: *mut Inner,
    dispatch_table: *mut PyObject,
    /// Is the protocol a binary one?
    bin: c_int,
    /// Is nothing memoized?
    fast: c_int,
    /// As large as stock, for `__sizeof__`.
    _reserved: [usize; 14],
}

object_view!(
    /// `_pickle.Pickler`.
    pub Pickler, PicklerObject, "Pickler", |o| objects::type_::is_subtype_instance(o, &PICKLER)
);

// SAFETY: the field is written by `replace` only, and zeroed when the object is made.
unsafe impl Machine for Pickler {
    type Inner = Inner;
    const HOOK: &'static str = "persistent_id";

    #[inline(always)]
    fn inner(&self) -> *mut *mut Inner {
        // SAFETY: live; only an address is taken.
        unsafe { &raw mut (*self.raw()).inner }
    }

    fn hook(inner: &mut Inner) -> &mut Option<Ref> {
        &mut inner.persistent_id
    }
}

impl Pickler {
    /// A pickler for one use by a module function.
    pub fn plain(options: Options) -> PyResult<Ref<Pickler>> {
        let this = owned::alloc::<Pickler>(PICKLER.live()?)?;
        this.start(options, None)?;
        Ok(this)
    }

    fn start(&self, options: Options, write: Option<Ref>) -> PyResult<()> {
        let bin = options.proto > 0;
        let inner = Box::new(Inner {
            options,
            memo: Memo::new()?,
            write,
            persistent_id: None,
            running: false,
            fresh: true,
        });
        // SAFETY: live; the field is written before what it held is released.
        unsafe {
            let p = self.raw();
            (*p).bin = c_int::from(bin);
            (*p).fast = 0;
            if !(*p).inner.is_null() {
                owned::clear_field(&raw mut (*p).dispatch_table);
            }
        }
        self.replace(Some(inner));
        Ok(())
    }

    pub fn is_fast(&self) -> bool {
        // SAFETY: a plain number.
        unsafe { (*self.raw()).fast != 0 }
    }

    pub fn dispatch_table(&self) -> Option<Ref> {
        // SAFETY: an owning field.
        unsafe { owned::get_field(&raw mut (*self.raw()).dispatch_table) }
    }

    /// The number under which an object was written.
    #[inline]
    pub fn memo_get(&self, o: &Object) -> Option<usize> {
        self.with(|i| i.memo.get(o)).flatten()
    }

    /// Gives an object the next number.
    pub fn memo_put(&self, o: &Object) -> PyResult<usize> {
        self.with(|i| {
            let index = i.memo.len();
            i.memo.set(o, index).map(|()| index)
        })
        .unwrap_or(Ok(0))
    }

    /// `persistent_id`, if it is not the one that does nothing.
    pub fn persistent_id_method(&self) -> PyResult<Option<Ref>> {
        let found = self.get_attr(interned!("persistent_id"))?;
        if let Some(f) = found.downcast::<CFunction>() {
            // SAFETY: a live builtin method; its definition is static.
            let own = unsafe {
                (*f.raw()).m_self == self.as_ptr()
                    && core::ffi::CStr::from_ptr((*(*f.raw()).m_ml).ml_name) == c"persistent_id"
            };
            if own {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    /// A copy of the memo that no longer depends on the pickler.
    fn copy_memo(&self) -> PyResult<Memo> {
        self.with(|i| i.memo.try_clone()).unwrap_or_else(Memo::new)
    }

    /// By the address of each object its number and itself.
    pub fn memo_as_dict(&self) -> PyResult<Ref<Dict>> {
        let memo = self.copy_memo()?;
        let dict = Dict::new()?;
        for (object, number) in memo.iter() {
            let key = Long::from_pointer(object.as_ptr().cast())?;
            let number = Long::from_usize(number)?;
            dict.set(&key, &*Tuple::from_slice(&[&number, object])?)?;
        }
        Ok(dict)
    }

    fn set_memo_to(&self, new: Memo) {
        let old = self.with(|i| core::mem::replace(&mut i.memo, new));
        drop(old);
    }

    fn in_use() -> Raised {
        raise!(RuntimeError, "Pickler object is already used")
    }
}

#[pymethods]
impl Pickler {
    /// This takes a binary file for writing a pickle data stream.
    ///
    /// The optional *protocol* argument tells the pickler to use the given protocol; supported protocols are 0 to 5, and the
    /// default is 5. A negative one selects the highest. The *file* argument must have a write() method that accepts a single
    /// bytes argument.
    ///
    /// If *fix_imports* is True and protocol is less than 3, names of Python 3 are written as Python 2 had them.
    ///
    /// If *buffer_callback* is given, it is called with each buffer view; if it returns a false value, the buffer is
    /// out-of-band, otherwise it is written into the stream. It needs protocol 5.
    #[init("Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)")]
    fn init(
        &self,
        file: &Object,
        #[default(None)] protocol: Option<&Object>,
        fix_imports: bool,
        #[default(None)] buffer_callback: Option<&Object>,
    ) -> PyResult<()> {
        if self.with(|i| i.running) == Some(true) {
            return Err(Pickler::in_use());
        }
        let options = Options::new(protocol, fix_imports, buffer_callback)?;
        let write = write_of(file)?;
        self.start(options, Some(write))?;
        if let Some(table) = self.get_attr_opt(interned!("dispatch_table"))? {
            // SAFETY: an owning field.
            unsafe { owned::set_field(&raw mut (*self.raw()).dispatch_table, table) };
        }
        Ok(())
    }

    /// Return the persistent ID of an object, or None for one that is pickled as usual.
    #[method("persistent_id(obj, /)")]
    fn persistent_id(&self, obj: &Object) {
        let _ = obj;
    }

    /// Write a pickled representation of the given object to the open file.
    #[method("dump(obj, /)")]
    fn dump(&self, obj: &Object) -> PyResult<()> {
        let Some(write) = self.with(|i| i.write.clone()).flatten() else {
            return Err(pickling_error(format_args!(
                "Pickler.__init__() was not called by {}.__init__()",
                self.class().tp_name()
            )));
        };
        if self.with(|i| core::mem::replace(&mut i.running, true)) == Some(true) {
            return Err(Pickler::in_use());
        }
        let result = Saver::new(self, Output::new(Some(write))).and_then(|mut saver| {
            saver.dump(obj)?;
            saver.out.flush()
        });
        self.with(|i| {
            i.running = false;
            i.fresh = false;
        });
        result
    }

    /// Clears the pickler's "memo".
    ///
    /// The memo remembers which objects the pickler has already seen, so that shared or recursive objects are pickled by
    /// reference and not by value. Clearing it is useful when re-using picklers.
    #[method("clear_memo()")]
    pub fn clear_memo(&self) -> PyResult<()> {
        self.set_memo_to(Memo::new()?);
        Ok(())
    }

    /// Returns size in memory, in bytes.
    #[method("__sizeof__()")]
    fn size_of(&self) -> usize {
        let word = size_of::<usize>();
        // SAFETY: a live type.
        let own = unsafe { (*self.type_ptr()).tp_basicsize } as usize;
        let inner = self.with(|i| {
            // the table's header and entries; the first write buffer is a bytes object of 4096
            let table = 4 * word + i.memo.allocated() * 2 * word;
            let buffer = size_of::<PyBytesObject>().next_multiple_of(word) - 7 + 4096;
            table + if i.fresh { buffer } else { 0 }
        });
        own + inner.unwrap_or(0)
    }

    #[getter("memo")]
    fn memo(&self) -> PyResult {
        PicklerMemoProxy::new(self)
    }

    #[setter("memo")]
    fn set_memo(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "attribute deletion is not supported"));
        };
        let new = if let Some(proxy) = value.downcast::<PicklerMemoProxy>() {
            proxy.target()?.copy_memo()?
        } else if let Some(dict) = value.downcast::<Dict>() {
            let mut new = Memo::new()?;
            let mut at = 0;
            while let Some((_, entry)) = dict.next_entry(&mut at) {
                let pair = entry.downcast::<Tuple>().map(Tuple::as_slice);
                let Some([number, object]) = pair else {
                    return Err(raise!(TypeError, "'memo' values must be 2-item tuples"));
                };
                let number = number.index()?.as_isize()?;
                new.set(object, number.max(0) as usize)?;
            }
            new
        } else {
            return Err(raise!(
                TypeError,
                "'memo' attribute must be a PicklerMemoProxy object or dict, not {:.200}",
                value.class().tp_name()
            ));
        };
        self.set_memo_to(new);
        Ok(())
    }
}

extern "C" fn traverse(this: &Pickler, visit: visitproc, arg: *mut c_void) -> c_int {
    let mut visitor = Visitor::new(visit, arg);
    // SAFETY: live, with what its fields hold; nothing runs meanwhile but the collector.
    unsafe {
        visitor.call(this.type_ptr().cast());
        visitor.call((*this.raw()).dispatch_table);
        if let Some(inner) = (*this.inner()).as_ref() {
            let held = [
                &inner.write,
                &inner.persistent_id,
                &inner.options.buffer_callback,
            ];
            for o in held.into_iter().flatten() {
                visitor.call(o.as_ptr());
            }
            for (key, _) in inner.memo.iter() {
                visitor.call(key.as_ptr());
            }
        }
    }
    visitor.answer()
}

extern "C" fn clear(this: &Pickler) -> c_int {
    // SAFETY: live; an owning field.
    unsafe { owned::clear_field(&raw mut (*this.raw()).dispatch_table) };
    this.replace(None);
    0
}

extern "C" fn dealloc(this: *mut Pickler) {
    // SAFETY: the last reference is gone.
    unsafe {
        objects::gc::untrack(Object::from_ptr(this.cast()));
        clear(&*this);
        crate::heap_type::free(this.cast());
    }
}

static mut MEMBERS: [PyMemberDef; 4] = [
    slots::member(c"bin", Py_T_INT, offset_of!(PicklerObject, bin), 0),
    slots::member(c"fast", Py_T_INT, offset_of!(PicklerObject, fast), 0),
    slots::member(
        c"dispatch_table",
        Py_T_OBJECT_EX,
        offset_of!(PicklerObject, dispatch_table),
        0,
    ),
    slots::MEMBERS_END,
];

pub static PICKLER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_pickle.Pickler".as_ptr(),
    tp_basicsize: size_of::<PicklerObject>() as isize,
    tp_dealloc: slots::dealloc::<Pickler>(dealloc),
    tp_getattro: slots::getattro(inner::getattro::<Pickler>),
    tp_setattro: slots::setattro(inner::setattro::<Pickler>),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: Pickler::DOC,
    tp_traverse: slots::traverse::<Pickler>(traverse),
    tp_clear: slots::clear::<Pickler>(clear),
    tp_methods: Pickler::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: Pickler::GETSET,
    tp_init: Some(Pickler::INIT),
    tp_new: slots::GENERIC_NEW,
    ..Type::EMPTY
});
