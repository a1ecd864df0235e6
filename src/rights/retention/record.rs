//! What happens to rows that are over their age, and whom it tells.

use serde_json::json;

use super::model::{AgedId, Period, Purge, RowKind, Swept};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Where those who erase read what was found and what went.
const DESK: &str = "/data/retention";

/// Rows of a kind are kept for another time.
#[derive(Debug)]
pub struct PeriodChanged {
    pub kind: RowKind,
    pub from: i64,
    pub to: i64,
}

impl Event for PeriodChanged {
    type Of = Period;

    fn line(&self) -> Line {
        let details = json!({ "kind": self.kind, "from": self.from, "to": self.to });
        Line { event: "retention.changed", kind: "retention", object: None, details }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Something that happened to a purge.
#[derive(Debug)]
pub enum PurgeEvent {
    /// One person's word; those who may say the second are told.
    Proposed {
        purge: Box<Purge>,
        others: Vec<AccountId>,
    },
    Approved(Box<Purge>),
    Withdrawn(Box<Purge>),
    Lapsed(Box<Purge>),
    /// One row went.
    Erased {
        purge: Box<Purge>,
        kind: RowKind,
        row: AgedId,
    },
    /// The certificate: what was erased of each kind. Both who spoke for it are told.
    Done(Box<Purge>),
}

impl Event for PurgeEvent {
    type Of = Purge;

    fn line(&self) -> Line {
        let of = |event, purge: &Purge| Line::new(event, "purge", purge.id.uuid());
        match self {
            Self::Proposed { purge, .. } => {
                of("purge.proposed", purge).with(json!({ "asOf": purge.as_of, "lines": purge.lines }))
            }
            Self::Approved(purge) => of("purge.approved", purge),
            Self::Withdrawn(purge) => of("purge.withdrawn", purge),
            Self::Lapsed(purge) => of("purge.lapsed", purge),
            Self::Erased { purge, kind, row } => {
                Line::new("row.erased", kind.as_str(), row.uuid()).with(json!({ "purge": purge.id.uuid() }))
            }
            Self::Done(purge) => {
                of("purge.done", purge).with(json!({ "asOf": purge.as_of, "lines": purge.lines }))
            }
        }
    }

    fn letters(&self) -> Vec<Letter> {
        let read = |to: &AccountId| Letter::something_to_read(*to, DESK);
        match self {
            Self::Proposed { others, .. } => others.iter().map(read).collect(),
            Self::Lapsed(purge) => vec![read(&purge.proposed_by)],
            Self::Done(purge) => {
                let both = [Some(purge.proposed_by), purge.approved.map(|(by, _)| by)];
                both.iter().flatten().map(read).collect()
            }
            Self::Approved(_) | Self::Withdrawn(_) | Self::Erased { .. } => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            // Whoever is erased is signed out.
            Self::Erased { kind: RowKind::Accounts | RowKind::Unproven, .. } => vec![Fact::RightsChanged],
            Self::Proposed { .. }
            | Self::Approved(_)
            | Self::Withdrawn(_)
            | Self::Lapsed(_)
            | Self::Erased { .. }
            | Self::Done(_) => Vec::new(),
        }
    }
}

/// Rows of a kind went by themselves.
#[derive(Debug)]
pub struct WentByThemselves(pub Swept);

impl Event for WentByThemselves {
    type Of = Swept;

    fn line(&self) -> Line {
        let Self(Swept { kind, erased }) = self;
        let details = json!({ "kind": kind, "erased": erased });
        Line { event: "retention.swept", kind: "retention", object: None, details }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
