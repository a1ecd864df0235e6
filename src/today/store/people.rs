//! Members, people under supervision and staff of whom something waits.

use chrono::NaiveDate;
use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::tally::{dated, moments, undated};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Result};
use crate::db::schema::{
    accounts, clearances, grants, hosts, invitations, openings, slots, standing_clearances, supervisees,
};
use crate::people::accounts::model::{AccountState, Supervision};
use crate::people::invitations::model::Invitation;
use crate::people::supervisees::model::{Settlement, SuperviseeId, SuperviseeState};
use crate::service::clearances::model::{ClearanceState, Request};
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::{Stored, Tx};

/// Members of these centres, or of none, whose answer nobody has settled.
pub fn settlements(tx: &mut Tx<'_>, centres: &[String], into: &mut Vec<Waiting>) -> Result<()> {
    let reader = tx.reader();
    undated!(
        tx,
        into,
        Wait::SettleSupervision,
        accounts::table
            .filter(accounts::supervision.eq(Supervision::Unsettled))
            .filter(accounts::state.eq(AccountState::Active))
            .filter(accounts::id.ne(reader))
            .filter(accounts::centre.is_null().or(accounts::centre.eq_any(centres.to_vec()))),
        accounts::created_at,
        accounts::id,
        (
            accounts::id,
            accounts::code,
            accounts::preferred_name,
            accounts::supervision_answer,
            accounts::created_at,
            accounts::centre,
        ),
        |one: Settlement| Item {
            id: one.person.uuid(),
            within: None,
            deadline: Deadline::Since(Some(one.since)),
            about: About { name: Some(one.preferred_name), ..About::default() },
        }
    );
    Ok(())
}

/// A standing clearance that runs out, with its person.
struct Ending {
    supervisee: SuperviseeId,
    name: String,
    until: NaiveDate,
}

impl Stored for Ending {
    type Row = (SuperviseeId, AccountId, AccountId, String, String);
    const SEE: Action = Action::SeeStanding;

    fn unpack((supervisee, officer, person, name, until): Self::Row) -> Result<(Self, Owners)> {
        let until =
            until.parse().map_err(|_| Error::Internal("a standing clearance cannot be read".into()))?;
        let (about, assigned) = ([Some(person), None], [Some(officer), None, None]);
        Ok((Self { supervisee, name, until }, Owners { about, assigned, ..Owners::default() }))
    }
}

diesel::alias! {
    const LONGER: Alias<Longer> = standing_clearances as longer_standing_clearances;
}

/// What waits for an officer.
pub fn officers(tx: &mut Tx<'_>, officer: AccountId, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    dated!(
        tx,
        into,
        Wait::DecideClearance,
        moments(cuts),
        clearances::table
            .inner_join(supervisees::table.on(supervisees::id.eq(clearances::supervisee)))
            .inner_join(accounts::table.on(accounts::id.eq(supervisees::person)))
            .inner_join(slots::table.on(slots::id.eq(clearances::slot)))
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .filter(clearances::officer.eq(officer))
            .filter(supervisees::person.ne(officer))
            .filter(clearances::state.eq(ClearanceState::Waiting)),
        clearances::lapses_at,
        clearances::id,
        (
            clearances::all_columns,
            accounts::id,
            (
                accounts::preferred_name,
                accounts::code,
                openings::title,
                hosts::name,
                slots::starts_at,
                slots::ends_at,
            ),
        ),
        |request: Request| Item {
            id: request.clearance.id.uuid(),
            within: None,
            deadline: Deadline::At(request.clearance.lapses_at),
            about: About {
                name: Some(request.preferred_name),
                title: Some(request.title),
                starts_at: Some(request.time.start),
                ..About::default()
            },
        }
    );
    let (first, last) = (cuts.today.to_string(), cuts.last_announced());
    dated!(
        tx,
        into,
        Wait::RenewStanding,
        cuts.days(),
        standing_clearances::table
            .inner_join(supervisees::table.on(supervisees::id.eq(standing_clearances::supervisee)))
            .inner_join(accounts::table.on(accounts::id.eq(supervisees::person)))
            .filter(supervisees::officer.eq(officer))
            .filter(supervisees::person.ne(officer))
            .filter(supervisees::state.eq(SuperviseeState::Current))
            // Supervision that ends no later needs none after that.
            .filter(supervisees::ends_on.gt(standing_clearances::until_on))
            .filter(standing_clearances::ended_at.is_null())
            .filter(standing_clearances::until_on.ge(first.clone()))
            .filter(standing_clearances::until_on.le(last.clone()))
            .filter(not(exists(
                LONGER
                    .filter(LONGER.field(standing_clearances::supervisee).eq(standing_clearances::supervisee))
                    .filter(LONGER.field(standing_clearances::kind).eq(standing_clearances::kind))
                    .filter(LONGER.field(standing_clearances::ended_at).is_null())
                    .filter(LONGER.field(standing_clearances::until_on).gt(standing_clearances::until_on))
                    .filter(
                        LONGER
                            .field(standing_clearances::host)
                            .eq(standing_clearances::host)
                            .or(standing_clearances::host.is_null()),
                    )
                    .filter(
                        LONGER
                            .field(standing_clearances::category)
                            .eq(standing_clearances::category)
                            .or(standing_clearances::category.is_null()),
                    ),
            ))),
        standing_clearances::until_on,
        standing_clearances::id,
        (
            supervisees::id,
            supervisees::officer,
            supervisees::person,
            accounts::preferred_name,
            standing_clearances::until_on,
        ),
        |ending: Ending| Item {
            id: ending.supervisee.uuid(),
            within: None,
            deadline: Deadline::On(ending.until),
            about: About { name: Some(ending.name), ..About::default() },
        }
    );
    Ok(())
}

