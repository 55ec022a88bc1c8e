//! `Unpickler`, and its memo.

use core::ffi::{c_int, c_void};
use std::collections::HashMap;

use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::owned;
use objects::prelude::*;
use objects::slots;
use runtime::import;

use crate::heap_type::{HeapType, Visitor};

use super::global::{deep_attribute, dotted_path};
use super::inner::{self, Machine};
use super::input::Input;
use super::load::{Loader, TextOptions};
use super::memo_proxy::UnpicklerMemoProxy;
use super::names::mapped;
use super::state::{unpickling_error, with_context};

/// Entries that a new memo has room for.
const MEMO_SIZE: usize = 32;

/// Objects by number. Numbers far out of proportion, which only hand-made pickles have, lie apart.
#[derive(Default)]
pub struct Memo {
    dense: Vec<Option<Ref>>,
    sparse: HashMap<usize, Ref>,
    used: usize,
}

impl Memo {
    fn new() -> PyResult<Memo> {
        let mut memo = Memo::default();
        memo.grow(MEMO_SIZE)?;
        Ok(memo)
    }

    fn grow(&mut self, size: usize) -> PyResult<()> {
        let more = size.saturating_sub(self.dense.len());
        self.dense
            .try_reserve_exact(more)
            .map_err(|_| exceptions::no_memory())?;
        self.dense.resize_with(size.max(self.dense.len()), || None);
        Ok(())
    }

    fn get(&self, index: usize) -> Option<Ref> {
        match self.dense.get(index) {
            Some(found) => found.clone(),
            None => self.sparse.get(&index).cloned(),
        }
    }

    /// Stores a value; what was there is for the caller to drop.
    fn put(&mut self, index: usize, value: Ref) -> PyResult<Option<Ref>> {
        if index >= self.dense.len() && index < self.dense.len() * 4 + 4096 {
            self.grow(index * 2)?;
            let moved: Vec<usize> = self
                .sparse
                .keys()
                .copied()
                .filter(|k| *k < self.dense.len())
                .collect();
            for key in moved {
                self.dense[key] = self.sparse.remove(&key);
            }
        }
        let old = match self.dense.get_mut(index) {
            Some(slot) => slot.replace(value),
            None => self.sparse.insert(index, value),
        };
        self.used += usize::from(old.is_none());
        Ok(old)
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &Ref)> {
        let dense = self.dense.iter().enumerate();
        dense
            .filter_map(|(i, v)| v.as_ref().map(|v| (i, v)))
            .chain(self.sparse.iter().map(|(i, v)| (*i, v)))
    }

    fn try_clone(&self) -> PyResult<Memo> {
        let mut memo = Memo::default();
        memo.grow(self.dense.len())?;
        for (index, value) in self.iter() {
            memo.put(index, value.clone())?;
        }
        Ok(memo)
    }
}

/// The part of an unpickler that is not an attribute.
pub struct Inner {
    pub text: TextOptions,
    pub buffers: Option<Ref>,
    /// The protocol of the pickle that was read last.
    pub proto: i32,
    pub marks_size: usize,
    pub line_size: usize,
    memo: Memo,
    /// The file, while no load is under way.
    input: Option<Input>,
    /// `persistent_load` as assigned to the instance.
    persistent_load: Option<Ref>,
    running: bool,
}

#[repr(C)]
pub struct UnpicklerObject {
    ob_base: PyObject,
    /// NULL until `__init__` has run.
    inner: *mut Inner,
    /// As large as stock, for `__sizeof__`.
    _reserved: [usize; 34],
}

object_view!(
    /// `_pickle.Unpickler`.
    pub Unpickler, UnpicklerObject, "Unpickler", |o| objects::type_::is_subtype_instance(o, &UNPICKLER)
);

/// An iterator over out-of-band buffers, if there are any.
pub fn buffers_of(buffers: Option<&Object>) -> PyResult<Option<Ref>> {
    buffers
        .filter(|b| !is_none(b))
        .map(|b| b.iter())
        .transpose()
}

// SAFETY: the field is written by `replace` only, and zeroed when the object is made.
unsafe impl Machine for Unpickler {
    type Inner = Inner;
    const HOOK: &'static str = "persistent_load";

    #[inline(always)]
    fn inner(&self) -> *mut *mut Inner {
        // SAFETY: live; only an address is taken.
        unsafe { &raw mut (*self.raw()).inner }
    }

    fn hook(inner: &mut Inner) -> &mut Option<Ref> {
        &mut inner.persistent_load
    }
}

impl Unpickler {
    /// An unpickler for one use by a module function.
    pub fn plain(text: TextOptions, buffers: Option<Ref>) -> PyResult<Ref<Unpickler>> {
        let this = owned::alloc::<Unpickler>(UNPICKLER.live()?)?;
        this.start(text, buffers, None)?;
        Ok(this)
    }

