//! Who people are, how they sign in, and what is known of each.
//!
//! A feature uses only features listed above it.

/// Sign-up, verification, sign-in, reset, invitations.
pub mod accounts;
/// Sign-in, refresh with rotation, sign-out.
pub mod sign_ins;
/// Second factors: passkeys, apps with one-time codes, recovery codes.
pub mod factors;
/// Proving a second factor in a sign-in.
pub mod proofs;
/// Whoever has lost every second factor gets in again by the word of two others.
pub mod reopenings;
/// Staff come by invitation.
pub mod invitations;
/// One diary a person: whatever takes their time, so that two things never overlap.
pub mod diary;
/// People under supervision, registered by their officers; settlement of open questions.
pub mod supervisees;
/// Record checks that were passed.
pub mod checks;
/// What people agreed to, each for one purpose, and what they took back.
pub mod consents;
/// Pairs of people who must not meet.
pub mod keep_apart;
