//! Retention as it is shown: kinds and numbers, nobody's rows.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::{Kind, Named, Overview};
use super::model::{PurgeId, PurgeMove, PurgeState, RowKind};
use super::rules;
use crate::access::AccountId;
use crate::base::{Instant, May};

/// A kind of rows, for how long it is kept, and how much is over that.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetentionKind {
    kind: RowKind,
    months: i64,
    /// To how many months it can be set.
    least_months: i64,
    most_months: i64,
    /// Whether it goes without anybody's word.
    by_itself: bool,
    /// Rows over their age that two people erase.
    over: i64,
    /// Rows that went by themselves in the last twelve months.
    swept: i64,
    /// When somebody changed it; without it, it is what the product begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_at: Option<Instant>,
    version: i64,
}

impl RetentionKind {
    fn of(kind: &Kind) -> Self {
        let (least_months, most_months) = kind.period.kind.bounds();
        Self {
            kind: kind.period.kind,
            months: kind.period.months,
            least_months,
            most_months,
            by_itself: kind.period.kind.goes_by_itself(),
            over: kind.over,
            swept: kind.swept,
            changed_at: kind.period.changed.map(|(_, at)| at),
            version: kind.period.version,
        }
    }
}

/// One kind within a purge.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PurgeLineView {
    kind: RowKind,
    /// What was over before this day is erased.
    before: NaiveDate,
    found: i64,
    erased: i64,
}

/// The erasing of all that was over its age on a day; when it is done, the certificate of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PurgeView {
    #[schema(value_type = String, format = Uuid)]
    id: PurgeId,
    as_of: NaiveDate,
    state: PurgeState,
    lines: Vec<PurgeLineView>,
    proposed_by: String,
    proposed_at: Instant,
    /// Until when it waits for the second word.
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_until: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Instant>,
    may: Vec<May<PurgeMove>>,
}

impl PurgeView {
    /// As its reader sees it.
    #[must_use]
    pub fn of(named: Named, reader: Option<AccountId>) -> Self {
        let Named { purge, proposed_by, approved_by } = named;
        let waits = purge.state == PurgeState::Proposed;
        let line = |line: &super::model::PurgeLine| PurgeLineView {
            kind: line.kind,
            before: line.before,
            found: line.found,
            erased: line.erased,
        };
        Self {
            may: PurgeMove::ALL
                .iter()
                .filter_map(|what| May::told(*what, rules::may(&purge, *what, reader)))
                .collect(),
            id: purge.id,
            as_of: purge.as_of,
            state: purge.state,
            lines: purge.lines.iter().map(line).collect(),
            proposed_by,
            proposed_at: purge.proposed_at,
            waits_until: waits.then(|| purge.proposed_at.plus(rules::WAITS)),
            approved_by,
            approved_at: purge.approved.map(|(_, at)| at),
            ended_at: purge.ended_at,
        }
    }
}

/// For how long everything is kept, what is over that, and what was erased.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetentionView {
    kinds: Vec<RetentionKind>,
    /// The latest first.
    purges: Vec<PurgeView>,
}

impl RetentionView {
    /// As its reader sees it.
    #[must_use]
    pub fn of(overview: Overview, reader: Option<AccountId>) -> Self {
        Self {
            kinds: overview.kinds.iter().map(RetentionKind::of).collect(),
            purges: overview.purges.into_iter().map(|named| PurgeView::of(named, reader)).collect(),
        }
    }
}
