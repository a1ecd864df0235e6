//! Mentors on their way, and what of theirs runs out, as coordinators work with them.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::tally::{dated, undated};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Result};
use crate::db::schema::{accounts, checks, mentors};
use crate::mentoring::mentors::guards::SHADOWING_HALF_HOURS;
use crate::mentoring::mentors::model::{Mentor, MentorId, MentorState};
use crate::mentoring::training::course::MODULES;
use crate::people::accounts::store::caseload;
use crate::people::checks::model::CheckKind;
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::{Stored, Tx};

/// What is told of a mentor who has waited in a state.
pub fn waits(mentor: Mentor) -> Item {
    Item {
        id: mentor.id.uuid(),
        within: None,
        deadline: Deadline::Since(Some(mentor.since)),
        about: About { name: Some(mentor.person.preferred_name), ..About::default() },
    }
}

/// What was submitted, nothing about the reader.
macro_rules! submitted {
    ($tx:expr) => {
        mentors::table
            .inner_join(accounts::table.on(accounts::id.eq(mentors::account)))
            .filter(mentors::submitted_at.is_not_null())
            .filter(mentors::account.ne($tx.reader()))
    };
}
pub(super) use submitted;

/// The columns of a mentor as their own store reads them.
macro_rules! whole {
    () => {
        (mentors::all_columns, accounts::preferred_name, accounts::code, accounts::supervision)
    };
}
pub(super) use whole;

/// Stages in which it is the turn of these centres' coordinators.
pub fn stages(tx: &mut Tx<'_>, centres: &[String], into: &mut Vec<Waiting>) -> Result<()> {
    let every_module = i64::try_from(MODULES.len()).unwrap_or(i64::MAX);
    macro_rules! part {
        ($wait:expr, $which:expr) => {
            undated!(
                tx,
                into,
                $wait,
                submitted!(tx).filter(mentors::centre.eq_any(centres.to_vec())).filter($which),
                mentors::since,
                mentors::id,
                whole!(),
                waits
            )
        };
    }
    part!(Wait::ScreenApplication, mentors::state.eq_any([MentorState::Applied, MentorState::Screening]));
    part!(
        Wait::DecideApplication,
        mentors::state.eq(MentorState::Interview).and(mentors::endorsed.is_not_null())
    );
    part!(
        Wait::RecordTraining,
        mentors::state.eq(MentorState::InTraining).and(mentors::modules_done.lt(every_module))
    );
    part!(
        Wait::NextStage,
        mentors::state
            .eq(MentorState::Accepted)
            .or(mentors::state.eq(MentorState::InTraining).and(mentors::modules_done.ge(every_module)))
            .or(mentors::state
                .eq(MentorState::Shadowing)
                .and(mentors::shadowing_half_hours.ge(SHADOWING_HALF_HOURS)))
            .or(mentors::state
                .eq(MentorState::CompetencyReview)
                .and(mentors::signed_by.is_not_null())
                .and(mentors::coordinator.is_not_null()))
    );
    part!(
        Wait::CountersignMentor,
        mentors::state
            .eq(MentorState::CompetencyReview)
            .and(mentors::signed_by.is_not_null())
            .and(mentors::coordinator.is_null())
    );
    Ok(())
}

/// A mentor's check that runs out.
struct Ending {
    mentor: MentorId,
    name: String,
    valid_to: chrono::NaiveDate,
}

impl Stored for Ending {
    type Row = (MentorId, AccountId, String, bool, Option<String>, Option<String>);
    const SEE: Action = Action::SeeChecks;

    fn unpack((mentor, person, name, member, centre, valid_to): Self::Row) -> Result<(Self, Owners)> {
        let valid_to = valid_to
            .and_then(|day| day.parse().ok())
            .ok_or_else(|| Error::Internal("a day of a check cannot be read".into()))?;
        let owners = Owners { centre: caseload(member, centre), ..Owners::of(person) };
        Ok((Self { mentor, name, valid_to }, owners))
    }
}

diesel::alias! {
    const NEWER: Alias<Newer> = checks as newer_checks;
}

/// Who is on the way or at work, so that what runs out matters.
const IN_USE: [MentorState; 6] = [
    MentorState::Accepted,
    MentorState::InTraining,
    MentorState::Shadowing,
    MentorState::CompetencyReview,
    MentorState::Active,
    MentorState::Paused,
];

/// Certifications and checks of these centres' mentors that run out within thirty days, or have.
pub fn endings(tx: &mut Tx<'_>, centres: &[String], cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let last = cuts.last_announced();
    macro_rules! certified {
        () => {
            submitted!(tx)
                .filter(mentors::centre.eq_any(centres.to_vec()))
                .filter(mentors::state.eq_any([MentorState::Active, MentorState::Paused]))
                .filter(mentors::certified_until.le(last.clone()))
        };
    }
    dated!(
        tx,
        into,
        Wait::RenewCertification,
        cuts.days(),
        certified!(),
        mentors::certified_until.assume_not_null(),
        mentors::id,
        whole!(),
        |mentor: Mentor| Item {
            deadline: mentor.certified_until.map_or(Deadline::Since(None), Deadline::On),
            ..waits(mentor)
        }
    );
    let needed = [CheckKind::CorrectionalClearance, CheckKind::SexualConvictionRecordCheck];
    // Another of the same kind that counts for longer has taken its place.
    macro_rules! checked {
        () => {
            submitted!(tx)
                .inner_join(checks::table.on(checks::person.eq(mentors::account)))
                .filter(mentors::centre.eq_any(centres.to_vec()))
                .filter(accounts::member.eq(true))
                .filter(accounts::centre.is_null().or(accounts::centre.eq_any(centres.to_vec())))
                .filter(mentors::state.eq_any(IN_USE))
                .filter(checks::kind.eq_any(needed))
                .filter(checks::withdrawn_on.is_null())
                .filter(checks::valid_to.le(last.clone()))
                .filter(not(exists(
                    NEWER
                        .filter(NEWER.field(checks::person).eq(checks::person))
                        .filter(NEWER.field(checks::kind).eq(checks::kind))
                        .filter(NEWER.field(checks::withdrawn_on).is_null())
                        .filter(
                            NEWER
                                .field(checks::valid_to)
                                .is_null()
                                .or(NEWER.field(checks::valid_to).gt(checks::valid_to)),
                        ),
                )))
        };
    }
    dated!(
        tx,
        into,
        Wait::RenewCheck,
        cuts.days(),
        checked!(),
        checks::valid_to.assume_not_null(),
        checks::id,
        (
            mentors::id,
            accounts::id,
            accounts::preferred_name,
            accounts::member,
            accounts::centre,
            checks::valid_to
        ),
        |ending: Ending| Item {
            id: ending.mentor.uuid(),
            within: None,
            deadline: Deadline::On(ending.valid_to),
            about: About { name: Some(ending.name), ..About::default() },
        }
    );
    Ok(())
}
