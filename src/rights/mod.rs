//! What people may ask of us about what is kept of them.
//!
//! A feature uses only features listed above it.

/// Who looked at what of whom, when and why: told to whom it was about.
pub mod looks;
