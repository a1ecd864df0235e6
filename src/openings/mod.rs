//! Openings for volunteers and the slots that people book.
//!
//! ```text
//! opening: draft ──submit──▶ submitted ──publish──▶ published ──close──▶ closed
//!            ▲ host            │ coordinator
//!            └── returned ◀──return (with a note)       (whatever is not published may be closed, too)
//! slot:    open ──cancel──▶ cancelled
//! ```
//! A host drafts and submits; a coordinator publishes, returns and corrects what is published.
//! A slot's places are a counter on its row that [`store::take_place`] changes, whoever books.

pub mod model;
pub mod store;