/// Somebody of the staff without an office.
struct Idle {
    id: AccountId,
    name: String,
}

impl Stored for Idle {
    type Row = (AccountId, String);
    const SEE: Action = Action::SeeAccount;

    fn unpack((id, name): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { id, name }, Owners::of(id)))
    }
}

diesel::alias! {
    const AGAIN: Alias<Again> = invitations as invitations_sent_again;
}

/// How long an invitation that ran out is called to mind.
const REMEMBERED_DAYS: i64 = 30;

/// Offices that somebody else has proposed, for others than the reader.
pub fn second_words(tx: &mut Tx<'_>, reader: AccountId, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let now = tx.now;
    dated!(
        tx,
        into,
        Wait::ApproveInvitation,
        moments(cuts),
        invitations::table
            .left_join(accounts::table.on(accounts::email_key.eq(invitations::email_key)))
            .filter(accounts::id.nullable().is_null().or(accounts::id.nullable().ne(Some(reader))))
            .filter(invitations::invited_by.is_null().or(invitations::invited_by.ne(Some(reader))))
            .filter(invitations::approved_at.is_null())
            .filter(invitations::revoked_at.is_null())
            .filter(invitations::lapsed_at.is_null())
            .filter(invitations::expires_at.gt(now)),
        invitations::expires_at,
        invitations::id,
        (invitations::all_columns, accounts::id.nullable()),
        |invitation: Invitation| Item {
            id: invitation.id.uuid(),
            within: None,
            deadline: Deadline::At(invitation.expires_at),
            about: About { name: Some(invitation.email), ..About::default() },
        }
    );
    Ok(())
}

/// What waits for an admin.
pub fn admins(tx: &mut Tx<'_>, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let (now, reader) = (tx.now, tx.reader());
    let forgotten = now.minus(TimeDelta::days(REMEMBERED_DAYS));
    dated!(
        tx,
        into,
        Wait::InvitationEnds,
        moments(cuts),
        invitations::table
            .left_join(accounts::table.on(accounts::email_key.eq(invitations::email_key)))
            .filter(accounts::id.nullable().is_null().or(accounts::id.nullable().ne(Some(reader))))
            .filter(invitations::approved_at.is_not_null())
            .filter(invitations::accepted_at.is_null())
            .filter(invitations::revoked_at.is_null())
            .filter(invitations::expires_at.gt(forgotten))
            .filter(not(exists(
                AGAIN
                    .filter(AGAIN.field(invitations::email_key).eq(invitations::email_key))
                    .filter(AGAIN.field(invitations::role).eq(invitations::role))
                    .filter(AGAIN.field(invitations::revoked_at).is_null())
                    .filter(AGAIN.field(invitations::lapsed_at).is_null())
                    .filter(AGAIN.field(invitations::sent_at).gt(invitations::sent_at)),
            ))),
        invitations::expires_at,
        invitations::id,
        (invitations::all_columns, accounts::id.nullable()),
        |invitation: Invitation| Item {
            id: invitation.id.uuid(),
            within: None,
            deadline: Deadline::At(invitation.expires_at),
            about: About { name: Some(invitation.email), ..About::default() },
        }
    );
    undated!(
        tx,
        into,
        Wait::AccountWithoutOffice,
        accounts::table
            .filter(accounts::member.eq(false))
            .filter(accounts::state.eq(AccountState::Active))
            .filter(accounts::id.ne(reader))
            .filter(not(exists(
                grants::table
                    .filter(grants::account.eq(accounts::id))
                    .filter(grants::until_at.is_null().or(grants::until_at.gt(now))),
            )))
            .filter(not(exists(
                invitations::table
                    .filter(invitations::email_key.eq(accounts::email_key))
                    .filter(invitations::accepted_at.is_null())
                    .filter(invitations::revoked_at.is_null())
                    .filter(invitations::expires_at.gt(now)),
            ))),
        accounts::created_at,
        accounts::id,
        (accounts::id, accounts::preferred_name),
        |one: Idle| Item {
            id: one.id.uuid(),
            within: None,
            deadline: Deadline::Since(None),
            about: About { name: Some(one.name), ..About::default() },
        }
    );
    Ok(())
}
