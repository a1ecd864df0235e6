//! What a request says of a person in custody, checked against the reference data.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::model::{Change, Focus, Needs, PaperConsent};
use crate::base::clock::Month;
use crate::base::text::{self, Bounds};
use crate::base::week::Week;
use crate::base::{Error, Fault, FaultCode, Instant, Result};
use crate::mentoring::sensitive::{self, Sensitive};
use crate::people::supervisees::rules::member_code;
use crate::places::{self, Gender};
use crate::web::extract::present;

/// Most characters of an alias.
const ALIAS: Bounds = Bounds::line(1, 40);
/// Most characters of their own words.
const WORDS: Bounds = Bounds::new(0, 600);

macro_rules! body {
    ($(#[$meta:meta])* $name:ident { $($(#[$own_meta:meta])* $own:ident: $type:ty),+ $(,)? } $optional:expr) => {
        $(#[$meta])*
        #[derive(Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name {
            $($(#[$own_meta])* pub $own: $type,)+
            /// In the person's own words; shown to psychologists only. Empty words are no words.
            in_own_words: Option<String>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Gender>)]
            gender: Option<Option<Gender>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<i32>)]
            birth_year: Option<Option<i32>>,
            /// Codes of languages the person can talk in.
            languages: Option<Vec<String>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>)]
            preferred_language: Option<Option<String>>,
            interests: Option<Vec<String>>,
            themes: Option<Vec<String>>,
            themes_agreed: Option<bool>,
            /// What tells of religion or health: only what the person chose to say.
            sensitive: Option<Sensitive>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Needs>)]
            needs: Option<Option<Needs>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Focus>)]
            focus: Option<Option<Focus>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>)]
            home_district: Option<Option<String>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Month>)]
            release_month: Option<Option<Month>>,
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Week>)]
            free: Option<Option<Week>>,
            same_gender: Option<bool>,
            sentenced: Option<bool>,
            /// Member codes.
            stated_exclusions: Option<Vec<String>>,
        }

        impl $name {
            /// The checked change.
            ///
            /// # Errors
            /// `Invalid` with every fault.
            pub fn checked(self, now: Instant) -> Result<Change> {
                let wrap: fn(Self) -> (Option<String>, Option<String>, Self) = $optional;
                let (alias, institution, body) = wrap(self);
                checked(
                    Change {
                        alias,
                        institution,
                        own_words: body.in_own_words,
                        gender: body.gender,
                        birth_year: body.birth_year,
                        languages: body.languages,
                        preferred_language: body.preferred_language,
                        interests: body.interests,
                        themes: body.themes,
                        themes_agreed: body.themes_agreed,
                        sensitive: body.sensitive,
                        needs: body.needs,
                        focus: body.focus,
                        home_district: body.home_district,
                        release_month: body.release_month,
                        free: body.free,
                        same_gender: body.same_gender,
                        sentenced: body.sentenced,
                        stated_exclusions: body.stated_exclusions,
                    },
                    now,
                )
            }
        }
    };
}

body! {
    /// A new referral: alias, centre and institution at least; the rest can follow.
    NewReferral {
        /// What the person wants to be called here; no name by which they could be known elsewhere.
        alias: String,
        centre: String,
        institution: String,
    } |body| (Some(body.alias.clone()), Some(body.institution.clone()), body)
}

body! {
    /// What is to change in a referral.
    ReferralChange {
        version: i64,
        alias: Option<String>,
        institution: Option<String>,
    } |body| (body.alias.clone(), body.institution.clone(), body)
}

/// Checks every field that has a value: codes against the lists, numbers against their range.
///
/// # Errors
/// `Invalid` with every fault.
pub fn checked(change: Change, now: Instant) -> Result<Change> {
    let places = places::all();
    let mut faults = Vec::new();
    let alias = change.alias.and_then(|text| text::checked(&text, "alias", ALIAS, &mut faults));
    let own_words = change.own_words.and_then(|text| text::checked(&text, "inOwnWords", WORDS, &mut faults));
    if change
        .institution
        .as_ref()
        .is_some_and(|code| !places.institution(code).is_some_and(|found| found.active))
    {
        faults.push(Fault::new("institution", FaultCode::UnknownCode));
    }
    if change.home_district.iter().flatten().next().is_some_and(|code| places.district(code).is_none()) {
        faults.push(Fault::new("homeDistrict", FaultCode::UnknownCode));
    }
    if change.preferred_language.iter().flatten().next().is_some_and(|code| places.language(code).is_none()) {
        faults.push(Fault::new("preferredLanguage", FaultCode::UnknownCode));
    }
    let this_year = now.day().year();
    let years = this_year - 100..=this_year - 10;
    if change.birth_year.flatten().is_some_and(|year| !years.contains(&year)) {
        let (first, last) = (i64::from(*years.start()), i64::from(*years.end()));
        faults.push(Fault::out_of_range("birthYear", first, last));
    }
    let languages = codes(
        change.languages,
        "languages",
        14,
        |code| unknown(places.language(code).is_some()),
        &mut faults,
    );
    let interest =
        |code: &str| sensitive::fault(places.interest(code).is_some(), sensitive::interest(places, code));
    let interests = codes(change.interests, "interests", 20, interest, &mut faults);
    let theme = |code: &str| sensitive::fault(places.theme(code).is_some(), sensitive::theme(places, code));
    let themes = codes(change.themes, "themes", 16, theme, &mut faults);
    let sensitive = change.sensitive.map(|one| one.checked("sensitive", places, &mut faults));
    let exclusions =
        change.stated_exclusions.map(|codes| codes.iter().map(|code| member_code(code)).collect());
    let stated_exclusions =
        codes(exclusions, "statedExclusions", 20, |code| unknown(code.len() == 7), &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(Change { alias, own_words, languages, interests, themes, sensitive, stated_exclusions, ..change })
}

/// The fault of a code that nobody knows.
fn unknown(known: bool) -> Option<FaultCode> {
    (!known).then_some(FaultCode::UnknownCode)
}

/// A list of codes: each known, none twice, not too many.
fn codes(
    list: Option<Vec<String>>,
    field: &'static str,
    most: usize,
    wrong: impl Fn(&str) -> Option<FaultCode>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<String>> {
    let mut list = list?;
    if list.len() > most {
        faults.push(Fault::with(field, FaultCode::TooMany, json!({ "max": most })));
        return None;
    }
    for (at, code) in list.iter().enumerate() {
        faults.extend(wrong(code).map(|fault| Fault::new(format!("{field}[{at}]"), fault)));
    }
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|code| seen.insert(code.clone()));
    Some(list)
}

/// Checks what is written of a consent on paper.
///
/// # Errors
/// `Invalid` with every fault.
pub fn paper(on: NaiveDate, language: String, witness: &str) -> Result<PaperConsent> {
    let mut faults = Vec::new();
    if places::all().written_language(&language).is_none() {
        faults.push(Fault::new("language", FaultCode::UnknownCode));
    }
    match text::checked(witness, "witness", Bounds::line(1, 80), &mut faults) {
        Some(witness) if faults.is_empty() => Ok(PaperConsent { on, language, witness }),
        _ => Err(faults.into()),
    }
}
