//! Words of our own in each interpreter, beyond those that the headers know: what a built-in module or a type keeps per interpreter.
//!
//! A static [`Slot`] gets a number when it is first used; every interpreter has a table of words, found by that number. The table hangs
//! where the headers have a pointer to the state of the stock allocator, which we do not have. What a word holds is released at the
//! interpreter's end, and stays in place until then: who reads it may borrow it.

use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::null_mut;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release as Publish};
use core::sync::atomic::{AtomicPtr, AtomicUsize};

use layout::{PyInterpreterState, PyObject};

use crate::mem::{self, Domain};
use crate::{Object, Ref, Subtype, tstate};

/// How many slots there can be in the process.
const COUNT: usize = 512;

type Release = unsafe fn(*mut c_void);

/// What releases the word of each number, a [`Release`] or NULL.
static RELEASES: [AtomicPtr<c_void>; COUNT] = [const { AtomicPtr::new(null_mut()) }; COUNT];
/// The last number given out; 0 stands for "none yet".
static LAST: AtomicUsize = AtomicUsize::new(0);

/// A word of each interpreter.
pub struct Slot {
    number: AtomicUsize,
    release: Option<Release>,
}

impl Slot {
    /// A slot whose word is released by `release` when its interpreter ends; without one, its user sees to that.
    pub const fn new(release: Option<Release>) -> Slot {
        Slot {
            number: AtomicUsize::new(0),
            release,
        }
    }

    #[inline(always)]
    fn number(&self) -> usize {
        match self.number.load(Relaxed) {
            0 => self.assign(),
            n => n,
        }
    }

    #[cold]
    fn assign(&self) -> usize {
        let new = LAST.fetch_add(1, AcqRel) + 1;
        if new >= COUNT {
            crate::fatal::error(Some("local::Slot"), "too many words per interpreter");
        }
        if let Some(release) = self.release {
            RELEASES[new].store(release as *mut c_void, Publish);
        }
        // Who comes second leaves a number unused.
        match self.number.compare_exchange(0, new, AcqRel, Acquire) {
            Ok(_) => new,
            Err(theirs) => theirs,
        }
    }

    /// The word of an interpreter.
    ///
    /// # Safety
    /// `interp` is live and has its table.
    #[inline(always)]
    unsafe fn word<'a>(&self, interp: *mut PyInterpreterState) -> &'a AtomicPtr<c_void> {
        // SAFETY: the caller's; numbers are below the table's size.
        unsafe {
            let table = (*interp).obmalloc.cast::<AtomicPtr<c_void>>();
            &*table.add(self.number())
        }
    }

    /// What the current interpreter's word holds.
    #[inline(always)]
    pub fn get(&self) -> *mut c_void {
        // SAFETY: attached.
        unsafe { self.word(tstate::interp()) }.load(Acquire)
    }

    /// As [`Slot::get`], of another interpreter.
    ///
    /// # Safety
    /// `interp` is live and has its table.
    #[inline(always)]
    pub unsafe fn get_in(&self, interp: *mut PyInterpreterState) -> *mut c_void {
        // SAFETY: the caller's.
        unsafe { self.word(interp) }.load(Acquire)
    }

    /// Puts something into the current interpreter's word; what was there.
    pub fn replace(&self, new: *mut c_void) -> *mut c_void {
        // SAFETY: attached.
        unsafe { self.word(tstate::interp()) }.swap(new, AcqRel)
    }

    /// Puts something into the word if it is empty; otherwise what is there already.
    pub fn set_first(&self, new: *mut c_void) -> Result<(), *mut c_void> {
        // SAFETY: attached.
        unsafe { self.word(tstate::interp()) }
            .compare_exchange(null_mut(), new, AcqRel, Acquire)
            .map(drop)
    }
}

/// Makes the table of a new interpreter. False if there is no memory.
///
/// # Safety
/// `interp` is new; nobody else sees it.
pub unsafe fn init(interp: *mut PyInterpreterState) -> bool {
    let table = mem::calloc(Domain::Raw, COUNT, size_of::<*mut c_void>());
    // SAFETY: the caller's.
    unsafe { (*interp).obmalloc = table.cast() };
    !table.is_null()
}

