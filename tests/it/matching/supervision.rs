//! Mentors without a supervisor are placed as well as possible.

use alongside::matching::{Instance, WhyUnplaced, supervise};

use super::tiny::tiny;

/// The best number of placements and the best sum of their scores, by trying all.
fn best(instance: &Instance) -> (usize, u32) {
    let free: Vec<u32> = instance
        .psychologists
        .iter()
        .map(|row| {
            let has =
                instance.mentors.iter().filter(|mentor| mentor.supervisor == Some(row.id)).count() as u32;
            row.capacity.saturating_sub(has)
        })
        .collect();
    let waiting: Vec<usize> =
        (0..instance.mentors.len()).filter(|at| instance.mentors[*at].supervisor.is_none()).collect();
    place(instance, &waiting, free)
}

fn place(instance: &Instance, waiting: &[usize], free: Vec<u32>) -> (usize, u32) {
    let Some((first, rest)) = waiting.split_first() else { return (0, 0) };
    let mut best = place(instance, rest, free.clone());
    for at in (0..free.len()).filter(|at| free[*at] > 0) {
        if let Some(score) = score(instance, *first, at) {
            let mut left = free.clone();
            left[at] -= 1;
            let (count, sum) = place(instance, rest, left);
            best = best.max((count + 1, sum + score));
        }
    }
    best
}

fn score(instance: &Instance, mentor: usize, psychologist: usize) -> Option<u32> {
    let (mentor, psychologist) = (&instance.mentors[mentor], &instance.psychologists[psychologist]);
    let shared = mentor.cleared.iter().filter(|id| psychologist.institutions.contains(id)).count() as u32;
    let known = mentor.themes.iter().filter(|theme| psychologist.expertise.contains(theme)).count() as u32;
    let able = mentor.consent && mentor.cert_until >= instance.today && shared > 0;
    able.then(|| {
        6000 * shared / (mentor.cleared.len() as u32).max(1)
            + 4000 * known / (mentor.themes.len() as u32).max(1)
    })
}

#[test]
fn no_other_placing_is_better_and_each_reason_is_true() {
    let mut reasons = std::collections::BTreeMap::new();
    let mut placed = 0;
    for seed in 0..1500 {
        let mut instance = tiny(seed);
        // Nearly all wait, as after a large course.
        instance.mentors.iter_mut().filter(|row| row.id > 0).for_each(|row| row.supervisor = None);
        let round = supervise(&instance).unwrap();
        let sum: u32 = round.placed.iter().map(|one| one.score).sum();
        assert_eq!((round.placed.len(), sum), best(&instance), "seed {seed}");
        assert_eq!(round.objective, round.dual, "seed {seed}");
        for one in &round.placed {
            let told = score(&instance, one.mentor as usize, one.psychologist as usize);
            assert_eq!(told, Some(one.score), "seed {seed}");
        }
        placed += round.placed.len();
        for one in &round.unplaced {
            let mentor = &instance.mentors[one.mentor as usize];
            let somewhere = (0..instance.psychologists.len()).any(|at| {
                mentor.cleared.iter().any(|id| instance.psychologists[at].institutions.contains(id))
            });
            let why = match (mentor.consent, mentor.cert_until >= instance.today, somewhere) {
                (false, _, _) => WhyUnplaced::Consent,
                (_, false, _) => WhyUnplaced::Certification,
                (_, _, false) => WhyUnplaced::Institution,
                _ => WhyUnplaced::Capacity,
            };
            assert_eq!(one.reason, why, "seed {seed}");
            *reasons.entry(format!("{why:?}")).or_insert(0) += 1;
        }
    }
    assert!(placed > 500 && reasons.len() == 4, "{placed} placed, {reasons:?}");
}
