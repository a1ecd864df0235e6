//! The search backwards: from a place or the sink to everything that could lead there, and what the way costs.
//!
//! It answers what a change costs without making it, and makes changes other than a newcomer. Its nodes are mentors,
//! teams and the sink, which stands for being unmatched: people leave to it, and who is unmatched returns from it.
//! Reduced costs are those of the prices, none negative (Ahuja, Magnanti, Orlin 1993, chapter 9), so Dijkstra holds.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use super::forth::Move;
use crate::matching::model::{ix, small};
use crate::matching::network::NOBODY;
use crate::matching::search::Search;

/// How the way goes on from a node towards the target.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Here is the target.
    Place,
    /// Mentor: this person of theirs moves to that mentor.
    Moves(usize, usize),
    /// Mentor: this person of theirs goes unmatched.
    Drops(usize),
    /// Mentor with a free place: their team.
    Asks,
    /// Team: this mentor of it gives up a pair.
    Frees(usize),
    /// Team with a free place: the sink.
    Ends,
    /// Sink: this unmatched person takes a place with that mentor.
    Takes(usize, usize),
    /// Sink: this team gives up a pair.
    Cancels(usize),
}

/// For each mentor who may be with them, and the weight of the pair.
pub type Columns = Vec<Vec<(u32, u32)>>;

/// What is being asked.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The node to which all ways are sought.
    pub target: usize,
    /// The node whose way is wanted: the search ends there.
    pub from: usize,
    /// A person who may not be part of any way, because the place sought is theirs.
    pub but: usize,
    /// What costs as much or more is of no interest.
    pub limit: i64,
}

/// Distances to a target, and the ways.
pub type Ways = Search<Step, ()>;

impl Flow {
    /// The node of a team.
    pub fn team_node(&self, team: usize) -> usize {
        self.held.len() + team
    }

    /// The node that stands for being unmatched.
    pub fn sink(&self) -> usize {
        self.held.len() + self.team_load.len()
    }

    /// Finds the ways to the target, nearest first, until that from the node asked for is known.
    pub fn ways(&self, question: Question) -> Ways {
        let columns = self.columns();
        let mut ways = Search::new(self.sink() + 1, Step::Place, ());
        ways.begin(question.limit, ());
        ways.label(question.target, 0, Step::Place);
        while let Some((distance, node)) = ways.settle_next() {
            if node == question.from {
                break;
            } else if node == self.sink() {
                self.before_sink(&mut ways, distance);
            } else if let Some(team) = node.checked_sub(self.held.len()) {
                self.before_team(&mut ways, team, distance);
            } else {
                self.before_mentor(&mut ways, node, distance, &columns[node], question.but);
            }
        }
        ways
    }

    fn before_mentor(
        &self,
        ways: &mut Ways,
        mentor: usize,
        distance: i64,
        column: &[(u32, u32)],
        but: usize,
    ) {
        let dear = distance + self.price[mentor];
        for (person, weight) in column {
            let person = ix(*person);
            let from = self.mentor_of[person];
            if from == mentor || person == but || self.network.out.has(person) {
                continue;
            }
            let base = self.network.base[person];
            let cost = dear + self.gain(person) - base - i64::from(*weight);
            match from {
                NOBODY => ways.label(self.sink(), cost, Step::Takes(person, mentor)),
                from => ways.label(from, cost, Step::Moves(person, mentor)),
            };
        }
        if !self.held[mentor].is_empty() {
            let team = self.team_node(self.network.team[mentor]);
            ways.label(team, distance + self.own_price(mentor), Step::Frees(mentor));
        }
    }

    fn before_team(&self, ways: &mut Ways, team: usize, distance: i64) {
        for mentor in &self.network.members[team] {
            if self.has_place(*mentor) {
                ways.label(*mentor, distance, Step::Asks);
            }
        }
        if self.team_load[team] > 0 {
            ways.label(self.sink(), distance + self.team_price[team], Step::Cancels(team));
        }
    }

    fn before_sink(&self, ways: &mut Ways, distance: i64) {
        for team in 0..self.team_load.len() {
            if self.team_has_place(team) {
                ways.label(self.team_node(team), distance, Step::Ends);
            }
        }
        for mentor in 0..self.held.len() {
            if let Some(person) = self.first_to_go(mentor) {
                let gain = self.value_of[person] - self.price[mentor];
                ways.label(mentor, distance + gain, Step::Drops(person));
            }
        }
    }

    /// Who moves on the way from a node to the target, in order.
    pub fn moves(&self, ways: &Ways, mut node: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        loop {
            node = match ways.step(node) {
                Step::Place => return moves,
                Step::Moves(person, to) => {
                    moves.push(Move { person, from: Some(node), to: Some(to) });
                    to
                }
                Step::Drops(person) => {
                    moves.push(Move { person, from: Some(node), to: None });
                    self.sink()
                }
                Step::Takes(person, to) => {
                    moves.push(Move { person, from: None, to: Some(to) });
                    to
                }
                Step::Asks => self.team_node(self.network.team[node]),
                Step::Frees(mentor) => mentor,
                Step::Ends => self.sink(),
                Step::Cancels(team) => self.team_node(team),
            };
        }
    }

    /// Who may be with each mentor, found when first asked for.
    fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| {
            let mut columns = vec![Vec::new(); self.held.len()];
            for (person, row) in self.network.rows.iter().enumerate() {
                row.iter().for_each(|(mentor, weight)| columns[mentor].push((small(person), weight)));
            }
            columns
        })
    }
}
