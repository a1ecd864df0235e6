//! Mentors as rows.

mod past;

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

pub use past::{history_of, insert_history, insert_shadowing, shadowing_of};

use super::answers::Answers;
use super::model::{Endorsement, Mentor, MentorId, MentorState, Person, SignOff};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Instant, OnUnique as _, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{accounts, mentors};
use crate::keys::{At, Encrypted, Field};
use crate::people::accounts::model::Supervision;
use crate::places;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// A row of `mentors`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = mentors, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: MentorId,
    #[diesel(skip_update)]
    account: AccountId,
    state: MentorState,
    since: Instant,
    centre: Option<String>,
    answers: Encrypted,
    submitted_at: Option<Instant>,
    again_from: Option<String>,
    psychologist: Option<AccountId>,
    endorsed: Option<bool>,
    endorsed_by: Option<AccountId>,
    endorsed_at: Option<Instant>,
    signed_by: Option<AccountId>,
    signed_at: Option<Instant>,
    supervisor: Option<AccountId>,
    supervisor_since: Option<Instant>,
    coordinator: Option<AccountId>,
    coordinator_signed_at: Option<Instant>,
    offers_confirmed_by: Option<AccountId>,
    offers_confirmed_at: Option<Instant>,
    comfort_confirmed_by: Option<AccountId>,
    comfort_confirmed_at: Option<Instant>,
    certified_until: Option<String>,
    active_since: Option<Instant>,
    institutions: Object,
    training_hours: i64,
    modules_done: i64,
    shadowing_half_hours: i64,
    #[diesel(skip_update)]
    active_pairings: i64,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
    /// Written where the answers are erased after their time.
    #[diesel(skip_update)]
    answers_erased_at: Option<Instant>,
}

impl Row {
    /// The row of a mentor, every column of it; the places that pairings take are counted where they are taken.
    fn of(tx: &mut Tx<'_>, mentor: &Mentor) -> Result<Self> {
        let by = |signed: Option<SignOff>| signed.map(|one| one.by);
        let at = |signed: Option<SignOff>| signed.map(|one| one.at);
        Ok(Self {
            id: mentor.id,
            account: mentor.account,
            state: mentor.state,
            since: mentor.since,
            centre: mentor.answers.centre.clone(),
            answers: tx.encrypt_json(mentor.account, Field::MentorAnswers.of(mentor.id), &mentor.answers)?,
            submitted_at: mentor.submitted_at,
            again_from: mentor.again_from.map(|day| day.to_string()),
            psychologist: mentor.psychologist,
            endorsed: mentor.endorsement.map(|one| one.yes),
            endorsed_by: mentor.endorsement.map(|one| one.by),
            endorsed_at: mentor.endorsement.map(|one| one.at),
            signed_by: by(mentor.signature),
            signed_at: at(mentor.signature),
            supervisor: by(mentor.supervisor),
            supervisor_since: at(mentor.supervisor),
            coordinator: by(mentor.coordinator),
            coordinator_signed_at: at(mentor.coordinator),
            offers_confirmed_by: by(mentor.offers_confirmed),
            offers_confirmed_at: at(mentor.offers_confirmed),
            comfort_confirmed_by: by(mentor.comfort_confirmed),
            comfort_confirmed_at: at(mentor.comfort_confirmed),
            certified_until: mentor.certified_until.map(|day| day.to_string()),
            active_since: mentor.active_since,
            institutions: Object::of(&mentor.institutions),
            training_hours: mentor.training_hours,
            modules_done: mentor.modules_done,
            shadowing_half_hours: mentor.shadowing_half_hours,
            active_pairings: mentor.active_pairings,
            created_at: mentor.created_at,
            version: mentor.version,
            answers_erased_at: None,
        })
    }
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Internal("a mentor's day cannot be read".into()))
}

fn signed(by: Option<AccountId>, at: Option<Instant>) -> Option<SignOff> {
    by.zip(at).map(|(by, at)| SignOff { by, at })
}

impl Stored for Mentor {
    type Row = (Row, String, String, Supervision);
    const SEE: Action = Action::SeeMentor;

    fn encrypted((row, ..): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        vec![(Field::MentorAnswers.of(row.id), &mut row.answers)]
    }

