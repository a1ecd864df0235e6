//! One more person: wherever the cheapest chain from the newcomer ends, everybody on it moves on by one.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop: every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use super::forth::{Anywhere, Exit, Forth, Node};

impl Flow {
    /// Adds one person, who was not there before, and moves the others as the best round needs.
    pub fn insert(&mut self, person: usize) {
        let hand = &mut self.at_hand[person];
        hand.read(&self.network.rows[person], &self.price, i64::MAX, &mut Vec::new());
        let Some(best) = hand.near().first().map(|near| near.key) else { return };
        let gain = self.network.base[person] + best;
        if gain <= 0 {
            return; // Nobody's place is worth more to this person than it costs: unmatched, and all stays.
        }
        let mut forth = std::mem::take(&mut self.forth);
        forth.search.begin(gain, Exit::Stay);
        self.reach(&mut forth, &Anywhere, person, best);
        self.follow(&mut forth, &Anywhere);
        for (read, hand) in forth.read.drain(..) {
            self.at_hand[read] = hand;
        }
        self.raise_prices(&forth);
        let moves = self.chain(&forth);
        self.make(&moves);
        self.forth = forth;
    }

    /// Whatever was nearer than the end of the path becomes as much dearer.
    fn raise_prices(&mut self, forth: &Forth) {
        let limit = forth.search.limit();
        let mut risen = Vec::new();
        for (node, distance) in forth.search.settled() {
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
}
