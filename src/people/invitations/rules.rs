//! Rules of invitations: pure.

use chrono::TimeDelta;

use super::model::{GrantId, Held, Invitation, InvitationId, InvitationMove, InvitationState, Office};
use crate::access::{AccountId, Role};
use crate::base::{Code, Error, Fault, FaultCode, Instant, Language, Reason, Result};

/// How long an invitation counts from when its letter leaves.
pub const HOURS: i64 = 72;
/// How long it waits for the second word before.
const WAITS: TimeDelta = TimeDelta::days(7);

/// Checks that a role is one that is given by invitation, bound to a place of the right kind.
pub fn check_office(office: &Office, place_exists: impl Fn(&str, &str) -> bool, faults: &mut Vec<Fault>) {
    if !office.role.is_staff() {
        faults.push(Fault::new("role", FaultCode::Invalid));
    }
    match (office.role.scope_kind(), office.scope_kind.as_deref(), office.scope.as_deref()) {
        (None, None, None) => {}
        (None, _, _) => faults.push(Fault::new("scopeId", FaultCode::Invalid)),
        (Some(kind), given, Some(scope)) if given.is_none_or(|given| given == kind) => {
            if !place_exists(kind, scope) {
                faults.push(Fault::new("scopeId", FaultCode::UnknownCode));
            }
        }
        (Some(_), _, Some(_)) => faults.push(Fault::new("scopeKind", FaultCode::Invalid)),
        (Some(_), _, None) => faults.push(Fault::new("scopeId", FaultCode::Required)),
    }
    match (office.role, office.profession) {
        (Role::Psychologist, None) => faults.push(Fault::new("profession", FaultCode::Required)),
        (Role::Psychologist, Some(_)) | (_, None) => {}
        (_, Some(_)) => faults.push(Fault::new("profession", FaultCode::Invalid)),
    }
}

/// A new invitation: one of the operator counts at once, any other waits for the second word.
#[must_use]
pub fn invite(
    id: InvitationId,
    (email, language): (String, Language),
    office: Office,
    hash: Vec<u8>,
    by: Option<AccountId>,
    now: Instant,
) -> Invitation {
    let lasts = if by.is_some() { WAITS } else { TimeDelta::hours(HOURS) };
    Invitation {
        id,
        email,
        office,
        language,
        hash,
        invited_by: by,
        sent_at: now,
        expires_at: now.plus(lasts),
        approved_by: None,
        approved_at: Some(now).filter(|_| by.is_none()),
        lapsed_at: None,
        accepted_at: None,
        revoked_at: None,
        version: 1,
    }
}

/// An invitation whose letter leaves now: it counts from now on. `None` when it was accepted or taken back.
#[must_use]
pub fn leave(invitation: Invitation, now: Instant) -> Option<Invitation> {
    match invitation.state(now) {
        InvitationState::Sent | InvitationState::Expired => {
            Some(Invitation { expires_at: now.plus(TimeDelta::hours(HOURS)), ..invitation })
        }
        InvitationState::Proposed
        | InvitationState::Lapsed
        | InvitationState::Accepted
        | InvitationState::Revoked => None,
    }
}

/// Accepts an invitation.
///
/// # Errors
/// `Gone` when it was used, revoked, or has run out.
pub fn accept(invitation: Invitation, now: Instant) -> Result<Invitation> {
    match invitation.state(now) {
        InvitationState::Sent => Ok(Invitation { accepted_at: Some(now), ..invitation }),
        _ => Err(Error::Gone),
    }
}

/// What `by` may do with an invitation now. Two different people give an office; an invitation that ran out may still wait
/// in a letter, and is taken back with it.
///
/// # Errors
/// A conflict when it is past that, or the second word would be the first one's.
pub fn may(
    invitation: &Invitation,
    what: InvitationMove,
    by: Option<AccountId>,
    now: Instant,
) -> Result<(), Vec<Reason>> {
    use InvitationState as S;
    match (what, invitation.state(now)) {
        (InvitationMove::Approve, S::Proposed) if by == invitation.invited_by => {
            Err(vec![Reason::new(Code::TwoPeopleNeeded)])
        }
        (InvitationMove::Approve, S::Proposed)
        | (InvitationMove::Revoke, S::Proposed | S::Sent | S::Expired) => Ok(()),
        (InvitationMove::Revoke, S::Accepted) => Err(vec![Reason::new(Code::AcceptedAlready)]),
        (_, is) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// The second word: the invitation counts from now on.
///
/// # Errors
/// As [`may`].
pub fn approve(invitation: Invitation, by: AccountId, now: Instant) -> Result<Invitation> {
    may(&invitation, InvitationMove::Approve, Some(by), now)?;
    let expires_at = now.plus(TimeDelta::hours(HOURS));
    Ok(Invitation { approved_by: Some(by), approved_at: Some(now), expires_at, ..invitation })
}

/// Nobody has said the second word in time. `None` when somebody was faster.
#[must_use]
pub fn lapse(invitation: Invitation, now: Instant) -> Option<Invitation> {
    let due = invitation.state(now) == InvitationState::Lapsed && invitation.lapsed_at.is_none();
    due.then_some(Invitation { lapsed_at: Some(now), ..invitation })
}

/// Takes an invitation back.
///
/// # Errors
/// A conflict when it was accepted or has lapsed; taking it back twice changes nothing.
pub fn revoke(invitation: Invitation, now: Instant) -> Result<Invitation> {
    if invitation.state(now) == InvitationState::Revoked {
        return Ok(invitation);
    }
    may(&invitation, InvitationMove::Revoke, None, now)?;
    Ok(Invitation { revoked_at: Some(now), ..invitation })
}

/// The office that an accepted invitation becomes.
#[must_use]
pub fn grant(id: GrantId, account: AccountId, office: Office, by: Option<AccountId>, now: Instant) -> Held {
    Held { id, account, office, from_at: now, until_at: None, granted_by: by, version: 1 }
}

/// Ends an office.
#[must_use]
pub fn end(held: Held, now: Instant) -> Held {
    Held { until_at: held.until_at.or(Some(now)), ..held }
}
