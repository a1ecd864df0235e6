//! Stories of what a change means for others: what a pairing rests on is lost, and whoever brought a change sees it
//! reach them in the same moment.

use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::{SENSITIVE, addressees, count};
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{App, story};

impl Cast {
    /// Whether it rests by the word of staff, and why, as the psychologist reads it.
    async fn rests_for(&self) -> Vec<String> {
        let seen = self.coordinator.get(&self.path).await.ok();
        assert_eq!(seen["state"], "paused", "{seen}");
        let last = seen["history"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["event"], "held");
        last["reasons"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().into()).collect()
    }

    async fn goes_on(&self) -> String {
        let seen = self.coordinator.get(&self.path).await.ok();
        let body = json!({ "version": seen["version"] });
        self.coordinator.post(&format!("{}/resumption", self.path), body).await.outcome()
    }
}

/// Everybody around the pairing is told.
pub async fn told(app: &App) -> Vec<String> {
    let mut told = addressees(app).await;
    told.sort();
    told.dedup();
    told
}

const EVERYBODY: [&str; 3] = ["chan@example.test", "fong@example.test", "wong@example.test"];

story!(a_module_that_is_failed_later_rests_what_is_under_way, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    let id = cast.mentor.id.to_string();
    let file = cast.coordinator.holds(&id);
    file.records("M3", true, Some(false)).await.ok();
    assert_eq!(cast.rests_for().await, ["training_incomplete"]);
    assert_eq!(told(app).await, ["fong@example.test", "wong@example.test"]);
    assert_eq!(cast.goes_on().await, "409 training_incomplete");
    file.records("M3", true, Some(true)).await.ok();
    assert_eq!(cast.goes_on().await, "200");
});

story!(an_institution_that_no_longer_admits_a_mentor_rests_what_is_under_way_there, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    let id = cast.mentor.id.to_string();
    let file = cast.coordinator.holds(&id);
    file.change("institutions", json!({ "institutions": ["TLW"] })).await.ok();
    assert_eq!(cast.rests_for().await, ["institution_not_cleared"]);
    assert_eq!(told(app).await, ["fong@example.test", "wong@example.test"]);
    file.change("institutions", json!({ "institutions": ["LWC", "TLW"] })).await.ok();
    assert_eq!(cast.goes_on().await, "200");
});

story!(a_person_who_is_moved_where_the_mentor_may_not_go_waits_for_staff, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    let referral = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    let version = cast.psychologist.get(&referral).await.ok()["version"].clone();
    let moved = json!({ "institution": "TLW", "version": version });
    cast.psychologist.patch(&referral, moved).await.ok();
    assert_eq!(cast.rests_for().await, ["institution_not_cleared"]);
    assert_eq!(told(app).await, ["chan@example.test", "fong@example.test"]);
});

story!(a_psychologist_who_leaves_rests_what_they_accompanied, async |app| {
    let cast = cast(app).await;
    let lam = app.psychologist_with("lam", 3).await;
    cast.becomes_active().await;
    addressees(app).await;
    app.leaves("wong").await;
    assert_eq!(cast.rests_for().await, ["supervisor_missing"]);
    assert_eq!(told(app).await, EVERYBODY);
    // Somebody takes over, and staff start it again.
    let id = cast.mentor.id.to_string();
    cast.coordinator.holds(&id).change("supervisor", json!({ "psychologistId": lam.id })).await.ok();
    assert_eq!(cast.goes_on().await, "200");
    assert_eq!(lam.get(&cast.path).await.ok()["psychologist"]["name"], "lam");
});

story!(what_began_well_is_not_stopped_by_what_only_a_proposal_needs, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let referral = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    let version = cast.psychologist.get(&referral).await.ok()["version"].clone();
    let change = json!({ "languages": ["ur"], "preferredLanguage": "ur", "version": version });
    cast.psychologist.patch(&referral, change).await.ok();
    assert_eq!(cast.coordinator.get(&cast.path).await.ok()["state"], "active");
});

/// Registers somebody who books what an officer must clear.
async fn waits_for(officer: &Person, lok: &Person, slot: &str) -> Value {
    let body = json!({ "code": lok.code, "endsOn": "2027-06-30", "associationCondition": true });
    officer.post("/supervisees", body).await.ok();
    let booking = lok.books(slot).await.ok();
    assert_eq!(booking["state"], "awaiting_clearance");
    booking
}

