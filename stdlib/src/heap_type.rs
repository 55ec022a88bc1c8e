//! Heap types of modules, written as static types are: a struct of slots, from which each module that is made gets a type of its
//! own. Views and constructors use the type of the interpreter's module that was made last; once the interpreter has let go of it, while
//! it ends, there is none, and no object is made of the template in its place.
//!
//! Instances count on their type: `owned_fields!(.., heap = true, ..)`, or a `tp_dealloc` and `tp_traverse` that see to it
//! ([`free`], [`traverse_type`]). The flags are what the struct says, so what must not change says `Py_TPFLAGS_IMMUTABLETYPE`.

use core::ffi::{c_int, c_ulong, c_void};
use core::ops::Deref;

use base::local::LocalRef;
use layout::*;
use objects::prelude::*;

/// A type that exists once its module does. As a [`Type`] it serves to be compared with; to make an object, ask [`HeapType::live`].
pub struct HeapType {
    /// Never made ready: no object is of this type.
    template: Type,
    flags: c_ulong,
    made: LocalRef<Type>,
}

impl Deref for HeapType {
    type Target = Type;
    #[inline(always)]
    fn deref(&self) -> &Type {
        self.made.get().unwrap_or(&self.template)
    }
}

macro_rules! slot_list {
    ($out:ident, $table:expr; $($id:ident = $field:ident),* $(,)?) => {
        if let Some(table) = $table {
            $($out.add($id, (&raw const table.$field).cast());)*
        }
    };
}

/// A `PyType_Spec`'s slots in the making.
struct Slots(Vec<PyType_Slot>);

impl Slots {
    /// Adds what a field of one word holds, unless it is NULL.
    fn add(&mut self, slot: c_int, field: *const *mut c_void) {
        // SAFETY: every field named below is a pointer or an optional function, of one word.
        let value = unsafe { *field };
        if !value.is_null() {
            self.0.push(PyType_Slot { slot, pfunc: value });
        }
    }
}

impl HeapType {
    pub const fn new(template: PyTypeObject) -> HeapType {
        HeapType {
            flags: template.tp_flags,
            template: Type::new(template),
            made: LocalRef::new(),
        }
    }

    /// The type, for who makes an object; an exception in finalisers that run after the interpreter has let go of it.
    pub fn live(&self) -> PyResult<&'static Type> {
        self.made
            .get()
            .ok_or_else(|| crate::support::gone(&self.template.tp_name()))
    }

    /// Makes the type of a new module.
    pub fn make(&self, module: &Module) -> PyResult<Ref<Type>> {
        self.make_from(module, None)
    }

    /// As [`HeapType::make`], with a base, and adds it to the module.
    pub fn add_to(&self, module: &Module, base: Option<&Type>) -> PyResult<()> {
        let made = self.make_from(module, base)?;
        module.add(&made.name(), &made)
    }

    pub fn make_from(&self, module: &Module, base: Option<&Type>) -> PyResult<Ref<Type>> {
        // SAFETY: the template is a static that nobody writes; its tables live as long.
        let made = unsafe {
            let t = &*self.template.raw();
            let mut slots = Slots(Vec::new());
            slot_list!(slots, Some(t);
                Py_tp_dealloc = tp_dealloc, Py_tp_repr = tp_repr, Py_tp_hash = tp_hash, Py_tp_call = tp_call,
                Py_tp_str = tp_str, Py_tp_getattro = tp_getattro, Py_tp_setattro = tp_setattro, Py_tp_doc = tp_doc,
                Py_tp_traverse = tp_traverse, Py_tp_clear = tp_clear, Py_tp_richcompare = tp_richcompare,
                Py_tp_iter = tp_iter, Py_tp_iternext = tp_iternext, Py_tp_methods = tp_methods,
                Py_tp_getset = tp_getset, Py_tp_descr_get = tp_descr_get, Py_tp_descr_set = tp_descr_set,
                Py_tp_init = tp_init, Py_tp_alloc = tp_alloc, Py_tp_new = tp_new, Py_tp_free = tp_free,
                Py_tp_finalize = tp_finalize, Py_tp_vectorcall = tp_vectorcall);
            slot_list!(slots, t.tp_as_number.as_ref();
                Py_nb_add = nb_add, Py_nb_subtract = nb_subtract, Py_nb_multiply = nb_multiply,
                Py_nb_negative = nb_negative, Py_nb_absolute = nb_absolute, Py_nb_bool = nb_bool, Py_nb_or = nb_or,
                Py_nb_and = nb_and, Py_nb_xor = nb_xor, Py_nb_int = nb_int, Py_nb_float = nb_float, Py_nb_index = nb_index,
                Py_nb_inplace_or = nb_inplace_or);
            slot_list!(slots, t.tp_as_sequence.as_ref();
                Py_sq_length = sq_length, Py_sq_concat = sq_concat, Py_sq_repeat = sq_repeat, Py_sq_item = sq_item,
                Py_sq_ass_item = sq_ass_item, Py_sq_contains = sq_contains,
                Py_sq_inplace_concat = sq_inplace_concat, Py_sq_inplace_repeat = sq_inplace_repeat);
            slot_list!(slots, t.tp_as_mapping.as_ref();
                Py_mp_length = mp_length, Py_mp_subscript = mp_subscript, Py_mp_ass_subscript = mp_ass_subscript);
            slot_list!(slots, t.tp_as_buffer.as_ref();
                Py_bf_getbuffer = bf_getbuffer, Py_bf_releasebuffer = bf_releasebuffer);
            let mut members = Vec::new();
            for (name, offset) in [
                (c"__weaklistoffset__", t.tp_weaklistoffset),
                (c"__dictoffset__", t.tp_dictoffset),
                (c"__vectorcalloffset__", t.tp_vectorcall_offset),
            ] {
                if offset > 0 {
                    let offset = offset as usize;
                    members.push(objects::slots::member(
                        name,
                        Py_T_PYSSIZET,
                        offset,
                        Py_READONLY,
                    ));
                }
            }
            let mut at = t.tp_members;
            while !at.is_null() && !(*at).name.is_null() {
                members.push(*at);
                at = at.add(1);
            }
            if !members.is_empty() {
                members.push(objects::slots::MEMBERS_END);
                slots.0.push(PyType_Slot {
                    slot: Py_tp_members,
                    pfunc: members.as_mut_ptr().cast(),
                });
            }
            slots.0.push(zeroed());
            let spec = PyType_Spec {
                name: t.tp_name,
                basicsize: t.tp_basicsize as c_int,
                itemsize: t.tp_itemsize as c_int,
                flags: (self.flags | Py_TPFLAGS_DEFAULT as c_ulong) as u32,
                slots: slots.0.as_mut_ptr(),
            };
            // The interpreter keeps the type: a module without state, which nobody asks the type for, may go before.
            let stateful = !(*module.as_ptr().cast::<PyModuleObject>())
                .md_state
                .is_null();
            Type::from_spec(stateful.then_some(module), &spec, base.map(|b| &**b))?
        };
        self.made.set(made.clone());
        Ok(made)
    }
}

