//! Why not: stable codes with parameters, which the web application puts into words in three languages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Code, FaultCode};

/// One reason for a "no" that nothing is wrong with the request itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    pub code: Code,
    /// What the words need: dates, numbers, codes; never personal data.
    #[schema(value_type = Object)]
    pub params: Value,
}

impl Reason {
    /// A reason without parameters.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, params: json!({}) }
    }

    /// The row is in a state in which this cannot be done.
    #[must_use]
    pub fn wrong_state(is: &'static str) -> Self {
        Self::with(Code::WrongState, json!({ "is": is }))
    }

    /// Nothing when there is no reason against something.
    ///
    /// # Errors
    /// All the reasons there are.
    pub fn refuse(reasons: Vec<Self>) -> Result<(), Vec<Self>> {
        if reasons.is_empty() { Ok(()) } else { Err(reasons) }
    }

    /// A reason with parameters (a JSON object).
    #[must_use]
    pub fn with(code: Code, params: Value) -> Self {
        Self { code, params }
    }
}

/// One thing wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Fault {
    /// The field's path in the request, such as `languages[2].code`.
    pub field: Cow<'static, str>,
    pub code: FaultCode,
    #[schema(value_type = Object)]
    pub params: Value,
}

impl Fault {
    #[must_use]
    pub fn new(field: impl Into<Cow<'static, str>>, code: FaultCode) -> Self {
        Self { field: field.into(), code, params: json!({}) }
    }

    #[must_use]
    pub fn with(field: impl Into<Cow<'static, str>>, code: FaultCode, params: Value) -> Self {
        Self { field: field.into(), code, params }
    }

    #[must_use]
    pub fn out_of_range(field: impl Into<Cow<'static, str>>, min: i64, max: i64) -> Self {
        Self::with(field, FaultCode::OutOfRange, json!({ "min": min, "max": max }))
    }
}
