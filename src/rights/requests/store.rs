//! Requests as rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{
    Decided, Notes, NotesDecision, Request, RequestId, RequestKind, RequestState, RequestWay,
};
use super::rules;
use crate::access::{AccountId, Action, Caseload, Owners, ReferralId};
use crate::base::page::Ask;
use crate::base::{Code, Error, Instant, Language, OnUnique, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{accounts, data_requests, referrals};
use crate::keys::{At, Encrypted, Field, Subject};
use crate::mentoring::referrals::model::Reference;
use crate::rights::copies::model::Whose;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// A row of `data_requests`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = data_requests, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: RequestId,
    #[diesel(skip_update)]
    person: Option<AccountId>,
    #[diesel(skip_update)]
    referral: Option<ReferralId>,
    #[diesel(skip_update)]
    kind: RequestKind,
    #[diesel(skip_update)]
    way: RequestWay,
    #[diesel(skip_update)]
    language: Language,
    #[diesel(skip_update)]
    asked_on: String,
    words: Option<Encrypted>,
    #[diesel(skip_update)]
    entered_by: Option<AccountId>,
    psychologist: Option<AccountId>,
    state: RequestState,
    notes: Option<NotesDecision>,
    notes_reason: Option<Encrypted>,
    notes_by: Option<AccountId>,
    notes_at: Option<Instant>,
    held_back: Object,
    reply: Option<Encrypted>,
    decided_by: Option<AccountId>,
    decided_at: Option<Instant>,
    reminded: i64,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
}

/// The ids of whom it is about, as the row holds them, and whose data key its texts are under.
fn subject(whose: Whose) -> (Option<AccountId>, Option<ReferralId>, Subject) {
    match whose {
        Whose::Account(person) => (Some(person), None, person.into()),
        Whose::Referral(referral) => (None, Some(referral), referral.into()),
    }
}

impl Row {
    /// The row of a request, every column of it.
    fn of(tx: &mut Tx<'_>, request: &Request) -> Result<Self> {
        let id = request.id;
        let (person, referral, whose) = subject(request.whose);
        let (notes, decided) = (request.notes.as_ref(), request.decided.as_ref());
        let reason = notes.and_then(|notes| notes.reason.as_deref());
        let reply = decided.and_then(|decided| decided.reply.as_deref());
        Ok(Self {
            id,
            person,
            referral,
            kind: request.kind,
            way: request.way,
            language: request.language,
            asked_on: request.asked_on.to_string(),
            words: tx.encrypt_any(whose, Field::RequestWords.of(id), request.words.as_deref())?,
            entered_by: request.entered_by,
            psychologist: request.psychologist,
            state: request.state,
            notes: notes.map(|notes| notes.decision),
            notes_reason: tx.encrypt_any(whose, Field::RequestNotesReason.of(id), reason)?,
            notes_by: notes.map(|notes| notes.by),
            notes_at: notes.map(|notes| notes.at),
            held_back: Object::of(&request.held_back),
            reply: tx.encrypt_any(whose, Field::RequestReply.of(id), reply)?,
            decided_by: decided.map(|decided| decided.by),
            decided_at: decided.map(|decided| decided.at),
            reminded: request.reminded,
            created_at: request.created_at,
            version: request.version,
        })
    }
}

impl Stored for Request {
    /// With the code and the name of a member, or the reference, the alias and the centre of a referral.
    type Row = (Row, Option<(String, String)>, Option<(i64, Encrypted, String)>);
    const SEE: Action = Action::SeeRequest;

    fn encrypted((row, _, referral): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let own = [
            (Field::RequestWords, row.words.as_mut()),
            (Field::RequestNotesReason, row.notes_reason.as_mut()),
            (Field::RequestReply, row.reply.as_mut()),
        ];
        let id = row.id;
        let own = own.into_iter().filter_map(move |(field, text)| Some((field.of(id), text?)));
        let alias = row.referral.zip(referral.as_mut());
        own.chain(alias.map(|(id, (_, alias, _))| (Field::ReferralAlias.of(id), alias))).collect()
    }

