//! Compares the log with its seals, a line at a time, and says what is wrong and where it begins.

use std::collections::VecDeque;
use std::fmt;

use chrono::TimeDelta;
use uuid::Uuid;

use crate::base::Instant;
use crate::tx::leaves::{Kept, Leaf};
use crate::vault::{Checkpoint, Edge, Entry, Hash, PublicKey};

/// Faults that are told one by one.
const TOLD: usize = 20;
/// Changed lines that are compared with each other, to see whether two were swapped.
const COMPARED: usize = 64;
/// Every line is sealed by then.
const WITHIN: TimeDelta = TimeDelta::seconds(60);

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It says something else than when it was sealed.
    Changed,
    /// It is gone.
    Missing,
    /// It and all behind it are gone, up to this position.
    CutOff(u64),
    /// It came in behind the back of the server.
    Inserted,
    /// It stands where the line of this position should, and the other way round.
    Swapped(u64),
    /// From here to before this position the seals were exchanged too; which of these lines it was cannot be told.
    Resealed(u64),
    /// So do the checkpoints: it is not what was sent out. Up to before this position.
    NotAsSent(u64),
    /// The checkpoint of this size is not one that a known key has signed.
    Checkpoint,
    /// It has no seal, although it is older than a minute.
    Unsealed,
}

/// A line that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where it stands in the log, from 0; `None` for a line that was never sealed.
    pub position: Option<u64>,
    /// Its id, where one is known.
    pub line: Option<Vec<u8>>,
    pub what: What,
}

/// The work in hand.
pub struct Check {
    keys: Vec<PublicKey>,
    sent: VecDeque<Checkpoint>,
    edge: Edge,
    /// The position that comes next.
    next: u64,
    /// All before this position is as a checkpoint says; as a note says that was sent out.
    good: u64,
    good_as_sent: u64,
    /// No checkpoint covers what stands here and behind.
    covered: u64,
    /// The lines at the end that are missing one after another begin here.
    gone_since: Option<u64>,
    changed: Vec<(u64, Entry, Vec<u8>)>,
    /// One wrong count of places moves all that follow, which is told once.
    shifted: bool,
    wrong: Vec<Wrong>,
    /// How many lines are wrong, told or not.
    pub faults: usize,
    /// Lines, checkpoints and sent notes that agree.
    pub lines: u64,
    pub checkpoints: u64,
    pub notes: u64,
    /// Lines of the last minute that wait for their seal.
    pub waiting: usize,
}

impl Check {
    /// Begins with the keys that may have signed, and with what was sent out.
    #[must_use]
    pub fn new(keys: Vec<PublicKey>, mut sent: Vec<Checkpoint>) -> Self {
        sent.sort();
        sent.dedup();
        Self {
            keys,
            sent: sent.into(),
            edge: Edge::default(),
            next: 0,
            good: 0,
            good_as_sent: 0,
            covered: 0,
            gone_since: None,
            changed: Vec::new(),
            shifted: false,
            wrong: Vec::new(),
            faults: 0,
            lines: 0,
            checkpoints: 0,
            notes: 0,
            waiting: 0,
        }
    }

    /// The position of the leaf that comes next.
    #[must_use]
    pub const fn next(&self) -> u64 {
        self.next
    }

    /// Takes the next leaf.
    pub fn leaf(&mut self, leaf: Leaf) {
        let position = u64::try_from(leaf.position).unwrap_or(0);
        self.gone_until(position);
        self.next = position + 1;
        match &leaf.entry {
            None => {
                self.gone_since.get_or_insert(position);
                self.find(Some(position), Some(leaf.line.clone()), What::Missing);
            }
            Some(entry) => {
                self.gone_since = None;
                if entry.leaf(position)[..] == leaf.hash {
                    self.lines += 1;
                } else {
                    self.differs(position, entry, &leaf);
                }
            }
        }
        if let (true, Ok(hash)) = (self.edge.size() == position, Hash::try_from(&leaf.hash[..])) {
            self.edge.push(hash);
            self.meet_sent();
        }
    }

    /// Takes the checkpoint behind the leaves that were taken.
    pub fn checkpoint(&mut self, kept: &Kept) {
        let size = u64::try_from(kept.size).unwrap_or(0);
        self.gone_until(size);
        self.covered = size;
        let edge = Edge::of(size, &kept.edge);
        let said = edge.as_ref().map(|edge| Checkpoint { size, root: edge.root() });
        let signed = self.keys.iter().find_map(|key| Checkpoint::open(&kept.note, key));
        let Some(edge) = edge.filter(|_| signed.is_some() && signed == said) else {
            return self.find(Some(size), None, What::Checkpoint);
        };
        if self.edge == edge {
            self.checkpoints += 1;
        } else {
            // Where a line is known to be wrong the roots cannot agree, which says nothing new.
            if !self.is_wrong_within(self.good, size) {
                self.find(Some(self.good), None, What::Resealed(size));
            }
            self.edge = edge;
            self.meet_sent();
        }
        self.good = size;
    }

    /// Ends with the lines that have no leaf.
    pub fn end(&mut self, loose: Vec<(Vec<u8>, Instant)>, now: Instant) {
        let from = self.gone_since.unwrap_or(self.next);
        let until = self.sent.back().map_or(0, |note| note.size).max(self.next);
        // Where the end was cut off, its checkpoint went with it.
        if self.covered < self.next && until == self.next {
            self.find(Some(self.covered), None, What::Inserted);
        }
        if from < until {
            self.wrong.retain(|wrong| wrong.what != What::Missing || wrong.position < Some(from));
            self.find(Some(from), None, What::CutOff(until));
        }
        for (line, at) in loose {
            if at.is_younger_than(WITHIN, now) {
                self.waiting += 1;
            } else {
                self.find(None, Some(line), What::Unsealed);
            }
        }
    }

