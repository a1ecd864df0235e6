//! Stories of the log of breaches.

use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::{allowed, story};
use crate::today::{row, waits};

const WHAT: &str = "A list of slots was left on a table in a café for an hour.";

fn step(step: &str, outcome: &str) -> Value {
    json!({ "step": step, "outcome": outcome, "note": "The list was fetched, and nobody had read it." })
}

async fn found(officer: &Person) -> String {
    let body = json!({ "foundAt": officer.app.now(), "what": WHAT });
    format!("/breaches/{}", officer.post("/breaches", body).await.ok()["id"].as_str().unwrap())
}

story!(a_breach_goes_step_by_step_and_is_closed_when_all_are_noted, async |app| {
    let officer = app.staff("mak", Role::Privacy, None).await;
    let path = found(&officer).await;
    assert_eq!(waits(&officer).await, [row("handle_breach", "week", 1)]);
    let open = officer.get(&path).await.ok();
    assert_eq!((&open["state"], &open["dueOn"]), (&json!("open"), &json!("2026-11-28")));
    assert!(!allowed(&open).contains(&"close"));
    let steps = format!("{path}/steps");
    assert_eq!(officer.post(&steps, step("close", "done")).await.codes(), ["steps_left"]);
    assert_eq!(officer.post(&steps, step("assess", "not_needed")).await.outcome(), "422 invalid");
    for (one, outcome) in [
        ("gather", "done"),
        ("contain", "done"),
        ("assess", "done"),
        ("notify_commissioner", "not_needed"),
        ("notify_people", "done"),
        ("prevent", "done"),
        ("gather", "done"),
        ("close", "done"),
    ] {
        officer.post(&steps, step(one, outcome)).await.ok();
    }
    let closed = officer.get(&path).await.ok();
    assert_eq!((&closed["state"], closed["steps"].as_array().unwrap().len()), (&json!("closed"), 8));
    assert_eq!(closed["steps"][3]["by"], "mak");
    assert_eq!(officer.post(&steps, step("gather", "done")).await.codes(), ["wrong_state"]);
    assert_eq!(waits(&officer).await, []);
    assert_eq!(officer.get("/breaches").await.ok()["items"].as_array().unwrap().len(), 1);
    let later = json!({ "foundAt": app.now().plus(TimeDelta::hours(1)), "what": WHAT });
    assert_eq!(officer.post("/breaches", later).await.outcome(), "422 invalid");
    let card = json!({ "foundAt": app.now(), "what": "The paper named A123456(3) and an address." });
    assert_eq!(officer.post("/breaches", card).await.outcome(), "422 invalid", "no identity card either");
    for stranger in [app.staff("root", Role::Admin, None).await, app.coordinator("chan").await] {
        assert_eq!(stranger.get(&path).await.outcome(), "403 forbidden");
    }
    app.deliver_mail().await;
});

story!(whose_data_an_account_has_seen_is_found_for_those_who_must_be_told, async |app| {
    let officer = app.staff("mak", Role::Privacy, None).await;
    let coordinator = app.coordinator("chan").await;
    let (fai, ada) = (app.member("fai").await, app.member("ada").await);
    coordinator.sees_checks_of(&fai).await;
    let path = found(&officer).await;
    let (from, until) = (app.now().minus(TimeDelta::hours(1)), app.now());
    let asked = |email: &str| json!({ "email": email, "from": from, "until": until });
    let touched = officer.post(&format!("{path}/touched"), asked(&coordinator.email)).await.ok();
    let people = touched["people"].as_array().unwrap();
    assert_eq!(people.len(), 1, "{touched}");
    assert_eq!((&people[0]["code"], &people[0]["seen"]), (&json!(fai.code), &json!(["account"])));
    let nobody = officer.post(&format!("{path}/touched"), asked(&ada.email)).await.ok();
    assert_eq!(nobody["people"], json!([]));
    let unknown = officer.post(&format!("{path}/touched"), asked("nobody@example.test")).await;
    assert_eq!(unknown.outcome(), "422 invalid");
    // Fai reads that the privacy officer has seen it.
    let looks = fai.get("/me/looks").await.ok().to_string();
    assert!(looks.contains("\"privacy\""), "{looks}");
    app.deliver_mail().await;
});
