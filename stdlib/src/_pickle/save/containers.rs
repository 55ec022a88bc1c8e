//! Tuples, lists, dicts and sets as opcodes: what they hold is saved in between, in batches. It may be the container itself, and may
//! change it.

use objects::exceptions::{self, add_note, types};
use objects::prelude::*;
use objects::repr::full_name;
use objects::set;

use super::super::opcode::*;
use super::Saver;

impl Saver<'_> {
    pub(super) fn save_tuple(&mut self, value: &Tuple) -> PyResult<()> {
        let n = value.len();
        if n == 0 {
            return if self.bin {
                self.out.op(EMPTY_TUPLE)
            } else {
                self.out.push(&[MARK, TUPLE])
            };
        }
        let short = n <= 3 && self.proto >= 2;
        if !short {
            self.out.op(MARK)?;
        }
        for (i, item) in value.as_slice().iter().enumerate() {
            self.save_item(item, value, i)?;
        }
        // Its items may have saved the tuple itself: then what they left on the stack goes.
        if let Some(index) = self.pickler.memo_get(value) {
            if short {
                self.out.push(&[POP; 3][..n])?;
            } else if self.bin {
                self.out.op(POP_MARK)?;
            } else {
                for _ in 0..=n {
                    self.out.op(POP)?;
                }
            }
            return self.get(index);
        }
        self.out.op(if short {
            [TUPLE1, TUPLE2, TUPLE3][n - 1]
        } else {
            TUPLE
        })?;
        self.memoize(value)
    }

    /// Saves an item of a sequence, with a note on its place if that fails.
    fn save_item(&mut self, item: &Object, of: &Object, index: usize) -> PyResult<()> {
        self.save(item).inspect_err(|_| {
            add_note(format_args!(
                "when serializing {} item {}",
                full_name(of.class()),
                index
            ));
        })
    }

    pub(super) fn save_list(&mut self, value: &List) -> PyResult<()> {
        if self.bin {
            self.out.op(EMPTY_LIST)?;
        } else {
            self.out.push(&[MARK, LIST])?;
        }
        self.memoize(value)?;
        if value.is_empty() {
            return Ok(());
        }
        if !self.bin {
            return self.batch_items(&*value.iter()?, value);
        }
        if value.len() == 1
            && let Some(item) = value.get(0)
        {
            self.save_item(&item, value, 0)?;
            return self.out.op(APPEND);
        }
        let mut at = 0;
        while at < value.len() {
            self.out.op(MARK)?;
            let end = at + BATCH_SIZE;
            while at < end
                && let Some(item) = value.get(at)
            {
                self.save_item(&item, value, at)?;
                at += 1;
            }
            self.out.op(APPENDS)?;
        }
        Ok(())
    }

    /// Appends what an iterator gives to the list (or whatever has `extend`) on the stack.
    pub fn batch_items(&mut self, items: &Object, of: &Object) -> PyResult<()> {
        let mut index = 0;
        if !self.bin {
            while let Some(item) = items.next()? {
                self.save_item(&item, of, index)?;
                index += 1;
                self.out.op(APPEND)?;
            }
            return Ok(());
        }
        while let Some(first) = items.next()? {
            let Some(mut item) = items.next()? else {
                self.save_item(&first, of, index)?;
                return self.out.op(APPEND);
            };
            self.out.op(MARK)?;
            self.save_item(&first, of, index)?;
            let end = index + BATCH_SIZE;
            index += 1;
            loop {
                self.save_item(&item, of, index)?;
                index += 1;
                if index == end {
                    break;
                }
                match items.next()? {
                    Some(next) => item = next,
                    None => break,
                }
            }
            self.out.op(APPENDS)?;
            if index != end {
                break;
            }
        }
        Ok(())
    }

    fn save_pair(&mut self, key: &Object, value: &Object, of: &Object) -> PyResult<()> {
        self.save(key)?;
        self.save(value).inspect_err(|_| {
            let current = base::error::take_current();
            let shown = key.repr();
            base::error::restore(current);
            if let Ok(key) = shown {
                add_note(format_args!(
                    "when serializing {} item {}",
                    full_name(of.class()),
                    key.to_string_lossy()
                ));
            }
        })
    }

    pub(super) fn save_dict(&mut self, value: &Dict) -> PyResult<()> {
        if self.bin {
            self.out.op(EMPTY_DICT)?;
        } else {
            self.out.push(&[MARK, DICT])?;
        }
        self.memoize(value)?;
        if value.is_empty() {
            return Ok(());
        }
        if !self.bin {
            let items = value.call_method(id!(items), &[])?.iter()?;
            return self.batch_pairs(&items, value);
        }
        let size = value.len();
        let mut at = 0;
        if size == 1
            && let Some((key, item)) = value.next_entry(&mut at)
        {
            self.save_pair(&key, &item, value)?;
            return self.out.op(SETITEM);
        }
        loop {
            let mut n = 0;
            self.out.op(MARK)?;
            while n < BATCH_SIZE
                && let Some((key, item)) = value.next_entry(&mut at)
            {
                self.save_pair(&key, &item, value)?;
                n += 1;
            }
            self.out.op(SETITEMS)?;
            if value.len() != size {
                return Err(raise!(
                    RuntimeError,
                    "dictionary changed size during iteration"
                ));
            }
            if n < BATCH_SIZE {
                return Ok(());
            }
        }
    }

    /// Sets the pairs that an iterator gives in the dict (or whatever has items) on the stack.
    pub fn batch_pairs(&mut self, items: &Object, of: &Object) -> PyResult<()> {
        if !self.bin {
            while let Some(pair) = items.next()? {
                let (key, value) = as_pair(&pair)?;
                self.save_pair(key, value, of)?;
                self.out.op(SETITEM)?;
            }
            return Ok(());
        }
        while let Some(first) = items.next()? {
            let (key, value) = as_pair(&first)?;
            let Some(mut pair) = items.next()? else {
                self.save_pair(key, value, of)?;
                return self.out.op(SETITEM);
            };
            self.out.op(MARK)?;
            self.save_pair(key, value, of)?;
            let mut n = 1;
            loop {
                let (key, value) = as_pair(&pair)?;
                self.save_pair(key, value, of)?;
                n += 1;
                if n == BATCH_SIZE {
                    break;
                }
                match items.next()? {
                    Some(next) => pair = next,
                    None => break,
                }
            }
            self.out.op(SETITEMS)?;
            if n < BATCH_SIZE {
                break;
            }
        }
        Ok(())
    }

    fn save_element(&mut self, item: &Object, of: &Object) -> PyResult<()> {
        self.save(item).inspect_err(|_| {
            add_note(format_args!(
                "when serializing {} element",
                full_name(of.class())
            ));
        })
    }

    pub(super) fn save_set(&mut self, value: &Object) -> PyResult<()> {
        if self.proto < 4 {
            return self.save_as_list(&set::PySet_Type, value);
        }
        self.out.op(EMPTY_SET)?;
        self.memoize(value)?;
        let size = value.length()?;
        if size == 0 {
            return Ok(());
        }
        let items = value.iter()?;
        loop {
            let mut n = 0;
            self.out.op(MARK)?;
            while n < BATCH_SIZE {
                if value.length()? != size {
                    return Err(raise!(RuntimeError, "set changed size during iteration"));
                }
                let Some(item) = items.next()? else {
                    break;
                };
                self.save_element(&item, value)?;
                n += 1;
            }
            self.out.op(ADDITEMS)?;
            if n < BATCH_SIZE {
                return Ok(());
            }
        }
    }

    pub(super) fn save_frozenset(&mut self, value: &Object) -> PyResult<()> {
        if self.proto < 4 {
            return self.save_as_list(&set::PyFrozenSet_Type, value);
        }
        self.out.op(MARK)?;
        let items = value.iter()?;
        while let Some(item) = items.next()? {
            self.save_element(&item, value)?;
        }
        if let Some(index) = self.pickler.memo_get(value) {
            self.out.op(POP_MARK)?;
            return self.get(index);
        }
        self.out.op(FROZENSET)?;
        self.memoize(value)
    }

    /// A set before protocol 4: its type called with a list.
    fn save_as_list(&mut self, class: &Type, value: &Object) -> PyResult<()> {
        let items = List::from_iterable(value)?;
        let args = Tuple::from_slice(&[&items])?;
        self.save_reduce(&*Tuple::from_slice(&[class, &args])?, Some(value))
    }
}

fn as_pair(o: &Object) -> PyResult<(&Object, &Object)> {
    match o.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([key, value]) => Ok((key, value)),
        _ => Err(exceptions::raise(
            &types::TypeError,
            format_args!("dict items iterator must return 2-tuples"),
        )),
    }
}
