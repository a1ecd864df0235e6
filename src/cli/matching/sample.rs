//! `alongside match generate`: made-up people in plausible proportions, the same for the same seed.
//!
//! Nobody in it is real. The proportions only make the instance as hard as a real one: scarce mentors, few
//! common hours, a third of the people with one shared language.

use std::path::PathBuf;

use clap::Args;

use super::files;
use crate::base::week::Week;
use crate::cli::Failure;
use crate::matching::{
    District, Exclusion, Format, Instance, Institution, Mentor, Params, Pic, Psychologist, Weights,
};

/// How large, and which one.
#[derive(Args, Debug)]
pub struct Sample {
    /// Mentors.
    #[arg(long, default_value_t = 200, value_parser = rows())]
    mentors: u32,
    /// Persons in custody.
    #[arg(long, default_value_t = 500, value_parser = rows())]
    pics: u32,
    /// Psychologists.
    #[arg(long, default_value_t = 20, value_parser = rows())]
    psychologists: u32,
    /// Institutions; one for every 40 persons, between 2 and 30, when missing.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
    institutions: Option<u32>,
    /// Which of the many such instances.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write it; standard output when missing.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn rows() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=100_000)
}

const TODAY: i32 = 20_000;
const DISTRICTS: u32 = 18;

impl Sample {
    /// Writes the instance.
    pub fn write(&self) -> Result<(), Failure> {
        files::write_json(self.out.as_deref(), &self.instance())
    }

    fn instance(&self) -> Instance {
        let mut dice = Dice(self.seed);
        let institutions = self.institutions.unwrap_or_else(|| (self.pics / 40).clamp(2, 30));
        let places: Vec<Institution> = (0..institutions).map(|id| institution(id, &mut dice)).collect();
        // Four places for every five mentees a mentor could take: supervision is scarce too.
        let supervision = (self.mentors * 8 / 5 / self.psychologists).max(1);
        Instance {
            format: Format::One,
            today: TODAY,
            params: Params {
                min_overlap_slots: 2,
                tier_days: [90, 180, 365],
                weights: Weights::PRODUCT,
                keep_bonus: 0,
            },
            districts: (0..DISTRICTS)
                .map(|id| District { id, x: dice.number(0, 9), y: dice.number(0, 6) })
                .collect(),
            psychologists: (0..self.psychologists)
                .map(|id| Psychologist {
                    id,
                    key: None,
                    institutions: dice.some(institutions, 2, 4),
                    expertise: dice.few(16, 3, 6),
                    capacity: dice.below(supervision) + supervision.div_ceil(2),
                })
                .collect(),
            mentors: Vec::new(),
            pics: (0..self.pics).map(|id| pic(id, &places, &mut dice)).collect(),
            exclusions: (0..self.pics / 2)
                .map(|_| Exclusion(dice.below(self.mentors), dice.below(self.pics)))
                .collect(),
            institutions: places,
            pinned: Vec::new(),
            previous: Vec::new(),
        }
        .with_mentors(self.mentors, &mut dice)
    }
}

impl Instance {
    /// Mentors are admitted where their supervisor works, as in life.
    fn with_mentors(mut self, mentors: u32, dice: &mut Dice) -> Self {
        self.mentors = (0..mentors).filter_map(|id| mentor(id, &self.psychologists, dice)).collect();
        self
    }
}

fn institution(id: u32, dice: &mut Dice) -> Institution {
    let mut visit = Week::default();
    for day in 0..7 {
        if dice.percent(55) {
            let start = dice.slot(16, 22);
            visit.set(day, start, start + dice.slot(8, 18));
        }
    }
    Institution { id, district: dice.below(DISTRICTS), gender: dice.gender(), visit }
}

