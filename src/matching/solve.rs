//! From an instance to its round: prepare, solve, report.

use std::fmt;

use super::bits::Bits;
use super::candidates::{Candidates, judge_pins};
use super::check::check;
use super::fault::InvalidInstance;
use super::flow::Flow;
use super::instance::Instance;
use super::model::Model;
use super::network::{NOBODY, Network};
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
    Prepared::of(instance).map_err(SolveError::Invalid)?.solve(options)
}

/// A sound instance with everybody's candidates: what remains is to choose among them.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) model: Model,
    pub(super) candidates: Candidates,
}

impl Prepared {
    /// Checks the instance and finds who may meet whom.
    ///
    /// # Errors
    /// The first fault with its path; pinned pairs must obey the hard rules and find places.
    pub fn of(instance: &Instance) -> Result<Self, InvalidInstance> {
        check(instance)?;
        let model = Model::of(instance);
        judge_pins(&model)?;
        let candidates = Candidates::of(&model);
        Ok(Self { model, candidates })
    }

    /// Chooses.
    ///
    /// # Errors
    /// [`SolveError::Stopped`] when `progress` said so.
    pub fn solve(&self, options: &Options) -> Result<Round, SolveError> {
        let solved = Solved::of(self, options)?;
        Ok(report(&solved))
    }
}

/// A solved flow beside what it was made from.
#[derive(Clone, Debug)]
pub(super) struct Solved<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) flow: Flow,
    /// Persons whose mentor was decided beforehand.
    pub(super) pinned: Bits,
    /// Every matched person's mentor, pinned ones too.
    pub(super) mentor_of: Vec<Option<usize>>,
}

impl<'a> Solved<'a> {
    fn of(prepared: &'a Prepared, options: &Options) -> Result<Self, SolveError> {
        let model = &prepared.model;
        let persons = model.pics.len();
        let pinned = Bits::of(persons, model.pinned.iter().map(|pin| pin.1));
        let mut flow = Flow::new(Network::of(model, &prepared.candidates, &pinned));
        for pic in 0..persons {
            let told = pic % 64 == 0;
            if told && options.progress.is_some_and(|progress| !progress(pic, persons)) {
                return Err(SolveError::Stopped);
            }
            flow.insert(pic);
        }
        let mut mentor_of: Vec<Option<usize>> =
            flow.mentor_of.iter().map(|mentor| Some(*mentor).filter(|mentor| *mentor != NOBODY)).collect();
        for (mentor, pic) in &model.pinned {
            if let Some(place) = mentor_of.get_mut(*pic) {
                *place = Some(*mentor);
            }
        }
        Ok(Self { prepared, flow, pinned, mentor_of })
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
