//! What may change after a round was solved, each change made from the prices there are, without solving anew.
//!
//! `F` stays what it was when the round was solved, so that prices and losses before and after can be compared. It
//! exceeds all scores of as many pairs as there could be then; after very many more places or persons solve anew.

use super::alternatives::Moved;
use super::candidates;
use super::check::{self, MOST_LANGUAGES, MOST_PLACES};
use super::edges::Row;
use super::fault::InvalidInstance;
use super::instance::Pic;
use super::model::{ix, small};
use super::network::{base, bonus};
use super::rules::Rule;
use super::solved::Solved;

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How much higher the objective is.
    pub gain: i64,
    /// Whose mentor is another than before, by person.
    pub moved: Vec<Moved>,
}

type Changed = Result<Outcome, InvalidInstance>;

/// A person more. Their id is the number of persons so far; `apart` are the ids of mentors they are kept apart from.
///
/// # Errors
/// The first fault of the person with its path.
pub fn insert(solved: &mut Solved, pic: &Pic, apart: &[u32]) -> Changed {
    let persons = solved.model.pics.len();
    if ix(pic.id) != persons {
        return refuse("id", format!("{}, {persons} needed", pic.id));
    }
    check::pic(solved.model.frame.sizes(), pic)?;
    let mut frame = solved.model.frame.clone();
    let mut row = frame.pic(pic);
    if frame.languages() > MOST_LANGUAGES {
        return refuse("langs", format!("more than {MOST_LANGUAGES} different languages"));
    }
    row.excluded = apart.iter().filter_map(|id| solved.mentor_row(*id)).collect();
    solved.change(|solved| {
        solved.model.frame = frame;
        let (worth, edges) = (base(&solved.model, &row), candidates::row(&solved.model, &row));
        solved.model.pics.push(row);
        solved.flow.add_person(worth, edges);
    })
}

/// A person takes no part any more, as one who has not agreed.
///
/// # Errors
/// When there is no such person, or the pair is pinned.
pub fn remove(solved: &mut Solved, pic: u32) -> Changed {
    let person = solved.free_person(pic)?;
    solved.change(|solved| {
        solved.flow.remove_person(person);
        solved.flow.replace_row(person, Row::of(&[]));
        if let Some(row) = solved.model.pics.get_mut(person) {
            row.consent = false;
        }
    })
}

/// A mentor has another number of places, those of pinned pairs included.
///
/// # Errors
/// When there is no such mentor, or pinned pairs hold more places.
pub fn set_mentor_places(solved: &mut Solved, mentor: u32, places: u32) -> Changed {
    let row = solved.mentor_row(mentor).ok_or_else(|| unknown("mentor", mentor))?;
    let pinned = solved.model.pinned.iter().filter(|pin| pin.0 == row).count();
    let before = solved.model.mentors.get(row).map_or(0, |row| row.capacity);
    within(places, pinned)?;
    solved.change(|solved| {
        if let Some(mentor) = solved.model.mentors.get_mut(row) {
            mentor.capacity = places;
        }
        if before == 0 && places > 0 {
            solved.open(row);
        }
        (before..places).for_each(|_| solved.flow.add_place(row));
        (places..before).for_each(|_| solved.flow.drop_place(row));
        if before > 0 && places == 0 {
            solved.shut(row);
        }
    })
}

/// A psychologist supervises another number of pairs, pinned ones included.
///
/// # Errors
/// When there is no such psychologist, or pinned pairs hold more places.
pub fn set_psychologist_places(solved: &mut Solved, psychologist: u32, places: u32) -> Changed {
    let team = solved.model.psychologists.iter().position(|row| row.id == psychologist);
    let team = team.ok_or_else(|| unknown("psychologist", psychologist))?;
    let pinned = solved.model.pinned.iter().filter(|pin| solved.flow.team(pin.0) == team).count();
    within(places, pinned)?;
    solved.change(|solved| {
        let Some(row) = solved.model.psychologists.get_mut(team) else { return };
        let before = std::mem::replace(&mut row.capacity, places);
        (before..places).for_each(|_| solved.flow.add_team_place(team));
        (places..before).for_each(|_| solved.flow.drop_team_place(team));
    })
}

/// A pair is decided and out of the market, together with its places.
///
/// # Errors
/// The rule that the pair breaks; `capacity` or `supervisor_capacity` when decided pairs hold all places.
pub fn pin(solved: &mut Solved, mentor: u32, pic: u32) -> Changed {
    let person = solved.free_person(pic)?;
    let row = solved.mentor_row(mentor).ok_or_else(|| unknown("mentor", mentor))?;
    if let (Some(one), Some(other)) = (solved.model.mentors.get(row), solved.model.pics.get(person))
        && let Some(rule) = Rule::broken_by(&solved.model, row, one, other)
    {
        return refuse("pin", rule.code().to_owned());
    }
    let network = &solved.flow.network;
    if network.places.get(row).is_none_or(|places| *places == 0) {
        return refuse("pin", Rule::Capacity.code().to_owned());
    }
    if network.team_places.get(solved.flow.team(row)).is_none_or(|places| *places == 0) {
        return refuse("pin", "supervisor_capacity".to_owned());
    }
    solved.change(|solved| {
        if solved.flow.pin(row, person) {
            solved.model.pinned.push((row, person));
        }
    })
}

