//! Which passwords are taken: long ones that a guesser does not try first. Pure.
//!
//! No list of stolen passwords comes along: what people put together from common words, runs of the keyboard, sequences,
//! repeats and years is recognised by how it is made, in every length.

use serde_json::json;

use crate::base::{Fault, FaultCode, text};
use crate::gate::passwords::one_form;
use crate::places;

/// Fewest and most characters of a password (NIST SP 800-63B-4: 15 where there is no second factor).
pub const LENGTH: (usize, usize) = (15, 128);
/// Passwords that no rule below recognises and that are used all the same.
const COMMON: &str = include_str!("common-passwords.txt");
/// Words of which people make passwords, and what they write between them.
const WORDS: &str = include_str!("common-words.txt");
/// Neighbours on the keyboard, in the alphabet and in numbers; read backwards too.
const RUNS: [&str; 13] = [
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiop",
    "azertyuiop",
    "1234567890-=",
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "一二三四五六七八九十",
];
/// What the page of sign-up shows as an example, so that everybody knows it.
const SHOWN: [&str; 3] = ["外婆家門口有隻花貓", "外婆家门口有只花猫", "granny keeps a tabby by the door"];
/// Words of this programme and of its surroundings: a guesser's first tries.
const CONTEXT: [&str; 8] =
    ["alongside", "同行", "correctional", "rehabilitation", "mentorprogramme", "懲教", "惩教", "更生"];
/// Signs of a password beyond what a guesser puts together without knowing the person.
const OWN: usize = 4;

/// Checks a new password: length in characters, not one that guessers try first, not made of the programme's own words
/// or of the person's own address.
pub fn check(password: &str, email: Option<&str>, faults: &mut Vec<Fault>) {
    let password = one_form(password);
    let count = password.chars().count();
    let plain = password.to_lowercase();
    if text::counted(&password) < LENGTH.0 {
        faults.push(Fault::with("password", FaultCode::PasswordTooShort, json!({ "min": LENGTH.0 })));
    } else if count > LENGTH.1 {
        faults.push(Fault::with("password", FaultCode::TooLong, json!({ "max": LENGTH.1 })));
    } else if COMMON.lines().chain(SHOWN).any(|known| known == plain)
        || is_repeated(&plain)
        || own_signs(&plain) < OWN
    {
        faults.push(Fault::new("password", FaultCode::WeakPassword));
    } else if CONTEXT.iter().any(|word| plain.contains(word))
        || names_a_centre(&plain)
        || tells(&plain, email)
    {
        faults.push(Fault::new("password", FaultCode::ContextWord));
    }
}

/// Whether a text is one piece over and over, such as `abcabcabcabcabc` or `my dog my dog my dog `.
fn is_repeated(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (1..=signs.len() / 2)
        .any(|piece| signs.iter().zip(signs.iter().skip(piece)).all(|(one, other)| one == other))
}

/// How many signs are left when common words, runs of at least three, repeats and digits are taken away.
fn own_signs(plain: &str) -> usize {
    let mut rest = plain;
    let mut own = 0;
    while let Some(first) = rest.chars().next() {
        let known = word_at(rest).max(run_at(rest)).max(same_at(rest));
        if known == 0 {
            own += usize::from(first.is_alphabetic());
        }
        rest = rest.get(known.max(first.len_utf8())..).unwrap_or_default();
    }
    own
}

/// The bytes of the longest common word at the beginning; `p4ssw0rd` is `password`.
fn word_at(rest: &str) -> usize {
    let begins = |word: &str| {
        let mut signs = rest.char_indices();
        let all = word.chars().all(|wanted| signs.next().is_some_and(|(_, sign)| unmasked(sign) == wanted));
        let end = signs.next().map_or(rest.len(), |(at, _)| at);
        if all { end } else { 0 }
    };
    WORDS.split_whitespace().map(begins).max().unwrap_or(0)
}

