//! What people agreed to: for what, which text in which language, how, who witnessed it, when it is asked anew, and what was
//! taken back. The last word counts; none is ever changed.

pub mod model;
pub mod rules;
pub mod store;