    /// The faults that are told, the first in the log first.
    #[must_use]
    pub fn wrong(&self) -> Vec<Wrong> {
        let mut wrong = self.wrong.clone();
        wrong.sort_by_key(|wrong| wrong.position.unwrap_or(u64::MAX));
        wrong.truncate(TOLD);
        wrong
    }

    /// A line that is not what its leaf says: perhaps another's line, or in another's place.
    fn differs(&mut self, position: u64, entry: &Entry, leaf: &Leaf) {
        let sealed_at = |place: Option<u64>| place.is_some_and(|place| entry.leaf(place)[..] == leaf.hash);
        // All lines from here on stand one further, or one nearer, than they were sealed.
        let (further, nearer) = (sealed_at(position.checked_sub(1)), sealed_at(position.checked_add(1)));
        if further && self.neighbours_swapped(position) {
            return;
        }
        if further || nearer {
            if !std::mem::replace(&mut self.shifted, true) {
                let (at, what) =
                    if further { (position - 1, What::Inserted) } else { (position, What::Missing) };
                self.wrong.retain(|wrong| wrong.position != Some(at));
                self.find(Some(at), None, what);
            }
            return;
        }
        let swapped = self.changed.iter().find(|(other, theirs, hash)| {
            let other = *other;
            let fit = |mine: &Entry, yours: &Entry| {
                mine.leaf(other)[..] == hash[..] && yours.leaf(position)[..] == leaf.hash
            };
            let moved = entry.leaf(other)[..] == leaf.hash && theirs.leaf(position)[..] == hash[..];
            moved || fit(entry, theirs) || fit(&entry.under(theirs.id()), &theirs.under(entry.id()))
        });
        if let Some((other, ..)) = swapped {
            let other = *other;
            if let Some(first) = self.wrong.iter_mut().find(|wrong| wrong.position == Some(other)) {
                first.what = What::Swapped(position);
            }
            return self.find(Some(position), Some(leaf.line.clone()), What::Swapped(other));
        }
        if self.changed.len() < COMPARED {
            self.changed.push((position, entry.clone(), leaf.hash.clone()));
        }
        self.find(Some(position), Some(leaf.line.clone()), What::Changed);
    }

    /// What looked like a line that was taken out were two neighbours that changed places.
    fn neighbours_swapped(&mut self, second: u64) -> bool {
        let first = second.checked_sub(1);
        let nearer = |wrong: &&mut Wrong| wrong.position == first && wrong.what == What::Missing;
        let Some(wrong) = self.wrong.last_mut().filter(nearer).filter(|_| self.shifted) else { return false };
        wrong.what = What::Swapped(second);
        self.shifted = false;
        true
    }

    /// The leaves up to a position are gone with their lines.
    fn gone_until(&mut self, position: u64) {
        if self.next < position {
            self.gone_since.get_or_insert(self.next);
            self.find(Some(self.next), None, What::Missing);
            self.next = position;
        }
    }

    /// Compares with what was sent out when there were so many lines.
    fn meet_sent(&mut self) {
        while let Some(note) = self.sent.front().copied().filter(|note| note.size <= self.edge.size()) {
            self.sent.pop_front();
            if note.size < self.edge.size() {
                continue;
            }
            if note.root == self.edge.root() {
                self.notes += 1;
            } else if !self.is_wrong_within(self.good_as_sent, note.size) {
                self.find(Some(self.good_as_sent), None, What::NotAsSent(note.size));
            }
            self.good_as_sent = note.size;
        }
    }

    fn is_wrong_within(&self, from: u64, until: u64) -> bool {
        let within = |wrong: &Wrong| wrong.position.is_some_and(|at| (from..until).contains(&at));
        self.wrong.iter().any(|wrong| wrong.what != What::Checkpoint && within(wrong))
    }

    fn find(&mut self, position: Option<u64>, line: Option<Vec<u8>>, what: What) {
        self.faults += 1;
        // The first ones are told; of the others it is enough that there are some.
        if self.wrong.len() < 4 * COMPARED {
            self.wrong.push(Wrong { position, line, what });
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.what == What::Checkpoint {
            let size = self.position.unwrap_or(0);
            return write!(
                f,
                "checkpoint {size}: no key that is known has signed it (--key tells of others)"
            );
        }
        match self.position {
            Some(position) => write!(f, "line {position}")?,
            None => f.write_str("a line")?,
        }
        if let Some(line) = &self.line {
            match Uuid::from_slice(line) {
                Ok(id) => write!(f, " ({id})")?,
                Err(_) => f.write_str(" (whose id is none)")?,
            }
        }
        match self.what {
            What::Changed => f.write_str(": changed since it was sealed"),
            What::Missing => f.write_str(": missing"),
            What::CutOff(until) => write!(f, ": cut off, with all behind it up to line {}", until - 1),
            What::Inserted => f.write_str(": inserted behind the server's back"),
            What::Swapped(other) => write!(f, ": swapped with line {other}"),
            What::Resealed(until) => {
                write!(f, ": this line, or one up to {}, was changed with its seal", until - 1)
            }
            What::NotAsSent(until) => {
                write!(f, ": this line, or one up to {}, is not what was sent out", until - 1)
            }
            What::Checkpoint => Ok(()),
            What::Unsealed => {
                f.write_str(": older than a minute and never sealed: inserted, or no server seals")
            }
        }
    }
}
