//! Why somebody with candidates stays unmatched: the places that could be freed for them, and who holds them.
//!
//! In the residual network a person reaches their candidates; a mentor reaches the candidates of everybody
//! they hold (who could move there) and, with a free place, their team, which reaches the others who hold its
//! places. Because the flow is largest, none of these has a place left: full mentors and full teams reached
//! are a minimum cut (Ford and Fulkerson 1956). Because it is best by tiers, everybody met on the way is of
//! the person's tier or a higher one, or the two would have been exchanged.
//!
//! Who reaches whom is found once for all persons: strongly connected components (Tarjan 1972) share one set,
//! and each set is complete before anything that reaches it.

use std::collections::HashMap;

use super::bits::Bits;
use super::round::Reason;
use super::solved::Solved;

/// What each mentor or team reaches, as far as it was asked.
pub struct Cut<'a> {
    solved: &'a Solved,
    mentors: usize,
    state: Vec<State>,
    open: Vec<usize>,
    reached: Vec<Bits>,
    /// Who holds the places of some sets together; many people reach the same.
    described: HashMap<Vec<usize>, Reason>,
}

#[derive(Clone, Copy)]
enum State {
    Unseen,
    /// Being visited: its number, and the lowest number it leads back to.
    Open {
        number: usize,
        lowest: usize,
    },
    /// Finished: which set it shares.
    Done(usize),
}

/// A node on the path of the visit, with what is still to be looked at from there.
struct Visit<'a> {
    node: usize,
    next: Box<dyn Iterator<Item = usize> + 'a>,
}

impl<'a> Cut<'a> {
    /// Nothing asked yet.
    pub fn of(solved: &'a Solved) -> Self {
        let mentors = solved.model.mentors.len();
        let nodes = mentors + solved.model.psychologists.len();
        Self {
            solved,
            mentors,
            state: vec![State::Unseen; nodes],
            open: Vec::new(),
            reached: Vec::new(),
            described: HashMap::new(),
        }
    }

    /// The reason of an unmatched person who has candidates.
    pub fn around(&mut self, pic: usize) -> Reason {
        let candidates: Vec<usize> = candidates(self.solved, pic).collect();
        let mut all = Bits::none(self.state.len());
        let mut sets = Vec::new();
        for mentor in candidates.iter().copied() {
            // Sets are complete: who is in one has brought all they reach along.
            if all.has(mentor) {
                continue;
            }
            if matches!(self.state.get(mentor), Some(State::Unseen)) {
                self.explore(mentor);
            }
            if let Some(State::Done(set)) = self.state.get(mentor)
                && let Some(reached) = self.reached.get(*set)
            {
                all.add(reached);
                sets.push(*set);
            }
        }
        let described = match self.described.get(&sets) {
            Some(known) => *known,
            None => {
                let new = self.describe(&all);
                self.described.insert(sets, new);
                new
            }
        };
        let own = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        match described {
            Reason::CrowdedOut { mentors, psychologists, tiers, pinned, .. } => {
                Reason::CrowdedOut { suitable: own, mentors, psychologists, tiers, pinned }
            }
            other => other,
        }
    }

    fn describe(&self, all: &Bits) -> Reason {
        let (mut mentors, mut psychologists, mut tiers) = (0, 0, [0; 4]);
        for node in all.iter() {
            let Some(held) = self.solved.flow.held.get(node) else {
                psychologists += 1;
                continue;
            };
            mentors += u32::from(!self.solved.flow.has_place(node));
            for pic in held {
                let tier = self.solved.model.pics.get(*pic).map_or(0, |row| row.tier);
                if let Some(count) = tiers.get_mut(tier) {
                    *count += 1;
                }
            }
        }
        let pinned =
            self.solved.model.pinned.iter().filter(|(mentor, _)| {
                all.has(*mentor) || all.has(self.mentors + self.solved.flow.team(*mentor))
            });
        let pinned = u32::try_from(pinned.count()).unwrap_or(u32::MAX);
        Reason::CrowdedOut { suitable: 0, mentors, psychologists, tiers, pinned }
    }

    fn explore(&mut self, start: usize) {
        let mut path = vec![self.visit(start)];
        while let Some(visit) = path.last_mut() {
            let Some(next) = visit.next.next() else {
                let node = visit.node;
                path.pop();
                self.leave(node, path.last().map(|before| before.node));
                continue;
            };
            match self.state.get(next).copied() {
                Some(State::Unseen) => path.push(self.visit(next)),
                Some(State::Open { number, .. }) => self.leads_back(visit.node, number),
                Some(State::Done(_)) | None => {}
            }
        }
    }

    fn visit(&mut self, node: usize) -> Visit<'a> {
        // Numbers need only grow along the open nodes.
        let number = self.open.len();
        self.open.push(node);
        if let Some(state) = self.state.get_mut(node) {
            *state = State::Open { number, lowest: number };
        }
        Visit { node, next: Box::new(leads_to(self.solved, node)) }
    }

    fn leads_back(&mut self, node: usize, to: usize) {
        if let Some(State::Open { lowest, .. }) = self.state.get_mut(node) {
            *lowest = (*lowest).min(to);
        }
    }

    /// Ends the visit of a node; if it leads back to no earlier one, all that are open since share one set.
    fn leave(&mut self, node: usize, before: Option<usize>) {
        let Some(State::Open { number, lowest }) = self.state.get(node).copied() else { return };
        if lowest < number {
            before.into_iter().for_each(|before| self.leads_back(before, lowest));
            return;
        }
        let members = self.open.split_off(number);
        let mut reached = Bits::none(self.state.len());
        for member in &members {
            reached.insert(*member);
        }
        // Looked at once more: to keep what each open node reached would take far more memory than time.
        for next in members.iter().flat_map(|member| leads_to(self.solved, *member)) {
            if let Some(State::Done(set)) = self.state.get(next)
                && !reached.has(next)
                && let Some(more) = self.reached.get(*set)
            {
                reached.add(more);
            }
        }
        for member in members {
            if let Some(state) = self.state.get_mut(member) {
                *state = State::Done(self.reached.len());
            }
        }
        self.reached.push(reached);
    }
}

/// Where a place could come from, one step on.
fn leads_to(solved: &Solved, node: usize) -> impl Iterator<Item = usize> + '_ {
    let flow = &solved.flow;
    let held = flow.held.get(node).into_iter().flatten();
    let team =
        flow.held.get(node).is_some_and(|_| flow.has_place(node)).then(|| flow.team_node(flow.team(node)));
    let members = node.checked_sub(flow.held.len()).map(|team| flow.members(team)).unwrap_or_default();
    let holding =
        members.iter().copied().filter(|mentor| flow.held.get(*mentor).is_some_and(|held| !held.is_empty()));
    held.flat_map(|pic| candidates(solved, *pic)).chain(team).chain(holding)
}

fn candidates(solved: &Solved, pic: usize) -> impl Iterator<Item = usize> + '_ {
    let row = solved.flow.network.rows.get(pic);
    row.into_iter().flat_map(|row| row.iter().map(|(mentor, _)| mentor))
}
