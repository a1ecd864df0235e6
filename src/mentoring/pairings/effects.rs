//! What else changes when a pairing moves: places with mentor and psychologist, and the person's referral.

use chrono::NaiveDate;

use super::guards::Sides;
use super::history::{self, Why};
use super::model::{Ending, Pairing, PairingState as State, Step};
use super::record::Happened;
use super::{notices, store};
use crate::access::{AccountId, Role};
use crate::base::error::OnUnique;
use crate::base::{Code, Error, Reason, Result};
use crate::mentoring::mentors;
use crate::mentoring::psychologists;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralState};
use crate::people::accounts;
use crate::people::consents;
use crate::people::consents::model::{AboutId, Consent, ConsentPurpose, ConsentStep, Party};
use crate::people::consents::rules::Given;
use crate::people::keep_apart;
use crate::tx::{Recorded, Tx};

/// Records a step, changes everything that follows from it, and saves the pairing.
///
/// # Errors
/// `Stale` when the pairing was changed meanwhile; a conflict when a place was taken or the person is elsewhere.
pub fn take(
    tx: &mut Tx<'_>,
    before: State,
    next: Pairing,
    step: Step,
    by: Option<AccountId>,
    note: Option<String>,
) -> Result<Pairing> {
    let recorded = recorded(tx, (before, next), step, by, Why::said(note))?;
    consent(tx, &recorded, step)?;
    keep(tx, before, recorded)
}

/// Writes down what mentor or person has said of the pairing.
fn consent(tx: &mut Tx<'_>, pairing: &Recorded<Pairing>, step: Step) -> Result<()> {
    let word = match step {
        Step::MentorConsented | Step::PicConsented => ConsentStep::Given,
        Step::MentorTookBack => ConsentStep::Withdrawn,
        _ => return Ok(()),
    };
    let (whose, how) = match (step, &pairing.paper) {
        (Step::PicConsented, Some(paper)) => {
            let (language, witness) = (paper.language.clone(), paper.witness.clone());
            (Party::Referral(pairing.referral), Given::Paper { on: paper.on, language, witness })
        }
        _ => {
            let account = accounts::store::find(tx, pairing.mentor_account)?;
            let language = account.unchecked("the language in which they read it").language;
            (Party::Account(pairing.mentor_account), Given::App { language: language.to_string() })
        }
    };
    let by = tx.actor().account().filter(|by| Some(*by) != whose.account());
    let word = (ConsentPurpose::Pairing, word);
    let said = consents::rules::say(tx.fresh(), whose, word, how, by, tx.now);
    let about = Some(AboutId::from_uuid(pairing.id.uuid()));
    consents::store::add(tx, pairing, Consent { pairing: about, ..said })
}

/// Rests a pairing, or lets it lapse, because its two may have no contact; `reasons` say why, and `step` how that reads.
///
/// # Errors
/// As [`take`].
pub fn rest(
    tx: &mut Tx<'_>,
    before: State,
    next: Pairing,
    (step, by): (Step, Option<AccountId>),
    reasons: Vec<Reason>,
) -> Result<Pairing> {
    let recorded = recorded(tx, (before, next), step, by, Why { reasons, ..Why::default() })?;
    keep(tx, before, recorded)
}

fn keep(tx: &mut Tx<'_>, before: State, recorded: Recorded<Pairing>) -> Result<Pairing> {
    // First of all, so that whoever saw an older version is told just that.
    let saved = store::save(tx, &recorded).on_unique(Code::ReferralNotEligible)?;
    places(tx, before, &recorded)?;
    referral(tx, before, &recorded)?;
    Ok(saved)
}

/// The same for a pairing that ends because the person's referral did: that is written by whoever ended it.
///
/// # Errors
/// As [`take`].
pub fn take_without_referral(
    tx: &mut Tx<'_>,
    before: State,
    next: Pairing,
    step: Step,
    by: Option<AccountId>,
) -> Result<Pairing> {
    let recorded = recorded(tx, (before, next), step, by, Why::default())?;
    let saved = store::save(tx, &recorded)?;
    places(tx, before, &recorded)?;
    Ok(saved)
}

