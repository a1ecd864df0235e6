//! Mentors, with every step of their way.

use uuid::Uuid;

use super::custody::{gender, sensitive};
use super::row::Row;
use super::sheet::Columns;
use super::when;
use crate::access::{AccountId, Role};
use crate::base::{Instant, Result};
use crate::db::Confidential;
use crate::mentoring::applications::rules::OwnStep;
use crate::mentoring::applications::{checked, flow as applications};
use crate::mentoring::mentors::answers::{
    Amount, Answers, Comfort, HeldAt, LanguageLevel, Mode, Offers, SpokenLanguage, StageComfort,
};
use crate::mentoring::mentors::flow;
use crate::mentoring::mentors::model::{Confirmed, Mentor, MentorId, MentorState as S};
use crate::mentoring::mentors::rules::Move;
use crate::mentoring::training::model::ModuleResult;
use crate::people::accounts;
use crate::places;
use crate::tx::Tx;

/// The columns of `mentors.csv`: the answers, then the day of each step of the way.
pub const MENTOR: Columns = Columns {
    known: &[
        "ref",
        "member",
        "gender",
        "district",
        "centre",
        "languages",
        "interests",
        "strengths",
        "themes",
        "themes_shared",
        "sensitive_interests",
        "sensitive_themes",
        "sensitive_shared",
        "belonging",
        "skill",
        "choice",
        "meaning",
        "act",
        "identity",
        "relational",
        "modes",
        "availability",
        "capacity_wish",
        "supervision_ended",
        "held_at",
        "match_consent",
        "motivation",
        "started",
        "applied",
        "screening",
        "interview",
        "endorsed_by",
        "accepted",
        "in_training",
        "modules",
        "shadowing",
        "psychologist",
        "shadowed",
        "competency_review",
        "psychologist_signed",
        "coordinator",
        "coordinator_signed",
        "active",
        "certified_until",
        "institutions",
        "paused",
        "suspended",
        "stepped_down",
        "deferred",
        "again_from",
        "declined",
        "withdrawn",
    ],
    needed: &["ref", "member"],
};

/// The steps that a coordinator takes, each with the column of its moment, in order.
const STEPS: [(S, &str); 12] = [
    (S::Screening, "screening"),
    (S::Interview, "interview"),
    (S::Accepted, "accepted"),
    (S::InTraining, "in_training"),
    (S::Shadowing, "shadowing"),
    (S::CompetencyReview, "competency_review"),
    (S::Active, "active"),
    (S::Paused, "paused"),
    (S::Suspended, "suspended"),
    (S::SteppedDown, "stepped_down"),
    (S::Deferred, "deferred"),
    (S::Declined, "declined"),
];

/// What the row says of a mentor's way beside the steps; who took part is read with their step.
struct Way {
    endorsed_by: Option<AccountId>,
    psychologist: Option<AccountId>,
    psychologist_signed: Option<Instant>,
    coordinator: Option<AccountId>,
    coordinator_signed: Option<Instant>,
    modules: Vec<(String, Instant)>,
    shadowed: Vec<(i64, Instant)>,
    institutions: Vec<String>,
    with: Move,
}

/// Brings somebody along their way to being a mentor.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict with every reason against a step.
pub fn mentor(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let person = row.need_member(tx, "member")?;
    let answers = answers(row);
    let (started, applied) = (row.step("started"), row.step("applied"));
    let started = started.or(applied).unwrap_or(row.loaded);
    let mut steps: Vec<(S, Instant)> = Vec::new();
    let mut way = way(row);
    for (state, column) in STEPS {
        let Some(at) = row.step(column) else { continue };
        way.staffed(tx, row, state, at)?;
        row.follow(&way.between(state));
        steps.push((state, at));
    }
    let withdrawn = row.step("withdrawn");
    let Some(person) = person else { return Err(row.refused()) };
    row.check()?;

    tx.at(started);
    let account = accounts::store::find(tx, person)?.open(tx)?;
    let answers = Answers {
        birth_month: account.birth_month,
        under_supervision: Some(account.supervision_answer),
        ..answers
    };
    let answers = checked::checked(answers, places::all(), tx.now)?;
    let mentor = applications::start(tx, person)?;
    let mentor = applications::answer(tx, person, answers, mentor.version)?;
    if let Some(at) = applied {
        tx.at(at);
        applications::submit(tx, person, mentor.version)?;
    }
    for (to, at) in steps {
        tx.at(at);
        let with = way.at(to);
        change(tx, mentor.id, |tx, version| flow::step(tx, mentor.id, to, with, version, None))?;
        after(tx, mentor.id, to, &way)?;
    }
    if let Some(at) = withdrawn {
        tx.at(at);
        change(tx, mentor.id, |tx, version| applications::change(tx, person, OwnStep::Withdraw, version))?;
    }
    Ok(Some(mentor.id.uuid()))
}

