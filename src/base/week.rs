//! A week in half hours: when somebody is free, when an institution receives visitors.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// 336 bits; bit = day · 48 + half hour, day 0 is Monday, half hour 0 begins at midnight.
///
/// Written as 84 hexadecimal digits: digit k holds bits 4k to 4k+3, the least significant first.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Week([u64; 6]);

impl Week {
    /// Half hours in a week.
    pub const BITS: usize = 7 * 48;

    /// Reads 84 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != Self::BITS / 4 {
            return None;
        }
        let mut week = Self::default();
        for (at, sign) in text.chars().enumerate() {
            let digit = u64::from(sign.to_digit(16)?);
            *week.0.get_mut(at / 16)? |= digit << (4 * (at % 16));
        }
        Some(week)
    }

    /// Sets the half hours from `start` (included) to `end` (excluded) of `day` (0 Monday).
    pub fn set(&mut self, day: usize, start: usize, end: usize) {
        for bit in (day * 48 + start)..(day * 48 + end).min(Self::BITS) {
            if let Some(word) = self.0.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
    }

    /// The half hours that both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let mut both = self;
        for (mine, theirs) in both.0.iter_mut().zip(other.0) {
            *mine &= theirs;
        }
        both
    }

    /// How many half hours.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The 84 digits.
    #[must_use]
    pub fn hex(self) -> String {
        (0..Self::BITS / 4)
            .map(|at| {
                let word = self.0.get(at / 16).copied().unwrap_or(0) >> (4 * (at % 16)) & 15;
                char::from_digit(u32::try_from(word).unwrap_or(0), 16).unwrap_or('0')
            })
            .collect()
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}
impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a week is 84 hexadecimal digits"))
    }
}
impl utoipa::PartialSchema for Week {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9a-f]{84}$")).into()
    }
}
impl utoipa::ToSchema for Week {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_survives_writing_and_reading() {
        let mut week = Week::default();
        week.set(0, 18, 20);
        week.set(6, 47, 48);
        assert_eq!(Week::parse(&week.hex()), Some(week));
        assert_eq!(week.count(), 3);
        assert_eq!(week.hex().chars().nth(4), Some('c'));
        assert_eq!(Week::parse("00"), None);
    }
}
