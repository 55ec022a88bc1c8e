//! Parameters of functions and lambdas.

use crate::ast::Location;
use crate::parser::nodes::*;
use crate::parser::state::*;

impl<'a> Parser<'a> {
    pub fn arg(&self, name: Expr<'a>, annotation: Option<Expr<'a>>, place: Location) -> Arg<'a> {
        let kind = ArgKind {
            arg: name.id(),
            annotation,
            type_comment: None,
        };
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn comment_arg(&self, arg: Arg<'a>, type_comment: Option<Tok>) -> Arg<'a> {
        if type_comment.is_none() {
            return arg;
        }
        let kind = ArgKind {
            type_comment,
            ..arg.kind
        };
        self.alloc(Node {
            kind,
            place: arg.place,
        })
        .unwrap_or_else(Dummy::dummy)
    }

    pub fn positional_only(
        &mut self,
        plain: Option<&'a [Arg<'a>]>,
        with_default: Option<SlashWithDefault<'a>>,
        args: &'a [Arg<'a>],
        defaults: &'a [NameDefault<'a>],
        star: Option<StarEtc<'a>>,
    ) -> Option<Arguments<'a>> {
        let arguments = self.make_arguments(plain, with_default, args, defaults, star);
        self.check_version(8, "Positional-only parameters are", arguments)
    }

    pub fn make_arguments(
        &self,
        slash_plain: Option<&'a [Arg<'a>]>,
        slash_with_default: Option<SlashWithDefault<'a>>,
        plain: &'a [Arg<'a>],
        with_default: &'a [NameDefault<'a>],
        star: Option<StarEtc<'a>>,
    ) -> Arguments<'a> {
        let names = |pairs: &'a [NameDefault<'a>]| pairs.iter().map(|pair| pair.arg);
        let posonlyargs = match (slash_plain, slash_with_default) {
            (Some(plain), _) => plain,
            (None, Some(slash)) => self.collect(
                slash.plain.len() + slash.with_default.len(),
                slash.plain.iter().copied().chain(names(slash.with_default)),
            ),
            (None, None) => &[],
        };
        let args = if with_default.is_empty() {
            plain
        } else {
            self.collect(
                plain.len() + with_default.len(),
                plain.iter().copied().chain(names(with_default)),
            )
        };
        let early = slash_with_default.map_or(&[][..], |slash| slash.with_default);
        let defaults = self.collect(
            early.len() + with_default.len(),
            early
                .iter()
                .chain(with_default)
                .filter_map(|pair| pair.value),
        );
        let star = star.unwrap_or_else(Dummy::dummy);
        let kind = ArgumentsKind {
            posonlyargs,
            args,
            vararg: star.vararg,
            kwonlyargs: star.kwonly,
            kwarg: star.kwarg,
            defaults,
        };
        self.alloc(kind).unwrap_or_else(Dummy::dummy)
    }

    pub fn lambda(&self, args: Option<Arguments<'a>>, body: Expr<'a>, place: Location) -> Expr<'a> {
        self.expr(
            E::Lambda {
                args: args.unwrap_or_else(Dummy::dummy),
                body,
            },
            place,
        )
    }
}
