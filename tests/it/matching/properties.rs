//! What must hold for every instance.

use alongside::matching::{Exclusion, Instance, Options, Round, Rule, SolveError, solve, verify};

use super::tiny::{Dice, best_of_all, edges, pairs, tiny, worth};

#[test]
fn no_possible_round_is_better() {
    let mut contested = 0;
    for seed in 0..2500 {
        let instance = tiny(seed);
        let edges = edges(&instance);
        let round = solve(&instance, &Options::default()).unwrap();
        assert_eq!(worth(&instance, &edges, &pairs(&round)), best_of_all(&instance, &edges), "seed {seed}");
        assert_eq!(round.certificate.primal, round.certificate.dual, "seed {seed}");
        assert_eq!(verify(&instance, &round), Ok(()), "seed {seed}");
        contested += u32::from(edges.len() > pairs(&round).len());
    }
    assert!(contested > 900, "the instances leave nothing to choose: {contested}");
}

#[test]
fn pinned_pairs_are_kept_or_refused_with_a_rule() {
    let (mut kept, mut refused) = (0, 0);
    for seed in 0..600 {
        let mut instance = tiny(seed);
        if instance.mentors.is_empty() || instance.pics.is_empty() {
            continue;
        }
        let edges = edges(&instance);
        let mut dice = Dice(seed + 77);
        let mut people: Vec<u32> = (0..instance.pics.len() as u32).collect();
        dice.shuffle(&mut people);
        for pic in people.into_iter().take(2) {
            let possible: Vec<_> = edges.iter().filter(|edge| edge.1 == pic).collect();
            let mentor = match possible.as_slice() {
                [] => dice.below(instance.mentors.len() as u64),
                _ if dice.chance(10) => dice.below(instance.mentors.len() as u64),
                some => some[dice.below(some.len() as u64) as usize].0,
            };
            instance.pinned.push((mentor, pic));
        }
        match solve(&instance, &Options::default()) {
            Ok(round) => {
                kept += 1;
                for pin in &instance.pinned {
                    assert!(round.pairs.iter().any(|p| p.pinned && (p.mentor, p.pic) == *pin), "seed {seed}");
                }
                assert_eq!(worth(&instance, &edges, &pairs(&round)), best_of_all(&instance, &edges));
                assert_eq!(verify(&instance, &round), Ok(()), "seed {seed}");
            }
            Err(SolveError::Invalid(fault)) => {
                refused += 1;
                let at: usize = fault.path[7..8].parse().unwrap();
                let possible = edges.iter().any(|edge| (edge.0, edge.1) == instance.pinned[at]);
                let full = ["capacity", "supervisor_capacity"].contains(&fault.what.as_str());
                assert!(full || !possible, "seed {seed}: {fault}");
                assert!(full || Rule::ALL.iter().any(|rule| rule.code() == fault.what), "{fault}");
            }
            Err(SolveError::Stopped) => panic!("nobody said stop"),
        }
    }
    assert!(kept > 50 && refused > 50, "{kept} kept, {refused} refused");
}

#[test]
fn one_more_place_never_harms_and_gains_at_most_its_price() {
    for seed in 0..300 {
        let instance = tiny(seed);
        let round = solve(&instance, &Options::default()).unwrap();
        let prices = &round.certificate.prices;
        let more = |change: &dyn Fn(&mut Instance)| {
            let mut larger = instance.clone();
            change(&mut larger);
            at_step(&larger, &solve(&larger, &Options::default()).unwrap(), round.step) - round.objective
        };
        for (at, price) in prices.mentors.iter().enumerate() {
            // A mentor without any place is shut out by a hard rule, which no price can weigh.
            if instance.mentors[at].capacity > 0 {
                let gain = more(&|larger| larger.mentors[at].capacity += 1);
                assert!((0..=*price).contains(&gain), "seed {seed} mentor {at}: {gain} of {price}");
            }
        }
        for (at, price) in prices.psychologists.iter().enumerate() {
            let gain = more(&|larger| larger.psychologists[at].capacity += 1);
            assert!((0..=*price).contains(&gain), "seed {seed} psychologist {at}: {gain} of {price}");
        }
    }
}

/// The objective of a round if one tier were worth `step`.
fn at_step(instance: &Instance, round: &Round, step: i64) -> i64 {
    let weights = |step: i64| {
        (1..).zip(round.by_tier).map(|(weight, count)| weight * i64::from(count)).sum::<i64>() * step
    };
    assert_eq!(instance.pics.len(), round.pairs.len() + round.unmatched.len());
    round.objective - weights(round.step) + weights(step)
}

#[test]
fn the_order_of_the_arrays_decides_nothing() {
    for seed in 0..300 {
        let mut instance = tiny(seed);
        // Twins make ties, which only the keys may break.
        if let [first, second, ..] = instance.pics.as_mut_slice() {
            *second = alongside::matching::Pic { id: second.id, key: second.key.clone(), ..first.clone() };
        }
        let other = shuffled(&instance, seed);
        let named = |instance: &Instance| {
            let round = solve(instance, &Options::default()).unwrap();
            assert_eq!(verify(instance, &round), Ok(()), "seed {seed}");
            let mentor = |id: u32| instance.mentors[id as usize].key.clone().unwrap();
            let pic = |id: u32| instance.pics[id as usize].key.clone().unwrap();
            let mut pairs: Vec<_> = round
                .pairs
                .iter()
                .map(|p| (mentor(p.mentor), pic(p.pic), p.score, p.factors.values()))
                .collect();
            pairs.sort();
            let mut unmatched: Vec<_> =
                round.unmatched.iter().map(|u| (pic(u.pic), format!("{:?}", u.reason))).collect();
            unmatched.sort();
            let mut prices: Vec<_> = (0..).map(pic).zip(round.certificate.prices.pics.clone()).collect();
            prices.sort();
            (round.objective, pairs, unmatched, prices, round.stability)
        };
        assert_eq!(named(&instance), named(&other), "seed {seed}");
    }
}

