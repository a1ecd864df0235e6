//! Who may do what: roles, actors, actions, ties, and one exhaustive policy. Pure.

pub mod role;
pub mod actor;
pub mod action;
pub mod tie;
pub mod policy;

pub use action::{Action, Named, Public};
pub use actor::{AccountId, Actor, Grant, HostId, Scope};
pub use role::Role;
pub use tie::{Owners, Tie};
