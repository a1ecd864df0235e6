//! Changes of a solved flow, each by one search from the prices there are: no full solve.
//!
//! Every change pushes one unit along the cheapest way that the search backwards finds, and moves the prices by how
//! far each node is, which keeps all reduced costs non-negative (Ahuja, Magnanti, Orlin 1993, section 9.7).

#![expect(
    clippy::indexing_slicing,
    reason = "every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use super::back::{Question, Ways};
use super::forth::From;
use super::near::Hand;
use crate::matching::edges::Row;
use crate::matching::model::small;
use crate::matching::network::NOBODY;
use crate::matching::search::FAR;

impl Flow {
    /// Adds a person with their candidates and finds their place.
    pub fn add_person(&mut self, base: i64, row: Row) {
        let person = self.network.rows.len();
        let id = small(person);
        if let Some(columns) = self.columns.get_mut() {
            row.iter().for_each(|(mentor, weight)| columns[mentor].push((id, weight)));
        }
        self.network.rows.push(row);
        self.network.base.push(base);
        self.network.out.grow(person + 1);
        self.mentor_of.push(NOBODY);
        self.value_of.push(0);
        self.at_hand.push(Hand::EMPTY);
        self.forth.search.grow(From::Start);
        self.insert(person);
    }

    /// Takes a person out of the market; their place goes where it is worth most.
    pub fn remove_person(&mut self, person: usize) {
        let mentor = self.mentor_of[person];
        self.network.out.insert(person);
        if mentor == NOBODY {
            return;
        }
        let sink = self.sink();
        let ways = self.ways(Question { target: mentor, from: sink, but: person, limit: FAR });
        self.shift(&ways, ways.distance(sink));
        let moves = self.moves(&ways, sink);
        self.take(person);
        self.make(&moves);
    }

    /// Puts a person back who was taken out.
    pub fn return_person(&mut self, person: usize) {
        self.network.out.remove(person);
        self.insert(person);
    }

    /// One more place with a mentor.
    pub fn add_place(&mut self, mentor: usize) {
        let own = self.own_price(mentor);
        if own > 0 {
            let team = self.team_node(self.network.team[mentor]);
            let ways = self.ways(Question { target: mentor, from: team, but: NOBODY, limit: own });
            self.shift(&ways, ways.distance(team).min(own));
            if ways.distance(team) < own {
                let moves = self.moves(&ways, team);
                self.make(&moves);
            }
        }
        self.network.places[mentor] += 1;
    }

    /// One place less with a mentor, who must have one.
    pub fn drop_place(&mut self, mentor: usize) {
        if !self.has_place(mentor) {
            let team = self.team_node(self.network.team[mentor]);
            let ways = self.ways(Question { target: team, from: mentor, but: NOBODY, limit: FAR });
            self.shift(&ways, ways.distance(mentor));
            let moves = self.moves(&ways, mentor);
            self.make(&moves);
        }
        self.network.places[mentor] -= 1;
    }

    /// One more pair for a team.
    pub fn add_team_place(&mut self, team: usize) {
        let price = self.team_price[team];
        if price > 0 {
            let (sink, node) = (self.sink(), self.team_node(team));
            let ways = self.ways(Question { target: node, from: sink, but: NOBODY, limit: price });
            self.shift(&ways, ways.distance(sink).min(price));
            if ways.distance(sink) < price {
                let moves = self.moves(&ways, sink);
                self.make(&moves);
            }
        }
        self.network.team_places[team] += 1;
    }

    /// One pair less for a team, which must have a place.
    pub fn drop_team_place(&mut self, team: usize) {
        if !self.team_has_place(team) {
            let node = self.team_node(team);
            let ways = self.ways(Question { target: self.sink(), from: node, but: NOBODY, limit: FAR });
            self.shift(&ways, ways.distance(node));
            let moves = self.moves(&ways, node);
            self.make(&moves);
        }
        self.network.team_places[team] -= 1;
    }

    /// Takes a pair out of the market together with its places, moving the others as that needs; false when there
    /// is no place for it.
    pub fn pin(&mut self, mentor: usize, person: usize) -> bool {
        let team = self.network.team[mentor];
        let before = self.mentor_of[person];
        if before != mentor {
            let target = if before == NOBODY { self.sink() } else { before };
            let ways = self.ways(Question { target, from: mentor, but: person, limit: FAR });
            if ways.distance(mentor) == i64::MAX {
                return false;
            }
            self.shift(&ways, ways.distance(mentor));
            let moves = self.moves(&ways, mentor);
            self.make(&moves);
        }
        if before != NOBODY {
            self.take(person);
        }
        self.network.out.insert(person);
        self.network.places[mentor] -= 1;
        self.network.team_places[team] -= 1;
        true
    }

    /// Returns a pinned pair to the market.
    pub fn unpin(&mut self, mentor: usize, person: usize) {
        self.add_team_place(self.network.team[mentor]);
        self.add_place(mentor);
        self.return_person(person);
    }

    /// Gives a person other edges; nobody's pair may become less good by it than another they could have.
    pub fn replace_row(&mut self, person: usize, row: Row) {
        let id = small(person);
        if let Some(columns) = self.columns.get_mut() {
            for (mentor, _) in self.network.rows[person].iter() {
                columns[mentor].retain(|entry| entry.0 != id);
            }
            row.iter().for_each(|(mentor, weight)| columns[mentor].push((id, weight)));
        }
        self.network.rows[person] = row;
        self.at_hand[person] = Hand::EMPTY;
        let mentor = self.mentor_of[person];
        if mentor != NOBODY {
            self.value_of[person] = self.network.value(mentor, person).unwrap_or(0);
            self.least[mentor] = self.least_held(mentor);
        }
    }

    /// Sets the price of a mentor without places so high that nobody would go there.
    pub fn price_out(&mut self, mentor: usize) {
        let dear = |person: usize| Some(self.network.value(mentor, person)? - self.gain(person));
        let market = (0..self.mentor_of.len()).filter(|person| !self.network.out.has(*person));
        let dearest = market.filter_map(dear).max().unwrap_or(0);
        let team = self.network.team[mentor];
        self.price[mentor] = dearest.max(self.team_price.get(team).copied().unwrap_or(0));
    }

    /// Moves the prices by how far each node is from the target; the sink's stays nothing.
    fn shift(&mut self, ways: &Ways, length: i64) {
        let sink = self.sink();
        let nearer = |node: usize| (length - ways.distance(node).min(length)).max(0);
        let lift = nearer(sink);
        let mentors = self.held.len();
        for mentor in 0..mentors {
            self.price[mentor] += lift - nearer(mentor);
        }
        for team in 0..self.team_price.len() {
            self.team_price[team] += lift - nearer(mentors + team);
        }
        (0..self.team_price.len()).for_each(|team| self.lift_to_team(team));
        // Prices fell, so that keys may be too low.
        self.at_hand.fill(Hand::EMPTY);
    }
}