    fn start(&self, text: TextOptions, buffers: Option<Ref>, input: Option<Input>) -> PyResult<()> {
        let inner = Box::new(Inner {
            text,
            buffers,
            proto: 0,
            marks_size: 0,
            line_size: 0,
            memo: Memo::new()?,
            input,
            persistent_load: None,
            running: false,
        });
        self.replace(Some(inner));
        Ok(())
    }

    pub fn memo_get(&self, index: usize) -> Option<Ref> {
        self.with(|i| i.memo.get(index)).flatten()
    }

    pub fn memo_put(&self, index: usize, value: Ref) -> PyResult<()> {
        let old = self.with(|i| i.memo.put(index, value)).transpose()?;
        drop(old);
        Ok(())
    }

    /// Stores a value under the number of values that are there.
    pub fn memo_append(&self, value: Ref) -> PyResult<()> {
        let index = self.with(|i| i.memo.used).unwrap_or(0);
        self.memo_put(index, value)
    }

    /// `find_class`, of the class itself unless a subclass or the instance has another.
    pub fn find(&self, module: &Str, name: &Str) -> PyResult {
        if self.is_exactly(UNPICKLER.as_mut_ptr()) {
            return self.find_class(module, name);
        }
        self.call_method(interned!("find_class"), &[module, name])
    }

    pub fn clear_memo(&self) -> PyResult<()> {
        self.set_memo_to(Memo::new()?);
        Ok(())
    }

    /// The objects by their numbers.
    pub fn memo_as_dict(&self) -> PyResult<Ref<Dict>> {
        let memo = self.copy_memo()?;
        let dict = Dict::new()?;
        for (index, object) in memo.iter() {
            dict.set(&*Long::from_usize(index)?, object)?;
        }
        Ok(dict)
    }

    fn set_memo_to(&self, new: Memo) {
        let old = self.with(|i| core::mem::replace(&mut i.memo, new));
        drop(old);
    }

    fn copy_memo(&self) -> PyResult<Memo> {
        self.with(|i| i.memo.try_clone()).unwrap_or_else(Memo::new)
    }

    fn in_use() -> Raised {
        raise!(RuntimeError, "Unpickler object is already used")
    }
}

#[pymethods]
impl Unpickler {
    /// This takes a binary file for reading a pickle data stream.
    ///
    /// The protocol version of the pickle is detected automatically. Bytes past the pickled object's representation are
    /// ignored. The argument *file* must have a read() method that takes an integer argument, and a readline() method that
    /// requires no arguments; both return bytes.
    ///
    /// *fix_imports*, *encoding* and *errors* are for pickles written by Python 2: whether old names are mapped to new ones, and
    /// how 8-bit strings are decoded; the encoding 'bytes' leaves them bytes. *buffers* are the out-of-band buffers, in order.
    #[init("Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())")]
    fn init(
        &self,
        file: &Object,
        fix_imports: bool,
        #[default("ASCII")] encoding: &str,
        #[default("strict")] errors: &str,
        #[default(None)] buffers: Option<&Object>,
    ) -> PyResult<()> {
        if self.with(|i| i.running) == Some(true) {
            return Err(Unpickler::in_use());
        }
        let input = Input::from_file(file)?;
        let text = TextOptions::new(encoding, errors, fix_imports);
        self.start(text, buffers_of(buffers)?, Some(input))
    }

    /// Return the object of a persistent ID.
    #[method("persistent_load(pid, /)")]
    fn persistent_load(&self, pid: &Object) -> PyResult {
        let _ = pid;
        Err(unpickling_error(format_args!(
            "A load persistent id instruction was encountered, \
             but no persistent_load function was specified."
        )))
    }

    /// Load a pickle.
    ///
    /// Read a pickled object representation from the open file object given in the constructor, and return the reconstituted
    /// object hierarchy specified therein.
    #[method("load()")]
    fn load(&self) -> PyResult {
        if self.with(|i| i.running) == Some(true) {
            return Err(Unpickler::in_use());
        }
        let taken = self.with(|i| {
            let input = i.input.take();
            i.running = input.is_some();
            input
        });
        let Some(input) = taken.flatten() else {
            return Err(unpickling_error(format_args!(
                "Unpickler.__init__() was not called by {}.__init__()",
                self.class().tp_name()
            )));
        };
        let mut loader = Loader::new(self, input);
        let result = loader.load();
        let Loader {
            input,
            stack,
            marks_size,
            line_size,
            ..
        } = loader;
        drop(stack);
        self.with(|i| {
            i.input = Some(input);
            i.marks_size = marks_size;
            i.line_size = line_size;
            i.running = false;
        });
        result
    }

