//! `product`, `permutations`, `combinations`, `combinations_with_replacement`: draws from pools that are read whole at first.
//!
//! The indices into the pools are a block of plain integers that the iterator owns.

use core::ffi::c_int;

use base::mem::{self, Domain};
use layout::*;
use objects::clinic::*;
use objects::exceptions::no_memory;
use objects::owned::{self, get_field};
use objects::prelude::*;

use super::NO_REPR;

const FRESH: c_int = 0;
const RUNNING: c_int = 1;
const STOPPED: c_int = 2;

/// A block of `n` indices, filled by a closure.
fn block(n: usize, f: impl Fn(usize) -> isize) -> PyResult<*mut isize> {
    if n > isize::MAX as usize / size_of::<isize>() {
        return Err(no_memory());
    }
    let p: *mut isize = mem::alloc(Domain::Mem, n * size_of::<isize>()).cast();
    if p.is_null() {
        return Err(no_memory());
    }
    for i in 0..n {
        // SAFETY: within the fresh block.
        unsafe { *p.add(i) = f(i) };
    }
    Ok(p)
}

/// The block as a slice.
///
/// # Safety
/// `p` has `n` integers; nothing runs while the slice is used.
unsafe fn numbers<'a>(p: *mut isize, n: usize) -> &'a mut [isize] {
    if p.is_null() {
        return &mut [];
    }
    // SAFETY: the caller vouches.
    unsafe { core::slice::from_raw_parts_mut(p, n) }
}

/// The items of a pool at some indices.
fn draw(pool: &Tuple, indices: &[isize]) -> PyResult {
    let all = pool.as_slice();
    let items: Vec<&Object> = indices
        .iter()
        .map(|i| all.get(*i as usize).copied().unwrap_or(none()))
        .collect();
    Ok(Tuple::from_slice(&items)?.upcast())
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct DrawObject {
    ob_base: PyObject,
    pool: *mut PyObject,
    indices: *mut isize,
    result: *mut PyObject,
    r: Py_ssize_t,
    state: c_int,
}

macro_rules! draws {
    ($view:ident, $layout:ident, [$($block:ident),*]) => {
        extern "C" fn dealloc(this: *mut $view) {
            // SAFETY: the last reference is gone; the blocks are the iterator's own.
            unsafe {
                let p = this.cast::<$layout>();
                $(mem::free(Domain::Mem, (*p).$block.cast());)*
            }
            owned::dealloc(this)
        }
        const REPR: Option<reprfunc> = NO_REPR;

        fn pool(&self) -> Option<Ref<Tuple>> {
            // SAFETY: the field is a tuple, or NULL while the object is torn down.
            unsafe { Some(get_field(&raw mut (*self.raw()).pool)?.downcast_into_unchecked()) }
        }
    };
}

iterator!(
    /// `itertools.combinations`.
    Combinations, DrawObject, COMBINATIONS = "combinations", c"itertools.combinations", [pool, result],
    dealloc = Combinations::dealloc
);

fn pool_and_r(iterable: &Object, r: isize) -> PyResult<(Ref<Tuple>, usize)> {
    let pool = Tuple::from_iterable(iterable)?;
    match usize::try_from(r) {
        Ok(r) => Ok((pool, r)),
        Err(_) => Err(raise!(ValueError, "r must be non-negative")),
    }
}

impl Combinations {
    draws!(Combinations, DrawObject, [indices]);

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(pool) = self.pool() else {
            return Ok(None);
        };
        // SAFETY: the block has `r` integers.
        unsafe {
            let c = self.raw();
            let r = (*c).r as usize;
            let n = pool.len();
            let indices = numbers((*c).indices, r);
            match (*c).state {
                STOPPED => return Ok(None),
                FRESH => (*c).state = RUNNING,
                _ => {
                    let Some(i) = (0..r).rev().find(|&i| indices[i] != (i + n - r) as isize) else {
                        (*c).state = STOPPED;
                        return Ok(None);
                    };
                    indices[i] += 1;
                    for j in i + 1..r {
                        indices[j] = indices[j - 1] + 1;
                    }
                }
            }
            draw(&pool, indices).map(Some)
        }
    }
}

#[pymethods]
impl Combinations {
    /// All selections of r items, in the order of the pool, without repeats.
    #[new("combinations(iterable, r)")]
    fn new(cls: &Type, iterable: &Object, r: isize) -> PyResult {
        let (pool, r) = pool_and_r(iterable, r)?;
        let indices = block(r, |i| i as isize)?;
        let state = if r > pool.len() { STOPPED } else { FRESH };
        make(cls, pool, indices, r, state)
    }

    /// The size in bytes, with the indices.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        unsafe { size_of::<DrawObject>() + (*self.raw()).r as usize * size_of::<isize>() }
    }
}

