// Made by `cargo run -p pegen` from compiler/grammar; edit those.

//! Numbers of tokens, then of keywords, then of soft keywords (which are NAMEs as well).

pub const ENDMARKER: u8 = 0;
pub const NAME: u8 = 1;
pub const NUMBER: u8 = 2;
pub const STRING: u8 = 3;
pub const NEWLINE: u8 = 4;
pub const INDENT: u8 = 5;
pub const DEDENT: u8 = 6;
pub const LPAR: u8 = 7;
pub const RPAR: u8 = 8;
pub const LSQB: u8 = 9;
pub const RSQB: u8 = 10;
pub const COLON: u8 = 11;
pub const COMMA: u8 = 12;
pub const SEMI: u8 = 13;
pub const PLUS: u8 = 14;
pub const MINUS: u8 = 15;
pub const STAR: u8 = 16;
pub const SLASH: u8 = 17;
pub const VBAR: u8 = 18;
pub const AMPER: u8 = 19;
pub const LESS: u8 = 20;
pub const GREATER: u8 = 21;
pub const EQUAL: u8 = 22;
pub const DOT: u8 = 23;
pub const PERCENT: u8 = 24;
pub const LBRACE: u8 = 25;
pub const RBRACE: u8 = 26;
pub const EQEQUAL: u8 = 27;
pub const NOTEQUAL: u8 = 28;
pub const LESSEQUAL: u8 = 29;
pub const GREATEREQUAL: u8 = 30;
pub const TILDE: u8 = 31;
pub const CIRCUMFLEX: u8 = 32;
pub const LEFTSHIFT: u8 = 33;
pub const RIGHTSHIFT: u8 = 34;
pub const DOUBLESTAR: u8 = 35;
pub const PLUSEQUAL: u8 = 36;
pub const MINEQUAL: u8 = 37;
pub const STAREQUAL: u8 = 38;
pub const SLASHEQUAL: u8 = 39;
pub const PERCENTEQUAL: u8 = 40;
pub const AMPEREQUAL: u8 = 41;
pub const VBAREQUAL: u8 = 42;
pub const CIRCUMFLEXEQUAL: u8 = 43;
pub const LEFTSHIFTEQUAL: u8 = 44;
pub const RIGHTSHIFTEQUAL: u8 = 45;
pub const DOUBLESTAREQUAL: u8 = 46;
pub const DOUBLESLASH: u8 = 47;
pub const DOUBLESLASHEQUAL: u8 = 48;
pub const AT: u8 = 49;
pub const ATEQUAL: u8 = 50;
pub const RARROW: u8 = 51;
pub const ELLIPSIS: u8 = 52;
pub const COLONEQUAL: u8 = 53;
pub const EXCLAMATION: u8 = 54;
pub const OP: u8 = 55;
pub const TYPE_IGNORE: u8 = 56;
pub const TYPE_COMMENT: u8 = 57;
pub const SOFT_KEYWORD: u8 = 58;
pub const FSTRING_START: u8 = 59;
pub const FSTRING_MIDDLE: u8 = 60;
pub const FSTRING_END: u8 = 61;
pub const TSTRING_START: u8 = 62;
pub const TSTRING_MIDDLE: u8 = 63;
pub const TSTRING_END: u8 = 64;
pub const COMMENT: u8 = 65;
pub const NL: u8 = 66;
pub const ERRORTOKEN: u8 = 67;
pub const ENCODING: u8 = 68;
pub const KW_False: u8 = 69;
pub const KW_None: u8 = 70;
pub const KW_True: u8 = 71;
pub const KW_and: u8 = 72;
pub const KW_as: u8 = 73;
pub const KW_assert: u8 = 74;
pub const KW_async: u8 = 75;
pub const KW_await: u8 = 76;
pub const KW_break: u8 = 77;
pub const KW_class: u8 = 78;
pub const KW_continue: u8 = 79;
pub const KW_def: u8 = 80;
pub const KW_del: u8 = 81;
pub const KW_elif: u8 = 82;
pub const KW_else: u8 = 83;
pub const KW_except: u8 = 84;
pub const KW_finally: u8 = 85;
pub const KW_for: u8 = 86;
pub const KW_from: u8 = 87;
pub const KW_global: u8 = 88;
pub const KW_if: u8 = 89;
pub const KW_import: u8 = 90;
pub const KW_in: u8 = 91;
pub const KW_is: u8 = 92;
pub const KW_lambda: u8 = 93;
pub const KW_nonlocal: u8 = 94;
pub const KW_not: u8 = 95;
pub const KW_or: u8 = 96;
pub const KW_pass: u8 = 97;
pub const KW_raise: u8 = 98;
pub const KW_return: u8 = 99;
pub const KW_try: u8 = 100;
pub const KW_while: u8 = 101;
pub const KW_with: u8 = 102;
pub const KW_yield: u8 = 103;
pub const SOFT__: u8 = 104;
pub const SOFT_case: u8 = 105;
pub const SOFT_match: u8 = 106;
pub const SOFT_type: u8 = 107;

