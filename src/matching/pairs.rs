//! What a solved instance knows of one mentor and one person, in the ids of the instance.

use super::report;
use super::round::Pair;
use super::rules::Rule;
use super::solve::Solved;

impl Solved {
    /// The id of a person's mentor in the round.
    #[must_use]
    pub fn mentor_for(&self, pic: u32) -> Option<u32> {
        self.mentor_of(self.pic_row(pic)?).map(|mentor| self.mentor_id(mentor))
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
