//! The instance of one round, format `alongside.instance/1`: who is there, and what each can and needs.
//!
//! The same types serve the command line (JSON) and the product (built in Rust), so both speak of the same
//! thing and both pass the same [`check`](super::check). Every `id` is the index in its array; `key` is a
//! stable name by which ties are broken, so that the order of the arrays decides nothing.

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::weights::Weights;
use crate::base::week::Week;

/// Which version of the format an instance is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The only version so far.
    #[default]
    #[serde(rename = "alongside.instance/1")]
    One,
}

/// The rules of a round that a centre may set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Half hours a week that mentor and person must have in common.
    pub min_overlap_slots: u32,
    /// Days of waiting from which a person belongs to the next tier.
    pub tier_days: [i32; 3],
    /// How much each factor counts.
    pub weights: Weights,
    /// Points (0 to 10000) a pair of the previous round has in advance: kept unless another is better by more.
    #[serde(default)]
    pub keep_bonus: u32,
}

/// A district on the grid by which distances are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Index in the array.
    pub id: u32,
    /// Steps eastwards.
    pub x: i32,
    /// Steps northwards.
    pub y: i32,
}

/// A correctional institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// Index in the array.
    pub id: u32,
    /// Where it is.
    pub district: u32,
    /// Whom it holds; for the reader of the file, no rule uses it.
    pub gender: String,
    /// When it receives visitors; for the reader, because `free` of each person is already within it.
    #[serde(deserialize_with = "week")]
    pub visit: Week,
}

/// A psychologist who supervises mentors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Psychologist {
    /// Index in the array.
    pub id: u32,
    /// Stable name that breaks ties; the index when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Institutions where they work.
    pub institutions: Vec<u32>,
    /// Themes (0 to 15) they know well.
    pub expertise: Vec<u8>,
    /// Pairs they can still supervise.
    pub capacity: u32,
}

/// A mentor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentor {
    /// Index in the array.
    pub id: u32,
    /// Stable name that breaks ties; the index when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Compared only where a person wants a mentor of the same gender.
    pub gender: String,
    /// In years.
    pub age: i32,
    /// Languages in which the mentor can talk about feelings.
    pub langs: Vec<String>,
    /// Interests, 0 to 63.
    pub interests: Vec<u8>,
    /// Experiences the mentor chose to name, 0 to 15.
    pub themes: Vec<u8>,
    /// What the mentor can give most, 1 to 10 each.
    pub offers: [u32; 4],
    /// Comfort with each focus, 2 to 10 each.
    pub stage_exp: [u32; 3],
    /// Where the mentor lives.
    pub district: u32,
    /// Institutions that admit the mentor.
    pub cleared: Vec<u32>,
    /// Last day of the certification.
    pub cert_until: i32,
    /// When the mentor has time.
    #[serde(deserialize_with = "week")]
    pub avail: Week,
    /// Persons the mentor can still take.
    pub capacity: u32,
    /// The psychologist who supervises the mentor.
    #[serde(deserialize_with = "nullable")]
    pub supervisor: Option<u32>,
    /// Whether the mentor agreed to be matched.
    pub consent: bool,
}

/// A person in custody who was referred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pic {
    /// Index in the array.
    pub id: u32,
    /// Stable name that breaks ties; the index when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Compared only where the person wants a mentor of the same gender.
    pub gender: String,
    /// In years.
    pub age: i32,
    /// Languages the person can talk in.
    pub langs: Vec<String>,
    /// The language the person prefers.
    pub pref_lang: String,
    /// Interests, 0 to 63.
    pub interests: Vec<u8>,
    /// Experiences the person agreed to name, 0 to 15.
    pub themes: Vec<u8>,
    /// What would help most now, 0 to 10 each.
    pub needs: [u32; 4],
    /// The focus the person chose: 0 act, 1 identity, 2 relational.
    pub stage: u8,
    /// Where the person is held.
    pub institution: u32,
    /// Where the person will live.
    pub home_district: u32,
    /// Days until release.
    pub release_in_days: i32,
    /// When the person may have a visit.
    #[serde(deserialize_with = "week")]
    pub free: Week,
    /// Days since the person became eligible.
    pub waiting_days: i32,
    /// Whether the mentor must be of the same gender.
    pub same_gender: bool,
    /// Whether the person agreed to be matched.
    pub consent: bool,
}

/// Two people who are kept apart, mentor first. No reason is kept: further elements in a file are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exclusion(pub u32, pub u32);

/// Everything a round is decided from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    /// Always `alongside.instance/1`.
    pub format: Format,
    /// Today as a day number; certification is judged on it.
    pub today: i32,
    /// What the centre set.
    pub params: Params,
    /// Places, for distances.
    pub districts: Vec<District>,
    /// Where people are held.
    pub institutions: Vec<Institution>,
    /// Who supervises.
    pub psychologists: Vec<Psychologist>,
    /// Who gives.
    pub mentors: Vec<Mentor>,
    /// Who waits.
    pub pics: Vec<Pic>,
    /// Who is kept apart.
    pub exclusions: Vec<Exclusion>,
    /// Pairs (mentor, person) that are decided already.
    pub pinned: Vec<(u32, u32)>,
    /// Pairs (mentor, person) of the round before, for `keep_bonus`.
    #[serde(default)]
    pub previous: Vec<(u32, u32)>,
}

/// A week mask, with the count of digits in the error.
fn week<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Week, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.chars().count();
    if digits != Week::BITS / 4 {
        return Err(D::Error::custom(format!("{digits} digits, {} needed", Week::BITS / 4)));
    }
    Week::parse(&text).ok_or_else(|| D::Error::custom("only the digits 0-9 and a-f are allowed"))
}

/// A value that may be null but must be there: serde alone would take a missing one for null.
fn nullable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    Option::deserialize(deserializer)
}

impl<'de> Deserialize<'de> for Exclusion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstTwo)
    }
}

struct FirstTwo;

impl<'de> Visitor<'de> for FirstTwo {
    type Value = Exclusion;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an array that begins with a mentor and a person")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Exclusion, A::Error> {
        let missing = |len| A::Error::invalid_length(len, &self);
        let mentor = seq.next_element()?.ok_or_else(|| missing(0))?;
        let pic = seq.next_element()?.ok_or_else(|| missing(1))?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Exclusion(mentor, pic))
    }
}
