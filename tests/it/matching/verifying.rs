//! A round that was tampered with is found out.

use alongside::matching::{Instance, Options, Reason, Round, solve, verify};

use super::cases::cases;

fn case(name: &str) -> (Instance, Round) {
    let (_, instance, _) = cases().into_iter().find(|case| case.0 == name).unwrap();
    let round = solve(&instance, &Options::default()).unwrap();
    (instance, round)
}

/// What verify says after a change; it must say something.
fn faults(name: &str, change: impl Fn(&mut Round)) -> String {
    let (instance, mut round) = case(name);
    change(&mut round);
    let faults = verify(&instance, &round).expect_err("the change went unnoticed");
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn two_mentors_swapped() {
    let (instance, round) = case("small-11");
    let mut noticed = 0;
    for at in 1..round.pairs.len() {
        let mut swapped = round.clone();
        let (first, second) = (swapped.pairs[at - 1], swapped.pairs[at]);
        if first.mentor == second.mentor {
            continue;
        }
        (swapped.pairs[at - 1].mentor, swapped.pairs[at].mentor) = (second.mentor, first.mentor);
        (swapped.pairs[at - 1].psychologist, swapped.pairs[at].psychologist) =
            (second.psychologist, first.psychologist);
        noticed += 1;
        assert!(verify(&instance, &swapped).is_err(), "pairs {at}");
    }
    assert!(noticed > 60);
}

#[test]
fn a_mentor_with_too_many_people() {
    let told = faults("mid-21", |round| {
        let busy = round.pairs[0];
        for pair in round.pairs.iter_mut().take(6) {
            (pair.mentor, pair.psychologist) = (busy.mentor, busy.psychologist);
        }
    });
    assert!(told.contains("more pairs than places"), "{told}");
}

#[test]
fn a_price_changed() {
    let told = faults("mid-21", |round| round.certificate.prices.pics[0] += 1);
    assert!(told.contains("certificate.dual"), "{told}");
    for at in 0..200 {
        let (instance, mut round) = case("tiny-1");
        let prices = &mut round.certificate.prices;
        let all = prices.pics.iter_mut().chain(&mut prices.mentors).chain(&mut prices.psychologists);
        let Some(price) = all.into_iter().filter(|price| **price > 0).nth(at) else { break };
        // Making the dual fit as well does not help: then a pair is worth more than it costs.
        *price -= 1;
        round.certificate.dual -= 1;
        assert!(verify(&instance, &round).is_err(), "price {at}");
    }
    let told = faults("tiny-1", |round| round.certificate.prices.mentors[0] = -1);
    assert!(told.contains("certificate.prices.mentors[0]: negative"), "{told}");
    let told = faults("tiny-1", |round| round.certificate.prices.mentors.truncate(1));
    assert!(told.contains("certificate.prices.mentors: 1, 5 is true"), "{told}");
}

#[test]
fn a_round_that_is_sound_but_not_the_best() {
    let (instance, best) = case("tiny-1");
    let mut forced = instance.clone();
    forced.pinned = vec![(4, 8)];
    let mut second = solve(&forced, &Options::default()).unwrap();
    assert!(second.objective < best.objective);
    second.pairs.iter_mut().for_each(|pair| pair.pinned = false);
    second.certificate.prices = best.certificate.prices;
    second.certificate.dual = best.certificate.dual;
    let faults = verify(&instance, &second).unwrap_err();
    // The runners-up are told by the prices, and these are another round's.
    let faults = faults.iter().map(ToString::to_string).filter(|fault| !fault.contains("runner_up"));
    let told: Vec<String> = faults.collect();
    assert_eq!(told, [format!("objective: {}, up to {} may be possible", second.objective, best.objective)]);
}

#[test]
fn figures_people_and_reasons_changed() {
    for (name, change) in [
        ("matched", (|round| round.matched += 1) as fn(&mut Round)),
        ("by_tier[2]", |round| round.by_tier[2] += 1),
        ("score", |round| round.score -= 1),
        ("F", |round| round.step += 1),
        ("objective", |round| round.objective += 1),
        ("feasible_edges", |round| round.feasible_edges -= 1),
        ("edge_score_sum", |round| round.edge_score_sum += 1),
        ("certificate.primal", |round| round.certificate.primal += 1),
        ("pairs[0].score", |round| round.pairs[0].score += 1),
        ("pairs[0].factors", |round| round.pairs[0].factors.age += 1),
        ("pairs[0].pinned", |round| round.pairs[0].pinned ^= true),
        ("pairs[0].psychologist", |round| round.pairs[0].psychologist ^= 1),
        ("pairs[1]", |round| round.pairs[1].pic = round.pairs[0].pic),
        ("pairs[0]", |round| round.pairs[0].mentor = 9999),
        ("unmatched: person", |round| round.unmatched.truncate(1)),
        ("unmatched[0].pic", |round| round.unmatched[0].pic = round.pairs[0].pic),
        ("unmatched[0].reason", |round| round.unmatched[0].reason = Reason::Consent),
    ] {
        let told = faults("tiny-1", change);
        assert!(told.contains(name), "{name}: {told}");
    }
    let told = faults("small-12", |round| round.pairs.retain(|pair| !pair.pinned));
    assert!(told.contains("pinned[0]: not among the pairs"), "{told}");
}

#[test]
fn a_pair_that_breaks_a_rule() {
    let (mut instance, round) = case("tiny-1");
    let pair = round.pairs[0];
    instance.mentors[pair.mentor as usize].consent = false;
    let faults = verify(&instance, &round).unwrap_err();
    assert!(faults.iter().any(|fault| fault.to_string() == "pairs[0]: mentor_consent"));
}
