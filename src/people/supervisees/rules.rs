//! Rules of supervision: pure.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::model::{Amendment, Registration, Supervisee, SuperviseeId, SuperviseeMove, SuperviseeState};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result, typing};
use crate::people::accounts::model::{PersonCard, Supervision};

/// The most days that a supervision still lasts: the longest orders of Cap. 475 and Cap. 524 fit well within.
const LONGEST_DAYS: u64 = 20 * 366;

/// A member code as it is kept (`K7M-2QF`), however it was typed.
#[must_use]
pub fn member_code(text: &str) -> String {
    let plain = typing::folded(text).to_uppercase();
    let mut code: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    if code.len() == 6 {
        code.insert(3, '-');
    }
    code
}

fn check_end(ends_on: NaiveDate, today: NaiveDate, past: bool) -> Result<()> {
    let last = today.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(NaiveDate::MAX);
    if ends_on > last || (ends_on < today && !past) {
        let range = json!({ "min": today, "max": last });
        return Err(Error::Invalid(vec![Fault::with("endsOn", FaultCode::OutOfRange, range)]));
    }
    Ok(())
}

/// Registers a person with an officer; `past` allows a last day that has gone by.
///
/// # Errors
/// `Invalid` for a last day out of range, a conflict for somebody who is registered or is the officer.
pub fn register(
    id: SuperviseeId,
    person: &PersonCard,
    officer: AccountId,
    registration: Registration,
    now: Instant,
    past: bool,
) -> Result<Supervisee> {
    check_end(registration.ends_on, now.day(), past)?;
    if person.id == officer {
        return Err(Error::refused(Code::NotYourself));
    }
    if person.supervision == Supervision::Supervised {
        return Err(Error::refused(Code::AlreadyRegistered));
    }
    Ok(Supervisee {
        id,
        person: person.id,
        officer,
        ends_on: registration.ends_on,
        association_condition: registration.association_condition,
        state: SuperviseeState::Current,
        registered_at: now,
        version: 1,
    })
}

/// Another officer takes a registration over whose officer no longer serves, and says anew what the order says.
///
/// # Errors
/// `Invalid` for a last day out of range, a conflict for somebody who is the officer.
pub fn take_over(
    former: Supervisee,
    officer: AccountId,
    registration: Registration,
    today: NaiveDate,
) -> Result<Supervisee> {
    check_end(registration.ends_on, today, false)?;
    if former.person == officer {
        return Err(Error::refused(Code::NotYourself));
    }
    may(&former, SuperviseeMove::Amend)?;
    let Registration { ends_on, association_condition } = registration;
    Ok(Supervisee { officer, ends_on, association_condition, ..former })
}

