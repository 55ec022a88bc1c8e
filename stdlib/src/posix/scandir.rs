//! `scandir`: an iterator over a directory's entries, which know their kind without a further system call.

use core::ffi::c_uchar;

use clinic::{pyfunction, pymethods};
use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::slots;

use super::{Path, errno, stat};
use crate::heap_type::{self, HeapType};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct EntryObject {
    ob_base: PyObject,
    name: *mut PyObject,
    path: *mut PyObject,
    /// The directory's descriptor, if the scan was of one; else -1.
    dir_fd: i32,
    kind: c_uchar,
    inode: u64,
}

object_view!(
    /// `os.DirEntry`.
    pub DirEntry, EntryObject, "DirEntry", |o| o.is_exactly(ENTRY.as_mut_ptr())
);
owned_fields!(DirEntry, heap = true, [name, path]);

#[repr(C)]
#[derive(Clone, Copy)]
pub struct IteratorObject {
    ob_base: PyObject,
    /// The path as given.
    path: *mut PyObject,
    /// NULL when closed.
    stream: *mut libc::DIR,
    dir_fd: i32,
    is_bytes: bool,
}

object_view!(
    /// What `scandir` gives.
    pub ScandirIterator, IteratorObject, "ScandirIterator", |o| o.is_exactly(ITERATOR.as_mut_ptr())
);

fn raw_entry(e: &DirEntry) -> &EntryObject {
    // SAFETY: live; the fields do not change once the entry is made.
    unsafe { &*e.raw() }
}

#[pymethods]
impl DirEntry {
    /// Entries are generic over the kind of their path: str or bytes.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::abstract_::generic_alias(cls, object)
    }

    /// The entry's base name.
    #[getter("name")]
    fn name(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { get_field(&raw mut (*self.raw()).name) }.unwrap_or_else(none_ref))
    }

    /// The entry's path: the scanned path joined with the name.
    #[getter("path")]
    fn path(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { get_field(&raw mut (*self.raw()).path) }.unwrap_or_else(none_ref))
    }

    /// Is it a directory?
    #[method("is_dir($self, /, *, follow_symlinks=True)")]
    fn is_dir(&self, #[default(true)] follow_symlinks: bool) -> PyResult<bool> {
        self.is_kind(libc::S_IFDIR, libc::DT_DIR, follow_symlinks)
    }

    /// Is it a plain file?
    #[method("is_file($self, /, *, follow_symlinks=True)")]
    fn is_file(&self, #[default(true)] follow_symlinks: bool) -> PyResult<bool> {
        self.is_kind(libc::S_IFREG, libc::DT_REG, follow_symlinks)
    }

    /// Is it a symbolic link?
    #[method("is_symlink($self, /)")]
    fn is_symlink(&self) -> PyResult<bool> {
        let kind = raw_entry(self).kind;
        if kind != libc::DT_UNKNOWN {
            Ok(kind == libc::DT_LNK)
        } else {
            self.is_kind(libc::S_IFLNK, libc::DT_LNK, false)
        }
    }

    /// Is it a junction? Never, on this system.
    #[method("is_junction($self, /)")]
    fn is_junction(&self) -> bool {
        false
    }

    /// What stat() says of the entry.
    #[method("stat($self, /, *, follow_symlinks=True)")]
    fn stat(&self, #[default(true)] follow_symlinks: bool) -> PyResult {
        stat::stat_object(none(), &self.status(follow_symlinks)?)
    }

    /// The entry's inode number.
    #[method("inode($self, /)")]
    fn inode(&self) -> PyResult<Ref<Long>> {
        Long::from_u64(raw_entry(self).inode)
    }

    /// The path, for os.fspath().
    #[method("__fspath__($self, /)")]
    fn fspath(&self) -> PyResult {
        self.path()
    }
}

