//! Pairings as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Consent, Ending, Pairing, PairingId, PairingNotice, PairingState, Rest, RoundId, Told};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::{Instant, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{mentors, pairings, referrals};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::referrals::model::ReferralId;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `pairings`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = pairings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: PairingId,
    #[diesel(skip_update)]
    centre: String,
    #[diesel(skip_update)]
    mentor: MentorId,
    #[diesel(skip_update)]
    mentor_account: AccountId,
    #[diesel(skip_update)]
    pub referral: ReferralId,
    #[diesel(skip_update)]
    psychologist: AccountId,
    #[diesel(skip_update)]
    referrer: AccountId,
    #[diesel(skip_update)]
    round: Option<RoundId>,
    state: PairingState,
    since: Instant,
    #[diesel(skip_update)]
    points: Option<i64>,
    #[diesel(skip_update)]
    factors: Option<Encrypted>,
    endorsements: Object,
    approved_by: Option<AccountId>,
    mentor_consent: Consent,
    pic_consent: Consent,
    paper: Option<Encrypted>,
    shared_goals: Option<Encrypted>,
    paused_by_mentor: bool,
    ending: Option<Ending>,
    lapses_at: Option<Instant>,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
    paused_by_pic: bool,
    paused_by_staff: bool,
    mentor_goes_on: Consent,
    pic_goes_on: Consent,
    notice: Option<PairingNotice>,
    notice_seen_at: Option<Instant>,
}

/// Who works with the mentor now, supervising or until then, and who accompanies the person.
pub type Around = (Option<AccountId>, Option<AccountId>, AccountId);

/// The columns of [`Around`].
pub const AROUND: (mentors::supervisor, mentors::psychologist, referrals::psychologist) =
    (mentors::supervisor, mentors::psychologist, referrals::psychologist);

impl Row {
    /// The row of a pairing, every column of it.
    fn of(tx: &mut Tx<'_>, pairing: &Pairing) -> Result<Self> {
        let (id, whose) = (pairing.id, pairing.referral);
        let paper = pairing.paper.as_ref();
        let paper = paper.map(|paper| tx.encrypt_json(whose, Field::PairingPaper.of(id), paper));
        let goals = pairing.shared_goals.as_deref();
        Ok(Self {
            id,
            centre: pairing.centre.clone(),
            mentor: pairing.mentor,
            mentor_account: pairing.mentor_account,
            referral: pairing.referral,
            psychologist: pairing.psychologist,
            referrer: pairing.referrer,
            round: pairing.round,
            state: pairing.state,
            since: pairing.since,
            points: pairing.points,
            factors: Some(tx.encrypt_json(whose, Field::PairingFactors.of(id), &pairing.factors)?),
            endorsements: Object::of(&pairing.endorsements),
            approved_by: pairing.approved_by,
            mentor_consent: pairing.mentor_consent,
            pic_consent: pairing.pic_consent,
            paper: paper.transpose()?,
            shared_goals: tx.encrypt_any(whose, Field::PairingSharedGoals.of(id), goals)?,
            paused_by_mentor: pairing.rest.mentor,
            ending: pairing.ending,
            lapses_at: pairing.lapses_at,
            created_at: pairing.created_at,
            version: pairing.version,
            paused_by_pic: pairing.rest.pic,
            paused_by_staff: pairing.rest.staff,
            mentor_goes_on: pairing.rest.mentor_goes_on,
            pic_goes_on: pairing.rest.pic_goes_on,
            notice: pairing.told.map(|told| told.notice),
            notice_seen_at: pairing.told.and_then(|told| told.seen_at),
        })
    }
}

impl Stored for Pairing {
    type Row = (Row, Around);
    const SEE: Action = Action::SeePairing;

    fn encrypted((row, _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let texts = [
            (Field::PairingFactors, row.factors.as_mut()),
            (Field::PairingPaper, row.paper.as_mut()),
            (Field::PairingSharedGoals, row.shared_goals.as_mut()),
        ];
        texts.into_iter().filter_map(|(field, text)| Some((field.of(row.id), text?))).collect()
    }

    fn unpack((row, (supervisor, psychologist, accompanied_by)): Self::Row) -> Result<(Self, Owners)> {
        let pairing = Self {
            id: row.id,
            centre: row.centre,
            mentor: row.mentor,
            mentor_account: row.mentor_account,
            referral: row.referral,
            psychologist: row.psychologist,
            referrer: row.referrer,
            supervised_by: supervisor.or(psychologist),
            accompanied_by,
            round: row.round,
            state: row.state,
            since: row.since,
            points: row.points,
            factors: row.factors.map_or(Ok(None), Encrypted::json)?.unwrap_or_default(),
            endorsements: row.endorsements.to()?,
            approved_by: row.approved_by,
            mentor_consent: row.mentor_consent,
            pic_consent: row.pic_consent,
            paper: row.paper.map_or(Ok(None), Encrypted::json)?,
            shared_goals: row.shared_goals.map_or(Ok(None), Encrypted::text)?,
            rest: Rest {
                mentor: row.paused_by_mentor,
                pic: row.paused_by_pic,
                staff: row.paused_by_staff,
                mentor_goes_on: row.mentor_goes_on,
                pic_goes_on: row.pic_goes_on,
            },
            ending: row.ending,
            told: row.notice.map(|notice| Told { notice, seen_at: row.notice_seen_at }),
            lapses_at: row.lapses_at,
            created_at: row.created_at,
            version: row.version,
        };
        let owners = owners(&pairing);
        Ok((pairing, owners))
    }
}

impl Versioned for Pairing {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Pairing {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, PairingId::from_uuid(id))
    }
}