    /// Return an object from a specified module.
    ///
    /// If necessary, the module will be imported. Subclasses may override this method (e.g. to restrict unpickling of arbitrary
    /// classes and functions).
    ///
    /// This method is called whenever a class or a function object is needed.  Both arguments passed are str objects.
    #[method("find_class(module_name, global_name, /)")]
    fn find_class(&self, module_name: &Object, global_name: &Object) -> PyResult {
        runtime::audit::audit("pickle.find_class", || {
            Tuple::from_slice(&[module_name, global_name])
        })?;
        let text = |o: &Object| match o.downcast::<Str>() {
            Some(s) => Ok(s.to_ref()),
            None => Err(raise!(
                TypeError,
                "must be str, not {}",
                o.class().tp_name()
            )),
        };
        let (mut module_name, mut name) = (text(module_name)?, text(global_name)?);
        let (proto, fix_imports) = self
            .with(|i| (i.proto, i.text.fix_imports))
            .unwrap_or((0, true));
        if proto < 3
            && fix_imports
            && let Some(today) = mapped(false, &module_name, &name)?
        {
            (module_name, name) = today;
        }
        let module = import::import_module_named(&module_name)?;
        if proto < 4 {
            return module.get_attr(&name);
        }
        let path = dotted_path(&name)?;
        if path.len() < 2 {
            return module.get_attr(&name);
        }
        deep_attribute(&module, &path).map_err(|raised| {
            if !exceptions::matches(&types::AttributeError) {
                return raised;
            }
            with_context(raised, || {
                Ok(raise!(
                    AttributeError,
                    "Can't resolve path {} on module {}",
                    name.repr()?.to_string_lossy(),
                    module_name.repr()?.to_string_lossy()
                ))
            })
        })
    }

    /// Returns size in memory, in bytes.
    #[method("__sizeof__()")]
    fn size_of(&self) -> usize {
        let word = size_of::<usize>();
        // SAFETY: a live type.
        let own = unsafe { (*self.type_ptr()).tp_basicsize } as usize;
        let inner = self.with(|i| {
            let text = i.text.encoding.len() + 1 + i.text.errors.len() + 1;
            (i.memo.dense.len() + i.marks_size) * word + i.line_size + text
        });
        own + inner.unwrap_or(0)
    }

    #[getter("memo")]
    fn memo(&self) -> PyResult {
        UnpicklerMemoProxy::new(self)
    }

    #[setter("memo")]
    fn set_memo(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "attribute deletion is not supported"));
        };
        let new = if let Some(proxy) = value.downcast::<UnpicklerMemoProxy>() {
            proxy.target()?.copy_memo()?
        } else if let Some(dict) = value.downcast::<Dict>() {
            let mut new = Memo::default();
            new.grow(dict.len())?;
            let mut at = 0;
            while let Some((key, object)) = dict.next_entry(&mut at) {
                let Some(key) = key.downcast::<Long>() else {
                    return Err(raise!(TypeError, "memo key must be integers"));
                };
                let Ok(index) = usize::try_from(key.as_isize()?) else {
                    return Err(raise!(ValueError, "memo key must be positive integers."));
                };
                new.put(index, object)?;
            }
            new
        } else {
            return Err(raise!(
                TypeError,
                "'memo' attribute must be an UnpicklerMemoProxy object or dict, not {:.200}",
                value.class().tp_name()
            ));
        };
        self.set_memo_to(new);
        Ok(())
    }
}

extern "C" fn traverse(this: &Unpickler, visit: visitproc, arg: *mut c_void) -> c_int {
    let mut visitor = Visitor::new(visit, arg);
    // SAFETY: live, with what its fields hold; nothing runs meanwhile but the collector.
    unsafe {
        visitor.call(this.type_ptr().cast());
        if let Some(inner) = (*this.inner()).as_ref() {
            for o in [&inner.buffers, &inner.persistent_load]
                .into_iter()
                .flatten()
            {
                visitor.call(o.as_ptr());
            }
            for o in inner.input.iter().flat_map(Input::references) {
                visitor.call(o.as_ptr());
            }
            for (_, o) in inner.memo.iter() {
                visitor.call(o.as_ptr());
            }
        }
    }
    visitor.answer()
}

extern "C" fn clear(this: &Unpickler) -> c_int {
    this.replace(None);
    0
}

extern "C" fn dealloc(this: *mut Unpickler) {
    // SAFETY: the last reference is gone.
    unsafe {
        objects::gc::untrack(Object::from_ptr(this.cast()));
        clear(&*this);
        crate::heap_type::free(this.cast());
    }
}

pub static UNPICKLER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_pickle.Unpickler".as_ptr(),
    tp_basicsize: size_of::<UnpicklerObject>() as isize,
    tp_dealloc: slots::dealloc::<Unpickler>(dealloc),
    tp_getattro: slots::getattro(inner::getattro::<Unpickler>),
    tp_setattro: slots::setattro(inner::setattro::<Unpickler>),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: Unpickler::DOC,
    tp_traverse: slots::traverse::<Unpickler>(traverse),
    tp_clear: slots::clear::<Unpickler>(clear),
    tp_methods: Unpickler::METHODS,
    tp_getset: Unpickler::GETSET,
    tp_init: Some(Unpickler::INIT),
    tp_new: slots::GENERIC_NEW,
    ..Type::EMPTY
});
