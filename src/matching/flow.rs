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
//! that [`verify`](super::verify) checks. Prices never fall, which makes the shortcut of `floor` safe.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

use super::model::ix;
use super::network::{Edge, NOBODY, Network};
use super::search::{Exit, From, Search};

/// Who has which mentor, and what places cost.
#[derive(Clone, Debug)]
pub struct Flow {
    network: Network,
    /// Each person's mentor, or `NOBODY`.
    pub mentor_of: Vec<usize>,
    /// Who is with each mentor: person and the pair's value.
    pub held: Vec<Vec<(usize, i64)>>,
    /// Pairs of each team.
    team_load: Vec<usize>,
    /// What a place with each mentor costs, the psychologist's part included.
    pub price: Vec<i64>,
    /// What a place with each psychologist costs.
    pub team_price: Vec<i64>,
    /// The least value a mentor holds: who would be the first to go.
    least: Vec<i64>,
    /// A lower bound of the prices among each person's edges.
    floor: Vec<i64>,
    members: Vec<Vec<usize>>,
    search: Search,
}

impl Flow {
    /// An empty flow: nobody is matched, nothing costs anything.
    pub fn new(network: Network) -> Self {
        let (persons, mentors) = (network.base.len(), network.places.len());
        let teams = network.team_places.len();
        let mut members = vec![Vec::new(); teams];
        for (mentor, team) in network.team.iter().enumerate() {
            if *team != NOBODY {
                members[*team].push(mentor);
            }
        }
        Self {
            network,
            mentor_of: vec![NOBODY; persons],
            held: vec![Vec::new(); mentors],
            team_load: vec![0; teams],
            price: vec![0; mentors],
            team_price: vec![0; teams],
            least: vec![i64::MAX; mentors],
            floor: vec![0; persons],
            members,
            search: Search::new(mentors + teams),
        }
    }

    /// What a person has above the price of their place; 0 for the unmatched.
    pub fn gain(&self, person: usize) -> i64 {
        let mentor = self.mentor_of[person];
        if mentor == NOBODY {
            return 0;
        }
        let value = self.held[mentor].iter().find(|held| held.0 == person).map_or(0, |held| held.1);
        value - self.price[mentor]
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
        self.members.get(team).map_or(&[], Vec::as_slice)
    }

    /// Has the mentor a free place?
    pub fn has_place(&self, mentor: usize) -> bool {
        self.held[mentor].len() < self.network.places[mentor]
    }

    /// Has the team a free place?
    pub fn team_has_place(&self, team: usize) -> bool {
        self.team_load[team] < self.network.team_places[team]
    }

    /// Each mentor's places.
    pub fn places(&self) -> &[usize] {
        &self.network.places
    }

    /// Each team's places.
    pub fn team_places(&self) -> &[usize] {
        &self.network.team_places
    }

    /// Adds one person, who was not there before, and moves the others as the best round needs.
    pub fn insert(&mut self, person: usize) {
        let best = self.best_gain(person);
        if best <= 0 {
            return; // Nobody's place is worth more to this person than it costs: unmatched, and all stays.
        }
        self.search.begin(best);
        self.reach(person, best - self.network.base[person]);
        while let Some((distance, node)) = self.search.settle_next() {
            match node.checked_sub(self.held.len()) {
                None => self.leave_mentor(node, distance),
                Some(team) => self.leave_team(team, distance),
            }
        }
        self.raise_prices();
        self.reassign(person);
    }

    fn best_gain(&self, person: usize) -> i64 {
        let base = self.network.base[person];
        let row = &self.network.edges[self.network.begins[person]..self.network.begins[person + 1]];
        row.iter().map(|edge| base + i64::from(edge.weight) - self.price[ix(edge.mentor)]).max().unwrap_or(0)
    }

    /// Looks at every mentor a person could go to; `start` is the distance to the person plus their gain
    /// less their base value.
    fn reach(&mut self, person: usize, start: i64) {
        let mut floor = i64::MAX;
        for at in self.network.begins[person]..self.network.begins[person + 1] {
            let Edge { mentor, weight } = self.network.edges[at];
            let here = start - i64::from(weight);
            // Weights only fall from here and no price is below the floor: nothing nearer can follow.
            if here + self.floor[person] >= self.search.limit() {
                return;
            }
            let price = self.price[ix(mentor)];
            floor = floor.min(price);
            self.arrive(ix(mentor), here + price, From::Person(person));
        }
        self.floor[person] = floor;
    }

