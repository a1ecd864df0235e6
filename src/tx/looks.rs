//! What somebody of the staff sees of others in one transaction: noted by the rows that they open, kept before they get it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::{Line, Tx, store};
use crate::access::look::{purpose, seen};
use crate::access::{
    AccountId, Action, EmergencyId, Owners, Purpose, Role, Scope, Seen, SubjectId, Tie, policy,
};
use crate::base::{Id, Instant, Result};
use crate::db::schema::looks;

/// Marks ids of looks.
pub enum LookMark {}
/// The id of a look.
pub type LookId = Id<LookMark>;

/// One look at one person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    subject: SubjectId,
    seen: Seen,
    purpose: Purpose,
    /// In which office, and of which centre, institution or host.
    role: Role,
    scope: Option<String>,
    /// The emergency access that let them, and since when it was open.
    emergency: Option<(EmergencyId, Instant)>,
}

/// A row of `looks`, in the order of its columns.
#[derive(Insertable)]
#[diesel(table_name = looks, treat_none_as_default_value = false)]
struct Row {
    id: LookId,
    subject: SubjectId,
    reader: AccountId,
    role: Role,
    scope: Option<String>,
    seen: Seen,
    purpose: Purpose,
    stretch: Instant,
    at: Instant,
    emergency: Option<EmergencyId>,
}

/// The looks of one transaction.
#[derive(Default)]
pub(super) struct Looks(RefCell<BTreeSet<Look>>);

/// Looks at the same for the same reason within it are one.
const WITHIN: TimeDelta = TimeDelta::minutes(15);
/// The most rows of one statement: SQLite binds 32,766 values.
const MOST: usize = 1000;

/// Where the stretch of time begins that `now` lies in.
fn stretch(now: Instant) -> Instant {
    let length = WITHIN.num_seconds() * 1_000_000;
    Instant::from_micros(now.micros() - now.micros().rem_euclid(length))
}

impl Tx<'_> {
    /// Notes that a row was shown to whoever asks: by whom it is about, where it is their office that lets them see it.
    /// Opening a row does it by itself; by hand it is for what was weighed among many.
    pub fn shows(&self, see: Action, owners: &Owners) {
        let Some(seen) = seen(see, self.action) else { return };
        let by = policy::by(&self.actor, self.action, owners);
        let Some((role, scope, tie)) = by.or_else(|| policy::by(&self.actor, see, owners)) else { return };
        if !role.is_staff() || owners.are_about(&self.actor) {
            return;
        }
        // By an emergency its one subject is shown, and whoever else the row is about is not.
        let only =
            (tie == Tie::Emergency).then(|| owners.emergencies(&self.actor, role, scope).collect::<Vec<_>>());
        // The row of an emergency that is open tells its reader where to find whom it is for.
        let mut open = self.actor.emergencies().iter();
        let itself = open.find(|one| tie == Tie::Assigned && owners.emergency == Some(one.id));
        let scope = match scope {
            Scope::Everywhere => None,
            Scope::Centre(code) | Scope::Institution(code) => Some(code.clone()),
            Scope::Host(id) => Some(id.to_string()),
        };
        let mut noted = self.looks.0.borrow_mut();
        let mut note = |subject: Uuid, file: Seen| {
            let subject = Id::from_uuid(subject);
            let emergency = match &only {
                Some(all) => all.iter().copied().find(|one| one.subject == subject),
                None => itself,
            };
            if only.is_some() && emergency.is_none() {
                return;
            }
            let emergency = emergency.map(|one| (one.id, one.opened_at));
            // Of a pairing that its mentor does not know of, neither side is told more than that somebody was looked for.
            let unknown = seen == Seen::Pairing && owners.own.is_none();
            if unknown && noted.iter().any(|one| one.subject == subject) {
                return;
            }
            let (seen, purpose) = match (unknown, &only) {
                (true, _) => (file, Purpose::Match),
                (false, Some(_)) => (seen, Purpose::Emergency),
                // Whoever has no account is known by their referral alone.
                (false, None) if (seen, file) == (Seen::Account, Seen::Referral) => {
                    (file, purpose(self.action))
                }
                (false, None) => (seen, purpose(self.action)),
            };
            noted.insert(Look { subject, seen, purpose, role, scope: scope.clone(), emergency });
        };
        for person in owners.about.into_iter().flatten() {
            note(person.uuid(), Seen::Mentor);
        }
        if let Some(referral) = owners.custody {
            note(referral.uuid(), Seen::Referral);
        }
    }

    /// The looks so far, to be kept by another transaction: where this one only reads.
    pub(crate) fn take_looks(&self) -> BTreeSet<Look> {
        self.looks.0.take()
    }

    /// Takes over the looks of a transaction that only read.
    pub(crate) fn take_over(&self, looks: BTreeSet<Look>) {
        self.looks.0.replace(looks);
    }

    /// Writes the looks of this transaction: one line of the audit log, unless what was done has left its own, and for
    /// each person a row that they can read.
    ///
    /// # Errors
    /// Whatever the database refuses; then nothing of the command happens.
    pub(crate) fn keep_looks(&mut self) -> Result<()> {
        let looks: Vec<Look> = self.take_looks().into_iter().collect();
        if looks.is_empty() {
            return Ok(());
        }
        if self.lines == 0 {
            let about: BTreeSet<Uuid> = looks.iter().map(|look| look.subject.uuid()).collect();
            let shown: BTreeSet<Seen> = looks.iter().map(|look| look.seen).collect();
            let object = if about.len() == 1 { about.first().copied() } else { None };
            let details = json!({ "about": about, "seen": shown });
            store::insert_line(self, &Line { event: "looked", kind: "", object, details })?;
        }
        let (reader, at) = (self.reader(), self.now);
        let row = |look: Look| Row {
            id: self.fresh::<LookMark>(),
            subject: look.subject,
            reader,
            role: look.role,
            scope: look.scope,
            seen: look.seen,
            purpose: look.purpose,
            // What one emergency shows is told of that one, however soon another follows.
            stretch: look.emergency.map_or(stretch(at), |(_, opened_at)| opened_at),
            at,
            emergency: look.emergency.map(|(id, _)| id),
        };
        let mut rows: Vec<Row> = looks.into_iter().map(row).collect();
        while !rows.is_empty() {
            let some: Vec<Row> = rows.drain(..rows.len().min(MOST)).collect();
            let once =
                (looks::subject, looks::reader, looks::stretch, looks::seen, looks::purpose, looks::role);
            let statement = diesel::insert_into(looks::table).values(some).on_conflict(once).do_nothing();
            self.connection.execute(statement)?;
        }
        Ok(())
    }
}
