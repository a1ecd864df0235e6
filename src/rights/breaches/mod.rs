//! The log of breaches, with the steps of the guidance of Hong Kong's Privacy Commissioner (June 2023): what was found, who
//! was told, and what was learnt. It names nobody.
//!
//! ```text
//! open (what others must be told is decided within 5 days) → closed, when every step is noted
//! ```

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