    /// A mentor can be reached: by a free place or by sending away whom they hold this may end the search.
    fn arrive(&mut self, mentor: usize, distance: i64, from: From) {
        if !self.search.label(mentor, distance, from) {
            return;
        }
        let team = self.network.team[mentor];
        if self.has_place(mentor) && self.team_has_place(team) {
            self.search.end_by(distance, Exit::Free(mentor));
        } else if self.least[mentor] != i64::MAX {
            let exit = distance + self.least[mentor] - self.price[mentor];
            self.search.end_by(exit, Exit::Drop(mentor));
        }
    }

    fn leave_mentor(&mut self, mentor: usize, distance: i64) {
        let team = self.network.team[mentor];
        if self.has_place(mentor) {
            self.search.label(self.held.len() + team, distance, From::Mentor(mentor));
        }
        for at in 0..self.held[mentor].len() {
            let (person, value) = self.held[mentor][at];
            let gain = value - self.price[mentor];
            self.reach(person, distance + gain - self.network.base[person]);
        }
    }

    /// The psychologist is full: somebody of the team gives up a pair so that another mentor may have one.
    fn leave_team(&mut self, team: usize, distance: i64) {
        for at in 0..self.members[team].len() {
            let mentor = self.members[team][at];
            if !self.held[mentor].is_empty() {
                let own = self.price[mentor] - self.team_price[team];
                self.arrive(mentor, distance + own, From::Team);
            }
        }
    }

    /// Whatever was nearer than the end of the path becomes as much dearer.
    fn raise_prices(&mut self) {
        let mentors = self.held.len();
        let limit = self.search.limit();
        for (node, distance) in self.search.settled() {
            match node.checked_sub(mentors) {
                None => self.price[node] += limit - distance,
                Some(team) => self.team_price[team] += limit - distance,
            }
        }
        // A mentor who holds nobody is not on the way back from the team, yet costs at least the team's part.
        for (node, _) in self.search.settled() {
            if let Some(team) = node.checked_sub(mentors) {
                for mentor in &self.members[team] {
                    self.price[*mentor] = self.price[*mentor].max(self.team_price[team]);
                }
            }
        }
    }

    /// Walks the path back from its end and gives every place on it to the person before.
    fn reassign(&mut self, newcomer: usize) {
        let mut mentor = match self.search.exit() {
            Exit::Stay => return,
            Exit::Free(mentor) => mentor,
            Exit::Drop(mentor) => {
                if let Some(first) = self.held[mentor].iter().min_by_key(|held| (held.1, held.0)) {
                    self.take_from(mentor, first.0);
                }
                mentor
            }
        };
        loop {
            match self.search.from(mentor) {
                From::Person(person) => {
                    let before = self.mentor_of[person];
                    if before != NOBODY {
                        self.take_from(before, person);
                    }
                    self.give_to(mentor, person);
                    if person == newcomer {
                        return;
                    }
                    mentor = before;
                }
                From::Team => match self.search.from(self.held.len() + self.network.team[mentor]) {
                    From::Mentor(other) => mentor = other,
                    From::Person(_) | From::Team => return,
                },
                From::Mentor(_) => return,
            }
        }
    }

    fn give_to(&mut self, mentor: usize, person: usize) {
        let row = &self.network.edges[self.network.begins[person]..self.network.begins[person + 1]];
        let weight = row.iter().find(|edge| ix(edge.mentor) == mentor).map_or(0, |edge| edge.weight);
        self.held[mentor].push((person, self.network.base[person] + i64::from(weight)));
        self.mentor_of[person] = mentor;
        self.team_load[self.network.team[mentor]] += 1;
        self.least[mentor] = least(&self.held[mentor]);
    }

    fn take_from(&mut self, mentor: usize, person: usize) {
        self.held[mentor].retain(|held| held.0 != person);
        self.mentor_of[person] = NOBODY;
        self.team_load[self.network.team[mentor]] -= 1;
        self.least[mentor] = least(&self.held[mentor]);
    }
}

fn least(held: &[(usize, i64)]) -> i64 {
    held.iter().map(|held| held.1).min().unwrap_or(i64::MAX)
}
