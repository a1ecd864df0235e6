//! Reasons people can read: what the two of a pair share, and why nobody can meet a person.

use std::collections::HashMap;

use serde::Serialize;

use super::factors::distance;
use super::instance::Instance;
use super::model::{Model, PicRow, ix};
use super::round::{Reason, RemovedByRule};
use super::rules::Rule;
use crate::base::week::Week;

/// The facts behind the factors of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Interests both have.
    pub interests: Vec<u8>,
    /// Experiences both chose to name.
    pub themes: Vec<u8>,
    /// For each of the four: what the mentor gives (1 to 10) and what would help the person (0 to 10).
    pub needs: [(u32, u32); 4],
    /// The mentor's comfort (2 to 10) with the focus the person chose.
    pub stage_exp: u32,
    /// Years the mentor is older.
    pub age_gap: i32,
    /// Languages both can talk in.
    pub langs: Vec<String>,
    /// Whether the preferred language is among the mentor's.
    pub speaks_preferred: bool,
    /// Steps on the grid from the mentor's district to the institution's.
    pub travel: u32,
    /// Half hours that suit both.
    pub week: Week,
    /// Steps from the mentor's district to where the person will live, if released within a year.
    pub home: Option<u32>,
    /// The person's themes that the supervisor knows well.
    pub expertise: Vec<u8>,
}

/// What speaks for a pair; `None` when the mentor or the person does not exist.
#[must_use]
pub fn evidence(instance: &Instance, mentor: u32, pic: u32) -> Option<Evidence> {
    let (mentor, pic) = (instance.mentors.get(ix(mentor))?, instance.pics.get(ix(pic))?);
    let place = |district: u32| instance.districts.get(ix(district)).map(|found| (found.x, found.y));
    let lives = place(mentor.district)?;
    let held = place(instance.institutions.get(ix(pic.institution))?.district)?;
    let supervisor = mentor.supervisor.and_then(|id| instance.psychologists.get(ix(id)));
    let [o1, o2, o3, o4] = mentor.offers;
    let [n1, n2, n3, n4] = pic.needs;
    Some(Evidence {
        interests: both(&mentor.interests, &pic.interests),
        themes: both(&mentor.themes, &pic.themes),
        needs: [(o1, n1), (o2, n2), (o3, n3), (o4, n4)],
        stage_exp: mentor.stage_exp.get(usize::from(pic.stage)).copied()?,
        age_gap: mentor.age - pic.age,
        langs: both(&mentor.langs, &pic.langs),
        speaks_preferred: mentor.langs.contains(&pic.pref_lang),
        travel: distance(lives, held),
        week: mentor.avail.and(pic.free),
        home: place(pic.home_district)
            .filter(|_| pic.release_in_days <= 365)
            .map(|home| distance(home, lives)),
        expertise: supervisor.map(|found| both(&found.expertise, &pic.themes)).unwrap_or_default(),
    })
}

/// What both lists have, in ascending order and once each.
fn both<T: Ord + Clone>(mine: &[T], theirs: &[T]) -> Vec<T> {
    let mut both: Vec<T> = mine.iter().filter(|one| theirs.contains(one)).cloned().collect();
    both.sort_unstable();
    both.dedup();
    both
}

/// The rules that ask nothing of the person, in order: counted once for everybody.
const OF_THE_MENTOR: [Rule; 4] = [Rule::MentorConsent, Rule::Certification, Rule::Supervisor, Rule::Capacity];
/// The rules between the two, in order.
const OF_BOTH: [Rule; 5] =
    [Rule::Institution, Rule::Gender, Rule::Language, Rule::AskStaff, Rule::Availability];

/// Why nobody may meet a person, for one person after another.
pub(super) struct Nobody<'a> {
    model: &'a Model,
    /// Who passes the rules of the mentor.
    ready: Vec<usize>,
    /// The first of these rules after which nobody is left, and how many the rules before it leave.
    emptied: Option<(Rule, u32)>,
    removed: [u32; 4],
    /// How many a rule alone removes, by what a person asks.
    institution: HashMap<usize, u32>,
    gender: HashMap<(usize, bool), u32>,
    language: HashMap<u64, u32>,
}

impl<'a> Nobody<'a> {
    pub fn of(model: &'a Model) -> Self {
        let mut ready: Vec<usize> = (0..model.mentors.len()).collect();
        let mut emptied = None;
        let mut removed = [0; 4];
        for (rule, removed) in OF_THE_MENTOR.into_iter().zip(&mut removed) {
            let before = count(&ready);
            ready.retain(|mentor| is_ready(model, rule, *mentor));
            if ready.is_empty() {
                emptied.get_or_insert((rule, before));
            }
            let mentors = 0..model.mentors.len();
            *removed = count(&mentors.filter(|mentor| !is_ready(model, rule, *mentor)).collect::<Vec<_>>());
        }
        let (institution, gender, language) = Default::default();
        Self { model, ready, emptied, removed, institution, gender, language }
    }

    /// The reason of a consenting person whom no mentor may meet.
    pub fn reason(&mut self, pic: &PicRow) -> Reason {
        let (first_empty_rule, left_before) = self.emptied.unwrap_or_else(|| self.first_empty(pic));
        let alone = |rule| {
            let mentors = 0..self.model.mentors.len();
            count(&mentors.filter(|mentor| !allows(self.model, rule, *mentor, pic)).collect::<Vec<_>>())
        };
        let [mentor_consent, certification, supervisor, capacity] = self.removed;
        let removed_by_rule = RemovedByRule {
            mentor_consent,
            certification,
            supervisor,
            capacity,
            institution: *self.institution.entry(pic.institution).or_insert_with(|| alone(Rule::Institution)),
            gender: *self.gender.entry((pic.gender, pic.same_gender)).or_insert_with(|| alone(Rule::Gender)),
            language: *self.language.entry(pic.langs).or_insert_with(|| alone(Rule::Language)),
            availability: alone(Rule::Availability),
        };
        Reason::NoCandidate { first_empty_rule, left_before, removed_by_rule }
    }

    fn first_empty(&self, pic: &PicRow) -> (Rule, u32) {
        let mut left = self.ready.clone();
        let mut shown = left.clone();
        let mut before = 0;
        for rule in OF_BOTH {
            before = count(&shown);
            left.retain(|mentor| allows(self.model, rule, *mentor, pic));
            if left.is_empty() {
                return (rule, before);
            }
            if rule != Rule::AskStaff {
                shown.retain(|mentor| allows(self.model, rule, *mentor, pic));
            }
        }
        (Rule::Availability, before)
    }
}

fn allows(model: &Model, rule: Rule, mentor: usize, pic: &PicRow) -> bool {
    model.mentors.get(mentor).is_some_and(|row| rule.allows(model, mentor, row, pic))
}

/// Whether a mentor passes a rule that asks nothing of the person.
fn is_ready(model: &Model, rule: Rule, mentor: usize) -> bool {
    model.mentors.get(mentor).is_some_and(|row| match rule {
        Rule::MentorConsent => row.consent,
        Rule::Certification => row.certified,
        Rule::Supervisor => row.supervisor.is_some(),
        _ => row.capacity >= 1,
    })
}

fn count(mentors: &[usize]) -> u32 {
    u32::try_from(mentors.len()).unwrap_or(u32::MAX)
}
