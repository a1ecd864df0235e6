//! Stories of openings: a host drafts, a coordinator publishes, and what becomes of them.

use std::collections::BTreeSet;

use actix_web::http::Method;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::{App, story};

/// A day in the week of the stories, 28 November 2026 being a Saturday, at a time in Hong Kong.
pub fn at(day: &str, time: &str) -> String {
    format!("2026-{day}T{time}:00+08:00")
}

fn host_body(name: &str) -> Value {
    json!({
        "name": { "en": name, "zhHant": "海港長者中心" }, "kind": "elderly_service", "district": "yau_tsim_mong",
        "insuranceValidTo": "2027-03-31", "agreementValidTo": "2027-06-30",
    })
}

pub fn opening_body(title: &str) -> Value {
    json!({
        "title": { "en": title, "zhHant": "與長者喝茶" }, "text": { "en": "A quiet afternoon." },
        "whatYouWillDo": { "en": "Listen and pour tea." }, "category": "elderly", "district": "sham_shui_po",
        "minAge": 18,
    })
}

pub fn slot_body(day: &str, from: &str, to: &str) -> Value {
    json!({
        "startsAt": at(day, from), "endsAt": at(day, to), "capacity": 8,
        "meetingPoint": { "en": "Lobby of Block 3" },
    })
}

/// A body with some of its fields changed.
pub fn with(mut body: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Somebody of a new host, and the host's id.
pub async fn host(app: &App, coordinator: &Person, name: &str) -> (Person, String) {
    let host = coordinator.post("/hosts", host_body(name)).await.ok();
    let id = host["id"].as_str().unwrap().to_owned();
    (app.staff(name, Role::Host, Some(&id)).await, id)
}

pub async fn drafted(host: &Person, body: Value) -> String {
    host.post("/managed-openings", body).await.ok()["id"].as_str().unwrap().to_owned()
}

pub async fn with_slot(host: &Person, opening: &str, slot: Value) -> Value {
    host.post(&format!("/managed-openings/{opening}/slots"), slot).await.ok()
}

pub async fn published(host: &Person, coordinator: &Person, opening: &str) -> Value {
    let managed = host.get(&format!("/managed-openings/{opening}")).await.ok();
    let body = json!({ "version": managed["version"] });
    let managed = host.post(&format!("/managed-openings/{opening}/submission"), body).await.ok();
    let body = json!({ "version": managed["version"], "associationSensitive": true });
    coordinator.put(&format!("/managed-openings/{opening}/publication"), body).await.ok()
}

/// The public list; a moment passes first, because its answers are shared for a quarter of a second.
pub async fn list(app: &App, query: &str) -> Value {
    app.advance(TimeDelta::seconds(1));
    app.ask(Method::GET, &format!("/openings{query}"), None).await.ok()
}

pub fn starts(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["startsAt"].as_str().unwrap()).collect()
}

story!(a_host_drafts_a_coordinator_publishes_and_everybody_finds_it, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea with elders")).await;
    let slot = with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    assert_eq!((&slot["taken"], &slot["state"]), (&json!(0), &json!("open")));
    assert_eq!(list(app, "").await["items"], json!([]));
    assert_eq!(app.ask(Method::GET, &format!("/openings/{id}"), None).await.outcome(), "404 not_found");

    let mine = host.get("/managed-openings?state=draft").await.ok();
    assert_eq!(mine["items"][0]["id"], id);
    let done = published(&host, &coordinator, &id).await;
    assert_eq!((&done["state"], &done["associationSensitive"]), (&json!("published"), &json!(true)));
    let letters = app.deliver_mail().await;
    let told: BTreeSet<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
    // The coordinator that there is something to read, the host what was decided.
    assert_eq!(told, BTreeSet::from(["harbour@example.test", "mei@example.test"]));

    let found = list(app, "").await;
    let card = json!({
        "slotId": slot["id"], "startsAt": "2026-11-28T06:00:00Z", "endsAt": "2026-11-28T09:00:00Z",
        "capacity": 8, "placesLeft": 8,
        "opening": {
            "id": id, "title": { "en": "Tea with elders", "zhHant": "與長者喝茶" }, "category": "elderly",
            "district": "sham_shui_po", "hostName": { "en": "harbour", "zhHant": "海港長者中心" },
        },
    });
    assert_eq!(found, json!({ "items": [card], "next": null }));

    let open = app.ask(Method::GET, &format!("/openings/{id}"), None).await.ok();
    assert_eq!(open["minAge"], 18);
    assert_eq!(open["needsCheck"], false);
    assert_eq!(open["slots"][0]["placesLeft"], 8);
    for hidden in ["Lobby", "meetingPoint", "associationSensitive", "insurance", "version"] {
        assert!(!open.to_string().contains(hidden), "{hidden}");
        assert!(!found.to_string().contains(hidden), "{hidden}");
    }
});