impl DirEntry {
    fn status(&self, follow: bool) -> PyResult<libc::stat> {
        let raw = raw_entry(self);
        let (target, dir) = if raw.dir_fd >= 0 {
            (self.name()?, raw.dir_fd)
        } else {
            (self.path()?, libc::AT_FDCWD)
        };
        stat::do_stat(&Path::new(&target, "DirEntry", "path")?, dir, follow)
    }

    fn is_kind(&self, mode: libc::mode_t, kind: c_uchar, follow: bool) -> PyResult<bool> {
        let known = raw_entry(self).kind;
        let needs_stat = known == libc::DT_UNKNOWN || (follow && known == libc::DT_LNK);
        if !needs_stat {
            return Ok(known == kind);
        }
        match self.status(follow) {
            Ok(st) => Ok(st.st_mode & libc::S_IFMT == mode),
            // an entry that is gone is of no kind
            Err(raised) => {
                objects::exceptions::clear_if(
                    &objects::exceptions::types::FileNotFoundError,
                    raised,
                )?;
                Ok(false)
            }
        }
    }
}

extern "C" fn entry_repr(e: &DirEntry) -> PyResult {
    let name = e.name()?.repr()?;
    Ok(Str::format(format_args!("<DirEntry {}>", name.to_string_lossy()))?.upcast())
}

pub static ENTRY: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"posix.DirEntry".as_ptr(),
    tp_basicsize: size_of::<EntryObject>() as isize,
    tp_dealloc: slots::dealloc(owned::dealloc::<DirEntry>),
    tp_repr: slots::repr(entry_repr),
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_methods: DirEntry::METHODS,
    tp_getset: DirEntry::GETSET,
    ..Type::EMPTY
});

impl ScandirIterator {
    fn close_stream(&self) {
        // SAFETY: the field owns its stream, or is NULL.
        unsafe {
            let stream = core::mem::replace(&mut (*self.raw()).stream, core::ptr::null_mut());
            if !stream.is_null() {
                if (*self.raw()).dir_fd >= 0 {
                    libc::rewinddir(stream);
                }
                runtime::pystate::allow_threads(|| libc::closedir(stream));
            }
        }
    }
}

#[pymethods]
impl ScandirIterator {
    /// Close the iterator and give its resources back.
    #[method("close($self, /)")]
    fn close(&self) {
        self.close_stream();
    }

    /// The iterator itself.
    #[method("__enter__($self, /)")]
    fn enter(&self) -> PyResult {
        Ok(Object::to_ref(self))
    }

    /// Close the iterator.
    #[method("__exit__($self, /, *args)")]
    fn exit(&self, args: &[&Object]) {
        let _ = args;
        self.close_stream();
    }
}

extern "C" fn iterator_iter(it: &ScandirIterator) -> PyResult {
    Ok(Object::to_ref(it))
}

extern "C" fn iterator_next(it: &ScandirIterator) -> NextResult {
    next_entry(it).into()
}

