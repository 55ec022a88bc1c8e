//! What an input is fed to. A target panics where something that must hold does not; errors are results like any other.

use compiler::ast::validate::validate;
use compiler::constant::Constant;
use compiler::error::{CompileError, ErrorKind};
use compiler::host::NullHost;
use compiler::marshal;
use compiler::options::{Options, flags};
use compiler::tokenizer::LineSource;
use compiler::tokenizer::iter::TokenizerIter;
use compiler::{Mode, recursion::StackGuard};

/// Takes the input, and a number that chooses among modes and flags.
pub type Target = fn(&[u8], u64);

pub const TARGETS: [(&str, Target); 4] = [
    ("tokenizer", tokenizer),
    ("parser", parser),
    ("compiler", whole_compiler),
    ("marshal", unmarshal),
];

struct Lines<'a>(std::slice::SplitInclusive<'a, u8, fn(&u8) -> bool>);

impl LineSource for Lines<'_> {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError> {
        Ok(self.0.next().map(<[u8]>::to_vec))
    }
}

/// The text as `tokenize` sees it. Tokens follow each other, and there are not many more than bytes.
fn tokenizer(input: &[u8], choice: u64) {
    let text = String::from_utf8_lossy(input);
    let lines = Lines(text.as_bytes().split_inclusive(|b| *b == b'\n'));
    let mut tokens = TokenizerIter::new(Box::new(lines), choice & 1 != 0, Box::new(NullHost));
    let (mut count, mut last) = (0, (0, 0));
    while let Ok(Some(token)) = tokens.next_token() {
        count += 1;
        assert!(count <= 4 * input.len() + 16, "tokens without end");
        assert!(token.start.0 >= last.0, "{token:?} begins before {last:?}");
        last = token.start;
    }
}

fn options(choice: u64) -> Options {
    let mut chosen = 0;
    for (bit, flag) in [
        flags::TYPE_COMMENTS,
        flags::ALLOW_TOP_LEVEL_AWAIT,
        flags::ALLOW_INCOMPLETE_INPUT,
        flags::DONT_IMPLY_DEDENT,
        compiler::code::flags::FUTURE_BARRY_AS_BDFL,
        compiler::code::flags::FUTURE_ANNOTATIONS,
    ]
    .into_iter()
    .enumerate()
    {
        // Each rarely: most of the language is to be had without them.
        if choice >> (8 + 4 * bit) & 15 == 0 {
            chosen |= flag;
        }
    }
    Options {
        flags: chosen,
        optimize: (choice >> 40 & 3).min(2) as u8,
        ..Options::default()
    }
}

fn mode(choice: u64) -> Mode {
    match choice & 15 {
        0 | 1 => Mode::Eval,
        2 | 3 => Mode::Interactive,
        4 => Mode::FunctionType,
        _ => Mode::File,
    }
}

fn parsed(input: &[u8], choice: u64, options: &Options) -> Option<compiler::ast::Mod> {
    let parsed = match (choice >> 44 & 1, std::str::from_utf8(input)) {
        (0, Ok(text)) => compiler::parse(text, mode(choice), options, &mut NullHost),
        _ => compiler::parse(input, mode(choice), options, &mut NullHost),
    };
    match parsed {
        Ok(tree) => Some(tree),
        Err(error) => {
            assert_ne!(error.kind, ErrorKind::SystemError, "{}", error.message);
            None
        }
    }
}

/// What the parser makes is a valid tree, and can be shown.
fn parser(input: &[u8], choice: u64) {
    let options = options(choice);
    let Some(tree) = parsed(input, choice, &options) else {
        return;
    };
    if let Err(error) = validate(&tree, &NullHost) {
        assert_eq!(error.kind, ErrorKind::RecursionError, "{}", error.message);
    }
    if let compiler::ast::Mod::Expression { body } = &tree {
        let _ = compiler::unparse::unparse(body, StackGuard::new(&NullHost));
    }
}

/// What is compiled can be written, and what is written can be read.
fn whole_compiler(input: &[u8], choice: u64) {
    let options = options(choice);
    let Some(mut tree) = parsed(input, choice, &options) else {
        return;
    };
    if matches!(tree, compiler::ast::Mod::FunctionType { .. }) {
        return;
    }
    match compiler::compile(&mut tree, "fuzz", &options, &mut NullHost) {
        Ok(code) => {
            assert_eq!(code.code.len() % 2, 0);
            assert_eq!(code.localsplusnames.len(), code.localspluskinds.len());
            if let Ok(data) = marshal::dumps(&Constant::Code(code), marshal::VERSION) {
                marshal::loads(&data).expect("our own data are well-formed");
            }
        }
        Err(error) => assert_ne!(error.kind, ErrorKind::SystemError, "{}", error.message),
    }
}

/// What is read can be written again, and read once more.
fn unmarshal(input: &[u8], choice: u64) {
    let Ok(value) = marshal::loads(input) else {
        return;
    };
    if let Ok(data) = marshal::dumps(&value, (choice % 6) as i32) {
        marshal::loads(&data).expect("our own data are well-formed");
    }
}