/// Releases what the current interpreter's words hold, last first. Whether there was anything.
///
/// # Safety
/// No Python code of the interpreter runs any more, but what the releases run.
pub unsafe fn clear() -> bool {
    let mut any = false;
    // SAFETY: attached; each word is emptied before it is released.
    unsafe {
        let table = (*tstate::interp()).obmalloc.cast::<AtomicPtr<c_void>>();
        for number in (1..=LAST.load(Acquire).min(COUNT - 1)).rev() {
            let release = RELEASES[number].load(Acquire);
            if release.is_null() {
                continue;
            }
            let held = (*table.add(number)).swap(null_mut(), AcqRel);
            if !held.is_null() {
                any = true;
                core::mem::transmute::<*mut c_void, Release>(release)(held);
            }
        }
    }
    any
}

/// Frees the table.
///
/// # Safety
/// `interp` is at its end; nobody looks into its words again.
pub unsafe fn free(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; the block is the one that `init` made.
    unsafe {
        mem::free(Domain::Raw, (*interp).obmalloc.cast());
        (*interp).obmalloc = null_mut();
    }
}

/// An object that each interpreter has its own of.
pub struct LocalRef<T: Subtype = Object> {
    slot: Slot,
    kind: PhantomData<fn() -> Ref<T>>,
}

impl<T: Subtype> LocalRef<T> {
    #[allow(clippy::new_without_default)] // statics want a const function
    pub const fn new() -> LocalRef<T> {
        LocalRef {
            slot: Slot::new(Some(release_object)),
            kind: PhantomData,
        }
    }

    /// The current interpreter's object, borrowed for as long as the interpreter lives or until it is replaced.
    #[inline(always)]
    pub fn get<'a>(&self) -> Option<&'a T> {
        // SAFETY: the word holds NULL or a reference of this type, and owns it.
        unsafe { self.slot.get().cast::<T>().as_ref() }
    }

    /// Sets the current interpreter's object.
    pub fn set(&self, object: Ref<T>) {
        let old = self.slot.replace(object.into_ptr().cast());
        // SAFETY: the word owned it.
        drop(unsafe { Ref::<Object>::from_owned_opt(old) });
    }

    /// Takes the current interpreter's object out.
    pub fn take(&self) -> Option<Ref<T>> {
        // SAFETY: the word owned it.
        unsafe { Ref::from_owned_opt(self.slot.replace(null_mut())) }
    }
}

unsafe fn release_object(held: *mut c_void) {
    // SAFETY: a `LocalRef` owns what its word holds.
    drop(unsafe { Ref::<Object>::from_raw_owned(held.cast::<PyObject>()) });
}

/// A Rust value that each interpreter has its own of.
pub struct LocalBox<T> {
    slot: Slot,
    kind: PhantomData<fn() -> Box<T>>,
}

impl<T: 'static> LocalBox<T> {
    #[allow(clippy::new_without_default)] // statics want a const function
    pub const fn new() -> LocalBox<T> {
        LocalBox {
            slot: Slot::new(Some(release_box::<T>)),
            kind: PhantomData,
        }
    }

    /// The current interpreter's value, which lives as long as the interpreter.
    #[inline(always)]
    pub fn get<'a>(&self) -> Option<&'a T> {
        // SAFETY: the word holds NULL or our box.
        unsafe { self.slot.get().cast::<T>().as_ref() }
    }

    /// The current interpreter's value, made if there is none.
    pub fn get_or<'a>(&self, make: impl FnOnce() -> T) -> &'a T {
        if let Some(value) = self.get() {
            return value;
        }
        let new = Box::into_raw(Box::new(make()));
        // SAFETY: ours until it is in the word; what is there is another's box, which stays.
        unsafe {
            match self.slot.set_first(new.cast()) {
                Ok(()) => &*new,
                Err(theirs) => {
                    drop(Box::from_raw(new));
                    &*theirs.cast()
                }
            }
        }
    }

    /// Sets the current interpreter's value. A former one is leaked, since somebody may have borrowed it.
    pub fn set(&self, value: T) {
        self.slot.replace(Box::into_raw(Box::new(value)).cast());
    }
}

unsafe fn release_box<T>(held: *mut c_void) {
    // SAFETY: a `LocalBox` owns what its word holds.
    drop(unsafe { Box::from_raw(held.cast::<T>()) });
}
