//! Who a person may have, as small as it can be written: the millions of edges are what the solver reads most.
//!
//! An edge is a mentor and the weight of the pair. Both fit 32 bits while there are fewer than 2¹⁸ mentors and no
//! weight reaches 2¹⁴; any row in which one does not is written in 64 bits.

use super::model::ix;

/// A mentor a person may have, with what the pair adds to the person's base value.
pub trait Edge: Copy {
    /// The mentor's row.
    fn mentor(self) -> usize;
    /// Score and keep bonus.
    fn weight(self) -> u32;
}

/// 18 bits of mentor, 14 bits of weight.
#[derive(Clone, Copy, Debug)]
pub struct Packed(u32);

/// 32 bits of each.
#[derive(Clone, Copy, Debug)]
pub struct Wide(u64);

const WEIGHT_BITS: u32 = 14;

impl Packed {
    fn of(mentor: u32, weight: u32) -> Option<Self> {
        let fits = mentor < 1 << (u32::BITS - WEIGHT_BITS) && weight < 1 << WEIGHT_BITS;
        fits.then_some(Self(mentor << WEIGHT_BITS | weight))
    }
}

impl Edge for Packed {
    fn mentor(self) -> usize {
        ix(self.0 >> WEIGHT_BITS)
    }

    fn weight(self) -> u32 {
        self.0 & ((1 << WEIGHT_BITS) - 1)
    }
}

impl Edge for Wide {
    fn mentor(self) -> usize {
        usize::try_from(self.0 >> u32::BITS).unwrap_or(usize::MAX)
    }

    fn weight(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(u32::MAX)
    }
}

/// All edges of one person, by ascending mentor.
#[derive(Clone, Debug)]
pub enum Row {
    /// Every edge fits 32 bits.
    Packed(Box<[Packed]>),
    /// Some edge does not.
    Wide(Box<[Wide]>),
}

impl Row {
    /// The row of the given mentors and weights.
    pub fn of(edges: &[(u32, u32)]) -> Self {
        let packed: Option<Box<[Packed]>> =
            edges.iter().map(|(mentor, weight)| Packed::of(*mentor, *weight)).collect();
        packed.map_or_else(
            || {
                let wide =
                    |(mentor, weight): &(u32, u32)| u64::from(*mentor) << u32::BITS | u64::from(*weight);
                Self::Wide(edges.iter().map(|edge| Wide(wide(edge))).collect())
            },
            Self::Packed,
        )
    }

    /// Number of edges.
    pub fn len(&self) -> usize {
        match self {
            Self::Packed(edges) => edges.len(),
            Self::Wide(edges) => edges.len(),
        }
    }

    /// Whether nobody may meet the person.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Mentors and weights, for where speed does not matter.
    pub fn iter(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let (packed, wide): (&[Packed], &[Wide]) = match self {
            Self::Packed(edges) => (edges, &[]),
            Self::Wide(edges) => (&[], edges),
        };
        let both = |edge: &Packed| (edge.mentor(), edge.weight());
        packed.iter().map(both).chain(wide.iter().map(|edge| (edge.mentor(), edge.weight())))
    }

    /// The weight of the pair with a mentor, if the two may meet.
    pub fn weight(&self, mentor: usize) -> Option<u32> {
        match self {
            Self::Packed(edges) => find(edges, mentor),
            Self::Wide(edges) => find(edges, mentor),
        }
    }
}

fn find<E: Edge>(edges: &[E], mentor: usize) -> Option<u32> {
    let at = edges.binary_search_by_key(&mentor, |edge| edge.mentor()).ok()?;
    edges.get(at).map(|edge| edge.weight())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_written_wide_and_reads_the_same() {
        let small = [(0, 0), (7, 10_000), ((1 << 18) - 1, (1 << 14) - 1)];
        let large = [(7, 20_000), (1 << 18, 1), (u32::MAX, u32::MAX)];
        assert!(matches!(Row::of(&small), Row::Packed(_)));
        assert!(matches!(Row::of(&large[..1]), Row::Wide(_)));
        assert!(matches!(Row::of(&large[1..2]), Row::Wide(_)));
        for edges in [small, large] {
            let row = Row::of(&edges);
            let read: Vec<_> =
                row.iter().map(|(mentor, weight)| (u32::try_from(mentor).unwrap(), weight)).collect();
            assert_eq!(read, edges);
            assert_eq!(row.weight(7), edges.iter().find(|edge| edge.0 == 7).map(|edge| edge.1));
            assert_eq!(row.weight(8), None);
        }
    }
}
