//! One more person: the search forwards, from the newcomer to a free place or to whoever would have to go.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use crate::matching::model::{ix, small};
use crate::matching::network::NOBODY;

/// How a node was reached.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// This person could move to the mentor.
    Person(u32),
    /// The team's place goes to another mentor of it.
    Team,
    /// This mentor has a free place and asks the team for one.
    Mentor(u32),
}

/// How the chain ends.
#[derive(Clone, Copy, Debug)]
pub enum Exit {
    /// The newcomer stays unmatched.
    Stay,
    /// At a free place of this mentor.
    Free(usize),
    /// The person of least value with this mentor goes unmatched.
    Drop(usize),
}

/// What is searched.
enum Node {
    Mentor(usize),
    Team(usize),
    /// What this person does not have at hand of their row.
    Rest(usize),
}

impl Node {
    /// Mentors have the first numbers, then teams, then the rests.
    fn of(number: usize, mentors: usize, teams: usize) -> Self {
        match number.checked_sub(mentors) {
            None => Self::Mentor(number),
            Some(team) if team < teams => Self::Team(team),
            Some(after) => Self::Rest(after - teams),
        }
    }
}

impl Flow {
    /// Adds one person, who was not there before, and moves the others as the best round needs.
    pub fn insert(&mut self, person: usize) {
        let Some(best) = self.best_key(person) else { return };
        let gain = self.network.base[person] + best;
        if gain <= 0 {
            return; // Nobody's place is worth more to this person than it costs: unmatched, and all stays.
        }
        self.forth.begin(gain, Exit::Stay);
        self.reach(person, best);
        while let Some((distance, node)) = self.forth.settle_next() {
            match Node::of(node, self.held.len(), self.team_price.len()) {
                Node::Mentor(mentor) => self.leave_mentor(mentor, distance),
                Node::Team(team) => self.leave_team(team, distance),
                Node::Rest(person) => self.reach_rest(person, distance),
            }
        }
        self.raise_prices();
        self.reassign(person);
    }

    /// The most that any pair of the person is worth above the price, without the base.
    fn best_key(&mut self, person: usize) -> Option<i64> {
        let hand = &mut self.at_hand[person];
        hand.read(&self.network.rows[person], &self.price, i64::MAX, &mut self.above);
        hand.near().first().map(|near| near.key)
    }

    /// Looks at the mentors a person could go to; `start` is the distance to the person plus their gain less their
    /// base value.
    fn reach(&mut self, person: usize, start: i64) {
        let from = From::Person(small(person));
        for place in 0..self.at_hand[person].near().len() {
            let near = self.at_hand[person].near()[place];
            // Keys only fall from here: nothing nearer can follow, at hand or not.
            if start - near.key >= self.forth.limit() {
                return;
            }
            let mentor = ix(near.mentor);
            self.arrive(mentor, start - i64::from(near.weight) + self.price[mentor], from);
        }
        let rest = start.saturating_sub(self.at_hand[person].beyond);
        self.forth.label(self.held.len() + self.team_price.len() + person, rest, from);
    }

    /// Nothing nearer is left than what a person does not have at hand.
    fn reach_rest(&mut self, person: usize, distance: i64) {
        let mut above = std::mem::take(&mut self.above);
        let hand = &mut self.at_hand[person];
        let start = distance + hand.beyond;
        hand.read(&self.network.rows[person], &self.price, start - self.forth.limit(), &mut above);
        for near in &above {
            self.arrive(ix(near.mentor), start - near.key, From::Person(small(person)));
        }
        self.above = above;
    }

    /// A mentor can be reached: by a free place or by sending away whom they hold this may end the search.
    fn arrive(&mut self, mentor: usize, distance: i64, from: From) {
        if !self.forth.label(mentor, distance, from) {
            return;
        }
        if self.has_place(mentor) && self.team_has_place(self.network.team[mentor]) {
            self.forth.end_by(distance, Exit::Free(mentor));
        } else if self.least[mentor] != i64::MAX {
            let exit = distance + self.least[mentor] - self.price[mentor];
            self.forth.end_by(exit, Exit::Drop(mentor));
        }
    }

    fn leave_mentor(&mut self, mentor: usize, distance: i64) {
        if self.has_place(mentor) {
            let team = self.team_node(self.network.team[mentor]);
            self.forth.label(team, distance, From::Mentor(small(mentor)));
        }
        for at in 0..self.held[mentor].len() {
            let person = self.held[mentor][at];
            self.reach(person, distance + self.gain(person) - self.network.base[person]);
        }
    }

    /// The psychologist is full: somebody of the team gives up a pair so that another mentor may have one.
    fn leave_team(&mut self, team: usize, distance: i64) {
        for at in 0..self.network.members[team].len() {
            let mentor = self.network.members[team][at];
            if !self.held[mentor].is_empty() {
                let own = self.price[mentor] - self.team_price[team];
                self.arrive(mentor, distance + own, From::Team);
            }
        }
    }

    /// Whatever was nearer than the end of the path becomes as much dearer.
    fn raise_prices(&mut self) {
        let limit = self.forth.limit();
        let mut risen = Vec::new();
        for (node, distance) in self.forth.settled() {
            match Node::of(node, self.price.len(), self.team_price.len()) {
                Node::Mentor(mentor) => self.price[mentor] += limit - distance,
                Node::Team(team) => {
                    self.team_price[team] += limit - distance;
                    risen.push(team);
                }
                Node::Rest(_) => (),
            }
        }
        // A mentor who holds nobody is not on the way back from the team, yet costs at least the team's part.
        risen.into_iter().for_each(|team| self.lift_to_team(team));
    }

    /// Walks the path back from its end and gives every place on it to the person before.
    fn reassign(&mut self, newcomer: usize) {
        let mut mentor = match self.forth.end() {
            Exit::Stay => return,
            Exit::Free(mentor) => mentor,
            Exit::Drop(mentor) => {
                let first =
                    self.held[mentor].iter().copied().min_by_key(|held| (self.value_of[*held], *held));
                if let Some(first) = first {
                    self.take(first);
                }
                mentor
            }
        };
        loop {
            match self.forth.step(mentor) {
                From::Person(person) => {
                    let person = ix(person);
                    let before = self.mentor_of[person];
                    if before != NOBODY {
                        self.take(person);
                    }
                    self.give(mentor, person);
                    if person == newcomer {
                        return;
                    }
                    mentor = before;
                }
                From::Team => match self.forth.step(self.team_node(self.network.team[mentor])) {
                    From::Mentor(other) => mentor = ix(other),
                    From::Person(_) | From::Team => return,
                },
                From::Mentor(_) => return,
            }
        }
    }
}
