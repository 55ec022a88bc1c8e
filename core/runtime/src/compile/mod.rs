//! Source text to live code objects: the compiler with a host that warns, decodes and raises as the runtime does.

mod errors;
mod host;
pub mod stages;

use base::tstate;
use objects::prelude::*;

pub use compiler::Mode;
use compiler::options::{Options, flags};
pub use errors::raise;
pub use host::RuntimeHost;

/// Flags that a program may pass to `compile()`: future features and `PyCF_*`.
pub const FLAGS_MASK: u32 = compiler::code::flags::FUTURE_MASK
    | compiler::code::flags::NESTED
    | flags::DONT_IMPLY_DEDENT
    | flags::ONLY_AST
    | flags::TYPE_COMMENTS
    | flags::ALLOW_TOP_LEVEL_AWAIT
    | flags::ALLOW_INCOMPLETE_INPUT
    | flags::OPTIMIZED_AST;

/// The options of a compilation; `optimize` -1 means the interpreter's own level.
pub fn options(cf_flags: u32, optimize: i32, feature_version: i32) -> Options {
    // SAFETY: attached.
    let (level, digits) = unsafe {
        let interp = tstate::interp();
        (
            (*interp).config.optimization_level,
            (*interp).long_state.max_str_digits,
        )
    };
    Options {
        optimize: (if optimize < 0 { level } else { optimize }).clamp(0, 2) as u8,
        flags: cf_flags,
        feature_version,
        int_max_str_digits: digits.max(0) as usize,
    }
}

/// What parser and compiler take at most for a byte of source, and for a token: their containers cannot fail, so the memory has to be there before
/// they begin. Measured with statements that are all punctuation; usual source needs a quarter.
const MEMORY_PER_BYTE: usize = 640;
const MEMORY_PER_TOKEN: usize = 1200;

/// MemoryError unless there is room to parse and compile the source.
fn ask_for_room(source: &[u8]) -> PyResult<()> {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || !b.is_ascii();
    let enough = base::mem::is_available(source.len().saturating_mul(MEMORY_PER_BYTE)) || {
        let starts = source.iter().zip([b' '].iter().chain(source));
        let tokens = starts
            .filter(|&(&b, &before)| b != b' ' && !(is_word(b) && is_word(before)))
            .count();
        // What is no token may still be copied: comments, the insides of strings.
        base::mem::is_available(tokens.saturating_mul(MEMORY_PER_TOKEN) + source.len() * 8)
    };
    match enough {
        true => Ok(()),
        false => Err(objects::exceptions::no_memory()),
    }
}

/// Compiles source bytes. `is_text`: they come from a `str`, so a coding cookie says nothing.
pub fn compile_source(
    source: &[u8],
    filename: &Str,
    mode: Mode,
    cf_flags: u32,
    optimize: i32,
    is_text: bool,
) -> PyResult<Ref<Code>> {
    let cf = if is_text {
        cf_flags | flags::IGNORE_COOKIE
    } else {
        cf_flags
    };
    let options = options(cf, optimize, 14);
    let mut tree = parse(source, filename, mode, &options)?;
    compile_ast(&mut tree, filename, &options)
}

/// Compiles a statement that the prompt has read, which audits it once whatever is tried.
pub fn compile_statement(
    source: &[u8],
    filename: &Str,
    code_name: &Str,
    cf_flags: u32,
) -> PyResult<Ref<Code>> {
    let options = options(cf_flags | flags::IGNORE_COOKIE, -1, 14);
    let mut tree = parse_unheard(source, filename, Mode::Interactive, &options)?;
    compile_ast(&mut tree, code_name, &options)
}

/// Compiles what a file holds. Errors in its encoding are told as the reader of files tells them.
pub fn compile_file(
    source: &[u8],
    filename: &Str,
    mode: Mode,
    cf_flags: u32,
) -> PyResult<Ref<Code>> {
    objects::audit!("compile", none(), filename)?;
    let options = options(cf_flags, -1, 14);
    ask_for_room(source)?;
    let from = compiler::source::Source::File(source);
    let mut tree = compiler::parse(from, mode, &options, &mut host::RuntimeHost::new(filename))
        .map_err(|e| errors::raise(e, filename, b""))?;
    compile_ast(&mut tree, filename, &options)
}

