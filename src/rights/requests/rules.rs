//! Rules of requests: pure.

use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{
    Answering, Asked, Decided, Notes, NotesDecision, Request, RequestId, RequestKind, RequestMove,
    RequestState, RequestWay,
};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};
use crate::rights::copies::model::{CopyPart, Whose};

/// Within how many days an answer is due (Cap. 486 s. 19 and s. 23).
pub const DAYS: i64 = 40;
/// The days of the clock on which those who answer are reminded.
pub const ALARMS: [i64; 2] = [30, 35];
/// How long a paper may have lain before it is entered: also one that is late by then is to be answered.
const LONGEST_LAIN: i64 = 366;
/// How long a copy can be fetched once it is there.
const COPY_LASTS: TimeDelta = TimeDelta::days(30);

/// The last day for an answer.
#[must_use]
pub fn due_on(asked_on: NaiveDate) -> NaiveDate {
    asked_on.checked_add_days(Days::new(DAYS.unsigned_abs())).unwrap_or(NaiveDate::MAX)
}

/// The day of the clock, 0 on the day on which it begins.
#[must_use]
pub fn day(asked_on: NaiveDate, today: NaiveDate) -> i64 {
    (today - asked_on).num_days()
}

/// The alarm that is due on this day of the clock, 0 before the first.
#[must_use]
pub fn alarm(day: i64) -> i64 {
    ALARMS.into_iter().rev().find(|alarm| day >= *alarm).unwrap_or(0)
}

/// Until when the copy of an answered request can be fetched.
#[must_use]
pub fn copy_until(request: &Request) -> Option<Instant> {
    let answered = request.kind == RequestKind::Access && request.state == RequestState::Answered;
    request.decided.as_ref().filter(|_| answered).map(|decided| decided.at.plus(COPY_LASTS))
}

/// Whether the day on which a paper came makes sense.
///
/// # Errors
/// `Invalid` for a day to come, or one that is longer ago than any paper lies.
pub fn received(on: NaiveDate, today: NaiveDate) -> Result<()> {
    if on > today || day(on, today) > LONGEST_LAIN {
        let first = today.checked_sub_days(Days::new(LONGEST_LAIN.unsigned_abs()));
        let range = json!({ "min": first, "max": today });
        return Err(Error::Invalid(vec![Fault::with("receivedOn", FaultCode::OutOfRange, range)]));
    }
    Ok(())
}

/// A request that says what it is about, where that cannot be guessed.
///
/// # Errors
/// `Invalid` without words for what is to be mended or not to be done.
pub fn said(asked: &Asked) -> Result<()> {
    let needs_words = matches!(asked.kind, RequestKind::Correction | RequestKind::Objection);
    if needs_words && asked.words.is_none() {
        return Err(Error::invalid("words", FaultCode::Required));
    }
    Ok(())
}

/// Of whom a request is, and who says whether notes are handed over.
#[derive(Clone, Debug)]
pub struct About {
    pub whose: Whose,
    pub code: String,
    pub name: String,
    pub centre: Option<String>,
    pub psychologist: Option<AccountId>,
}

/// A new request, on a page or from paper.
#[must_use]
pub fn ask(
    id: RequestId,
    about: About,
    asked: Asked,
    paper: Option<(NaiveDate, AccountId)>,
    now: Instant,
) -> Request {
    Request {
        id,
        whose: about.whose,
        code: about.code,
        name: about.name,
        centre: about.centre,
        kind: asked.kind,
        way: if paper.is_some() { RequestWay::Paper } else { RequestWay::Page },
        language: asked.language,
        asked_on: paper.map_or(now.day(), |(on, _)| on),
        words: asked.words,
        entered_by: paper.map(|(_, by)| by),
        psychologist: about.psychologist.filter(|_| asked.kind == RequestKind::Access),
        state: RequestState::Open,
        notes: None,
        held_back: Vec::new(),
        decided: None,
        reminded: 0,
        created_at: now,
        version: 1,
    }
}

/// What was found of whom a request is of.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Whether staff have noted anything in words.
    pub notes: bool,
    /// Why they cannot be erased yet.
    pub against_erasing: Vec<Reason>,
}

