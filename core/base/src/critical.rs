//! Critical sections: per-object locking in the free-threaded build, nothing in the default build.
//!
//! `critical_section!(object);` locks for the rest of the enclosing block. In the free-threaded build the section is
//! suspended while the thread is detached, as `critical_section.h` prescribes (the thread state's list of sections).

#[cfg(not(feature = "free-threaded"))]
mod imp {
    /// A critical section over one object: nothing to do under the GIL.
    pub struct CriticalSection;
    impl CriticalSection {
        #[inline(always)]
        pub fn new(_: &crate::Object) -> CriticalSection {
            CriticalSection
        }
        #[inline(always)]
        pub fn new2(_: &crate::Object, _: &crate::Object) -> CriticalSection {
            CriticalSection
        }
    }
}

#[cfg(feature = "free-threaded")]
mod imp {
    use layout::PyMutex;

    /// A critical section over one or two objects: their mutexes, taken in address order.
    pub struct CriticalSection {
        first: *mut PyMutex,
        second: *mut PyMutex,
    }
    impl CriticalSection {
        #[inline]
        pub fn new(object: &crate::Object) -> CriticalSection {
            // SAFETY: the object is borrowed for longer than the section.
            unsafe {
                let first = &raw mut (*object.as_ptr()).ob_mutex;
                crate::lock::lock(first);
                CriticalSection {
                    first,
                    second: core::ptr::null_mut(),
                }
            }
        }
        #[inline]
        pub fn new2(a: &crate::Object, b: &crate::Object) -> CriticalSection {
            if a.is(b) {
                return CriticalSection::new(a);
            }
            let (a, b) = if a.as_ptr() < b.as_ptr() {
                (a, b)
            } else {
                (b, a)
            };
            // SAFETY: both are borrowed for longer than the section.
            unsafe {
                let first = &raw mut (*a.as_ptr()).ob_mutex;
                let second = &raw mut (*b.as_ptr()).ob_mutex;
                crate::lock::lock(first);
                crate::lock::lock(second);
                CriticalSection { first, second }
            }
        }
    }
    impl Drop for CriticalSection {
        #[inline]
        fn drop(&mut self) {
            // SAFETY: locked by `new`.
            unsafe {
                if !self.second.is_null() {
                    crate::lock::unlock(self.second);
                }
                crate::lock::unlock(self.first);
            }
        }
    }
}

pub use imp::CriticalSection;

/// Locks one or two objects for the rest of the block (free-threaded build), or does nothing (default build).
#[macro_export]
macro_rules! critical_section {
    ($o:expr) => {
        let _section = $crate::critical::CriticalSection::new(&$o);
    };
    ($a:expr, $b:expr) => {
        let _section = $crate::critical::CriticalSection::new2(&$a, &$b);
    };
}