    fn unpack((row, member, referral): Self::Row) -> Result<(Self, Owners)> {
        let unreadable = || Error::Internal("a request cannot be read".into());
        let (whose, code, name, centre) = match (row.person, member, row.referral, referral) {
            (Some(person), Some((code, name)), None, _) => (Whose::Account(person), code, name, None),
            (None, _, Some(id), Some((number, alias, centre))) => {
                let alias = alias.text()?.unwrap_or_default();
                (Whose::Referral(id), Reference(number).to_string(), alias, Some(centre))
            }
            _ => return Err(unreadable()),
        };
        let text = |text: Option<Encrypted>| text.map_or(Ok(None), Encrypted::text);
        let notes = match (row.notes, row.notes_by, row.notes_at) {
            (Some(decision), Some(by), Some(at)) => {
                Some(Notes { decision, reason: text(row.notes_reason)?, by, at })
            }
            _ => None,
        };
        let decided = match row.decided_by.zip(row.decided_at) {
            Some((by, at)) => Some(Decided { by, at, reply: text(row.reply)? }),
            None => None,
        };
        let request = Self {
            id: row.id,
            whose,
            code,
            name,
            centre,
            kind: row.kind,
            way: row.way,
            language: row.language,
            asked_on: row.asked_on.parse::<NaiveDate>().map_err(|_| unreadable())?,
            words: text(row.words)?,
            entered_by: row.entered_by,
            psychologist: row.psychologist,
            state: row.state,
            notes,
            held_back: row.held_back.to()?,
            decided,
            reminded: row.reminded,
            created_at: row.created_at,
            version: row.version,
        };
        let owners = owners(&request);
        Ok((request, owners))
    }
}

impl Versioned for Request {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Request {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, RequestId::from_uuid(id))
    }
}

/// Whose a request is: that a member asks is for nobody to know but whoever answers, and whoever says whether notes are
/// handed over.
#[must_use]
pub fn owners(request: &Request) -> Owners {
    let assigned = [request.psychologist, None, None];
    match request.whose {
        Whose::Account(person) => Owners { assigned, ..Owners::of(person) },
        Whose::Referral(referral) => Owners {
            custody: Some(referral),
            assigned,
            centre: request.centre.clone().map_or(Caseload::None, Caseload::Of),
            ..Owners::default()
        },
    }
}

/// Requests with whom they are of; what is selected of them is `told!(@select)`.
macro_rules! told {
    () => {
        data_requests::table
            .left_join(accounts::table.on(data_requests::person.eq(accounts::id.nullable())))
            .left_join(referrals::table.on(data_requests::referral.eq(referrals::id.nullable())))
    };
    (@select) => {
        (
            data_requests::all_columns,
            (accounts::code, accounts::preferred_name).nullable(),
            (referrals::number, referrals::alias, referrals::centre).nullable(),
        )
    };
}
pub(crate) use told;

/// The request of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: RequestId) -> Result<Sealed<Request>> {
    tx.find(told!().select(told!(@select)).filter(data_requests::id.eq(id)))
}

/// What somebody has asked, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_person(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Sealed<Request>>> {
    tx.list(
        told!()
            .select(told!(@select))
            .filter(data_requests::person.eq(person))
            .order((data_requests::created_at.desc(), data_requests::id.desc()))
            .limit(100),
    )
}

/// Corrections of somebody that were refused, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn refused_corrections(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<Sealed<Request>>> {
    let (person, referral, _) = subject(whose);
    filtered!(tx, {
        let rows = told!()
            .select(told!(@select))
            .filter(data_requests::kind.eq(RequestKind::Correction))
            .filter(data_requests::state.eq(RequestState::Refused))
            .order((data_requests::created_at.desc(), data_requests::id.desc()))
            .limit(100)
            .into_boxed();
        match (person, referral) {
            (Some(person), _) => rows.filter(data_requests::person.eq(person)),
            (None, referral) => rows.filter(data_requests::referral.eq(referral)),
        }
    })
}

/// Whose requests a list shows.
#[derive(Clone, Debug, Default)]
pub struct Whom {
    /// All, for those who answer.
    pub all: bool,
    /// Those that wait for this psychologist's word, or did.
    pub psychologist: Option<AccountId>,
    /// Those of persons in custody of these centres.
    pub centres: Vec<String>,
}

