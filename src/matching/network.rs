//! What the solver chooses from: who may be matched with whom, what each pair is worth, how many places there are.
//!
//! A pair is worth `F · (tier + 1)`, the person's base, plus its score and, where it was in the round before,
//! the keep bonus: the pair's weight.

use std::cmp::Reverse;

use super::bits::Bits;
use super::candidates::Candidates;
use super::model::{Model, PicRow, ix};

/// No mentor, no team.
pub const NOBODY: usize = usize::MAX;

/// A mentor a person may have. The pair is worth the person's base value and `weight`.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub mentor: u32,
    pub weight: u32,
}

/// Who may be matched with whom, and how many places there are. A team is a psychologist with the mentors
/// they supervise.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Each person's edges, heaviest first.
    pub edges: Vec<Edge>,
    /// Where each person's edges begin; one more entry than persons.
    pub begins: Vec<usize>,
    /// What it is worth that the person is matched at all: larger than any sum of weights.
    pub base: Vec<i64>,
    /// Each mentor's places.
    pub places: Vec<usize>,
    /// Each mentor's team, or `NOBODY` for a mentor without edges.
    pub team: Vec<usize>,
    /// Each team's places.
    pub team_places: Vec<usize>,
}

impl Network {
    /// The market without the pinned persons: they have no edges, and their places are gone.
    pub fn of(model: &Model, candidates: &Candidates, pinned: &Bits) -> Self {
        let mut network = Self {
            begins: vec![0],
            places: model.mentors.iter().map(|row| ix(row.capacity)).collect(),
            team: model.mentors.iter().map(|row| row.supervisor.unwrap_or(NOBODY)).collect(),
            team_places: model.psychologists.iter().map(|row| ix(row.capacity)).collect(),
            ..Self::default()
        };
        for (mentor, _) in &model.pinned {
            let team = network.team.get(*mentor).copied().unwrap_or(NOBODY);
            one_less(&mut network.places, *mentor);
            one_less(&mut network.team_places, team);
        }
        for (pic, row) in model.pics.iter().enumerate() {
            let begin = network.edges.len();
            if !pinned.has(pic) {
                network.edges.extend(candidates.of_pic(pic).iter().map(|candidate| Edge {
                    mentor: candidate.mentor,
                    weight: candidate.score + bonus(model, row, ix(candidate.mentor)),
                }));
            }
            if let Some(edges) = network.edges.get_mut(begin..) {
                edges.sort_unstable_by_key(|edge| (Reverse(edge.weight), edge.mentor));
            }
            network.begins.push(network.edges.len());
            network.base.push(base(model, row));
        }
        network
    }
}

/// What a pair is worth to the round.
pub fn value(model: &Model, pic: &PicRow, mentor: usize, score: u32) -> i64 {
    base(model, pic) + i64::from(score + bonus(model, pic, mentor))
}

fn base(model: &Model, pic: &PicRow) -> i64 {
    model.step * (i64::try_from(pic.tier).unwrap_or(0) + 1)
}

fn bonus(model: &Model, pic: &PicRow, mentor: usize) -> u32 {
    if pic.previous.contains(&mentor) { model.keep_bonus } else { 0 }
}

fn one_less(places: &mut [usize], at: usize) {
    if let Some(places) = places.get_mut(at) {
        *places = places.saturating_sub(1);
    }
}
