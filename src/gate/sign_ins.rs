//! Live sign-ins: every request asks whether its sign-in, account and grants still count.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::access::{AccountId, Actor, Emergency, Grant, HostId, Proof, Role, Scope, SignInId};
use crate::base::{Error, Instant, ProblemCode, Result};
use crate::db::Connection;
use crate::db::schema::{accounts, emergencies, factors, grants, sign_ins};

/// How long an answer about a sign-in is remembered: a right that ends, ends within a second everywhere.
const REMEMBERED: TimeDelta = TimeDelta::milliseconds(900);
/// Sign-ins remembered at once; beyond that the memory starts anew.
const MOST: usize = 50_000;

/// What was lately found about sign-ins.
#[derive(Default)]
pub struct Memory(Mutex<Known>);

#[derive(Default)]
struct Known {
    actors: HashMap<SignInId, (Actor, Instant)>,
    /// How often everything was forgotten.
    forgotten: u64,
}

impl Memory {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The actor of a sign-in, if that was asked within the last second.
    #[must_use]
    pub fn recall(&self, sign_in: SignInId, now: Instant) -> Option<Actor> {
        let known = self.known();
        let (actor, at) = known.actors.get(&sign_in)?;
        at.is_younger_than(REMEMBERED, now).then(|| actor.clone())
    }

    /// How often everything was forgotten: asked before an actor is looked up, and told when they are kept.
    #[must_use]
    pub fn forgotten(&self) -> u64 {
        self.known().forgotten
    }

    /// Remembers the actor of a sign-in, unless rights have changed since they were looked up: what was read before the
    /// change may come here after it.
    pub fn keep(&self, sign_in: SignInId, actor: Actor, now: Instant, forgotten: u64) {
        let mut known = self.known();
        if known.forgotten != forgotten {
            return;
        }
        if known.actors.len() >= MOST {
            known.actors.clear();
        }
        known.actors.insert(sign_in, (actor, now));
    }

    /// Forgets everything: somebody's rights have changed.
    pub fn forget(&self) {
        let mut known = self.known();
        known.actors.clear();
        known.forgotten += 1;
    }
}

/// The actor of a live sign-in.
///
/// # Errors
/// `Unauthenticated` when the sign-in has ended or run out, or the account may not act.
pub fn load(
    connection: &mut Connection<'_>,
    account: AccountId,
    sign_in: SignInId,
    now: Instant,
) -> Result<Actor> {
    let has_factor = exists(factors::table.filter(factors::account.eq(account)));
    let alive = sign_ins::table
        .inner_join(accounts::table.on(accounts::id.eq(sign_ins::account)))
        .filter(sign_ins::id.eq(sign_in))
        .filter(sign_ins::account.eq(account))
        .filter(sign_ins::ended_at.is_null())
        .filter(sign_ins::idle_until.gt(now))
        .filter(sign_ins::expires_at.gt(now))
        .filter(accounts::state.eq("active"))
        .select((accounts::member, sign_ins::created_at, sign_ins::proven_at, has_factor));
    let (member, opened_at, proven_at, has_factor): (bool, Instant, Option<Instant>, bool) = connection
        .load(alive)?
        .into_iter()
        .next()
        .ok_or(Error::Unauthenticated(ProblemCode::SessionEnded))?;
    let held = grants::table
        .filter(grants::account.eq(account))
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select((grants::role, grants::scope_kind, grants::scope));
    let rows: Vec<(Role, Option<String>, Option<String>)> = connection.load(held)?;
    let mut grants = Vec::with_capacity(rows.len() + 1);
    if member {
        grants.push(Grant { role: Role::Member, scope: Scope::Everywhere });
    }
    for (role, kind, scope) in rows {
        grants.push(Grant { role, scope: scope_of(kind.as_deref(), scope)? });
    }
    let proof = Proof::of(opened_at, proven_at, has_factor);
    let emergencies = match grants.iter().any(|grant| grant.role == Role::Psychologist) {
        true => open_emergencies(connection, account, now)?,
        false => Vec::new(),
    };
    Ok(Actor::Person { account, sign_in, grants, proof, emergencies })
}

/// The emergency accesses that somebody has open: nobody but a psychologist has any.
fn open_emergencies(
    connection: &mut Connection<'_>,
    account: AccountId,
    now: Instant,
) -> Result<Vec<Emergency>> {
    let open = emergencies::table
        .filter(emergencies::reader.eq(account))
        .filter(emergencies::ended_at.is_null())
        .filter(emergencies::ends_at.gt(now))
        .select((emergencies::id, emergencies::subject, emergencies::scope, emergencies::opened_at));
    let rows = connection.load(open)?.into_iter();
    let read = |(id, subject, scope, opened_at): (_, _, Option<String>, _)| Emergency {
        id,
        subject,
        scope: scope.map_or(Scope::Everywhere, Scope::Centre),
        opened_at,
    };
    Ok(rows.map(read).collect())
}

/// A scope as it is written in a row.
///
/// # Errors
/// `Internal` when the row makes no sense.
pub fn scope_of(kind: Option<&str>, scope: Option<String>) -> Result<Scope> {
    let unreadable = || Error::Internal("a grant's scope cannot be read".into());
    Ok(match (kind, scope) {
        (None, _) => Scope::Everywhere,
        (Some("centre"), Some(code)) => Scope::Centre(code),
        (Some("institution"), Some(code)) => Scope::Institution(code),
        (Some("host"), Some(id)) => Scope::Host(id.parse::<HostId>().map_err(|_| unreadable())?),
        _ => return Err(unreadable()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn what_was_found_before_rights_changed_is_not_remembered_after_it() {
        let (memory, now) = (Memory::default(), Instant::default());
        let sign_in: SignInId = Id::fresh(now);
        let before = memory.forgotten();
        memory.forget();
        memory.keep(sign_in, Actor::Anonymous, now, before);
        assert!(memory.recall(sign_in, now).is_none());
        memory.keep(sign_in, Actor::Anonymous, now, memory.forgotten());
        assert!(memory.recall(sign_in, now).is_some());
    }
}
