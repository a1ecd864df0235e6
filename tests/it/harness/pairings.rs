//! Pairings as stories need them: a cast around one proposal, and its steps.

use serde_json::{Value, json};

use super::people::Person;
use super::programme::ActiveMentor;
use super::{App, Reply};

/// A psychologist, a coordinator, a mentor and somebody who waits, with a proposal between them.
pub struct Cast {
    pub psychologist: Person,
    pub coordinator: Person,
    pub mentor: ActiveMentor,
    pub waiting: Value,
    pub path: String,
}

pub async fn cast(app: &App) -> Cast {
    let psychologist = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &psychologist).await;
    let waiting = psychologist.refers("阿晴").await;
    let id = app.proposed(mentor.id, &waiting).await;
    Cast { psychologist, coordinator, mentor, waiting, path: format!("/pairings/{id}") }
}

impl Cast {
    pub async fn version(&self) -> Value {
        self.psychologist.get(&self.path).await.ok()["version"].clone()
    }

    pub async fn endorses(&self) -> Value {
        let body = json!({ "endorse": true, "version": self.version().await });
        self.psychologist.put(&format!("{}/endorsement", self.path), body).await.ok()
    }

    pub async fn approves(&self) -> Reply {
        let body = json!({ "version": self.version().await });
        self.coordinator.put(&format!("{}/approval", self.path), body).await
    }

    pub async fn asks(&self) -> Reply {
        let body = json!({ "version": self.version().await });
        self.coordinator.post(&format!("{}/consent-request", self.path), body).await
    }

    pub async fn mentor_says(&self, given: bool) -> Reply {
        let body = json!({ "given": given, "version": self.version().await });
        self.mentor.person.put(&format!("/me{}/consent", self.path), body).await
    }

    pub async fn paper_says(&self, given: bool) -> Reply {
        let body = json!({
            "given": given, "on": self.psychologist.app.now().day(), "language": "zh", "witness": "Officer L",
            "sharedGoals": "一齊跑步，慢慢來。", "version": self.version().await,
        });
        self.psychologist.put(&format!("{}/pic-consent", self.path), body).await
    }

    pub async fn becomes_active(&self) -> Value {
        self.endorses().await;
        self.approves().await.ok();
        self.asks().await.ok();
        self.mentor_says(true).await.ok();
        self.paper_says(true).await.ok()
    }

    pub async fn referral_state(&self) -> String {
        let path = format!("/referrals/{}", self.waiting["id"].as_str().unwrap());
        self.psychologist.get(&path).await.ok()["state"].as_str().unwrap().to_owned()
    }
}
