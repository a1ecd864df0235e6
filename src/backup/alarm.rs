//! A backup that cannot be taken is told to the admins once a day: few people read the log of a server.

use crate::access::{AccountId, Role};
use crate::base::Result;
use crate::mail::Kind;
use crate::people::accounts::store::telling;
use crate::tx::{Event, Fact, Letter, Line, Recipient, Tx};

/// The event by which it is known who has been told today.
const TOLD: &str = "backup.missed";

/// An admin is told.
struct Missed {
    account: AccountId,
}

impl Event for Missed {
    type Of = ();

    fn line(&self) -> Line {
        Line::new(TOLD, "account", self.account.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        let to = Recipient::Account(self.account);
        vec![Letter { to, kind: Kind::NotBackedUp, link: "/desk".into(), token: None }]
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Admins whom no letter has told of it for a day, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn to_tell(tx: &mut Tx<'_>, after: AccountId, most: i64) -> Result<Vec<AccountId>> {
    telling::untold(tx, (Role::Admin, TOLD), after, most)
}

/// Tells one of them, unless another server has.
///
/// # Errors
/// Whatever the database refuses.
pub fn tell(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    if telling::is_untold(tx, (Role::Admin, TOLD), account)? {
        tx.record((), &Missed { account })?;
    }
    Ok(())
}
