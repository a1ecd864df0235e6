//! Text that people type: bounded in characters, free of control characters and of identity-card numbers.

use std::borrow::Cow;

use serde_json::json;

use super::{Fault, FaultCode};

/// The least and most characters (code points) of a text, after trimming.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub min: usize,
    pub max: usize,
    /// Whether it may have several lines. What has one line stands among other words, so nothing in it may break the
    /// line or turn the direction of what stands around it.
    lines: bool,
}

impl Bounds {
    /// A name or a title.
    pub const LINE: Self = Self::line(1, 120);
    /// A few sentences.
    pub const TEXT: Self = Self::new(1, 2000);

    #[must_use]
    pub const fn new(min: usize, max: usize) -> Self {
        Self { min, max, lines: true }
    }

    /// A text of one line.
    #[must_use]
    pub const fn line(min: usize, max: usize) -> Self {
        Self { min, max, lines: false }
    }

    fn allow(self, c: char) -> bool {
        match c {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => self.lines,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                self.lines
            }
            _ => !c.is_control(),
        }
    }
}

/// The trimmed text, or `None` after adding what is wrong to `faults`.
pub fn checked(
    text: &str,
    field: impl Into<Cow<'static, str>>,
    bounds: Bounds,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let text = text.trim();
    let count = text.chars().count();
    let field = field.into();
    let fault = if count < bounds.min && count == 0 {
        Fault::new(field, FaultCode::Required)
    } else if count < bounds.min {
        Fault::with(field, FaultCode::TooShort, json!({ "min": bounds.min }))
    } else if count > bounds.max {
        Fault::with(field, FaultCode::TooLong, json!({ "max": bounds.max }))
    } else if !text.chars().all(|c| bounds.allow(c)) {
        Fault::new(field, FaultCode::Invalid)
    } else if mentions_identity_card(text) {
        Fault::new(field, FaultCode::HkidNotAllowed)
    } else {
        return Some(text.to_owned());
    };
    faults.push(fault);
    None
}

/// Whether the text holds a Hong Kong identity-card number whose check digit is right.
///
/// Form and check digit: one or two letters, six digits, a check character 0-9 or A, often in brackets;
/// letters count 10 to 35, a missing first letter 36, weights 9 down to 1, sum divisible by 11.
#[must_use]
pub fn mentions_identity_card(text: &str) -> bool {
    let skipped = |c: char| matches!(c, ' ' | '(' | ')' | '（' | '）' | '-');
    let signs: Vec<char> = text.chars().filter(|c| !skipped(*c)).collect();
    // A number begins where a word begins: "is a123456(3)", but not "XA123456(3)".
    let before = std::iter::once(' ').chain(text.chars());
    let kept = before.zip(text.chars()).filter(|(_, c)| !skipped(*c));
    kept.enumerate().any(|(start, (before, _))| {
        let rest = signs.get(start..).unwrap_or_default();
        !before.is_ascii_alphanumeric() && [1, 2].into_iter().any(|letters| is_identity_card(rest, letters))
    })
}

fn is_identity_card(signs: &[char], letters: usize) -> bool {
    let Some(signs) = signs.get(..letters + 7) else { return false };
    let value = |at: usize, sign: &char| {
        let digit = sign.to_digit(36)?;
        let fits = if at < letters {
            sign.is_ascii_alphabetic()
        } else if at < letters + 6 {
            sign.is_ascii_digit()
        } else {
            sign.is_ascii_digit() || sign.eq_ignore_ascii_case(&'a')
        };
        fits.then_some(digit)
    };
    let mut sum = if letters == 1 { 36 * 9 } else { 0 };
    for (at, sign) in signs.iter().enumerate() {
        let weight = u32::try_from(letters + 7 - at).unwrap_or(0);
        match value(at, sign) {
            Some(digit) => sum += digit * weight,
            None => return false,
        }
    }
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_card_number_is_seen_however_it_is_written() {
        for text in ["A123456(3)", "my id is a1234563.", "號碼A 123456（3）", "AB987654(3)"] {
            assert!(mentions_identity_card(text), "{text}");
        }
        for text in ["A123456(4)", "call 91234567", "XA1234563", "B-2041", "2026-11-28"] {
            assert!(!mentions_identity_card(text), "{text}");
        }
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        let mut faults = Vec::new();
        assert!(checked("一二三", "x", Bounds::new(3, 3), &mut faults).is_some());
        assert!(checked("一二三四", "x", Bounds::new(3, 3), &mut faults).is_none());
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn what_has_one_line_cannot_break_it_or_turn_its_direction() {
        let fits = |text: &str, bounds| checked(text, "x", bounds, &mut Vec::new()).is_some();
        for text in ["Ada\nBen", "Ada\tBen", "Ada\u{2028}Ben", "\u{202e}adA", "A\u{2067}da", "A\u{200f}da"] {
            assert!(!fits(text, Bounds::LINE), "{text:?}");
            assert!(fits(text, Bounds::TEXT), "{text:?}");
        }
        assert!(fits("陳家豪 Marco", Bounds::LINE));
        assert!(!fits("Ada\u{7}", Bounds::TEXT));
    }
}
