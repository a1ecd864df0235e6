//! Rules of accounts: pure.

use chrono::TimeDelta;

use super::model::{
    Account, AccountState, Link, LinkMark, NewMember, Notice, Purpose, Said, SignUp, Supervision,
    SupervisionAnswer,
};
use crate::access::AccountId;
use crate::base::clock::{Month, random_bytes};
use crate::base::{Code, Error, Fault, FaultCode, Id, Instant, Result, look_alikes, typing};
use crate::config::NOTICE_VERSION;
use crate::places;

/// The part of an address that only accounts of the demo have.
pub const DEMO_DOMAIN: &str = "@demo.alongside.test";

/// An address in the form in which one account has it.
#[must_use]
pub fn email_key(email: &str) -> String {
    // Addresses are ASCII; a rule for all letters would make one of signs that only look like them.
    plain_email(email).to_ascii_lowercase()
}

/// An address as letters are sent to it, whatever an input method made of it: plain signs, and the name of a domain in
/// the letters that name servers know (UTS 46).
fn plain_email(email: &str) -> String {
    let folded = typing::folded(email);
    let email = folded.trim();
    // A name that mixes scripts is written to look like another one, and stays as nobody can have it.
    let ascii = email
        .rsplit_once('@')
        .filter(|(_, domain)| !domain.is_ascii() && !look_alikes::mixes_scripts(domain))
        .and_then(|(local, domain)| {
            let domain = idna::domain_to_ascii(domain).ok()?;
            Some(format!("{local}@{domain}"))
        });
    ascii.unwrap_or_else(|| email.to_owned())
}

/// Checks an e-mail address: what a letter can be sent to, at most 254 characters (RFC 5321). Few servers take letters
/// for addresses beyond ASCII (RFC 6531), so such an address is refused before anybody waits for one.
pub fn check_email(email: &str, faults: &mut Vec<Fault>) -> String {
    let email = plain_email(email);
    let fits = email.len() <= 254 && email.parse::<lettre::Address>().is_ok();
    if email.is_empty() {
        faults.push(Fault::new("email", FaultCode::Required));
    } else if !fits {
        faults.push(Fault::new("email", FaultCode::Invalid));
    } else if !email.is_ascii() {
        faults.push(Fault::new("email", FaultCode::EmailNotAscii));
    }
    email
}

/// Checks the address of somebody new. The demo's addresses belong to its invented people: nobody signs up or is
/// invited with one, since no letter reaches it and everybody knows the demo's password.
pub fn check_new_email(email: &str, faults: &mut Vec<Fault>) -> String {
    let email = check_email(email, faults);
    if email_key(&email).ends_with(DEMO_DOMAIN) {
        faults.push(Fault::new("email", FaultCode::DemoAddress));
    }
    email
}

/// Checks the code of a centre.
///
/// # Errors
/// `Invalid` when there is no such centre.
pub fn check_centre(code: Option<&str>) -> Result<()> {
    match code {
        Some(code) if places::all().centre(code).is_none() => {
            Err(Error::invalid("centre", FaultCode::UnknownCode))
        }
        _ => Ok(()),
    }
}

/// Checks a month of birth: of somebody of 10 to 119 years.
pub fn check_birth_month(month: Month, now: Instant, faults: &mut Vec<Fault>) {
    if !(10..120).contains(&now.age_in_years(month)) {
        faults.push(Fault::out_of_range("birthMonth", 10, 119));
    }
}

/// A new member's account.
#[must_use]
pub fn sign_up(id: AccountId, SignUp { email, said }: SignUp, now: Instant) -> Account {
    Account {
        id,
        email,
        password_hash: Some(said.password_hash),
        preferred_name: said.preferred_name,
        language: said.language,
        code: new_code(),
        member: true,
        state: AccountState::Unverified,
        supervision: supervision_after(said.answer),
        supervision_answer: said.answer,
        birth_month: None,
        unpaid_work_at: None,
        notice: Notice { version: said.notice_version, language: said.language, at: now },
        created_at: now,
        version: 1,
        centre: None,
    }
}

/// What is known of somebody's supervision from their own answer.
const fn supervision_after(answer: SupervisionAnswer) -> Supervision {
    match answer {
        SupervisionAnswer::No => Supervision::None,
        SupervisionAnswer::Yes | SupervisionAnswer::RatherNotSay => Supervision::Unsettled,
    }
}

/// An account whose address nobody has proven, after one more sign-up for it: none of them is more its owner's than
/// another, so it has no password until a letter's link says which counts, and different answers leave it open.
#[must_use]
pub fn contest(account: Account, said: Said, now: Instant) -> Account {
    let answer =
        if account.supervision_answer == said.answer { said.answer } else { SupervisionAnswer::RatherNotSay };
    Account { password_hash: None, ..mean(account, Said { answer, ..said }, now) }
}

