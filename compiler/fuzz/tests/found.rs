//! What was found is fed again; the inputs that are made are neither all right nor all wrong.

use compiler::host::NullHost;
use compiler::options::Options;
use fuzz::mutate::Seeds;
use fuzz::random::Random;
use fuzz::targets::TARGETS;
use std::path::Path;

/// Every file of `found/` to every target, whatever target it came from.
#[test]
fn what_was_found_stays_fixed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    for entry in std::fs::read_dir(folder).unwrap() {
        let input = std::fs::read(entry.unwrap().path()).unwrap();
        for (_, target) in TARGETS {
            for choice in [0, 2, 4, 5, u64::MAX] {
                target(&input, choice);
            }
        }
    }
}

#[test]
fn inputs_are_right_and_wrong() {
    let seeds = Seeds::load(&[]).unwrap();
    let compiles = |number: &u64| {
        let input = seeds.source(&mut Random::of(7, *number));
        let options = Options::default();
        compiler::parse(&input[..], compiler::Mode::File, &options, &mut NullHost)
            .and_then(|mut tree| compiler::compile(&mut tree, "", &options, &mut NullHost))
            .is_ok()
    };
    let compiled = (0..2000).filter(compiles).count();
    assert!(
        (200..1800).contains(&compiled),
        "{compiled} of 2000 compile"
    );
    let loads = |number: &u64| {
        let input = seeds.marshal(&mut Random::of(7, *number));
        compiler::marshal::loads(&input).is_ok()
    };
    let read = (0..2000).filter(loads).count();
    assert!((100..1900).contains(&read), "{read} of 2000 can be read");
}

#[test]
fn a_few_thousand_of_each() {
    let seeds = Seeds::load(&[]).unwrap();
    for (name, target) in TARGETS {
        for number in 0..3000 {
            let mut r = Random::of(0, number);
            let choice = r.next();
            target(&seeds.input(name, &mut r), choice);
        }
    }
}
