//! Everything that waits for the actor, of all their offices.

use super::model::Waiting;
use super::rules::{self, Cuts};
use super::store;
use crate::access::Role;
use crate::base::Result;
use crate::tx::Tx;

/// What waits for the actor, the soonest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    let (actor, cuts) = (tx.actor().clone(), Cuts::at(tx.now));
    let (account, mut rows) = (tx.account()?, Vec::new());
    if actor.is(Role::Psychologist) {
        store::clinic(tx, account, &actor.centres(Role::Psychologist), &mut rows)?;
        store::pairings_of_psychologist(tx, account, &cuts, &mut rows)?;
        store::to_decide(tx, account, &cuts, &mut rows)?;
    }
    let centres = actor.centres(Role::Coordinator);
    if !centres.is_empty() {
        store::pairings_of_centres(tx, &centres, &cuts, &mut rows)?;
        store::stages(tx, &centres, &mut rows)?;
        store::endings(tx, &centres, &cuts, &mut rows)?;
        store::settlements(tx, &centres, &mut rows)?;
        store::service_of_centres(tx, &centres, &cuts, &mut rows)?;
    }
    if actor.is(Role::Officer) {
        store::officers(tx, account, &cuts, &mut rows)?;
    }
    let hosts = actor.hosts();
    if !hosts.is_empty() {
        store::hosts(tx, &hosts, &mut rows)?;
    }
    if actor.is(Role::Privacy) {
        store::to_answer(tx, &cuts, &mut rows)?;
    }
    if actor.is(Role::Admin) || actor.is(Role::Privacy) {
        store::second_words(tx, account, &cuts, &mut rows)?;
        store::to_approve(tx, account, &cuts, &mut rows)?;
    }
    if actor.is(Role::Privacy) {
        store::reviews(tx, account, &cuts, &mut rows)?;
        store::to_propose(tx, &mut rows)?;
        store::to_close(tx, &cuts, &mut rows)?;
    }
    if actor.is(Role::Admin) {
        store::admins(tx, &cuts, &mut rows)?;
    }
    rules::sort(&mut rows);
    Ok(rows)
}
