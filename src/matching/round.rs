//! The round: what the solver decided, in the words of the instance (format `alongside.round/1`).

use serde::{Deserialize, Serialize};

use super::factors::Factors;
use super::rules::Rule;

/// Which version of the format a round is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundFormat {
    /// The only version so far.
    #[default]
    #[serde(rename = "alongside.round/1")]
    One,
}

/// The best possible round for an instance, with its proof.
///
/// Best means, in this order: most persons matched; most of tier 3, 2, 1, 0; the highest sum of scores
/// (and of keep bonuses).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Always `alongside.round/1`.
    pub format: RoundFormat,
    /// Pairs that pass all hard rules.
    pub feasible_edges: u64,
    /// Sum of their scores.
    pub edge_score_sum: u64,
    /// Persons matched, pinned pairs included.
    pub matched: u32,
    /// Persons matched of tier 0 to 3.
    pub by_tier: [u32; 4],
    /// Sum of the scores of the pairs, keep bonuses not counted.
    pub score: u64,
    /// What one tier is worth: more than all scores together.
    #[serde(rename = "F")]
    pub step: i64,
    /// Sum of `F · (tier + 1) + score + keep bonus` over the pairs.
    pub objective: i64,
    /// The pairs, by person.
    pub pairs: Vec<Pair>,
    /// Who stays unmatched and why, by person.
    pub unmatched: Vec<Unmatched>,
    /// The proof that no round is better.
    pub certificate: Certificate,
    /// How content people would be among themselves.
    pub stability: Stability,
}

/// A mentor, their psychologist and a person in custody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The mentor's id.
    pub mentor: u32,
    /// The id of the mentor's supervisor.
    pub psychologist: u32,
    /// The person's id.
    pub pic: u32,
    /// 0 to 10000.
    pub score: u32,
    /// Decided before the round.
    pub pinned: bool,
    /// What the score is made of.
    pub factors: Factors,
    /// The next best mentor for the person; none for a pinned pair, or where nobody else may meet the person.
    pub runner_up: Option<RunnerUp>,
}

/// The mentor whom a person could have instead at the lowest price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// The mentor's id.
    pub mentor: u32,
    /// What choosing them costs the round at the least; [`alternatives`](super::alternatives) tells it exactly.
    pub regret_at_least: i64,
}

/// A person without a mentor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    /// The person's id.
    pub pic: u32,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// Why somebody stays unmatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The person has not agreed to be matched.
    Consent,
    /// No mentor passes all hard rules.
    NoCandidate {
        /// The first rule, in order, after which nobody is left.
        first_empty_rule: Rule,
        /// How many mentors the rules before that one leave; `ask_staff` does not count.
        left_before: u32,
        /// How many mentors each rule would remove if it were the only one.
        removed_by_rule: RemovedByRule,
    },
    /// Every place that could be freed for the person is held by somebody of the same tier or a higher one.
    CrowdedOut {
        /// Mentors whom the person could meet.
        suitable: u32,
        /// Full mentors among all to whom places could be shifted, however long the chain.
        mentors: u32,
        /// Full psychologists among their supervisors.
        psychologists: u32,
        /// Who holds those places, by tier 0 to 3.
        tiers: [u32; 4],
        /// Pinned pairs that hold places there too.
        pinned: u32,
    },
}

/// How many mentors each rule alone removes; `ask_staff` is left out, so that no count betrays who is kept
/// apart from whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is the rule of its name")]
pub struct RemovedByRule {
    pub mentor_consent: u32,
    pub certification: u32,
    pub supervisor: u32,
    pub capacity: u32,
    pub institution: u32,
    pub gender: u32,
    pub language: u32,
    pub availability: u32,
}

/// Prices that prove the round optimal: they bound every possible round by `dual`, and this one reaches it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The objective.
    pub primal: i64,
    /// The bound: the sum of the persons' prices, of places times prices (places less pins), and the value
    /// of the pinned pairs.
    pub dual: i64,
    /// One price each, none negative.
    pub prices: Prices,
}

/// For every pair that may meet and is not decided beforehand:
/// `pics[p] + mentors[d] + psychologists[s(d)] ≥ F · (tier + 1) + score + keep bonus`.
///
/// The price of a place bounds from above what one more such place could add to the objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// By person; 0 for pinned persons, who are out of the market.
    pub pics: Vec<i64>,
    /// By mentor, for a place of theirs.
    pub mentors: Vec<i64>,
    /// By psychologist, for a pair they supervise.
    pub psychologists: Vec<i64>,
}

/// Reported, not enforced: the round serves everybody together, not each one's first wish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stability {
    /// Pairs that are not in the round although the person would score higher with that mentor, and the
    /// mentor has room or holds somebody of a lower tier, or of the same tier and a lower score.
    pub blocking_pairs: u64,
    /// Persons who would score higher with a mentor who holds such a somebody.
    pub envy: u64,
}
