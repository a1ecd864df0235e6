//! Reasons people can read: what the two of a pair share, and why nobody can meet a person.

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

/// The reason of a consenting person whom no mentor may meet.
pub(super) fn no_candidate(model: &Model, pic: &PicRow) -> Reason {
    let mut left: Vec<usize> = (0..model.mentors.len()).collect();
    let mut shown: Vec<usize> = left.clone();
    let allows = |rule: Rule, mentor: usize| {
        model.mentors.get(mentor).is_some_and(|row| rule.allows(model, mentor, row, pic))
    };
    let mut first_empty_rule = Rule::Availability;
    let mut left_before = 0;
    // The person's own consent is the rule before these.
    for rule in Rule::ALL.into_iter().filter(|rule| *rule != Rule::PicConsent) {
        left_before = count(&shown);
        left.retain(|mentor| allows(rule, *mentor));
        if rule != Rule::AskStaff {
            shown.retain(|mentor| allows(rule, *mentor));
        }
        if left.is_empty() {
            first_empty_rule = rule;
            break;
        }
    }
    let removed = |rule: Rule| {
        count(&(0..model.mentors.len()).filter(|mentor| !allows(rule, *mentor)).collect::<Vec<_>>())
    };
    Reason::NoCandidate {
        first_empty_rule,
        left_before,
        removed_by_rule: RemovedByRule {
            mentor_consent: removed(Rule::MentorConsent),
            certification: removed(Rule::Certification),
            supervisor: removed(Rule::Supervisor),
            capacity: removed(Rule::Capacity),
            institution: removed(Rule::Institution),
            gender: removed(Rule::Gender),
            language: removed(Rule::Language),
            availability: removed(Rule::Availability),
        },
    }
}

fn count(mentors: &[usize]) -> u32 {
    u32::try_from(mentors.len()).unwrap_or(u32::MAX)
}