macro_rules! whole {
    () => {
        pairings::table
            .inner_join(mentors::table.on(mentors::id.eq(pairings::mentor)))
            .inner_join(referrals::table.on(referrals::id.eq(pairings::referral)))
            .select((pairings::all_columns, AROUND))
    };
}

/// Whose a pairing is. It is about its mentor from the start, and the mentor's own once consents were asked for; a
/// psychologist's only while they work with the mentor or the person.
#[must_use]
pub fn owners(pairing: &Pairing) -> Owners {
    Owners {
        own: pairing.is_known_to_mentor().then_some(pairing.mentor_account),
        about: [Some(pairing.mentor_account), None],
        custody: Some(pairing.referral),
        assigned: pairing.psychologists(),
        centre: Caseload::Of(pairing.centre.clone()),
        ..Owners::default()
    }
}

/// The pairing of an id.
pub fn find(tx: &mut Tx<'_>, id: PairingId) -> Result<Sealed<Pairing>> {
    tx.find(whole!().filter(pairings::id.eq(id)))
}

/// What one mentor was asked or is in, the latest first.
pub fn of_mentor(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(
        whole!()
            .filter(pairings::mentor_account.eq(account))
            .filter(pairings::mentor_consent.ne(Consent::None))
            .order((pairings::created_at.desc(), pairings::id.desc()))
            .limit(crate::base::page::MOST),
    )
}

/// From these, something may still become of it.
const OPEN: [PairingState; 6] = [
    PairingState::Proposed,
    PairingState::Endorsed,
    PairingState::Approved,
    PairingState::Consenting,
    PairingState::Active,
    PairingState::Paused,
];

/// Every pairing of one person that has not ended.
pub fn open_of(tx: &mut Tx<'_>, referral: ReferralId) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(whole!().filter(pairings::referral.eq(referral)).filter(pairings::state.eq_any(OPEN)))
}

/// Every pairing of these two that has not ended.
pub fn open_of_two(tx: &mut Tx<'_>, referral: ReferralId, mentor: AccountId) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(
        whole!()
            .filter(pairings::referral.eq(referral))
            .filter(pairings::mentor_account.eq(mentor))
            .filter(pairings::state.eq_any(OPEN)),
    )
}

/// Every pairing of one mentor that has not ended.
pub fn open_of_mentor(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(
        whole!()
            .filter(pairings::mentor_account.eq(account))
            .filter(pairings::state.eq_any(OPEN))
            .order(pairings::id),
    )
}

/// Every pairing that a psychologist accompanies and that has not ended.
pub fn open_of_psychologist(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(
        whole!()
            .filter(pairings::psychologist.eq(account))
            .filter(pairings::state.eq_any(OPEN))
            .order(pairings::id),
    )
}

/// Mentors, by account and after one, with a pairing that goes on, so that contact may have to rest.
pub fn going_on(tx: &mut Tx<'_>, after: AccountId, most: i64) -> Result<Vec<AccountId>> {
    tx.due(
        pairings::table
            .filter(pairings::state.eq_any(OPEN))
            .filter(pairings::state.ne(PairingState::Paused).or(pairings::paused_by_staff.eq(false)))
            .filter(pairings::mentor_account.gt(after))
            .order(pairings::mentor_account)
            .select(pairings::mentor_account)
            .distinct()
            .limit(most),
    )
}

/// Proposals that take no place yet.
pub const UNDECIDED: [PairingState; 2] = [PairingState::Proposed, PairingState::Endorsed];

/// Every proposal of all centres that takes no place yet.
pub fn undecided(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(whole!().filter(pairings::state.eq_any(UNDECIDED)))
}

/// How many proposals of a round, none about the reader, wait for a decision.
pub fn proposals_of_round(tx: &mut Tx<'_>, round: RoundId) -> Result<i64> {
    let proposals = pairings::table
        .filter(pairings::round.eq(round))
        .filter(pairings::mentor_account.ne(tx.reader()))
        .filter(pairings::state.eq_any(UNDECIDED))
        .count();
    Ok(tx.value(proposals)?.unwrap_or(0))
}

