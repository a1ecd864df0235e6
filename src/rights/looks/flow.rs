//! Reading who looked.

use super::model::{Looked, Looks};
use super::{rules, store};
use crate::access::{Seen, SubjectId};
use crate::base::page::Ask;
use crate::base::{Id, Instant, Page, Result};
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::ReferralId;
use crate::people::accounts;
use crate::service::hosts;
use crate::tx::{Tx, open_all};

/// Who looked at what of the caller.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>, ask: Ask) -> Result<Looks> {
    let account = tx.account()?;
    let account = accounts::store::find(tx, account)?.open(tx)?;
    let subject: SubjectId = Id::from_uuid(account.id.uuid());
    let rows = store::page(tx, subject, ask)?;
    let rows = open_all(rows, tx)?;
    let seen: Vec<_> = store::seen(tx, subject)?;
    let seen = open_all(seen, tx)?.into_iter().map(|one| one.0).collect();
    let whose =
        Whose { centre: account.centre.as_deref(), known_since: account.created_at, all: &rules::OF_ACCOUNT };
    told(tx, rows, seen, ask, &whose)
}

/// Who looked at what of a person in custody, for whoever works with them: to print it, which is a look as well.
///
/// # Errors
/// `Hidden` for strangers.
pub fn of_referral(tx: &mut Tx<'_>, id: ReferralId, ask: Ask) -> Result<Looks> {
    const WHY: &str = "read with the referral, whom the actor has opened";
    let referral = referrals::store::find(tx, id)?.open(tx)?;
    let subject: SubjectId = Id::from_uuid(id.uuid());
    let rows = store::page(tx, subject, ask)?.into_iter().map(|row| row.unchecked(WHY)).collect();
    let seen = store::seen(tx, subject)?.into_iter().map(|row| row.unchecked(WHY).0).collect();
    let centre = Some(referral.centre.as_str());
    told(tx, rows, seen, ask, &Whose { centre, known_since: referral.created_at, all: &rules::OF_REFERRAL })
}

/// Of whom it is told.
struct Whose<'a> {
    centre: Option<&'a str>,
    known_since: Instant,
    all: &'a [Seen],
}

fn told(tx: &mut Tx<'_>, rows: Vec<Looked>, seen: Vec<Seen>, ask: Ask, whose: &Whose<'_>) -> Result<Looks> {
    let since = store::first(tx)?.unwrap_or(tx.now).max(whose.known_since);
    let Page { items, next } = Page::cut(rows, ask.limit, Looked::cursor);
    let mut told = Vec::new();
    for look in items {
        let host_name = match look.host {
            Some(host) => {
                let host = hosts::store::find(tx, host)?;
                Some(host.unchecked("whoever volunteers somewhere knows the organisation by name").facts.name)
            }
            None => None,
        };
        told.push(rules::told(Looked { host_name, ..look }, whose.centre));
    }
    Ok(Looks { items: told, next, since, unseen: rules::unseen(whose.all, &seen) })
}
