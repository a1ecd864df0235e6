//! Record checks: a row only when a check was passed, with when it was seen and by whom; never its content.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
