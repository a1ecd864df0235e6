//! Counting what waits by how soon it is.

use crate::base::Result;
use crate::today::model::{Item, Soon, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::{Sealed, Tx, open_all};

/// How many of a row are named.
pub const NAMED: i64 = 3;

/// All, and of these before each cut.
pub type Counts = (i64, i64, i64, i64);

/// How many are overdue, due today, within the week and later.
pub fn split((all, now, today, week): Counts) -> [(Soon, i64); 4] {
    [(Soon::Overdue, now), (Soon::Today, today - now), (Soon::Week, week - today), (Soon::Later, all - week)]
}

/// The rows of one kind that are equally soon, opened and told.
pub fn told<M>(
    tx: &Tx<'_>,
    (wait, soon, count): (Wait, Soon, i64),
    rows: Vec<Sealed<M>>,
    tell: impl Fn(M) -> Item,
) -> Result<Waiting> {
    let items = open_all(rows, tx)?.into_iter().map(tell).collect();
    Ok(Waiting { wait, soon, count, items })
}

/// The moments that part a column of moments.
pub fn moments(cuts: &Cuts) -> [crate::base::Instant; 3] {
    [cuts.now, cuts.tomorrow, cuts.after_week]
}

/// Counts a query by how soon its deadline is and names the first few of each part: `dated!(tx, into, wait, [cuts],
/// query, deadline column, selected columns, tell)`. The query is written out for each of its uses.
macro_rules! dated {
    ($tx:expr, $into:expr, $wait:expr, $cuts:expr, $query:expr, $due:expr, $id:expr, $select:expr, $tell:expr) => {{
        let [first, second, third] = $cuts;
        let counted = $query.select((
            diesel::dsl::count($id),
            diesel::dsl::count($id).aggregate_filter($due.lt(first.clone())),
            diesel::dsl::count($id).aggregate_filter($due.lt(second.clone())),
            diesel::dsl::count($id).aggregate_filter($due.lt(third.clone())),
        ));
        let counts = $tx.value::<$crate::today::store::tally::Counts>(counted)?.unwrap_or_default();
        let mut before = 0;
        for (soon, count) in $crate::today::store::tally::split(counts) {
            if count > 0 {
                // The parts follow each other in the order of the deadline.
                let rows = $tx.list(
                    $query
                        .order(($due, $id))
                        .offset(before)
                        .limit($crate::today::store::tally::NAMED.min(count))
                        .select($select),
                )?;
                $into.push($crate::today::store::tally::told($tx, ($wait, soon, count), rows, $tell)?);
                before += count;
            }
        }
    }};
}
pub(super) use dated;

/// Counts what has no deadline and names those that wait longest.
macro_rules! undated {
    ($tx:expr, $into:expr, $wait:expr, $query:expr, $since:expr, $id:expr, $select:expr, $tell:expr) => {{
        let count: i64 = $tx.value($query.select(diesel::dsl::count_star()))?.unwrap_or_default();
        if count > 0 {
            let rows = $tx.list(
                $query.order(($since, $id)).limit($crate::today::store::tally::NAMED).select($select),
            )?;
            let part = ($wait, $crate::today::model::Soon::Open, count);
            $into.push($crate::today::store::tally::told($tx, part, rows, $tell)?);
        }
    }};
}
pub(super) use undated;
