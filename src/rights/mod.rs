//! What people may ask of us about what is kept of them.
//!
//! A feature uses only features listed above it.

/// A psychologist reads the file of one person in an emergency: told to whom it is about, and reviewed by somebody else.
pub mod emergencies;
/// Who looked at what of whom, when and why: told to whom it was about.
pub mod looks;
/// Everything that is kept of one person, column by column, as they get it.
pub mod copies;
/// Nothing of somebody is erased while there is a dispute.
pub mod holds;
/// Erasing what names somebody, and the key to all that was told of them in confidence.
pub mod erasures;
/// How long rows of each kind are kept, and what becomes of those that are over it.
pub mod retention;
/// For what data is kept, and who gets it: the register, and the public notice.
pub mod registers;
/// What went wrong with data, and what was done about it.
pub mod breaches;
/// What somebody asks about it, the clock of forty days, and the answer.
pub mod requests;
