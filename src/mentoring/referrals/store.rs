//! Referrals as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Facts, Reference, Referral, ReferralId, ReferralState};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Id, Instant, Result};
use crate::db::Kept;
use crate::db::schema::referrals;
use crate::keys::{At, Encrypted, Field};
use crate::places;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// The number before the first reference: four digits from the start.
const BEFORE_FIRST: i64 = 2000;

/// A row of `referrals`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = referrals, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: ReferralId,
    #[diesel(skip_update)]
    number: i64,
    psychologist: AccountId,
    #[diesel(skip_update)]
    centre: String,
    state: ReferralState,
    alias: Encrypted,
    facts: Encrypted,
    own_words: Option<Encrypted>,
    consent: Option<Encrypted>,
    since: Instant,
    eligible_since: Option<Instant>,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
}

impl Row {
    /// The row of a referral, every column of it.
    fn of(tx: &mut Tx<'_>, referral: &Referral) -> Result<Self> {
        let id = referral.id;
        let own_words = referral.own_words.as_deref();
        let consent = referral.consent.as_ref();
        let consent = consent.map(|paper| tx.encrypt_json(id, Field::ReferralConsent.of(id), paper));
        Ok(Self {
            id,
            number: referral.reference.0,
            psychologist: referral.psychologist,
            centre: referral.centre.clone(),
            state: referral.state,
            alias: tx.encrypt(id, Field::ReferralAlias.of(id), &referral.alias)?,
            facts: tx.encrypt_json(id, Field::ReferralFacts.of(id), &referral.facts)?,
            own_words: tx.encrypt_any(id, Field::ReferralOwnWords.of(id), own_words)?,
            consent: consent.transpose()?,
            since: referral.since,
            eligible_since: referral.eligible_since,
            created_at: referral.created_at,
            version: referral.version,
        })
    }
}

impl Stored for Referral {
    type Row = Row;
    const SEE: Action = Action::SeeReferral;

    fn encrypted(row: &mut Row) -> Vec<(At, &mut Encrypted)> {
        let texts = [
            (Field::ReferralAlias, Some(&mut row.alias)),
            (Field::ReferralFacts, Some(&mut row.facts)),
            (Field::ReferralOwnWords, row.own_words.as_mut()),
            (Field::ReferralConsent, row.consent.as_mut()),
        ];
        texts.into_iter().filter_map(|(field, text)| Some((field.of(row.id), text?))).collect()
    }

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let referral = Self {
            id: row.id,
            reference: Reference(row.number),
            psychologist: row.psychologist,
            centre: row.centre,
            state: row.state,
            alias: row.alias.text()?.unwrap_or_default(),
            facts: row.facts.json::<Facts>()?.unwrap_or_default().apart(places::all()),
            own_words: row.own_words.map_or(Ok(None), Encrypted::text)?,
            consent: row.consent.map_or(Ok(None), Encrypted::json)?,
            since: row.since,
            eligible_since: row.eligible_since,
            created_at: row.created_at,
            version: row.version,
        };
        let owners = owners(&referral);
        Ok((referral, owners))
    }
}

impl Versioned for Referral {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Referral {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, ReferralId::from_uuid(id))
    }
}

/// Whose a referral is.
#[must_use]
pub fn owners(referral: &Referral) -> Owners {
    Owners {
        custody: Some(referral.id),
        assigned: [Some(referral.psychologist), None, None],
        centre: Caseload::Of(referral.centre.clone()),
        ..Owners::default()
    }
}

/// The referral of an id.
pub fn find(tx: &mut Tx<'_>, id: ReferralId) -> Result<Sealed<Referral>> {
    tx.find(referrals::table.find(id))
}

/// The referral with a reference, if there is one.
pub fn with_reference(tx: &mut Tx<'_>, reference: Reference) -> Result<Option<Sealed<Referral>>> {
    tx.maybe(referrals::table.filter(referrals::number.eq(reference.0)))
}

/// The next free reference; nobody else gets it before this transaction ends.
pub fn next_reference(tx: &mut Tx<'_>) -> Result<Reference> {
    // One name that all who count agree on.
    tx.hold(Id::<Referral>::from_uuid(Uuid::from_u128(0x7265_6665_7272_616c)))?;
    let last: Option<Option<i64>> = tx.value(referrals::table.select(diesel::dsl::max(referrals::number)))?;
    Ok(Reference(last.flatten().unwrap_or(0).max(BEFORE_FIRST) + 1))
}

/// Whose referrals a list shows.
#[derive(Clone, Debug)]
pub struct Whose {
    /// Those of this psychologist,
    pub psychologist: Option<AccountId>,
    /// and those of these centres.
    pub centres: Vec<String>,
}

/// In which order a list of referrals stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Who has waited for a mentor longest, first.
    Waiting,
    /// What has lain there longest, first.
    Oldest,
    /// The latest change first.
    Latest,
}

