//! Interning: one object a text, so that names compare by address.
//!
//! Two tables. The static one holds the strings of `_PyRuntime` (identifiers, literals, the 256 one-character strings) and
//! serves all interpreters; it is filled once a process, after the hash secret is set, and never changes. The other belongs to
//! an interpreter and those that share its objects' memory, and hangs where the headers have a pointer to an (undocumented)
//! dict. It does not own its mortal strings: `str`'s dealloc takes them out. Those that live for ever are everybody's.
//! In the free-threaded build every interned string is immortal.

use std::sync::OnceLock;

use base::{PyResult, Ref, refcount, tstate};
use layout::*;

use crate::runtime_data::_PyRuntime;

use super::{Str, state};

/// An open-addressed set of strings, compared by hash and content.
struct Table {
    slots: Vec<Slot>,
    used: usize,
    /// Slots that are not free: used ones and graves.
    filled: usize,
}

/// A string's address, and above it bits of its hash: most strings that are looked at in vain need not be touched.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Slot(usize);

impl Slot {
    const FREE: Slot = Slot(0);
    const GRAVE: Slot = Slot(1);
    /// How many bits an address has, in what the system hands out unasked.
    const ADDRESS: u32 = 48;

    /// The slot of a string, if its address is as small as all are.
    fn of(s: &Str) -> Option<Slot> {
        let address = s.ascii_struct().expose_provenance();
        (address >> Slot::ADDRESS == 0).then_some(Slot(Slot::tag(s.hash_value()) | address))
    }

    /// The hash's upper bits, in their place.
    fn tag(hash: isize) -> usize {
        hash as usize >> Slot::ADDRESS << Slot::ADDRESS
    }

    fn has_tag(self, tag: usize) -> bool {
        self.0 >> Slot::ADDRESS << Slot::ADDRESS == tag
    }

    fn string(self) -> Option<*mut PyASCIIObject> {
        let address = self.0 & ((1 << Slot::ADDRESS) - 1);
        (address > Slot::GRAVE.0).then(|| core::ptr::with_exposed_provenance_mut(address))
    }
}

/// Where a string with this hash may be, one slot after the other; `mask` is the table's size less one.
fn probes(hash: isize, mask: usize) -> impl Iterator<Item = usize> {
    let mut i = hash as usize & mask;
    (1..).map(move |step| {
        let here = i;
        i = (i + step) & mask;
        here
    })
}

impl Table {
    const fn new() -> Table {
        Table {
            slots: Vec::new(),
            used: 0,
            filled: 0,
        }
    }

    fn find(&self, s: &Str) -> Option<&'static Str> {
        self.find_hashed(s.hash_value(), |t| t.eq_str(s))
    }

    fn find_hashed(&self, hash: isize, is_it: impl Fn(&Str) -> bool) -> Option<&'static Str> {
        if self.slots.is_empty() {
            return None;
        }
        let tag = Slot::tag(hash);
        for i in probes(hash, self.slots.len() - 1) {
            let slot = self.slots[i];
            if slot == Slot::FREE {
                return None;
            }
            if slot.has_tag(tag)
                && let Some(p) = slot.string()
            {
                // SAFETY: strings in a table are live: they take themselves out before they die.
                let t = unsafe { Str::from_raw(p.cast()) };
                if t.cached_hash() == hash && is_it(t) {
                    return Some(t);
                }
            }
        }
        None
    }

    fn free_slot(&mut self, hash: isize) -> Option<&mut Slot> {
        let mut probes = probes(hash, self.slots.len() - 1);
        let i = probes.find(|i| self.slots[*i] == Slot::FREE)?;
        self.slots.get_mut(i)
    }

    /// Puts in a string that is not there. False if memory is short.
    fn insert(&mut self, s: &Str) -> bool {
        let Some(slot) = Slot::of(s) else {
            return false;
        };
        if (self.filled + 1) * 3 > self.slots.len() * 2 && !self.rebuild() {
            return false;
        }
        let Some(free) = self.free_slot(s.hash_value()) else {
            return false;
        };
        *free = slot;
        self.used += 1;
        self.filled += 1;
        true
    }

    fn rebuild(&mut self) -> bool {
        let size = ((self.used + 1) * 3).next_power_of_two().max(64);
        let mut slots = Vec::new();
        if slots.try_reserve_exact(size).is_err() {
            return false;
        }
        slots.resize(size, Slot::FREE);
        for slot in core::mem::replace(&mut self.slots, slots) {
            let Some(p) = slot.string() else { continue };
            // SAFETY: live, as in `find`.
            let hash = unsafe { Str::from_raw(p.cast()) }.cached_hash();
            if let Some(free) = self.free_slot(hash) {
                *free = slot;
            }
        }
        self.filled = self.used;
        true
    }

    /// Takes out this very object.
    fn remove(&mut self, s: &Str) {
        if self.slots.is_empty() {
            return;
        }
        let wanted = Slot::of(s);
        for i in probes(s.hash_value(), self.slots.len() - 1) {
            let slot = self.slots[i];
            if slot == Slot::FREE {
                return;
            }
            if Some(slot) == wanted {
                self.slots[i] = Slot::GRAVE;
                self.used -= 1;
                return;
            }
        }
    }
}

