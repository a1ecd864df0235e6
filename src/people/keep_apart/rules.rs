//! Whom a centre may keep apart, and what becomes of a pair of which somebody says that it is no longer needed: pure.

use chrono::TimeDelta;

use super::model::{Asked, Pair, Party};
use crate::access::AccountId;
use crate::base::{Error, FaultCode, Instant, Result};

/// For how long a first word counts.
const COUNTS: TimeDelta = TimeDelta::days(7);

/// Whether a centre may keep two people apart: it works with one of them at least, or may begin to. What the two share
/// is told to it, and whom it finds another place for.
///
/// # Errors
/// `Invalid` when other centres work with both.
pub fn check_own(one: &Party, other: &Party, centre: &str) -> Result<()> {
    let own = |party: &Party| {
        let theirs = [&party.centre, &party.caseload];
        party.caseload.is_none() || theirs.into_iter().flatten().any(|theirs| theirs == centre)
    };
    if own(one) || own(other) { Ok(()) } else { Err(Error::invalid("b", FaultCode::OtherCentre)) }
}

/// What a word that two people need no longer be kept apart does.
#[derive(Debug)]
pub enum Ending {
    /// It is the first, or the first since an earlier one was forgotten: a second person must say the same.
    Asked(Pair),
    /// It is the second person's.
    Ended(Pair),
    /// The same person says it again.
    Nothing,
}

/// Judges the word of a coordinator of the pair's centre.
#[must_use]
pub fn end(pair: Pair, by: AccountId, now: Instant) -> Ending {
    match pair.ending.filter(|asked| now < asked.at.plus(COUNTS)) {
        None => Ending::Asked(Pair { ending: Some(Asked { by, at: now }), ..pair }),
        Some(asked) if asked.by == by => Ending::Nothing,
        Some(_) => Ending::Ended(pair),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn a_centre_keeps_apart_whom_it_works_with() {
        let party = |centre: Option<&str>, caseload: Option<&str>| Party {
            id: Id::fresh(Instant::default()),
            centre: centre.map(str::to_owned),
            caseload: caseload.map(str::to_owned),
        };
        let other = party(None, Some("MFRC-MK"));
        for (one, fits) in [
            (party(None, Some("MFRC-ST")), true),
            (party(Some("MFRC-ST"), Some("MFRC-MK")), true),
            (party(None, None), true),
            (party(None, Some("MFRC-MK")), false),
            (party(Some("MFRC-MK"), Some("MFRC-TM")), false),
        ] {
            assert_eq!(check_own(&one, &other, "MFRC-ST").is_ok(), fits);
            assert_eq!(check_own(&other, &one, "MFRC-ST").is_ok(), fits);
        }
    }

    #[test]
    fn two_people_end_a_pair_within_a_week() {
        let now = Instant::from_hong_kong("2026-11-23T10:00:00".parse().unwrap());
        let (mei, tak): (AccountId, AccountId) = (Id::fresh(now), Id::fresh(now));
        let pair = |ending| Pair {
            id: Id::fresh(now),
            one: Id::fresh(now),
            other: Id::fresh(now),
            from: now,
            centre: "MFRC-MK".into(),
            entered_by: Some(mei),
            ending,
        };
        let asked = |days| Some(Asked { by: mei, at: now.minus(TimeDelta::days(days)) });
        for (ending, by, becomes) in [
            (None, mei, "asked"),
            (asked(0), mei, "nothing"),
            (asked(6), mei, "nothing"),
            (asked(6), tak, "ended"),
            (asked(7), tak, "asked"),
            (asked(7), mei, "asked"),
        ] {
            let found = match end(pair(ending), by, now) {
                Ending::Asked(pair) => {
                    assert_eq!(pair.ending, Some(Asked { by, at: now }));
                    "asked"
                }
                Ending::Ended(_) => "ended",
                Ending::Nothing => "nothing",
            };
            assert_eq!(found, becomes, "{ending:?}");
        }
    }
}
