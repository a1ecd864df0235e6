//! Rules of retention: pure.

use chrono::{Months, NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{Period, Purge, PurgeId, PurgeLine, PurgeMove, PurgeState, RowKind};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};

/// How long a proposal waits for the second word.
pub const WAITS: TimeDelta = TimeDelta::days(7);
/// A refusal of a request is kept for four years (Cap. 486 s. 27).
const LOG_BOOK: i64 = 48;

impl RowKind {
    /// Whether it goes by itself: traces of the everyday, which nobody relies on.
    #[must_use]
    pub const fn goes_by_itself(self) -> bool {
        matches!(
            self,
            Self::Letters | Self::Links | Self::SignIns | Self::Diary | Self::Invitations | Self::Reopenings
        )
    }

    /// How many months it is kept where nobody has said otherwise.
    #[must_use]
    pub const fn months(self) -> i64 {
        match self {
            Self::Referrals => 84,
            Self::Accounts => 60,
            Self::Requests | Self::Emergencies => LOG_BOOK,
            Self::Applications => 24,
            Self::Supervision | Self::Checks | Self::Apart => 12,
            Self::Diary | Self::Invitations | Self::Reopenings => 12,
            Self::Letters | Self::SignIns | Self::Unproven => 3,
            Self::Links => 1,
        }
    }

    /// From and to how many months it can be set: what others rely on is kept at least so long, and nothing longer than the
    /// public notice says.
    #[must_use]
    pub const fn bounds(self) -> (i64, i64) {
        let least = match self {
            Self::Requests | Self::Emergencies => LOG_BOOK,
            Self::Referrals | Self::Accounts => 12,
            Self::Supervision | Self::Checks | Self::Apart | Self::Applications => 6,
            Self::Diary | Self::Invitations | Self::Reopenings => 3,
            Self::Letters | Self::SignIns | Self::Unproven | Self::Links => 1,
        };
        (least, self.months())
    }
}

/// What the product begins with.
#[must_use]
pub const fn product(kind: RowKind) -> Period {
    Period { kind, months: kind.months(), changed: None, version: 0 }
}

/// The day before which what was over is erased.
#[must_use]
pub fn before(months: i64, as_of: NaiveDate) -> NaiveDate {
    let months = u32::try_from(months).unwrap_or(u32::MAX);
    as_of.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// Changes how long rows of a kind are kept.
///
/// # Errors
/// `Invalid` beyond the bounds of the kind.
pub fn change(period: Period, months: i64, by: AccountId, now: Instant) -> Result<Period> {
    let (min, max) = period.kind.bounds();
    if !(min..=max).contains(&months) {
        let range = json!({ "min": min, "max": max });
        return Err(Error::Invalid(vec![Fault::with("months", FaultCode::OutOfRange, range)]));
    }
    Ok(Period { months, changed: Some((by, now)), ..period })
}

/// Proposes to erase what was found.
///
/// # Errors
/// A conflict when nothing was.
pub fn propose(id: PurgeId, lines: Vec<PurgeLine>, by: AccountId, now: Instant) -> Result<Purge> {
    let lines: Vec<_> = lines.into_iter().filter(|line| line.found > 0).collect();
    if lines.is_empty() {
        return Err(Error::refused(Code::NothingDue));
    }
    Ok(Purge {
        id,
        as_of: now.day(),
        state: PurgeState::Proposed,
        lines,
        proposed_by: by,
        proposed_at: now,
        approved: None,
        ended_at: None,
        version: 1,
    })
}

/// What `by` may do with it: two different people erase, and either of two may stop it before.
///
/// # Errors
/// A conflict when it is past that, or the second word would be the first one's.
pub fn may(purge: &Purge, what: PurgeMove, by: Option<AccountId>) -> Result<(), Vec<Reason>> {
    match (what, purge.state) {
        (PurgeMove::Approve, PurgeState::Proposed) if by == Some(purge.proposed_by) => {
            Err(vec![Reason::new(Code::TwoPeopleNeeded)])
        }
        (_, PurgeState::Proposed) => Ok(()),
        (_, is) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// The second word.
///
/// # Errors
/// As [`may`].
pub fn approve(purge: Purge, by: AccountId, now: Instant) -> Result<Purge> {
    may(&purge, PurgeMove::Approve, Some(by))?;
    Ok(Purge { state: PurgeState::Approved, approved: Some((by, now)), ..purge })
}

/// Nothing is erased.
///
/// # Errors
/// As [`may`].
pub fn withdraw(purge: Purge, now: Instant) -> Result<Purge> {
    may(&purge, PurgeMove::Withdraw, None)?;
    Ok(Purge { state: PurgeState::Withdrawn, ended_at: Some(now), ..purge })
}

/// Nobody has said the second word in time. `None` when it still waits, or somebody was faster.
#[must_use]
pub fn lapse(purge: Purge, now: Instant) -> Option<Purge> {
    let late = purge.state == PurgeState::Proposed && purge.proposed_at.plus(WAITS) <= now;
    late.then_some(Purge { state: PurgeState::Lapsed, ended_at: Some(now), ..purge })
}

/// One row of a kind is erased.
#[must_use]
pub fn count(mut purge: Purge, kind: RowKind) -> Purge {
    for line in purge.lines.iter_mut().filter(|line| line.kind == kind) {
        line.erased += 1;
    }
    purge
}

/// Nothing is left of what was to go.
#[must_use]
pub fn finish(purge: Purge, now: Instant) -> Purge {
    Purge { state: PurgeState::Done, ended_at: Some(now), ..purge }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn proposed() -> (Purge, AccountId, Instant) {
        let now = Instant::default();
        let by = Id::fresh(now);
        let line = PurgeLine { kind: RowKind::Checks, before: now.day(), found: 2, erased: 0 };
        (propose(Id::fresh(now), vec![line], by, now).unwrap(), by, now)
    }

    #[test]
    fn two_people_erase_and_nobody_alone() {
        let (purge, by, now) = proposed();
        assert!(approve(purge.clone(), by, now).is_err());
        let approved = approve(purge, Id::fresh(now), now).unwrap();
        assert!(withdraw(approved.clone(), now).is_err());
        let one = count(approved, RowKind::Checks);
        assert_eq!(one.lines.iter().map(|line| (line.found, line.erased)).collect::<Vec<_>>(), [(2, 1)]);
        assert_eq!(finish(one, now).state, PurgeState::Done);
    }

    #[test]
    fn a_proposal_lapses_after_its_days() {
        let (purge, _, now) = proposed();
        assert!(lapse(purge.clone(), now.plus(WAITS).minus(TimeDelta::seconds(1))).is_none());
        assert_eq!(lapse(purge, now.plus(WAITS)).map(|one| one.state), Some(PurgeState::Lapsed));
    }

    #[test]
    fn every_kind_begins_within_its_bounds() {
        for kind in RowKind::ALL {
            let (min, max) = kind.bounds();
            assert!((min..=max).contains(&kind.months()), "{kind}");
        }
    }

    #[test]
    fn what_the_law_wants_kept_is_not_shortened() {
        let now = Instant::default();
        let by = Id::fresh(now);
        assert!(change(product(RowKind::Requests), 47, by, now).is_err());
        assert_eq!(change(product(RowKind::Checks), 9, by, now).unwrap().months, 9);
        assert!(change(product(RowKind::Checks), 13, by, now).is_err(), "longer than the notice says");
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(before(12, day("2028-02-29")), day("2027-02-28"));
        assert_eq!(before(1, day("2026-03-31")), day("2026-02-28"));
    }
}
