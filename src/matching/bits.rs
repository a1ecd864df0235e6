//! A set of small numbers, 64 to a word: candidates are found by intersecting such sets.

/// A set of numbers below the bound it was made for; numbers beyond it are never members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of numbers below `bound`.
    pub fn none(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// The set of the given numbers below `bound`.
    pub fn of(bound: usize, members: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::none(bound);
        for member in members {
            bits.insert(member);
        }
        bits
    }

    /// Adds one number.
    pub fn insert(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    /// Makes room for numbers below a larger bound.
    pub fn grow(&mut self, bound: usize) {
        self.0.resize(bound.div_ceil(64).max(self.0.len()), 0);
    }

    /// Takes one number out.
    pub fn remove(&mut self, member: usize) {
        if let Some(word) = self.0.get_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    /// Is it a member?
    pub fn has(&self, member: usize) -> bool {
        self.0.get(member / 64).is_some_and(|word| word >> (member % 64) & 1 == 1)
    }

    /// How many members both have.
    pub fn both(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(mine, theirs)| (mine & theirs).count_ones()).sum()
    }

    /// Keeps what the other has too.
    pub fn keep(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= theirs;
        }
    }

    /// Adds what the other has.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Takes everything out, keeping the room.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            // Clearing the lowest bit leaves the rest of the word to the next step.
            std::iter::successors(Some(*word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|rest| *rest != 0)
                .map(move |rest| index * 64 + position(rest))
        })
    }
}

/// The set of numbers below 64, as one word.
pub fn mask<T: Copy + Into<u32>>(members: &[T]) -> u64 {
    members.iter().fold(0, |mask, member| mask | 1_u64.checked_shl((*member).into()).unwrap_or(0))
}

fn position(word: u64) -> usize {
    usize::try_from(word.trailing_zeros()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_back_what_was_put_in() {
        let mut bits = Bits::of(200, [0, 63, 64, 130, 199]);
        bits.remove(64);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 130, 199]);
        assert!(bits.has(130) && !bits.has(131) && !bits.has(5000));
        bits.keep(&Bits::of(200, [63, 199]));
        bits.add(&Bits::of(200, [1]));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [1, 63, 199]);
    }
}