/// What happened between a step and the next.
fn after(tx: &mut Tx<'_>, id: MentorId, step: S, way: &Way) -> Result<()> {
    match step {
        S::Interview => {
            if let Some(by) = way.endorsed_by {
                change(tx, id, |tx, version| flow::endorse(tx, id, by, true, version))?;
            }
        }
        S::InTraining => {
            for (module, at) in &way.modules {
                tx.at(*at);
                let result = ModuleResult {
                    module: module.clone(),
                    attended: true,
                    passed: Some(true),
                    on: at.day(),
                    by: None,
                };
                change(tx, id, |tx, version| flow::record_module(tx, id, result, version))?;
            }
        }
        S::Shadowing => {
            for (half_hours, at) in &way.shadowed {
                tx.at(*at);
                change(tx, id, |tx, version| flow::record_shadowing(tx, id, at.day(), *half_hours, version))?;
            }
        }
        S::CompetencyReview => {
            let signatures = [
                (way.psychologist, way.psychologist_signed, Confirmed::Comfort),
                (way.coordinator, way.coordinator_signed, Confirmed::Offers),
            ];
            for (by, at, what) in signatures {
                if let (Some(by), Some(at)) = (by, at) {
                    tx.at(at);
                    change(tx, id, |tx, version| flow::sign_off(tx, id, by, version))?;
                    // Who signed has looked at the answers on which matching builds.
                    change(tx, id, |tx, version| flow::confirm(tx, id, what, by, version))?;
                }
            }
        }
        S::Active if !way.institutions.is_empty() => {
            let codes = way.institutions.clone();
            change(tx, id, |tx, version| flow::clear_institutions(tx, id, codes, version))?;
        }
        _ => {}
    }
    Ok(())
}

