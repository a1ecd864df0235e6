//! Alongside 同行: peer mentoring and community service for people leaving crime behind.
//!
//! This list is the table of contents and the law: a module uses only modules listed above it, and so it is in every
//! folder by the list of its `mod.rs`.

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
/// Hashes and signatures that show whether anything was changed, and the ciphers of what nobody else may read.
pub mod vault;
/// SQLite and PostgreSQL behind one source text.
pub mod db;
/// Data keys: each subject's own, wrapped; what is encrypted under them, and for which place.
pub mod keys;
/// One transaction with its audit lines and its letters.
pub mod tx;
/// Tokens and sign-ins become an actor; owns the engine; the only way to a transaction.
pub mod gate;
/// The guard before every handler and the shape of every answer.
pub mod web;
/// Districts, institutions, centres, interests, languages, themes: reference data.
pub mod places;
/// Who people are, how they sign in, and what is known of each.
pub mod people;
/// Giving back: openings of hosts, the shifts that members book, and the hours that come of it.
pub mod service;
/// Mentors and persons in custody, from the first question to the end of a pairing.
pub mod mentoring;
/// Who could be paired with whom: rounds, and what is worked out around them.
pub mod proposing;
/// What people may ask of us about what is kept of them.
pub mod rights;
/// The seals of the audit log: whoever bends a line is found.
pub mod seals;
/// Copies of the database that nobody here can read, and the way back from them.
pub mod backup;
/// What waits for whoever asks, gathered from all of these.
pub mod today;
/// What staff read of the whole of their work.
pub mod reports;
/// Every consequence on one page: what becomes true for others, and what answers it.
pub mod reactions;
/// What each operation of the API may be refused for.
pub mod refused;
/// Every route on one page.
pub mod server;
/// Every background loop.
pub mod worker;
/// The command line.
pub mod cli;
