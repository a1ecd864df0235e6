//! The engine against independently computed answers.

use std::fs;
use std::path::PathBuf;

use alongside::matching::{Instance, Options, Prepared, SolveError, solve, verify};
use serde_json::Value;

fn cases() -> Vec<(String, Instance, Value)> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matching-cases");
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(stem) = name.strip_suffix(".expected.json") {
            let instance =
                Instance::from_json(&fs::read(path.with_file_name(format!("{stem}.json"))).unwrap());
            let expected = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            found.push((stem.to_owned(), instance.unwrap(), expected));
        }
    }
    found
}

#[test]
fn every_case_has_exactly_the_expected_answer() {
    for (name, instance, expected) in cases() {
        let round = solve(&instance, &Options::default()).unwrap();
        let got = serde_json::to_value(&round).unwrap();
        for field in ["feasible_edges", "edge_score_sum", "matched", "by_tier", "score", "F", "objective"] {
            assert_eq!(got[field], expected[field], "{name} {field}");
        }
        assert_eq!(verify(&instance, &round), Ok(()), "{name}");
    }
}

#[test]
fn forcing_a_pair_costs_exactly_the_expected_regret() {
    for (name, instance, expected) in cases() {
        let best = solve(&instance, &Options::default()).unwrap().objective;
        for forced in expected["forced"].as_array().unwrap() {
            let mut pinned = instance.clone();
            pinned.pinned.push(serde_json::from_value(forced["force"].clone()).unwrap());
            match solve(&pinned, &Options::default()) {
                Ok(round) => {
                    let got = serde_json::to_value(&round).unwrap();
                    for field in ["matched", "by_tier", "score"] {
                        assert_eq!(got[field], forced[field], "{name} {forced} {field}");
                    }
                    assert_eq!(Value::from(best - round.objective), forced["regret"], "{name} {forced}");
                    assert_eq!(verify(&pinned, &round), Ok(()), "{name} {forced}");
                }
                Err(SolveError::Invalid(_)) => assert_eq!(forced["infeasible"], true, "{name} {forced}"),
                Err(SolveError::Stopped) => panic!("nobody said stop"),
            }
        }
        let _ = Prepared::of(&instance).unwrap();
    }
}
