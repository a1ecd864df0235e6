//! What the solver leaves behind: who has whom, at which prices, and whether these prove it.

use super::flow::Flow;
use super::model::Model;
use super::network::{NOBODY, bonus};

/// A solved instance: the round, what led to it, and the prices from which every change is made.
#[derive(Clone, Debug)]
pub struct Solved {
    pub(super) model: Model,
    pub(super) flow: Flow,
}

impl Solved {
    /// The mentor of a matched person, decided beforehand or not.
    pub(super) fn mentor_of(&self, pic: usize) -> Option<usize> {
        if self.flow.network.out.has(pic) {
            // Whoever withdrew is among no pins.
            return self.model.pinned.iter().find(|pin| pin.1 == pic).map(|pin| pin.0);
        }
        self.flow.mentor_of.get(pic).copied().filter(|mentor| *mentor != NOBODY)
    }

    /// Who a person could have, and the score of each pair.
    pub(super) fn scores(&self, pic: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
        let (row, person) = (self.flow.network.rows.get(pic), self.model.pics.get(pic));
        row.zip(person).into_iter().flat_map(|(row, person)| {
            row.iter().map(|(mentor, weight)| (mentor, weight - bonus(&self.model, person, mentor)))
        })
    }

    /// The score of a pair, if the two may meet.
    pub(super) fn score(&self, mentor: usize, pic: usize) -> Option<u32> {
        let weight = self.flow.weight(mentor, pic)?;
        Some(weight - bonus(&self.model, self.model.pics.get(pic)?, mentor))
    }

    /// Whether the prices prove the round: nobody would gain more elsewhere, and no free place costs anything.
    pub(super) fn is_proven(&self) -> bool {
        let flow = &self.flow;
        let persons = flow.network.rows.iter().enumerate().all(|(pic, row)| {
            let gain = flow.gain(pic);
            let base = flow.network.base.get(pic).copied().unwrap_or(0);
            let above = |(mentor, weight): (usize, u32)| {
                base + i64::from(weight) - flow.price.get(mentor).copied().unwrap_or(0)
            };
            gain >= 0 && (flow.network.out.has(pic) || row.iter().all(|edge| above(edge) <= gain))
        });
        let mentors = (0..flow.price.len()).all(|mentor| {
            flow.own_price(mentor) >= 0 && (flow.own_price(mentor) == 0 || !flow.has_place(mentor))
        });
        let teams = flow
            .team_price
            .iter()
            .enumerate()
            .all(|(team, price)| *price >= 0 && (*price == 0 || !flow.team_has_place(team)));
        persons && mentors && teams
    }
}
