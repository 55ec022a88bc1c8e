//! What a parse leaves to the thread's next one, its arena and its tokens' table: a program that compiles many files would
//! otherwise have the system map, clear and unmap fresh pages for each (a twentieth of the time of compiling).
//!
//! Of a finished arena the last and largest chunk stays, and nothing above the limits below: that much a thread may hold for
//! nothing.

use std::cell::Cell;
use std::ops::Deref;

use bumpalo::Bump;

use super::state::Token;

/// Bytes of an arena.
const ARENA: usize = 4 << 20;
/// Tokens: half a megabyte.
const TOKENS: usize = (512 << 10) / size_of::<Token<'static>>();

thread_local! {
    static SPARE: Cell<Option<Bump>> = const { Cell::new(None) };
    static TABLE: Cell<Vec<Token<'static>>> = const { Cell::new(Vec::new()) };
}

/// An empty table with room for so many tokens.
pub fn tokens<'a>(room: usize) -> Vec<Token<'a>> {
    let mut table = relabelled(TABLE.try_with(Cell::take).unwrap_or_default());
    table.reserve(room);
    table
}

/// Gives a table back.
pub fn give_tokens(table: Vec<Token<'_>>) {
    if table.capacity() <= TOKENS {
        let _ = TABLE.try_with(|spare| spare.set(relabelled(table)));
    }
}

/// The table without its tokens, so that it may hold others. (Collecting in place keeps the memory.)
fn relabelled<'b>(mut table: Vec<Token<'_>>) -> Vec<Token<'b>> {
    table.clear();
    table.into_iter().map_while(|_| None).collect()
}

/// An empty arena, which goes back to the thread when it is dropped.
pub struct Arena(Bump);

impl Arena {
    pub fn new() -> Arena {
        // A thread that is ending has none any more.
        let spare = SPARE.try_with(Cell::take).ok().flatten();
        Arena(spare.unwrap_or_default())
    }
}

impl Deref for Arena {
    type Target = Bump;

    fn deref(&self) -> &Bump {
        &self.0
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        let mut arena = std::mem::take(&mut self.0);
        arena.reset();
        if arena.allocated_bytes() <= ARENA {
            let _ = SPARE.try_with(|spare| spare.set(Some(arena)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_parse_gets_the_memory() {
        let arena = Arena::new();
        let at = arena.alloc([0u8; 100_000]).as_ptr();
        drop(arena);
        assert_eq!(Arena::new().alloc([0u8; 100_000]).as_ptr(), at);

        let table = tokens(1000);
        let at = table.as_ptr() as usize;
        give_tokens(table);
        let next = tokens(10);
        assert_eq!(next.as_ptr() as usize, at);
    }
}
