//! Pairings with the names that lists show.

use diesel::prelude::*;

use crate::access::{AccountId, Action, Owners, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Result};
use crate::db::schema::{accounts, mentors, pairings, referrals};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::pairings::model::{Card, Pairing, PairingId, PairingState, RoundId};
use crate::mentoring::pairings::store::{AROUND, Around, Row};
use crate::mentoring::referrals::model::Reference;
use crate::tx::{Sealed, Stored, Tx, filtered};

diesel::alias! {
    const PSYCHOLOGISTS: Alias<Psychologists> = accounts as psychologists_of_pairings;
}

impl Stored for Card {
    type Row = ((Row, Around), String, String, i64, Encrypted, Option<Instant>);
    const SEE: Action = Action::SeePairing;

    fn encrypted((row, _, _, _, alias, _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let alias = (Field::ReferralAlias.of(row.0.referral), alias);
        Pairing::encrypted(row).into_iter().chain([alias]).collect()
    }

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (pairing, mentor_name, psychologist_name, number, alias, eligible_since) = row;
        let (pairing, owners) = Pairing::unpack(pairing)?;
        let card = Self {
            pairing,
            mentor_name,
            psychologist_name,
            reference: Reference(number),
            alias: alias.text()?.unwrap_or_default(),
            eligible_since,
        };
        Ok((card, owners))
    }
}

/// Which pairings a list shows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Those of this psychologist,
    pub psychologist: Option<AccountId>,
    /// and those of these centres,
    pub centres: Vec<String>,
    /// none about the reader;
    pub reader: AccountId,
    /// of these, in these states, if any are named,
    pub states: Vec<PairingState>,
    /// and of this round, if one is named.
    pub round: Option<RoundId>,
}

/// In these states somebody is waited for, and it lapses if nobody moves it.
const WAITING: [PairingState; 4] =
    [PairingState::Proposed, PairingState::Endorsed, PairingState::Approved, PairingState::Consenting];

impl Filter {
    /// Whether everything that it shows waits for somebody, so that the next to lapse comes first.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.states.is_empty() && self.states.iter().all(|state| WAITING.contains(state))
    }

    /// By which moment a pairing stands in the list.
    #[must_use]
    pub fn key(&self, pairing: &Pairing) -> Instant {
        if self.waits() { pairing.lapses_at.unwrap_or(pairing.since) } else { pairing.since }
    }

    /// Everything that somebody sees: a psychologist's own, a coordinator's centres'.
    #[must_use]
    pub fn of(tx: &Tx<'_>) -> Self {
        let actor = tx.actor();
        Self {
            psychologist: actor.account().filter(|_| actor.is(Role::Psychologist)),
            centres: actor.centres(Role::Coordinator),
            reader: tx.reader(),
            states: Vec::new(),
            round: None,
        }
    }
}

/// How many pairings of a filter's centres are in some states.
pub fn count(tx: &mut Tx<'_>, filter: &Filter, states: &[PairingState]) -> Result<i64> {
    let counted = pairings::table
        .filter(pairings::centre.eq_any(filter.centres.clone()))
        .filter(pairings::mentor_account.ne(filter.reader))
        .filter(pairings::state.eq_any(states.to_vec()))
        .count();
    Ok(tx.value(counted)?.unwrap_or(0))
}

/// A page of pairings, one row more than asked: of those that wait, the next to lapse first; all others, the latest change
/// first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, ask: Ask) -> Result<Vec<Sealed<Card>>> {
    let waits = filter.waits();
    let after = ask.after.unwrap_or(if waits { Cursor::start() } else { Cursor::end() });
    let id = PairingId::from_uuid(after.id);
    let psychologist = PSYCHOLOGISTS.field(accounts::id);
    let psychologist_name = PSYCHOLOGISTS.field(accounts::preferred_name);
    let works_with_mentor = mentors::supervisor
        .eq(pairings::psychologist.nullable())
        .or(mentors::supervisor.is_null().and(mentors::psychologist.eq(pairings::psychologist.nullable())));
    filtered!(tx, {
        let mut query = pairings::table
            .inner_join(mentors::table.on(mentors::id.eq(pairings::mentor)))
            .inner_join(referrals::table.on(referrals::id.eq(pairings::referral)))
            .inner_join(accounts::table.on(accounts::id.eq(pairings::mentor_account)))
            .inner_join(PSYCHOLOGISTS.on(psychologist.eq(pairings::psychologist)))
            .select((
                (pairings::all_columns, AROUND),
                accounts::preferred_name,
                psychologist_name,
                referrals::number,
                referrals::alias,
                referrals::eligible_since,
            ))
            .into_boxed()
            .filter(pairings::mentor_account.ne(filter.reader))
            .filter(
                pairings::psychologist
                    .nullable()
                    .eq(filter.psychologist)
                    .and(works_with_mentor)
                    .or(pairings::referrer
                        .nullable()
                        .eq(filter.psychologist)
                        .and(referrals::psychologist.eq(pairings::referrer)))
                    .or(pairings::centre.nullable().eq_any(filter.centres.clone()))
                    .assume_not_null(),
            );
        if !filter.states.is_empty() {
            query = query.filter(pairings::state.eq_any(filter.states.clone()));
        }
        if let Some(round) = filter.round {
            query = query.filter(pairings::round.eq(round));
        }
        let query = query.limit(ask.limit + 1);
        if waits {
            query
                .filter(pairings::lapses_at.assume_not_null().ge(after.at))
                .filter(pairings::lapses_at.assume_not_null().gt(after.at).or(pairings::id.gt(id)))
                .order((pairings::lapses_at, pairings::id))
        } else {
            query
                .filter(pairings::since.le(after.at))
                .filter(pairings::since.lt(after.at).or(pairings::id.lt(id)))
                .order((pairings::since.desc(), pairings::id.desc()))
        }
    })
}
