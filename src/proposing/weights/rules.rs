//! Which ten numbers can be weights: pure.

use serde_json::json;

use crate::base::{Fault, FaultCode};
use crate::matching::{PerFactor, Weights};

/// The sum of all weights, and the most that one can be.
pub const SUM: i64 = 1000;

/// Ten numbers as weights.
///
/// # Errors
/// Every number out of range, and a sum that is not 1000.
pub fn checked(asked: PerFactor<i64>) -> Result<Weights, Vec<Fault>> {
    let outside =
        PerFactor::<i64>::NAMES.iter().zip(asked.values()).filter(|(_, one)| !(0..=SUM).contains(one));
    let mut faults: Vec<Fault> =
        outside.map(|(name, _)| Fault::out_of_range(format!("weights.{name}"), 0, SUM)).collect();
    let sum = asked.values().into_iter().fold(0, i64::saturating_add);
    if sum != SUM {
        faults.push(Fault::with("weights", FaultCode::SumWrong, json!({ "sum": sum, "needed": SUM })));
    }
    if faults.is_empty() { Ok(asked.map(|one| u32::try_from(one).unwrap_or(0))) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_at_once() {
        let product = Weights::PRODUCT.map(i64::from);
        let told = |asked| -> Vec<String> {
            let faults = checked(asked).err().unwrap_or_default();
            faults
                .into_iter()
                .map(|fault| format!("{} {} {}", fault.field, fault.code, fault.params))
                .collect()
        };
        assert_eq!(checked(product), Ok(Weights::PRODUCT));
        let only = PerFactor { themes: 1000, ..PerFactor::default() };
        assert_eq!(checked(only).map(|weights| weights.themes), Ok(1000));
        assert_eq!(
            told(PerFactor { themes: 219, ..product }),
            [r#"weights sum_wrong {"needed":1000,"sum":999}"#]
        );
        assert_eq!(
            told(PerFactor { age: -1, cp_expertise: 1001, ..product }),
            [
                r#"weights.age out_of_range {"max":1000,"min":0}"#,
                r#"weights.cp_expertise out_of_range {"max":1000,"min":0}"#,
                r#"weights sum_wrong {"needed":1000,"sum":1920}"#,
            ]
        );
        assert_eq!(told(product.map(|_| i64::MAX)).len(), 11);
    }
}
