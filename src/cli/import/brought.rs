//! A row of a file that became a row of the database.

use uuid::Uuid;

use crate::tx::{Event, Fact, Letter, Line};

/// A row that an import has brought.
#[derive(Clone, Debug)]
pub struct Brought {
    pub kind: String,
    pub reference: String,
    /// The row that it became.
    pub object: Uuid,
}

/// A row of a file became a row of the database.
pub struct Arrived(pub Uuid);

impl Event for Arrived {
    type Of = Brought;

    fn line(&self) -> Line {
        Line::new("import.row", "import", self.0)
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
