//! Languages of the site, and short texts in one to three of them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::{self, Bounds};
use super::{Fault, FaultCode, text_enum};

text_enum! {
    /// A language of the site.
    #[derive(Default)]
    pub enum Language {
        #[default]
        ZhHant = "zh-Hant",
        En = "en",
        ZhHans = "zh-Hans",
    }
}

/// A name that stands in all three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Name3 {
    pub zh_hant: String,
    pub zh_hans: String,
    pub en: String,
}

/// A text in at least one of the three languages; the others fall back visibly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Text3 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh_hant: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh_hans: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text3 {
    /// Trims, drops empty texts and checks length (in characters) and content of each.
    pub fn checked(self, field: &str, bounds: Bounds, faults: &mut Vec<Fault>) -> Self {
        let given = [&self.zh_hant, &self.zh_hans, &self.en]
            .into_iter()
            .flatten()
            .any(|text| !text.trim().is_empty());
        let mut part = |text: Option<String>, name: &str| {
            let text = text.filter(|text| !text.trim().is_empty())?;
            text::checked(&text, format!("{field}.{name}"), bounds, faults)
        };
        let (zh_hant, zh_hans, en) =
            (part(self.zh_hant, "zhHant"), part(self.zh_hans, "zhHans"), part(self.en, "en"));
        if !given && bounds.min > 0 {
            faults.push(Fault::new(field.to_owned(), FaultCode::Required));
        }
        Self { zh_hant, zh_hans, en }
    }
}
