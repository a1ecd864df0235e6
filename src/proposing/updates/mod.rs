//! A round brought up to date: what it would propose as things stand now, and making it so.
//!
//! After a round a proposal is refused or declined, a mentor has a place more, somebody else begins to wait. The round
//! is then solved again with its undecided proposals standing (`choices::standing`): they keep their mentors unless
//! somebody who waits longer would go without. What comes out is shown as changes with the reason of each; nothing
//! happens until a coordinator sends back the mark of what they saw.

pub mod model;
pub mod gather;
pub mod weighing;
pub mod record;
pub mod flow;
pub mod api;
