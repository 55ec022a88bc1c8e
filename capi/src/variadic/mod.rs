//! C-variadic functions, whose definition stable Rust does not have: what a `va_list` is, how to pull arguments from it, and the macro
//! that defines a variadic export. One place knows.
//!
//! An export is a naked function that saves the argument registers, makes a `va_list` of them and calls a Rust function with
//! the fixed arguments and a pointer to that list. The same Rust function serves the `Va` twin, whose `va_list` parameter is
//! such a pointer too. (System V ABI of x86-64; other architectures need a shim of their own here.)

pub mod arguments;
pub mod build;
pub mod bytes_format;
pub mod fast;
pub mod keywords;
pub mod text;

#[cfg(not(target_arch = "x86_64"))]
compile_error!("variadic exports are written for the System V ABI of x86-64");

/// `va_list`, as a parameter: the System V `__va_list_tag`.
#[repr(C)]
pub struct VaList {
    gp_offset: u32,
    fp_offset: u32,
    overflow: *mut u8,
    save: *mut u8,
}

impl Clone for VaList {
    /// Field by field, as the caller wrote them a few instructions ago: a wider load would wait until those stores are done,
    /// longer than all else that many a call does.
    #[inline(always)]
    fn clone(&self) -> VaList {
        // SAFETY: fields of a list that is there; volatile, or the optimiser makes one load of them.
        unsafe {
            VaList {
                gp_offset: (&raw const self.gp_offset).read_volatile(),
                fp_offset: (&raw const self.fp_offset).read_volatile(),
                overflow: (&raw const self.overflow).read_volatile(),
                save: (&raw const self.save).read_volatile(),
            }
        }
    }
}

impl VaList {
    /// The next integer or pointer argument, as its whole word.
    #[inline(always)]
    unsafe fn word(&mut self) -> u64 {
        // SAFETY: the caller knows that such an argument follows; the save area has 48 bytes of words.
        unsafe {
            if self.gp_offset < 48 {
                let p = self.save.add(self.gp_offset as usize);
                self.gp_offset += 8;
                p.cast::<u64>().read()
            } else {
                self.stacked()
            }
        }
    }

    #[inline(always)]
    unsafe fn stacked(&mut self) -> u64 {
        // SAFETY: as in `word`; arguments on the stack are words.
        unsafe {
            let p = self.overflow.cast::<u64>();
            self.overflow = self.overflow.add(8);
            p.read()
        }
    }

    /// The next argument, an integer or a pointer.
    ///
    /// # Safety
    /// The caller passed one of that size.
    #[inline(always)]
    pub unsafe fn arg<T: Word>(&mut self) -> T {
        // SAFETY: the caller's contract.
        T::of(unsafe { self.word() })
    }

    /// The next argument, a `double`.
    ///
    /// # Safety
    /// The caller passed one.
    #[inline(always)]
    pub unsafe fn double(&mut self) -> f64 {
        // SAFETY: the caller's contract; vector registers are saved at 48..176.
        unsafe {
            if self.fp_offset < 176 {
                let p = self.save.add(self.fp_offset as usize);
                self.fp_offset += 16;
                p.cast::<f64>().read()
            } else {
                f64::from_bits(self.stacked())
            }
        }
    }
}

/// What fits an argument word.
pub trait Word {
    fn of(word: u64) -> Self;
}

macro_rules! words {
    ($($ty:ty),*) => { $(impl Word for $ty {
        #[inline(always)]
        fn of(word: u64) -> $ty {
            word as $ty
        }
    })* };
}
words!(i32, u32, i64, u64, isize, usize);

impl<T> Word for *mut T {
    #[inline(always)]
    fn of(word: u64) -> *mut T {
        core::ptr::with_exposed_provenance_mut(word as usize)
    }
}
impl<T> Word for *const T {
    #[inline(always)]
    fn of(word: u64) -> *const T {
        core::ptr::with_exposed_provenance(word as usize)
    }
}

/// Defines variadic exports: `variadic! { fn PyArg_Parse(args: A, format: B, ...) -> R = parse; }`, where `parse` is an
/// `unsafe extern "C" fn(A, B, *mut VaList) -> R`.
macro_rules! variadic {
    ($($(#[$meta:meta])* fn $name:ident($($arg:ident: $ty:ty),+, ...) $(-> $ret:ty)? = $body:path;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// The variable arguments are those that the fixed ones announce; objects are live; attached.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($arg: $ty),+) $(-> $ret)? {
            const _: unsafe extern "C" fn($($ty,)+ *mut $crate::variadic::VaList) $(-> $ret)? = $body;
            $crate::variadic::naked_body!([$($arg)+] $body)
        }
    )*};
}
pub(crate) use variadic;

