//! "Choose someone else": what another mentor for one person costs the others of the round, and the choice itself.
//!
//! A coordinator who looks at a proposal may take another mentor. The other proposals of the same round that nobody has
//! approved may move for it; everything else stands: pairings, approvals, proposals of other rounds. Among what may
//! move the engine looks for the least harm, in this order: nobody goes without a mentor, above all nobody who waits
//! long; few get another mentor; the points. So the round is solved again from the data of the moment, with every
//! proposal that stands holding on to its mentor, and each choice is priced exactly.
//!
//! A choice carries the mark of what it showed. Whoever sends it back gets just that: if anything about it is another
//! by then, nothing happens and they read again.

pub mod model;
pub mod gather;
pub mod standing;
pub mod weighing;
pub mod record;
pub mod shifting;
pub mod flow;
pub mod api;
