//! How content people would be among themselves: pairs that would rather have each other, and justified envy
//! (Gale and Shapley 1962; priorities as in Abdulkadiroğlu and Sönmez 2003).
//!
//! A person prefers the higher score. A place goes by tier, then by score, as in the round itself, so being
//! passed over for somebody who waits longer is no ground for envy. Pinned pairs are out of the question.

use super::round::Stability;
use super::solved::Solved;

/// Counts blocking pairs and envious persons.
pub fn stability(solved: &Solved) -> Stability {
    let weakest = weakest(solved);
    let mut counts = Stability::default();
    for (pic, person) in solved.model.pics.iter().enumerate() {
        if solved.flow.network.out.has(pic) {
            continue;
        }
        let own = solved.mentor_of(pic);
        let own_score = own.and_then(|mentor| solved.score(mentor, pic));
        let mut envious = false;
        for (mentor, score) in solved.scores(pic) {
            if Some(score) <= own_score {
                continue;
            }
            let outranks = weakest.get(mentor).copied().flatten().is_some_and(|w| w < (person.tier, score));
            envious |= outranks;
            if outranks || has_room(solved, mentor, own) {
                counts.blocking_pairs += 1;
            }
        }
        counts.envy += u64::from(envious);
    }
    counts
}

/// The tier and score of the person who would be the first to give up each mentor's place.
fn weakest(solved: &Solved) -> Vec<Option<(usize, u32)>> {
    solved
        .flow
        .held
        .iter()
        .enumerate()
        .map(|(mentor, held)| {
            held.iter()
                .filter_map(|pic| Some((solved.model.pics.get(*pic)?.tier, solved.score(mentor, *pic)?)))
                .min()
        })
        .collect()
}

/// Could the person move there without anybody leaving? Within one team the psychologist's place moves along.
fn has_room(solved: &Solved, mentor: usize, own: Option<usize>) -> bool {
    let flow = &solved.flow;
    let same_team = own.is_some_and(|own| flow.team(own) == flow.team(mentor));
    flow.has_place(mentor) && (same_team || flow.team_has_place(flow.team(mentor)))
}
