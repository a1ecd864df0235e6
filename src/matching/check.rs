//! Is an instance sound? Ids in order, references that exist, numbers within their range, keys that differ.
//!
//! Everything after this check may rely on it. Whether a pinned pair obeys the hard rules is judged later,
//! where the rules are.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::io::Read;
use std::ops::RangeInclusive;

use super::fault::InvalidInstance;
use super::instance::{Instance, Mentor, Params, Pic, Psychologist};
use super::weights::Weights;

type Checked = Result<(), InvalidInstance>;

/// Most rows of one kind: keeps every sum of prices far inside 64 bits.
const MOST_ROWS: usize = 1_000_000;
/// Most places one mentor or psychologist may have.
pub const MOST_PLACES: u32 = 1_000_000;
/// Most different languages in one instance: each is one bit of a mask.
pub const MOST_LANGUAGES: usize = 64;
/// Days and grid steps beyond this are slips of the pen.
const FAR: RangeInclusive<i32> = -1_000_000..=1_000_000;

impl Instance {
    /// Reads an instance from JSON and checks it.
    ///
    /// # Errors
    /// The first fault with its path, as in `mentors[17].avail: 83 digits, 84 needed`.
    pub fn from_json(json: impl Read) -> Result<Self, InvalidInstance> {
        let mut reader = serde_json::Deserializer::from_reader(json);
        let instance: Self = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| InvalidInstance::of_json(&error))?;
        reader.end().map_err(|error| InvalidInstance::new("instance", error.to_string()))?;
        check(&instance)?;
        Ok(instance)
    }
}

/// Checks everything but the hard rules of pinned pairs.
pub fn check(instance: &Instance) -> Checked {
    params(&instance.params)?;
    within("today", instance.today, &FAR)?;
    rows(
        "districts",
        &instance.districts,
        |d| d.id,
        |d| {
            within("x", d.x, &FAR)?;
            within("y", d.y, &FAR)
        },
    )?;
    rows(
        "institutions",
        &instance.institutions,
        |i| i.id,
        |i| {
            known("district", i.district, instance.districts.len())?;
            text("gender", &i.gender)
        },
    )?;
    rows("psychologists", &instance.psychologists, |c| c.id, |c| psychologist(instance, c))?;
    rows("mentors", &instance.mentors, |d| d.id, |d| mentor(instance, d))?;
    let sizes = (instance.districts.len(), instance.institutions.len());
    rows("pics", &instance.pics, |p| p.id, |p| pic(sizes, p))?;
    keys("psychologists", instance.psychologists.iter().map(|c| c.key.as_deref()))?;
    keys("mentors", instance.mentors.iter().map(|d| d.key.as_deref()))?;
    keys("pics", instance.pics.iter().map(|p| p.key.as_deref()))?;
    languages(instance)?;
    pairs("exclusions", instance, instance.exclusions.iter().map(|e| (e.0, e.1)))?;
    pairs("previous", instance, instance.previous.iter().copied())?;
    pairs("pinned", instance, instance.pinned.iter().copied())?;
    pinned_once(instance)
}

fn params(params: &Params) -> Checked {
    within("params.min_overlap_slots", params.min_overlap_slots, &(0..=336))?;
    within("params.keep_bonus", params.keep_bonus, &(0..=10_000))?;
    each("params.tier_days", &params.tier_days, &FAR)?;
    let weights = params.weights.values();
    for (name, weight) in Weights::NAMES.iter().zip(weights) {
        within(name, weight, &(0..=1000)).map_err(|fault| fault.inside("params.weights"))?;
    }
    let sum: u32 = weights.iter().sum();
    if sum == 1000 { Ok(()) } else { fault("params.weights", format!("sum {sum}, 1000 needed")) }
}

fn psychologist(instance: &Instance, row: &Psychologist) -> Checked {
    each_known("institutions", &row.institutions, instance.institutions.len())?;
    each("expertise", &row.expertise, &(0..=15))?;
    within("capacity", row.capacity, &(0..=MOST_PLACES))
}

fn mentor(instance: &Instance, row: &Mentor) -> Checked {
    text("gender", &row.gender)?;
    texts("langs", &row.langs)?;
    within("age", row.age, &(0..=150))?;
    each("interests", &row.interests, &(0..=63))?;
    each("themes", &row.themes, &(0..=15))?;
    each("offers", &row.offers, &(1..=10))?;
    each("stage_exp", &row.stage_exp, &(2..=10))?;
    known("district", row.district, instance.districts.len())?;
    each_known("cleared", &row.cleared, instance.institutions.len())?;
    within("cert_until", row.cert_until, &FAR)?;
    within("capacity", row.capacity, &(0..=MOST_PLACES))?;
    match row.supervisor {
        Some(supervisor) => known("supervisor", supervisor, instance.psychologists.len()),
        None => Ok(()),
    }
}

