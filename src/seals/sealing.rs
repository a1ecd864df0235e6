//! From lines without a leaf to the next checkpoint.

use uuid::Uuid;

use crate::base::{Error, Id, Instant, Result};
use crate::tx::Tx;
use crate::tx::leaves::{Kept, LineId, Place};
use crate::vault::{Checkpoint, Edge, Hash, Signer};

/// Lines looked at for one checkpoint.
const AT_ONCE: i64 = 2000;
const NOT_OURS: &str = "the last checkpoint of the audit log is not as this server signed it, so no line is sealed: see \
    what `alongside audit verify` says";

/// Leaves and the checkpoint behind them, ready to be kept.
pub struct Batch {
    /// How many leaves there were before.
    before: i64,
    lines: Vec<(LineId, Hash)>,
    next: Kept,
}

/// What a part of the log needs.
pub struct Part {
    /// `None` where every line has its leaf.
    pub batch: Option<Batch>,
    /// Where the next part begins; `None` at the end.
    pub end: Option<Place>,
    /// Behind this place are all lines that can still come.
    pub settled: Place,
}

/// Looks through a part of the log and seals what has no leaf, on paper: nothing is written yet. All of it must be read
/// at one moment. Whoever has just taken another secret goes on from a checkpoint of the one before (`anew`).
///
/// # Errors
/// `Internal` when the last checkpoint is not ours.
pub fn look(
    tx: &mut Tx<'_>,
    after: Place,
    until: Option<Place>,
    signer: &Signer,
    anew: bool,
) -> Result<Part> {
    let look = tx.look_for_lines(after, until, AT_ONCE)?;
    let batch = if look.loose.is_empty() {
        None
    } else {
        let mut edge = edge(tx.last_checkpoint()?, signer, anew)?;
        let (before, mut lines) = (edge.size(), Vec::new());
        for entry in look.loose {
            let Ok(id) = Uuid::from_slice(entry.id()) else { continue };
            let hash = entry.leaf(edge.size());
            edge.push(hash);
            lines.push((Id::from_uuid(id), hash));
        }
        Some(Batch { before: number(before)?, lines, next: signed(&edge, signer, tx.now)? })
    };
    Ok(Part { batch, end: look.end, settled: look.settled })
}

/// Writes what was sealed on paper, and counts the lines.
///
/// # Errors
/// `Stale` when another server was faster.
pub fn keep(tx: &mut Tx<'_>, batch: &Batch) -> Result<usize> {
    tx.seal(batch.before, &batch.lines, &batch.next)?;
    Ok(batch.lines.len())
}

fn edge(last: Option<Kept>, signer: &Signer, anew: bool) -> Result<Edge> {
    let Some(last) = last else { return Ok(Edge::default()) };
    let size = u64::try_from(last.size).unwrap_or(0);
    let edge = Edge::of(size, &last.edge).ok_or_else(|| Error::Internal(NOT_OURS.into()))?;
    let ours = Checkpoint::open(&last.note, signer.public()) == Some(Checkpoint { size, root: edge.root() });
    if ours || anew { Ok(edge) } else { Err(Error::Internal(NOT_OURS.into())) }
}

fn signed(edge: &Edge, signer: &Signer, at: Instant) -> Result<Kept> {
    let note = Checkpoint { size: edge.size(), root: edge.root() }.sign(signer);
    Ok(Kept { size: number(edge.size())?, edge: edge.bytes(), note, at })
}

fn number(size: u64) -> Result<i64> {
    i64::try_from(size).map_err(|_| Error::Internal("the audit log is full".into()))
}