/// How many token kinds there are: classes from here on are keywords.
pub const N_TOKENS: u8 = 69;
/// The first soft keyword.
pub const FIRST_SOFT: u8 = 104;

pub static TOKEN_NAMES: [&str; 69] = [
    "ENDMARKER",
    "NAME",
    "NUMBER",
    "STRING",
    "NEWLINE",
    "INDENT",
    "DEDENT",
    "LPAR",
    "RPAR",
    "LSQB",
    "RSQB",
    "COLON",
    "COMMA",
    "SEMI",
    "PLUS",
    "MINUS",
    "STAR",
    "SLASH",
    "VBAR",
    "AMPER",
    "LESS",
    "GREATER",
    "EQUAL",
    "DOT",
    "PERCENT",
    "LBRACE",
    "RBRACE",
    "EQEQUAL",
    "NOTEQUAL",
    "LESSEQUAL",
    "GREATEREQUAL",
    "TILDE",
    "CIRCUMFLEX",
    "LEFTSHIFT",
    "RIGHTSHIFT",
    "DOUBLESTAR",
    "PLUSEQUAL",
    "MINEQUAL",
    "STAREQUAL",
    "SLASHEQUAL",
    "PERCENTEQUAL",
    "AMPEREQUAL",
    "VBAREQUAL",
    "CIRCUMFLEXEQUAL",
    "LEFTSHIFTEQUAL",
    "RIGHTSHIFTEQUAL",
    "DOUBLESTAREQUAL",
    "DOUBLESLASH",
    "DOUBLESLASHEQUAL",
    "AT",
    "ATEQUAL",
    "RARROW",
    "ELLIPSIS",
    "COLONEQUAL",
    "EXCLAMATION",
    "OP",
    "TYPE_IGNORE",
    "TYPE_COMMENT",
    "SOFT_KEYWORD",
    "FSTRING_START",
    "FSTRING_MIDDLE",
    "FSTRING_END",
    "TSTRING_START",
    "TSTRING_MIDDLE",
    "TSTRING_END",
    "COMMENT",
    "NL",
    "ERRORTOKEN",
    "ENCODING",
];

