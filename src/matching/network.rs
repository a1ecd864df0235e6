//! What the solver chooses from: who may be matched with whom, what each pair is worth, how many places there are.
//!
//! A pair is worth `F · (tier + 1)`, the person's base, plus its score and, where it was in the round before,
//! the keep bonus: the pair's weight.

use super::bits::Bits;
use super::edges::Row;
use super::model::{Model, PicRow, ix};

/// No mentor, no team.
pub const NOBODY: usize = usize::MAX;

/// Who may be matched with whom, and how many places there are. A team is a psychologist with the mentors
/// they supervise.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Each person's edges.
    pub rows: Vec<Row>,
    /// Who is out of the market: decided beforehand, or withdrawn.
    pub out: Bits,
    /// What it is worth that the person is matched at all: larger than any sum of weights.
    pub base: Vec<i64>,
    /// Each mentor's places.
    pub places: Vec<usize>,
    /// Each mentor's team, or `NOBODY` for a mentor without a supervisor.
    pub team: Vec<usize>,
    /// Each team's places.
    pub team_places: Vec<usize>,
    /// The mentors of each team.
    pub members: Vec<Vec<usize>>,
}

impl Network {
    /// The market without the pinned persons, whose places are gone.
    pub fn of(model: &Model, rows: Vec<Row>) -> Self {
        let mut network = Self {
            out: Bits::of(rows.len(), model.pinned.iter().map(|pin| pin.1)),
            rows,
            base: model.pics.iter().map(|row| base(model, row)).collect(),
            places: model.mentors.iter().map(|row| ix(row.capacity)).collect(),
            team: model.mentors.iter().map(|row| row.supervisor.unwrap_or(NOBODY)).collect(),
            team_places: model.psychologists.iter().map(|row| ix(row.capacity)).collect(),
            members: vec![Vec::new(); model.psychologists.len()],
        };
        for (mentor, team) in network.team.iter().enumerate() {
            if let Some(members) = network.members.get_mut(*team) {
                members.push(mentor);
            }
        }
        for (mentor, _) in &model.pinned {
            let team = network.team.get(*mentor).copied().unwrap_or(NOBODY);
            one_less(&mut network.places, *mentor);
            one_less(&mut network.team_places, team);
        }
        network
    }

    /// A market in which everybody is a team of their own that is never full.
    pub fn without_teams(rows: Vec<Row>, base: Vec<i64>, places: Vec<usize>) -> Self {
        let each = 0..places.len();
        Self {
            out: Bits::none(rows.len()),
            rows,
            base,
            team: each.clone().collect(),
            team_places: vec![usize::MAX; places.len()],
            members: each.map(|one| vec![one]).collect(),
            places,
        }
    }

    /// What a pair is worth, if the two may meet.
    pub fn value(&self, mentor: usize, person: usize) -> Option<i64> {
        let weight = self.rows.get(person)?.weight(mentor)?;
        Some(self.base.get(person)? + i64::from(weight))
    }
}

/// What it is worth that a person is matched at all.
pub fn base(model: &Model, pic: &PicRow) -> i64 {
    model.step * (i64::try_from(pic.tier).unwrap_or(0) + 1)
}

/// What a pair of the round before has in advance.
pub fn bonus(model: &Model, pic: &PicRow, mentor: usize) -> u32 {
    if pic.previous.contains(&mentor) { model.keep_bonus } else { 0 }
}

fn one_less(places: &mut [usize], at: usize) {
    if let Some(places) = places.get_mut(at) {
        *places = places.saturating_sub(1);
    }
}