    fn unpack((row, preferred_name, code, supervision): Self::Row) -> Result<(Self, Owners)> {
        let mut answers: Answers = row.answers.json()?.unwrap_or_default();
        // Whose file it is stays known where the answers are erased.
        answers.centre = answers.centre.or(row.centre);
        let mentor = Self {
            id: row.id,
            account: row.account,
            person: Person { preferred_name, code, supervision },
            state: row.state,
            since: row.since,
            answers: answers.apart(places::all()),
            submitted_at: row.submitted_at,
            again_from: row.again_from.as_deref().map(day).transpose()?,
            psychologist: row.psychologist,
            endorsement: row
                .endorsed
                .zip(row.endorsed_by)
                .zip(row.endorsed_at)
                .map(|((yes, by), at)| Endorsement { yes, by, at }),
            signature: signed(row.signed_by, row.signed_at),
            supervisor: signed(row.supervisor, row.supervisor_since),
            coordinator: signed(row.coordinator, row.coordinator_signed_at),
            offers_confirmed: signed(row.offers_confirmed_by, row.offers_confirmed_at),
            comfort_confirmed: signed(row.comfort_confirmed_by, row.comfort_confirmed_at),
            certified_until: row.certified_until.as_deref().map(day).transpose()?,
            active_since: row.active_since,
            institutions: row.institutions.to()?,
            training_hours: row.training_hours,
            modules_done: row.modules_done,
            shadowing_half_hours: row.shadowing_half_hours,
            active_pairings: row.active_pairings,
            created_at: row.created_at,
            version: row.version,
        };
        let owners = owners(&mentor);
        Ok((mentor, owners))
    }
}

impl Versioned for Mentor {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Mentor {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, MentorId::from_uuid(id))
    }
}

/// Whose a mentor's file is.
#[must_use]
pub fn owners(mentor: &Mentor) -> Owners {
    let mut owners = Owners::of(mentor.account);
    // What was never submitted is the person's alone.
    if mentor.submitted_at.is_some() {
        owners.centre = mentor.centre().map_or(Caseload::None, |code| Caseload::Of(code.to_owned()));
        owners.asks = MentorState::OPEN_TO_PSYCHOLOGISTS.contains(&mentor.state);
        owners.assigned = [mentor.works_with(), None, None];
    }
    owners
}

macro_rules! whole {
    () => {
        mentors::table.inner_join(accounts::table.on(accounts::id.eq(mentors::account))).select((
            mentors::all_columns,
            accounts::preferred_name,
            accounts::code,
            accounts::supervision,
        ))
    };
}

/// The mentor of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: MentorId) -> Result<Sealed<Mentor>> {
    tx.find(whole!().filter(mentors::id.eq(id)))
}

/// A person's latest application or membership, if there is any.
///
/// # Errors
/// Whatever the database refuses.
pub fn latest(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Sealed<Mentor>>> {
    tx.maybe(
        whole!()
            .filter(mentors::account.eq(account))
            .order((mentors::created_at.desc(), mentors::id.desc()))
            .limit(1),
    )
}

/// The latest file of a person that was handed in, if there is any.
///
/// # Errors
/// Whatever the database refuses.
pub fn latest_submitted(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Sealed<Mentor>>> {
    tx.maybe(
        whole!()
            .filter(mentors::account.eq(account))
            .filter(mentors::submitted_at.is_not_null())
            .order((mentors::created_at.desc(), mentors::id.desc()))
            .limit(1),
    )
}

/// Which mentors a list shows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Those of these centres,
    pub centres: Vec<String>,
    /// those of these centres that any psychologist there may see,
    pub open_in: Vec<String>,
    /// and those with whom this psychologist works;
    pub psychologist: Option<AccountId>,
    /// never the reader's own file,
    pub reader: AccountId,
    /// of these only those of one centre, if it is named,
    pub centre: Option<String>,
    /// and only those in one state, if it is named.
    pub state: Option<MentorState>,
}

/// Which rows of `mentors` the caller of a filter may see at all.
macro_rules! visible {
    ($filter:expr) => {
        mentors::centre
            .eq_any($filter.centres.clone())
            .or(mentors::centre
                .eq_any($filter.open_in.clone())
                .and(mentors::state.eq_any(MentorState::OPEN_TO_PSYCHOLOGISTS)))
            .or(mentors::supervisor
                .eq($filter.psychologist)
                .or(mentors::supervisor.is_null().and(mentors::psychologist.eq($filter.psychologist)))
                .and(mentors::state.ne_all(MentorState::FINAL)))
    };
}

/// A page of what was submitted, those first who are longest in their state; one row more than asked.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, filter: &Filter, ask: Ask) -> Result<Vec<Sealed<Mentor>>> {
    let after = ask.after.unwrap_or(Cursor::start());
    let after_id = MentorId::from_uuid(after.id);
    filtered!(tx, {
        let mut query = whole!()
            .filter(visible!(filter))
            .filter(mentors::account.ne(filter.reader))
            .filter(mentors::submitted_at.is_not_null())
            .filter(mentors::since.ge(after.at))
            .filter(mentors::since.gt(after.at).or(mentors::id.gt(after_id)))
            .order((mentors::since, mentors::id))
            .limit(ask.limit + 1)
            .into_boxed();
        if let Some(centre) = filter.centre.clone() {
            query = query.filter(mentors::centre.eq(centre));
        }
        if let Some(state) = filter.state {
            query = query.filter(mentors::state.eq(state));
        }
        query
    })
}

