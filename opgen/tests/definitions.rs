//! The definitions against the compiler's tables, which were taken from the reference: numbers, caches, families, effects.

use compiler::opcode;
#[rustfmt::skip]
#[path = "../../core/eval/src/generated/metadata.rs"]
mod metadata;

use metadata::{INSTRUCTIONS, stack_effect};

const ENTERS: [&str; 9] = [
    "BINARY_OP_SUBSCR_GETITEM",
    "CALL_ALLOC_AND_ENTER_INIT",
    "CALL_BOUND_METHOD_",
    "CALL_KW_BOUND_METHOD",
    "CALL_KW_PY",
    "CALL_PY_",
    "FOR_ITER_GEN",
    "LOAD_ATTR_PROPERTY",
    "SEND_GEN",
];

#[test]
fn caches_families_and_effects_are_the_references() {
    for &(number, name, units, general) in INSTRUCTIONS {
        let n = number as usize;
        assert_eq!(name, opcode::NAMES[n]);
        // The tables know the caches and effects of instrumented forms by what they stand for.
        if name.starts_with("INSTRUMENTED_") {
            continue;
        }
        assert_eq!(
            units,
            opcode::CACHES[opcode::DEOPT[n] as usize],
            "cache of {name}"
        );
        assert_eq!(general, opcode::DEOPT[n], "general form of {name}");
        // These differ from their general forms in ways that the tables round off.
        if matches!(
            name,
            "BINARY_OP_INPLACE_ADD_UNICODE" | "CALL_LIST_APPEND" | "UNPACK_SEQUENCE_TWO_TUPLE"
        ) {
            continue;
        }
        for oparg in [1, 2, 3, 5, 7] {
            let (Some(pushed), Some(popped)) = (
                opcode::num_pushed(number.into(), oparg),
                opcode::num_popped(number.into(), oparg),
            ) else {
                panic!("{name} has no effect in the compiler's table");
            };
            // Forms that enter a frame: the reference counts the value when the frame returns, we here.
            let enters = ENTERS.iter().any(|e| name.starts_with(e));
            assert_eq!(
                stack_effect(number, oparg as isize),
                Some((pushed - popped) as isize + isize::from(enters)),
                "effect of {name} {oparg}"
            );
        }
    }
}

#[test]
fn every_instruction_is_defined() {
    let missing: Vec<&str> = (0..255usize)
        .filter(|&n| !opcode::NAMES[n].is_empty() && !opcode::NAMES[n].starts_with('<'))
        .filter(|&n| !INSTRUCTIONS.iter().any(|i| i.0 as usize == n))
        .map(|n| opcode::NAMES[n])
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_generated_files_are_current() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (path, text) in opgen::generate(&root).unwrap() {
        let old = std::fs::read_to_string(root.join(path)).unwrap();
        assert!(old == text, "{path} is stale: run `cargo run -p opgen`");
    }
}
