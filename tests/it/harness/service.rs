//! Community service in a story: a host with openings that a coordinator has published, and an officer.

use alongside::access::Role;
use serde_json::{Value, json};

use super::app::App;
use super::people::Person;

/// A host, a coordinator and an officer who work together.
#[derive(Clone)]
pub struct Service {
    pub app: App,
    pub coordinator: Person,
    pub officer: Person,
    pub host: Person,
    pub host_id: String,
}

/// A day of November 2026 at a time in Hong Kong; the 28th is a Saturday.
pub fn at(day: &str, time: &str) -> String {
    format!("2026-{day}T{time}:00+08:00")
}

/// A shift as a story wants it: an ordinary morning for three unless it says otherwise.
#[derive(Clone, Copy)]
pub struct Shift {
    pub day: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub capacity: i64,
    pub min_age: Option<i64>,
    pub needs_check: bool,
    pub sensitive: bool,
}

/// Saturday morning, nine to twelve.
pub const SATURDAY: Shift = Shift {
    day: "11-28",
    from: "09:00",
    to: "12:00",
    capacity: 3,
    min_age: None,
    needs_check: false,
    sensitive: false,
};

impl App {
    /// The people of community service.
    pub async fn service(&self) -> Service {
        let coordinator = self.coordinator("mei").await;
        let body = json!({
            "name": { "en": "Harbour" }, "kind": "elderly_service", "district": "yau_tsim_mong",
            "insuranceValidTo": "2027-03-31", "agreementValidTo": "2027-06-30",
        });
        let host = coordinator.post("/hosts", body).await.ok();
        let host_id = host["id"].as_str().unwrap().to_owned();
        let host = self.staff("harbour", Role::Host, Some(&host_id)).await;
        let officer = self.staff("officer", Role::Officer, None).await;
        Service { app: self.clone(), coordinator, officer, host, host_id }
    }

    /// A member who may do unpaid work.
    pub async fn volunteer(&self, name: &str) -> Person {
        let person = self.member(name).await;
        person.may_do_unpaid_work().await;
        person
    }
}

impl Service {
    /// Somebody of another host.
    pub async fn other_host(&self) -> Person {
        let body = json!({
            "name": { "en": "Hillside" }, "kind": "youth_organisation", "district": "sha_tin",
            "insuranceValidTo": "2027-03-31", "agreementValidTo": "2027-06-30",
        });
        let host = self.coordinator.post("/hosts", body).await.ok();
        self.app.staff("hillside", Role::Host, host["id"].as_str()).await
    }

    /// The id of a shift of an opening that is published.
    pub async fn shift(&self, wanted: Shift) -> String {
        let check = wanted.needs_check.then_some("sexual_conviction_record_check");
        let body = json!({
            "title": { "en": "Tea with elders" }, "text": { "en": "A quiet morning." },
            "whatYouWillDo": { "en": "Listen and pour tea." }, "category": "elderly",
            "district": "sham_shui_po", "minAge": wanted.min_age, "needsCheck": check,
        });
        let opening = self.host.post("/managed-openings", body).await.ok();
        let path = format!("/managed-openings/{}", opening["id"].as_str().unwrap());
        let slot = self.host.post(&format!("{path}/slots"), slot_body(wanted)).await.ok();
        let version = json!({ "version": 1 });
        let submitted = self.host.post(&format!("{path}/submission"), version).await.ok();
        let body = json!({ "version": submitted["version"], "associationSensitive": wanted.sensitive });
        self.coordinator.put(&format!("{path}/publication"), body).await.ok();
        slot["id"].as_str().unwrap().to_owned()
    }

    /// A volunteer whom the officer has registered under an order that forbids associating.
    pub async fn supervisee(&self, name: &str) -> Person {
        let person = self.app.volunteer(name).await;
        let body = json!({ "code": person.code, "endsOn": "2027-06-30", "associationCondition": true });
        self.officer.post("/supervisees", body).await.ok();
        person
    }

    /// Everybody signs in again: the story went on for longer than a token lasts.
    pub async fn come_back(&mut self) {
        for person in [&mut self.coordinator, &mut self.officer, &mut self.host] {
            person.comes_back().await;
        }
    }
}

fn slot_body(wanted: Shift) -> Value {
    json!({
        "startsAt": at(wanted.day, wanted.from), "endsAt": at(wanted.day, wanted.to),
        "capacity": wanted.capacity, "meetingPoint": { "en": "Lobby of Block 3" },
    })
}

impl Person {
    /// Books a slot.
    pub async fn books(&self, slot: &str) -> super::app::Reply {
        self.post(&format!("/slots/{slot}/bookings"), json!({})).await
    }

    /// The verdict on a slot: whether it is bookable, and the codes of the reasons.
    pub async fn verdict(&self, slot: &str) -> (bool, Vec<String>) {
        let seen = self.get(&format!("/slots/{slot}")).await.ok();
        let reasons = seen["verdict"]["reasons"].as_array().unwrap();
        let codes = reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect();
        (seen["verdict"]["bookable"].as_bool().unwrap(), codes)
    }
}
