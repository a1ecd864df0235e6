//! What is wrong with an instance or a round, and where.

use std::fmt;

/// An instance that cannot be solved as it stands: the first fault found.
pub type InvalidInstance = Fault;

/// The path of a fault and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: `mentors[17].avail`, `pinned[3]`.
    pub path: String,
    /// What: `83 digits, 84 needed`, or the code of the rule that a pinned pair breaks.
    pub what: String,
}

impl Fault {
    /// A fault at `path`.
    pub fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into() }
    }

    /// The same fault seen from further outside.
    pub(super) fn inside(self, outer: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{outer}{joint}{}", self.path), what: self.what }
    }

    /// A fault in the JSON; serde's line and column would only repeat the path less usefully, so they go,
    /// except where the text is no JSON at all.
    pub(super) fn of_json(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let inner = error.inner();
        let what = inner.to_string();
        let place = format!(" at line {} column {}", inner.line(), inner.column());
        let path = error.path().to_string();
        let path = if path == "." { "instance".to_owned() } else { path };
        match what.strip_suffix(&place) {
            Some(short) if inner.is_data() => Self::new(path, short),
            _ => Self::new(path, what),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}

impl std::error::Error for Fault {}