/// The beginning of a `tp_dealloc`: the collector and the weak references, whose list the object has, let go of an instance.
///
/// # Safety
/// `o` is a dead instance of a type that takes part in collection, its fields still there.
#[inline]
pub unsafe fn let_go(o: *mut PyObject, weak_references: *mut PyObject) {
    // SAFETY: the caller's.
    unsafe {
        objects::gc::untrack(Object::from_ptr(o));
        if !weak_references.is_null() {
            objects::weakref::clear_weakrefs(o);
        }
    }
}

/// The end of a `tp_dealloc`: frees an instance, which counts on its type no more.
///
/// # Safety
/// `o` is a dead instance of a heap type or of a subclass, untracked, its fields released.
pub unsafe fn free(o: *mut PyObject) {
    // SAFETY: the caller's; the instance held a reference to its type.
    unsafe {
        let ty = (*o).ob_type;
        objects::freelist::free_instance(o);
        base::refcount::decref(ty.cast());
    }
}

/// The `tp_traverse` of instances that hold nothing but their type.
pub extern "C" fn traverse<T: Subtype>(this: &T, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a live object.
    let o = unsafe { Object::from_ptr((this as *const T).cast_mut().cast()) };
    traverse_type(o, visit, arg)
}

/// The end of a `tp_traverse`, which has visited all else.
pub fn traverse_type(o: &Object, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a live object's type; `visit` is the collector's.
    unsafe { visit(o.type_ptr().cast(), arg) }
}

/// The collector's visit, in a `tp_traverse` that names the references one by one: it ends at the first answer that is not zero.
pub struct Visitor {
    visit: visitproc,
    arg: *mut c_void,
    answer: c_int,
}

impl Visitor {
    pub fn new(visit: visitproc, arg: *mut c_void) -> Visitor {
        Visitor {
            visit,
            arg,
            answer: 0,
        }
    }

    /// # Safety
    /// `o` is NULL, or an object that the traversed one holds a reference to.
    #[inline(always)]
    pub unsafe fn call(&mut self, o: *mut PyObject) {
        if self.answer == 0 && !o.is_null() {
            // SAFETY: the caller's; `visit` is the collector's.
            self.answer = unsafe { (self.visit)(o, self.arg) };
        }
    }

    /// What the `tp_traverse` answers.
    pub fn answer(self) -> c_int {
        self.answer
    }
}
