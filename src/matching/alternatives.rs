//! What it costs to choose somebody else: exactly, for every mentor a person could have.
//!
//! The flow says the loss and the way by which it comes about (`flow::force`); here the way becomes people and points:
//! it says who would move and who would go without, which the number alone does not.

use serde::{Deserialize, Serialize};

use super::flow::force::Forced;
use super::flow::forth::Move;
use super::network::NOBODY;
use super::solved::Solved;

/// A mentor whom a person could have, and what choosing them would do to the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The mentor's id.
    pub mentor: u32,
    /// How much lower the objective would be; 0 for the mentor chosen.
    pub regret: i64,
    /// Persons matched then.
    pub matched: u32,
    /// Persons matched of tier 0 to 3 then.
    pub by_tier: [u32; 4],
    /// Sum of the scores then.
    pub score: u64,
    /// Who else would have another mentor or none, in the order in which places change hands.
    pub moves: Vec<Moved>,
}

/// Somebody whose mentor is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// The person's id.
    pub pic: u32,
    /// The id of their mentor before; none when unmatched.
    pub from: Option<u32>,
    /// The id of their mentor then; none when unmatched.
    pub to: Option<u32>,
}

/// Why nothing can be chosen for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChoice {
    /// There is no such person.
    Unknown,
    /// The pair was decided beforehand; let it go first.
    Pinned,
}

impl std::fmt::Display for NoChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no such person",
            Self::Pinned => "the person is pinned: a decided pair has no alternatives",
        })
    }
}

impl std::error::Error for NoChoice {}

/// The best `top` mentors a person could have, cheapest first (ties by the mentor's key), the chosen one with
/// regret 0. Mentors who could only be had by breaking a decided pair are left out.
///
/// # Errors
/// [`NoChoice`] for a person who is unknown or pinned.
pub fn alternatives(solved: &Solved, pic: u32, top: usize) -> Result<Vec<Alternative>, NoChoice> {
    let person = solved.model.pics.iter().position(|row| row.id == pic).ok_or(NoChoice::Unknown)?;
    let flow = &solved.flow;
    let now = flow.mentor_of.get(person).copied().unwrap_or(NOBODY);
    if flow.network.out.has(person) && solved.mentor_of(person).is_some() {
        return Err(NoChoice::Pinned);
    }
    let base = Tally::of(solved);
    let decode = |Forced { mentor, loss, moves }: Forced| {
        let own = Move { person, from: Some(now).filter(|now| *now != NOBODY), to: Some(mentor) };
        let mut then = base.clone();
        moves.iter().chain([&own]).for_each(|step| then.after(solved, step));
        Alternative {
            mentor: solved.mentor_id(mentor),
            regret: loss,
            matched: then.by_tier.iter().sum(),
            by_tier: then.by_tier,
            score: then.score,
            moves: moves.iter().map(|step| solved.moved(step)).collect(),
        }
    };
    Ok(flow.forced(person, top).into_iter().map(decode).collect())
}

/// The figures of a round.
#[derive(Clone)]
struct Tally {
    by_tier: [u32; 4],
    score: u64,
}

impl Tally {
    fn of(solved: &Solved) -> Self {
        let mut tally = Self { by_tier: [0; 4], score: 0 };
        for (person, row) in solved.model.pics.iter().enumerate() {
            if let Some(mentor) = solved.mentor_of(person) {
                if let Some(count) = tally.by_tier.get_mut(row.tier) {
                    *count += 1;
                }
                tally.score += solved.score(mentor, person).map_or(0, u64::from);
            }
        }
        tally
    }

    fn after(&mut self, solved: &Solved, step: &Move) {
        let tier = solved.model.pics.get(step.person).map_or(0, |row| row.tier);
        let score = |mentor: Option<usize>| {
            mentor.and_then(|mentor| solved.score(mentor, step.person)).map_or(0, u64::from)
        };
        self.score = (self.score + score(step.to)).saturating_sub(score(step.from));
        if let Some(count) = self.by_tier.get_mut(tier) {
            *count = (*count + u32::from(step.to.is_some())).saturating_sub(u32::from(step.from.is_some()));
        }
    }
}

impl Solved {
    /// The id of a mentor's row.
    pub(super) fn mentor_id(&self, mentor: usize) -> u32 {
        self.model.mentors.get(mentor).map_or(u32::MAX, |row| row.id)
    }

    fn moved(&self, step: &Move) -> Moved {
        Moved {
            pic: self.model.pics.get(step.person).map_or(u32::MAX, |row| row.id),
            from: step.from.map(|mentor| self.mentor_id(mentor)),
            to: step.to.map(|mentor| self.mentor_id(mentor)),
        }
    }
}