/// Changes a mentor at the version that they have at the moment.
fn change(
    tx: &mut Tx<'_>,
    id: MentorId,
    change: impl FnOnce(&mut Tx<'_>, i64) -> Result<Mentor>,
) -> Result<()> {
    let version = crate::mentoring::mentors::store::find(tx, id)?.open(tx)?.version;
    change(tx, version).map(|_| ())
}

impl Way {
    /// Reads who took part in a step, each in an office that they held then.
    fn staffed(&mut self, tx: &mut Tx<'_>, row: &mut Row<'_>, step: S, at: Instant) -> Result<()> {
        match step {
            S::Interview => self.endorsed_by = row.staff(tx, "endorsed_by", Role::Psychologist, at)?,
            S::Shadowing => self.psychologist = row.staff(tx, "psychologist", Role::Psychologist, at)?,
            S::CompetencyReview => {
                let at = self.coordinator_signed.unwrap_or(at);
                self.coordinator = row.staff(tx, "coordinator", Role::Coordinator, at)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// What happened between a step and the next, each with its column.
    fn between(&self, step: S) -> Vec<(&'static str, Instant)> {
        match step {
            S::InTraining => self.modules.iter().map(|(_, at)| ("modules", *at)).collect(),
            S::Shadowing => self.shadowed.iter().map(|(_, at)| ("shadowed", *at)).collect(),
            S::CompetencyReview => {
                let psychologist = self.psychologist_signed.map(|at| ("psychologist_signed", at));
                let coordinator = self.coordinator_signed.map(|at| ("coordinator_signed", at));
                psychologist.into_iter().chain(coordinator).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a step brings along.
    fn at(&self, to: S) -> Move {
        Move {
            again_from: self.with.again_from.filter(|_| to == S::Deferred),
            psychologist: self.psychologist.filter(|_| to == S::Shadowing),
            certified_until: self.with.certified_until.filter(|_| to == S::Active),
        }
    }
}

fn way(row: &mut Row<'_>) -> Way {
    let loaded = row.loaded;
    // `M3 -29w`: the code of a module and when it was passed.
    let module = |part: &str| {
        let (code, day) = part.split_once(' ')?;
        Some((code.to_owned(), when::moment(day, loaded)?))
    };
    // `2.5 -11w`: hours and when.
    let shadowed = |part: &str| {
        let (hours, day) = part.split_once(' ')?;
        let half_hours = crate::mentoring::mentors::model::half_hours(hours.parse().ok()?, 24)?;
        Some((half_hours, when::moment(day, loaded)?))
    };
    Way {
        endorsed_by: None,
        psychologist: None,
        psychologist_signed: row.happened("psychologist_signed"),
        coordinator: None,
        coordinator_signed: row.happened("coordinator_signed"),
        modules: row.list("modules", module),
        shadowed: row.list("shadowed", shadowed),
        institutions: row.codes("institutions", |code| places::all().institution(code).is_some()),
        with: Move {
            again_from: row.day("again_from"),
            psychologist: None,
            certified_until: row.day("certified_until"),
        },
    }
}

fn answers(row: &mut Row<'_>) -> Answers {
    let words = |row: &Row<'_>, column: &str| row.cell(column).map(str::to_owned);
    let list = |row: &mut Row<'_>, column| Some(row.list(column, |part| Some(part.to_owned())));
    let loaded = row.loaded;
    let language = |part: &str| {
        let (code, level) = part.split_once(' ')?;
        Some(SpokenLanguage { code: code.to_owned(), level: LanguageLevel::parse(level)? })
    };
    let held = |part: &str| {
        let (institution, month) = part.split_once(' ')?;
        Some(HeldAt { institution: institution.to_owned(), until_month: when::month(month, loaded)? })
    };
    let ended = words(row, "supervision_ended");
    let never = ended.as_deref().filter(|cell| *cell == "never").map(|_| true);
    Answers {
        gender: row.may("gender", gender),
        birth_month: None,
        district: words(row, "district"),
        centre: words(row, "centre"),
        languages: Some(row.list("languages", language)),
        interests: list(row, "interests"),
        strengths: words(row, "strengths").map(Confidential),
        themes: list(row, "themes"),
        themes_shared: Some(row.yes("themes_shared")),
        sensitive: sensitive(row),
        offers: offers(row),
        stage_comfort: comfort(row),
        modes: Some(row.list("modes", Mode::parse)),
        availability: row.week("availability"),
        capacity_wish: row.number("capacity_wish"),
        under_supervision: None,
        supervision_ended_month: ended
            .filter(|_| never.is_none())
            .and_then(|_| row.month("supervision_ended")),
        never_supervised: never,
        held_at: Some(row.list("held_at", held)),
        match_consent: Some(row.yes("match_consent")),
        motivation: words(row, "motivation").map(Confidential),
    }
}

fn offers(row: &mut Row<'_>) -> Option<Offers> {
    let belonging = row.may("belonging", Amount::parse);
    let skill = row.may("skill", Amount::parse);
    let choice = row.may("choice", Amount::parse);
    let meaning = row.may("meaning", Amount::parse);
    Some(Offers { belonging: belonging?, skill: skill?, choice: choice?, meaning: meaning? })
}

fn comfort(row: &mut Row<'_>) -> Option<StageComfort> {
    let act = row.may("act", Comfort::parse);
    let identity = row.may("identity", Comfort::parse);
    let relational = row.may("relational", Comfort::parse);
    Some(StageComfort { act: act?, identity: identity?, relational: relational? })
}
