//! Rules of holds: pure.

use super::model::{Hold, HoldId, HoldMove};
use crate::access::AccountId;
use crate::base::{Instant, Reason, Result};
use crate::rights::copies::model::Whose;

/// A new hold.
#[must_use]
pub fn place(
    id: HoldId,
    (whose, code): (Whose, String),
    reason: String,
    by: AccountId,
    now: Instant,
) -> Hold {
    Hold { id, whose, code, reason, placed_by: by, placed_at: now, ended: None, version: 1 }
}

/// What can be done with a hold.
///
/// # Errors
/// A conflict when it has ended.
pub fn may(hold: &Hold, what: HoldMove) -> Result<(), Vec<Reason>> {
    match (what, hold.ended) {
        (HoldMove::End, None) => Ok(()),
        (HoldMove::End, Some(_)) => Err(vec![Reason::wrong_state("ended")]),
    }
}

/// The dispute is over.
///
/// # Errors
/// As [`may`].
pub fn end(hold: Hold, by: AccountId, now: Instant) -> Result<Hold> {
    may(&hold, HoldMove::End)?;
    Ok(Hold { ended: Some((by, now)), ..hold })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn a_hold_ends_once() {
        let now = Instant::default();
        let by = Id::fresh(now);
        let hold = place(Id::fresh(now), (Whose::Account(by), "A1".into()), "a complaint".into(), by, now);
        let ended = end(hold, by, now).unwrap();
        assert!(ended.ended.is_some());
        assert!(end(ended, by, now).is_err());
    }
}