fn recorded(
    tx: &mut Tx<'_>,
    (before, next): (State, Pairing),
    step: Step,
    by: Option<AccountId>,
    why: Why,
) -> Result<Recorded<Pairing>> {
    // History is told to nobody as news.
    let next = if tx.imports() { next } else { notices::telling(next, before, step, by) };
    let mut centre = if Happened::concerns_centre(step) {
        accounts::store::staff_of(tx, Role::Coordinator, "centre", &next.centre)?
    } else {
        Vec::new()
    };
    // A coordinator who is the mentor hears of it as the mentor does.
    centre.retain(|person| *person != next.mentor_account);
    let event = Happened::to(&next, step, by, centre);
    let recorded = tx.record(next, &event)?;
    history::add(tx, &recorded, step, by, why)?;
    Ok(recorded)
}

/// A place is one row's counter, changed by one conditional update: of two approvals one gets it.
fn places(tx: &mut Tx<'_>, before: State, next: &Recorded<Pairing>) -> Result<()> {
    match (before.holds_place(), next.state.holds_place()) {
        (false, true) => {
            let mentor =
                mentors::store::find(tx, next.mentor)?.unchecked("only the number of places is used");
            let capacity = mentors::rules::capacity(&mentor, tx.today());
            mentors::store::take_place(tx, next, next.mentor, capacity)?;
            psychologists::store::take_place(tx, next, next.psychologist)
        }
        (true, false) => {
            mentors::store::free_place(tx, next, next.mentor)?;
            psychologists::store::free_place(tx, next, next.psychologist)
        }
        _ => Ok(()),
    }
}

fn referral(tx: &mut Tx<'_>, before: State, next: &Recorded<Pairing>) -> Result<()> {
    use ReferralState as R;
    let person = next.referral;
    let turn = |tx: &mut Tx<'_>, from, to| referrals::store::turn(tx, next, person, from, to);
    let outcome = match (before, next.state) {
        (State::Endorsed, State::Approved) => turn(tx, R::Eligible, R::Matched),
        (State::Consenting, State::Active) => turn(tx, R::Matched, R::InPairing),
        (State::Consenting, State::Closed) if next.ending == Some(Ending::Released) => {
            turn(tx, R::Matched, R::Released)
        }
        (State::Approved | State::Consenting, to) if !to.holds_place() => turn(tx, R::Matched, R::Eligible),
        (State::Active | State::Paused, State::Closed) => match next.ending {
            Some(Ending::GoalsReached) => turn(tx, R::InPairing, R::Completed),
            Some(Ending::Released) => turn(tx, R::InPairing, R::Released),
            // Whoever left by their own wish waits anew; nobody else loses their place in the line.
            Some(Ending::ByWish) => referrals::store::wait_anew(tx, next, person, R::InPairing),
            Some(Ending::ByMentor | Ending::Transferred | Ending::Other) | None => {
                turn(tx, R::InPairing, R::Eligible)
            }
        },
        _ => Ok(()),
    };
    outcome.map_err(|error| match error {
        Error::Stale => Error::refused(Code::ReferralNotEligible),
        other => other,
    })
}

/// Mentor and person as they are now.
///
/// # Errors
/// Whatever the database refuses.
pub fn sides(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<Sides> {
    const WHY: &str = "whoever may move a pairing learns whether its two may meet, no more";
    let mentor = mentors::store::find(tx, pairing.mentor)?.unchecked(WHY);
    let referral = referrals::store::find(tx, pairing.referral)?.unchecked(WHY);
    let kept = keep_apart::store::pair(
        tx,
        keep_apart::model::PartyId::from_uuid(pairing.mentor_account.uuid()),
        keep_apart::model::PartyId::from_uuid(pairing.referral.uuid()),
    )?;
    let apart = kept.is_some() || stated(&referral, &mentor.person.code);
    let supervisor = match mentor.supervisor {
        Some(signed) => psychologists::store::find(tx, signed.by)?.map(|row| row.unchecked(WHY)),
        None => None,
    };
    let facts = mentors::facts::gather(tx, &mentor, day)?.facts;
    Ok(Sides { mentor, referral, supervisor: supervisor.filter(|one| one.active), apart, facts })
}

/// Whether the person named this member as somebody they do not want to meet.
#[must_use]
pub fn stated(referral: &Referral, code: &str) -> bool {
    referral.facts.stated_exclusions.iter().any(|named| named == code)
}
