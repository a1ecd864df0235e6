//! What is remembered when a centre changes its weights; nobody needs to be told.

use serde_json::json;

use super::model::CentreWeights;
use crate::matching::Weights;
use crate::tx::{Event, Fact, Letter, Line};

/// A coordinator changed how much each factor counts.
#[derive(Debug)]
pub struct WeightsChanged {
    pub centre: String,
    pub from: Weights,
    pub to: Weights,
}

impl Event for WeightsChanged {
    type Of = CentreWeights;

    fn line(&self) -> Line {
        let details = json!({ "centre": self.centre, "from": self.from, "to": self.to });
        Line { event: "weights.changed", kind: "centre", object: None, details }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
