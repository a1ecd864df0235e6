//! Asking, deciding about notes, answering, and the copy.

use super::anew::{self, officers};
use super::model::{
    Answering, Asked, NotesDecision, OnPaper, Request, RequestId, RequestKind, RequestMove, RequestState,
};
use super::record::RequestEvent;
use super::rules::{self, About, Found};
use super::store;
use crate::access::{AccountId, Action, ReferralId, Role, policy};
use crate::base::page::Ask;
use crate::base::{Code, Error, FaultCode, Language, Page, Result};
use crate::mentoring::mentors;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::Reference;
use crate::people::accounts;
use crate::people::accounts::model::PersonCard;
use crate::people::supervisees::rules::member_code;
use crate::rights::copies::flow as copies;
use crate::rights::copies::model::{CopyPart, DataCopy, PartOfCopy, Whose};
use crate::rights::erasures::flow as erasures;
use crate::tx::{Tx, open_all};

/// A request with everything that whoever works on it is shown.
#[derive(Debug)]
pub struct Dossier {
    pub request: Request,
    /// What a copy would hold; of a request for one alone.
    pub parts: Vec<PartOfCopy>,
    /// What of it decides what can be done.
    pub found: Found,
    /// Whether the reader may read the copy, once it is there.
    pub reads_copy: bool,
    /// The name of whoever says whether notes are handed over.
    pub psychologist: Option<String>,
}

fn has_notes(parts: &[PartOfCopy]) -> bool {
    parts.iter().any(|one| one.part == CopyPart::Notes && !one.rows.is_empty())
}

/// Somebody asks on a page.
///
/// # Errors
/// `Invalid` as [`rules::said`]; a conflict when one of its kind is open.
pub fn ask(tx: &mut Tx<'_>, asked: Asked) -> Result<Request> {
    rules::said(&asked)?;
    let account = tx.account()?;
    let account = accounts::store::find(tx, account)?.open(tx)?;
    let about = About {
        whose: Whose::Account(account.id),
        code: account.code,
        name: account.preferred_name,
        centre: None,
        psychologist: psychologist_of(tx, account.id)?,
    };
    let request = rules::ask(tx.fresh(), about, asked, None, tx.now);
    keep(tx, request)
}

/// Staff enter what came to them on paper.
///
/// # Errors
/// `Invalid` for a code that is nobody's or not theirs, and as [`rules::received`]; a conflict when one of its kind is open.
pub fn enter(tx: &mut Tx<'_>, paper: OnPaper) -> Result<Request> {
    rules::said(&paper.asked)?;
    rules::received(paper.received_on, tx.today())?;
    let by = tx.account()?;
    let unknown = || Error::invalid("code", FaultCode::UnknownCode);
    let about = about(tx, &paper.code).map_err(|error| match error {
        Error::NotFound | Error::Hidden | Error::Forbidden => unknown(),
        error => error,
    })?;
    let request = rules::ask(tx.fresh(), about, paper.asked, Some((paper.received_on, by)), tx.now);
    keep(tx, request)
}

fn keep(tx: &mut Tx<'_>, request: Request) -> Result<Request> {
    let officers = officers(tx, &request)?;
    let event = RequestEvent::Asked { request: Box::new(request.clone()), officers };
    let recorded = tx.record(request, &event)?;
    store::insert(tx, recorded)
}

/// Whom a code names. Those who answer requests may name everybody, and learn no more by it than whether the code is one.
fn about(tx: &mut Tx<'_>, code: &str) -> Result<About> {
    const WHY: &str = "who answers requests enters what came on paper, of whomever it came";
    let answers = policy::may_try(tx.actor(), Action::AnswerRequest);
    if let Some(reference) = Reference::parse(code) {
        let row = referrals::store::with_reference(tx, reference)?.ok_or(Error::NotFound)?;
        let referral = if answers { row.unchecked(WHY) } else { row.open(tx)? };
        return Ok(About {
            whose: Whose::Referral(referral.id),
            code: referral.reference.to_string(),
            name: referral.alias,
            centre: Some(referral.centre),
            psychologist: Some(referral.psychologist),
        });
    }
    let row = accounts::store::card_with_code(tx, member_code(code))?.ok_or(Error::NotFound)?;
    if row.is_about_reader(tx) {
        return Err(Error::NotFound);
    }
    let card: PersonCard = if answers { row.unchecked(WHY) } else { row.open(tx)? };
    let psychologist = psychologist_of(tx, card.id)?;
    Ok(About {
        whose: Whose::Account(card.id),
        code: card.code,
        name: card.preferred_name,
        centre: None,
        psychologist,
    })
}

