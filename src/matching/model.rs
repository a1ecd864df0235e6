//! The instance in the form the engine works on: rows in an order that no array order can change, sets as bit
//! masks, references resolved.
//!
//! Mentors and psychologists are ordered by key. Persons are ordered by institution, then by tier (longest waiting
//! first), then by key, so that neighbours share their mentors; `order` says whom the solver takes in first.
//! Institutions have no key, so they are ranked by the first person, by key, whom they hold.

use std::collections::HashMap;

use super::bits::{Bits, mask};
use super::instance::{Instance, Mentor, Pic};
use super::weights::Weights;
use crate::base::week::Week;

/// A place on the district grid.
pub type Place = (i32, i32);

/// A psychologist.
#[derive(Clone, Debug)]
pub struct PsychologistRow {
    pub id: u32,
    pub capacity: u32,
    pub institutions: Bits,
    pub expertise: u64,
}

/// A mentor, together with what their supervisor brings.
#[derive(Clone, Debug)]
pub struct MentorRow {
    pub id: u32,
    pub gender: usize,
    pub age: i32,
    pub langs: u64,
    pub interests: u64,
    pub themes: u64,
    pub offers: [u32; 4],
    pub stage_exp: [u32; 3],
    pub place: Place,
    pub cleared: Bits,
    pub certified: bool,
    pub avail: Week,
    pub capacity: u32,
    pub consent: bool,
    pub supervisor: Option<usize>,
    pub supervised_at: Bits,
    pub expertise: u64,
}

/// A person in custody.
#[derive(Clone, Debug)]
pub struct PicRow {
    pub id: u32,
    pub tier: usize,
    pub gender: usize,
    pub age: i32,
    pub langs: u64,
    pub pref_lang: u64,
    pub interests: u64,
    pub themes: u64,
    pub needs: [u32; 4],
    pub stage: usize,
    pub institution: usize,
    pub institution_place: Place,
    pub home: Place,
    pub release_in_days: i32,
    pub free: Week,
    pub same_gender: bool,
    pub consent: bool,
    pub excluded: Vec<usize>,
    pub previous: Vec<usize>,
}

/// The whole instance; every index is one into these arrays, every `id` one of the instance.
#[derive(Clone, Debug)]
pub struct Model {
    pub psychologists: Vec<PsychologistRow>,
    pub mentors: Vec<MentorRow>,
    pub pics: Vec<PicRow>,
    /// Mentor and person, in the order of the instance.
    pub pinned: Vec<(usize, usize)>,
    pub institutions: usize,
    pub min_overlap: u32,
    pub weights: Weights,
    pub keep_bonus: u32,
    /// `F`: worth more than all scores of a round together, so that scores decide last.
    pub step: i64,
    /// What a row refers to.
    pub frame: Frame,
}

/// What the rows of an instance refer to: whoever comes later is read by it too.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    districts: Vec<Place>,
    /// Where each institution is.
    institutions: Vec<Place>,
    tier_days: [i32; 3],
    words: Words,
}

impl Model {
    /// Brings a checked instance into working form.
    pub fn of(instance: &Instance) -> Self {
        let psychologist_rows = by_key(instance.psychologists.iter().map(|c| c.key.as_deref()));
        let mentor_rows = by_key(instance.mentors.iter().map(|d| d.key.as_deref()));
        let pic_rows = pic_order(instance);
        let psychologist_of = inverse(&psychologist_rows);
        let mentor_of = inverse(&mentor_rows);
        let pic_of = inverse(&pic_rows);
        let at = |index: &[usize], id: u32| index.get(ix(id)).copied().unwrap_or(usize::MAX);

        let mut frame = Frame::of(instance);
        let mut pics: Vec<PicRow> = pick(&instance.pics, &pic_rows).map(|pic| frame.pic(pic)).collect();
        for exclusion in &instance.exclusions {
            if let Some(pic) = pics.get_mut(at(&pic_of, exclusion.1)) {
                pic.excluded.push(at(&mentor_of, exclusion.0));
            }
        }
        for (mentor, pic) in &instance.previous {
            if let Some(pic) = pics.get_mut(at(&pic_of, *pic)) {
                pic.previous.push(at(&mentor_of, *mentor));
            }
        }
        Self {
            psychologists: pick(&instance.psychologists, &psychologist_rows)
                .map(|row| PsychologistRow {
                    id: row.id,
                    capacity: row.capacity,
                    institutions: Bits::of(
                        instance.institutions.len(),
                        row.institutions.iter().map(|id| ix(*id)),
                    ),
                    expertise: mask(&row.expertise),
                })
                .collect(),
            mentors: pick(&instance.mentors, &mentor_rows)
                .map(|row| mentor_row(instance, row, &psychologist_of, &mut frame))
                .collect(),
            pics,
            pinned: instance
                .pinned
                .iter()
                .map(|(mentor, pic)| (at(&mentor_of, *mentor), at(&pic_of, *pic)))
                .collect(),
            institutions: instance.institutions.len(),
            min_overlap: instance.params.min_overlap_slots,
            weights: instance.params.weights,
            keep_bonus: instance.params.keep_bonus,
            step: step(instance),
            frame,
        }
    }
}

/// `F = (min(Σ mentor places, Σ psychologist places, persons) + 1) · (10001 + keep bonus)`.
///
/// Persons who can be served together form a matroid, so any tier weights that keep the order also give the
/// most matches, and `F` above `n · w_max` puts the score strictly last.
pub fn step(instance: &Instance) -> i64 {
    let mentor_places: i64 = instance.mentors.iter().map(|row| i64::from(row.capacity)).sum();
    let psychologist_places: i64 = instance.psychologists.iter().map(|row| i64::from(row.capacity)).sum();
    let persons = i64::try_from(instance.pics.len()).unwrap_or(i64::MAX);
    let most = mentor_places.min(psychologist_places).min(persons);
    (most + 1) * (10_001 + i64::from(instance.params.keep_bonus))
}