fn statics() -> &'static Table {
    static STATICS: OnceLock<Table> = OnceLock::new();
    STATICS.get_or_init(|| {
        let mut table = Table::new();
        let mut add = |s: &'static Str| {
            if table.find(s).is_none() {
                table.insert(s);
            }
            // SAFETY: static; start-up.
            unsafe { state::set_interned(s.ascii_struct(), SSTATE_INTERNED_IMMORTAL_STATIC) };
        };
        (0..=255).for_each(|c| add(Str::latin1_char(c)));
        crate::ids::each(&mut add);
        table
    })
}

/// Interns every static string. Start-up calls it once the hash secret is set (a first interning does too).
pub fn init_statics() {
    statics();
}

struct Shared {
    lock: base::lock::Mutex,
    table: core::cell::UnsafeCell<Table>,
}

/// The current interpreter's table.
fn shared() -> &'static Shared {
    // SAFETY: attached.
    unsafe { shared_of(tstate::interp()) }
}

/// What lives for ever is everybody's: the strings that other interpreters than the main one have made so. A program that makes
/// interpreters again and again makes the names of their code once.
static OTHERS: Shared = Shared {
    lock: base::lock::Mutex::new(),
    table: core::cell::UnsafeCell::new(Table::new()),
};

// SAFETY: the table is looked at under the lock only.
unsafe impl Sync for Shared {}

/// In an interpreter that is not the main one: a string that lives for ever, the main one's or another's.
fn find_immortal(hash: isize, is_it: impl Fn(&Str) -> bool + Copy) -> Option<&'static Str> {
    // SAFETY: attached; the main interpreter ends after all others.
    let main = unsafe {
        let main = _PyRuntime.interpreters.main;
        if main.is_null() || main == tstate::interp() {
            return None;
        }
        shared_of(main)
    };
    // A borrowed table has been looked at, and is locked.
    let borrowed = core::ptr::eq(main, shared());
    let tables = [(!borrowed).then_some(main), Some(&OTHERS)];
    tables.into_iter().flatten().find_map(|shared| {
        let _guard = shared.lock.lock();
        // SAFETY: locked; a string leaves the table before it dies, and becomes immortal under the lock.
        let found = unsafe { (*shared.table.get()).find_hashed(hash, is_it) };
        found.filter(|t| t.is_immortal())
    })
}

/// Gives a string that has become immortal to everybody, unless the main interpreter has made it or there is an equal one.
fn give_away(s: &Str) -> bool {
    // SAFETY: attached.
    let in_mains = unsafe {
        let interp = tstate::interp();
        _PyRuntime.interpreters.main == interp || lender(interp).is_some()
    };
    if in_mains {
        return false;
    }
    let _guard = OTHERS.lock.lock();
    // SAFETY: locked.
    let table = unsafe { &mut *OTHERS.table.get() };
    table.find(s).is_none() && table.insert(s)
}