/// Parses source bytes to the compiler's syntax tree.
pub fn parse(
    source: &[u8],
    filename: &Str,
    mode: Mode,
    options: &Options,
) -> PyResult<compiler::ast::Mod> {
    objects::audit!("compile", Bytes::from_slice(source), filename)?;
    parse_unheard(source, filename, mode, options)
}

fn parse_unheard(
    source: &[u8],
    filename: &Str,
    mode: Mode,
    options: &Options,
) -> PyResult<compiler::ast::Mod> {
    use compiler::source::Source;
    ask_for_room(source)?;
    let from = if options.flags & flags::IGNORE_COOKIE == 0 {
        Source::Bytes(source)
    } else if let Ok(text) = std::str::from_utf8(source) {
        Source::Text(text)
    } else {
        // C can pass anything off as UTF-8.
        if options.flags & flags::TYPE_COMMENTS != 0 {
            let bytes: Ref<Bytes> = Bytes::from_slice(source)?;
            objects::codecs::decode_text(&bytes, "utf-8", None)?;
        }
        Source::Unchecked(source)
    };
    compiler::parse(from, mode, options, &mut host::RuntimeHost::new(filename))
        .map_err(|e| errors::raise(e, filename, source))
}

/// Compiles a syntax tree, and uses it up.
pub fn compile_ast(
    tree: &mut compiler::ast::Mod,
    filename: &Str,
    options: &Options,
) -> PyResult<Ref<Code>> {
    let mut host = host::RuntimeHost::new(filename);
    let name: compiler::text::Wtf8String =
        (0..filename.len()).map(|i| filename.char_at(i)).collect();
    let code = compiler::compile(tree, name, options, &mut host)
        .map_err(|e| errors::raise(e, filename, b""))?;
    // Its memory is wanted for the objects.
    *tree = compiler::ast::Mod::Interactive { body: Vec::new() };
    Code::from_compiled(&code)
}

/// Checks a tree that a program made.
pub fn validate(tree: &compiler::ast::Mod) -> PyResult<()> {
    let host = host::RuntimeHost::new(interned!("<ast>"));
    compiler::ast::validate::validate(tree, &host)
        .map_err(|e| errors::raise(e, interned!("<ast>"), b""))
}

/// Rewrites a tree as compilation does before it looks at names: what `PyCF_OPTIMIZED_AST` shows.
pub fn optimize_ast(
    tree: &mut compiler::ast::Mod,
    filename: &Str,
    options: &Options,
) -> PyResult<()> {
    let mut host = host::RuntimeHost::new(filename);
    let future =
        compiler::future::future_features(tree).map_err(|e| errors::raise(e, filename, b""))?;
    let settings = compiler::preprocess::Settings {
        optimize: options.optimize,
        features: options.flags | future.features,
        syntax_check_only: options.flags & flags::OPTIMIZED_AST != flags::OPTIMIZED_AST,
        // whoever compiles the tree is warned then
        warnings: false,
    };
    compiler::preprocess::preprocess(tree, settings, &mut host)
        .map_err(|e| errors::raise(e, filename, b""))
}

/// The symbol tables of a tree.
pub fn symbol_table(
    tree: &compiler::ast::Mod,
    filename: &Str,
    source: &[u8],
) -> PyResult<compiler::symtable::SymbolTable> {
    let host = host::RuntimeHost::new(filename);
    compiler::future::future_features(tree)
        .and_then(|future| compiler::symtable::build(tree, future, future.features, &host))
        .map_err(|e| errors::raise(e, filename, source))
}

base::define_upcall!("libpython_declared_encoding" fn declared_encoding(lines: &[u8]) -> Option<String> {
    compiler::source::declared_encoding(lines).map(|(name, _)| name)
});
