//! Why a row failed, as one line for whoever mends the file.

use serde_json::Value;

use crate::base::{Error, Result};

/// The reasons of an error that belongs to the row alone.
///
/// # Errors
/// The error itself when the import cannot go on: the database does not answer.
pub fn of(error: Error) -> Result<String> {
    let reasons = match error {
        busy @ Error::Busy { .. } => return Err(busy),
        Error::Invalid(faults) => faults
            .iter()
            .map(|fault| format!("{}: {}", snake(&fault.field), said(fault.code.as_str(), &fault.params)))
            .collect(),
        Error::Conflict(reasons) => {
            reasons.iter().map(|reason| said(reason.code.as_str(), &reason.params)).collect()
        }
        Error::Unique => vec!["there_already".to_owned()],
        Error::NotFound | Error::Hidden => vec!["not_found".to_owned()],
        Error::Internal(why) => vec![format!("internal ({why})")],
        other => vec![snake(&format!("{other:?}"))],
    };
    Ok(reasons.join("; "))
}

fn said(code: &str, params: &Value) -> String {
    let params: Vec<String> = params
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| match value {
            Value::String(text) => format!("{} {text}", snake(name)),
            other => format!("{} {other}", snake(name)),
        })
        .collect();
    if params.is_empty() { code.to_owned() } else { format!("{code} ({})", params.join(", ")) }
}

/// `endsOn` of the API is the column `ends_on`.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(sign.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Fault, FaultCode, Reason};

    #[test]
    fn faults_name_their_columns_and_reasons_their_numbers() {
        let faults = vec![Fault::new("endsOn", FaultCode::Required), Fault::out_of_range("capacity", 1, 500)];
        assert_eq!(
            of(Error::Invalid(faults)).unwrap(),
            "ends_on: required; capacity: out_of_range (max 500, min 1)"
        );
        let reason = Reason::with(Code::WrongState, serde_json::json!({ "is": "closed" }));
        assert_eq!(of(Error::from(reason)).unwrap(), "wrong_state (is closed)");
        assert!(matches!(of(Error::Busy { after: 1, cause: "it is held" }), Err(Error::Busy { .. })));
    }
}
