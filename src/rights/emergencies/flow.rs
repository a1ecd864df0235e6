//! Opening an emergency access, reading of it, ending and reviewing it.

use super::model::{Named, Read, Verdict, Whom};
use super::record::EmergencyEvent as Event;
use super::rules::{self, Asked};
use super::store::{self, Whose};
use crate::access::{AccountId, Action, EmergencyId, MentorId, Owners, ReferralId, Role, Scope, policy};
use crate::base::typing::folded;
use crate::base::{Code, Error, FaultCode, Instant, Result};
use crate::mentoring::pairings::model::{Pairing, PairingId, PairingState};
use crate::mentoring::referrals::model::Reference;
use crate::mentoring::{mentors, pairings, referrals};
use crate::people::accounts;
use crate::people::supervisees::rules::member_code;
use crate::tx::{Sealed, Tx, open_all};

/// Whose file a code stands for, and whose its row is.
struct Found {
    whom: Whom,
    owners: Owners,
    reading: Action,
}

/// Opens the file of one person.
///
/// # Errors
/// `Invalid` for a code that no mentor and no person in custody has; a conflict about oneself, for whom one may read
/// already, and before an earlier access has been reviewed.
pub fn open(tx: &mut Tx<'_>, asked: Asked) -> Result<Named> {
    let reader = tx.account()?;
    let Found { whom, owners, reading } =
        found(tx, &asked.code)?.ok_or(Error::invalid("code", FaultCode::UnknownCode))?;
    if owners.are_about(tx.actor()) {
        return Err(Error::refused(Code::NotYourself));
    }
    if store::is_unreviewed(tx, reader, whom.subject())? {
        return Err(Error::refused(Code::EmergencyUnreviewed));
    }
    if policy::may(tx.actor(), reading, &owners) {
        return Err(Error::refused(Code::NoEmergencyNeeded));
    }
    let office = policy::by(tx.actor(), Action::OpenEmergency, &Owners::default());
    let (role, scope) = office.map(|(role, scope, _)| (role, scope.clone())).ok_or(Error::Forbidden)?;
    let scope = if let Scope::Centre(code) = scope { Some(code) } else { None };
    let officers = accounts::store::holders(tx, &[Role::Privacy])?;
    let [psychologist, ..] = match whom {
        Whom::InCustody(_) => owners.assigned,
        Whom::Mentor(_) => [None; 3],
    };
    let emergency = rules::open(tx.fresh(), whom, asked, (reader, role, scope), tx.now);
    let event = Event::Opened { emergency: emergency.clone(), psychologist, officers };
    let recorded = tx.record(emergency, &event)?;
    store::insert(tx, &recorded)?;
    // What is opened by it is a look; that it was opened is told by itself.
    Ok(store::find(tx, recorded.id)?.unchecked("whoever has opened it knows of it"))
}

/// Whoever a code stands for: a member with a mentor's file, or a person in custody.
fn found(tx: &mut Tx<'_>, code: &str) -> Result<Option<Found>> {
    const WHY: &str = "whether somebody has the code, and whether the actor may read their file already";
    if let Some(reference) = Reference::parse(&folded(code)) {
        let referral = referrals::store::with_reference(tx, reference)?.map(|row| row.unchecked(WHY));
        return Ok(referral.map(|referral| Found {
            whom: Whom::InCustody(referral.id),
            owners: referrals::store::owners(&referral),
            reading: Action::ReadReferral,
        }));
    }
    let card = accounts::store::card_with_code(tx, member_code(code))?.map(|row| row.unchecked(WHY));
    let Some(card) = card else { return Ok(None) };
    let mentor = mentors::store::latest_submitted(tx, card.id)?.map(|row| row.unchecked(WHY));
    Ok(mentor.map(|mentor| Found {
        whom: Whom::Mentor(mentor.account),
        owners: mentors::store::owners(&mentor),
        reading: Action::ReadMentor,
    }))
}

/// Those that the caller may know of.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Named>> {
    let (actor, reader) = (tx.actor(), tx.reader());
    let psychologist = actor.account().filter(|_| actor.is(Role::Psychologist));
    let whose = Whose { all: actor.is(Role::Privacy), psychologist, reader };
    let rows = store::list(tx, whose)?;
    open_all(rows, tx)
}

/// Where the file is that is open, and how its person is reached.
#[derive(Debug)]
pub struct Files {
    pub mentor: Option<MentorId>,
    pub referral: Option<ReferralId>,
    pub pairings: Vec<OneSide>,
    /// The address of the account; of a person in custody there is none.
    pub email: Option<String>,
}