/// Checks a person on their own; `sizes` are the numbers of districts and institutions.
pub fn pic(sizes: (usize, usize), row: &Pic) -> Checked {
    text("gender", &row.gender)?;
    texts("langs", &row.langs)?;
    within("age", row.age, &(0..=150))?;
    text("pref_lang", &row.pref_lang)?;
    each("interests", &row.interests, &(0..=63))?;
    each("themes", &row.themes, &(0..=15))?;
    each("needs", &row.needs, &(0..=10))?;
    within("stage", row.stage, &(0..=2))?;
    known("institution", row.institution, sizes.1)?;
    known("home_district", row.home_district, sizes.0)?;
    within("release_in_days", row.release_in_days, &FAR)?;
    within("waiting_days", row.waiting_days, &FAR)
}

/// Every id is its index, and each row passes its own check.
fn rows<T>(name: &str, all: &[T], id: impl Fn(&T) -> u32, judge: impl Fn(&T) -> Checked) -> Checked {
    if all.len() > MOST_ROWS {
        return fault(name, format!("{} rows, at most {MOST_ROWS}", all.len()));
    }
    for (index, row) in all.iter().enumerate() {
        if usize::try_from(id(row)) != Ok(index) {
            return fault(format!("{name}[{index}].id"), format!("{}, {index} needed", id(row)));
        }
        judge(row).map_err(|fault| fault.inside(&format!("{name}[{index}]")))?;
    }
    Ok(())
}

/// Keys break ties, so no two may be equal; a missing key is the index.
fn keys<'a>(name: &str, all: impl Iterator<Item = Option<&'a str>>) -> Checked {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, key) in all.enumerate() {
        let key = key.map_or_else(|| index.to_string(), str::to_owned);
        if let Some(first) = seen.insert(key, index) {
            return fault(format!("{name}[{index}].key"), format!("the same as {name}[{first}]"));
        }
    }
    Ok(())
}

fn languages(instance: &Instance) -> Checked {
    let mut seen: HashSet<&str> = HashSet::new();
    seen.extend(instance.mentors.iter().flat_map(|row| &row.langs).map(String::as_str));
    seen.extend(instance.pics.iter().flat_map(|row| &row.langs).map(String::as_str));
    seen.extend(instance.pics.iter().map(|row| row.pref_lang.as_str()));
    if seen.len() > MOST_LANGUAGES {
        return fault("pics", format!("{} different languages, at most {MOST_LANGUAGES}", seen.len()));
    }
    Ok(())
}

fn pairs(name: &str, instance: &Instance, all: impl Iterator<Item = (u32, u32)>) -> Checked {
    for (index, (mentor, pic)) in all.enumerate() {
        let here = |fault: InvalidInstance| fault.inside(&format!("{name}[{index}]"));
        known("[0]", mentor, instance.mentors.len()).map_err(here)?;
        known("[1]", pic, instance.pics.len()).map_err(here)?;
    }
    Ok(())
}

fn pinned_once(instance: &Instance) -> Checked {
    let mut seen: HashMap<u32, usize> = HashMap::new();
    for (index, (_, pic)) in instance.pinned.iter().enumerate() {
        if let Some(first) = seen.insert(*pic, index) {
            return fault(format!("pinned[{index}]"), format!("person {pic} is in pinned[{first}] already"));
        }
    }
    Ok(())
}

fn each<T: PartialOrd + Display + Copy>(path: &str, all: &[T], range: &RangeInclusive<T>) -> Checked {
    for (i, one) in all.iter().enumerate() {
        within("", *one, range).map_err(|fault| fault.inside(&format!("{path}[{i}]")))?;
    }
    Ok(())
}

fn each_known(path: &str, all: &[u32], rows: usize) -> Checked {
    for (i, id) in all.iter().enumerate() {
        known("", *id, rows).map_err(|fault| fault.inside(&format!("{path}[{i}]")))?;
    }
    Ok(())
}

fn within<T: PartialOrd + Display + Copy>(path: &str, value: T, range: &RangeInclusive<T>) -> Checked {
    if range.contains(&value) {
        return Ok(());
    }
    fault(path, format!("{value}, {} to {} allowed", range.start(), range.end()))
}

fn known(path: &str, id: u32, rows: usize) -> Checked {
    match usize::try_from(id) {
        Ok(index) if index < rows => Ok(()),
        _ => fault(path, format!("{id} does not exist, there are {rows}")),
    }
}

fn texts(path: &str, all: &[String]) -> Checked {
    for (i, one) in all.iter().enumerate() {
        text("", one).map_err(|fault| fault.inside(&format!("{path}[{i}]")))?;
    }
    Ok(())
}

fn text(path: &str, value: &str) -> Checked {
    if value.is_empty() { fault(path, "empty") } else { Ok(()) }
}

fn fault(path: impl Into<String>, what: impl Into<String>) -> Checked {
    Err(InvalidInstance::new(path, what))
}