story!(what_waits_for_an_officer_who_left_waits_for_whoever_takes_over, async |app| {
    let service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let lok = app.volunteer("lok").await;
    let yu = app.staff("yu", Role::Officer, None).await;
    waits_for(&yu, &lok, &slot).await;
    app.leaves("yu").await;
    addressees(app).await;
    let body = json!({ "code": lok.code, "endsOn": "2027-06-30", "associationCondition": true });
    service.officer.post("/supervisees", body).await.ok();
    let asked = service.officer.get("/clearances").await.ok();
    assert_eq!(asked["items"].as_array().unwrap().len(), 1);
    assert!(told(app).await.contains(&"officer@example.test".to_owned()));
});

story!(what_runs_out_by_the_mere_passing_of_time_is_found_the_same_day, async |app| {
    let mut cast = cast(app).await;
    cast.becomes_active().await;
    let last = app.now().day();
    app.change_mentor(cast.mentor.id, move |mentor| mentor.certified_until = Some(last)).await;
    timekeeper::round(&app.house).await.unwrap();
    assert_eq!(cast.coordinator.get(&cast.path).await.ok()["state"], "active");
    addressees(app).await;
    app.advance(TimeDelta::days(1));
    timekeeper::round(&app.house).await.unwrap();
    cast.coordinator.comes_back().await;
    assert_eq!(cast.rests_for().await, ["mentor_certification_ended"]);
    assert_eq!(told(app).await, EVERYBODY);
});

/// The checks of somebody, as a coordinator reads them.
async fn checks_of(coordinator: &Person, person: &Person) -> Vec<Value> {
    let page = coordinator.get(&format!("/people/{}/checks", person.id)).await.ok();
    page["items"].as_array().unwrap().clone()
}

fn withdrawal(check: &Value) -> String {
    format!("/checks/{}/withdrawal", check["id"].as_str().unwrap())
}

story!(a_clearance_that_was_recorded_wrongly_rests_what_is_under_way_and_stays_to_be_seen, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    let fong = &cast.mentor.person;
    let checks = checks_of(&cast.coordinator, fong).await;
    assert_eq!((checks.len(), &checks[0]["withdrawnOn"]), (1, &Value::Null));
    let path = withdrawal(&checks[0]);
    // Nobody withdraws their own, of which no office lets them know, and nobody but a coordinator another's.
    app.also(fong, Role::Coordinator, Some("MFRC-MK")).await;
    assert_eq!(fong.post(&path, json!({})).await.outcome(), "404 not_found");
    assert_eq!(cast.psychologist.post(&path, json!({})).await.outcome(), "403 forbidden");
    let withdrawn = cast.coordinator.post(&path, json!({})).await.ok();
    assert_eq!(
        (&withdrawn["withdrawnOn"], &withdrawn["seenOn"]),
        (&json!("2026-11-23"), &checks[0]["seenOn"])
    );
    assert_eq!(cast.rests_for().await, ["clearance_check_missing"]);
    assert_eq!(told(app).await, EVERYBODY);
    assert_eq!(cast.goes_on().await, "409 clearance_check_missing");
    assert_eq!(cast.coordinator.post(&path, json!({})).await.outcome(), "409 wrong_state");
    assert_eq!(checks_of(&cast.coordinator, fong).await, [withdrawn]);
    let lines = "select count(*) as count from audit where event = 'check.withdrawn'";
    assert_eq!(count(app, lines), 1);
    // One that is right counts again.
    let check = json!({ "kind": "correctional_clearance", "seenOn": "2026-11-23" });
    cast.coordinator.post(&format!("/people/{}/checks", fong.id), check).await.ok();
    assert_eq!(cast.goes_on().await, "200");
});

story!(a_check_that_is_valid_no_more_takes_no_booked_place_and_opens_none, async |app| {
    let service = app.service().await;
    let ming = app.volunteer("ming").await;
    let slots = [
        service.shift(Shift { needs_check: true, ..SATURDAY }).await,
        service.shift(Shift { needs_check: true, from: "13:00", to: "14:00", ..SATURDAY }).await,
    ];
    let seen = json!({
        "kind": "sexual_conviction_record_check", "seenOn": "2026-11-01", "validTo": "2028-11-01",
    });
    service.coordinator.post(&format!("/people/{}/checks", ming.id), seen).await.ok();
    let booking = ming.books(&slots[0]).await.ok();
    let checks = checks_of(&service.coordinator, &ming).await;
    service.coordinator.post(&withdrawal(&checks[0]), json!({})).await.ok();
    let own = ming.get(&format!("/bookings/{}", booking["id"].as_str().unwrap())).await.ok();
    assert_eq!((&own["state"], &own["reasons"][0]["code"]), (&json!("confirmed"), &json!("check_missing")));
    assert_eq!(ming.books(&slots[1]).await.codes(), ["check_missing"]);
    addressees(app).await;
});
