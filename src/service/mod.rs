//! Giving back: openings of hosts, the shifts that members book, and the hours that come of it.
//!
//! A feature uses only features listed above it.

/// Host organisations: where volunteers help.
pub mod hosts;
/// The shifts that people book, and how many places they have.
pub mod slots;
/// What hosts want help with: drafted, published, closed.
pub mod openings;
/// What officers clear beforehand, for one booking or standing.
pub mod clearances;
/// Where two who are to be kept apart would meet.
pub mod confirmations;
/// Members take places of slots; eligibility; what officers decide of it.
pub mod bookings;
/// What a changed opening means for those who have booked it.
pub mod revisions;
/// What a member may choose from, each slot with a verdict.
pub mod shifts;
/// What coordinators decide where two would meet.
pub mod meetings;
/// Who came, verified hours, and what becomes of a slot that people have booked.
pub mod attendance;