/// The main interpreter, for one that shares its objects' memory and so, as in the stock library, its table: what an extension
/// module interned there and kept is found again by the next such interpreter.
///
/// # Safety
/// The interpreter lives.
unsafe fn lender(interp: *mut PyInterpreterState) -> Option<*mut PyInterpreterState> {
    // SAFETY: the caller's; the main interpreter ends after all others.
    unsafe {
        let main = _PyRuntime.interpreters.main;
        let shares = (*interp).feature_flags & Py_RTFLAGS_USE_MAIN_OBMALLOC != 0;
        (shares && !main.is_null() && main != interp).then_some(main)
    }
}

/// An interpreter's table, made or borrowed on demand.
///
/// # Safety
/// The interpreter lives.
unsafe fn shared_of(interp: *mut PyInterpreterState) -> &'static Shared {
    // SAFETY: the caller's. The word is ours alone; a thread that comes second frees what it made in vain.
    unsafe {
        let slot = core::sync::atomic::AtomicPtr::from_ptr(
            &raw mut (*interp).cached_objects.interned_strings,
        );
        let p = slot.load(core::sync::atomic::Ordering::Acquire);
        if !p.is_null() {
            return &*p.cast::<Shared>();
        }
        if let Some(main) = lender(interp) {
            let shared = shared_of(main);
            slot.store(
                core::ptr::from_ref(shared).cast_mut().cast(),
                core::sync::atomic::Ordering::Release,
            );
            return shared;
        }
        let new = Box::into_raw(Box::new(Shared {
            lock: base::lock::Mutex::new(),
            table: core::cell::UnsafeCell::new(Table::new()),
        }));
        match slot.compare_exchange(
            core::ptr::null_mut(),
            new.cast(),
            core::sync::atomic::Ordering::AcqRel,
            core::sync::atomic::Ordering::Acquire,
        ) {
            Ok(_) => &*new,
            Err(theirs) => {
                drop(Box::from_raw(new));
                &*theirs.cast::<Shared>()
            }
        }
    }
}

/// How many strings are interned; or only those that live for ever and are not static (`_PyUnicode_InternedSize_Immortal`).
pub fn size(only_immortal: bool) -> usize {
    let shared = shared();
    let _guard = shared.lock.lock();
    // SAFETY: locked; nothing here runs Python code, and what the table holds is live.
    unsafe {
        let table = &*shared.table.get();
        if !only_immortal {
            return statics().used + table.used;
        }
        let held = table.slots.iter().filter_map(|slot| slot.string());
        held.filter(|s| Str::from_raw(s.cast()).is_immortal())
            .count()
    }
}

/// Frees an interpreter's table at its end. Strings that still live are interned no more.
///
/// # Safety
/// Nothing of the interpreter runs any more.
pub unsafe fn clear(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; the word holds NULL or our box.
    unsafe {
        let slot = &raw mut (*interp).cached_objects.interned_strings;
        let p = slot.replace(core::ptr::null_mut());
        let borrowed = lender(interp).is_some_and(|l| (*l).cached_objects.interned_strings == p);
        if p.is_null() || borrowed {
            return;
        }
        let shared = Box::from_raw(p.cast::<Shared>());
        let strings = shared.table.into_inner().slots.into_iter();
        for s in strings.filter_map(Slot::string) {
            state::set_interned(s, SSTATE_NOT_INTERNED);
        }
    }
}

impl Str {
    /// The interned string of this text: the argument itself if it is the first. Only exact strings are interned.
    #[inline]
    pub fn intern(s: Ref<Str>) -> Ref<Str> {
        if s.is_interned() || !s.is_exact() {
            return s;
        }
        intern_slow(s, cfg!(feature = "free-threaded"))
    }

    /// The interned string of a text. One that is there already is found without making another.
    pub fn intern_wtf8(text: &[u8]) -> PyResult<Ref<Str>> {
        if text.is_ascii()
            && let Some(found) = find_ascii(text)
        {
            return Ok(found);
        }
        Ok(Str::intern(Str::from_wtf8(text)?))
    }

