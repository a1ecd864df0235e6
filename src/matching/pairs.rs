//! What a solved instance knows of one mentor and one person, in the ids of the instance.

use super::model::ix;
use super::report;
use super::round::Pair;
use super::rules::Rule;
use super::solved::Solved;

impl Solved {
    /// The id of everybody's mentor in the round, by the person's id.
    #[must_use]
    pub fn mentors_by_pic(&self) -> Vec<Option<u32>> {
        let mut found = vec![None; self.model.pics.len()];
        for (row, pic) in self.model.pics.iter().enumerate() {
            if let Some(mentor) = found.get_mut(ix(pic.id)) {
                *mentor = self.mentor_of(row).map(|mentor| self.mentor_id(mentor));
            }
        }
        found
    }

    /// A pair that may meet, in the round or not, with its score and factors and without a runner-up.
    #[must_use]
    pub fn pair(&self, mentor: u32, pic: u32) -> Option<Pair> {
        report::pair(self, self.mentor_row(mentor)?, self.pic_row(pic)?)
    }

    /// Every rule that keeps the two from meeting, in order; none when either does not exist.
    #[must_use]
    pub fn broken_rules(&self, mentor: u32, pic: u32) -> Vec<Rule> {
        let rows = self.mentor_row(mentor).zip(self.pic_row(pic));
        let found = rows.and_then(|(mentor, pic)| {
            Some((mentor, self.model.mentors.get(mentor)?, self.model.pics.get(pic)?))
        });
        let Some((at, mentor, pic)) = found else { return Vec::new() };
        Rule::ALL.into_iter().filter(|rule| !rule.allows(&self.model, at, mentor, pic)).collect()
    }

    fn pic_row(&self, pic: u32) -> Option<usize> {
        self.model.pics.iter().position(|row| row.id == pic)
    }
}
