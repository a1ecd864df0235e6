//! Reads the files of `refdata/`, which are part of the program.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::base::Name3;

use super::model::{Centre, Choice, District, Gender, Institution, InterestGroup, Places};
use super::visiting::Visiting;

static LOADED: LazyLock<Result<Places, String>> = LazyLock::new(load);
static EMPTY: Places = Places::EMPTY;

/// The reference data.
/// Without it (see [`check`]) all lists are empty, so that every code is refused as unknown.
#[must_use]
pub fn all() -> &'static Places {
    LOADED.as_ref().unwrap_or(&EMPTY)
}

/// Whether the reference data could be read. The server asks this before it starts.
///
/// # Errors
/// Names the file and what is wrong in it.
pub fn check() -> Result<(), String> {
    LOADED.as_ref().map(|_| ()).map_err(Clone::clone)
}

fn load() -> Result<Places, String> {
    let districts: Districts = read("districts.json", include_str!("../../refdata/districts.json"))?;
    let institutions: Institutions =
        read("institutions.json", include_str!("../../refdata/institutions.json"))?;
    let centres: Centres = read("centres.json", include_str!("../../refdata/centres.json"))?;
    let mut interests: Interests = read("interests.json", include_str!("../../refdata/interests.json"))?;
    let mut languages: Languages = read("languages.json", include_str!("../../refdata/languages.json"))?;
    let mut themes: Themes = read("themes.json", include_str!("../../refdata/themes.json"))?;
    number(interests.groups.iter_mut().flat_map(|group| &mut group.items));
    number(languages.languages.iter_mut());
    number(themes.themes.iter_mut());

    Ok(Places {
        districts: districts.districts,
        institutions: institutions.into_institutions()?,
        centres: centres.centres,
        interest_groups: interests.groups,
        languages: languages.languages,
        written_languages: languages.written,
        themes: themes.themes,
    })
}

fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("refdata/{file}: {error}"))
}

#[derive(Deserialize)]
struct Districts {
    districts: Vec<District>,
}

#[derive(Deserialize)]
struct Institutions {
    visiting: Visiting,
    institutions: Vec<InstitutionEntry>,
}

#[derive(Deserialize)]
struct InstitutionEntry {
    code: String,
    name: Name3,
    district: String,
    gender: Gender,
    active: bool,
    basis: String,
    visiting: Option<Visiting>,
}

impl Institutions {
    fn into_institutions(self) -> Result<Vec<Institution>, String> {
        let usual = self.visiting;
        self.institutions
            .into_iter()
            .map(|entry| {
                let hours = entry.visiting.as_ref().unwrap_or(&usual);
                let visiting = hours
                    .week()
                    .map_err(|fault| format!("refdata/institutions.json: {}: {fault}", entry.code))?;
                Ok(Institution {
                    code: entry.code,
                    name: entry.name,
                    gender: entry.gender,
                    active: entry.active,
                    verified: entry.basis == "seen",
                    district: entry.district,
                    visiting,
                })
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Centres {
    centres: Vec<Centre>,
}

#[derive(Deserialize)]
struct Interests {
    groups: Vec<InterestGroup>,
}

#[derive(Deserialize)]
struct Languages {
    languages: Vec<Choice>,
    written: Vec<Choice>,
}

#[derive(Deserialize)]
struct Themes {
    themes: Vec<Choice>,
}

fn number<'a>(choices: impl Iterator<Item = &'a mut Choice>) {
    for (choice, index) in choices.zip(0..) {
        choice.index = index;
    }
}
