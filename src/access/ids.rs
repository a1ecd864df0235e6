//! Ids by which rooms speak of each other's rows: whatever a fact or an owner names.

use crate::base::Id;

/// Marks ids of accounts.
pub enum AccountMark {}
/// The id of an account.
pub type AccountId = Id<AccountMark>;

/// Marks ids of sign-ins.
pub enum SignInMark {}
/// The id of a sign-in.
pub type SignInId = Id<SignInMark>;

/// Marks ids of host organisations.
pub enum HostMark {}
/// The id of a host organisation.
pub type HostId = Id<HostMark>;

/// Marks ids of openings.
pub enum OpeningMark {}
/// The id of an opening.
pub type OpeningId = Id<OpeningMark>;

/// Marks ids of slots.
pub enum SlotMark {}
/// The id of a slot.
pub type SlotId = Id<SlotMark>;

/// Marks ids of pairs of people who must not meet.
pub enum PairMark {}
/// The id of such a pair.
pub type PairId = Id<PairMark>;

/// Marks ids of mentors.
pub enum MentorMark {}
/// The id of a mentor.
pub type MentorId = Id<MentorMark>;

/// Marks ids of referrals.
pub enum ReferralMark {}
/// The id of a referral.
pub type ReferralId = Id<ReferralMark>;

/// Marks ids of whom something is about: an account, or the referral of a person in custody.
pub enum SubjectMark {}
/// The id of whom something is about.
pub type SubjectId = Id<SubjectMark>;

/// Marks ids of emergency accesses.
pub enum EmergencyMark {}
/// The id of an emergency access.
pub type EmergencyId = Id<EmergencyMark>;
