//! People on their way to being mentors, each step through HTTP.

use chrono::Days;
use serde_json::{Value, json};

use super::people::Person;

/// Answers to every question, from somebody who is free on Tuesday and Thursday mornings.
pub fn answers() -> Value {
    let morning = "000000fff000";
    let no_day = "000000000000";
    let week = [no_day, morning, no_day, morning, no_day, no_day, no_day].concat();
    json!({
        "gender": "M", "birthMonth": "1985-04", "district": "yau_tsim_mong", "centre": "MFRC-MK",
        "motivation": "想將走過的路說給後來的人聽。",
        "languages": [{ "code": "yue", "level": "feelings" }, { "code": "en", "level": "everyday" }],
        "interests": ["football", "hiking"], "strengths": "Patient; I know how waiting feels.",
        "themes": ["trust"], "themesShared": true,
        "offers": { "belonging": "lot", "skill": "some", "choice": "little", "meaning": "some" },
        "stageComfort": { "act": "home", "identity": "fine", "relational": "learning" },
        "modes": ["video", "in_person"], "availability": week, "capacityWish": 2,
        "underSupervision": "no", "neverSupervised": true, "heldAt": [], "matchConsent": true,
    })
}

/// The modules of the course.
pub const MODULES: [&str; 12] = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12"];

/// Somebody's file, as the one who works on it holds it.
pub struct File<'p> {
    pub by: &'p Person,
    pub id: String,
}

impl Person {
    /// Applies with these answers; the id of the application.
    pub async fn applies(&self, answers: Value) -> String {
        let draft = self.post("/me/mentor", json!({})).await.ok();
        let saved = json!({ "version": draft["version"], "answers": answers });
        let draft = self.patch("/me/mentor", saved).await.ok();
        let sent = self.post("/me/mentor/submission", json!({ "version": draft["version"] })).await.ok();
        sent["id"].as_str().unwrap().to_owned()
    }

    /// Opens somebody's file.
    pub fn holds(&self, id: &str) -> File<'_> {
        File { by: self, id: id.to_owned() }
    }

    /// Becomes a mentor: applies and is brought through every stage. The id of the mentor.
    pub async fn becomes_mentor(
        &self,
        coordinator: &Person,
        psychologist: &Person,
        answers: Value,
    ) -> String {
        let id = self.comes_to_review(coordinator, psychologist, answers).await;
        let until = self.app.now().day().checked_add_days(Days::new(365)).unwrap();
        let file = coordinator.holds(&id);
        file.moves(json!({ "to": "active", "certifiedUntil": until })).await.ok();
        id
    }

    /// Comes as far as the competency review, with both signatures under it.
    pub async fn comes_to_review(
        &self,
        coordinator: &Person,
        psychologist: &Person,
        answers: Value,
    ) -> String {
        let id = self.applies(answers).await;
        let (file, clinic) = (coordinator.holds(&id), psychologist.holds(&id));
        file.moves(json!({ "to": "screening" })).await.ok();
        file.moves(json!({ "to": "interview" })).await.ok();
        coordinator.sees_checks_of(self).await;
        clinic.change("endorsement", json!({ "yes": true })).await.ok();
        file.moves(json!({ "to": "accepted" })).await.ok();
        file.moves(json!({ "to": "in_training" })).await.ok();
        file.passes_every_module().await;
        file.moves(json!({ "to": "shadowing", "psychologistId": psychologist.id })).await.ok();
        for _ in 0..2 {
            clinic.shadows(12.0).await.ok();
        }
        file.moves(json!({ "to": "competency_review" })).await.ok();
        clinic.change("sign-off", json!({})).await.ok();
        file.change("sign-off", json!({})).await.ok();
        clinic.change("comfort-confirmation", json!({})).await.ok();
        file.change("offers-confirmation", json!({})).await.ok();
        id
    }

    /// Has seen what an acceptance needs: the correctional clearance and two references.
    pub async fn sees_checks_of(&self, person: &Person) {
        let today = self.app.now().day();
        for kind in ["correctional_clearance", "reference", "reference"] {
            let path = format!("/people/{}/checks", person.id);
            self.post(&path, json!({ "kind": kind, "seenOn": today })).await.ok();
        }
    }
}

impl File<'_> {
    /// What it says now.
    pub async fn read(&self) -> Value {
        self.by.get(&format!("/mentors/{}", self.id)).await.ok()
    }

    /// Changes a part of it, from the version that is current.
    pub async fn change(&self, part: &str, mut body: Value) -> super::Reply {
        body["version"] = self.read().await["version"].clone();
        self.by.put(&format!("/mentors/{}/{part}", self.id), body).await
    }

    /// Takes a step.
    pub async fn moves(&self, body: Value) -> super::Reply {
        self.change("state", body).await
    }

    /// Records today's shadowing.
    pub async fn shadows(&self, hours: f64) -> super::Reply {
        let body = json!({
            "on": self.by.app.now().day(), "hours": hours, "version": self.read().await["version"],
        });
        self.by.post(&format!("/mentors/{}/shadowing", self.id), body).await
    }

    /// Records a result in a module of today.
    pub async fn records(&self, module: &str, attended: bool, passed: Option<bool>) -> super::Reply {
        let body = json!({ "attended": attended, "passed": passed, "on": self.by.app.now().day() });
        self.change(&format!("modules/{module}"), body).await
    }

    /// Records that every module was attended and passed.
    pub async fn passes_every_module(&self) {
        for module in MODULES {
            self.records(module, true, Some(true)).await.ok();
        }
    }
}