/// How many proposals of all centres name this mentor and take no place yet.
pub fn proposals_of_mentor(tx: &mut Tx<'_>, mentor: MentorId) -> Result<i64> {
    let proposals =
        pairings::table.filter(pairings::mentor.eq(mentor)).filter(pairings::state.eq_any(UNDECIDED)).count();
    Ok(tx.value(proposals)?.unwrap_or(0))
}

/// How many proposals of all centres name this psychologist as supervisor and take no place yet.
pub fn proposals_of_psychologist(tx: &mut Tx<'_>, account: AccountId) -> Result<i64> {
    let proposals = pairings::table
        .filter(pairings::psychologist.eq(account))
        .filter(pairings::state.eq_any(UNDECIDED))
        .count();
    Ok(tx.value(proposals)?.unwrap_or(0))
}

/// Every pairing of a mentor that is under way, at work or resting.
pub fn under_way_of(tx: &mut Tx<'_>, mentor: MentorId) -> Result<Vec<Sealed<Pairing>>> {
    let under_way = [PairingState::Active, PairingState::Paused];
    tx.list(whole!().filter(pairings::mentor.eq(mentor)).filter(pairings::state.eq_any(under_way)))
}

/// Writes who accompanies a pairing.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn hand_over(tx: &mut Tx<'_>, pairing: &Recorded<Pairing>) -> Result<()> {
    let row =
        pairings::table.filter(pairings::id.eq(pairing.id)).filter(pairings::version.eq(pairing.version));
    tx.change(
        pairing,
        Kept(diesel::update(row).set((
            pairings::psychologist.eq(pairing.psychologist),
            pairings::referrer.eq(pairing.referrer),
            pairings::version.eq(pairing.version + 1),
        ))),
    )
}

/// Every pairing of a centre in one of some states.
pub fn of_centre(tx: &mut Tx<'_>, centre: &str, states: &[PairingState]) -> Result<Vec<Sealed<Pairing>>> {
    tx.list(
        whole!()
            .filter(pairings::centre.eq(centre.to_owned()))
            .filter(pairings::state.eq_any(states.to_vec()))
            .order((pairings::created_at, pairings::id)),
    )
}

/// How many pairings of these two ended or were turned down.
pub fn ended_of_two(tx: &mut Tx<'_>, mentor: MentorId, referral: ReferralId) -> Result<i64> {
    let ended = pairings::table
        .filter(pairings::mentor.eq(mentor))
        .filter(pairings::referral.eq(referral))
        .filter(pairings::state.eq_any(ENDED))
        .count();
    Ok(tx.value(ended)?.unwrap_or(0))
}

/// After these, the same two are not proposed again.
pub const ENDED: [PairingState; 3] = [PairingState::Closed, PairingState::Declined, PairingState::Refused];

/// Pairings that nobody moved in time, by id and after one.
pub fn lapsing(tx: &mut Tx<'_>, after: PairingId, most: i64) -> Result<Vec<PairingId>> {
    let now = tx.now;
    tx.due(
        pairings::table
            .filter(pairings::lapses_at.le(now))
            .filter(pairings::id.gt(after))
            .order(pairings::id)
            .select(pairings::id)
            .limit(most),
    )
}

/// Writes a new pairing.
///
/// # Errors
/// `Unique` when the two are proposed already.
pub fn insert(tx: &mut Tx<'_>, pairing: &Recorded<Pairing>) -> Result<()> {
    let row = Row::of(tx, pairing)?;
    tx.write(pairing, diesel::insert_into(pairings::table).values(row)).map(|_| ())
}

/// Writes that its mentor has seen what others changed. The pairing is what it was, so its version stays.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn saw(tx: &mut Tx<'_>, pairing: Recorded<Pairing>) -> Result<Pairing> {
    let row =
        pairings::table.filter(pairings::id.eq(pairing.id)).filter(pairings::version.eq(pairing.version));
    let seen = pairings::notice_seen_at.eq(pairing.told.and_then(|told| told.seen_at));
    tx.change(&pairing, Kept(diesel::update(row).set(seen)))?;
    Ok(pairing.into_inner())
}

/// Writes a changed pairing.
///
/// # Errors
/// `Stale` when it was changed meanwhile; `Unique` when the person is in another pairing.
pub fn save(tx: &mut Tx<'_>, pairing: &Recorded<Pairing>) -> Result<Pairing> {
    let row =
        pairings::table.filter(pairings::id.eq(pairing.id)).filter(pairings::version.eq(pairing.version));
    let next = Row { version: pairing.version + 1, ..Row::of(tx, pairing)? };
    tx.change(pairing, Kept(diesel::update(row).set(next)))?;
    Ok(Pairing { version: pairing.version + 1, ..Pairing::clone(pairing) })
}
