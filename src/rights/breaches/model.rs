//! A breach, and what was done about it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::access::{AccountId, Seen};
use crate::base::{Cursor, Id, Instant, text_enum};

/// Marks ids of breaches.
pub enum BreachMark {}
/// The id of a breach.
pub type BreachId = Id<BreachMark>;

text_enum! {
    /// A step of the guidance, in its order.
    pub enum BreachStep {
        /// What happened, to whose data, and since when.
        Gather = "gather",
        /// It goes no further.
        Contain = "contain",
        /// What harm it can do, to whom.
        Assess = "assess",
        /// The Privacy Commissioner is told, or need not be.
        NotifyCommissioner = "notify_commissioner",
        /// Those whose data it is are told, or need not be.
        NotifyPeople = "notify_people",
        /// It does not happen again.
        Prevent = "prevent",
        /// Every step is noted.
        Close = "close",
    }
}

text_enum! {
    /// What became of a step.
    pub enum StepOutcome {
        Done = "done",
        /// With the reason in the note.
        NotNeeded = "not_needed",
    }
}

text_enum! {
    /// Where a breach stands.
    pub enum BreachState {
        Open = "open",
        Closed = "closed",
    }
}

/// What was noted of a step. A step can be noted more than once; nothing is taken away.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StepNote {
    pub step: BreachStep,
    pub outcome: StepOutcome,
    pub note: String,
    pub by: AccountId,
    pub at: Instant,
}

/// One breach.
#[derive(Clone, Debug)]
pub struct Breach {
    pub id: BreachId,
    pub found_at: Instant,
    pub what: String,
    pub steps: Vec<StepNote>,
    pub entered_by: AccountId,
    pub entered_at: Instant,
    pub closed_at: Option<Instant>,
    pub version: i64,
}

impl Breach {
    /// Its place in a list.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.found_at, id: self.id.uuid() }
    }

    /// Whether a step is noted.
    #[must_use]
    pub fn has(&self, step: BreachStep) -> bool {
        self.steps.iter().any(|one| one.step == step)
    }
}

/// Somebody at whose data an account has looked.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// What was seen of them.
    pub seen: BTreeSet<Seen>,
    /// In how many quarters of an hour.
    pub looks: i64,
}
