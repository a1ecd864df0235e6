//! Who could be paired with whom: rounds, and what is worked out around them.
//!
//! A feature uses only features listed above it.

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