/// Who works with a mentor: they know what was noted of them.
fn psychologist_of(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<AccountId>> {
    let mentor = mentors::store::latest(tx, person)?;
    let mentor = mentor.map(|row| row.unchecked("only who is asked about notes"));
    Ok(mentor.and_then(|mentor| mentor.supervisor.map(|supervisor| supervisor.by).or(mentor.psychologist)))
}

/// What the caller has asked.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>) -> Result<Vec<Request>> {
    let account = tx.account()?;
    let rows = store::of_person(tx, account)?;
    open_all(rows, tx)
}

/// Takes a request back.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when it is not open.
pub fn withdraw(tx: &mut Tx<'_>, id: RequestId, version: i64) -> Result<Request> {
    let request = store::find(tx, id)?.open_at(tx, version)?;
    let request = rules::withdraw(request, tx.now)?;
    let recorded = tx.record(request.clone(), &RequestEvent::Withdrawn(Box::new(request)))?;
    store::save(tx, recorded)
}

/// Requests that the caller works on: those who answer see all, a psychologist those that wait for their word, a
/// coordinator those of persons in custody of the centre.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, open: bool, ask: Ask) -> Result<Page<Request>> {
    let actor = tx.actor();
    let whom = store::Whom {
        all: actor.is(Role::Privacy),
        psychologist: actor.account().filter(|_| actor.is(Role::Psychologist)),
        centres: actor.centres(Role::Coordinator),
    };
    let rows = store::page(tx, &whom, open, ask)?;
    let rows = open_all(rows, tx)?;
    Ok(Page::cut(rows, ask.limit, Request::cursor))
}

/// One request with what was found.
///
/// # Errors
/// `Hidden` for strangers.
pub fn read(tx: &mut Tx<'_>, id: RequestId) -> Result<Dossier> {
    let request = store::find(tx, id)?.open(tx)?;
    dossier(tx, request)
}

/// What decides what can be done with an open request, and what a copy would hold.
fn found(tx: &mut Tx<'_>, request: &Request) -> Result<(Vec<PartOfCopy>, Found)> {
    Ok(match (request.kind, request.state) {
        (RequestKind::Access, RequestState::Open) => {
            let parts = copies::parts(tx, request.whose)?;
            let notes = has_notes(&parts);
            (parts, Found { notes, ..Found::default() })
        }
        (RequestKind::Erasure, RequestState::Open) => {
            let against_erasing = erasures::against(tx, request.whose)?;
            (Vec::new(), Found { against_erasing, ..Found::default() })
        }
        _ => (Vec::new(), Found::default()),
    })
}

/// A request with what was found.
///
/// # Errors
/// Whatever the database refuses.
pub fn dossier(tx: &mut Tx<'_>, request: Request) -> Result<Dossier> {
    let (mut parts, found) = found(tx, &request)?;
    let reads_copy = reads_copy(tx, &request);
    // What there is of somebody is for those who answer; of notes alone others are asked.
    if !answers(tx, &request) {
        parts.retain(|one| one.part == CopyPart::Notes);
    }
    let psychologist = match request.psychologist {
        Some(psychologist) => {
            let card = accounts::store::card(tx, psychologist)?;
            Some(card.unchecked("who answers knows by name whom they wait for").preferred_name)
        }
        None => None,
    };
    Ok(Dossier { request, parts, found, reads_copy, psychologist })
}

/// Says whether notes are handed over.
///
/// # Errors
/// `Stale` when it was changed meanwhile; as [`rules::decide_notes`].
pub fn decide_notes(
    tx: &mut Tx<'_>,
    (id, version): (RequestId, i64),
    decision: NotesDecision,
    reason: Option<String>,
) -> Result<Request> {
    let by = tx.account()?;
    let request = store::find(tx, id)?.open_at(tx, version)?;
    let request = rules::decide_notes(request, decision, reason, by, tx.now)?;
    let officers = officers(tx, &request)?;
    let event = RequestEvent::NotesDecided { request: Box::new(request.clone()), officers };
    let recorded = tx.record(request, &event)?;
    store::save(tx, recorded)
}

