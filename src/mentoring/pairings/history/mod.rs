//! What happened to a pairing, line by line: append-only, for staff.

use crate::base::Reason;

pub mod store;

pub use store::{add, of};

/// Why a step was taken.
#[derive(Debug, Default)]
pub struct Why {
    /// The words of whoever said no.
    pub note: Option<String>,
    /// What the rules say, for a step that nobody took by themselves.
    pub reasons: Vec<Reason>,
}

impl Why {
    /// What somebody said.
    #[must_use]
    pub const fn said(note: Option<String>) -> Self {
        Self { note, reasons: Vec::new() }
    }
}