/// How many of the waiting bands a person has passed: 0 to 3.
pub fn tier(instance: &Instance, pic: &Pic) -> usize {
    passed(&instance.params.tier_days, pic.waiting_days)
}

fn passed(tier_days: &[i32; 3], waiting_days: i32) -> usize {
    tier_days.iter().filter(|days| waiting_days >= **days).count()
}

/// A row number in 32 bits: an instance has fewer rows than that.
pub fn small(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// An id as an index.
pub fn ix(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX)
}

fn mentor_row(instance: &Instance, row: &Mentor, psychologist_of: &[usize], frame: &mut Frame) -> MentorRow {
    let supervisor = row.supervisor.and_then(|id| instance.psychologists.get(ix(id)));
    let institutions = instance.institutions.len();
    MentorRow {
        id: row.id,
        gender: frame.words.gender(&row.gender),
        age: row.age,
        langs: frame.words.languages(&row.langs),
        interests: mask(&row.interests),
        themes: mask(&row.themes),
        offers: row.offers,
        stage_exp: row.stage_exp,
        place: at(&frame.districts, row.district),
        cleared: Bits::of(institutions, row.cleared.iter().map(|id| ix(*id))),
        certified: row.cert_until >= instance.today,
        avail: row.avail,
        capacity: row.capacity,
        consent: row.consent,
        supervisor: supervisor.and_then(|found| psychologist_of.get(ix(found.id)).copied()),
        supervised_at: supervisor.map_or_else(
            || Bits::none(institutions),
            |found| Bits::of(institutions, found.institutions.iter().map(|id| ix(*id))),
        ),
        expertise: supervisor.map_or(0, |found| mask(&found.expertise)),
    }
}

impl Frame {
    fn of(instance: &Instance) -> Self {
        let districts: Vec<Place> = instance.districts.iter().map(|row| (row.x, row.y)).collect();
        Self {
            institutions: instance.institutions.iter().map(|row| at(&districts, row.district)).collect(),
            districts,
            tier_days: instance.params.tier_days,
            words: Words::default(),
        }
    }

    /// How many districts and institutions a row may refer to.
    pub fn sizes(&self) -> (usize, usize) {
        (self.districts.len(), self.institutions.len())
    }

    /// How many different languages were met.
    pub fn languages(&self) -> usize {
        self.words.languages.len()
    }

    /// A person in working form.
    pub fn pic(&mut self, row: &Pic) -> PicRow {
        PicRow {
            id: row.id,
            tier: passed(&self.tier_days, row.waiting_days),
            gender: self.words.gender(&row.gender),
            age: row.age,
            langs: self.words.languages(&row.langs),
            pref_lang: self.words.language(&row.pref_lang),
            interests: mask(&row.interests),
            themes: mask(&row.themes),
            needs: row.needs,
            stage: usize::from(row.stage),
            institution: ix(row.institution),
            institution_place: at(&self.institutions, row.institution),
            home: at(&self.districts, row.home_district),
            release_in_days: row.release_in_days,
            free: row.free,
            same_gender: row.same_gender,
            consent: row.consent,
            excluded: Vec::new(),
            previous: Vec::new(),
        }
    }
}

fn at(places: &[Place], id: u32) -> Place {
    places.get(ix(id)).copied().unwrap_or_default()
}

/// Indices of the rows, ordered by key; rows without a key come first, by index.
fn by_key<'a>(keys: impl Iterator<Item = Option<&'a str>>) -> Vec<usize> {
    let mut order: Vec<(Option<&str>, usize)> = keys.enumerate().map(|(index, key)| (key, index)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

fn pic_order(instance: &Instance) -> Vec<usize> {
    let mut order = by_key(instance.pics.iter().map(|p| p.key.as_deref()));
    let mut rank: HashMap<u32, usize> = HashMap::new();
    for pic in pick(&instance.pics, &order) {
        let next = rank.len();
        rank.entry(pic.institution).or_insert(next);
    }
    order.sort_by_cached_key(|index| {
        instance.pics.get(*index).map(|pic| (rank.get(&pic.institution).copied(), 3 - tier(instance, pic)))
    });
    order
}

fn pick<'a, T>(rows: &'a [T], order: &'a [usize]) -> impl Iterator<Item = &'a T> {
    order.iter().filter_map(|index| rows.get(*index))
}

/// From the index in the instance to the row here.
fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![usize::MAX; order.len()];
    for (row, index) in order.iter().enumerate() {
        if let Some(place) = inverse.get_mut(*index) {
            *place = row;
        }
    }
    inverse
}

/// Words become small numbers; which number is of no consequence, only equality is asked.
#[derive(Clone, Debug, Default)]
struct Words {
    genders: HashMap<String, usize>,
    languages: HashMap<String, u32>,
}

impl Words {
    fn gender(&mut self, word: &str) -> usize {
        let next = self.genders.len();
        *self.genders.entry(word.to_owned()).or_insert(next)
    }

    fn language(&mut self, word: &str) -> u64 {
        let next = u32::try_from(self.languages.len()).unwrap_or(u32::MAX);
        mask(&[*self.languages.entry(word.to_owned()).or_insert(next)])
    }

    fn languages(&mut self, words: &[String]) -> u64 {
        words.iter().fold(0, |all, word| all | self.language(word))
    }
}
