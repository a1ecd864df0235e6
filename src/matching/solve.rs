//! From an instance to its round: prepare, solve, report.

use std::fmt;

use super::bits::Bits;
use super::candidates::{Candidates, judge_pins};
use super::check::check;
use super::fault::InvalidInstance;
use super::flow::{Edge, Flow, NOBODY, Network};
use super::instance::Instance;
use super::model::{Model, ix};
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

    /// What a pair is worth to the round.
    pub(super) fn value(&self, mentor: usize, pic: usize) -> i64 {
        let score = self.candidates.score(mentor, pic).map_or(0, i64::from);
        self.model
            .pics
            .get(pic)
            .map_or(0, |row| base(&self.model, row.tier) + bonus(&self.model, row, mentor))
            + score
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
        let mut flow = Flow::new(network(prepared, &pinned));
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

/// The market without the pinned pairs: they have no edges, and their places are gone.
fn network(prepared: &Prepared, pinned: &Bits) -> Network {
    let model = &prepared.model;
    let mut network = Network {
        begins: vec![0],
        places: model.mentors.iter().map(|row| ix(row.capacity)).collect(),
        team: model.mentors.iter().map(|row| row.supervisor.unwrap_or(NOBODY)).collect(),
        team_places: model.psychologists.iter().map(|row| ix(row.capacity)).collect(),
        ..Network::default()
    };
    for (mentor, _) in &model.pinned {
        let team = network.team.get(*mentor).copied().unwrap_or(NOBODY);
        one_less(&mut network.places, *mentor);
        one_less(&mut network.team_places, team);
    }
    for (pic, row) in model.pics.iter().enumerate() {
        let begin = network.edges.len();
        if !pinned.has(pic) {
            network.edges.extend(prepared.candidates.of_pic(pic).iter().map(|candidate| {
                let bonus = u32::try_from(bonus(model, row, ix(candidate.mentor))).unwrap_or(0);
                Edge { mentor: candidate.mentor, weight: candidate.score + bonus }
            }));
        }
        if let Some(edges) = network.edges.get_mut(begin..) {
            edges.sort_unstable_by_key(|edge| (std::cmp::Reverse(edge.weight), edge.mentor));
        }
        network.begins.push(network.edges.len());
        network.base.push(base(model, row.tier));
    }
    network
}

fn one_less(places: &mut [usize], at: usize) {
    if let Some(places) = places.get_mut(at) {
        *places = places.saturating_sub(1);
    }
}

fn base(model: &Model, tier: usize) -> i64 {
    model.step * (i64::try_from(tier).unwrap_or(0) + 1)
}

fn bonus(model: &Model, pic: &super::model::PicRow, mentor: usize) -> i64 {
    if pic.previous.contains(&mentor) { i64::from(model.keep_bonus) } else { 0 }
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
