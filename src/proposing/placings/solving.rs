//! From whom it concerns to who is placed with whom, in words. Pure.

use std::collections::BTreeSet;

use super::model::{Left, Placing, Placings, Waiting};
use crate::base::{Code, Error, Reason, Result};
use crate::matching::{self as m, WhyUnplaced, supervise_but};
use crate::mentoring::mentors::fitness::{self, Unfit};
use crate::places::Places;
use crate::proposing::rounds::instance::{ground, mentor, psychologist};
use crate::proposing::rounds::snapshot::Candidate;

/// Places as many as possible, as well as possible.
///
/// # Errors
/// `Internal` when the people make no sound instance, which is a fault of ours.
pub fn place(waiting: &Waiting, places: &Places) -> Result<Placings> {
    let mentors =
        waiting.mentors.iter().zip(0..).map(|(one, id)| mentor(waiting.day, places, id, one, 1, None));
    let psychologists = waiting
        .psychologists
        .iter()
        .zip(0..)
        .map(|(one, id)| psychologist(places, id, &one.psychologist, one.places.max(0)));
    let instance = m::Instance {
        mentors: mentors.collect(),
        psychologists: psychologists.collect(),
        ..ground(waiting.day, m::Weights::PRODUCT, places)
    };
    let round = supervise_but(&instance, &selves(waiting))
        .map_err(|fault| Error::Internal(format!("supervision round: {fault}")))?;
    let placed = round.placed.iter().filter_map(|one| {
        let (candidate, supervisor) =
            (nth(&waiting.mentors, one.mentor)?, nth(&waiting.psychologists, one.psychologist)?);
        let (mentor, psychologist) = (&candidate.mentor, &supervisor.psychologist);
        Some(Placing {
            institutions: both(&mentor.institutions, &psychologist.institutions),
            themes: both(&mentor.answers.agreed_themes(), &psychologist.expertise),
            mentor: mentor.clone(),
            psychologist: psychologist.account,
            name: psychologist.preferred_name.clone(),
        })
    });
    let unplaced = round.unplaced.iter().filter_map(|one| {
        let candidate = nth(&waiting.mentors, one.mentor)?;
        Some(Left { mentor: candidate.mentor.clone(), reason: reason(one.reason, candidate) })
    });
    Ok(Placings { placed: placed.collect(), unplaced: unplaced.collect(), ..Placings::default() })
}

/// Who is mentor and psychologist at once, by both numbers: nobody supervises themselves.
fn selves(waiting: &Waiting) -> BTreeSet<(u32, u32)> {
    let mut selves = BTreeSet::new();
    for (one, mentor) in waiting.mentors.iter().zip(0..) {
        for (supervisor, psychologist) in waiting.psychologists.iter().zip(0..) {
            if supervisor.psychologist.account == one.mentor.account {
                selves.insert((mentor, psychologist));
            }
        }
    }
    selves
}

/// What the engine says, as exactly as the books can.
fn reason(why: WhyUnplaced, one: &Candidate) -> Reason {
    // That nobody supervises them is why they are here.
    let unfit = fitness::unfit(&one.mentor, &one.facts, true);
    let first = |of: &[Unfit]| of.iter().copied().find(|one| unfit.contains(one)).map(Reason::from);
    match why {
        WhyUnplaced::Consent => first(&[Unfit::Association]).unwrap_or(Unfit::NoConsent.into()),
        WhyUnplaced::Certification => first(&[Unfit::Clearance]).unwrap_or(Unfit::Certification.into()),
        WhyUnplaced::Institution => {
            first(&[Unfit::Institutions]).unwrap_or_else(|| Reason::new(Code::NoPsychologistThere))
        }
        WhyUnplaced::Capacity => Reason::new(Code::PsychologistsFull),
    }
}

fn both(one: &[String], other: &[String]) -> Vec<String> {
    one.iter().filter(|code| other.contains(code)).cloned().collect()
}

fn nth<T>(rows: &[T], at: u32) -> Option<&T> {
    usize::try_from(at).ok().and_then(|at| rows.get(at))
}
