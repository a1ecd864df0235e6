//! Alongside 同行: peer mentoring and community service for people leaving crime behind.
//!
//! This list is the table of contents and the law: a module uses only modules listed above it.

/// Ids, clock, text, pages, intervals, reasons, errors: nothing of ours.
pub mod base;
/// The pure engine that proposes a round: instance in, best round and its proof out.
pub mod matching;
/// Roles, actors, actions, ties and the policy: one exhaustive match.
pub mod access;
/// Letters in three languages, and how they leave the house.
pub mod mail;
/// The settings of a server, read once.
pub mod config;
/// SQLite and PostgreSQL behind one source text.
pub mod db;
/// One transaction with its audit lines and its letters.
pub mod tx;
/// Tokens and sessions become an actor; owns the engine; the only way to a transaction.
pub mod gate;
/// The guard before every handler and the shape of every answer.
pub mod web;
/// Districts, institutions, centres, interests, languages, themes: reference data.
pub mod places;
/// Sign-up, verification, sign-in, reset, invitations.
pub mod accounts;
/// Sign-in, refresh with rotation, sign-out.
pub mod sessions;
/// Staff come by invitation.
pub mod invitations;
/// One diary a person: whatever takes their time, so that two things never overlap.
pub mod diary;
/// People under supervision, registered by their officers; settlement of open questions.
pub mod supervisees;
/// Record checks that were passed.
pub mod checks;
/// Pairs of people who must not meet.
pub mod keep_apart;
/// Host organisations: where volunteers help.
pub mod hosts;
/// The shifts that people book, and how many places they have.
pub mod slots;
/// What hosts want help with: drafted, published, closed.
pub mod openings;
/// What officers clear beforehand, for one booking or standing.
pub mod clearances;
/// Members take places of slots; eligibility; what officers decide of it.
pub mod bookings;
/// What a member may choose from, each slot with a verdict.
pub mod shifts;
/// Who came, verified hours, and what becomes of a slot that people have booked.
pub mod attendance;
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
/// How much each of the ten factors counts in a centre's rounds.
pub mod weights;
/// Rounds: who waits and who can give, matched as well as possible.
pub mod rounds;
/// What a round would propose with other weights, before anybody keeps them.
pub mod trials;
/// Mentors whom no psychologist supervises, and with whom each would be placed best.
pub mod placings;
/// What choosing another mentor costs the others of a round, and the choice itself.
pub mod choices;
/// A round brought up to date with what happened since.
pub mod updates;
/// Every route on one page.
pub mod server;
/// Every background loop.
pub mod worker;
/// The command line.
pub mod cli;
