//! A question to a pair's centre: would two who must not meet share a shift?

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};
use crate::people::keep_apart::model::PairId;
use crate::service::clearances::model::BookingId;
use crate::service::slots::model::SlotId;

/// Marks ids of questions.
pub enum ConfirmationMark {}
/// The id of a question.
pub type ConfirmationId = Id<ConfirmationMark>;

text_enum! {
    /// Where a question stands.
    pub enum ConfirmationState {
        Waiting = "waiting",
        /// Both may come.
        Together = "together",
        /// Another place is found for whoever booked later.
        GivenBack = "given_back",
        /// Another place is found for whoever was there first.
        OtherGivenBack = "other_given_back",
        /// One of the two places was free again before anybody decided.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// For whom another place is found.
    pub enum Leaves {
        /// Both may come.
        Nobody = "nobody",
        /// Whoever booked later.
        Later = "later",
        /// Whoever was there first.
        First = "first",
    }
}

/// A booking of somebody where one whom they must not meet holds a place already.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub id: ConfirmationId,
    pub pair: PairId,
    /// The code of the pair's centre.
    pub centre: String,
    pub slot: SlotId,
    pub booking: BookingId,
    pub person: AccountId,
    /// The booking that was there first, and whose it is.
    pub first_booking: BookingId,
    pub first_person: AccountId,
    pub asked_at: Instant,
    pub state: ConfirmationState,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Instant>,
    pub version: i64,
}
