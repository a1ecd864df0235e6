//! What waits for a privacy officer.

use diesel::prelude::*;

use super::tally::{dated, moments};
use crate::access::{AccountId, Action, EmergencyId, Owners, ReferralId};
use crate::base::{Instant, Result};
use crate::db::schema::{accounts, emergencies, referrals};
use crate::mentoring::referrals::model::Reference;
use crate::rights::emergencies::rules::{REVIEWED_WITHIN, due};
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::{Stored, Tx};

/// An emergency access that is over, and whose file it opened by their code.
struct Over {
    id: EmergencyId,
    code: String,
    opened_at: Instant,
}

impl Stored for Over {
    type Row = (
        (EmergencyId, AccountId, Option<AccountId>, Option<ReferralId>, Instant),
        Option<String>,
        Option<i64>,
    );
    const SEE: Action = Action::SeeEmergency;

    fn unpack(
        ((id, reader, person, referral, opened_at), code, number): Self::Row,
    ) -> Result<(Self, Owners)> {
        let code = code.or(number.map(|number| Reference(number).to_string())).unwrap_or_default();
        let owners = Owners {
            about: [person, None],
            custody: referral,
            assigned: [Some(reader), None, None],
            ..Owners::default()
        };
        Ok((Self { id, code, opened_at }, owners))
    }
}

/// Emergency accesses that wait for somebody else's review.
pub fn reviews(tx: &mut Tx<'_>, reader: AccountId, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let now = tx.now;
    // They are sorted by when they were opened, and due so many days later.
    let cut = moments(cuts).map(|moment| moment.minus(REVIEWED_WITHIN));
    dated!(
        tx,
        into,
        Wait::ReviewEmergency,
        cut,
        emergencies::table
            .left_join(accounts::table.on(accounts::id.nullable().eq(emergencies::person)))
            .left_join(referrals::table.on(referrals::id.nullable().eq(emergencies::referral)))
            .filter(emergencies::reviewed_at.is_null())
            .filter(emergencies::reader.ne(reader))
            .filter(emergencies::person.is_null().or(emergencies::person.ne(Some(reader))))
            .filter(emergencies::ended_at.is_not_null().or(emergencies::ends_at.le(now))),
        emergencies::opened_at,
        emergencies::id,
        (
            (
                emergencies::id,
                emergencies::reader,
                emergencies::person,
                emergencies::referral,
                emergencies::opened_at,
            ),
            accounts::code.nullable(),
            referrals::number.nullable(),
        ),
        |over: Over| Item {
            id: over.id.uuid(),
            within: None,
            deadline: Deadline::At(due(over.opened_at)),
            about: About { name: Some(over.code), ..About::default() },
        }
    );
    Ok(())
}
