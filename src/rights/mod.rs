//! What people may ask of us about what is kept of them.
//!
//! A feature uses only features listed above it.

/// A psychologist reads the file of one person in an emergency: told to whom it is about, and reviewed by somebody else.
pub mod emergencies;
/// Who looked at what of whom, when and why: told to whom it was about.
pub mod looks;
/// Everything that is kept of one person, column by column, as they get it.
pub mod copies;
/// Erasing what names somebody, and the key to all that was told of them in confidence.
pub mod erasures;
/// What somebody asks about it, the clock of forty days, and the answer.
pub mod requests;
