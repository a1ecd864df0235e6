//! What coordinators decide where two of their centre's pairs would meet: they see who, where, how often somebody
//! asked, and say for whom another place is found.

pub mod flow;
pub mod api;
