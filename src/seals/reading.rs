//! Reads the log from the database, page by page: to compare all of it, or to prove one line.

use std::collections::VecDeque;

use super::check::Check;
use crate::base::{Error, Instant, Result};
use crate::db::Connection;
use crate::tx::leaves::{self, Kept, LineId};
use crate::vault::{Edge, Proof, tree};

/// Rows in memory at once.
const PAGE: i64 = 2000;

/// Gives all leaves, checkpoints and lines to a check, which must see them at one moment; `progress` is told how many
/// lines are behind it.
///
/// # Errors
/// Whatever the database refuses.
pub fn compare(
    connection: &mut Connection<'_>,
    check: &mut Check,
    now: Instant,
    progress: impl Fn(u64),
) -> Result<()> {
    let (mut ahead, mut from, mut size) = (VecDeque::new(), 0, -1);
    loop {
        let checkpoints = leaves::checkpoints(connection, size, PAGE)?;
        // Behind the last checkpoint there may be leaves that none covers.
        let Some(last) = checkpoints.last() else { break };
        size = last.size;
        for kept in &checkpoints {
            while let Some(leaf) = next(connection, &mut ahead, &mut from, kept.size)? {
                check.leaf(leaf);
            }
            check.checkpoint(kept);
            progress(check.next());
        }
    }
    while let Some(leaf) = next(connection, &mut ahead, &mut from, i64::MAX)? {
        check.leaf(leaf);
    }
    check.end(leaves::loose(connection, PAGE)?, now);
    Ok(())
}

/// The next leaf before a position.
fn next(
    connection: &mut Connection<'_>,
    ahead: &mut VecDeque<leaves::Leaf>,
    from: &mut i64,
    until: i64,
) -> Result<Option<leaves::Leaf>> {
    if ahead.is_empty() && *from < until {
        ahead.extend(leaves::leaves(connection, *from, PAGE)?);
        *from = ahead.back().map_or(i64::MAX, |last| last.position.saturating_add(1));
    }
    Ok(if ahead.front().is_some_and(|leaf| leaf.position < until) { ahead.pop_front() } else { None })
}

/// The proof that a line is in the log, found by its id or by its position.
///
/// # Errors
/// `NotFound` when no checkpoint covers such a line.
pub fn prove(connection: &mut Connection<'_>, line: Result<LineId, i64>) -> Result<Proof> {
    let position = match line {
        Ok(line) => leaves::position_of(connection, line)?.ok_or(Error::NotFound)?,
        Err(position) => position,
    };
    let Kept { size, note, .. } = leaves::last_checkpoint(connection)?.ok_or(Error::NotFound)?;
    let found = leaves::leaves(connection, position, 1)?.into_iter().next();
    let entry = found.filter(|leaf| leaf.position == position && position < size).and_then(|leaf| leaf.entry);
    let entry = entry.ok_or(Error::NotFound)?;
    let (at, size) = (position.cast_unsigned(), size.cast_unsigned());
    let roots = tree::path(at, size).into_iter().map(|part| root(connection, part.start, part.end));
    Ok(Proof { position: at, entry, path: roots.collect::<Result<_>>()?, note })
}

/// The root of the leaves between two positions.
fn root(connection: &mut Connection<'_>, from: u64, until: u64) -> Result<tree::Hash> {
    let (mut edge, mut at) = (Edge::default(), from.cast_signed());
    while edge.size() < until - from {
        let page = leaves::hashes(connection, at, PAGE.min(until.cast_signed() - at))?;
        for (position, hash) in &page {
            let hash = tree::Hash::try_from(&hash[..]).ok().filter(|_| *position == at);
            edge.push(hash.ok_or(Error::NotFound)?);
            at += 1;
        }
        if page.is_empty() {
            return Err(Error::NotFound);
        }
    }
    Ok(edge.root())
}