    /// As `intern`, and the string lives for ever.
    pub fn intern_immortal(s: Ref<Str>) -> &'static Str {
        let s = if !s.is_exact() || s.is_interned() && s.is_immortal() {
            s
        } else {
            intern_slow(s, true)
        };
        // SAFETY: an exact string is immortal now; an odd one is leaked.
        unsafe {
            refcount::set_immortal(s.as_object_ptr());
            let r: &'static Str = s.borrow_for();
            core::mem::forget(s);
            r
        }
    }

    /// Interned, immortal string of a literal.
    pub fn intern_static(s: &'static str) -> &'static Str {
        match Str::from_str(s) {
            Ok(s) => Str::intern_immortal(s),
            Err(e) => {
                e.clear();
                Str::intern_immortal(spare(s))
            }
        }
    }
}

/// A string for a literal, made where Python's allocators have no memory: callers have no way to fail, and keep what they are given. The
/// block is never freed, so it does not matter whose it is.
#[cold]
fn spare(text: &'static str) -> Ref<Str> {
    let head = size_of::<PyASCIIObject>();
    let block: Box<[u64]> = vec![0; (head + text.len()) / 8 + 1].into();
    debug_assert!(text.is_ascii());
    // SAFETY: the block has room for the head, the text and a zero, and lives for ever.
    unsafe {
        let p: *mut PyASCIIObject = Box::leak(block).as_mut_ptr().cast();
        refcount::init(p.cast());
        (*p).ob_base.ob_type = super::PyUnicode_Type.as_mut_ptr();
        (*p).length = text.len() as isize;
        (*p).hash = -1;
        (*p).state = state::compact(1, true);
        let chars = p.cast::<u8>().add(head);
        chars.copy_from_nonoverlapping(text.as_ptr(), text.len());
        refcount::set_immortal(p.cast());
        Ref::from_raw_owned(p)
    }
}

/// The interned string of an ASCII text, if there is one.
fn find_ascii(text: &[u8]) -> Option<Ref<Str>> {
    let hash = crate::pyhash::hash_bytes(text);
    let is_it = |t: &Str| t.is_ascii() && t.chars().as_bytes() == text;
    if let Some(t) = statics().find_hashed(hash, is_it) {
        return Some(t.to_ref());
    }
    let shared = shared();
    let _guard = shared.lock.lock();
    // SAFETY: locked; nothing below runs Python code.
    let table = unsafe { &*shared.table.get() };
    let found = table.find_hashed(hash, is_it);
    found
        .or_else(|| find_immortal(hash, is_it))
        .map(Str::to_ref)
}

#[inline(never)]
fn intern_slow(s: Ref<Str>, immortal: bool) -> Ref<Str> {
    if let Some(t) = statics().find(&s) {
        return t.to_ref();
    }
    let shared = shared();
    let _guard = shared.lock.lock();
    // SAFETY: locked; nothing below runs Python code.
    let table = unsafe { &mut *shared.table.get() };
    let s = match table.find(&s) {
        Some(t) => t.to_ref(),
        None => {
            if let Some(t) = find_immortal(s.hash_value(), |t| t.eq_str(&s)) {
                return t.to_ref();
            }
            if !table.insert(&s) {
                return s;
            }
            // SAFETY: live and exact.
            unsafe { state::set_interned(s.ascii_struct(), SSTATE_INTERNED_MORTAL) };
            s
        }
    };
    if immortal && !s.is_immortal() {
        make_immortal(&s);
        if give_away(&s) {
            table.remove(&s);
        }
    }
    s
}

/// Keeps an interned string for good. The table's lock is held.
fn make_immortal(s: &Str) {
    // SAFETY: live; the lock keeps others from interning it meanwhile.
    unsafe {
        refcount::set_immortal(s.as_ptr());
        state::set_interned(s.ascii_struct(), SSTATE_INTERNED_IMMORTAL);
    }
}

/// Takes a dying mortal string out of its table.
///
/// # Safety
/// The string's last reference is gone, and it is interned.
#[cold]
pub(super) unsafe fn forget(s: &Str) {
    let shared = shared();
    let _guard = shared.lock.lock();
    // SAFETY: locked.
    unsafe { (*shared.table.get()).remove(s) };
}