fn make(cls: &Type, pool: Ref<Tuple>, indices: *mut isize, r: usize, state: c_int) -> PyResult {
    // SAFETY: fresh; both users of this have the struct.
    unsafe {
        let c = match cls.alloc(0) {
            Ok(c) => c,
            Err(e) => {
                mem::free(Domain::Mem, indices.cast());
                return Err(e);
            }
        };
        let p = c.as_object_ptr().cast::<DrawObject>();
        (*p).pool = pool.into_ptr();
        (*p).indices = indices;
        (*p).r = r as isize;
        (*p).state = state;
        Ok(c)
    }
}

iterator!(
    /// `itertools.combinations_with_replacement`.
    WithReplacement, DrawObject, WITH_REPLACEMENT = "combinations_with_replacement",
    c"itertools.combinations_with_replacement", [pool, result], dealloc = WithReplacement::dealloc
);

impl WithReplacement {
    draws!(WithReplacement, DrawObject, [indices]);

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(pool) = self.pool() else {
            return Ok(None);
        };
        // SAFETY: the block has `r` integers.
        unsafe {
            let c = self.raw();
            let r = (*c).r as usize;
            let last = pool.len() as isize - 1;
            let indices = numbers((*c).indices, r);
            match (*c).state {
                STOPPED => return Ok(None),
                FRESH => (*c).state = RUNNING,
                _ => {
                    let Some(i) = (0..r).rev().find(|&i| indices[i] != last) else {
                        (*c).state = STOPPED;
                        return Ok(None);
                    };
                    let next = indices[i] + 1;
                    indices[i..].fill(next);
                }
            }
            draw(&pool, indices).map(Some)
        }
    }
}

#[pymethods]
impl WithReplacement {
    /// All selections of r items, in the order of the pool, each as often as wanted.
    #[new("combinations_with_replacement(iterable, r)")]
    fn new(cls: &Type, iterable: &Object, r: isize) -> PyResult {
        let (pool, r) = pool_and_r(iterable, r)?;
        let indices = block(r, |_| 0)?;
        let state = if pool.is_empty() && r > 0 {
            STOPPED
        } else {
            FRESH
        };
        make(cls, pool, indices, r, state)
    }

    /// The size in bytes, with the indices.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        unsafe { size_of::<DrawObject>() + (*self.raw()).r as usize * size_of::<isize>() }
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PermutationsObject {
    ob_base: PyObject,
    pool: *mut PyObject,
    indices: *mut isize,
    cycles: *mut isize,
    result: *mut PyObject,
    r: Py_ssize_t,
    state: c_int,
}
iterator!(
    /// `itertools.permutations`.
    Permutations, PermutationsObject, PERMUTATIONS = "permutations", c"itertools.permutations", [pool, result],
    dealloc = Permutations::dealloc
);

impl Permutations {
    draws!(Permutations, PermutationsObject, [indices, cycles]);

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(pool) = self.pool() else {
            return Ok(None);
        };
        // SAFETY: the blocks have as many integers as the pool has items, and `r`.
        unsafe {
            let p = self.raw();
            let (n, r) = (pool.len(), (*p).r as usize);
            let indices = numbers((*p).indices, n);
            let cycles = numbers((*p).cycles, r);
            match (*p).state {
                STOPPED => return Ok(None),
                FRESH => (*p).state = RUNNING,
                _ => {
                    if !next_permutation(indices, cycles, n, r) {
                        (*p).state = STOPPED;
                        return Ok(None);
                    }
                }
            }
            draw(&pool, &indices[..r]).map(Some)
        }
    }
}

/// Turns the indices to the next arrangement of `r` out of `n`: false after the last.
fn next_permutation(indices: &mut [isize], cycles: &mut [isize], n: usize, r: usize) -> bool {
    for i in (0..r).rev() {
        cycles[i] -= 1;
        if cycles[i] == 0 {
            indices[i..].rotate_left(1);
            cycles[i] = (n - i) as isize;
        } else {
            indices.swap(i, n - cycles[i] as usize);
            return true;
        }
    }
    false
}

#[pymethods]
impl Permutations {
    /// All arrangements of r items of the pool.
    #[new("permutations(iterable, r=None)")]
    fn new(cls: &Type, iterable: &Object, r: Option<&Object>) -> PyResult {
        let pool = Tuple::from_iterable(iterable)?;
        let n = pool.len();
        let r = match r {
            Some(r) if !is_none(r) => match r.downcast::<Long>() {
                Some(r) => r.as_isize()?,
                None => return Err(raise!(TypeError, "Expected int as r")),
            },
            _ => n as isize,
        };
        let Ok(r) = usize::try_from(r) else {
            return Err(raise!(ValueError, "r must be non-negative"));
        };
        let indices = block(n, |i| i as isize)?;
        // SAFETY: fresh; on failure the blocks are freed.
        unsafe {
            let cycles = match block(r, |i| n as isize - i as isize) {
                Ok(c) => c,
                Err(e) => {
                    mem::free(Domain::Mem, indices.cast());
                    return Err(e);
                }
            };
            let p = match owned::alloc::<Permutations>(cls) {
                Ok(p) => p,
                Err(e) => {
                    mem::free(Domain::Mem, indices.cast());
                    mem::free(Domain::Mem, cycles.cast());
                    return Err(e);
                }
            };
            let raw = p.raw();
            (*raw).pool = pool.into_ptr();
            (*raw).indices = indices;
            (*raw).cycles = cycles;
            (*raw).r = r as isize;
            (*raw).state = if r > n { STOPPED } else { FRESH };
            Ok(p.upcast())
        }
    }