/// A letter for the sign that people write in its place.
const fn unmasked(sign: char) -> char {
    match sign {
        '4' | '@' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// The bytes of the longest run of at least three neighbours at the beginning.
fn run_at(rest: &str) -> usize {
    let longest = |run: Vec<char>| {
        (0..run.len())
            .map(|from| {
                let matching =
                    rest.chars().zip(run.iter().skip(from)).take_while(|(one, other)| one == *other);
                let (count, bytes) =
                    matching.fold((0, 0), |(count, bytes), (sign, _)| (count + 1, bytes + sign.len_utf8()));
                if count >= 3 { bytes } else { 0 }
            })
            .max()
            .unwrap_or(0)
    };
    RUNS.iter()
        .map(|run| longest(run.chars().collect()).max(longest(run.chars().rev().collect())))
        .max()
        .unwrap_or(0)
}

/// The bytes of at least three times the same sign at the beginning.
fn same_at(rest: &str) -> usize {
    let first = rest.chars().next();
    let same = rest.chars().take_while(|sign| Some(*sign) == first);
    let (count, bytes) = same.fold((0, 0), |(count, bytes), sign| (count + 1, bytes + sign.len_utf8()));
    if count >= 3 { bytes } else { 0 }
}

/// Whether the name or the code of a centre is in it.
fn names_a_centre(plain: &str) -> bool {
    places::all().centres.iter().any(|centre| {
        [&centre.code, &centre.name.en, &centre.name.zh_hant, &centre.name.zh_hans]
            .into_iter()
            .any(|name| plain.contains(&name.to_lowercase()))
    })
}

/// Whether the person's own address is in it: what stands before the @, where that is long enough to tell.
fn tells(plain: &str, email: Option<&str>) -> bool {
    let name = email.and_then(|email| email.split('@').next()).map(str::to_lowercase).unwrap_or_default();
    name.chars().count() >= 4 && plain.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(password: &str) -> Vec<String> {
        let mut faults = Vec::new();
        check(password, Some("siu.ming@example.test"), &mut faults);
        faults.into_iter().map(|fault| fault.code.to_string()).collect()
    }

    #[test]
    fn a_password_of_a_persons_own_words_is_taken() {
        for fine in [
            "a quiet road home",
            "two people one road",
            "two-people-one-road",
            "一二三四五六七八九十百千萬億兆",
            "a new road begins here",
            "茶餐廳門口的舊單車已經生鏽很久了",
            "茶餐廳門口有舊單車",
            "pelican drinks oolong 42",
            "7Hq-vLw2-9zTr-pXk4",
        ] {
            assert_eq!(faults(fine), [""; 0], "{fine}");
        }
    }

    /// Whoever is shown how a password can be made is shown one that would be taken, if it were not shown to everybody.
    #[test]
    fn the_examples_that_people_are_shown_would_pass_if_they_were_not_shown() {
        let shown = [
            (include_str!("../../../frontend/src/lib/i18n/zh-Hant/accounts.ts"), '「', '」'),
            (include_str!("../../../frontend/src/lib/i18n/zh-Hans/accounts.ts"), '“', '”'),
            (include_str!("../../../frontend/src/lib/i18n/en/accounts.ts"), '“', '”'),
        ];
        for (texts, opens, closes) in shown {
            let hint = texts.split_once("passwordHint:").unwrap().1;
            let example = hint.split_once(opens).unwrap().1.split_once(closes).unwrap().0;
            assert_eq!(faults(example), ["weak_password"], "{example}");
            assert_eq!(faults(&format!("{example}吧")), [""; 0], "{example}");
        }
    }

    #[test]
    fn what_a_guesser_tries_first_is_refused_in_every_length() {
        assert_eq!(faults("fourteen chars"), ["password_too_short"]);
        assert_eq!(faults("茶餐廳門口單車"), ["password_too_short"]);
        assert_eq!(faults(&"x".repeat(129)), ["too_long"]);
        for weak in [
            "abcabcabcabcabcabc",
            "qwertyuiopasdfghjkl",
            "passwordpassword",
            "Password12345678",
            "P@ssw0rd12345678",
            "password!password",
            "iloveyou20002001",
            "welcome123welcome123",
            "letmeinletmeinplease",
            "987654321987654321",
            "111222333444555666",
            "zxcvbnm,./zxcvbnm",
            "1q2w3e4r5t6y7u8i9o",
            "1qaz2wsx3edc4rfv",
            "abcdefghijklmnopq",
            "hongkong19970701",
            "monkey dragon 2024",
            "summer2024summer2025",
            "correct horse battery staple",
            "my dog my dog my dog ",
            "admin_admin_admin_1",
            "一二三四五六七八九十一二三四五六七八九十",
            "我愛你我愛你我愛你",
        ] {
            assert_eq!(faults(weak), ["weak_password"], "{weak}");
        }
    }

    #[test]
    fn the_programmes_own_words_and_ones_own_address_are_refused() {
        for known in ["my alongside friends", "meet me at mfrc-mk soon", "call me siu.ming of town"] {
            assert_eq!(faults(known), ["context_word"], "{known}");
        }
    }
}
