//! The opcodes that make objects (containers, globals, instances) and fill them (items, state).

use objects::prelude::*;
use objects::{dict, list, set};

use super::load::{Loader, invalid_key, name_of};
use super::opcode::*;
use super::state::{state, unpickling_error};

impl Loader<'_> {
    pub fn step_object(&mut self, opcode: u8) -> PyResult<()> {
        match opcode {
            EMPTY_TUPLE => self.push(Tuple::empty().to_ref().upcast()),
            TUPLE1 => self.load_counted_tuple(1),
            TUPLE2 => self.load_counted_tuple(2),
            TUPLE3 => self.load_counted_tuple(3),
            TUPLE => {
                let items = self.pop_marked()?;
                self.push(Tuple::from_vec(items)?.upcast())
            }
            EMPTY_LIST => self.push(List::new()?.upcast()),
            LIST => {
                let items = self.pop_marked()?;
                self.push(List::from_vec(items)?.upcast())
            }
            EMPTY_DICT => self.push(Dict::new()?.upcast()),
            DICT => self.load_dict(),
            EMPTY_SET => self.push(objects::Set::new()?.upcast()),
            ADDITEMS => self.load_additems(),
            FROZENSET => {
                let items = Tuple::from_vec(self.pop_marked()?)?;
                self.push(objects::FrozenSet::from_iterable(&items)?.upcast())
            }
            APPEND => {
                let at = self.stack.len().wrapping_sub(1);
                self.append_from(at)
            }
            APPENDS => {
                let mark = self.marker()?;
                self.append_from(mark)
            }
            SETITEM => {
                let at = self.stack.len().wrapping_sub(2);
                self.set_items_from(at)
            }
            SETITEMS => {
                let mark = self.marker()?;
                self.set_items_from(mark)
            }
            OBJ => self.load_obj(),
            INST => self.load_inst(),
            NEWOBJ => self.load_newobj(false),
            NEWOBJ_EX => self.load_newobj(true),
            GLOBAL => self.load_global(),
            STACK_GLOBAL => self.load_stack_global(),
            REDUCE => {
                let args = self.pop()?;
                let callable = self.pop()?;
                let made = call_with(&callable, &args)?;
                self.push(made)
            }
            BUILD => self.load_build(),
            EXT1 => {
                let code = self.input.byte()?;
                self.load_extension(i64::from(code))
            }
            EXT2 => {
                let code = u16::from_le_bytes(self.input.array()?);
                self.load_extension(i64::from(code))
            }
            EXT4 => {
                let code = i32::from_le_bytes(self.input.array()?);
                self.load_extension(i64::from(code))
            }
            other => Err(invalid_key(other)),
        }
    }

    fn pop_marked(&mut self) -> PyResult<Vec<Ref>> {
        let mark = self.marker()?;
        self.pop_from(mark)
    }

    fn load_counted_tuple(&mut self, n: usize) -> PyResult<()> {
        let Some(start) = self.stack.len().checked_sub(n) else {
            return Err(self.underflow());
        };
        let items = self.pop_from(start)?;
        self.push(Tuple::from_vec(items)?.upcast())
    }

    fn load_dict(&mut self) -> PyResult<()> {
        let items = self.pop_marked()?;
        if items.len() % 2 != 0 {
            return Err(unpickling_error(format_args!(
                "odd number of items for DICT"
            )));
        }
        let new = Dict::new()?;
        for pair in items.chunks_exact(2) {
            new.set(&pair[0], &pair[1])?;
        }
        self.push(new.upcast())
    }

    /// The container below the items that stand from `at` on; None if there are no items.
    fn container(&self, at: usize) -> PyResult<Option<Ref>> {
        if at > self.stack.len() || at <= self.fence() {
            return Err(self.underflow());
        }
        Ok((at < self.stack.len()).then(|| self.stack[at - 1].clone()))
    }

    fn append_from(&mut self, at: usize) -> PyResult<()> {
        let Some(target) = self.container(at)? else {
            return Ok(());
        };
        if let Some(l) = target.downcast::<List>()
            && target.is_exactly(list::PyList_Type.as_mut_ptr())
        {
            return l.extend_owned(self.stack.drain(at..));
        }
        let items = self.pop_from(at)?;
        if let Some(extend) = target.get_attr_opt(id!(extend))? {
            drop(extend.call(&[&*List::from_vec(items)?])?);
            return Ok(());
        }
        let append = target.get_attr(id!(append))?;
        for item in items {
            drop(append.call(&[&item])?);
        }
        Ok(())
    }

    fn set_items_from(&mut self, at: usize) -> PyResult<()> {
        let Some(target) = self.container(at)? else {
            return Ok(());
        };
        let items = self.pop_from(at)?;
        if items.len() % 2 != 0 {
            return Err(unpickling_error(format_args!(
                "odd number of items for SETITEMS"
            )));
        }
        let exact = target
            .downcast::<Dict>()
            .filter(|_| target.is_exactly(dict::PyDict_Type.as_mut_ptr()));
        for pair in items.chunks_exact(2) {
            match exact {
                Some(d) => d.set(&pair[0], &pair[1])?,
                None => target.set_item(&pair[0], &pair[1])?,
            }
        }
        Ok(())
    }

    fn load_additems(&mut self) -> PyResult<()> {
        let mark = self.marker()?;
        let Some(target) = self.container(mark)? else {
            return Ok(());
        };
        let items = self.pop_from(mark)?;
        if let Some(s) = target.downcast::<objects::Set>()
            && target.class().is_subtype(&set::PySet_Type)
        {
            return s.update(&*Tuple::from_vec(items)?);
        }
        let add = target.get_attr(id!(add))?;
        for item in items {
            drop(add.call(&[&item])?);
        }
        Ok(())
    }

    fn load_obj(&mut self) -> PyResult<()> {
        let mark = self.marker()?;
        if self.stack.len() <= mark {
            return Err(self.underflow());
        }
        let args = Tuple::from_vec(self.pop_from(mark + 1)?)?;
        let class = self.pop()?;
        let made = instantiate(&class, &args)?;
        self.push(made)
    }

    /// Two lines, module and name, found.
    fn global_of_lines(&mut self, ascii: bool) -> PyResult {
        let module = name_of(&self.input.text_line(2)?, ascii)?;
        let name = name_of(&self.input.text_line(2)?, ascii)?;
        self.unpickler.find(&module, &name)
    }

    fn load_inst(&mut self) -> PyResult<()> {
        let mark = self.marker()?;
        let class = self.global_of_lines(true)?;
        let args = Tuple::from_vec(self.pop_from(mark)?)?;
        let made = instantiate(&class, &args)?;
        self.push(made)
    }

    fn load_global(&mut self) -> PyResult<()> {
        let found = self.global_of_lines(false)?;
        self.push(found)
    }

    fn load_stack_global(&mut self) -> PyResult<()> {
        let name = self.pop()?;
        let module = self.pop()?;
        match (module.downcast::<Str>(), name.downcast::<Str>()) {
            (Some(module), Some(name)) if module.is_exact() && name.is_exact() => {
                let found = self.unpickler.find(module, name)?;
                self.push(found)
            }
            _ => Err(unpickling_error(format_args!("STACK_GLOBAL requires str"))),
        }
    }

    fn load_newobj(&mut self, with_keywords: bool) -> PyResult<()> {
        let kwargs = if with_keywords {
            Some(self.pop()?)
        } else {
            None
        };
        let args = self.pop()?;
        let class = self.pop()?;
        let opcode = if with_keywords { "NEWOBJ_EX" } else { "NEWOBJ" };
        let wrong = |which: &str, want: &str, found: &Object| {
            unpickling_error(format_args!(
                "{opcode} {which} argument must be a {want}, not {:.200}",
                found.class().tp_name()
            ))
        };
        let Some(ty) = class.downcast::<Type>() else {
            return Err(wrong("class", "type", &class));
        };
        // SAFETY: a live type.
        let Some(new) = (unsafe { (*ty.raw()).tp_new }) else {
            return Err(unpickling_error(format_args!(
                "{opcode} class argument '{:.200}' doesn't have __new__",
                class.class().tp_name()
            )));
        };
        let Some(tuple) = args.downcast::<Tuple>() else {
            return Err(wrong("args", "tuple", &args));
        };
        let keywords = match &kwargs {
            None => core::ptr::null_mut(),
            Some(k) if k.downcast::<Dict>().is_some() => k.as_ptr(),
            Some(k) => return Err(wrong("kwargs", "dict", k)),
        };
        // SAFETY: the slot's contract: a type, a tuple, a dict or NULL.
        let made = unsafe { Ref::from_c(new(ty.raw(), tuple.as_ptr(), keywords))? };
        self.push(made)
    }

    /// Gives the object below its state.
    fn load_build(&mut self) -> PyResult<()> {
        if self.stack.len() < self.fence() + 2 {
            return Err(self.underflow());
        }
        let state = self.pop()?;
        let instance = self.top()?;
        if let Some(set_state) = instance.get_attr_opt(id!(__setstate__))? {
            drop(set_state.call(&[&state])?);
            return Ok(());
        }
        let (state, slots) = match state.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([state, slots]) => (state.to_ref(), Some(slots.to_ref())),
            _ => (state, None),
        };
        if !is_none(&state) {
            let Some(state) = state.downcast::<Dict>() else {
                return Err(unpickling_error(format_args!("state is not a dictionary")));
            };
            let target = instance.get_attr(id!(__dict__))?;
            let mut at = 0;
            while let Some((key, value)) = state.next_entry(&mut at) {
                let key = match key.downcast_into::<Str>() {
                    Ok(s) if s.is_exact() => Str::intern(s).upcast(),
                    Ok(s) => s.upcast(),
                    Err(other) => other,
                };
                target.set_item(&key, &value)?;
            }
        }
        if let Some(slots) = slots {
            let Some(slots) = slots.downcast::<Dict>() else {
                return Err(unpickling_error(format_args!(
                    "slot state is not a dictionary"
                )));
            };
            let mut at = 0;
            while let Some((key, value)) = slots.next_entry(&mut at) {
                objects::abstract_::attr::set_attr(&instance, &key, Some(&value))?;
            }
        }
        Ok(())
    }

    /// The object that `copyreg` has under an extension code.
    fn load_extension(&mut self, code: i64) -> PyResult<()> {
        if code <= 0 {
            return Err(unpickling_error(format_args!("EXT specifies code <= 0")));
        }
        let key = Long::from_i64(code)?;
        if let Some(known) = state()?.extension_cache.get(&key)? {
            return self.push(known);
        }
        let Some(pair) = state()?.inverted_registry.get(&key)? else {
            return Err(raise!(ValueError, "unregistered extension code {}", code));
        };
        let names = match pair.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([module, name]) => module.downcast::<Str>().zip(name.downcast::<Str>()),
            _ => None,
        };
        let Some((module, name)) = names else {
            return Err(raise!(
                ValueError,
                "_inverted_registry[{}] isn't a 2-tuple of strings",
                code
            ));
        };
        let found = self.unpickler.find(module, name)?;
        state()?.extension_cache.set(&key, &found)?;
        self.push(found)
    }
}

/// A call with what should be a tuple of arguments.
fn call_with(callable: &Object, args: &Object) -> PyResult {
    match args.downcast::<Tuple>() {
        Some(args) => callable.call_tuple(args, None),
        None => Err(raise!(TypeError, "argument list must be a tuple")),
    }
}

/// An instance in the manner of Python 2: without arguments and `__getinitargs__`, only `__new__` is called.
fn instantiate(class: &Object, args: &Tuple) -> PyResult {
    if args.is_empty()
        && class.downcast::<Type>().is_some()
        && class.get_attr_opt(interned!("__getinitargs__"))?.is_none()
    {
        return class.call_method(id!(__new__), &[class]);
    }
    class.call_tuple(args, None)
}
