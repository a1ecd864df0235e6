//! How long sign-ins last and when a refresh secret counts: pure.

use chrono::TimeDelta;

use super::model::{FactorId, Proven, SignIn, Way};
use crate::access::{AccountId, SignInId};
use crate::base::{Error, Instant, ProblemCode, Result};

/// Seconds in which the secret before the last is accepted again.
pub const GRACE: TimeDelta = TimeDelta::seconds(30);

/// How long a sign-in lasts without use, and at most (NIST SP 800-63B-4: AAL2 for staff, AAL1 for members).
#[must_use]
pub const fn lifetimes(staff: bool) -> (TimeDelta, TimeDelta) {
    if staff {
        (TimeDelta::minutes(30), TimeDelta::hours(12))
    } else {
        (TimeDelta::hours(24), TimeDelta::days(30))
    }
}

/// A new sign-in.
#[must_use]
pub fn open(id: SignInId, account: AccountId, staff: bool, device: String, now: Instant) -> SignIn {
    let (idle, whole) = lifetimes(staff);
    SignIn {
        id,
        account,
        rotated_at: now,
        created_at: now,
        last_seen_at: now,
        idle_until: now.plus(idle),
        expires_at: now.plus(whole),
        ended_at: None,
        device,
        version: 1,
        proven: None,
    }
}

/// A sign-in in which a second factor was proven.
#[must_use]
pub fn prove(sign_in: SignIn, by: Way, factor: Option<FactorId>, now: Instant) -> SignIn {
    SignIn { proven: Some(Proven { at: now, by, factor }), last_seen_at: now, ..sign_in }
}

/// What a shown refresh secret leads to.
#[derive(Debug)]
pub enum Refreshed {
    /// The sign-in goes on with a new secret.
    Rotated(SignIn),
    /// The answer to the last refresh got lost, or two tabs asked at once: the same secret is given again.
    Repeated(SignIn),
    /// The secret had been used: the sign-in ends for everybody.
    Reused(SignIn),
}

/// Judges a refresh by the generation of the secret shown: each counts until the next is given, and the one before for
/// a short while; any other has been used and comes from elsewhere.
///
/// # Errors
/// `Unauthenticated` when the sign-in has ended or run out.
pub fn refresh(sign_in: SignIn, generation: i64, staff: bool, now: Instant) -> Result<Refreshed> {
    let (idle, whole) = lifetimes(staff);
    // Somebody who has become staff since has no longer than staff have.
    let expires_at = sign_in.expires_at.min(sign_in.created_at.plus(whole));
    if sign_in.ended_at.is_some() || sign_in.idle_until <= now || expires_at <= now {
        return Err(Error::Unauthenticated(ProblemCode::SessionEnded));
    }
    if sign_in.version == generation {
        return Ok(Refreshed::Rotated(SignIn {
            rotated_at: now,
            last_seen_at: now,
            idle_until: now.plus(idle),
            ..sign_in
        }));
    }
    // The clocks of two servers differ a little, so it may have been given a moment from now; not an hour from now.
    if sign_in.version - 1 == generation && now.since(sign_in.rotated_at).abs() < GRACE {
        return Ok(Refreshed::Repeated(sign_in));
    }
    Ok(Refreshed::Reused(end(sign_in, now)))
}

/// The sign-in, ended.
#[must_use]
pub fn end(sign_in: SignIn, now: Instant) -> SignIn {
    SignIn { ended_at: sign_in.ended_at.or(Some(now)), ..sign_in }
}

/// The kind of device that a User-Agent speaks of: a handful of words, so that the list of sign-ins tells them
/// apart without keeping what the browser sent.
#[must_use]
pub fn device_of(agent: &str) -> &'static str {
    let has = |word: &str| agent.contains(word);
    if has("iPhone") {
        "iPhone"
    } else if has("iPad") {
        "iPad"
    } else if has("Android") && has("Mobile") {
        "Android phone"
    } else if has("Android") {
        "Android tablet"
    } else if has("Windows") {
        "Windows"
    } else if has("Mac OS") {
        "Mac"
    } else if has("Linux") {
        "Linux"
    } else {
        "other"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn sign_in(now: Instant) -> SignIn {
        open(Id::fresh(now), Id::fresh(now), false, "other".into(), now)
    }

    /// As the store writes it.
    fn rotated(outcome: Result<Refreshed>) -> SignIn {
        match outcome {
            Ok(Refreshed::Rotated(sign_in)) => SignIn { version: sign_in.version + 1, ..sign_in },
            other => panic!("not rotated: {other:?}"),
        }
    }

    #[test]
    fn a_secret_counts_once_and_a_lost_answer_is_given_again() {
        let now = Instant::from_micros(0);
        let second = rotated(refresh(sign_in(now), 1, false, now));
        // The answer got lost: the first secret comes again within the grace.
        let soon = now.plus(TimeDelta::seconds(29));
        let again = refresh(second.clone(), 1, false, soon);
        assert!(matches!(again, Ok(Refreshed::Repeated(sign_in)) if sign_in.version == 2));
        // After it, or after two or more refreshes, the first secret is a theft.
        let late = now.plus(GRACE);
        assert!(matches!(refresh(second.clone(), 1, false, late), Ok(Refreshed::Reused(_))));
        let third = rotated(refresh(second, 2, false, soon));
        let fourth = rotated(refresh(third.clone(), 3, false, soon));
        for (sign_in, generation) in [(third, 1), (fourth.clone(), 2), (fourth, 1)] {
            let stolen = refresh(sign_in, generation, false, soon);
            assert!(matches!(stolen, Ok(Refreshed::Reused(sign_in)) if sign_in.ended_at == Some(soon)));
        }
    }

    #[test]
    fn staff_sessions_run_out_sooner() {
        let now = Instant::from_micros(0);
        let staff = open(Id::fresh(now), Id::fresh(now), true, "other".into(), now);
        let later = now.plus(TimeDelta::minutes(30));
        assert!(refresh(staff, 1, true, later).is_err());
        assert!(refresh(sign_in(now), 1, false, later).is_ok());
    }
}