story!(a_host_never_learns_which_openings_are_sensitive, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea")).await;
    with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    published(&host, &coordinator, &id).await;
    let seen = host.get(&format!("/managed-openings/{id}")).await.ok();
    assert_eq!(seen.get("associationSensitive"), None);
    let listed = host.get("/managed-openings").await.ok();
    assert_eq!(listed["items"][0].get("associationSensitive"), None);
    let staff = coordinator.get(&format!("/managed-openings/{id}")).await.ok();
    assert_eq!(staff["associationSensitive"], true);
});

story!(a_coordinator_returns_an_opening_with_a_note, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea")).await;
    with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    let path = format!("/managed-openings/{id}");
    let submitted = host.post(&format!("{path}/submission"), json!({ "version": 1 })).await.ok();
    let change = json!({ "version": submitted["version"], "minAge": 16 });
    assert_eq!(host.patch(&path, change.clone()).await.outcome(), "409 wrong_state");
    coordinator.patch(&path, change).await.ok();
    let note = json!({ "version": 3, "note": "Please say how to get there." });
    let returned = coordinator.post(&format!("{path}/return"), note).await.ok();
    assert_eq!(app.deliver_mail().await.len(), 2, "one when it was handed in, one when it came back");
    let seen = host.get(&path).await.ok();
    assert_eq!(seen["returnNote"], "Please say how to get there.");
    assert_eq!((&seen["state"], &seen["minAge"]), (&json!("returned"), &json!(16)));
    let body = json!({ "version": returned["version"], "minAge": null, "text": { "en": "Take bus 6." } });
    let changed = host.patch(&path, body).await.ok();
    assert_eq!((changed.get("minAge"), &changed["text"]["en"]), (None, &json!("Take bus 6.")));
    assert_eq!(changed["title"]["en"], "Tea", "what is left out stays");
    let again = json!({ "version": changed["version"] });
    let submitted = host.post(&format!("{path}/submission"), again).await.ok();
    assert_eq!(submitted.get("returnNote"), None);
});

story!(publishing_is_refused_with_every_reason, async |app| {
    let coordinator = app.coordinator("mei").await;
    let uncovered = json!({
        "name": { "en": "New" }, "kind": "youth_organisation", "district": "eastern", "insuranceValidTo": "2026-11-27",
    });
    let body = coordinator.post("/hosts", uncovered).await.ok();
    let host = app.staff("scout", Role::Host, body["id"].as_str()).await;
    let id =
        drafted(&host, with(opening_body("Camp"), json!({ "category": "youth", "needsCheck": null }))).await;
    let path = format!("/managed-openings/{id}");
    let submission = host.post(&format!("{path}/submission"), json!({ "version": 1 })).await;
    assert_eq!(submission.outcome(), "409 youth_needs_check");
    assert_eq!(submission.codes(), ["youth_needs_check", "no_slots"]);
    let fixed = json!({ "version": 1, "needsCheck": "sexual_conviction_record_check" });
    host.patch(&path, fixed).await.ok();
    with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    host.post(&format!("{path}/submission"), json!({ "version": 2 })).await.ok();
    let publication = json!({ "version": 3, "associationSensitive": false });
    let refused = coordinator.put(&format!("{path}/publication"), publication.clone()).await;
    assert_eq!(refused.codes(), ["insurance_expired", "agreement_expired"]);
    assert_eq!(
        refused.body["reasons"][0]["params"],
        json!({ "validTo": "2026-11-27", "lastDay": "2026-11-28" })
    );
    let covered = json!({ "version": 1, "insuranceValidTo": "2026-11-28", "agreementValidTo": "2026-11-28" });
    coordinator.patch(&format!("/hosts/{}", body["id"].as_str().unwrap()), covered).await.ok();
    coordinator.put(&format!("{path}/publication"), publication).await.ok();

    let later = host.post(&format!("{path}/slots"), slot_body("11-29", "14:00", "17:00")).await;
    assert_eq!(later.codes(), ["insurance_expired", "agreement_expired"]);
    let open = app.ask(Method::GET, &format!("/openings/{id}"), None).await.ok();
    assert_eq!(open["needsCheck"], true);
});

