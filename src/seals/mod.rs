//! The audit log that cannot be bent: every line has a leaf in a hash tree, every few seconds the root of the tree is
//! signed and sent out, and whoever changes a line afterwards is found.
//!
//! ```text
//! line ──(10 s)──▶ leaf + checkpoint, one transaction ──▶ a file elsewhere, a letter a day
//! ```

pub mod sealing;
pub mod sent;
pub mod check;
pub mod reading;
pub mod record;
pub mod store;
pub mod flow;