    /// The size in bytes, with the indices.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        let n = self.pool().map_or(0, |p| p.len());
        // SAFETY: live.
        unsafe {
            size_of::<PermutationsObject>() + (n + (*self.raw()).r as usize) * size_of::<isize>()
        }
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ProductObject {
    ob_base: PyObject,
    pool: *mut PyObject,
    indices: *mut isize,
    result: *mut PyObject,
    state: c_int,
}
iterator!(
    /// `itertools.product`.
    Product, ProductObject, PRODUCT = "product", c"itertools.product", [pool, result],
    dealloc = Product::dealloc
);

impl Product {
    draws!(Product, ProductObject, [indices]);

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(pools) = self.pool() else {
            return Ok(None);
        };
        // SAFETY: the block has an integer for each pool; the pools are tuples.
        unsafe {
            let p = self.raw();
            let indices = numbers((*p).indices, pools.len());
            let pool = |i: usize| pools.as_slice()[i].downcast_unchecked::<Tuple>();
            match (*p).state {
                STOPPED => return Ok(None),
                FRESH => {
                    (*p).state = RUNNING;
                    if (0..pools.len()).any(|i| pool(i).is_empty()) {
                        (*p).state = STOPPED;
                        return Ok(None);
                    }
                }
                _ => {
                    let mut i = pools.len();
                    loop {
                        if i == 0 {
                            (*p).state = STOPPED;
                            return Ok(None);
                        }
                        i -= 1;
                        indices[i] += 1;
                        if (indices[i] as usize) < pool(i).len() {
                            break;
                        }
                        indices[i] = 0;
                    }
                }
            }
            let row: Vec<&Object> = indices
                .iter()
                .enumerate()
                .map(|(i, at)| pool(i).get(*at as usize).unwrap_or(none()))
                .collect();
            Ok(Some(Tuple::from_slice(&row)?.upcast()))
        }
    }
}

#[pymethods]
impl Product {
    /// All tuples with one item of each pool; `repeat` takes the pools several times.
    #[new(varargs, "product(*iterables, repeat=1)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut repeat = 1;
        if let Some(kw) = kwargs {
            if kw.len() > 1 {
                return Err(raise!(
                    TypeError,
                    "product() takes at most 1 keyword argument ({} given)",
                    kw.len()
                ));
            }
            let mut pos = 0;
            while let Some((k, v)) = kw.next_entry(&mut pos) {
                let name = k.str()?;
                if !name.eq_literal("repeat") {
                    return Err(unknown_keyword("product", &name, &["repeat"]));
                }
                repeat = v.index()?.as_isize()?;
            }
        }
        let Ok(repeat) = usize::try_from(repeat) else {
            return Err(raise!(ValueError, "repeat argument cannot be negative"));
        };
        let n = if repeat == 0 { 0 } else { args.len() };
        let Some(total) = n
            .checked_mul(repeat)
            .filter(|t| *t <= isize::MAX as usize / size_of::<isize>())
        else {
            return Err(raise!(OverflowError, "repeat argument too large"));
        };
        let indices = block(total, |_| 0)?;
        let built = (|| {
            let mut pools: Vec<Ref> = Vec::new();
            if pools.try_reserve_exact(total).is_err() {
                return Err(no_memory());
            }
            for o in args.as_slice().iter().take(n) {
                pools.push(Tuple::from_iterable(o)?.upcast());
            }
            for i in n..total {
                let again = pools[i - n].clone();
                pools.push(again);
            }
            let pools = Tuple::from_vec(pools)?;
            Ok((pools, owned::alloc::<Product>(cls)?))
        })();
        // SAFETY: fresh; on failure the block is freed.
        unsafe {
            match built {
                Ok((pools, p)) => {
                    (*p.raw()).pool = pools.into_ptr();
                    (*p.raw()).indices = indices;
                    Ok(p.upcast())
                }
                Err(e) => {
                    mem::free(Domain::Mem, indices.cast());
                    Err(e)
                }
            }
        }
    }

    /// The size in bytes, with the indices.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        let n = self.pool().map_or(0, |p| p.len());
        size_of::<ProductObject>() + n * size_of::<isize>()
    }
}
