//! What may be done now: a rule asked without being followed, so that lists, views and pages say what the command would.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Error, Reason, Result};

/// Whether something may be done now, and every reason why not.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct May<C> {
    pub code: C,
    pub allowed: bool,
    /// Why not; empty when it is allowed.
    pub reasons: Vec<Reason>,
}

impl<C> May<C> {
    /// What the rule of a command answers; `None` where it is not this reader's to do in any state.
    #[must_use]
    pub fn told(code: C, answer: Result<(), impl Into<Error>>) -> Option<Self> {
        let reasons = match answer.map_err(Into::into) {
            Ok(()) => Vec::new(),
            Err(Error::Conflict(reasons)) => reasons,
            Err(_) => return None,
        };
        Some(Self { code, allowed: reasons.is_empty(), reasons })
    }
}
