//! What must have ended before somebody can be erased: pure.

use crate::base::{Code, Reason};

/// What still goes on with somebody.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoesOn {
    /// They hold an office.
    pub office: bool,
    /// Shifts to come, or hours that nobody has settled.
    pub bookings: bool,
    /// The way of a mentor, or a pairing.
    pub mentor: bool,
    /// A supervision that is registered.
    pub supervision: bool,
    /// A referral that has not ended.
    pub referral: bool,
    /// A dispute, because of which nothing is erased.
    pub dispute: bool,
}

/// Every reason why somebody cannot be erased yet.
#[must_use]
pub fn hindrances(on: GoesOn) -> Vec<Reason> {
    let all = [
        (on.office, Code::OfficeHeld),
        (on.bookings, Code::BookingsOpen),
        (on.mentor, Code::MentorUnderWay),
        (on.supervision, Code::SupervisedStill),
        (on.referral, Code::ReferralUnderWay),
        (on.dispute, Code::HeldForDispute),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, code)| Reason::new(code)).collect()
}
