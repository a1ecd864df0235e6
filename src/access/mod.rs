//! Who may do what: roles, actors, actions, ties, and one exhaustive policy. Pure.

pub mod ids;
pub mod role;
pub mod proof;
pub mod actor;
pub mod action;
pub mod look;
pub mod tie;
pub mod policy;
pub mod leave;

pub use action::{Action, Named, Public};
pub use actor::{Actor, Emergency, Grant, Scope};
pub use ids::{
    AccountId, EmergencyId, HostId, MentorId, OpeningId, PairId, ReferralId, SignInId, SlotId, SubjectId,
};
pub use look::{Purpose, Seen};
pub use proof::Proof;
pub use role::Role;
pub use tie::{Caseload, Owners, Tie};
