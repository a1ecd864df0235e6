//! Whether a connection waits for its client or its client for an answer, as the request says it to the connection.

use std::cell::Cell;
use std::rc::Rc;

/// What the requests of one connection say of themselves.
#[derive(Default)]
pub struct Life {
    in_work: Cell<u32>,
    done: Cell<u64>,
}

impl Life {
    /// A request is in work for as long as what this returns is kept.
    pub fn begin(self: &Rc<Self>) -> InWork {
        self.in_work.set(self.in_work.get() + 1);
        InWork(self.clone())
    }

    /// Whether the client waits for an answer.
    #[must_use]
    pub fn is_in_work(&self) -> bool {
        self.in_work.get() > 0
    }

    /// How many requests are over.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.get()
    }
}

/// A request in work.
pub struct InWork(Rc<Life>);

impl Drop for InWork {
    fn drop(&mut self) {
        self.0.in_work.set(self.0.in_work.get().saturating_sub(1));
        self.0.done.set(self.0.done.get() + 1);
    }
}
