//! Text that people type: bounded in characters, free of what nobody sees, of control characters and of identity-card
//! numbers.

use std::borrow::Cow;

use serde_json::json;

use super::identity_card::mentions_identity_card;
use super::typing;
use super::{Fault, FaultCode};

/// The least and most characters (code points) of a text, after trimming; towards the least a Chinese one counts twice.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub min: usize,
    pub max: usize,
    /// Whether it may have several lines. What has one line stands among other words, so nothing in it may break it.
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
            _ => !c.is_control(),
        }
    }
}

/// The characters of a text towards the fewest that it may have: a Chinese one counts twice, since it says as much as two
/// letters at least, and whoever guesses has a hundred times as many to choose from.
#[must_use]
pub fn counted(text: &str) -> usize {
    text.chars().map(|sign| if typing::is_han(sign) { 2 } else { 1 }).sum()
}

/// The trimmed text without what nobody sees, or `None` after adding what is wrong to `faults`.
pub fn checked(
    text: &str,
    field: impl Into<Cow<'static, str>>,
    bounds: Bounds,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let text = typing::visible(text);
    let text = text.trim();
    let count = text.chars().count();
    let field = field.into();
    let fault = if count < bounds.min && count == 0 {
        Fault::new(field, FaultCode::Required)
    } else if counted(text) < bounds.min {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_not_bytes() {
        let mut faults = Vec::new();
        assert!(checked("一二三", "x", Bounds::new(3, 3), &mut faults).is_some());
        assert!(checked("一二三四", "x", Bounds::new(3, 3), &mut faults).is_none());
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn a_sentence_in_chinese_is_as_long_as_what_it_says() {
        let fits = |text: &str| checked(text, "x", Bounds::new(20, 100), &mut Vec::new()).is_some();
        assert!(fits("會員說想自殺，現正站在天台。"));
        assert!(!fits("站在天台。"));
        assert!(!fits("on the roof"));
    }

    #[test]
    fn what_has_one_line_cannot_break_it() {
        let fits = |text: &str, bounds| checked(text, "x", bounds, &mut Vec::new()).is_some();
        for text in ["Ada\nBen", "Ada\tBen", "Ada\u{2028}Ben"] {
            assert!(!fits(text, Bounds::LINE), "{text:?}");
            assert!(fits(text, Bounds::TEXT), "{text:?}");
        }
        assert!(fits("陳家豪 Marco", Bounds::LINE));
        assert!(!fits("Ada\u{7}", Bounds::TEXT));
    }

    #[test]
    fn nothing_turns_the_direction_of_what_stands_around_and_nothing_visible_is_no_name() {
        let kept = |text: &str| checked(text, "x", Bounds::LINE, &mut Vec::new());
        for text in ["\u{202e}Ada", "A\u{2067}da", "A\u{200f}da", "\u{feff}Ada\u{3000}"] {
            assert_eq!(kept(text).as_deref(), Some("Ada"), "{text:?}");
        }
        for text in ["\u{200b}", "\u{3164}", "\u{2800}\u{3000}"] {
            let mut faults = Vec::new();
            assert_eq!(checked(text, "x", Bounds::LINE, &mut faults), None);
            assert_eq!(faults, [Fault::new("x", FaultCode::Required)], "{text:?}");
        }
    }
}