fn mentor(id: u32, psychologists: &[Psychologist], dice: &mut Dice) -> Option<Mentor> {
    let supervisor = dice.one_of(psychologists)?;
    let mut avail = Week::default();
    for _ in 0..dice.slot(3, 7) {
        let (day, start) = (dice.slot(0, 6), dice.slot(14, 38));
        avail.set(day, start, start + dice.slot(3, 9));
    }
    let mut cleared: Vec<u32> = supervisor.institutions.clone();
    cleared.truncate(usize::try_from(dice.number(1, 3)).unwrap_or(1));
    Some(Mentor {
        id,
        key: None,
        gender: dice.gender(),
        age: dice.number(24, 65),
        langs: dice.languages(),
        interests: dice.few(48, 3, 9),
        themes: dice.few(16, 1, 4),
        offers: std::array::from_fn(|_| *dice.one_of(&[2, 6, 10]).unwrap_or(&6)),
        stage_exp: std::array::from_fn(|_| *dice.one_of(&[2, 6, 10]).unwrap_or(&6)),
        district: dice.below(DISTRICTS),
        cleared,
        cert_until: TODAY + dice.number(-30, 700),
        avail,
        capacity: *dice.one_of(&[1, 1, 1, 2, 2, 3]).unwrap_or(&1),
        supervisor: if dice.percent(97) { Some(supervisor.id) } else { None },
        consent: dice.percent(98),
    })
}

fn pic(id: u32, institutions: &[Institution], dice: &mut Dice) -> Pic {
    let place = dice.one_of(institutions);
    let langs = dice.languages();
    let mut often = Week::default();
    for day in 0..7 {
        for slot in 0..48 {
            if dice.percent(85) {
                often.set(day, slot, slot + 1);
            }
        }
    }
    Pic {
        id,
        key: None,
        gender: place.map_or_else(|| "M".to_owned(), |place| place.gender.clone()),
        age: dice.number(18, 60),
        pref_lang: dice.one_of(&langs).cloned().unwrap_or_else(|| "yue".to_owned()),
        langs,
        interests: dice.few(48, 2, 8),
        themes: dice.few(16, 1, 3),
        needs: std::array::from_fn(|_| *dice.one_of(&[0, 5, 10]).unwrap_or(&5)),
        stage: *dice.one_of(&[0, 1, 2]).unwrap_or(&0),
        institution: place.map_or(0, |place| place.id),
        home_district: dice.below(DISTRICTS),
        release_in_days: dice.number(60, 1500),
        free: place.map_or(often, |place| place.visit.and(often)),
        waiting_days: dice.number(0, 200) * dice.number(0, 3),
        same_gender: dice.percent(90),
        consent: dice.percent(97),
    }
}

/// The generator `SplitMix64` (Steele, Lea, Flood 2014): small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `bound - 1`.
    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from(self.next() % u64::from(bound.max(1))).unwrap_or(0)
    }

    /// `from` to `to`, both included.
    fn number(&mut self, from: i32, to: i32) -> i32 {
        from.saturating_add_unsigned(self.below(from.abs_diff(to) + 1))
    }

    fn slot(&mut self, from: i32, to: i32) -> usize {
        usize::try_from(self.number(from, to)).unwrap_or(0)
    }

    fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(all.len()).unwrap_or(u32::MAX));
        all.get(usize::try_from(at).unwrap_or(0))
    }

    /// Between `from` and `to` different numbers below `bound`, in any order.
    fn some(&mut self, bound: u32, from: i32, to: i32) -> Vec<u32> {
        let most = usize::try_from(bound).unwrap_or(usize::MAX).min(self.slot(from, to));
        let mut chosen = Vec::new();
        while chosen.len() < most {
            let one = self.below(bound);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }

    fn few(&mut self, bound: u32, from: i32, to: i32) -> Vec<u8> {
        self.some(bound, from, to).into_iter().filter_map(|one| u8::try_from(one).ok()).collect()
    }

    fn gender(&mut self) -> String {
        if self.percent(80) { "M" } else { "F" }.to_owned()
    }

    fn languages(&mut self) -> Vec<String> {
        let known: &[&str] = match self.below(100) {
            0..45 => &["yue"],
            45..68 => &["yue", "eng"],
            68..84 => &["yue", "cmn"],
            84..93 => &["yue", "eng", "cmn"],
            93..96 => &["cmn"],
            96..98 => &["eng", "urd"],
            _ => &["vie"],
        };
        known.iter().map(|one| (*one).to_owned()).collect()
    }
}
