//! What makes a pair good: ten factors of 0 to 1000 each, and the score of 0 to 10000 that the weights make
//! of them. Whole numbers only; every division rounds down.
//!
//! The factors follow what is known of mentoring that lasts: similar background and shared dislikes predict
//! its length better than shared hobbies (Raposa et al. 2019), so experience themes weigh most. The weights
//! are policy, the factors are arithmetic.

use super::model::{MentorRow, PicRow, Place};
use super::weights::{PerFactor, Weights};

/// The ten factors of one pair, 0 to 1000 each.
pub type Factors = PerFactor<u32>;

/// The factors of a pair that has `overlap` half hours in common.
pub(super) fn factors(mentor: &MentorRow, pic: &PicRow, overlap: u32) -> Factors {
    let themes = pic.themes.count_ones().max(1);
    Factors {
        interests: shared(
            mentor.interests & pic.interests,
            mentor.interests.count_ones().min(pic.interests.count_ones()).max(1),
        ),
        themes: shared(mentor.themes & pic.themes, themes),
        needs: needs(mentor.offers, pic.needs),
        stage: mentor.stage_exp.get(pic.stage).copied().unwrap_or(0) * 100,
        age: age(mentor.age - pic.age),
        language: if mentor.langs & pic.pref_lang == 0 { 400 } else { 1000 },
        travel: 1000_u32.saturating_sub(distance(mentor.place, pic.institution_place).saturating_mul(100)),
        availability: 125 * overlap.min(8),
        continuity: if pic.release_in_days <= 365 {
            1000_u32.saturating_sub(distance(pic.home, mentor.place).saturating_mul(250))
        } else {
            500
        },
        cp_expertise: shared(mentor.expertise & pic.themes, themes),
    }
}

/// The score of a pair, 0 to 10000.
pub(super) fn score(weights: &Weights, factors: &Factors) -> u32 {
    weights.values().iter().zip(factors.values()).map(|(weight, factor)| weight * factor).sum::<u32>() / 100
}

/// What each factor adds to a score: what people see beside the reason in words.
///
/// Each part is rounded down on its own, so the parts may sum to a few points less than the score.
#[must_use]
pub fn points(weights: &Weights, factors: &Factors) -> PerFactor<u32> {
    let part = |weight: u32, factor: u32| weight * factor / 100;
    PerFactor {
        interests: part(weights.interests, factors.interests),
        themes: part(weights.themes, factors.themes),
        needs: part(weights.needs, factors.needs),
        stage: part(weights.stage, factors.stage),
        age: part(weights.age, factors.age),
        language: part(weights.language, factors.language),
        travel: part(weights.travel, factors.travel),
        availability: part(weights.availability, factors.availability),
        continuity: part(weights.continuity, factors.continuity),
        cp_expertise: part(weights.cp_expertise, factors.cp_expertise),
    }
}

/// Steps between two places on the grid, along the streets.
pub(super) fn distance(a: Place, b: Place) -> u32 {
    a.0.abs_diff(b.0) + a.1.abs_diff(b.1)
}

fn shared(both: u64, of: u32) -> u32 {
    1000 * both.count_ones() / of
}

fn needs(offers: [u32; 4], needs: [u32; 4]) -> u32 {
    let met: u32 = offers.iter().zip(needs).map(|(offer, need)| offer * need).sum();
    1000 * met / (10 * needs.iter().sum::<u32>()).max(1)
}

/// A mentor 3 to 15 years older loses nothing; each year outside costs 50.
fn age(gap: i32) -> u32 {
    let outside = (3 - gap).max(gap - 15).max(0).unsigned_abs();
    1000_u32.saturating_sub(50 * outside)
}
