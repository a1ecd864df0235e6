//! The exact solver: a min-cost flow person → mentor → psychologist → sink, by successive shortest paths.
//!
//! Persons are inserted one after the other. Each insertion finds the cheapest way to make room: a chain in
//! which a person takes a place, whoever held it moves on to another mentor, and so on, until somebody takes
//! a free place or stays unmatched. After every step the flow is optimal for the persons inserted so far
//! (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, section 9.7), so it is optimal at the end.
//!
//! In place of node potentials the solver keeps **prices**: `price[d]` is what a place with mentor `d` costs,
//! their psychologist's place included, and `team_price[c]` is the psychologist's part of it. Three facts
//! hold between insertions and keep every reduced cost non-negative:
//! * nobody would gain more elsewhere: `value(p, d) − price[d] ≤ gain(p)` for every edge, with equality for
//!   the mentor a person has, and `gain(p) = 0` for the unmatched;
//! * a mentor with a free place asks nothing of their own: `price[d] = team_price[team(d)]`;
//! * a psychologist with a free place asks nothing: `team_price[c] = 0`.
//!
//! These are the conditions of complementary slackness, so the prices are at once the proof of optimality
//! that [`verify`](super::verify) checks.
//!
//! `near` holds the edges looked at first; `forth` searches forwards, and `insert` adds a person by it; `back` searches
//! backwards; `force` says by both what another choice costs, and `change` makes any other change.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

mod near;
pub mod forth;
mod insert;
pub mod back;
pub mod force;
pub mod change;

use std::sync::OnceLock;

use super::network::{NOBODY, Network};
use back::Columns;
use forth::{Forth, Move};
use near::Hand;

/// Who has which mentor, and what places cost.
#[derive(Clone, Debug)]
pub struct Flow {
    pub network: Network,
    /// Each person's mentor, or `NOBODY`.
    pub mentor_of: Vec<usize>,
    /// What each matched person's pair is worth.
    value_of: Vec<i64>,
    /// Who is with each mentor.
    pub held: Vec<Vec<usize>>,
    /// Pairs of each team.
    team_load: Vec<usize>,
    /// What a place with each mentor costs, the psychologist's part included.
    pub price: Vec<i64>,
    /// What a place with each psychologist costs.
    pub team_price: Vec<i64>,
    /// The least value a mentor holds: who would be the first to go.
    least: Vec<i64>,
    at_hand: Vec<Hand>,
    forth: Forth,
    /// Who may be with each mentor; found when a search backwards first asks.
    columns: OnceLock<Columns>,
}

impl Flow {
    /// An empty flow: nobody is matched, nothing costs anything.
    pub fn new(network: Network) -> Self {
        let (persons, mentors) = (network.base.len(), network.places.len());
        let teams = network.team_places.len();
        Self {
            network,
            mentor_of: vec![NOBODY; persons],
            value_of: vec![0; persons],
            held: vec![Vec::new(); mentors],
            team_load: vec![0; teams],
            price: vec![0; mentors],
            team_price: vec![0; teams],
            least: vec![i64::MAX; mentors],
            at_hand: vec![Hand::EMPTY; persons],
            forth: Forth::of(mentors + teams + persons),
            columns: OnceLock::new(),
        }
    }

    /// What a person has above the price of their place; 0 for the unmatched.
    pub fn gain(&self, person: usize) -> i64 {
        match self.mentor_of[person] {
            NOBODY => 0,
            mentor => self.value_of[person] - self.price[mentor],
        }
    }

    /// The weight of a pair, if the two may meet.
    pub fn weight(&self, mentor: usize, person: usize) -> Option<u32> {
        // That of the pair there is need not be looked for.
        if self.mentor_of.get(person) == Some(&mentor) {
            return u32::try_from(self.value_of[person] - self.network.base[person]).ok();
        }
        self.network.rows.get(person)?.weight(mentor)
    }

    /// What a mentor's own place costs.
    pub fn own_price(&self, mentor: usize) -> i64 {
        match self.network.team[mentor] {
            NOBODY => 0,
            team => self.price[mentor] - self.team_price[team],
        }
    }

    /// A mentor's team.
    pub fn team(&self, mentor: usize) -> usize {
        self.network.team.get(mentor).copied().unwrap_or(NOBODY)
    }

    /// The mentors of a team.
    pub fn members(&self, team: usize) -> &[usize] {
        self.network.members.get(team).map_or(&[], Vec::as_slice)
    }

    /// Has the mentor a free place?
    pub fn has_place(&self, mentor: usize) -> bool {
        self.held[mentor].len() < self.network.places[mentor]
    }

    /// Has the team a free place?
    pub fn team_has_place(&self, team: usize) -> bool {
        self.team_load[team] < self.network.team_places[team]
    }

    /// What all pairs are worth together.
    pub fn objective(&self) -> i64 {
        self.mentor_of
            .iter()
            .zip(&self.value_of)
            .filter(|(mentor, _)| **mentor != NOBODY)
            .map(|(_, v)| v)
            .sum()
    }

    fn give(&mut self, mentor: usize, person: usize) {
        self.value_of[person] = self.network.value(mentor, person).unwrap_or(0);
        self.held[mentor].push(person);
        self.mentor_of[person] = mentor;
        self.team_load[self.network.team[mentor]] += 1;
        self.least[mentor] = self.least_held(mentor);
    }

    fn take(&mut self, person: usize) {
        let mentor = self.mentor_of[person];
        self.held[mentor].retain(|held| *held != person);
        self.mentor_of[person] = NOBODY;
        self.team_load[self.network.team[mentor]] -= 1;
        self.least[mentor] = self.least_held(mentor);
    }

    /// Moves everybody of a chain.
    fn make(&mut self, moves: &[Move]) {
        for step in moves {
            if step.from.is_some() {
                self.take(step.person);
            }
            if let Some(to) = step.to {
                self.give(to, step.person);
            }
        }
    }

    /// Who of a mentor's people would go first.
    fn first_to_go(&self, mentor: usize) -> Option<usize> {
        self.held[mentor].iter().copied().min_by_key(|person| (self.value_of[*person], *person))
    }

    fn least_held(&self, mentor: usize) -> i64 {
        self.held[mentor].iter().map(|person| self.value_of[*person]).min().unwrap_or(i64::MAX)
    }

    /// A mentor who holds nobody may be left behind when the price of the team changes; it is never above theirs.
    fn lift_to_team(&mut self, team: usize) {
        for mentor in &self.network.members[team] {
            self.price[*mentor] = self.price[*mentor].max(self.team_price[team]);
        }
    }
}