/// The class of a word: a keyword's, a soft keyword's, or `NAME`.
#[inline]
pub fn word_class(word: &[u8]) -> u8 {
    let Some(first) = word.first() else {
        return NAME;
    };
    match (word.len(), first) {
        (1, b'_') => match word {
            b"_" => SOFT__,
            _ => NAME,
        },
        (2, b'a') => match word {
            b"as" => KW_as,
            _ => NAME,
        },
        (2, b'i') => match word {
            b"if" => KW_if,
            b"in" => KW_in,
            b"is" => KW_is,
            _ => NAME,
        },
        (2, b'o') => match word {
            b"or" => KW_or,
            _ => NAME,
        },
        (3, b'a') => match word {
            b"and" => KW_and,
            _ => NAME,
        },
        (3, b'd') => match word {
            b"def" => KW_def,
            b"del" => KW_del,
            _ => NAME,
        },
        (3, b'f') => match word {
            b"for" => KW_for,
            _ => NAME,
        },
        (3, b'n') => match word {
            b"not" => KW_not,
            _ => NAME,
        },
        (3, b't') => match word {
            b"try" => KW_try,
            _ => NAME,
        },
        (4, b'N') => match word {
            b"None" => KW_None,
            _ => NAME,
        },
        (4, b'T') => match word {
            b"True" => KW_True,
            _ => NAME,
        },
        (4, b'c') => match word {
            b"case" => SOFT_case,
            _ => NAME,
        },
        (4, b'e') => match word {
            b"elif" => KW_elif,
            b"else" => KW_else,
            _ => NAME,
        },
        (4, b'f') => match word {
            b"from" => KW_from,
            _ => NAME,
        },
        (4, b'p') => match word {
            b"pass" => KW_pass,
            _ => NAME,
        },
        (4, b't') => match word {
            b"type" => SOFT_type,
            _ => NAME,
        },
        (4, b'w') => match word {
            b"with" => KW_with,
            _ => NAME,
        },
        (5, b'F') => match word {
            b"False" => KW_False,
            _ => NAME,
        },
        (5, b'a') => match word {
            b"async" => KW_async,
            b"await" => KW_await,
            _ => NAME,
        },
        (5, b'b') => match word {
            b"break" => KW_break,
            _ => NAME,
        },
        (5, b'c') => match word {
            b"class" => KW_class,
            _ => NAME,
        },
        (5, b'm') => match word {
            b"match" => SOFT_match,
            _ => NAME,
        },
        (5, b'r') => match word {
            b"raise" => KW_raise,
            _ => NAME,
        },
        (5, b'w') => match word {
            b"while" => KW_while,
            _ => NAME,
        },
        (5, b'y') => match word {
            b"yield" => KW_yield,
            _ => NAME,
        },
        (6, b'a') => match word {
            b"assert" => KW_assert,
            _ => NAME,
        },
        (6, b'e') => match word {
            b"except" => KW_except,
            _ => NAME,
        },
        (6, b'g') => match word {
            b"global" => KW_global,
            _ => NAME,
        },
        (6, b'i') => match word {
            b"import" => KW_import,
            _ => NAME,
        },
        (6, b'l') => match word {
            b"lambda" => KW_lambda,
            _ => NAME,
        },
        (6, b'r') => match word {
            b"return" => KW_return,
            _ => NAME,
        },
        (7, b'f') => match word {
            b"finally" => KW_finally,
            _ => NAME,
        },
        (8, b'c') => match word {
            b"continue" => KW_continue,
            _ => NAME,
        },
        (8, b'n') => match word {
            b"nonlocal" => KW_nonlocal,
            _ => NAME,
        },
        _ => NAME,
    }
}

/// The operator of one character, or `OP` where there is none.
pub fn one_char(word: u8) -> u8 {
    match word {
        b'(' => LPAR,
        b')' => RPAR,
        b'[' => LSQB,
        b']' => RSQB,
        b':' => COLON,
        b',' => COMMA,
        b';' => SEMI,
        b'+' => PLUS,
        b'-' => MINUS,
        b'*' => STAR,
        b'/' => SLASH,
        b'|' => VBAR,
        b'&' => AMPER,
        b'<' => LESS,
        b'>' => GREATER,
        b'=' => EQUAL,
        b'.' => DOT,
        b'%' => PERCENT,
        b'{' => LBRACE,
        b'}' => RBRACE,
        b'~' => TILDE,
        b'^' => CIRCUMFLEX,
        b'@' => AT,
        b'!' => EXCLAMATION,
        _ => OP,
    }
}

/// The operator of two characters, or `OP` where there is none.
pub fn two_char(word: (u8, u8)) -> u8 {
    match word {
        (b'=', b'=') => EQEQUAL,
        (b'!', b'=') => NOTEQUAL,
        (b'<', b'=') => LESSEQUAL,
        (b'>', b'=') => GREATEREQUAL,
        (b'<', b'<') => LEFTSHIFT,
        (b'>', b'>') => RIGHTSHIFT,
        (b'*', b'*') => DOUBLESTAR,
        (b'+', b'=') => PLUSEQUAL,
        (b'-', b'=') => MINEQUAL,
        (b'*', b'=') => STAREQUAL,
        (b'/', b'=') => SLASHEQUAL,
        (b'%', b'=') => PERCENTEQUAL,
        (b'&', b'=') => AMPEREQUAL,
        (b'|', b'=') => VBAREQUAL,
        (b'^', b'=') => CIRCUMFLEXEQUAL,
        (b'/', b'/') => DOUBLESLASH,
        (b'@', b'=') => ATEQUAL,
        (b'-', b'>') => RARROW,
        (b':', b'=') => COLONEQUAL,
        _ => OP,
    }
}

/// The operator of three characters, or `OP` where there is none.
pub fn three_char(word: (u8, u8, u8)) -> u8 {
    match word {
        (b'<', b'<', b'=') => LEFTSHIFTEQUAL,
        (b'>', b'>', b'=') => RIGHTSHIFTEQUAL,
        (b'*', b'*', b'=') => DOUBLESTAREQUAL,
        (b'/', b'/', b'=') => DOUBLESLASHEQUAL,
        (b'.', b'.', b'.') => ELLIPSIS,
        _ => OP,
    }
}
