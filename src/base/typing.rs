//! What people type, as they mean it: without signs that nobody sees, and with full-width letters and digits as the
//! plain ones that an input method makes them of.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The text without signs that show nothing and mean nothing where they stand: marks of direction, of a file's
/// beginning, fillers, selectors behind what has one form alone.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| is_invisible(c) || is_joiner(c) || is_selector(c)) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let before = kept.chars().next_back();
        let means_something = if is_joiner(c) {
            before.is_some_and(|before| !before.is_ascii() && !before.is_whitespace() && !is_han(before))
        } else if is_selector(c) {
            before.is_some_and(|before| !before.is_ascii_alphabetic() && !before.is_whitespace())
        } else {
            !is_invisible(c)
        };
        if means_something {
            kept.push(c);
        }
    }
    Cow::Owned(kept)
}

/// The visible text with every sign in its plain form, as in `Ｋ７Ｍ－２ＱＦ`, which is `K7M-2QF` (Unicode NFKC).
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let dashed: String = visible(text).chars().map(plain_dash).collect();
    Cow::Owned(ComposingNormalizerBorrowed::new_nfkc().normalize(&dashed).into_owned())
}

/// A number, day, time or moment that was typed in full width, in its plain form; `None` for every other text.
#[must_use]
pub fn number_in_full_width(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let folded = folded(text);
    let plain = folded.trim();
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | '+' | 'T' | 'Z');
    (plain.bytes().any(|byte| byte.is_ascii_digit()) && plain.chars().all(fits)).then(|| plain.to_owned())
}

/// A hyphen for every dash that stands for one.
const fn plain_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => '-',
        other => other,
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// What joins or parts letters of some scripts, and pictures.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// What chooses between forms of the sign before: of a Chinese character, or of a picture.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether it is a Chinese character.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_not_kept() {
        for (typed, meant) in [
            ("\u{feff}Ada\u{200b}", "Ada"),
            ("\u{2067}陳家豪\u{2069}", "陳家豪"),
            ("A\u{fe0f}d\u{200d}a", "Ada"),
            ("\u{3164}\u{115f}\u{2800}", ""),
            ("soft\u{ad}ly", "softly"),
        ] {
            assert_eq!(visible(typed), meant, "{typed:?}");
        }
        for kept in ["葛\u{e0100}城", "👩\u{200d}🏫 ❤\u{fe0f} 1\u{fe0f}\u{20e3}", "क्\u{200d}ष", "Zoë\n陳", ""]
        {
            assert_eq!(visible(kept), kept, "{kept:?}");
        }
    }

    #[test]
    fn what_an_input_method_makes_wide_is_plain() {
        for (typed, meant) in [
            ("Ｋ７Ｍ－２ＱＦ", "K7M-2QF"),
            ("ａｄａ＠ｅｘａｍｐｌｅ．ｔｅｓｔ", "ada@example.test"),
            ("１２：３０", "12:30"),
            ("2026\u{2212}11\u{2013}28", "2026-11-28"),
            ("\u{3000}陳\u{200b}", " 陳"),
        ] {
            assert_eq!(folded(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn only_numbers_days_and_times_are_made_plain_by_themselves() {
        assert_eq!(number_in_full_width("２０２６－１１－２８").as_deref(), Some("2026-11-28"));
        assert_eq!(number_in_full_width("　０９：３０").as_deref(), Some("09:30"));
        for text in ["2026-11-28", "第１２座", "Ａ", "－", "１２ 樓"] {
            assert_eq!(number_in_full_width(text), None, "{text}");
        }
    }
}
