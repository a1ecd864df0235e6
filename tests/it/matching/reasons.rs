//! What people are told about a round is true.

use std::collections::BTreeSet;

use alongside::matching::{
    Exclusion, Instance, Options, Reason, Round, Rule, Weights, evidence, points, solve,
};

use super::cases::cases;
use super::tiny::{edges, pairs, tiny};

#[test]
fn crowded_out_names_every_place_that_could_be_freed_and_who_holds_it() {
    let mut crowded = 0;
    for seed in 0..800 {
        let mut instance = tiny(seed);
        let possible = edges(&instance);
        // One decided pair, where there is one to decide.
        instance.pinned = possible.iter().take(1).map(|edge| (edge.0, edge.1)).collect();
        let Ok(round) = solve(&instance, &Options::default()) else { continue };
        for unmatched in &round.unmatched {
            let suitable = possible.iter().filter(|edge| edge.1 == unmatched.pic).count();
            if let Reason::CrowdedOut { tiers, .. } = unmatched.reason {
                crowded += 1;
                let told = crowd(&instance, &possible, &round, unmatched.pic);
                assert_eq!(unmatched.reason, told, "seed {seed}");
                let own = tier(&instance, unmatched.pic);
                assert!(
                    tiers[..own].iter().all(|count| *count == 0),
                    "seed {seed}: passed over for a lower tier"
                );
            } else {
                assert_eq!(suitable, 0, "seed {seed}");
            }
        }
    }
    assert!(crowded > 100, "hardly anybody was crowded out: {crowded}");
}

/// Walks from person to mentor to person, as a coordinator would with a pencil.
fn crowd(instance: &Instance, possible: &[(u32, u32, i64)], round: &Round, pic: u32) -> Reason {
    let suitable: BTreeSet<u32> = possible.iter().filter(|edge| edge.1 == pic).map(|edge| edge.0).collect();
    let supervisor = |mentor: u32| instance.mentors[mentor as usize].supervisor.unwrap();
    let with = |mentor: u32| round.pairs.iter().filter(move |pair| pair.mentor == mentor);
    let full = |mentor: u32| with(mentor).count() as u32 == instance.mentors[mentor as usize].capacity;
    let (mut mentors, mut teams) = (suitable.clone(), BTreeSet::new());
    loop {
        let before = (mentors.len(), teams.len());
        for mentor in mentors.clone() {
            for pair in with(mentor).filter(|pair| !pair.pinned) {
                mentors.extend(possible.iter().filter(|edge| edge.1 == pair.pic).map(|edge| edge.0));
            }
            if !full(mentor) {
                teams.insert(supervisor(mentor));
            }
        }
        for team in &teams {
            mentors.extend(
                round
                    .pairs
                    .iter()
                    .filter(|pair| !pair.pinned && pair.psychologist == *team)
                    .map(|pair| pair.mentor),
            );
        }
        if before == (mentors.len(), teams.len()) {
            break;
        }
    }
    let mut tiers = [0; 4];
    for pair in mentors.iter().flat_map(|mentor| with(*mentor)).filter(|pair| !pair.pinned) {
        tiers[tier(instance, pair.pic)] += 1;
    }
    let pinned = round
        .pairs
        .iter()
        .filter(|pair| pair.pinned && (mentors.contains(&pair.mentor) || teams.contains(&pair.psychologist)));
    for team in &teams {
        let load = round.pairs.iter().filter(|pair| pair.psychologist == *team).count() as u32;
        assert_eq!(load, instance.psychologists[*team as usize].capacity, "a free place was overlooked");
    }
    Reason::CrowdedOut {
        suitable: suitable.len() as u32,
        mentors: mentors.iter().filter(|mentor| full(**mentor)).count() as u32,
        psychologists: teams.len() as u32,
        tiers,
        pinned: pinned.count() as u32,
    }
}

fn tier(instance: &Instance, pic: u32) -> usize {
    let waiting = instance.pics[pic as usize].waiting_days;
    instance.params.tier_days.iter().filter(|days| waiting >= **days).count()
}

#[test]
fn no_candidate_names_the_rule_that_removes_the_last_mentor() {
    let (_, mut instance, _) = cases().into_iter().find(|case| case.0 == "tiny-1").unwrap();
    instance.pics[3].langs = vec!["ell".into()];
    let reason = reason_of(&solve(&instance, &Options::default()).unwrap(), 3);
    let Reason::NoCandidate { first_empty_rule, left_before, removed_by_rule } = reason else {
        panic!("{reason:?}")
    };
    assert_eq!((first_empty_rule, removed_by_rule.language), (Rule::Language, 5));
    assert!(left_before > 0, "somebody was left before the language");
    assert_eq!(removed_by_rule.mentor_consent, 1);
}

