//! What somebody else would cost: the answer without solving is the answer of solving.

use std::collections::BTreeMap;

use alongside::matching::{
    Alternative, Instance, NoChoice, Options, Prepared, Round, Solved, alternatives, solve,
};
use serde_json::Value;

use super::cases::cases;
use super::tiny::{Dice, edges, tiny};

pub fn solved(instance: &Instance) -> Solved {
    Prepared::of(instance).unwrap().solve(&Options::default()).unwrap()
}

fn forced(instance: &Instance, mentor: u32, pic: u32) -> Option<Round> {
    let mut forced = instance.clone();
    forced.pinned.push((mentor, pic));
    solve(&forced, &Options::default()).ok()
}

#[test]
fn every_case_prices_every_forced_pair_exactly() {
    let mut priced = 0;
    for (name, instance, expected) in cases() {
        let solved = solved(&instance);
        for forced in expected["forced"].as_array().unwrap() {
            let [mentor, pic]: [u32; 2] = serde_json::from_value(forced["force"].clone()).unwrap();
            let all = alternatives(&solved, pic, usize::MAX);
            let found = all.unwrap().into_iter().find(|other| other.mentor == mentor);
            if forced["infeasible"] == true {
                assert_eq!(found, None, "{name} {forced}");
                continue;
            }
            let found = serde_json::to_value(found.unwrap()).unwrap();
            for field in ["matched", "by_tier", "score", "regret"] {
                assert_eq!(found[field], forced[field], "{name} {forced} {field}");
            }
            priced += 1;
        }
    }
    assert!(priced >= 40, "{priced}");
}

#[test]
fn forcing_a_pair_costs_exactly_what_was_told_and_moves_who_was_named() {
    let (mut priced, mut moved) = (0, 0);
    for seed in 0..400 {
        let mut instance = tiny(seed);
        let possible = edges(&instance);
        if Dice(seed).chance(40) {
            instance.pinned = possible.iter().take(1).map(|edge| (edge.0, edge.1)).collect();
        }
        let Ok(prepared) = Prepared::of(&instance) else { continue };
        let solved = prepared.solve(&Options::default()).unwrap();
        let round = solved.round();
        for pic in
            (0..instance.pics.len() as u32).filter(|pic| instance.pinned.iter().all(|pin| pin.1 != *pic))
        {
            let others = alternatives(&solved, pic, usize::MAX).unwrap();
            for (mentor, _, _) in possible.iter().filter(|edge| edge.1 == pic) {
                let told = others.iter().find(|other| other.mentor == *mentor);
                let Some(then) = forced(&instance, *mentor, pic) else {
                    assert_eq!(told, None, "seed {seed}: {mentor} cannot be had for {pic}");
                    continue;
                };
                let told = told.unwrap_or_else(|| panic!("seed {seed}: {mentor} could be had for {pic}"));
                assert_eq!(told.regret, round.objective - then.objective, "seed {seed}");
                assert_eq!(
                    (told.matched, told.by_tier, told.score),
                    (then.matched, then.by_tier, after(&instance, &round, told, pic)),
                    "seed {seed}"
                );
                priced += 1;
                moved += told.moves.len();
            }
            assert!(others.iter().map(|other| other.regret).is_sorted(), "seed {seed}");
            let best: Vec<Alternative> = others.iter().take(2).cloned().collect();
            assert_eq!(alternatives(&solved, pic, 2).unwrap(), best, "seed {seed}");
        }
    }
    assert!(priced > 1000 && moved > 300, "{priced} priced, {moved} moved");
}

/// The score of the round in which everybody has moved who was said to move, each to a place there is.
fn after(instance: &Instance, round: &Round, told: &Alternative, pic: u32) -> u64 {
    let mut mentor_of: BTreeMap<u32, u32> = round.pairs.iter().map(|pair| (pair.pic, pair.mentor)).collect();
    for moved in &told.moves {
        assert_eq!(mentor_of.get(&moved.pic).copied(), moved.from);
        match moved.to {
            Some(to) => mentor_of.insert(moved.pic, to),
            None => mentor_of.remove(&moved.pic),
        };
    }
    mentor_of.insert(pic, told.mentor);
    let mut decided = instance.clone();
    decided.pinned = mentor_of.iter().map(|(pic, mentor)| (*mentor, *pic)).collect();
    let pinned: u64 = decided.pinned.len() as u64;
    let then = solve(&decided, &Options::default()).expect("everybody finds the place they move to");
    assert_eq!(u64::from(then.matched), pinned.max(u64::from(then.matched)));
    then.pairs.iter().filter(|pair| pair.pinned).map(|pair| u64::from(pair.score)).sum()
}

#[test]
fn the_chosen_mentor_costs_nothing_and_a_decided_pair_has_no_alternatives() {
    let (_, mut instance, _) = cases().into_iter().find(|case| case.0 == "small-11").unwrap();
    let solved_once = solved(&instance);
    let pair = solved_once.round().pairs[0];
    let first = alternatives(&solved_once, pair.pic, 5).unwrap().remove(0);
    assert_eq!((first.mentor, first.regret, first.moves.len()), (pair.mentor, 0, 0));
    assert_eq!(alternatives(&solved_once, 9_999, 5), Err(NoChoice::Unknown));
    instance.pinned.push((pair.mentor, pair.pic));
    assert_eq!(alternatives(&solved(&instance), pair.pic, 5), Err(NoChoice::Pinned));
}

#[test]
fn the_runner_up_costs_at_least_what_is_said() {
    for (name, instance, _) in cases() {
        let solved = solved(&instance);
        for pair in solved.round().pairs.iter().filter(|pair| !pair.pinned).take(20) {
            let others = alternatives(&solved, pair.pic, usize::MAX).unwrap();
            match pair.runner_up {
                None => assert_eq!(others.len(), 1, "{name}"),
                Some(next) => {
                    assert!(
                        others.iter().skip(1).all(|other| next.regret_at_least <= other.regret),
                        "{name}"
                    );
                }
            }
        }
    }
}

#[test]
fn on_the_command_line_the_alternatives_are_json() {
    let file = super::cases::folder().join("small-11.json");
    let alongside = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_alongside"))
            .args(["match", "alternatives", file.to_str().unwrap()])
            .args(arguments)
            .output()
            .unwrap()
    };
    let told = alongside(&["--pic", "3", "--top", "4"]);
    assert_eq!(told.status.code(), Some(0));
    let others: Vec<Value> = serde_json::from_slice(&told.stdout).unwrap();
    assert!(!others.is_empty() && others.len() <= 4);
    assert!(others.iter().map(|other| other["regret"].as_i64()).is_sorted());
    let wrong = alongside(&["--pic", "99999"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("no such person"));
}