/// The account as a sign-up for its address says.
fn mean(account: Account, said: Said, now: Instant) -> Account {
    Account {
        password_hash: Some(said.password_hash),
        preferred_name: said.preferred_name,
        language: said.language,
        supervision: supervision_after(said.answer),
        supervision_answer: said.answer,
        notice: Notice { version: said.notice_version, language: said.language, at: now },
        ..account
    }
}

/// The account once its address is proven by a link: as the link's own sign-up says, if that was sent for one.
#[must_use]
pub fn prove(account: Account, said: Option<Said>, now: Instant) -> Account {
    let account = match said {
        Some(said) if account.state == AccountState::Unverified => mean(account, said, now),
        _ => account,
    };
    Account { state: AccountState::Active, ..account }
}

/// The account of a member whom an import brings: the address counts as proven, there is no password yet.
#[must_use]
pub fn enter(id: AccountId, member: NewMember, now: Instant) -> Account {
    let said = Said {
        password_hash: String::new(),
        preferred_name: member.preferred_name,
        language: member.language,
        answer: member.answer,
        notice_version: NOTICE_VERSION.into(),
    };
    Account {
        password_hash: None,
        state: AccountState::Active,
        birth_month: member.birth_month,
        unpaid_work_at: member.unpaid_work.then_some(now),
        centre: member.centre,
        ..sign_up(id, SignUp { email: member.email, said }, now)
    }
}

/// The account, closed: it may not be used until it is opened again.
///
/// # Errors
/// A conflict when it is not in use: an address that nobody has proven must not be opened by the way.
pub fn close(account: Account) -> Result<Account> {
    match account.state {
        AccountState::Active => Ok(Account { state: AccountState::Disabled, ..account }),
        AccountState::Unverified | AccountState::Disabled => Err(Error::refused(Code::WrongState)),
    }
}

/// The account, open again.
///
/// # Errors
/// A conflict when it was not closed.
pub fn reopen(account: Account) -> Result<Account> {
    match account.state {
        AccountState::Disabled => Ok(Account { state: AccountState::Active, ..account }),
        AccountState::Active | AccountState::Unverified => Err(Error::refused(Code::WrongState)),
    }
}

/// A code that a person can say over the telephone: six signs without look-alikes.
#[must_use]
pub fn new_code() -> String {
    const SIGNS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    let sign = |byte: &u8| SIGNS.get(usize::from(*byte) % SIGNS.len()).map_or('A', |sign| char::from(*sign));
    let signs: String = random_bytes::<6>().iter().map(sign).collect();
    let (first, last) = signs.split_at(3);
    format!("{first}-{last}")
}

/// How long a mailed link counts from when its letter leaves; another letter can be asked for.
pub const LINK_MINUTES: i64 = 30;

/// A new mailed link.
#[must_use]
pub fn link(
    id: Id<LinkMark>,
    account: AccountId,
    purpose: Purpose,
    said: Option<Said>,
    hash: Vec<u8>,
    now: Instant,
) -> Link {
    Link {
        id,
        account,
        purpose,
        hash,
        created_at: now,
        expires_at: now.plus(TimeDelta::minutes(LINK_MINUTES)),
        used_at: None,
        said,
        version: 1,
    }
}

/// A link whose letter leaves now: it counts from now on. `None` when it was used, and nobody needs the letter.
#[must_use]
pub fn leave(link: Link, now: Instant) -> Option<Link> {
    let expires_at = now.plus(TimeDelta::minutes(LINK_MINUTES));
    link.used_at.is_none().then_some(Link { expires_at, ..link })
}

/// Uses a link up.
///
/// # Errors
/// `Gone` when it was used, has run out, or is for something else.
pub fn use_link(link: Link, purpose: Purpose, now: Instant) -> Result<Link> {
    if link.used_at.is_some() || link.expires_at <= now || link.purpose != purpose {
        return Err(Error::Gone);
    }
    Ok(Link { used_at: Some(now), ..link })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_must_be_one_that_letters_reach() {
        for (email, fits) in
            [("a@b.hk", true), (" A@B.hk ", true), ("a@", false), ("", false), ("a b@c", false)]
        {
            let mut faults = Vec::new();
            check_email(email, &mut faults);
            assert_eq!(faults.is_empty(), fits, "{email}");
        }
    }

    #[test]
    fn the_demos_addresses_are_nobody_elses() {
        for (email, fits) in
            [("x@demo.alongside.test", false), ("X@Demo.Alongside.TEST ", false), ("x@b.hk", true)]
        {
            let mut faults = Vec::new();
            check_new_email(email, &mut faults);
            assert_eq!(faults.is_empty(), fits, "{email}");
        }
    }
}