#[test]
fn being_kept_apart_shows_as_ask_staff_and_in_no_count() {
    let (_, instance, _) = cases().into_iter().find(|case| case.0 == "tiny-1").unwrap();
    let mut apart = instance.clone();
    apart.exclusions.extend((0..5).map(|mentor| Exclusion(mentor, 3)));
    let reason = reason_of(&solve(&apart, &Options::default()).unwrap(), 3);
    let told = serde_json::to_value(reason).unwrap();
    assert_eq!(told["first_empty_rule"], "ask_staff");
    assert!(told["removed_by_rule"].get("ask_staff").is_none());
}

#[test]
fn whoever_did_not_agree_is_told_so_and_nothing_else() {
    let (_, mut instance, _) = cases().into_iter().find(|case| case.0 == "tiny-1").unwrap();
    instance.pics[3].consent = false;
    let round = solve(&instance, &Options::default()).unwrap();
    assert_eq!(reason_of(&round, 3), Reason::Consent);
}

fn reason_of(round: &Round, pic: u32) -> Reason {
    round.unmatched.iter().find(|unmatched| unmatched.pic == pic).unwrap().reason
}

#[test]
fn stability_counts_who_would_rather_have_each_other() {
    for seed in 0..400 {
        let instance = tiny(seed);
        let possible = edges(&instance);
        let round = solve(&instance, &Options::default()).unwrap();
        let of = |pic: u32| round.pairs.iter().find(|pair| pair.pic == pic);
        let team = |mentor: u32| instance.mentors[mentor as usize].supervisor.unwrap();
        let (mut blocking, mut envious) = (0, BTreeSet::new());
        for (mentor, pic, score) in &possible {
            let own = of(*pic);
            if own.is_some_and(|pair| i64::from(pair.score) >= *score) {
                continue;
            }
            let held: Vec<_> = round.pairs.iter().filter(|pair| pair.mentor == *mentor).collect();
            let rank = (tier(&instance, *pic), *score);
            let weaker = held.iter().any(|pair| (tier(&instance, pair.pic), i64::from(pair.score)) < rank);
            let load = round.pairs.iter().filter(|pair| pair.psychologist == team(*mentor)).count() as u32;
            let same_team = own.is_some_and(|pair| pair.psychologist == team(*mentor));
            let room = (held.len() as u32) < instance.mentors[*mentor as usize].capacity
                && (same_team || load < instance.psychologists[team(*mentor) as usize].capacity);
            if weaker {
                envious.insert(*pic);
            }
            blocking += u64::from(weaker || room);
        }
        assert_eq!((round.stability.blocking_pairs, round.stability.envy), (blocking, envious.len() as u64));
    }
}

#[test]
fn the_evidence_of_a_pair_agrees_with_its_factors() {
    for (name, instance, _) in cases() {
        for pair in solve(&instance, &Options::default()).unwrap().pairs {
            let facts = evidence(&instance, pair.mentor, pair.pic).unwrap();
            let pic = &instance.pics[pair.pic as usize];
            let share = |both: usize, of: usize| 1000 * both as u32 / (of as u32).max(1);
            assert_eq!(pair.factors.themes, share(facts.themes.len(), pic.themes.len()), "{name}");
            assert_eq!(pair.factors.cp_expertise, share(facts.expertise.len(), pic.themes.len()), "{name}");
            assert_eq!(pair.factors.interests == 0, facts.interests.is_empty(), "{name}");
            assert_eq!(pair.factors.availability, 125 * facts.week.count().min(8), "{name}");
            assert_eq!(pair.factors.language == 1000, facts.speaks_preferred, "{name}");
            assert_eq!(pair.factors.travel, 1000_u32.saturating_sub(100 * facts.travel), "{name}");
            assert_eq!(facts.home.is_some(), pic.release_in_days <= 365, "{name}");
            assert!(!facts.langs.is_empty(), "{name}");
            let parts: u32 = points(&instance.params.weights, &pair.factors).values().iter().sum();
            assert!((parts..parts + 10).contains(&pair.score), "{name}");
        }
        assert_eq!(evidence(&instance, 9999, 0), None);
    }
    assert_eq!(Weights::PRODUCT.values().iter().sum::<u32>(), 1000);
    assert_eq!(
        pairs(&solve(&tiny(3), &Options::default()).unwrap()),
        pairs(&solve(&tiny(3), &Options::default()).unwrap())
    );
}
