//! What the audit log keeps of a checkpoint that was sent by letter.

use serde_json::json;

use crate::access::AccountId;
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};
use crate::vault::Checkpoint;

/// The event by which it is known who has their letter of the day.
pub const TOLD: &str = "seal.told";

/// A privacy officer is sent the size of the log and its root.
pub struct Told {
    pub account: AccountId,
    pub checkpoint: Checkpoint,
}

impl Event for Told {
    type Of = ();

    fn line(&self) -> Line {
        Line::new(TOLD, "account", self.account.uuid()).with(json!({ "sealed": self.checkpoint.word() }))
    }

    fn letters(&self) -> Vec<Letter> {
        let link = format!("/desk#sealed={}", self.checkpoint.word());
        vec![Letter { to: Recipient::Account(self.account), kind: Kind::Sealed, link, token: None }]
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
