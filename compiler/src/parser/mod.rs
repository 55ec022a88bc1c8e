//! Tokens to syntax tree, by the grammar in `compiler/grammar/python.gram`.
//!
//! `generated` is a packrat parser made from it (`cargo run -p pegen`): a function for each rule, which tries its
//! alternatives in order and goes back where one fails. `state` holds what they share and the primitives they are
//! made of, `actions` and `strings` what they build, in an arena (`nodes`), from which `lower` takes the result. A
//! parse that fails is made once more with the grammar's `invalid_` rules, which know what is wrong (`errors`).

mod actions;
mod errors;
mod escape;
#[rustfmt::skip]
#[allow(unused, unreachable_code, non_upper_case_globals, clippy::all)]
mod generated;
mod lower;
mod nodes;
mod number;
mod spare;
mod state;
mod strings;

pub use state::Mode;

use crate::ast;
use crate::error::{CompileError, ErrorKind, Parsed};
use crate::host::Host;
use crate::options::{Options, flags};
use crate::source::{self, Source};
use crate::tokenizer::{Done, LineSource, Tokenizer};
use bumpalo::Bump;
use spare::Arena;
use state::{Parser, Tok};

/// Parses source text that is there as a whole.
pub fn parse<'s>(
    source: impl Into<Source<'s>>,
    mode: Mode,
    options: &Options,
    host: &mut dyn Host,
) -> Result<ast::Mod, CompileError> {
    let source = source.into();
    let whole = match source {
        Source::Text(text) => text.as_bytes(),
        Source::Bytes(bytes) | Source::Unchecked(bytes) => bytes,
        Source::File(_) => &[], // there the tokenizer says where
    };
    if memchr::memchr(0, whole).is_some() {
        let message = "source code string cannot contain null bytes";
        return Err(CompileError::new(ErrorKind::SyntaxError, message));
    }
    let text = source::read(source, mode == Mode::File, host)?;
    let arena = Arena::new();
    let tokenizer = Tokenizer::from_text(text, Box::new(&mut *host));
    run(tokenizer, &arena, mode, options).map_err(|mut error| {
        tell_source(&mut error, source, host);
        // The reader of files has gone on when the input ends behind a lone backslash.
        if let (Source::File(_), Some(detail)) = (source, &mut error.detail)
            && error.message == "unexpected EOF while parsing"
            && detail.text.as_deref().is_some_and(|t| t.trim_end() == "\\")
        {
            detail.offset = 0;
        }
        error
    })
}

/// Text that has been decoded by its cookie is shown as if that were the encoding of the UTF-8 it has become, as the reference does.
fn tell_source(error: &mut CompileError, source: Source, host: &mut dyn Host) {
    let detail = error.detail.as_deref_mut();
    let Some(parsed) = detail.and_then(|detail| detail.parsed.as_mut()) else {
        return;
    };
    match source {
        Source::Text(_) | Source::Unchecked(_) => {}
        Source::File(_) => parsed.source = None,
        Source::Bytes(bytes) => {
            if let (Some((encoding, _)), Some(text)) =
                (source::declared_encoding(bytes), &parsed.source)
                && encoding != "utf-8"
            {
                parsed.source = host.decode(&encoding, text.as_bytes()).ok();
            }
        }
    }
}

/// Parses what a line source gives: a file, or at a prompt one statement.
pub fn parse_lines(
    lines: &mut dyn LineSource,
    interactive: bool,
    mode: Mode,
    options: &Options,
    host: &mut dyn Host,
) -> Result<ast::Mod, CompileError> {
    let arena = Arena::new();
    run(
        Tokenizer::from_lines(Box::new(lines), interactive, Box::new(host)),
        &arena,
        mode,
        options,
    )
}

fn run<'a>(
    mut tokenizer: Tokenizer<'a>,
    arena: &'a Bump,
    mode: Mode,
    options: &'a Options,
) -> Result<ast::Mod, CompileError> {
    tokenizer.type_comments = options.flags & flags::TYPE_COMMENTS != 0;
    tokenizer.barry = options.flags & crate::code::flags::FUTURE_BARRY_AS_BDFL != 0;
    let mut p = Parser::new(tokenizer, arena, mode, options);
    let tree = start_rule(&mut p);
    if p.out_of_memory.get() {
        return Err(CompileError::new(ErrorKind::MemoryError, ""));
    }
    if p.interactive_eof && p.tok.interactive {
        return Err(CompileError::new(ErrorKind::EndOfInput, ""));
    }
    if let (Some(tree), None) = (tree, &p.tok.error) {
        if mode == Mode::Interactive && has_more_statements(&p) {
            p.raise::<()>("multiple statements found while compiling a single statement");
            return Err(take_error(&mut p));
        }
        p.drop_memos();
        return lower::lower(&mut p, tree);
    }
    diagnose(&mut p);
    Err(take_error(&mut p))
}

fn start_rule<'a>(p: &mut Parser<'a>) -> Option<nodes::Mod<'a>> {
    match p.mode {
        Mode::File => generated::file(p),
        Mode::Interactive => generated::interactive(p),
        Mode::Eval => generated::eval(p),
        Mode::FunctionType => generated::func_type(p),
    }
}

/// Makes the second pass and sees to it that there is an error.
fn diagnose(p: &mut Parser) {
    let at_end = matches!(
        p.tok.done,
        Done::Eof | Done::EofInString | Done::EolInString
    );
    if p.options.flags & flags::ALLOW_INCOMPLETE_INPUT != 0 && at_end {
        p.tok.error = None;
        p.failed = false;
        p.raise::<()>("incomplete input");
        if let Some(error) = &mut p.tok.error {
            error.kind = ErrorKind::IncompleteInput;
        }
        return;
    }
    if let Some(error) = &p.tok.error
        && !matches!(
            error.kind,
            ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError
        )
    {
        return;
    }
    let last = p.tokens.len().checked_sub(1).map(|last| Tok(last as u32));
    p.start_second_pass();
    start_rule(p);
    p.set_syntax_error(last);
    let source = String::from_utf8_lossy(&p.tok.buf).into_owned();
    let detail = p.tok.error.as_mut().and_then(|e| e.detail.as_mut());
    if let Some(detail) = detail {
        detail.parsed = Some(Parsed {
            last_statement: p.last_statement,
            source: Some(source),
        });
    }
}

fn take_error(p: &mut Parser) -> CompileError {
    p.tok
        .error
        .take()
        .unwrap_or_else(|| CompileError::new(ErrorKind::SyntaxError, "invalid syntax"))
}

/// Whether there is more than white space and comments after the statement.
fn has_more_statements(p: &Parser) -> bool {
    let mut rest = p.tok.buf.get(p.tok.cur..).unwrap_or(&[]).iter();
    while let Some(c) = rest.next() {
        match c {
            b' ' | b'\t' | b'\n' | 0x0c => {}
            b'#' => {
                rest.by_ref().find(|c| **c == b'\n');
            }
            _ => return true,
        }
    }
    false
}
