//! Pairings and rounds that wait.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::tally::{dated, moments, undated};
use crate::access::{AccountId, Action, Owners};
use crate::base::Result;
use crate::db::schema::{accounts, mentors, pairings, referrals, rounds};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::pairings::model::{Consent, Pairing, PairingState};
use crate::mentoring::pairings::store::{AROUND, Around, Row};
use crate::proposing::rounds::model::{Round, RoundState};
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::{Stored, Tx};

/// A pairing with the names that lists show.
struct Named {
    pairing: Pairing,
    mentor: String,
    alias: String,
}

impl Stored for Named {
    type Row = ((Row, Around), String, Encrypted);
    const SEE: Action = Action::SeePairing;

    fn encrypted((row, _, alias): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let alias = (Field::ReferralAlias.of(row.0.referral), alias);
        Pairing::encrypted(row).into_iter().chain([alias]).collect()
    }

    fn unpack((row, mentor, alias): Self::Row) -> Result<(Self, Owners)> {
        let (pairing, owners) = Pairing::unpack(row)?;
        Ok((Self { pairing, mentor, alias: alias.text()?.unwrap_or_default() }, owners))
    }
}

impl Named {
    fn told(self) -> Item {
        let since = Deadline::Since(Some(self.pairing.since));
        Item {
            id: self.pairing.id.uuid(),
            within: None,
            deadline: self.pairing.lapses_at.map_or(since, Deadline::At),
            about: About { name: Some(self.mentor), alias: Some(self.alias), ..About::default() },
        }
    }
}

/// Pairings in a state, none about the reader.
macro_rules! all {
    ($tx:expr, $state:expr) => {
        pairings::table
            .inner_join(mentors::table.on(mentors::id.eq(pairings::mentor)))
            .inner_join(referrals::table.on(referrals::id.eq(pairings::referral)))
            .inner_join(accounts::table.on(accounts::id.eq(pairings::mentor_account)))
            .filter(pairings::state.eq($state))
            .filter(pairings::mentor_account.ne($tx.reader()))
    };
}

macro_rules! named {
    () => {
        ((pairings::all_columns, AROUND), accounts::preferred_name, referrals::alias)
    };
}

/// What waits for a psychologist: of these only what is theirs while they work with the mentor or the person.
pub fn of_psychologist(
    tx: &mut Tx<'_>,
    account: AccountId,
    cuts: &Cuts,
    into: &mut Vec<Waiting>,
) -> Result<()> {
    macro_rules! theirs {
        ($state:expr) => {
            all!(tx, $state).filter(
                pairings::psychologist
                    .eq(account)
                    .and(
                        mentors::supervisor
                            .eq(Some(account))
                            .or(mentors::supervisor.is_null().and(mentors::psychologist.eq(Some(account)))),
                    )
                    .or(pairings::referrer
                        .eq(account)
                        .and(referrals::psychologist.eq(account))
                        .assume_not_null()),
            )
        };
    }
    let given = format!("%{account}%");
    macro_rules! not_yet_endorsed {
        () => {
            theirs!(PairingState::Proposed).filter(
                sql::<Bool>("cast(pairings.endorsements as text) not like ").bind::<Text, _>(given.clone()),
            )
        };
    }
    dated!(
        tx,
        into,
        Wait::EndorsePairing,
        moments(cuts),
        not_yet_endorsed!(),
        pairings::lapses_at.assume_not_null(),
        pairings::id,
        named!(),
        Named::told
    );
    dated!(
        tx,
        into,
        Wait::RecordPicConsent,
        moments(cuts),
        theirs!(PairingState::Consenting).filter(pairings::pic_consent.eq(Consent::Asked)),
        pairings::lapses_at.assume_not_null(),
        pairings::id,
        named!(),
        Named::told
    );
    undated!(
        tx,
        into,
        Wait::ResumePairing,
        theirs!(PairingState::Paused).filter(pairings::paused_by_staff.eq(true)),
        pairings::since,
        pairings::id,
        named!(),
        Named::told
    );
    Ok(())
}

/// What waits for the coordinators of some centres.
pub fn of_centres(tx: &mut Tx<'_>, centres: &[String], cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    macro_rules! theirs {
        ($state:expr) => {
            all!(tx, $state).filter(pairings::centre.eq_any(centres.to_vec()))
        };
    }
    for (wait, state) in
        [(Wait::ApprovePairing, PairingState::Endorsed), (Wait::RequestConsents, PairingState::Approved)]
    {
        dated!(
            tx,
            into,
            wait,
            moments(cuts),
            theirs!(state),
            pairings::lapses_at.assume_not_null(),
            pairings::id,
            named!(),
            Named::told
        );
    }
    let reader = tx.reader();
    macro_rules! with_proposals {
        () => {
            rounds::table
                .filter(rounds::centre.eq_any(centres.to_vec()))
                .filter(rounds::state.eq(RoundState::Done))
                .filter(exists(
                    pairings::table
                        .filter(pairings::round.eq(rounds::id.nullable()))
                        .filter(pairings::mentor_account.ne(reader))
                        .filter(pairings::state.eq(PairingState::Proposed)),
                ))
        };
    }
    undated!(
        tx,
        into,
        Wait::FollowRound,
        with_proposals!(),
        rounds::created_at,
        rounds::id,
        rounds::all_columns,
        |round: Round| Item {
            id: round.id.uuid(),
            within: None,
            deadline: Deadline::Since(round.finished_at.or(Some(round.created_at))),
            about: About::default(),
        }
    );
    Ok(())
}
