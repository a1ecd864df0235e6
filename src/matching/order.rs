//! Whom the solver takes in first. The best round does not depend on it; the time to find it does.
//!
//! Institution after institution: a search then stays among the mentors of those already taken in, as the others'
//! still have free places. The scarcest institution comes first, because whoever comes late to full mentors moves many
//! others. Within it the longest waiting come first, because nobody moves them later.

use std::ops::Range;

use super::edges::Row;
use super::model::Model;
use super::network::Network;

/// A whole place, in the parts in which shares of places are counted.
const WHOLE: u64 = 1 << 20;

/// Everybody, in the order in which the solver takes them in.
pub fn order(model: &Model, network: &Network) -> Vec<usize> {
    let shares = shares(network);
    let mut groups: Vec<(u64, Range<usize>)> = Vec::new();
    // The model holds the persons by institution, and there by waiting.
    for group in model.pics.chunk_by(|one, next| one.institution == next.institution) {
        let begin = groups.last().map_or(0, |last| last.1.end);
        let persons = begin..begin + group.len();
        groups.push((places_a_head(network, &shares, persons.clone()), persons));
    }
    groups.sort_by_key(|group| group.0);
    groups.into_iter().flat_map(|group| group.1).collect()
}

/// What each person who could have a mentor would get, if all got the same.
fn shares(network: &Network) -> Vec<u64> {
    let mut askers = vec![0_u64; network.places.len()];
    for (mentor, _) in network.rows.iter().flat_map(Row::iter) {
        if let Some(askers) = askers.get_mut(mentor) {
            *askers += 1;
        }
    }
    let share = |(askers, places): (&u64, &usize)| {
        let places = u64::try_from(*places).unwrap_or(u64::MAX).min(*askers);
        (places * WHOLE).checked_div(*askers).unwrap_or(0)
    };
    askers.iter().zip(&network.places).map(share).collect()
}

fn places_a_head(network: &Network, shares: &[u64], persons: Range<usize>) -> u64 {
    let heads = u64::try_from(persons.len()).unwrap_or(u64::MAX);
    let rows = network.rows.get(persons).unwrap_or_default();
    let mentors = rows.iter().flat_map(Row::iter);
    mentors.filter_map(|(mentor, _)| shares.get(mentor)).sum::<u64>().checked_div(heads).unwrap_or(0)
}