/// How many of those that a filter lets through are in a state.
///
/// # Errors
/// Whatever the database refuses.
pub fn count(tx: &mut Tx<'_>, filter: &Filter, state: MentorState) -> Result<i64> {
    let counted = mentors::table
        .filter(visible!(filter))
        .filter(mentors::account.ne(filter.reader))
        .filter(mentors::state.eq(state))
        .filter(mentors::submitted_at.is_not_null())
        .count();
    Ok(tx.value(counted)?.unwrap_or(0))
}

/// Everybody of a centre who has become a mentor and not stepped down: active, paused or suspended.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_centre(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<Sealed<Mentor>>> {
    tx.list(
        whole!()
            .filter(mentors::centre.eq(centre.to_owned()))
            .filter(mentors::active_since.is_not_null())
            .filter(mentors::state.ne(MentorState::SteppedDown))
            .order((mentors::active_since, mentors::id)),
    )
}

/// How many mentors, of whatever centre, a psychologist supervises.
///
/// # Errors
/// Whatever the database refuses.
pub fn supervised_by(tx: &mut Tx<'_>, account: AccountId) -> Result<i64> {
    let supervised = mentors::table
        .filter(mentors::supervisor.eq(account))
        .filter(mentors::active_since.is_not_null())
        .filter(mentors::state.ne(MentorState::SteppedDown))
        .count();
    Ok(tx.value(supervised)?.unwrap_or(0))
}

/// Writes a new draft.
///
/// # Errors
/// A conflict `application_open` when the person has an open one.
pub fn insert(tx: &mut Tx<'_>, mentor: Recorded<Mentor>) -> Result<Mentor> {
    let row = Row::of(tx, &mentor)?;
    tx.write(&mentor, diesel::insert_into(mentors::table).values(row)).on_unique(Code::ApplicationOpen)?;
    Ok(mentor.into_inner())
}

/// Writes a changed mentor.
///
/// # Errors
/// `Stale` when it was changed meanwhile, or would step down although a pairing was approved meanwhile.
pub fn save(tx: &mut Tx<'_>, mentor: &Recorded<Mentor>) -> Result<Mentor> {
    let most = if mentor.state == MentorState::SteppedDown { 0 } else { i64::MAX };
    let row = mentors::table
        .filter(mentors::id.eq(mentor.id))
        .filter(mentors::version.eq(mentor.version))
        .filter(mentors::active_pairings.le(most));
    let next = Row { version: mentor.version + 1, ..Row::of(tx, mentor)? };
    tx.change(mentor, Kept(diesel::update(row).set(next)))?;
    Ok(Mentor { version: mentor.version + 1, ..Mentor::clone(mentor) })
}

/// Erases what somebody told of themselves, because its time is over; their way stays known.
///
/// # Errors
/// `NotFound` when there is no such file.
pub fn erase_answers<T>(tx: &mut Tx<'_>, because: &Recorded<T>, id: MentorId) -> Result<()> {
    let mentor = find(tx, id)?.unchecked("nothing of it is read: it is erased");
    let at = Field::MentorAnswers.of(id);
    let nothing = tx.encrypt_json(mentor.account, at, &Answers::default())?;
    let erased = (
        mentors::answers.eq(nothing),
        mentors::answers_erased_at.eq(Some(tx.now)),
        mentors::version.eq(mentors::version + 1),
    );
    tx.change(because, Kept(diesel::update(mentors::table.filter(mentors::id.eq(id))).set(erased)))
}

/// Takes a place with a mentor for a pairing, because of what was recorded of it; `capacity` is what the rules allow.
///
/// # Errors
/// A conflict `mentor_no_capacity` when every place is taken, or the mentor stopped being active at this moment.
pub fn take_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, id: MentorId, capacity: i64) -> Result<()> {
    let row = mentors::table
        .filter(mentors::id.eq(id))
        .filter(mentors::state.eq(MentorState::Active))
        .filter(mentors::active_pairings.lt(capacity));
    let taken = diesel::update(row).set(mentors::active_pairings.eq(mentors::active_pairings + 1));
    match tx.write(because, Kept(taken))? {
        0 => Err(Error::refused(Code::MentorNoCapacity)),
        _ => Ok(()),
    }
}

/// Gives a mentor's place back.
///
/// # Errors
/// Whatever the database refuses.
pub fn free_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, id: MentorId) -> Result<()> {
    let row = mentors::table.filter(mentors::id.eq(id)).filter(mentors::active_pairings.gt(0));
    let freed = diesel::update(row).set(mentors::active_pairings.eq(mentors::active_pairings - 1));
    tx.write(because, Kept(freed)).map(|_| ())
}