/// Open requests, the earliest deadline first, or others, the latest first; one more than a page, and none about the
/// reader.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, whom: &Whom, open: bool, ask: Ask) -> Result<Vec<Sealed<Request>>> {
    let reader = tx.reader();
    let after = ask.after.map(|after| (after.at.day().to_string(), RequestId::from_uuid(after.id)));
    filtered!(tx, {
        let mut rows = told!()
            .select(told!(@select))
            .filter(data_requests::person.is_null().or(data_requests::person.ne(reader)))
            .limit(ask.limit + 1)
            .into_boxed();
        if !whom.all {
            let assigned = data_requests::psychologist.eq(whom.psychologist).assume_not_null();
            rows = rows.filter(
                assigned.or(referrals::centre.nullable().eq_any(whom.centres.clone()).assume_not_null()),
            );
        }
        // The clock runs from the day on which it was asked, so the earliest of these is due first.
        if open {
            rows = rows.filter(data_requests::state.eq(RequestState::Open));
            if let Some((on, id)) = after.clone() {
                let later = data_requests::asked_on.gt(on.clone());
                rows = rows.filter(later.or(data_requests::asked_on.eq(on).and(data_requests::id.gt(id))));
            }
            rows.order((data_requests::asked_on, data_requests::id))
        } else {
            rows = rows.filter(data_requests::state.ne(RequestState::Open));
            if let Some((on, id)) = after.clone() {
                let earlier = data_requests::asked_on.lt(on.clone());
                rows = rows.filter(earlier.or(data_requests::asked_on.eq(on).and(data_requests::id.lt(id))));
            }
            rows.order((data_requests::asked_on.desc(), data_requests::id.desc()))
        }
    })
}

/// Open requests of which an alarm is due, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn alarming(tx: &mut Tx<'_>, after: RequestId, most: i64) -> Result<Vec<RequestId>> {
    let today = tx.today();
    let before = |alarm: i64| {
        let days = chrono::Days::new(alarm.unsigned_abs());
        today.checked_sub_days(days).unwrap_or(NaiveDate::MIN).to_string()
    };
    let [first, second] = rules::ALARMS;
    let due = data_requests::asked_on.le(before(first)).and(data_requests::reminded.lt(first));
    let due = due.or(data_requests::asked_on.le(before(second)).and(data_requests::reminded.lt(second)));
    tx.due(
        data_requests::table
            .filter(data_requests::state.eq(RequestState::Open))
            .filter(due)
            .filter(data_requests::id.gt(after))
            .order(data_requests::id)
            .select(data_requests::id)
            .limit(most),
    )
}

/// Open requests that wait for a psychologist's word.
///
/// # Errors
/// Whatever the database refuses.
pub fn undecided_of(tx: &mut Tx<'_>, psychologist: AccountId) -> Result<Vec<Sealed<Request>>> {
    tx.list(
        told!()
            .select(told!(@select))
            .filter(data_requests::psychologist.eq(psychologist))
            .filter(data_requests::state.eq(RequestState::Open))
            .order(data_requests::id)
            .limit(1000),
    )
}

/// Open requests of somebody.
///
/// # Errors
/// Whatever the database refuses.
pub fn open_of(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<Sealed<Request>>> {
    let (person, referral, _) = subject(whose);
    filtered!(tx, {
        let rows = told!()
            .select(told!(@select))
            .filter(data_requests::state.eq(RequestState::Open))
            .limit(100)
            .into_boxed();
        match (person, referral) {
            (Some(person), _) => rows.filter(data_requests::person.eq(person)),
            (None, referral) => rows.filter(data_requests::referral.eq(referral)),
        }
    })
}

/// Writes a new request.
///
/// # Errors
/// A conflict `request_open` when one of its kind is open.
pub fn insert(tx: &mut Tx<'_>, request: Recorded<Request>) -> Result<Request> {
    let row = Row::of(tx, &request)?;
    tx.write(&request, diesel::insert_into(data_requests::table).values(row)).on_unique(Code::RequestOpen)?;
    Ok(request.into_inner())
}

/// Writes a changed request.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, request: Recorded<Request>) -> Result<Request> {
    let row = data_requests::table
        .filter(data_requests::id.eq(request.id))
        .filter(data_requests::version.eq(request.version));
    let next = Row { version: request.version + 1, ..Row::of(tx, &request)? };
    tx.change(&request, Kept(diesel::update(row).set(next)))?;
    let request = request.into_inner();
    Ok(Request { version: request.version + 1, ..request })
}
