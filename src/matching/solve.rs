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
use super::network::Network;
use super::order::order;
use super::round::Round;
use super::solved::Solved;

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

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(fault) => fault.fmt(f),
            Self::Stopped => f.write_str("stopped before the end"),
        }
    }
}

impl std::error::Error for SolveError {}