/// The same people and places in another order.
fn shuffled(instance: &Instance, seed: u64) -> Instance {
    let mut dice = Dice(seed + 5);
    let mut order = |rows: usize| {
        let mut order: Vec<usize> = (0..rows).collect();
        dice.shuffle(&mut order);
        let mut new_id = vec![0; rows];
        for (to, from) in order.iter().enumerate() {
            new_id[*from] = to as u32;
        }
        (order, new_id)
    };
    let (districts, district) = order(instance.districts.len());
    let (institutions, institution) = order(instance.institutions.len());
    let (psychologists, psychologist) = order(instance.psychologists.len());
    let (mentors, mentor) = order(instance.mentors.len());
    let (pics, pic) = order(instance.pics.len());
    let mut other = instance.clone();
    other.districts = districts.iter().map(|at| instance.districts[*at].clone()).collect();
    other.institutions = institutions.iter().map(|at| instance.institutions[*at].clone()).collect();
    other.psychologists = psychologists.iter().map(|at| instance.psychologists[*at].clone()).collect();
    other.mentors = mentors.iter().map(|at| instance.mentors[*at].clone()).collect();
    other.pics = pics.iter().map(|at| instance.pics[*at].clone()).collect();
    for row in &mut other.districts {
        row.id = district[row.id as usize];
    }
    for row in &mut other.institutions {
        row.id = institution[row.id as usize];
        row.district = district[row.district as usize];
    }
    let move_all = |all: &mut Vec<u32>| {
        all.iter_mut().for_each(|id| *id = institution[*id as usize]);
        all.reverse();
    };
    for row in &mut other.psychologists {
        row.id = psychologist[row.id as usize];
        move_all(&mut row.institutions);
    }
    for row in &mut other.mentors {
        row.id = mentor[row.id as usize];
        row.district = district[row.district as usize];
        row.supervisor = row.supervisor.map(|id| psychologist[id as usize]);
        row.langs.reverse();
        move_all(&mut row.cleared);
    }
    for row in &mut other.pics {
        row.id = pic[row.id as usize];
        row.institution = institution[row.institution as usize];
        row.home_district = district[row.home_district as usize];
    }
    let moved = |pair: (u32, u32)| (mentor[pair.0 as usize], pic[pair.1 as usize]);
    other.exclusions.iter_mut().for_each(|e| (e.0, e.1) = moved((e.0, e.1)));
    other.previous.iter_mut().for_each(|pair| *pair = moved(*pair));
    other.exclusions.reverse();
    other.previous.reverse();
    other
}

#[test]
fn the_largest_keep_bonus_keeps_a_round_that_is_still_as_large() {
    let mut changed = 0;
    for seed in 0..300 {
        let mut instance = tiny(seed);
        instance.previous.clear();
        let before = solve(&instance, &Options::default()).unwrap();
        // Everybody's reasons change, nobody's possibilities.
        for mentor in &mut instance.mentors {
            mentor.interests = vec![mentor.id as u8];
            mentor.offers.reverse();
            mentor.themes.clear();
        }
        changed += u32::from(pairs(&solve(&instance, &Options::default()).unwrap()) != pairs(&before));
        instance.previous = pairs(&before);
        instance.params.keep_bonus = 10_000;
        let after = solve(&instance, &Options::default()).unwrap();
        assert_eq!(pairs(&after), pairs(&before), "seed {seed}");
    }
    assert!(changed > 10, "without the bonus hardly anything would have changed: {changed}");
}

#[test]
fn nobody_nowhere_and_twice_are_no_trouble() {
    let empty = Instance { mentors: vec![], pics: vec![], exclusions: vec![], previous: vec![], ..tiny(1) };
    let round = solve(&empty, &Options::default()).unwrap();
    assert_eq!((round.matched, round.objective, round.certificate.dual), (0, 0, 0));
    for seed in 0..200 {
        let mut full = tiny(seed);
        full.psychologists.iter_mut().for_each(|row| row.capacity = 0);
        let mut busy = tiny(seed);
        busy.mentors.iter_mut().for_each(|row| row.capacity = 0);
        let mut apart = tiny(seed);
        apart.exclusions = (0..apart.mentors.len() as u32)
            .flat_map(|mentor| (0..apart.pics.len() as u32).map(move |pic| Exclusion(mentor, pic)))
            .collect();
        for instance in [full, busy, apart] {
            let round = solve(&instance, &Options::default()).unwrap();
            assert_eq!((round.matched, round.unmatched.len()), (0, instance.pics.len()), "seed {seed}");
            assert_eq!(verify(&instance, &round), Ok(()), "seed {seed}");
        }
        let once = tiny(seed);
        let mut twice = once.clone();
        twice.exclusions.extend(once.exclusions.clone());
        twice.previous.extend(once.previous.clone());
        twice.mentors.iter_mut().for_each(|row| row.interests.extend(row.interests.clone()));
        twice.pics.iter_mut().for_each(|row| row.langs.extend(row.langs.clone()));
        let round = solve(&twice, &Options::default()).unwrap();
        assert_eq!(Ok(&round), solve(&once, &Options::default()).as_ref(), "seed {seed}");
        assert_eq!(verify(&twice, &round), Ok(()), "seed {seed}");
    }
}