story!(another_hosts_opening_is_not_there, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (owner, owners) = host(app, &coordinator, "harbour").await;
    let (other, _) = host(app, &coordinator, "lantern").await;
    let id = drafted(&owner, opening_body("Tea")).await;
    let path = format!("/managed-openings/{id}");
    let slots = format!("{path}/slots");
    for (method, path, body) in [
        (Method::GET, path.clone(), None),
        (Method::PATCH, path.clone(), Some(json!({ "version": 1, "minAge": 20 }))),
        (Method::POST, format!("{path}/submission"), Some(json!({ "version": 1 }))),
        (Method::POST, format!("{path}/closing"), Some(json!({ "version": 1 }))),
        (Method::POST, slots, Some(slot_body("11-28", "14:00", "17:00"))),
    ] {
        assert_eq!(
            other.ask(method.clone(), &path, body).await.outcome(),
            "404 not_found",
            "{method} {path}"
        );
    }
    assert_eq!(other.get("/managed-openings").await.ok()["items"], json!([]));
    let foreign = with(opening_body("Tea"), json!({ "hostId": owners }));
    assert_eq!(other.post("/managed-openings", foreign).await.codes(), ["unknown_code"]);
    assert_eq!(coordinator.post("/managed-openings", opening_body("Tea")).await.codes(), ["required"]);

    let member = app.member("ming").await;
    assert_eq!(member.get("/managed-openings").await.outcome(), "403 forbidden");
    assert_eq!(member.get("/hosts").await.outcome(), "403 forbidden");
    assert_eq!(other.post("/hosts", host_body("Mine")).await.outcome(), "403 forbidden");
    let publication = json!({ "version": 1, "associationSensitive": false });
    assert_eq!(owner.put(&format!("{path}/publication"), publication).await.outcome(), "403 forbidden");
    assert_eq!(app.ask(Method::GET, "/managed-openings", None).await.outcome(), "401 credentials_missing");
});

story!(wrong_input_is_named_field_by_field, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    for query in [
        "?district=moon",
        "?category=party",
        "?from=tomorrow",
        "?to=2026-02-30",
        "?limit=0",
        "?after=x",
        "?x=1",
    ] {
        let reply = app.ask(Method::GET, &format!("/openings{query}"), None).await;
        assert_eq!(reply.outcome(), "422 invalid", "{query}");
    }
    assert_eq!(app.ask(Method::GET, "/openings/nonsense", None).await.outcome(), "404 not_found");
    let bad = with(opening_body("Tea"), json!({ "minAge": 7, "district": "moon", "title": {} }));
    assert_eq!(
        host.post("/managed-openings", bad).await.codes(),
        ["required", "unknown_code", "out_of_range"]
    );
    let unknown = with(opening_body("Tea"), json!({ "associationSensitive": true }));
    assert_eq!(host.post("/managed-openings", unknown).await.codes(), ["unknown_field"]);
    let card = with(opening_body("Tea"), json!({ "text": { "en": "Ask for A123456(3)" } }));
    assert_eq!(host.post("/managed-openings", card).await.codes(), ["hkid_not_allowed"]);
    let id = drafted(&host, opening_body("Tea")).await;
    let slots = format!("/managed-openings/{id}/slots");
    for (body, codes) in [
        (slot_body("11-28", "17:00", "14:00"), vec!["end_before_start"]),
        (slot_body("11-28", "06:00", "18:01"), vec!["shift_too_long"]),
        (slot_body("11-22", "14:00", "17:00"), vec!["in_the_past"]),
        (with(slot_body("11-28", "14:00", "17:00"), json!({ "capacity": 0 })), vec!["out_of_range"]),
        (with(slot_body("11-28", "14:00", "17:00"), json!({ "capacity": "8" })), vec!["invalid"]),
        (with(slot_body("11-28", "14:00", "17:00"), json!({ "meetingPoint": {} })), vec!["required"]),
    ] {
        assert_eq!(host.post(&slots, body).await.codes(), codes);
    }
    let long = json!({ "version": 1, "note": "x".repeat(501) });
    assert_eq!(coordinator.post(&format!("/managed-openings/{id}/return"), long).await.codes(), ["too_long"]);
    let moon = with(host_body("Moon"), json!({ "district": "moon", "agreementValidTo": "9999-01-01" }));
    assert_eq!(coordinator.post("/hosts", moon).await.codes(), ["unknown_code", "not_a_date"]);
});

