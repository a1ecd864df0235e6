//! What people have agreed to, as they read it and take it back, and as staff who work with them read it. The words
//! themselves are kept by `people::consents`; what they decide stands where it is used.

pub mod flow;
pub mod view;
pub mod api;
