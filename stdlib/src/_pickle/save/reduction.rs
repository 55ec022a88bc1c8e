//! Objects that have no opcode of their own: by what their reduction (`__reduce_ex__`, `copyreg`) tells.

use objects::exceptions::add_note;
use objects::prelude::*;
use objects::repr::full_name;
use objects::type_::PyType_Type;

use super::super::opcode::*;
use super::super::state::{pickling_error, state};
use super::Saver;

impl Saver<'_> {
    /// Asks the dispatch table, then the object, how it is to be made again.
    pub fn save_by_reduction(&mut self, o: &Object) -> PyResult<()> {
        let class = o.class();
        let registered = match self.dispatch_table.clone() {
            Some(table) => table.get_item_opt(class)?,
            None => state()?.dispatch_table.get(class)?,
        };
        let reduced = if let Some(f) = registered {
            f.call(&[o])?
        } else if class.is_subtype(&PyType_Type) {
            return self.save_global(o, None);
        } else if let Some(f) = o.get_attr_opt(id!(__reduce_ex__))? {
            f.call(&[Long::small(self.proto)])?
        } else if let Some(f) = o.get_attr_opt(id!(__reduce__))? {
            f.call(&[])?
        } else {
            return Err(pickling_error(format_args!(
                "Can't pickle {} object",
                full_name(class)
            )));
        };
        self.save_reduced(o, &reduced)
    }

    /// Saves an object by what a reduction function returned.
    pub fn save_reduced(&mut self, o: &Object, reduced: &Object) -> PyResult<()> {
        if let Some(name) = reduced.downcast::<Str>() {
            return self.save_global(o, Some(name));
        }
        let saved = match reduced.downcast::<Tuple>() {
            Some(tuple) => self.save_reduce(tuple, Some(o)),
            None => Err(pickling_error(format_args!(
                "__reduce__ must return a string or tuple, not {}",
                full_name(reduced.class())
            ))),
        };
        saved.inspect_err(|_| note(o, "object"))
    }

    /// Saves a call and what is done with its result: items, state.
    pub fn save_reduce(&mut self, reduced: &Tuple, o: Option<&Object>) -> PyResult<()> {
        let items = reduced.as_slice();
        let ([callable, args], rest) = match items {
            [callable, args, rest @ ..] if rest.len() <= 4 => ([*callable, *args], rest),
            _ => {
                return Err(pickling_error(format_args!(
                    "tuple returned by __reduce__ must contain 2 through 6 elements"
                )));
            }
        };
        if !callable.is_callable() {
            return Err(wrong_item("first", "callable", callable));
        }
        let Some(args) = args.downcast::<Tuple>() else {
            return Err(wrong_item("second", "a tuple", args));
        };
        let optional = |i: usize| rest.get(i).copied().filter(|o| !is_none(o));
        let (state, list_items, dict_items, setter) =
            (optional(0), optional(1), optional(2), optional(3));
        for (name, found) in [("fourth", list_items), ("fifth", dict_items)] {
            if let Some(found) = found
                && !objects::abstract_::iter::is_iterator(found)
            {
                return Err(wrong_item(name, "an iterator", found));
            }
        }
        if let Some(setter) = setter
            && !setter.is_callable()
        {
            return Err(wrong_item("sixth", "callable", setter));
        }
        // Notes name the object; there is always one but for the parts of a dotted name.
        let shown = o.unwrap_or(reduced);
        self.save_call(callable, args, o, shown)?;
        if let Some(o) = o {
            // A recursive object has saved itself among its arguments: that one is it.
            if let Some(index) = self.pickler.memo_get(o) {
                self.out.op(POP)?;
                return self.get(index);
            }
            self.memoize(o)?;
        }
        if let Some(items) = list_items {
            self.batch_items(items, shown)?;
        }
        if let Some(items) = dict_items {
            self.batch_pairs(items, shown)?;
        }
        let Some(state) = state else {
            return Ok(());
        };
        let Some(setter) = setter else {
            self.save_noted(state, shown, "state")?;
            return self.out.op(BUILD);
        };
        // setter(object, state), whose result is dropped
        self.save_noted(setter, shown, "state setter")?;
        self.save(shown)?;
        self.save_noted(state, shown, "state")?;
        self.out.push(&[TUPLE2, REDUCE, POP])
    }

    /// The call that makes the object, by the shortest opcodes for it.
    fn save_call(
        &mut self,
        callable: &Object,
        args: &Tuple,
        o: Option<&Object>,
        shown: &Object,
    ) -> PyResult<()> {
        if self.proto >= 2
            && let Some(name) = callable.get_attr_opt(id!(__name__))?
            && let Some(name) = name.downcast::<Str>()
        {
            if name.eq_literal("__newobj_ex__") {
                return self.save_newobj_ex(args, o, shown);
            }
            if name.eq_literal("__newobj__") {
                return self.save_newobj(args, o, shown);
            }
        }
        self.save_noted(callable, shown, "reconstructor")?;
        self.save_noted(args, shown, "reconstructor arguments")?;
        self.out.op(REDUCE)
    }

    fn save_newobj(&mut self, args: &Tuple, o: Option<&Object>, shown: &Object) -> PyResult<()> {
        let Some(class) = args.get(0) else {
            return Err(pickling_error(format_args!(
                "__newobj__ expected at least 1 argument, got 0"
            )));
        };
        check_class(class, "__newobj__", o)?;
        self.save_noted(class, shown, "class")?;
        let rest = args.slice(1, args.len())?;
        self.save_noted(&rest, shown, "__new__ arguments")?;
        self.out.op(NEWOBJ)
    }

    fn save_newobj_ex(&mut self, args: &Tuple, o: Option<&Object>, shown: &Object) -> PyResult<()> {
        let [class, args, kwargs] = args.as_slice() else {
            return Err(pickling_error(format_args!(
                "__newobj_ex__ expected 3 arguments, got {}",
                args.len()
            )));
        };
        check_class(class, "__newobj_ex__", o)?;
        let wrong = |which: &str, want: &str, found: &Object| {
            pickling_error(format_args!(
                "{which} argument to __newobj_ex__() must be a {want}, not {}",
                full_name(found.class())
            ))
        };
        let Some(args) = args.downcast::<Tuple>() else {
            return Err(wrong("second", "tuple", args));
        };
        let Some(kwargs) = kwargs.downcast::<Dict>() else {
            return Err(wrong("third", "dict", kwargs));
        };
        if self.proto >= 4 {
            self.save_noted(class, shown, "class")?;
            self.save_noted(args, shown, "__new__ arguments")?;
            self.save_noted(kwargs, shown, "__new__ arguments")?;
            return self.out.op(NEWOBJ_EX);
        }
        // No opcode yet: a partial object holds the arguments.
        let new = class.get_attr(id!(__new__))?;
        let mut all: Vec<&Object> = vec![&new, class];
        all.extend_from_slice(args.as_slice());
        let all = Tuple::from_slice(&all)?;
        let partial = state()?.partial.call_tuple(&all, Some(kwargs))?;
        self.save_noted(&partial, shown, "reconstructor")?;
        self.save(Tuple::empty())?;
        self.out.op(REDUCE)
    }

    /// Saves a part of an object, with a note that says which if that fails.
    fn save_noted(&mut self, part: &Object, of: &Object, what: &str) -> PyResult<()> {
        self.save(part).inspect_err(|_| note(of, what))
    }
}

fn note(of: &Object, what: &str) {
    add_note(format_args!(
        "when serializing {} {}",
        full_name(of.class()),
        what
    ));
}

fn wrong_item(which: &str, want: &str, found: &Object) -> Raised {
    pickling_error(format_args!(
        "{which} item of the tuple returned by __reduce__ must be {want}, not {}",
        full_name(found.class())
    ))
}

/// The first argument of `__newobj__`: a class, and that of the object.
fn check_class(class: &Object, function: &str, o: Option<&Object>) -> PyResult<()> {
    if class.downcast::<Type>().is_none() {
        return Err(pickling_error(format_args!(
            "first argument to {function}() must be a class, not {}",
            full_name(class.class())
        )));
    }
    let Some(o) = o else {
        return Ok(());
    };
    let own = match o.get_attr_opt(id!(__class__))? {
        Some(own) => own,
        None => o.class().to_ref().upcast(),
    };
    if own.is(class) {
        return Ok(());
    }
    Err(pickling_error(format_args!(
        "first argument to {function}() must be {}, not {}",
        own.repr()?.to_string_lossy(),
        class.repr()?.to_string_lossy()
    )))
}
