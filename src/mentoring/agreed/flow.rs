//! Reading, giving and taking back what somebody agrees to.

use crate::access::{AccountId, ReferralId};
use crate::base::{Error, Reason, Result, text_enum};
use crate::mentoring::applications;
use crate::mentoring::mentors;
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::model::Mentor;
use crate::mentoring::mentors::rules::wrong_state;
use crate::mentoring::referrals;
use crate::mentoring::sensitive::Sensitive;
use crate::people::accounts;
use crate::people::consents::model::{Consent, ConsentPurpose, ConsentState, Party};
use crate::people::consents::{rules, store};
use crate::tx::{Tx, open_all};

text_enum! {
    /// What may be done with a consent.
    pub enum ConsentMove {
        Give = "give",
        Withdraw = "withdraw",
    }
}

/// A purpose with what was last said of it.
#[derive(Debug)]
pub struct Own {
    pub purpose: ConsentPurpose,
    pub state: ConsentState,
    pub last: Option<Consent>,
    pub may: Vec<(ConsentMove, Result<(), Vec<Reason>>)>,
}

/// The purposes that a mentor gives and takes back here; a pairing has its own page.
const ASKED: [ConsentPurpose; 3] =
    [ConsentPurpose::Matching, ConsentPurpose::SharedThemes, ConsentPurpose::ReligionOrHealth];

/// What the answers say of a purpose: a yes, a no, or nothing.
fn said(answers: &Answers, purpose: ConsentPurpose) -> Option<bool> {
    match purpose {
        ConsentPurpose::Matching => answers.match_consent,
        ConsentPurpose::SharedThemes => answers.themes_shared,
        ConsentPurpose::ReligionOrHealth => answers.sensitive.as_ref().and_then(|one| one.shared),
        ConsentPurpose::Pairing => None,
    }
}

/// The answers by which a purpose is agreed to or not; `None` where there is nothing to agree to.
fn saying(answers: &Answers, purpose: ConsentPurpose, yes: bool) -> Option<Answers> {
    let none = Answers::default();
    match purpose {
        ConsentPurpose::Matching => Some(Answers { match_consent: Some(yes), ..none }),
        ConsentPurpose::SharedThemes => Some(Answers { themes_shared: Some(yes), ..none }),
        ConsentPurpose::ReligionOrHealth => {
            let told = answers.sensitive.clone().filter(|one| one.shared.is_some())?;
            Some(Answers { sensitive: Some(Sensitive { shared: Some(yes), ..told }), ..none })
        }
        ConsentPurpose::Pairing => None,
    }
}

/// What the caller has agreed to; nothing for whoever was never asked.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>) -> Result<Vec<Own>> {
    let person = tx.account()?;
    let Some(mentor) = mentors::store::latest(tx, person)? else { return Ok(Vec::new()) };
    let mentor = mentor.open(tx)?;
    let rows = store::of(tx, Party::Account(person))?;
    let words = open_all(rows, tx)?;
    let today = tx.today();
    let asked = ASKED.into_iter().filter(|purpose| said(&mentor.answers, *purpose).is_some());
    Ok(asked
        .map(|purpose| {
            let last = words.iter().find(|one| one.purpose == purpose).cloned();
            let state = match (said(&mentor.answers, purpose), rules::state(last.as_ref(), today)) {
                (Some(true), ConsentState::Due) => ConsentState::Due,
                (Some(true), _) => ConsentState::Given,
                (_, ConsentState::None) => ConsentState::None,
                _ => ConsentState::Withdrawn,
            };
            let may = ConsentMove::ALL.iter().map(|what| (*what, may(&mentor, state, *what))).collect();
            Own { purpose, state, last, may }
        })
        .collect())
}

/// What can be done with a consent that stands so.
fn may(mentor: &Mentor, state: ConsentState, what: ConsentMove) -> Result<(), Vec<Reason>> {
    if mentor.state.is_final() {
        return Err(vec![wrong_state(mentor.state)]);
    }
    match (what, state) {
        (ConsentMove::Give, ConsentState::Given)
        | (ConsentMove::Withdraw, ConsentState::None | ConsentState::Withdrawn) => {
            Err(vec![Reason::wrong_state(state.as_str())])
        }
        (ConsentMove::Give | ConsentMove::Withdraw, _) => Ok(()),
    }
}

/// Agrees, or takes it back: it counts from this moment.
///
/// # Errors
/// `NotFound` for what one was never asked; a conflict when it stands so already, or the way is over.
pub fn say(tx: &mut Tx<'_>, purpose: ConsentPurpose, what: ConsentMove) -> Result<()> {
    let person = tx.account()?;
    let mut now = own(tx)?;
    let at = now.iter().position(|one| one.purpose == purpose).ok_or(Error::NotFound)?;
    for (_, leave) in now.swap_remove(at).may.into_iter().filter(|(one, _)| *one == what) {
        leave?;
    }
    let mentor = mentors::store::latest(tx, person)?.ok_or(Error::NotFound)?.open(tx)?;
    let patch = saying(&mentor.answers, purpose, what == ConsentMove::Give).ok_or(Error::NotFound)?;
    applications::flow::answer(tx, person, patch, mentor.version).map(|_| ())
}

/// What a member whom the actor works with has agreed to, the last word first.
///
/// # Errors
/// `Hidden` for those who do not work with them.
pub fn of_person(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Consent>> {
    let mentor = mentors::store::latest(tx, person)?.map(|row| row.open(tx).map(|_| ()));
    match mentor {
        Some(Ok(())) => {}
        None | Some(Err(Error::Hidden | Error::Forbidden)) => {
            accounts::store::charge(tx, person)?.open(tx)?;
        }
        Some(Err(error)) => return Err(error),
    }
    read(tx, Party::Account(person))
}

/// What a person in custody whom the actor works with has agreed to, the last word first.
///
/// # Errors
/// `Hidden` for those who do not work with them.
pub fn of_referral(tx: &mut Tx<'_>, referral: ReferralId) -> Result<Vec<Consent>> {
    referrals::store::find(tx, referral)?.open(tx)?;
    read(tx, Party::Referral(referral))
}

fn read(tx: &mut Tx<'_>, whose: Party) -> Result<Vec<Consent>> {
    const WHY: &str = "what somebody agreed to stands beside the file, which was opened";
    Ok(store::of(tx, whose)?.into_iter().map(|row| row.unchecked(WHY)).collect())
}