/// Answers.
///
/// # Errors
/// `Stale` when it was changed meanwhile; as [`rules::answer`].
pub fn answer(tx: &mut Tx<'_>, id: RequestId, version: i64, answering: Answering) -> Result<Request> {
    let by = tx.account()?;
    let request = store::find(tx, id)?.open_at(tx, version)?;
    let (_, found) = found(tx, &request)?;
    let request = rules::answer(request, answering, by, &found, tx.now)?;
    let erased = request.kind == RequestKind::Erasure && request.state == RequestState::Answered;
    let address = if erased { address_of(tx, request.whose)? } else { None };
    let event = RequestEvent::Answered { request: Box::new(request.clone()), address };
    let recorded = tx.record(request, &event)?;
    let whose = recorded.whose;
    let request = store::save(tx, recorded)?;
    if erased {
        let recorded = tx.record(request.clone(), &RequestEvent::Erased(Box::new(request.clone())))?;
        erasures::erase(tx, &recorded, whose)?;
    }
    Ok(request)
}

/// Where somebody is told, for the last time, who is erased.
fn address_of(tx: &mut Tx<'_>, whose: Whose) -> Result<Option<(String, Language)>> {
    let Whose::Account(person) = whose else { return Ok(None) };
    let account = accounts::store::find(tx, person)?;
    let account = account.unchecked("their own address, to which the last letter goes");
    Ok(Some((account.email, account.language)))
}

/// Whether the actor answers this request.
fn answers(tx: &Tx<'_>, request: &Request) -> bool {
    policy::may(tx.actor(), Action::AnswerRequest, &store::owners(request))
}

/// Whether the copy is for the actor: for whoever it is of, for those who answer, and for the psychologist who prints it for
/// somebody who cannot sign in. Who has an account reads their own; those who work with them learn no more of them by it.
fn reads_copy(tx: &Tx<'_>, request: &Request) -> bool {
    let printed = match request.whose {
        Whose::Account(person) => tx.actor().account() == Some(person),
        Whose::Referral(_) => true,
    };
    let leave = policy::may(tx.actor(), Action::ReadCopy, &store::owners(request));
    leave && (printed || answers(tx, request))
}

/// The copy: what will be handed over while the request is open, for those who answer; and for the person, or whoever
/// prints it for them, once it is answered.
///
/// # Errors
/// A conflict before the answer, and when it lies too far back.
pub fn copy(tx: &mut Tx<'_>, id: RequestId) -> Result<DataCopy> {
    let request = store::find(tx, id)?.open(tx)?;
    if !reads_copy(tx, &request) {
        return Err(Error::Forbidden);
    }
    if request.state == RequestState::Open && !answers(tx, &request) {
        return Err(Error::refused(Code::CopyNotReady));
    }
    rules::may(&request, RequestMove::ReadCopy, tx.actor().account(), &Found::default(), tx.now)?;
    copies::copy(tx, request.whose, request.language, &request.held_back)
}

/// What somebody said is wrong in their file, and staff did not change: it stands beside the file.
///
/// # Errors
/// `Hidden` for those who do not work with them.
pub fn statements_of_person(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Request>> {
    let mentor = mentors::store::latest(tx, person)?.map(|row| row.open(tx).map(|_| ()));
    match mentor {
        Some(Ok(())) => {}
        None | Some(Err(Error::Hidden | Error::Forbidden)) => {
            accounts::store::charge(tx, person)?.open(tx)?;
        }
        Some(Err(error)) => return Err(error),
    }
    statements(tx, Whose::Account(person))
}

/// As [`statements_of_person`], of a person in custody.
///
/// # Errors
/// `Hidden` for those who do not work with them.
pub fn statements_of_referral(tx: &mut Tx<'_>, referral: ReferralId) -> Result<Vec<Request>> {
    referrals::store::find(tx, referral)?.open(tx)?;
    statements(tx, Whose::Referral(referral))
}

fn statements(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<Request>> {
    const WHY: &str = "what somebody said of their file stands beside the file, which was opened";
    let rows = store::refused_corrections(tx, whose)?;
    Ok(rows.into_iter().map(|row| row.unchecked(WHY)).collect())
}

/// Reminds those who answer that the clock has come to an alarm.
///
/// # Errors
/// `Stale` when it was answered at this moment.
pub fn remind(tx: &mut Tx<'_>, id: RequestId) -> Result<()> {
    let request = store::find(tx, id)?.open(tx)?;
    let alarm = rules::alarm(rules::day(request.asked_on, tx.today()));
    if request.state != RequestState::Open || alarm <= request.reminded {
        return Ok(());
    }
    let request = Request { reminded: alarm, ..request };
    anew::saved(tx, request, |request, officers| RequestEvent::Reminded { request, officers })
}
