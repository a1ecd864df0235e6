//! What a round's state leaves open: pure.

use super::model::{Round, RoundAct};
use crate::base::{Reason, Result};

/// What may be done with a round in its state: the command asks here, and so does whoever shows what can be done.
///
/// # Errors
/// A conflict when it has ended.
pub fn may(round: &Round, what: RoundAct) -> Result<()> {
    match what {
        RoundAct::Cancel if round.state.is_open() => Ok(()),
        RoundAct::Cancel => Err(Reason::wrong_state(round.state.as_str()).into()),
    }
}