fn next_entry(it: &ScandirIterator) -> PyResult<Option<Ref>> {
    loop {
        // SAFETY: the stream is open; the entry is copied before the next one is read.
        let (name, kind, inode) = unsafe {
            let stream = (*it.raw()).stream;
            if stream.is_null() {
                return Ok(None);
            }
            let entry = runtime::pystate::allow_threads(|| {
                *libc::__errno_location() = 0;
                libc::readdir(stream)
            });
            if entry.is_null() {
                let e = errno();
                it.close_stream();
                return if e == 0 {
                    Ok(None)
                } else {
                    Err(objects::exceptions::os_error(e, None))
                };
            }
            let name = core::ffi::CStr::from_ptr((*entry).d_name.as_ptr())
                .to_bytes()
                .to_vec();
            (name, (*entry).d_type, (*entry).d_ino)
        };
        if name == b"." || name == b".." {
            continue;
        }
        // SAFETY: live.
        let (is_bytes, dir_fd) = unsafe { ((*it.raw()).is_bytes, (*it.raw()).dir_fd) };
        let make = |text: &[u8]| -> PyResult {
            if is_bytes {
                Ok(Bytes::from_slice(text)?.upcast())
            } else {
                Ok(Str::decode_fs_default(text)?.upcast())
            }
        };
        let name_object = make(&name)?;
        let path = if dir_fd >= 0 {
            name_object.clone()
        } else {
            // SAFETY: live.
            let base = unsafe { get_field(&raw mut (*it.raw()).path) }.unwrap_or_else(none_ref);
            let mut joined = if is_none(&base) {
                b".".to_vec()
            } else {
                Path::new(&base, "scandir", "path")?
                    .c_str()
                    .to_bytes()
                    .to_vec()
            };
            if !joined.ends_with(b"/") && !joined.is_empty() {
                joined.push(b'/');
            }
            joined.extend_from_slice(&name);
            make(&joined)?
        };
        let entry = owned::alloc::<DirEntry>(ENTRY.live()?)?;
        // SAFETY: fresh and zeroed.
        unsafe {
            let raw = entry.raw();
            (*raw).name = name_object.into_ptr();
            (*raw).path = path.into_ptr();
            (*raw).dir_fd = dir_fd;
            (*raw).kind = kind;
            (*raw).inode = inode;
        }
        return Ok(Some(entry.upcast()));
    }
}

extern "C" fn iterator_dealloc(this: *mut ScandirIterator) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = &*this;
        if !(*it.raw()).stream.is_null() {
            let saved = base::error::take_current();
            let text = Object::repr(it)
                .map(|r| r.to_string_lossy().into_owned())
                .unwrap_or_else(|r| {
                    r.clear();
                    "<ScandirIterator>".to_owned()
                });
            it.close_stream();
            if let Err(_raised) = objects::warnings::warn(
                &objects::exceptions::types::ResourceWarning,
                format_args!("unclosed scandir iterator {text}"),
                1,
            ) {
                objects::exceptions::write_unraisable(
                    format_args!("Exception ignored in scandir"),
                    None,
                );
            }
            base::error::restore(saved);
        }
        owned::clear_field(&raw mut (*it.raw()).path);
        heap_type::free(this.cast());
    }
}

pub static ITERATOR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"posix.ScandirIterator".as_ptr(),
    tp_basicsize: size_of::<IteratorObject>() as isize,
    tp_dealloc: slots::dealloc(iterator_dealloc),
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_HAVE_FINALIZE,
    tp_iter: slots::iter(iterator_iter),
    tp_iternext: slots::next(iterator_next),
    tp_methods: ScandirIterator::METHODS,
    ..Type::EMPTY
});

/// An iterator of DirEntry objects for a directory, the current one by default.
#[pyfunction("scandir(path=None)")]
pub fn scandir(path: Option<&Object>) -> PyResult<Ref<ScandirIterator>> {
    let path = Path::or_fd_or_cwd(path, "scandir", "path")?;
    runtime::audit::audit("os.scandir", || Tuple::from_slice(&[path.object()]))?;
    let it = owned::alloc::<ScandirIterator>(ITERATOR.live()?)?;
    // SAFETY: fresh and zeroed; the stream is the iterator's own.
    unsafe {
        let raw = it.raw();
        (*raw).path = path.object().to_ref().into_ptr();
        (*raw).is_bytes = path.is_bytes;
        (*raw).dir_fd = path.fd().unwrap_or(-1);
        let stream = runtime::pystate::allow_threads(|| match path.fd() {
            Some(fd) => {
                let copy = libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0);
                if copy < 0 {
                    core::ptr::null_mut()
                } else {
                    libc::fdopendir(copy)
                }
            }
            None => libc::opendir(path.c_str().as_ptr()),
        });
        if stream.is_null() {
            return Err(super::path_error(&path));
        }
        (*raw).stream = stream;
    }
    Ok(it)
}