story!(a_stale_version_changes_nothing, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, host_id) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea")).await;
    let path = format!("/managed-openings/{id}");
    with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    host.patch(&path, json!({ "version": 1, "minAge": 20 })).await.ok();
    let stale = json!({ "version": 1, "minAge": 30 });
    assert_eq!(host.patch(&path, stale).await.outcome(), "409 stale_version");
    let submission = host.post(&format!("{path}/submission"), json!({ "version": 1 })).await;
    assert_eq!(submission.outcome(), "409 stale_version");
    let seen = host.get(&path).await.ok();
    assert_eq!((&seen["minAge"], &seen["state"], &seen["version"]), (&json!(20), &json!("draft"), &json!(2)));
    let host_path = format!("/hosts/{host_id}");
    coordinator.patch(&host_path, json!({ "version": 1, "insuranceValidTo": null })).await.ok();
    let stale = json!({ "version": 1, "district": "north" });
    assert_eq!(coordinator.patch(&host_path, stale).await.outcome(), "409 stale_version");
    let hosts = coordinator.get("/hosts").await.ok();
    assert_eq!(hosts["items"][0]["insuranceValidTo"], Value::Null);
    assert_eq!(hosts["items"][0]["district"], "yau_tsim_mong");
});

story!(a_closed_opening_offers_nothing_but_can_still_be_read, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea")).await;
    with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    let version = published(&host, &coordinator, &id).await["version"].clone();
    assert_eq!(list(app, "").await["items"].as_array().unwrap().len(), 1);
    let path = format!("/managed-openings/{id}");
    let closed = host.post(&format!("{path}/closing"), json!({ "version": version })).await.ok();
    assert_eq!(closed["state"], "closed");
    assert_eq!(list(app, "").await["items"], json!([]));
    let open = app.ask(Method::GET, &format!("/openings/{id}"), None).await.ok();
    assert_eq!((&open["title"]["en"], &open["slots"]), (&json!("Tea"), &json!([])));
    let again = host.post(&format!("{path}/closing"), json!({ "version": closed["version"] })).await;
    assert_eq!(again.outcome(), "409 wrong_state");
    let slot = host.post(&format!("{path}/slots"), slot_body("11-29", "14:00", "17:00")).await;
    assert_eq!(slot.outcome(), "409 wrong_state");
});

story!(a_host_reads_of_a_closing_by_a_coordinator_but_not_of_its_own, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    for (who, told) in [(&coordinator, 1), (&host, 0)] {
        let id = drafted(&host, opening_body("Tea")).await;
        with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
        let managed = published(&host, &coordinator, &id).await;
        app.deliver_mail().await;
        let closing = format!("/managed-openings/{id}/closing");
        who.post(&closing, json!({ "version": managed["version"] })).await.ok();
        let letters = app.deliver_mail().await;
        assert!(letters.iter().all(|letter| letter.to == "harbour@example.test"));
        assert_eq!(letters.len(), told);
    }
});
