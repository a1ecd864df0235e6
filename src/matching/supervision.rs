//! The supervision round: mentors whose sign-off named no supervisor are placed with psychologists.
//!
//! The same flow with one step less: mentor → psychologist, one mentor a place (a transportation problem). A
//! psychologist has as many places as their capacity exceeds the mentors they supervise already. Who may be placed
//! where: the mentor is certified and consents, and an institution admits the mentor in which the psychologist works.
//! Best is, in this order: most mentors placed; the highest sum of scores. A score of 0 to 10000 says how much of
//! where the mentor is admitted the psychologist covers (six parts in ten) and how many of the experiences the mentor
//! chose to name the psychologist knows well (four).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::edges::Row;
use super::fault::InvalidInstance;
use super::flow::Flow;
use super::instance::Instance;
use super::model::{MentorRow, Model, PsychologistRow, ix, small};
use super::network::Network;

/// Which version of the format a supervision round is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SupervisionFormat {
    /// The only version so far.
    #[default]
    #[serde(rename = "alongside.supervision/1")]
    One,
}

/// Who supervises whom from now on, with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionRound {
    /// Always `alongside.supervision/1`.
    pub format: SupervisionFormat,
    /// Mentors who were placed, by mentor.
    pub placed: Vec<Placement>,
    /// Mentors who were not, by mentor.
    pub unplaced: Vec<Unplaced>,
    /// Sum of `F + score` over the placements, with `F` more than all scores together.
    pub objective: i64,
    /// What the prices prove that no other placing can exceed; equal to the objective.
    pub dual: i64,
}

/// A mentor and the psychologist who is to supervise them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// The mentor's id.
    pub mentor: u32,
    /// The psychologist's id.
    pub psychologist: u32,
    /// 0 to 10000.
    pub score: u32,
    /// How many of the institutions that admit the mentor the psychologist works in.
    pub institutions: u32,
    /// How many of the mentor's themes the psychologist knows well.
    pub themes: u32,
}

/// A mentor without a supervisor, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// The mentor's id.
    pub mentor: u32,
    /// Why.
    pub reason: WhyUnplaced,
}

/// Why a mentor was not placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnplaced {
    /// The mentor has not agreed to be matched.
    Consent,
    /// The certification has ended.
    Certification,
    /// No psychologist works where the mentor is admitted.
    Institution,
    /// Whoever works there has no place left.
    Capacity,
}

/// Places the mentors without a supervisor as well as possible; ties fall by key.
///
/// # Errors
/// The first fault of the instance with its path.
pub fn supervise(instance: &Instance) -> Result<SupervisionRound, InvalidInstance> {
    supervise_but(instance, &BTreeSet::new())
}

/// The same where some pairs of mentor and psychologist, each by id, are never placed: somebody may be both.
///
/// # Errors
/// The first fault of the instance with its path.
pub fn supervise_but(
    instance: &Instance,
    never: &BTreeSet<(u32, u32)>,
) -> Result<SupervisionRound, InvalidInstance> {
    super::check::check(instance)?;
    let model = Model::of(instance);
    let waiting: Vec<&MentorRow> = model.mentors.iter().filter(|row| row.supervisor.is_none()).collect();
    let rows = waiting.iter().map(|mentor| row(&model, mentor, never)).collect();
    let mut flow = Flow::new(network(&model, rows, waiting.len()));
    (0..waiting.len()).for_each(|mentor| flow.insert(mentor));
    let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
    for (at, mentor) in waiting.iter().enumerate() {
        let psychologist = flow.mentor_of.get(at).and_then(|found| model.psychologists.get(*found));
        match psychologist {
            Some(psychologist) => {
                let (institutions, themes) =
                    (mentor.cleared.both(&psychologist.institutions), mentor.themes & psychologist.expertise);
                placed.push(Placement {
                    mentor: mentor.id,
                    psychologist: psychologist.id,
                    score: score(mentor, institutions, themes.count_ones()),
                    institutions,
                    themes: themes.count_ones(),
                });
            }
            None => unplaced.push(Unplaced { mentor: mentor.id, reason: why(&model, mentor, never) }),
        }
    }
    placed.sort_unstable_by_key(|one| one.mentor);
    unplaced.sort_unstable_by_key(|one| one.mentor);
    let gains: i64 = (0..waiting.len()).map(|mentor| flow.gain(mentor)).sum();
    let places = flow.network.places.iter().zip(&flow.price);
    let dual =
        gains + places.map(|(places, price)| i64::try_from(*places).unwrap_or(i64::MAX) * price).sum::<i64>();
    Ok(SupervisionRound {
        format: SupervisionFormat::One,
        placed,
        unplaced,
        objective: flow.objective(),
        dual,
    })
}

fn network(model: &Model, rows: Vec<Row>, waiting: usize) -> Network {
    let supervised = |psychologist: usize| {
        model.mentors.iter().filter(|mentor| mentor.supervisor == Some(psychologist)).count()
    };
    let free =
        |(at, row): (usize, &PsychologistRow)| ix(row.capacity).saturating_sub(supervised(at)).min(waiting);
    let places: Vec<usize> = model.psychologists.iter().enumerate().map(free).collect();
    let step = (i64::try_from(waiting).unwrap_or(i64::MAX) + 1) * 10_001;
    // Each psychologist is a team of their own that is never full, so the place is all that is paid for.
    Network::without_teams(rows, vec![step; waiting], places)
}

fn row(model: &Model, mentor: &MentorRow, never: &BTreeSet<(u32, u32)>) -> Row {
    let able = mentor.consent && mentor.certified;
    let fits = |(at, psychologist): (usize, &PsychologistRow)| {
        let institutions = mentor.cleared.both(&psychologist.institutions);
        let themes = (mentor.themes & psychologist.expertise).count_ones();
        let may = able && !never.contains(&(mentor.id, psychologist.id));
        (may && institutions > 0).then(|| (small(at), score(mentor, institutions, themes)))
    };
    Row::of(&model.psychologists.iter().enumerate().filter_map(fits).collect::<Vec<_>>())
}

fn score(mentor: &MentorRow, institutions: u32, themes: u32) -> u32 {
    let admitted = mentor.cleared.both(&mentor.cleared).max(1);
    6000 * institutions / admitted + 4000 * themes / mentor.themes.count_ones().max(1)
}

fn why(model: &Model, mentor: &MentorRow, never: &BTreeSet<(u32, u32)>) -> WhyUnplaced {
    if !mentor.consent {
        WhyUnplaced::Consent
    } else if !mentor.certified {
        WhyUnplaced::Certification
    } else if row(model, mentor, never).is_empty() {
        WhyUnplaced::Institution
    } else {
        WhyUnplaced::Capacity
    }
}
