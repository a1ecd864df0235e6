//! A line of the audit log as bytes: what is sealed, and what is compared with the seal.

use super::tree::{self, Hash};

/// The columns of a line, in the order in which they are sealed.
pub const COLUMNS: [&str; 12] = [
    "id",
    "at",
    "actor",
    "account",
    "sign_in",
    "action",
    "event",
    "object_kind",
    "object",
    "outcome",
    "request",
    "details",
];
/// How lines are written as bytes; another way would be another number.
const WAY: u8 = 1;

/// What stands in each of [`COLUMNS`], as bytes: text and JSON as they are stored, ids as 16 bytes, the moment as
/// microseconds since 1970, the highest byte first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry(pub [Option<Vec<u8>>; COLUMNS.len()]);

impl Entry {
    /// The line at its position, without any other line having the same bytes: each column begins with its length.
    #[must_use]
    pub fn bytes(&self, position: u64) -> Vec<u8> {
        let mut bytes = vec![WAY];
        bytes.extend(position.to_be_bytes());
        for column in &self.0 {
            // Nothing is told from an empty text by its length.
            let length =
                column.as_ref().map_or(0, |value| u64::try_from(value.len()).unwrap_or(u64::MAX - 1) + 1);
            bytes.extend(length.to_be_bytes());
            bytes.extend(column.iter().flatten());
        }
        bytes
    }

    /// The position and the line of such bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<(u64, Self)> {
        let (way, rest) = bytes.split_first()?;
        let (position, mut rest) = rest.split_first_chunk()?;
        let mut entry = Self(Default::default());
        for column in &mut entry.0 {
            let (length, after) = rest.split_first_chunk()?;
            rest = after;
            if let Some(length) = u64::from_be_bytes(*length).checked_sub(1) {
                let (value, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                *column = Some(value.to_vec());
                rest = after;
            }
        }
        (*way == WAY && rest.is_empty()).then_some((u64::from_be_bytes(*position), entry))
    }

    /// The hash of its leaf at a position.
    #[must_use]
    pub fn leaf(&self, position: u64) -> Hash {
        tree::leaf(&self.bytes(position))
    }

    /// The line's id.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        self.0.first().and_then(Option::as_deref).unwrap_or_default()
    }

    /// The same line under another id.
    #[must_use]
    pub fn under(&self, id: &[u8]) -> Self {
        let mut other = self.clone();
        if let Some(first) = other.0.first_mut() {
            *first = Some(id.to_vec());
        }
        other
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry() -> impl Strategy<Value = Entry> {
        prop::array::uniform12(prop::option::of(prop::collection::vec(any::<u8>(), 0..4))).prop_map(Entry)
    }

    proptest! {
        #[test]
        fn bytes_are_read_as_they_are_written_and_no_two_lines_share_them(
            one in entry(), other in entry(), at in any::<u64>(), elsewhere in any::<u64>()
        ) {
            prop_assert_eq!(Entry::read(&one.bytes(at)), Some((at, one.clone())));
            prop_assert_eq!(one.bytes(at) == other.bytes(elsewhere), one == other && at == elsewhere);
        }

        #[test]
        fn any_bytes_are_a_line_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some((at, entry)) = Entry::read(&bytes) {
                prop_assert_eq!(entry.bytes(at), bytes);
            }
        }
    }
}
