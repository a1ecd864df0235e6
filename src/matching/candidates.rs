//! Which mentors may meet which person, and how well each pair fits.
//!
//! Rules that concern the mentor alone, or the mentor and an institution, gender or language, are bit sets
//! over all mentors that are made once; for each person they are intersected, and only what is left is looked
//! at pair by pair.

use std::collections::HashMap;

use super::bits::Bits;
use super::edges::Row;
use super::factors::{factors, score};
use super::fault::InvalidInstance;
use super::model::{MentorRow, Model, PicRow, small};
use super::network::bonus;
use super::rules::Rule;

/// The candidates of every person, and the weight of each pair.
pub fn rows(model: &Model) -> Vec<Row> {
    let sets = Sets::of(model);
    let mut left = Bits::none(model.mentors.len());
    let mut spoken = left.clone();
    let mut found = Vec::new();
    let one = |pic: &PicRow| {
        found.clear();
        if pic.consent {
            sets.narrow(pic, &mut left, &mut spoken);
            look_at(model, pic, &left, &mut found);
        }
        Row::of(&found)
    };
    model.pics.iter().map(one).collect()
}

/// The candidates of one person, by the rules one after the other: as fast as sets for a single person.
pub fn row(model: &Model, pic: &PicRow) -> Row {
    let mut found = Vec::new();
    if pic.consent {
        let mentors = model.mentors.iter().enumerate();
        let possible = mentors.filter(|(at, row)| Rule::broken_by(model, *at, row, pic).is_none());
        look_at(model, pic, &Bits::of(model.mentors.len(), possible.map(|(at, _)| at)), &mut found);
    }
    Row::of(&found)
}

fn look_at(model: &Model, pic: &PicRow, left: &Bits, found: &mut Vec<(u32, u32)>) {
    for mentor in left.iter() {
        let Some(row) = model.mentors.get(mentor) else { continue };
        let overlap = row.avail.and(pic.free).count();
        if overlap >= model.min_overlap {
            let weight = score(&model.weights, &factors(row, pic, overlap)) + bonus(model, pic, mentor);
            found.push((small(mentor), weight));
        }
    }
}

/// Refuses pinned pairs that break a rule or need more places than there are.
///
/// # Errors
/// `pinned[3]: language`; `capacity` when the mentor, `supervisor_capacity` when the psychologist is full.
pub fn judge_pins(model: &Model) -> Result<(), InvalidInstance> {
    let mut taken = vec![0_u32; model.mentors.len()];
    let mut supervised = vec![0_u32; model.psychologists.len()];
    for (index, (mentor, pic)) in model.pinned.iter().enumerate() {
        let refuse = |code: &str| Err(InvalidInstance::new(format!("pinned[{index}]"), code));
        let (Some(row), Some(person)) = (model.mentors.get(*mentor), model.pics.get(*pic)) else { continue };
        if let Some(rule) = Rule::broken_by(model, *mentor, row, person) {
            return refuse(rule.code());
        }
        if !one_more(&mut taken, Some(*mentor), row.capacity) {
            return refuse(Rule::Capacity.code());
        }
        let places = row.supervisor.and_then(|c| model.psychologists.get(c)).map_or(0, |c| c.capacity);
        if !one_more(&mut supervised, row.supervisor, places) {
            return refuse("supervisor_capacity");
        }
    }
    Ok(())
}

/// Counts one more place; false when there were no more than `places`.
fn one_more(counts: &mut [u32], at: Option<usize>, places: u32) -> bool {
    at.and_then(|at| counts.get_mut(at)).is_some_and(|count| {
        *count += 1;
        *count <= places
    })
}

/// Sets of mentors, by what a person can ask of them.
struct Sets {
    /// Who may serve there at all: every rule about the mentor alone, and `institution`.
    institution: Vec<Bits>,
    gender: HashMap<usize, Bits>,
    language: Vec<Bits>,
}

impl Sets {
    fn of(model: &Model) -> Self {
        let none = Bits::none(model.mentors.len());
        let mut sets = Self {
            institution: vec![none.clone(); model.institutions],
            gender: HashMap::new(),
            language: vec![none.clone(); 64],
        };
        for (mentor, row) in model.mentors.iter().enumerate() {
            sets.gender.entry(row.gender).or_insert_with(|| none.clone()).insert(mentor);
            for (language, set) in sets.language.iter_mut().enumerate() {
                if row.langs >> language & 1 == 1 {
                    set.insert(mentor);
                }
            }
            if ready(row) {
                for (institution, set) in sets.institution.iter_mut().enumerate() {
                    if row.cleared.has(institution) && row.supervised_at.has(institution) {
                        set.insert(mentor);
                    }
                }
            }
        }
        sets
    }

    /// Leaves in `left` who passes every rule but availability.
    fn narrow(&self, pic: &PicRow, left: &mut Bits, spoken: &mut Bits) {
        left.clear();
        spoken.clear();
        if let Some(there) = self.institution.get(pic.institution) {
            left.add(there);
        }
        for (language, set) in self.language.iter().enumerate() {
            if pic.langs >> language & 1 == 1 {
                spoken.add(set);
            }
        }
        left.keep(spoken);
        if pic.same_gender {
            match self.gender.get(&pic.gender) {
                Some(same) => left.keep(same),
                None => left.clear(),
            }
        }
        for mentor in &pic.excluded {
            left.remove(*mentor);
        }
    }
}

fn ready(row: &MentorRow) -> bool {
    row.consent && row.certified && row.supervisor.is_some() && row.capacity >= 1
}
