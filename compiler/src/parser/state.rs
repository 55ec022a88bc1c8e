//! The parser's state and the primitives that generated rules are made of: tokens, memo, repetition, lookahead.

use super::nodes::*;
use super::spare;
use crate::ast::Location;
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::options::Options;
use crate::ordered::FxBuild;
use crate::recursion::StackGuard;
use crate::text::{Name, Spelling};
use crate::tokenizer::kinds::*;
use crate::tokenizer::{RawToken, Tokenizer};
use bumpalo::Bump;
use bumpalo::collections::Vec as BumpVec;
use std::cell::Cell;
use std::collections::HashMap;

/// Rules within rules; CPython's limit.
const MAX_LEVEL: u32 = 6000;
/// At least as many as a shortcut leaves out: where the limit is so near, none is taken.
const SKIPPED_LEVELS: u32 = 32;

/// What the parser is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A module (`exec`).
    File,
    /// One statement (`single`).
    Interactive,
    /// An expression (`eval`).
    Eval,
    /// A signature type comment (`func_type`).
    FunctionType,
}

/// A set of token classes.
#[derive(Clone, Copy)]
pub struct Set(pub u128);

impl Set {
    #[inline(always)]
    pub fn has(self, class: u8) -> bool {
        // A shift of all 128 bits takes twice as long.
        let half = if class & 64 == 0 {
            self.0 as u64
        } else {
            (self.0 >> 64) as u64
        };
        half >> (class & 63) & 1 != 0
    }
}

/// A token, by position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tok(pub u32);

pub struct Token<'a> {
    /// The kind, or the number of the keyword.
    pub class: u8,
    /// Depth of brackets after it, at most 200.
    pub level: u8,
    pub place: Location,
    /// Bytes of the buffer.
    start: u32,
    end: u32,
    /// The newest of the memo's entries for this position, plus one.
    memo: u32,
    /// The Name or number that this token is, once made.
    node: Option<Expr<'a>>,
}

/// What a rule found at a position.
struct Memo<'a> {
    rule: u16,
    end: u32,
    next: u32,
    value: MemoValue<'a>,
}

