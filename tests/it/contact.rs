//! Stories of contact that must stop: a mentor who is suspended, or whose order forbids it.

use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::addressees;
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::{allowed, story};

/// The officer registers the mentor with the association condition.
async fn registered(officer: &Person, mentor: &Person) -> Value {
    let order = json!({ "code": mentor.code, "endsOn": "2027-11-23", "associationCondition": true });
    officer.post("/supervisees", order).await.ok()
}

/// The officer clears mentoring for the supervisee.
async fn cleared(officer: &Person, supervisee: &Value, until: &str) -> Value {
    let path = format!("/supervisees/{}/standing-clearances", supervisee["id"].as_str().unwrap());
    officer.post(&path, json!({ "kind": "mentoring", "until": until })).await.ok()
}

impl Cast {
    async fn state(&self) -> String {
        self.coordinator.get(&self.path).await.ok()["state"].as_str().unwrap().to_owned()
    }

    async fn resumes(&self, person: &Person) -> crate::harness::Reply {
        let own = if person.id == self.mentor.person.id { "/me" } else { "" };
        let body = json!({ "version": self.version().await });
        person.post(&format!("{own}{}/resumption", self.path), body).await
    }
}

story!(an_order_that_forbids_contact_rests_the_pairing_until_an_officer_clears_it, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let officer = app.staff("ng", Role::Officer, None).await;
    addressees(app).await;
    let supervisee = registered(&officer, &cast.mentor.person).await;
    assert_eq!(cast.state().await, "paused");
    let mut told = addressees(app).await;
    told.sort();
    // The mentor twice: that they are registered, and that there is something to read.
    assert_eq!(told, ["chan@example.test", "fong@example.test", "fong@example.test", "wong@example.test"]);
    // The mentor sees that it rests, and no alias.
    let own = cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!((&own["state"], &own["alias"]), (&json!("paused"), &Value::Null));
    assert_eq!(allowed(&own), ["see"]);
    assert_eq!(cast.resumes(&cast.mentor.person).await.outcome(), "409 paused_by_staff");
    assert_eq!(cast.resumes(&cast.psychologist).await.codes(), ["association_clearance_needed"]);
    let seen = cast.coordinator.get(&cast.path).await.ok();
    let last = seen["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["event"], &last["by"]), (&json!("held"), &Value::Null));

    let standing = cleared(&officer, &supervisee, "2027-06-01").await;
    assert_eq!(cast.state().await, "paused");
    assert_eq!(cast.resumes(&cast.psychologist).await.ok()["state"], "active");
    // What the officer takes back stops it again.
    officer.delete(&format!("/standing-clearances/{}", standing["id"].as_str().unwrap())).await;
    assert_eq!(cast.state().await, "paused");
});

story!(a_clearance_that_runs_out_is_not_a_yes, async |app| {
    let mut cast = cast(app).await;
    let officer = app.staff("ng", Role::Officer, None).await;
    let supervisee = registered(&officer, &cast.mentor.person).await;
    cleared(&officer, &supervisee, "2026-12-01").await;
    // The proposal did not outlive the registration.
    assert_eq!(cast.state().await, "lapsed");
    let id = app.proposed(cast.mentor.id, &cast.waiting).await;
    cast.path = format!("/pairings/{id}");
    cast.becomes_active().await;
    timekeeper::round(&app.house).await.unwrap();
    assert_eq!(cast.state().await, "active");
    app.advance(TimeDelta::days(9));
    timekeeper::round(&app.house).await.unwrap();
    cast.coordinator.comes_back().await;
    assert_eq!(cast.state().await, "paused");
});

story!(a_suspension_stops_what_runs_and_what_is_asked, async |app| {
    let cast = cast(app).await;
    let second = cast.psychologist.refers("阿雲").await;
    let other = format!("/pairings/{}", app.proposed(cast.mentor.id, &second).await);
    let active = cast.becomes_active().await;
    cast.psychologist
        .put(&format!("{other}/endorsement"), json!({ "endorse": true, "version": 1 }))
        .await
        .ok();
    cast.coordinator.put(&format!("{other}/approval"), json!({ "version": 2 })).await.ok();
    cast.coordinator.post(&format!("{other}/consent-request"), json!({ "version": 3 })).await.ok();
    assert_eq!(app.places_taken(cast.mentor.id).await, 2);
    // The mentor's own pause becomes the staff's.
    let own_pause = format!("/me{}/pause", cast.path);
    cast.mentor.person.post(&own_pause, json!({ "version": active["version"] })).await.ok();
    addressees(app).await;
    let file = cast.coordinator.holds(&cast.mentor.id.to_string());
    assert_eq!(file.moves(json!({ "to": "suspended" })).await.ok()["state"], "suspended");
    assert_eq!(cast.state().await, "paused");
    assert_eq!(cast.coordinator.get(&other).await.ok()["state"], "lapsed");
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
    assert!(addressees(app).await.contains(&"wong@example.test".to_owned()));
    let path = format!("/referrals/{}", second["id"].as_str().unwrap());
    assert_eq!(cast.psychologist.get(&path).await.ok()["state"], "eligible");
    assert_eq!(cast.resumes(&cast.mentor.person).await.outcome(), "409 paused_by_staff");
    // What the mentor wanted is not forgotten: they are asked, once they may meet people again.
    let asks = async || {
        let body = json!({ "version": cast.version().await });
        cast.coordinator.post(&format!("{}/resumption-request", cast.path), body).await
    };
    assert_eq!(asks().await.codes(), ["mentor_not_active"]);
    cast.coordinator.sees_checks_of(&cast.mentor.person).await;
    file.moves(json!({ "to": "active" })).await.ok();
    assert_eq!(cast.resumes(&cast.coordinator).await.outcome(), "409 pause_of_another");
    assert_eq!(asks().await.ok()["state"], "paused");
    assert_eq!(cast.resumes(&cast.mentor.person).await.ok()["state"], "active");
});
