//! What people may ask of us about what is kept of them.
//!
//! A feature uses only features listed above it.

/// A psychologist reads the file of one person in an emergency: told to whom it is about, and reviewed by somebody else.
pub mod emergencies;
/// Who looked at what of whom, when and why: told to whom it was about.
pub mod looks;