#[derive(Clone, Copy)]
pub enum MemoValue<'a> {
    Failed,
    /// There was no room for the value.
    NoMemory,
    Unit,
    Expr(Expr<'a>),
    Stmt(Stmt<'a>),
    /// Behind one more reference, so that a memo is no larger for it.
    Stmts(&'a &'a [Stmt<'a>]),
    Pattern(Pattern<'a>),
    TypeParam(TypeParam<'a>),
}

/// A result that the memo can hold.
pub trait Remembered<'a>: Sized {
    fn store(self, arena: &'a Bump) -> MemoValue<'a>;
    fn load(value: MemoValue<'a>) -> Option<Self>;
}

macro_rules! remembered {
    ($($ty:ty => $variant:ident;)*) => {
        $(impl<'a> Remembered<'a> for $ty {
            #[inline(always)]
            fn store(self, _: &'a Bump) -> MemoValue<'a> {
                MemoValue::$variant(self)
            }
            #[inline(always)]
            fn load(value: MemoValue<'a>) -> Option<Self> {
                match value {
                    MemoValue::$variant(value) => Some(value),
                    _ => None,
                }
            }
        })*
    };
}

remembered! {
    Expr<'a> => Expr;
    Stmt<'a> => Stmt;
    Pattern<'a> => Pattern;
    TypeParam<'a> => TypeParam;
}

impl<'a> Remembered<'a> for &'a [Stmt<'a>] {
    fn store(self, arena: &'a Bump) -> MemoValue<'a> {
        arena
            .try_alloc(self)
            .map_or(MemoValue::NoMemory, |value| MemoValue::Stmts(value))
    }
    fn load(value: MemoValue<'a>) -> Option<Self> {
        match value {
            MemoValue::Stmts(value) => Some(value),
            _ => None,
        }
    }
}

impl<'a> Remembered<'a> for () {
    fn store(self, _: &'a Bump) -> MemoValue<'a> {
        MemoValue::Unit
    }
    fn load(value: MemoValue<'a>) -> Option<Self> {
        matches!(value, MemoValue::Unit).then_some(())
    }
}

pub struct Parser<'a> {
    pub tok: Tokenizer<'a>,
    pub arena: &'a Bump,
    pub tokens: Vec<Token<'a>>,
    /// Position of the token at hand.
    pub mark: usize,
    pub level: u32,
    /// An error is set, here or in the tokenizer; every rule fails from now on.
    pub failed: bool,
    /// The rules that know what is wrong take part.
    pub second_pass: bool,
    /// Every recursive rule remembers its results: in the second pass, also where its rules are out of play.
    pub remember_all: bool,
    pub mode: Mode,
    pub options: &'a Options,
    pub known_err_token: Option<Tok>,
    /// In the second pass, where the last compound statement begins: line and column. Functions do not count.
    pub last_statement: (i32, i32),
    pub constants: Vec<Constant>,
    pub names: Vec<Name>,
    pub type_ignores: Vec<(i32, String)>,
    /// The texts that tokens carry: of the expression before the token, in order of tokens.
    field_texts: Vec<(Tok, Box<str>)>,
    pub interactive_eof: bool,
    /// The arena could not grow; the parse fails when it is through.
    pub out_of_memory: Cell<bool>,
    symbols: HashMap<Spelling, Sym, FxBuild>,
    memos: Vec<Memo<'a>>,
    parsing_started: bool,
    guard: StackGuard,
}

impl Drop for Parser<'_> {
    fn drop(&mut self) {
        spare::give_tokens(std::mem::take(&mut self.tokens));
    }
}

impl<'a> Parser<'a> {
    pub fn new(
        tok: Tokenizer<'a>,
        arena: &'a Bump,
        mode: Mode,
        options: &'a Options,
    ) -> Parser<'a> {
        let guard = StackGuard::new(&*tok.host);
        // A token takes five to nine bytes of usual source.
        let expected_tokens = tok.buf.len() / 6;
        Parser {
            tok,
            arena,
            tokens: spare::tokens(expected_tokens.min(1 << 20)),
            mark: 0,
            level: 0,
            failed: false,
            second_pass: false,
            remember_all: false,
            mode,
            options,
            known_err_token: None,
            last_statement: (0, 0),
            constants: vec![
                Constant::None,
                Constant::Bool(true),
                Constant::Bool(false),
                Constant::Ellipsis,
            ],
            names: vec![Name::from("")],
            type_ignores: Vec::new(),
            field_texts: Vec::new(),
            interactive_eof: false,
            out_of_memory: Cell::new(false),
            symbols: HashMap::default(),
            memos: Vec::with_capacity(expected_tokens.min(1 << 20)),
            parsing_started: false,
            guard,
        }
    }

    /// The tree is there: its nodes need no memo.
    pub fn drop_memos(&mut self) {
        self.memos = Vec::new();
        self.symbols = HashMap::default();
    }

    /// Forgets what the first pass found, and lets the diagnosing rules in.
    pub fn start_second_pass(&mut self) {
        self.tokens.iter_mut().for_each(|token| token.memo = 0);
        self.memos.clear();
        self.mark = 0;
        self.level = 0;
        self.second_pass = true;
        self.remember_all = true;
        self.tok.stop_asking = true;
    }

    // ---- Entering rules

    /// Begins a rule; true if it must not go on.
    #[inline(always)]
    pub fn enter(&mut self) -> bool {
        if self.failed {
            return true;
        }
        self.level += 1;
        if self.level > MAX_LEVEL || self.guard.exceeded() {
            self.overflow();
            return true;
        }
        false
    }

    #[cold]
    fn overflow(&mut self) {
        self.level -= 1;
        self.failed = true;
        self.tok.error = Some(CompileError::new(
            ErrorKind::MemoryError,
            "Parser stack overflowed - Python source too complex to parse",
        ));
    }

    #[cold]
    pub fn no_memory(&mut self) {
        self.failed = true;
        self.out_of_memory.set(true);
    }

    #[inline]
    pub fn recall<T: Remembered<'a>>(&mut self, rule: u16) -> Option<Option<T>> {
        if self.mark >= self.tokens.len() {
            return None;
        }
        let mut at = self.tokens[self.mark].memo;
        while at != 0 {
            let memo = &self.memos[at as usize - 1];
            if memo.rule == rule {
                self.mark = memo.end as usize;
                return Some(T::load(memo.value));
            }
            at = memo.next;
        }
        None
    }

    #[inline]
    pub fn remember<T: Remembered<'a> + Copy>(
        &mut self,
        rule: u16,
        start: usize,
        result: Option<T>,
    ) {
        if self.failed {
            return;
        }
        let arena = self.arena;
        let value = result.map_or(MemoValue::Failed, |value| value.store(arena));
        if matches!(value, MemoValue::NoMemory) {
            return self.no_memory();
        }
        let Some(token) = self.tokens.get_mut(start) else {
            return;
        };
        if self.memos.len() == self.memos.capacity() && self.memos.try_reserve(1024).is_err() {
            return self.no_memory();
        }
        self.memos.push(Memo {
            rule,
            end: self.mark as u32,
            next: token.memo,
            value,
        });
        token.memo = self.memos.len() as u32;
    }

    /// The operand at hand, if nothing continues it: for a rule that would hand it on through those below. In the first pass only, since
    /// rules that know what is wrong may stand in between.
    #[inline(always)]
    pub fn shortcut(
        &mut self,
        continues: Set,
        operand: impl Fn(&mut Parser<'a>) -> Option<Expr<'a>>,
    ) -> Option<Expr<'a>> {
        if self.second_pass || self.level > MAX_LEVEL - SKIPPED_LEVELS {
            return None;
        }
        let start = self.mark;
        let found = operand(self);
        if found.is_some() && !continues.has(self.class()) && !self.failed {
            return found;
        }
        self.mark = start;
        None
    }

    // ---- Tokens

    /// The class of the token at hand. If there is none for an error, `ERRORTOKEN`, and `failed` is set.
    #[inline(always)]
    pub fn class(&mut self) -> u8 {
        match self.tokens.get(self.mark) {
            Some(token) => token.class,
            None => self.fill(),
        }
    }

    /// Gets one more token.
    #[inline(never)]
    pub fn fill(&mut self) -> u8 {
        let mut raw = RawToken::default();
        let mut kind = self.tok.next_token(&mut raw);
        while kind == TYPE_IGNORE {
            let tag = String::from_utf8_lossy(self.tok.text(&raw)).into_owned();
            self.type_ignores.push((self.tok.lineno, tag));
            kind = self.tok.next_token(&mut raw);
        }
        if self.mode == Mode::Interactive && kind == ENDMARKER && self.parsing_started {
            // The statement ends here, whatever was open.
            kind = NEWLINE;
            self.parsing_started = false;
            if self.tok.indent > 0
                && self.options.flags & crate::options::flags::DONT_IMPLY_DEDENT == 0
            {
                self.tok.pending = -(self.tok.indent as i32);
                self.tok.indent = 0;
            }
        } else {
            self.parsing_started = true;
        }
        let class = if kind == NAME {
            word_class(self.tok.text(&raw))
        } else {
            kind
        };
        let (Ok(start), Ok(end)) = (u32::try_from(raw.start), u32::try_from(raw.end)) else {
            self.failed = true;
            let message = "Parser column offset overflow - source line is too big";
            self.tok.error = Some(CompileError::new(ErrorKind::OverflowError, message));
            return ERRORTOKEN;
        };
        if let Some(text) = raw.metadata.take() {
            self.field_texts.push((Tok(self.tokens.len() as u32), text));
        }
        if self.tokens.len() == self.tokens.capacity() && self.tokens.try_reserve(1024).is_err() {
            self.no_memory();
            return ERRORTOKEN;
        }
        self.tokens.push(Token {
            class,
            level: raw.level as u8,
            place: raw.place,
            start,
            end,
            memo: 0,
            node: None,
        });
        if kind == ERRORTOKEN {
            self.tokenizer_error();
        }
        class
    }

    pub fn token(&self, tok: Tok) -> &Token<'a> {
        &self.tokens[tok.0 as usize]
    }

    /// Where a token's text is in the buffer.
    pub fn extent(&self, tok: Tok) -> std::ops::Range<usize> {
        let token = self.token(tok);
        token.start as usize..token.end as usize
    }

    /// The source text of a token.
    pub fn bytes(&self, tok: Tok) -> &[u8] {
        self.tok.buf.get(self.extent(tok)).unwrap_or(&[])
    }

    /// The text that the tokenizer has put down with a token.
    pub fn field_text(&self, tok: Tok) -> String {
        let found = self
            .field_texts
            .binary_search_by_key(&tok.0, |(tok, _)| tok.0);
        found.map_or(String::new(), |at| self.field_texts[at].1.to_string())
    }

    /// The same as a string.
    pub fn text(&self, tok: Tok) -> String {
        String::from_utf8_lossy(self.bytes(tok)).into_owned()
    }

    #[inline(always)]
    pub fn expect(&mut self, class: u8) -> Option<Tok> {
        if self.class() != class {
            return None;
        }
        self.mark += 1;
        Some(Tok(self.mark as u32 - 1))
    }

    #[inline(always)]
    pub fn expect_any(&mut self, set: Set) -> Option<Tok> {
        if !self.sees(set) {
            return None;
        }
        self.mark += 1;
        Some(Tok(self.mark as u32 - 1))
    }

    #[inline(always)]
    pub fn sees(&mut self, set: Set) -> bool {
        let class = self.class();
        set.has(class)
    }

    pub fn expect_forced(&mut self, class: u8, text: &str) -> Option<Tok> {
        if self.failed {
            return None;
        }
        if self.class() == class {
            self.mark += 1;
            return Some(Tok(self.mark as u32 - 1));
        }
        if self.failed {
            return None;
        }
        self.raise_at(Tok(self.mark as u32), format!("expected '{text}'"))
    }

    pub fn name_token(&mut self) -> Option<Expr<'a>> {
        let class = self.class();
        if class != NAME && class < FIRST_SOFT {
            return None;
        }
        let tok = Tok(self.mark as u32);
        let node = match self.tokens[self.mark].node {
            Some(node) => node,
            None => {
                let id = self.symbol_of_token(tok);
                if self.failed {
                    return None;
                }
                let place = self.tokens[self.mark].place;
                let node = self.expr(E::Name { id, ctx: Load }, place);
                self.tokens[self.mark].node = Some(node);
                node
            }
        };
        self.mark += 1;
        Some(node)
    }

    pub fn soft_keyword_token(&mut self) -> Option<Expr<'a>> {
        if self.class() < FIRST_SOFT {
            None
        } else {
            self.name_token()
        }
    }

    pub fn number_token(&mut self) -> Option<Expr<'a>> {
        if self.class() != NUMBER {
            return None;
        }
        let tok = Tok(self.mark as u32);
        let node = match self.tokens[self.mark].node {
            Some(node) => node,
            None => {
                let value = super::number::value_of_number(self, tok)?;
                let place = self.token(tok).place;
                let node = self.constant_value(value, false, place);
                self.tokens[self.mark].node = Some(node);
                node
            }
        };
        self.mark += 1;
        Some(node)
    }

    fn symbol_of_token(&mut self, tok: Tok) -> Sym {
        let bytes = self.tok.buf.get(self.extent(tok)).unwrap_or(&[]);
        if let Some(sym) = self.symbols.get(bytes) {
            return *sym;
        }
        let (key, sym) = match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => {
                let name = Name::from(text);
                (name.clone(), self.add_name(name))
            }
            _ => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                (Name::from(text.as_str()), self.normalized(text))
            }
        };
        self.symbols.insert(Spelling(key), sym);
        sym
    }

    /// The symbol of an identifier that is not ASCII.
    fn normalized(&mut self, text: String) -> Sym {
        let name = self.tok.host.normalize(&text).unwrap_or_else(|error| {
            self.failed = true;
            self.tok.error = Some(error);
            text
        });
        if matches!(name.as_str(), "None" | "True" | "False") {
            self.failed = true;
            let message = format!("identifier field can't represent '{name}' constant");
            self.tok.error = Some(CompileError::new(ErrorKind::ValueError, message));
        }
        self.symbol(Name::from(name))
    }

    /// The symbol of a name.
    pub fn symbol(&mut self, name: Name) -> Sym {
        if let Some(sym) = self.symbols.get(name.as_bytes()) {
            return *sym;
        }
        let sym = self.add_name(name.clone());
        self.symbols.insert(Spelling(name), sym);
        sym
    }

    fn add_name(&mut self, name: Name) -> Sym {
        self.names.push(name);
        Sym(self.names.len() as u32 - 1)
    }

    pub fn name(&self, sym: Sym) -> &Name {
        &self.names[sym.0 as usize]
    }

    /// From the first token of a rule, at `start`, to the last that is no line structure.
    pub fn span(&self, start: usize) -> Location {
        let begin = self.tokens[start].place;
        let mut last = self.mark;
        while last > 0 {
            last -= 1;
            let class = self.tokens[last].class;
            if class != ENDMARKER && !(NEWLINE..=DEDENT).contains(&class) {
                break;
            }
        }
        begin.to(self.tokens[last].place)
    }

    // ---- Compound items

    #[inline(always)]
    pub fn ahead(&mut self, f: impl FnOnce(&mut Parser<'a>) -> bool) -> bool {
        let mark = self.mark;
        let found = f(self);
        self.mark = mark;
        found
    }

    /// The outer `None` is an error.
    #[inline(always)]
    pub fn opt<T>(
        &mut self,
        set: Set,
        f: impl FnOnce(&mut Parser<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        let class = self.class();
        let found = if set.has(class) { f(self) } else { None };
        if self.failed { None } else { Some(found) }
    }

    #[inline(always)]
    pub fn loop0<T: Copy>(
        &mut self,
        set: Set,
        mut f: impl FnMut(&mut Parser<'a>) -> Option<T>,
    ) -> Option<&'a [T]> {
        if self.enter() {
            return None;
        }
        let mut found = BumpVec::new_in(self.arena);
        while self.sees(set) {
            let Some(value) = f(self) else { break };
            if found.try_reserve(1).is_err() {
                self.no_memory();
                break;
            }
            found.push(value);
        }
        self.level -= 1;
        if self.failed {
            None
        } else {
            Some(found.into_bump_slice())
        }
    }

    #[inline(always)]
    pub fn loop1<T: Copy>(
        &mut self,
        set: Set,
        f: impl FnMut(&mut Parser<'a>) -> Option<T>,
    ) -> Option<&'a [T]> {
        self.loop0(set, f).filter(|found| !found.is_empty())
    }

    #[inline(always)]
    pub fn gather<T: Copy>(
        &mut self,
        separator: Set,
        mut f: impl FnMut(&mut Parser<'a>) -> Option<T>,
    ) -> Option<&'a [T]> {
        if self.enter() {
            return None;
        }
        let mut found = None;
        if let Some(first) = f(self) {
            let mut all = BumpVec::new_in(self.arena);
            let mut next = Some(first);
            while let Some(value) = next {
                if all.try_reserve(1).is_err() {
                    self.no_memory();
                    break;
                }
                all.push(value);
                if !self.sees(separator) {
                    break;
                }
                self.mark += 1;
                next = f(self);
                if next.is_none() {
                    self.mark -= 1;
                }
            }
            found = Some(all.into_bump_slice() as &'a [T]);
        }
        self.level -= 1;
        if self.failed { None } else { found }
    }
}
