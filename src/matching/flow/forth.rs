//! The search forwards: from somebody who needs a place to the cheapest end of a chain of people who make room.
//!
//! A person reaches the mentors they could have, a mentor the people they hold, who could move on, and a mentor with a
//! free place the team that must have one for it too. The chain ends where a place is free, where somebody goes
//! unmatched, or where the way on is known beforehand.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use super::near::{Hand, Near};
use crate::matching::model::{ix, small};
use crate::matching::network::NOBODY;
use crate::matching::search::Search;

/// How a node was reached.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// The chain begins here.
    Start,
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
    /// Nowhere: it costs too much.
    Stay,
    /// At a free place of this mentor.
    Free(usize),
    /// The person of least value with this mentor goes unmatched.
    Drop(usize),
    /// At this mentor or team, from which the way on is known.
    Join(usize),
}

/// Where chains lead.
pub trait Goal {
    /// What it costs to go on from being unmatched, or from a place that is free.
    fn after_sink(&self) -> i64;
    /// What it costs to go on from a mentor or team, where that is known.
    fn after(&self, node: usize) -> Option<i64>;
}

/// Any free place will do, and anybody may go unmatched.
pub struct Anywhere;

impl Goal for Anywhere {
    fn after_sink(&self) -> i64 {
        0
    }

    fn after(&self, _: usize) -> Option<i64> {
        None
    }
}

/// Where somebody goes: from and to are mentors, `None` is unmatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub person: usize,
    pub from: Option<usize>,
    pub to: Option<usize>,
}

/// One search forwards after another in the same memory.
#[derive(Clone, Debug)]
pub struct Forth {
    pub search: Search<From, Exit>,
    /// The edges of the row read last that are near enough.
    above: Vec<Near>,
    /// Rows that were read again, with what is best at hand of them now.
    pub read: Vec<(usize, Hand)>,
}

/// What is searched.
pub enum Node {
    Mentor(usize),
    Team(usize),
    /// What this person does not have at hand of their row.
    Rest(usize),
}

impl Node {
    /// Mentors have the first numbers, then teams, then the rests.
    pub fn of(number: usize, mentors: usize, teams: usize) -> Self {
        match number.checked_sub(mentors) {
            None => Self::Mentor(number),
            Some(team) if team < teams => Self::Team(team),
            Some(after) => Self::Rest(after - teams),
        }
    }
}

impl Default for Forth {
    fn default() -> Self {
        Self::of(0)
    }
}

impl Forth {
    /// For so many mentors, teams and persons together.
    pub fn of(nodes: usize) -> Self {
        Self { search: Search::new(nodes, From::Start, Exit::Stay), above: Vec::new(), read: Vec::new() }
    }
}

impl Flow {
    /// Follows everything that was reached until the cheapest end is known.
    pub fn follow(&self, forth: &mut Forth, goal: &impl Goal) {
        while let Some((distance, node)) = forth.search.settle_next() {
            match Node::of(node, self.held.len(), self.team_price.len()) {
                Node::Mentor(mentor) => self.leave_mentor(forth, goal, mentor, distance),
                Node::Team(team) => self.leave_team(forth, goal, team, distance),
                Node::Rest(person) => self.reach_rest(forth, goal, person, distance),
            }
        }
    }

    /// Looks at the mentors a person could go to; `start` is the distance to the person plus their gain less their
    /// base value.
    pub fn reach(&self, forth: &mut Forth, goal: &impl Goal, person: usize, start: i64) {
        let from = From::Person(small(person));
        let hand = &self.at_hand[person];
        for near in hand.near() {
            // Keys only fall from here: nothing nearer can follow, at hand or not.
            if start - near.key >= forth.search.limit() {
                return;
            }
            let mentor = ix(near.mentor);
            let distance = start - i64::from(near.weight) + self.price[mentor];
            self.arrive(forth, goal, mentor, distance, from);
        }
        let rest = self.held.len() + self.team_price.len() + person;
        forth.search.label(rest, start.saturating_sub(hand.beyond), from);
    }

    /// Nothing nearer is left than what a person does not have at hand.
    fn reach_rest(&self, forth: &mut Forth, goal: &impl Goal, person: usize, distance: i64) {
        let mut above = std::mem::take(&mut forth.above);
        let mut hand = self.at_hand[person];
        let start = distance + hand.beyond;
        let cut = start - forth.search.limit();
        hand.read(&self.network.rows[person], &self.price, cut, &mut above);
        for near in &above {
            self.arrive(forth, goal, ix(near.mentor), start - near.key, From::Person(small(person)));
        }
        forth.above = above;
        forth.read.push((person, hand));
    }

    /// A mentor can be reached: by a free place or by sending away whom they hold this may end the search.
    pub fn arrive(&self, forth: &mut Forth, goal: &impl Goal, mentor: usize, distance: i64, from: From) {
        if !forth.search.label(mentor, distance, from) {
            return;
        }
        join(forth, goal, mentor, distance);
        if self.has_place(mentor) && self.team_has_place(self.network.team[mentor]) {
            forth.search.end_by(distance + goal.after_sink(), Exit::Free(mentor));
        } else if self.least[mentor] != i64::MAX {
            let gain = self.least[mentor] - self.price[mentor];
            forth.search.end_by(distance + gain + goal.after_sink(), Exit::Drop(mentor));
        }
    }

    fn leave_mentor(&self, forth: &mut Forth, goal: &impl Goal, mentor: usize, distance: i64) {
        if self.has_place(mentor) {
            let team = self.team_node(self.network.team[mentor]);
            if forth.search.label(team, distance, From::Mentor(small(mentor))) {
                join(forth, goal, team, distance);
            }
        }
        for person in &self.held[mentor] {
            self.reach(forth, goal, *person, distance + self.gain(*person) - self.network.base[*person]);
        }
    }

    /// The psychologist is full: somebody of the team gives up a pair so that another mentor may have one.
    fn leave_team(&self, forth: &mut Forth, goal: &impl Goal, team: usize, distance: i64) {
        for mentor in &self.network.members[team] {
            if !self.held[*mentor].is_empty() {
                self.arrive(forth, goal, *mentor, distance + self.own_price(*mentor), From::Team);
            }
        }
    }

    /// Who moves on the way to the end that was found, in the order in which places change hands.
    pub fn chain(&self, forth: &Forth) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut node = match forth.search.end() {
            Exit::Stay => return moves,
            Exit::Free(mentor) => mentor,
            Exit::Join(node) => node,
            Exit::Drop(mentor) => {
                let first = self.first_to_go(mentor);
                moves.extend(first.map(|person| Move { person, from: Some(mentor), to: None }));
                mentor
            }
        };
        // From the end back to the start.
        loop {
            node = match forth.search.step(node) {
                From::Start => break,
                From::Mentor(mentor) => ix(mentor),
                From::Team => self.team_node(self.network.team[node]),
                From::Person(person) => {
                    let person = ix(person);
                    let from = self.mentor_of[person];
                    moves.push(Move {
                        person,
                        from: Some(from).filter(|from| *from != NOBODY),
                        to: Some(node),
                    });
                    if from == NOBODY {
                        break;
                    }
                    from
                }
            };
        }
        moves.reverse();
        moves
    }
}

fn join(forth: &mut Forth, goal: &impl Goal, node: usize, distance: i64) {
    if let Some(after) = goal.after(node) {
        forth.search.end_by(distance + after, Exit::Join(node));
    }
}
