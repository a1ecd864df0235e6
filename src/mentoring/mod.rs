//! Mentors and persons in custody, from the first question to the end of a pairing.
//!
//! A feature uses only features listed above it.

/// One after another: whoever changes what pairings rest on.
pub mod turn;
/// What tells of religion or health, kept apart from all other answers.
pub mod sensitive;
/// The mentors' course and each person's results.
pub mod training;
/// What psychologists say of their own work.
pub mod psychologists;
/// Mentors from screening to certification, as staff work with them.
pub mod mentors;
/// The class register: many results in one save.
pub mod register;
/// What applicants and mentors do themselves: answers, submission, pause.
pub mod applications;
/// Persons in custody, referred by their psychologist.
pub mod referrals;
/// The life of a pairing of mentor, psychologist and person in custody.
pub mod pairings;
/// What people have agreed to, as they read it and take it back.
pub mod agreed;
/// What two people who are to be kept apart share already.
pub mod encounters;
