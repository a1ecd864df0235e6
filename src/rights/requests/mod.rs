//! What somebody asks about what is kept of them: to see it, to have it mended, to object, to have it erased; by
//! themselves on a page, or on paper through staff.
//!
//! ```text
//! open (40 days; alarms after 30 and 35) → answered · refused with reasons · withdrawn
//! ```
//! The privacy officer answers. Whether notes are handed over is a psychologist's word. A refusal of a correction leaves
//! what the person said beside the file.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod anew;
pub mod flow;
pub mod view;
pub mod api;
