//! Record checks: a row only when a check was passed, with when it was seen and by whom; never its
//! content. One that was recorded wrongly or is valid no more is withdrawn: it stays to be seen and counts nowhere.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
