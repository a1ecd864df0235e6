//! The words of the letters: one file per language, one text per kind.

mod en;
mod zh_hans;
mod zh_hant;

use super::kind::Kind;
use crate::base::Language;

/// The words of one letter. The link stands between `before` and `after`.
pub(super) struct Text {
    pub subject: &'static str,
    pub before: &'static str,
    /// What the link says it does.
    pub link: &'static str,
    pub after: Option<&'static str>,
}

pub(super) fn text(kind: Kind, language: Language) -> Text {
    match language {
        Language::ZhHant => zh_hant::text(kind),
        Language::En => en::text(kind),
        Language::ZhHans => zh_hans::text(kind),
    }
}

/// The line at the end of every letter.
pub(super) fn automatic(language: Language) -> &'static str {
    match language {
        Language::ZhHant => zh_hant::AUTOMATIC,
        Language::En => en::AUTOMATIC,
        Language::ZhHans => zh_hans::AUTOMATIC,
    }
}