/// What an officer may do with a registration: every command asks here, and so does whoever shows what can be done.
///
/// # Errors
/// A conflict when it has ended.
pub fn may(supervisee: &Supervisee, what: SuperviseeMove) -> Result<(), Vec<Reason>> {
    match (what, supervisee.state) {
        (_, SuperviseeState::Current) => Ok(()),
        (
            SuperviseeMove::Amend | SuperviseeMove::End | SuperviseeMove::Clear,
            is @ SuperviseeState::Ended,
        ) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// Changes the last day or the condition.
///
/// # Errors
/// `Invalid` for a last day out of range, a conflict when the supervision has ended.
pub fn amend(supervisee: Supervisee, amendment: Amendment, today: NaiveDate) -> Result<Supervisee> {
    may(&supervisee, SuperviseeMove::Amend)?;
    if let Some(ends_on) = amendment.ends_on {
        check_end(ends_on, today, false)?;
    }
    Ok(Supervisee {
        ends_on: amendment.ends_on.unwrap_or(supervisee.ends_on),
        association_condition: amendment.association_condition.unwrap_or(supervisee.association_condition),
        ..supervisee
    })
}

/// Ends a supervision.
///
/// # Errors
/// A conflict when it has ended.
pub fn end(supervisee: Supervisee) -> Result<Supervisee> {
    may(&supervisee, SuperviseeMove::End)?;
    Ok(Supervisee { state: SuperviseeState::Ended, ..supervisee })
}

/// What staff who found a person by code are told of their supervision: all for who settles it; an officer, who
/// `registers`, only that they have registered the person already, or that somebody must settle it. That others do, or
/// what another centre settles, is not theirs to know.
#[must_use]
pub fn tells(is: Supervision, own: bool, registers: bool, settles: bool) -> Option<Supervision> {
    (settles || own || (registers && is == Supervision::Unsettled)).then_some(is)
}

/// Settles that a person is not under supervision.
///
/// # Errors
/// A conflict when there is nothing to settle.
pub fn settle(person: &PersonCard) -> Result<()> {
    match person.supervision {
        Supervision::Unsettled => Ok(()),
        is => Err(Reason::with(Code::WrongState, json!({ "is": is })).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(supervision: Supervision) -> PersonCard {
        PersonCard {
            id: Id::fresh(Instant::default()),
            code: "K7M-2QF".into(),
            preferred_name: "Ah Ming".into(),
            member: true,
            supervision,
            birth_month: None,
            unpaid_work: true,
            version: 1,
            centre: None,
        }
    }

    fn registered(ends_on: &str, supervision: Supervision, past: bool) -> Result<Supervisee> {
        let now = Instant::from_hong_kong(day("2026-11-23").and_hms_opt(9, 0, 0).unwrap());
        let registration = Registration { ends_on: day(ends_on), association_condition: true };
        register(Id::fresh(now), &person(supervision), Id::fresh(now), registration, now, past)
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        for typed in ["K7M-2QF", "k7m2qf", " k7m 2qf "] {
            assert_eq!(member_code(typed), "K7M-2QF", "{typed}");
        }
        assert_eq!(member_code("nobody here"), "NOBODYHERE");
    }

    #[test]
    fn supervision_ends_today_or_later_unless_history_is_told() {
        for (ends_on, past, fits) in [
            ("2026-11-23", false, true),
            ("2026-11-22", false, false),
            ("2026-11-22", true, true),
            ("2099-01-01", false, false),
            ("2099-01-01", true, false),
        ] {
            assert_eq!(registered(ends_on, Supervision::Unsettled, past).is_ok(), fits, "{ends_on} {past}");
        }
    }

    #[test]
    fn nobody_is_registered_twice() {
        for (supervision, fits) in [
            (Supervision::None, true),
            (Supervision::Unsettled, true),
            (Supervision::SettledNot, true),
            (Supervision::Supervised, false),
        ] {
            assert_eq!(registered("2027-01-01", supervision, false).is_ok(), fits, "{supervision}");
        }
    }

    #[test]
    fn an_officer_learns_nothing_of_another_officers_people() {
        use Supervision as S;
        for (is, own, registers, settles, told) in [
            (S::Supervised, false, true, false, None),
            (S::None, false, true, false, None),
            (S::SettledNot, false, true, false, None),
            (S::Unsettled, false, true, false, Some(S::Unsettled)),
            (S::Supervised, true, true, false, Some(S::Supervised)),
            // A coordinator, of the person's centre and of another.
            (S::Supervised, false, false, true, Some(S::Supervised)),
            (S::Supervised, false, false, false, None),
            (S::Unsettled, false, false, false, None),
        ] {
            assert_eq!(tells(is, own, registers, settles), told, "{is} {own} {registers} {settles}");
        }
    }

    #[test]
    fn whoever_takes_over_says_anew_what_the_order_says() {
        let former = registered("2027-01-01", Supervision::None, false).unwrap();
        let officer = Id::fresh(Instant::default());
        let anew = Registration { ends_on: day("2027-03-01"), association_condition: false };
        let taken = take_over(former.clone(), officer, anew, day("2026-11-23")).unwrap();
        assert_eq!((taken.officer, taken.ends_on), (officer, day("2027-03-01")));
        assert!(!taken.association_condition);
        assert!(take_over(former.clone(), former.person, anew, day("2026-11-23")).is_err());
        assert!(take_over(end(former).unwrap(), officer, anew, day("2026-11-23")).is_err());
    }

    #[test]
    fn what_has_ended_stays_so() {
        let supervisee = end(registered("2027-01-01", Supervision::None, false).unwrap()).unwrap();
        assert!(!supervisee.counts_on(day("2026-11-23")));
        assert!(end(supervisee.clone()).is_err());
        assert!(amend(supervisee, Amendment::default(), day("2026-11-23")).is_err());
    }

    #[test]
    fn the_last_day_counts() {
        let supervisee = registered("2027-01-01", Supervision::None, false).unwrap();
        assert!(supervisee.counts_on(day("2027-01-01")));
        assert!(!supervisee.counts_on(day("2027-01-02")));
    }

    #[test]
    fn only_an_open_question_is_settled() {
        for supervision in Supervision::ALL {
            assert_eq!(settle(&person(*supervision)).is_ok(), *supervision == Supervision::Unsettled);
        }
    }
}
