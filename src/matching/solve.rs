//! From an instance to its round: prepare, solve, report.

use std::borrow::Borrow;
use std::fmt;

use super::candidates::{self, judge_pins};
use super::check::check;
use super::edges::Row;
use super::fault::InvalidInstance;
use super::flow::Flow;
use super::instance::Instance;
use super::model::Model;
use super::network::{NOBODY, Network, bonus};
use super::order::order;
use super::report::report;
use super::round::Round;

/// What the caller may wish.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Called now and then with the persons placed so far and their number; `false` stops the solver.
    pub progress: Option<&'a dyn Fn(usize, usize) -> bool>,
}

/// Why there is no round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SolveError {
    /// The instance cannot be solved as it stands.
    Invalid(InvalidInstance),
    /// The caller's `progress` said stop.
    Stopped,
}

/// The best round for an instance: the same for the same instance, whatever the order of its arrays (ties
/// fall by key).
///
/// # Errors
/// [`SolveError::Invalid`] names the path of the fault; [`SolveError::Stopped`] when `progress` said so.
pub fn solve(instance: &Instance, options: &Options) -> Result<Round, SolveError> {
    Ok(Prepared::of(instance).map_err(SolveError::Invalid)?.solve(options)?.round())
}

/// A sound instance with everybody's candidates: what remains is to choose among them.
#[derive(Clone, Debug)]
pub struct Prepared {
    model: Model,
    rows: Vec<Row>,
}

impl Prepared {
    /// Checks the instance and finds who may meet whom. Given by value, the instance is freed before the millions of
    /// candidates are found.
    ///
    /// # Errors
    /// The first fault with its path; pinned pairs must obey the hard rules and find places.
    pub fn of(instance: impl Borrow<Instance>) -> Result<Self, InvalidInstance> {
        check(instance.borrow())?;
        let model = Model::of(instance.borrow());
        drop(instance);
        judge_pins(&model)?;
        let rows = candidates::rows(&model);
        Ok(Self { model, rows })
    }

    /// Chooses.
    ///
    /// # Errors
    /// [`SolveError::Stopped`] when `progress` said so.
    pub fn solve(self, options: &Options) -> Result<Solved, SolveError> {
        let Self { model, rows } = self;
        let persons = rows.len();
        let mut flow = Flow::new(Network::of(&model, rows));
        for (placed, pic) in order(&model, &flow.network).into_iter().enumerate() {
            let told = placed % 64 == 0;
            if told && options.progress.is_some_and(|progress| !progress(placed, persons)) {
                return Err(SolveError::Stopped);
            }
            if !flow.network.out.has(pic) {
                flow.insert(pic);
            }
        }
        let solved = Solved { model, flow };
        debug_assert!(solved.is_proven(), "a round without its proof");
        Ok(solved)
    }
}

/// A solved instance: the round, what led to it, and the prices from which every change is made.
#[derive(Clone, Debug)]
pub struct Solved {
    pub(super) model: Model,
    pub(super) flow: Flow,
}

impl Solved {
    /// Everything there is to say about the round.
    #[must_use]
    pub fn round(&self) -> Round {
        report(self)
    }

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

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(fault) => fault.fmt(f),
            Self::Stopped => f.write_str("stopped before the end"),
        }
    }
}

impl std::error::Error for SolveError {}