/// A pairing by one of its sides: of the other it tells nothing.
#[derive(Debug)]
pub struct OneSide {
    pub id: PairingId,
    pub state: PairingState,
    pub since: Instant,
    /// The preferred name of the psychologist who works with the mentor.
    pub psychologist: String,
    /// The preferred name of the one who accompanies the person in custody.
    pub referrer: String,
    /// What the person wishes for it: for their side alone.
    pub shared_goals: Option<String>,
}

/// An access with what its reader finds by it, or what was found.
#[derive(Debug)]
pub struct Shown {
    pub named: Named,
    /// For whoever opened it, while it is open.
    pub files: Option<Files>,
    /// For whoever reviews it.
    pub read: Option<Vec<Read>>,
}

/// One access, as the caller may see it.
///
/// # Errors
/// `Hidden` for strangers.
pub fn one(tx: &mut Tx<'_>, id: EmergencyId) -> Result<Shown> {
    const READ: &str = "read with the emergency, which the actor has opened";
    let named = store::find(tx, id)?.open(tx)?;
    let open = tx.actor().emergencies().iter().any(|open| open.id == id);
    let files = if open { Some(files(tx, named.emergency.whom)?) } else { None };
    let read = if tx.actor().is(Role::Privacy) {
        Some(store::read(tx, id)?.into_iter().map(|row| row.unchecked(READ)).collect())
    } else {
        None
    };
    Ok(Shown { named, files, read })
}

fn files(tx: &mut Tx<'_>, whom: Whom) -> Result<Files> {
    match whom {
        Whom::Mentor(account) => {
            let mentor =
                mentors::store::latest_submitted(tx, account)?.map(|row| row.weigh(tx)).transpose()?;
            let pairings = pairings::store::open_of_mentor(tx, account)?;
            let account = accounts::store::find(tx, account)?;
            let address = account.unchecked("how they are reached, told with the file that is open").email;
            Ok(Files {
                mentor: mentor.map(|mentor| mentor.id),
                referral: None,
                pairings: sides(tx, pairings, whom)?,
                email: Some(address),
            })
        }
        Whom::InCustody(referral) => {
            let pairings = pairings::store::open_of(tx, referral)?;
            let pairings = sides(tx, pairings, whom)?;
            Ok(Files { mentor: None, referral: Some(referral), pairings, email: None })
        }
    }
}

/// Those of the pairings that the actor may know of, by the side of one person: not what nobody but staff may know of.
fn sides(tx: &mut Tx<'_>, rows: Vec<Sealed<Pairing>>, whom: Whom) -> Result<Vec<OneSide>> {
    let known: Result<Vec<_>> = rows
        .into_iter()
        .map(|row| row.consult(tx))
        .filter(|one| !matches!(one, Err(Error::Hidden)))
        .collect();
    let side = |pairing: Pairing| {
        Ok(OneSide {
            id: pairing.id,
            state: pairing.state,
            since: pairing.since,
            psychologist: name(tx, pairing.psychologist)?,
            referrer: name(tx, pairing.referrer)?,
            shared_goals: pairing.shared_goals.filter(|_| matches!(whom, Whom::InCustody(_))),
        })
    };
    known?.into_iter().map(side).collect()
}

/// The name of a colleague whom to ask.
fn name(tx: &mut Tx<'_>, id: AccountId) -> Result<String> {
    let card = accounts::store::card(tx, id)?;
    Ok(card.unchecked("everybody in a pairing knows who works with it").preferred_name)
}

/// Ends an access before its time.
///
/// # Errors
/// `Forbidden` for another's; a conflict when it is not open.
pub fn end(tx: &mut Tx<'_>, id: EmergencyId) -> Result<()> {
    let by = tx.account()?;
    let emergency = store::find(tx, id)?.open(tx)?.emergency;
    if emergency.reader != by {
        return Err(Error::Forbidden);
    }
    let ended = rules::end(emergency, by, tx.now)?;
    let recorded = tx.record(ended.clone(), &Event::Ended(ended))?;
    store::save(tx, &recorded)
}

/// Says whether an access was justified.
///
/// # Errors
/// A conflict before it is over, when it has been reviewed, and by whoever opened it.
pub fn review(tx: &mut Tx<'_>, id: EmergencyId, verdict: Verdict, note: Option<String>) -> Result<()> {
    let by = tx.account()?;
    let emergency = store::find(tx, id)?.open(tx)?.emergency;
    let reviewed = rules::review(emergency, verdict, note, by, tx.now)?;
    let recorded = tx.record(reviewed.clone(), &Event::Reviewed(reviewed))?;
    store::save(tx, &recorded)
}
