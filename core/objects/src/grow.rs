//! Growth that can fail: for every `Vec` whose size the input decides.
//!
//! Rust's own `push` and `extend` abort where memory is used up; here that is a MemoryError. What is small whatever the input may use the
//! others: the allocator keeps memory back for it.

use base::PyResult;

use crate::exceptions::no_memory;

pub trait Grow<T> {
    /// Makes room for `n` items more.
    fn try_room(&mut self, n: usize) -> PyResult<()>;
    fn try_push(&mut self, item: T) -> PyResult<()>;
    fn try_extend(&mut self, items: &[T]) -> PyResult<()>
    where
        T: Clone;
}

impl<T> Grow<T> for Vec<T> {
    #[inline]
    fn try_room(&mut self, n: usize) -> PyResult<()> {
        self.try_reserve(n).map_err(|_| no_memory())
    }

    #[inline]
    fn try_push(&mut self, item: T) -> PyResult<()> {
        self.try_room(1)?;
        self.push(item);
        Ok(())
    }

    #[inline]
    fn try_extend(&mut self, items: &[T]) -> PyResult<()>
    where
        T: Clone,
    {
        self.try_room(items.len())?;
        self.extend_from_slice(items);
        Ok(())
    }
}

/// An empty vector with room for `n` items.
pub fn vec_for<T>(n: usize) -> PyResult<Vec<T>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n).map_err(|_| no_memory())?;
    Ok(v)
}

/// What an iterator gives, in a vector.
pub fn gathered<T>(items: impl IntoIterator<Item = T>) -> PyResult<Vec<T>> {
    let items = items.into_iter();
    let mut v = vec_for(items.size_hint().0)?;
    for item in items {
        v.try_push(item)?;
    }
    Ok(v)
}