/// A decided pair is let go; the person finds their place like everybody else.
///
/// # Errors
/// When no such pair is pinned.
pub fn unpin(solved: &mut Solved, mentor: u32, pic: u32) -> Changed {
    let at = solved.model.pinned.iter().position(|(row, person)| {
        solved.mentor_id(*row) == mentor && solved.model.pics.get(*person).is_some_and(|row| row.id == pic)
    });
    let Some(at) = at else { return refuse("unpin", "no such pair is pinned".to_owned()) };
    solved.change(|solved| {
        let (row, person) = solved.model.pinned.remove(at);
        solved.flow.unpin(row, person);
    })
}

/// From now on the pairs there are have the keep bonus of the instance in advance: each stays unless another is better
/// by more. A bonus that pairs of an earlier round had is gone.
pub fn keep(solved: &mut Solved) {
    for person in 0..solved.model.pics.len() {
        let mentor = solved.mentor_of(person);
        let Some(pic) = solved.model.pics.get_mut(person) else { continue };
        let before = std::mem::replace(&mut pic.previous, mentor.into_iter().collect());
        if before == pic.previous {
            continue;
        }
        let pic = pic.clone();
        let Some(row) = solved.flow.network.rows.get(person) else { continue };
        let edges: Vec<(u32, u32)> = row
            .iter()
            .map(|(mentor, weight)| {
                let had = if before.contains(&mentor) { solved.model.keep_bonus } else { 0 };
                (small(mentor), weight - had + bonus(&solved.model, &pic, mentor))
            })
            .collect();
        solved.flow.replace_row(person, Row::of(&edges));
    }
}

impl Solved {
    fn change(&mut self, change: impl FnOnce(&mut Self)) -> Changed {
        let (worth, before) = (self.objective(), self.mentors());
        change(self);
        debug_assert!(self.is_proven(), "a change without its proof");
        let id = |mentor: Option<usize>| mentor.map(|mentor| self.mentor_id(mentor));
        let mut moved: Vec<Moved> = self
            .mentors()
            .into_iter()
            .enumerate()
            .map(|(person, to)| (person, before.get(person).copied().flatten(), to))
            .filter(|(_, from, to)| from != to)
            .filter_map(|(person, from, to)| {
                Some(Moved { pic: self.model.pics.get(person)?.id, from: id(from), to: id(to) })
            })
            .collect();
        moved.sort_unstable();
        Ok(Outcome { gain: self.objective() - worth, moved })
    }

    fn mentors(&self) -> Vec<Option<usize>> {
        (0..self.model.pics.len()).map(|person| self.mentor_of(person)).collect()
    }

    /// What the round is worth.
    #[must_use]
    pub fn objective(&self) -> i64 {
        let pins = self.model.pinned.iter();
        let pinned: i64 = pins.filter_map(|(mentor, pic)| self.flow.network.value(*mentor, *pic)).sum();
        pinned + self.flow.objective()
    }

    pub(super) fn mentor_row(&self, id: u32) -> Option<usize> {
        self.model.mentors.iter().position(|row| row.id == id)
    }

    /// A person who is in the market, or out of it because they withdrew.
    fn free_person(&self, pic: u32) -> Result<usize, InvalidInstance> {
        let person =
            self.model.pics.iter().position(|row| row.id == pic).ok_or_else(|| unknown("pic", pic))?;
        let pinned = self.model.pinned.iter().any(|pin| pin.1 == person);
        if pinned { Err(InvalidInstance::new("pic", format!("{pic} is pinned"))) } else { Ok(person) }
    }

    /// A mentor who had no place at all comes into question.
    fn open(&mut self, mentor: usize) {
        for person in 0..self.model.pics.len() {
            let (Some(row), Some(pic)) = (self.model.mentors.get(mentor), self.model.pics.get(person)) else {
                continue;
            };
            if Rule::broken_by(&self.model, mentor, row, pic).is_none() {
                let edges = candidates::row(&self.model, pic);
                self.flow.replace_row(person, edges);
            }
        }
        self.flow.price_out(mentor);
    }

    /// A mentor without any place is out of the question.
    fn shut(&mut self, mentor: usize) {
        for person in 0..self.model.pics.len() {
            let Some(row) = self.flow.network.rows.get(person) else { continue };
            if row.weight(mentor).is_some() {
                let left = row.iter().filter(|edge| edge.0 != mentor);
                let edges: Vec<(u32, u32)> = left.map(|(mentor, weight)| (small(mentor), weight)).collect();
                self.flow.replace_row(person, Row::of(&edges));
            }
        }
    }
}

fn within(places: u32, pinned: usize) -> Result<(), InvalidInstance> {
    if places > MOST_PLACES {
        return Err(InvalidInstance::new("places", format!("{places}, at most {MOST_PLACES}")));
    }
    if ix(places) < pinned {
        return Err(InvalidInstance::new("places", format!("{places}, pinned pairs hold {pinned}")));
    }
    Ok(())
}

fn unknown(what: &str, id: u32) -> InvalidInstance {
    InvalidInstance::new(what, format!("{id} does not exist"))
}

fn refuse(path: &str, what: String) -> Changed {
    Err(InvalidInstance::new(path, what))
}
