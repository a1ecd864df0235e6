//! What is told to the admins once a day for as long as it lasts: few people read the log of a server.

use std::marker::PhantomData;

use crate::access::{AccountId, Role};
use crate::base::Result;
use crate::mail::Kind;
use crate::people::accounts::store::telling;
use crate::tx::{Event, Fact, Letter, Line, Recipient, Tx};

/// Something that an admin must know.
pub trait Alarm: 'static {
    /// The event by which it is known who has been told today.
    const TOLD: &'static str;
    /// The letter that tells it.
    const LETTER: Kind;
}

/// No backup can be taken that is due.
pub struct NotBackedUp;
/// The disk of the data has too little room.
pub struct DiskLow;
/// The machine's clock was set while the server ran.
pub struct ClockSet;

impl Alarm for NotBackedUp {
    const TOLD: &'static str = "backup.missed";
    const LETTER: Kind = Kind::NotBackedUp;
}

impl Alarm for DiskLow {
    const TOLD: &'static str = "disk.low";
    const LETTER: Kind = Kind::DiskLow;
}

impl Alarm for ClockSet {
    const TOLD: &'static str = "clock.set";
    const LETTER: Kind = Kind::ClockSet;
}

/// An admin is told.
struct Told<A> {
    account: AccountId,
    alarm: PhantomData<A>,
}

impl<A: Alarm> Event for Told<A> {
    type Of = ();

    fn line(&self) -> Line {
        Line::new(A::TOLD, "account", self.account.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        let to = Recipient::Account(self.account);
        vec![Letter { to, kind: A::LETTER, link: "/admin/health".into(), token: None }]
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Admins whom no letter has told of it for a day, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn to_tell<A: Alarm>(tx: &mut Tx<'_>, after: AccountId, most: i64) -> Result<Vec<AccountId>> {
    telling::untold(tx, (Role::Admin, A::TOLD), after, most)
}

/// Tells one of them, unless another server has.
///
/// # Errors
/// Whatever the database refuses.
pub fn tell<A: Alarm>(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    if telling::is_untold(tx, (Role::Admin, A::TOLD), account)? {
        tx.record((), &Told::<A> { account, alarm: PhantomData })?;
    }
    Ok(())
}
