//! What goes of somebody, as rows.

use diesel::prelude::*;

use crate::access::AccountId;
use crate::base::Result;
use crate::db::Kept;
use crate::db::schema::{accounts, bookings, ceremonies, commitments, grants, link_tokens, outbox, sign_ins};
use crate::people::accounts::model::{AccountState, SupervisionAnswer};
use crate::service::bookings::model::BookingState;
use crate::tx::{Recorded, Tx};

/// Whether somebody holds an office.
pub fn holds_office(tx: &mut Tx<'_>, person: AccountId) -> Result<bool> {
    let now = tx.now;
    let held = grants::table
        .filter(grants::account.eq(person))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .count();
    Ok(tx.value::<i64>(held)?.unwrap_or(0) > 0)
}

/// Whether something of somebody's shifts is open: to come, or come and not verified.
pub fn has_open_bookings(tx: &mut Tx<'_>, person: AccountId) -> Result<bool> {
    let open: Vec<BookingState> = BookingState::ALL.iter().copied().filter(|state| state.is_open()).collect();
    let rows = bookings::table
        .filter(bookings::person.eq(person))
        .filter(bookings::state.eq_any(open).or(bookings::state.eq(BookingState::Attended)))
        .count();
    Ok(tx.value::<i64>(rows)?.unwrap_or(0) > 0)
}

/// Takes away what names an account, how it is reached and how one signs in with it.
///
/// # Errors
/// Whatever the database refuses.
pub fn erase<T>(tx: &mut Tx<'_>, because: &Recorded<T>, person: AccountId) -> Result<()> {
    // Nobody's address, so that the row keeps its key; the code is the row's own id, which nobody is told.
    let nobody = format!("{person}@erased.invalid");
    let row = accounts::table.filter(accounts::id.eq(person));
    let named = (
        accounts::email.eq(nobody.clone()),
        accounts::email_key.eq(nobody),
        accounts::password_hash.eq(None::<String>),
        accounts::preferred_name.eq(""),
        accounts::code.eq(person.to_string()),
        accounts::state.eq(AccountState::Disabled),
        accounts::supervision_answer.eq(SupervisionAnswer::RatherNotSay),
        accounts::birth_month.eq(None::<String>),
        accounts::unpaid_work_at.eq(None::<crate::base::Instant>),
        accounts::centre.eq(None::<String>),
        accounts::version.eq(accounts::version + 1),
    );
    tx.change(because, Kept(diesel::update(row).set(named)))?;
    let devices = sign_ins::table.filter(sign_ins::account.eq(person));
    tx.write(because, Kept(diesel::update(devices).set(sign_ins::device.eq(""))))?;
    tx.write(because, diesel::delete(ceremonies::table.filter(ceremonies::account.eq(person))))?;
    tx.write(because, diesel::delete(link_tokens::table.filter(link_tokens::account.eq(person))))?;
    tx.write(because, diesel::delete(commitments::table.filter(commitments::person.eq(person))))?;
    // What has been told them by letter, and what would be.
    tx.write(because, diesel::delete(outbox::table.filter(outbox::account.eq(person)))).map(|_| ())
}
