//! Audit lines and outbox letters as rows.

use diesel::prelude::*;

use super::outbox::LetterMark;
use super::{Denial, Letter, Line, Recipient, Tx};
use crate::access::{AccountId, Action, Actor};
use crate::base::{Id, Instant, Result};
use crate::db::columns::Object;
use crate::db::schema::{audit, outbox};
use crate::db::{Confidential, Connection};

enum LineMark {}

pub(super) fn insert_line(tx: &mut Tx<'_>, line: &Line) -> Result<()> {
    let statement = diesel::insert_into(audit::table).values((
        audit::id.eq(tx.fresh::<LineMark>()),
        audit::at.eq(tx.now),
        audit::actor.eq(tx.actor.kind()),
        audit::account.eq(tx.actor.account()),
        audit::sign_in.eq(tx.actor.sign_in()),
        audit::action.eq(tx.action.name()),
        audit::event.eq(line.event),
        audit::object_kind.eq(line.kind),
        audit::object.eq(line.object.map(Id::<LineMark>::from_uuid)),
        audit::outcome.eq("done"),
        audit::request.eq(tx.request.clone()),
        audit::details.eq(Object(line.details.clone())),
    ));
    tx.connection.execute(statement).map(|_| ())
}

pub(super) fn insert_letter(tx: &mut Tx<'_>, letter: &Letter) -> Result<()> {
    // An import tells of the past; nobody is written to about it.
    if tx.imports() {
        return Ok(());
    }
    let (account, address, language): (Option<AccountId>, Option<Confidential>, Option<&str>) =
        match &letter.to {
            Recipient::Account(account) => (Some(*account), None, None),
            Recipient::Address { email, language } => {
                (None, Some(Confidential(email.clone())), Some(language.as_str()))
            }
            Recipient::Nobody | Recipient::InPlaceOfARow => (None, None, None),
        };
    let statement = diesel::insert_into(outbox::table).values((
        outbox::id.eq(tx.fresh::<LetterMark>()),
        outbox::kind.eq(letter.kind),
        outbox::account.eq(account),
        outbox::address.eq(address),
        outbox::language.eq(language),
        outbox::link.eq(letter.link.clone()),
        outbox::token_purpose.eq(letter.token.map(|(purpose, _)| purpose)),
        outbox::token.eq(letter.token.map(|(_, row)| Id::<LetterMark>::from_uuid(row))),
        outbox::state.eq(if matches!(letter.to, Recipient::InPlaceOfARow) { "sent" } else { "waiting" }),
        outbox::attempts.eq(0),
        outbox::due_at.eq(tx.now),
        outbox::created_at.eq(tx.now),
    ));
    tx.connection.execute(statement).map(|_| ())
}

/// Writes that an actor was denied an action.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert_denial(
    connection: &mut Connection<'_>,
    actor: &Actor,
    action: Action,
    request: &str,
    denial: Denial,
    now: Instant,
) -> Result<()> {
    let statement = diesel::insert_into(audit::table).values((
        audit::id.eq(Id::<LineMark>::fresh(now)),
        audit::at.eq(now),
        audit::actor.eq(actor.kind()),
        audit::account.eq(actor.account()),
        audit::sign_in.eq(actor.sign_in()),
        audit::action.eq(action.name()),
        audit::event.eq("denied"),
        audit::object_kind.eq(""),
        audit::object.eq(denial.object.map(Id::<LineMark>::from_uuid)),
        audit::outcome.eq("denied"),
        audit::request.eq(request.to_owned()),
        audit::details.eq(Object(denial.details)),
    ));
    connection.execute(statement).map(|_| ())
}