/// What `by` may do with a request now.
///
/// # Errors
/// Every reason against it.
pub fn may(
    request: &Request,
    what: RequestMove,
    by: Option<AccountId>,
    found: &Found,
    now: Instant,
) -> Result<(), Vec<Reason>> {
    let why = |code| Err(vec![Reason::new(code)]);
    match (what, request.state) {
        (RequestMove::ReadCopy, RequestState::Open) if request.kind == RequestKind::Access => Ok(()),
        (RequestMove::ReadCopy, _) => match copy_until(request) {
            Some(until) if now < until => Ok(()),
            Some(_) => why(Code::CopyGone),
            None => why(Code::CopyNotReady),
        },
        (RequestMove::DecideNotes, _) if request.kind != RequestKind::Access => {
            Err(vec![Reason::wrong_state(request.kind.as_str())])
        }
        (RequestMove::DecideNotes, RequestState::Open)
            if request.psychologist.is_some_and(|one| Some(one) != by) =>
        {
            why(Code::PsychologistDecides)
        }
        (RequestMove::Answer, RequestState::Open) if request.kind == RequestKind::Access => {
            if found.notes && request.notes.is_none() { why(Code::NotesUndecided) } else { Ok(()) }
        }
        (RequestMove::Answer, RequestState::Open)
            if request.kind == RequestKind::Erasure && !found.against_erasing.is_empty() =>
        {
            Err(found.against_erasing.clone())
        }
        (_, RequestState::Open) => Ok(()),
        (_, is) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// Takes a request back.
///
/// # Errors
/// As [`may`].
pub fn withdraw(request: Request, now: Instant) -> Result<Request> {
    may(&request, RequestMove::Withdraw, None, &Found::default(), now)?;
    Ok(Request { state: RequestState::Withdrawn, ..request })
}

/// The psychologist's word about notes.
///
/// # Errors
/// As [`may`]; `Invalid` without a reason for holding them back.
pub fn decide_notes(
    request: Request,
    decision: NotesDecision,
    reason: Option<String>,
    by: AccountId,
    now: Instant,
) -> Result<Request> {
    may(&request, RequestMove::DecideNotes, Some(by), &Found::default(), now)?;
    if decision == NotesDecision::Withhold && reason.is_none() {
        return Err(Error::invalid("reason", FaultCode::Required));
    }
    let reason = reason.filter(|_| decision == NotesDecision::Withhold);
    Ok(Request { notes: Some(Notes { decision, reason, by, at: now }), ..request })
}

/// The answer: granted or refused.
///
/// # Errors
/// As [`may`]; `Invalid` without the words that the person is to read: why it is refused or held back, what was done.
pub fn answer(
    request: Request,
    answering: Answering,
    by: AccountId,
    found: &Found,
    now: Instant,
) -> Result<Request> {
    let what = if answering.granted { RequestMove::Answer } else { RequestMove::Refuse };
    may(&request, what, Some(by), found, now)?;
    let silent = answering.granted
        && matches!(request.kind, RequestKind::Access | RequestKind::Erasure)
        && answering.held_back.is_empty();
    if answering.reply.is_none() && !silent {
        return Err(Error::invalid("reply", FaultCode::Required));
    }
    if request.kind != RequestKind::Access && !answering.held_back.is_empty() {
        return Err(Error::invalid("heldBack", FaultCode::NotNeeded));
    }
    let withheld = request.notes.as_ref().is_some_and(|notes| notes.decision == NotesDecision::Withhold);
    let mut held_back = answering.held_back;
    if withheld && !held_back.contains(&CopyPart::Notes) {
        held_back.push(CopyPart::Notes);
    }
    Ok(Request {
        state: if answering.granted { RequestState::Answered } else { RequestState::Refused },
        held_back,
        decided: Some(Decided { by, at: now, reply: answering.reply }),
        ..request
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn forty_days_run_from_the_day_on_which_it_was_asked() {
        assert_eq!(due_on(on("2026-11-08")), on("2026-12-18"));
        assert_eq!(day(on("2026-11-08"), on("2026-11-28")), 20);
    }

    #[test]
    fn alarms_are_given_after_thirty_and_thirty_five_days() {
        for (day, alarm_of) in [(0, 0), (29, 0), (30, 30), (34, 30), (35, 35), (90, 35)] {
            assert_eq!(alarm(day), alarm_of, "day {day}");
        }
    }

    #[test]
    fn a_paper_is_entered_however_late_within_a_year() {
        let today = on("2026-11-28");
        for (day, fits) in
            [("2026-11-28", true), ("2025-11-27", true), ("2025-11-26", false), ("2026-11-29", false)]
        {
            assert_eq!(received(on(day), today).is_ok(), fits, "{day}");
        }
    }
}
