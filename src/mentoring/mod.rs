//! Mentors and persons in custody, from the first question to the end of a pairing.
//!
//! A feature uses only features listed above it.

/// The mentors' course and each person's results.
pub mod training;
/// What psychologists say of their own work.
pub mod psychologists;
/// Mentors from screening to certification, as staff work with them.
pub mod mentors;
/// What applicants and mentors do themselves: answers, submission, pause.
pub mod applications;
/// Persons in custody, referred by their psychologist.
pub mod referrals;
/// The life of a pairing of mentor, psychologist and person in custody.
pub mod pairings;
/// Another psychologist takes over a mentor or a person when one leaves.
pub mod handovers;
/// What two people who are to be kept apart share already.
pub mod encounters;
/// What officers say of supervision, and what becomes of the bookings and pairings made before.
pub mod supervision;
/// What a changed opening means for those who have booked it.
pub mod revisions;
