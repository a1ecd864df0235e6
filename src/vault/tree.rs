//! The hash tree of RFC 6962, section 2.1: one hash stands for a whole list, and a few hashes show that a leaf is in it.

use std::ops::Range;

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// The hash of a leaf. The first byte keeps leaves and inner nodes apart.
#[must_use]
pub fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The right edge of a tree: the roots of its full subtrees, the largest first. All that must be known to add leaves:
/// one hash for each bit that is set in the size, so 64 at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    roots: Vec<Hash>,
}

impl Edge {
    /// The edge of a tree of `size` leaves as [`bytes`](Self::bytes) wrote it; `None` for anything else.
    #[must_use]
    pub fn of(size: u64, bytes: &[u8]) -> Option<Self> {
        let (roots, rest) = bytes.as_chunks();
        let fits = rest.is_empty() && roots.len() == usize::try_from(size.count_ones()).ok()?;
        fits.then(|| Self { size, roots: roots.to_vec() })
    }

    /// The roots, one after another.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut root = leaf;
        // As many full subtrees end here as the size has ones at its end.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                root = node(&left, &root);
            }
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// The hash that stands for all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        let joined = self.roots.iter().rev().copied().reduce(|right, left| node(&left, &right));
        joined.unwrap_or_else(|| Sha256::digest([]).into())
    }
}

/// The subtrees whose roots show that a leaf is in a tree of `size`, the lowest first; empty where it is not.
#[must_use]
pub fn path(position: u64, size: u64) -> Vec<Range<u64>> {
    let (mut from, mut to, mut found) = (0, size, Vec::new());
    while position < size && to - from > 1 {
        let middle = from + split(to - from);
        if position < middle {
            found.push(middle..to);
            to = middle;
        } else {
            found.push(from..middle);
            from = middle;
        }
    }
    found.reverse();
    found
}

/// The root that a leaf's hash and the roots of its [`path`] make; `None` when there are too many of them or too few.
#[must_use]
pub fn root_by(leaf: Hash, position: u64, size: u64, roots: &[Hash]) -> Option<Hash> {
    let path = path(position, size);
    if position >= size || path.len() != roots.len() {
        return None;
    }
    let join = |hash, (part, root): (&Range<u64>, &Hash)| {
        if part.start > position { node(&hash, root) } else { node(root, &hash) }
    };
    Some(path.iter().zip(roots).fold(leaf, join))
}

/// The largest power of two below a length of two or more.
const fn split(length: u64) -> u64 {
    1 << (length - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The definition in the RFC, word for word.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [only] => *only,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node(&by_definition(left), &by_definition(right))
            }
        }
    }

    fn edge(leaves: &[Hash]) -> Edge {
        let mut edge = Edge::default();
        leaves.iter().for_each(|leaf| edge.push(*leaf));
        edge
    }

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|number| leaf(&number.to_be_bytes())).collect()
    }

    /// The leaves and roots with which the Certificate Transparency project tests its trees.
    #[test]
    fn the_roots_are_those_of_certificate_transparency() {
        let data: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut edge = Edge::default();
        assert_eq!(hex(&edge.root()), roots[0]);
        for (data, root) in data.iter().zip(&roots[1..]) {
            edge.push(leaf(data));
            assert_eq!(hex(&edge.root()), *root, "of {} leaves", edge.size());
        }
    }

    #[test]
    fn a_path_shows_each_leaf_of_trees_of_every_shape() {
        for size in 1..=70 {
            let leaves = leaves(size);
            let root = by_definition(&leaves);
            assert_eq!(edge(&leaves).root(), root, "of {size}");
            for position in 0..size {
                let at = |at: u64| usize::try_from(at).unwrap();
                let roots: Vec<_> = path(position, size)
                    .into_iter()
                    .map(|part| by_definition(&leaves[at(part.start)..at(part.end)]))
                    .collect();
                let own = leaves[at(position)];
                assert_eq!(root_by(own, position, size, &roots), Some(root), "{position} of {size}");
                assert_ne!(
                    root_by(own, (position + 1) % size, size, &roots),
                    Some(root).filter(|_| size > 1)
                );
                assert_eq!(root_by(own, position, size, &[roots, vec![own]].concat()), None);
            }
            assert_eq!(root_by(root, size, size, &[]), None);
        }
    }

    proptest! {
        #[test]
        fn a_tree_goes_on_from_its_edge_as_if_it_had_never_stopped(before in 0_u64..300, after in 0_u64..300) {
            let all = leaves(before + after);
            let (first, then) = all.split_at(usize::try_from(before).unwrap());
            let kept = edge(first);
            let mut again = Edge::of(before, &kept.bytes()).unwrap();
            prop_assert_eq!(&again, &kept);
            then.iter().for_each(|leaf| again.push(*leaf));
            prop_assert_eq!(again.root(), by_definition(&all));
            prop_assert_eq!(again.size(), before + after);
        }

        #[test]
        fn every_leaf_counts(size in 1_usize..200, which in any::<prop::sample::Index>(), bit in 0_u8..8, byte in 0_usize..32) {
            let mut leaves = leaves(u64::try_from(size).unwrap());
            let before = edge(&leaves).root();
            leaves[which.index(size)][byte] ^= 1 << bit;
            prop_assert_ne!(edge(&leaves).root(), before);
        }

        #[test]
        fn an_edge_of_another_length_is_none(size in 0_u64..1000, length in 0_usize..400) {
            let fits = length == 32 * usize::try_from(size.count_ones()).unwrap();
            prop_assert_eq!(Edge::of(size, &vec![7; length]).is_some(), fits);
        }
    }
}