/// The assembly, by the number of fixed arguments: where the next integer argument lies, and the register for the list.
macro_rules! naked_body {
    ([$a:ident] $body:path) => { $crate::variadic::naked_body!(@ "8", "lea rsi, [rsp + 192]", $body) };
    ([$a:ident $b:ident] $body:path) => { $crate::variadic::naked_body!(@ "16", "lea rdx, [rsp + 192]", $body) };
    ([$a:ident $b:ident $c:ident] $body:path) => { $crate::variadic::naked_body!(@ "24", "lea rcx, [rsp + 192]", $body) };
    ([$a:ident $b:ident $c:ident $d:ident] $body:path) => { $crate::variadic::naked_body!(@ "32", "lea r8, [rsp + 192]", $body) };
    ([$a:ident $b:ident $c:ident $d:ident $e:ident] $body:path) => { $crate::variadic::naked_body!(@ "40", "lea r9, [rsp + 192]", $body) };
    // The list itself is then the seventh argument, at the stack's top.
    ([$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident] $body:path) => {
        $crate::variadic::naked_body!(@ "48", "lea rax, [rsp + 192]\nmov qword ptr [rsp], rax", $body)
    };
    (@ $words:literal, $pass:literal, $body:path) => {
        core::arch::naked_asm!(
            ".cfi_startproc",
            "sub rsp, 232",
            ".cfi_def_cfa_offset 240",
            "mov qword ptr [rsp + 16], rdi",
            "mov qword ptr [rsp + 24], rsi",
            "mov qword ptr [rsp + 32], rdx",
            "mov qword ptr [rsp + 40], rcx",
            "mov qword ptr [rsp + 48], r8",
            "mov qword ptr [rsp + 56], r9",
            "test al, al",
            "je 2f",
            "movaps xmmword ptr [rsp + 64], xmm0",
            "movaps xmmword ptr [rsp + 80], xmm1",
            "movaps xmmword ptr [rsp + 96], xmm2",
            "movaps xmmword ptr [rsp + 112], xmm3",
            "movaps xmmword ptr [rsp + 128], xmm4",
            "movaps xmmword ptr [rsp + 144], xmm5",
            "movaps xmmword ptr [rsp + 160], xmm6",
            "movaps xmmword ptr [rsp + 176], xmm7",
            "2:",
            concat!("mov dword ptr [rsp + 192], ", $words),
            "mov dword ptr [rsp + 196], 48",
            "lea rax, [rsp + 240]",
            "mov qword ptr [rsp + 200], rax",
            "lea rax, [rsp + 16]",
            "mov qword ptr [rsp + 208], rax",
            $pass,
            "call {body}",
            "add rsp, 232",
            ".cfi_def_cfa_offset 8",
            "ret",
            ".cfi_endproc",
            body = sym $body,
        )
    };
}
pub(crate) use naked_body;

/// A format: a C string read a byte at a time.
#[derive(Clone, Copy)]
pub struct Format(*const u8);

impl Format {
    /// # Safety
    /// `s` is a C string that outlives the format.
    #[inline(always)]
    pub unsafe fn new(s: *const core::ffi::c_char) -> Format {
        Format(s.cast())
    }

    /// The next byte, 0 at the end.
    #[inline(always)]
    pub fn peek(self) -> u8 {
        // SAFETY: the cursor never passes the terminating NUL.
        unsafe { *self.0 }
    }

    /// Takes the next byte; stays at the end.
    #[inline(always)]
    pub fn next(&mut self) -> u8 {
        let c = self.peek();
        if c != 0 {
            // SAFETY: not at the NUL, so one more byte follows.
            self.0 = unsafe { self.0.add(1) };
        }
        c
    }

    /// Takes the next byte if it is `c`.
    #[inline(always)]
    pub fn take(&mut self, c: u8) -> bool {
        if self.peek() == c {
            self.next();
            true
        } else {
            false
        }
    }

    /// The rest of the text.
    pub fn rest(self) -> String {
        // SAFETY: the cursor is within a C string.
        unsafe { core::ffi::CStr::from_ptr(self.0.cast()) }
            .to_string_lossy()
            .into_owned()
    }

    /// The position, to be kept.
    #[inline(always)]
    pub fn pointer(self) -> *const core::ffi::c_char {
        self.0.cast()
    }
}
