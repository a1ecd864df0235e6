//! Rules of accounts: pure.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{
    Account, AccountState, Link, LinkMark, NewMember, Notice, Purpose, SignUp, Supervision, SupervisionAnswer,
};
use crate::access::AccountId;
use crate::base::clock::{Month, random_bytes};
use crate::base::{Error, Fault, Id, Instant, Result};
use crate::config::NOTICE_VERSION;

/// Fewest and most characters of a password (NIST SP 800-63B-4: 15 where there is no second factor).
pub const PASSWORD: (usize, usize) = (15, 128);
/// Passwords long enough that are used all the same; shorter ones are refused by length.
const COMMON: &str = include_str!("common-passwords.txt");
/// Words of this programme and of its surroundings: a guesser's first tries.
const CONTEXT: [&str; 6] = ["alongside", "同行", "correctional", "rehabilitation", "mentorprogramme", "懲教"];

/// The part of an address that only accounts of the demo have.
pub const DEMO_DOMAIN: &str = "@demo.alongside.test";

/// Checks a new password: length in characters, not a common one, not made of the programme's own words.
pub fn check_password(password: &str, faults: &mut Vec<Fault>) {
    let count = password.chars().count();
    let plain = password.to_lowercase();
    if count < PASSWORD.0 {
        faults.push(Fault::with("password", "password_too_short", json!({ "min": PASSWORD.0 })));
    } else if count > PASSWORD.1 {
        faults.push(Fault::with("password", "too_long", json!({ "max": PASSWORD.1 })));
    } else if COMMON.lines().any(|common| common == plain) || is_repeated(&plain) {
        faults.push(Fault::new("password", "weak_password"));
    } else if CONTEXT.iter().any(|word| plain.contains(word)) {
        faults.push(Fault::new("password", "context_word"));
    }
}

/// Whether a text is one short piece over and over, such as `abcabcabcabcabc`.
fn is_repeated(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (1..=4).any(|piece| signs.iter().zip(signs.iter().skip(piece)).all(|(one, other)| one == other))
}

/// An address in the form in which one account has it.
#[must_use]
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Checks an e-mail address: what a letter can be sent to, at most 254 characters (RFC 5321).
pub fn check_email(email: &str, faults: &mut Vec<Fault>) -> String {
    let email = email.trim();
    let fits = email.len() <= 254 && email.parse::<lettre::Address>().is_ok();
    if email.is_empty() {
        faults.push(Fault::new("email", "required"));
    } else if !fits {
        faults.push(Fault::new("email", "invalid"));
    }
    email.to_owned()
}

/// Checks the address of somebody new. The demo's addresses belong to its invented people: nobody signs up or is
/// invited with one, since no letter reaches it and everybody knows the demo's password.
pub fn check_new_email(email: &str, faults: &mut Vec<Fault>) -> String {
    let email = check_email(email, faults);
    if email_key(&email).ends_with(DEMO_DOMAIN) {
        faults.push(Fault::new("email", "invalid"));
    }
    email
}

/// Checks a month of birth: of somebody of 10 to 119 years.
pub fn check_birth_month(month: Month, now: Instant, faults: &mut Vec<Fault>) {
    if !(10..120).contains(&now.age_in_years(month)) {
        faults.push(Fault::out_of_range("birthMonth", 10, 119));
    }
}

/// A new member's account.
#[must_use]
pub fn sign_up(id: AccountId, command: SignUp, now: Instant) -> Account {
    Account {
        id,
        email: command.email,
        password_hash: Some(command.password_hash),
        preferred_name: command.preferred_name,
        language: command.language,
        code: new_code(),
        member: true,
        state: AccountState::Unverified,
        supervision: match command.answer {
            SupervisionAnswer::No => Supervision::None,
            SupervisionAnswer::Yes | SupervisionAnswer::RatherNotSay => Supervision::Unsettled,
        },
        supervision_answer: command.answer,
        birth_month: None,
        unpaid_work_at: None,
        notice: Notice { version: command.notice_version, language: command.language, at: now },
        created_at: now,
        version: 1,
    }
}

/// The account of a member whom an import brings: the address counts as proven, there is no password yet.
#[must_use]
pub fn enter(id: AccountId, member: NewMember, now: Instant) -> Account {
    let command = SignUp {
        email: member.email,
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
        ..sign_up(id, command, now)
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

/// How long a mailed link counts.
#[must_use]
pub const fn link_minutes(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::VerifyAddress => 24 * 60,
        Purpose::ResetPassword => 30,
    }
}

/// A new mailed link.
#[must_use]
pub fn link(id: Id<LinkMark>, account: AccountId, purpose: Purpose, hash: Vec<u8>, now: Instant) -> Link {
    Link {
        id,
        account,
        purpose,
        hash,
        created_at: now,
        expires_at: now.plus(TimeDelta::minutes(link_minutes(purpose))),
        used_at: None,
        version: 1,
    }
}

/// Uses a link up.
///
/// # Errors
/// `Gone` when it was used, has run out, or is for something else.
pub fn use_link(link: Link, purpose: Purpose, now: Instant) -> Result<Link> {
    if link.used_at.is_some() || link.expires_at <= now || link.purpose != purpose {
        return Err(Error::Gone("link_expired"));
    }
    Ok(Link { used_at: Some(now), ..link })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(password: &str) -> Vec<String> {
        let mut faults = Vec::new();
        check_password(password, &mut faults);
        faults.into_iter().map(|fault| fault.code.into_owned()).collect()
    }

    #[test]
    fn a_password_is_long_uncommon_and_nobody_elses_words() {
        assert!(faults("a quiet road home").is_empty());
        assert!(faults("一二三四五六七八九十百千萬億兆").is_empty());
        assert_eq!(faults("fourteen chars"), ["password_too_short"]);
        assert_eq!(faults(&"x".repeat(129)), ["too_long"]);
        assert_eq!(faults("abcabcabcabcabcabc"), ["weak_password"]);
        assert_eq!(faults("qwertyuiopasdfghjkl"), ["weak_password"]);
        assert_eq!(faults("my alongside password"), ["context_word"]);
    }

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
