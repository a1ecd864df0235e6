//! Instances whose answers were computed independently, by another program in another language.

use std::fs;
use std::path::PathBuf;

use alongside::matching::{Instance, Options, Reason, SolveError, solve, verify};
use serde_json::Value;

/// Name, instance and expected answer of every case.
pub fn cases() -> Vec<(String, Instance, Value)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(stem) = name.strip_suffix(".expected.json") {
            let instance = fs::read(path.with_file_name(format!("{stem}.json"))).unwrap();
            let expected = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            found.push((stem.to_owned(), Instance::from_json(instance.as_slice()).unwrap(), expected));
        }
    }
    assert!(!found.is_empty(), "the cases are missing");
    found
}

/// Where the cases are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matching-cases")
}

#[test]
fn every_case_has_exactly_the_expected_answer() {
    for (name, instance, expected) in cases() {
        let round = solve(&instance, &Options::default()).unwrap();
        let got = serde_json::to_value(&round).unwrap();
        for field in ["feasible_edges", "edge_score_sum", "matched", "by_tier", "score", "F", "objective"] {
            assert_eq!(got[field], expected[field], "{name} {field}");
        }
        let alone = round.unmatched.iter().filter(|u| !matches!(u.reason, Reason::CrowdedOut { .. }));
        let alone: Vec<u32> = alone.map(|unmatched| unmatched.pic).collect();
        assert_eq!(serde_json::to_value(alone).unwrap(), expected["pics_without_candidate"], "{name}");
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
    }
}

#[test]
fn an_instance_survives_writing_and_reading() {
    for (name, instance, _) in cases() {
        let written = serde_json::to_vec(&instance).unwrap();
        assert_eq!(Instance::from_json(written.as_slice()).unwrap(), instance, "{name}");
        let round = solve(&instance, &Options::default()).unwrap();
        let read: alongside::matching::Round =
            serde_json::from_slice(&serde_json::to_vec(&round).unwrap()).unwrap();
        assert_eq!(read, round, "{name}");
    }
}

#[test]
fn the_caller_hears_of_the_progress_and_may_stop() {
    let (_, instance, _) = cases().into_iter().find(|case| case.0 == "mid-21").unwrap();
    let heard = std::cell::RefCell::new(Vec::new());
    let listen = |done, all| {
        heard.borrow_mut().push((done, all));
        heard.borrow().len() < 4
    };
    let stopped = solve(&instance, &Options { progress: Some(&listen) });
    assert_eq!(stopped, Err(SolveError::Stopped));
    assert_eq!(*heard.borrow(), [(0, 500), (64, 500), (128, 500), (192, 500)]);
}
