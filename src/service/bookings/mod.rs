//! Bookings: a member takes a place of a slot, and what becomes of it.
//!
//! ```text
//! book ─▶ confirmed ◀──cleared── awaiting_clearance ──declined──▶ declined
//!           │    ▲                 └──24 h before the start──▶ lapsed
//!           │    └──in its time── awaiting_confirmation ──the shift begins, nobody decided──▶ lapsed
//!           ├──a coordinator finds its person another place──▶ given_back
//!           ├──the member (until 24 h before) or the host calls off──▶ cancelled   (a waiting one, too)
//!           └──the host, once it has begun──▶ attended | absent | excused
//!                                             attended ──a coordinator──▶ verified ──taken back──▶ attended
//! ```
//! Whoever may book is judged on the day of the slot, for every reason at once ([`eligibility`]). A place is one
//! conditional update of the slot's counter, and time is one entry in the person's diary, so that nothing is
//! overbooked or double-booked whoever books: the member, staff, an import.
//!
//! What others change of a booking is told to its member until they say that they have seen it ([`model::Notice`]), and
//! what others took from them stays among what is to come until it would be over.
//!
//! Every booking of somebody on the keep-apart list waits for as long as the clock and the shift say, whoever else is
//! there, and then confirms itself; where the two would meet, whoever booked later waits for a decision
//! ([`confirmations`](crate::service::confirmations)).

pub mod model;
pub mod rules;
pub mod eligibility;
pub mod turns;
pub mod record;
pub mod store;
pub mod facts;
pub mod flow;
pub mod anew;
pub mod view;
pub mod api;
