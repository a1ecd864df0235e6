//! Whether answers make sense: known codes, fit lengths, possible months. Pure.

use std::collections::HashSet;
use std::hash::Hash;

use serde_json::json;

use crate::base::clock::Month;
use crate::base::text::{self, Bounds};
use crate::base::{Fault, FaultCode, Instant};
use crate::db::Confidential;
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::sensitive;
use crate::places::Places;

/// Youngest and oldest age of an applicant, in years.
const AGES: (i64, i64) = (18, 100);
/// The most entries of a list of choices.
const MOST: usize = 40;
/// The most pairings that somebody can wish for.
const MOST_PAIRINGS: i64 = 3;

/// The answers with tidy texts and without repetitions, or everything that is wrong with them.
///
/// # Errors
/// One fault for each answer that makes no sense.
pub fn checked(answers: Answers, places: &Places, now: Instant) -> Result<Answers, Vec<Fault>> {
    let mut check = Check { faults: Vec::new() };
    let answers = Answers {
        languages: check
            .list("languages", answers.languages, |one| unknown(places.language(&one.code).is_some())),
        interests: check.list("interests", answers.interests, |code| {
            sensitive::fault(places.interest(code).is_some(), sensitive::interest(places, code))
        }),
        themes: check.list("themes", answers.themes, |code| {
            sensitive::fault(places.theme(code).is_some(), sensitive::theme(places, code))
        }),
        sensitive: answers.sensitive.map(|one| one.checked("sensitive", places, &mut check.faults)),
        modes: check.list("modes", answers.modes, |_| None),
        held_at: check
            .list("heldAt", answers.held_at, |held| unknown(places.institution(&held.institution).is_some())),
        strengths: check.text("strengths", answers.strengths, 500),
        motivation: check.text("motivation", answers.motivation, 800),
        ..answers
    };
    check.code("district", answers.district.as_ref(), |code| places.district(code).is_some());
    check.code("centre", answers.centre.as_ref(), |code| places.centre(code).is_some());
    check.age(answers.birth_month, now);
    check.past("supervisionEndedMonth", answers.supervision_ended_month, now);
    for (at, held) in answers.held_at.iter().flatten().enumerate() {
        check.past(format!("heldAt[{at}].untilMonth"), Some(held.until_month), now);
    }
    if answers.capacity_wish.is_some_and(|wish| !(1..=MOST_PAIRINGS).contains(&wish)) {
        check.faults.push(Fault::out_of_range("capacityWish", 1, MOST_PAIRINGS));
    }
    if check.faults.is_empty() { Ok(answers) } else { Err(check.faults) }
}

/// The fault of a code that nobody knows.
fn unknown(known: bool) -> Option<FaultCode> {
    (!known).then_some(FaultCode::UnknownCode)
}

/// Gathers faults.
struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn list<T: Clone + Key>(
        &mut self,
        field: &'static str,
        list: Option<Vec<T>>,
        wrong: impl Fn(&T) -> Option<FaultCode>,
    ) -> Option<Vec<T>> {
        let list = list?;
        if list.len() > MOST {
            self.faults.push(Fault::with(field, FaultCode::TooMany, json!({ "max": MOST })));
            return None;
        }
        let faults = list.iter().enumerate().filter_map(|(at, one)| wrong(one).map(|code| (at, code)));
        self.faults.extend(faults.map(|(at, code)| Fault::new(format!("{field}[{at}]"), code)));
        let mut seen = HashSet::new();
        Some(list.into_iter().filter(|one| seen.insert(one.key())).collect())
    }

    fn text(&mut self, field: &'static str, text: Option<Confidential>, most: usize) -> Option<Confidential> {
        text::checked(&text?.0, field, Bounds::new(0, most), &mut self.faults).map(Confidential)
    }

    fn code(&mut self, field: &'static str, code: Option<&String>, known: impl Fn(&str) -> bool) {
        if code.is_some_and(|code| !known(code)) {
            self.faults.push(Fault::new(field, FaultCode::UnknownCode));
        }
    }

    fn age(&mut self, born: Option<Month>, now: Instant) {
        let fits = |month| (AGES.0..=AGES.1).contains(&i64::from(now.age_in_years(month)));
        if born.is_some_and(|month| !fits(month)) {
            self.faults.push(Fault::out_of_range("birthMonth", AGES.0, AGES.1));
        }
    }

    fn past(&mut self, field: impl Into<std::borrow::Cow<'static, str>>, month: Option<Month>, now: Instant) {
        if month.is_some_and(|month| month.months_until(now.day()) < 0) {
            self.faults.push(Fault::with(field, FaultCode::OutOfRange, json!({ "max": this_month(now) })));
        }
    }
}

fn this_month(now: Instant) -> String {
    now.day().format("%Y-%m").to_string()
}

/// What makes two entries of a list the same.
trait Key {
    type Of: Eq + Hash;
    fn key(&self) -> Self::Of;
}
impl Key for String {
    type Of = Self;
    fn key(&self) -> Self {
        self.clone()
    }
}
impl Key for crate::mentoring::mentors::answers::SpokenLanguage {
    type Of = String;
    fn key(&self) -> String {
        self.code.clone()
    }
}
impl Key for crate::mentoring::mentors::answers::Mode {
    type Of = Self;
    fn key(&self) -> Self {
        *self
    }
}
impl Key for crate::mentoring::mentors::answers::HeldAt {
    type Of = String;
    fn key(&self) -> String {
        self.institution.clone()
    }
}