impl Order {
    /// The order of those in some states: who waits comes by waiting.
    #[must_use]
    pub fn of(states: &[ReferralState]) -> Self {
        match states {
            [ReferralState::Eligible] => Self::Waiting,
            [ReferralState::Draft] => Self::Oldest,
            _ => Self::Latest,
        }
    }

    /// By which moment a referral stands in it.
    #[must_use]
    pub fn key(self, referral: &Referral) -> Instant {
        match self {
            Self::Waiting => referral.eligible_since.unwrap_or(referral.since),
            Self::Oldest | Self::Latest => referral.since,
        }
    }
}

/// A page of referrals in their order, one row more than asked so that the page knows whether more follow.
pub fn list(
    tx: &mut Tx<'_>,
    whose: &Whose,
    states: &[ReferralState],
    ask: Ask,
) -> Result<Vec<Sealed<Referral>>> {
    let order = Order::of(states);
    let after = ask.after.unwrap_or(if order == Order::Latest { Cursor::end() } else { Cursor::start() });
    let id = ReferralId::from_uuid(after.id);
    filtered!(tx, {
        let mut query = referrals::table.into_boxed().filter(
            referrals::psychologist
                .nullable()
                .eq(whose.psychologist)
                .or(referrals::centre.nullable().eq_any(whose.centres.clone()))
                .assume_not_null(),
        );
        if !states.is_empty() {
            query = query.filter(referrals::state.eq_any(states.to_vec()));
        }
        let query = query.limit(ask.limit + 1);
        match order {
            Order::Waiting => query
                .filter(referrals::eligible_since.assume_not_null().ge(after.at))
                .filter(referrals::eligible_since.assume_not_null().gt(after.at).or(referrals::id.gt(id)))
                .order((referrals::eligible_since, referrals::id)),
            Order::Oldest => query
                .filter(referrals::since.ge(after.at))
                .filter(referrals::since.gt(after.at).or(referrals::id.gt(id)))
                .order((referrals::since, referrals::id)),
            Order::Latest => query
                .filter(referrals::since.le(after.at))
                .filter(referrals::since.lt(after.at).or(referrals::id.lt(id)))
                .order((referrals::since.desc(), referrals::id.desc())),
        }
    })
}

/// All referrals of a centre in one state: what a round chooses from.
pub fn in_state(tx: &mut Tx<'_>, centre: &str, state: ReferralState) -> Result<Vec<Sealed<Referral>>> {
    tx.list(
        referrals::table
            .filter(referrals::centre.eq(centre.to_owned()))
            .filter(referrals::state.eq(state))
            .order(referrals::number),
    )
}

/// All referrals of one psychologist in one state.
pub fn of_psychologist(
    tx: &mut Tx<'_>,
    psychologist: AccountId,
    state: ReferralState,
) -> Result<Vec<Sealed<Referral>>> {
    tx.list(
        referrals::table
            .filter(referrals::psychologist.eq(psychologist))
            .filter(referrals::state.eq(state))
            .order(referrals::number),
    )
}

/// Writes a new referral.
///
/// # Errors
/// `Unique` when the reference is taken.
pub fn insert(tx: &mut Tx<'_>, referral: Recorded<Referral>) -> Result<Referral> {
    let row = Row::of(tx, &referral)?;
    tx.write(&referral, diesel::insert_into(referrals::table).values(row))?;
    Ok(referral.into_inner())
}

/// Writes a changed referral.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, referral: Recorded<Referral>) -> Result<Referral> {
    let row = referrals::table
        .filter(referrals::id.eq(referral.id))
        .filter(referrals::version.eq(referral.version));
    let next = Row { version: referral.version + 1, ..Row::of(tx, &referral)? };
    tx.change(&referral, Kept(diesel::update(row).set(next)))?;
    let referral = referral.into_inner();
    Ok(Referral { version: referral.version + 1, ..referral })
}

/// Moves a referral from one state to another because of what was recorded of its pairing.
///
/// # Errors
/// `Stale` when it is not in the state `from`.
pub fn turn<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    id: ReferralId,
    from: ReferralState,
    to: ReferralState,
) -> Result<()> {
    let row = referrals::table.filter(referrals::id.eq(id)).filter(referrals::state.eq(from));
    let now = tx.now;
    tx.change(
        because,
        Kept(diesel::update(row).set((
            referrals::state.eq(to),
            referrals::since.eq(now),
            referrals::version.eq(referrals::version + 1),
        ))),
    )
}

/// The same, for somebody who wished that their pairing end: they wait anew from now on.
///
/// # Errors
/// `Stale` when it is not in the state `from`.
pub fn wait_anew<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    id: ReferralId,
    from: ReferralState,
) -> Result<()> {
    let row = referrals::table.filter(referrals::id.eq(id)).filter(referrals::state.eq(from));
    let now = tx.now;
    tx.change(
        because,
        Kept(diesel::update(row).set((
            referrals::state.eq(ReferralState::Eligible),
            referrals::since.eq(now),
            referrals::eligible_since.eq(now),
            referrals::version.eq(referrals::version + 1),
        ))),
    )
}
