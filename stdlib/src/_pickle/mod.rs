//! `_pickle`: objects to bytes and back, for `pickle`. `pickler` and `unpickler` are the two classes, `save` and `load` the two
//! walks they start; `output` and `input` frame the bytes; `memo` is what makes shared and recursive objects possible.
//!
//! During a walk all that Python code must not see changing (the stack, the output, the position) is local to the walk; only
//! the memo is the object's own, since its proxy shows it.

mod global;
mod inner;
mod input;
mod load;
mod load_object;
mod memo;
mod memo_proxy;
mod names;
mod opcode;
mod output;
mod pickler;
mod save;
mod state;
mod unpickler;

use objects::clinic::*;
use objects::prelude::*;

use input::Input;
use load::{Loader, TextOptions};
use memo_proxy::{PICKLER_MEMO_PROXY, UNPICKLER_MEMO_PROXY};
use output::Output;
use pickler::{PICKLER, Pickler};
use save::Saver;
use unpickler::{UNPICKLER, Unpickler};

/// Write a pickled representation of obj to the open file object file.
///
/// This is equivalent to ``Pickler(file, protocol).dump(obj)``, but may be more efficient.
///
/// The optional *protocol* argument tells the pickler to use the given protocol; supported protocols are 0 to 5, and the default
/// is 5. A negative one selects the highest. The *file* argument must have a write() method that accepts a single bytes argument.
///
/// If *fix_imports* is True and protocol is less than 3, names of Python 3 are written as Python 2 had them.
///
/// If *buffer_callback* is given, it is called with each buffer view; if it returns a false value, the buffer is out-of-band,
/// otherwise it is written into the stream. It needs protocol 5.
#[pyfunction("dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)")]
fn dump(
    obj: &Object,
    file: &Object,
    #[default(None)] protocol: Option<&Object>,
    fix_imports: bool,
    #[default(None)] buffer_callback: Option<&Object>,
) -> PyResult<()> {
    let options = pickler::Options::new(protocol, fix_imports, buffer_callback)?;
    let write = pickler::write_of(file)?;
    let pickler = Pickler::plain(options)?;
    let mut saver = Saver::new(&pickler, Output::new(Some(write)))?;
    saver.dump(obj)?;
    saver.out.flush()
}

/// Return the pickled representation of the object as a bytes object.
///
/// The arguments are those of dump().
#[pyfunction("dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)")]
fn dumps(
    obj: &Object,
    #[default(None)] protocol: Option<&Object>,
    fix_imports: bool,
    #[default(None)] buffer_callback: Option<&Object>,
) -> PyResult<Ref<Bytes>> {
    let options = pickler::Options::new(protocol, fix_imports, buffer_callback)?;
    let pickler = Pickler::plain(options)?;
    let mut saver = Saver::new(&pickler, Output::new(None))?;
    saver.dump(obj)?;
    saver.out.finish()
}

/// Read and return an object from the pickle data stored in a file.
///
/// This is equivalent to ``Unpickler(file).load()``, but may be more efficient.
///
/// The protocol version of the pickle is detected automatically. Bytes past the pickled object's representation are ignored.
/// The argument *file* must have a read() method that takes an integer argument, and a readline() method that requires no
/// arguments; both return bytes.
///
/// *fix_imports*, *encoding* and *errors* are for pickles written by Python 2: whether old names are mapped to new ones, and how
/// 8-bit strings are decoded; the encoding 'bytes' leaves them bytes. *buffers* are the out-of-band buffers, in order.
#[pyfunction("load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())")]
fn load(
    file: &Object,
    fix_imports: bool,
    #[default("ASCII")] encoding: &str,
    #[default("strict")] errors: &str,
    #[default(None)] buffers: Option<&Object>,
) -> PyResult {
    let text = TextOptions::new(encoding, errors, fix_imports);
    let unpickler = Unpickler::plain(text, unpickler::buffers_of(buffers)?)?;
    Loader::new(&unpickler, Input::from_file(file)?).load()
}

/// Read and return an object from the given pickle data.
///
/// The arguments are those of load().
#[pyfunction("loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())")]
fn loads(
    data: &Object,
    fix_imports: bool,
    #[default("ASCII")] encoding: &str,
    #[default("strict")] errors: &str,
    #[default(None)] buffers: Option<&Object>,
) -> PyResult {
    let text = TextOptions::new(encoding, errors, fix_imports);
    let buffers = unpickler::buffers_of(buffers)?;
    let input = Input::from_memory(data)?;
    let unpickler = Unpickler::plain(text, buffers)?;
    Loader::new(&unpickler, input).load()
}

fn exec(module: &Module) -> PyResult<()> {
    PICKLER_MEMO_PROXY.make(module)?;
    UNPICKLER_MEMO_PROXY.make(module)?;
    PICKLER.add_to(module, None)?;
    UNPICKLER.add_to(module, None)?;
    module.add("PickleBuffer", &objects::picklebuffer::PyPickleBuffer_Type)?;
    state::init(module)
}

crate::module!(
    c"_pickle",
    c"The pickle machinery in native code.",
    methods = method_table![dump, dumps, load, loads],
    exec = exec
);
