//! Stories of what an officer says after somebody has booked.

use serde_json::{Value, json};

use crate::clearances::{SENSITIVE, addressees, count, decision, path};
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{allowed, story};

/// Where somebody's booking stands.
async fn state(person: &Person, booking: &Value) -> String {
    person.get(&path(booking, "bookings")).await.ok()["state"].as_str().unwrap().to_owned()
}

story!(what_was_booked_before_the_registration_waits_for_the_officer, async |app| {
    let service = app.service().await;
    let ordinary = service.shift(Shift { day: "12-05", ..SATURDAY }).await;
    let sensitive = service.shift(Shift { capacity: 1, ..SENSITIVE }).await;
    let tomorrow = service.shift(Shift { day: "11-24", from: "09:00", to: "09:30", ..SENSITIVE }).await;
    let lok = app.volunteer("lok").await;
    let ordinary = lok.books(&ordinary).await.ok();
    let booking = lok.books(&sensitive).await.ok();
    let soon = lok.books(&tomorrow).await.ok();
    assert_eq!(state(&lok, &booking).await, "confirmed");
    addressees(app).await;

    let body = json!({ "code": lok.code, "endsOn": "2027-06-30", "associationCondition": true });
    service.officer.post("/supervisees", body).await.ok();
    assert_eq!(state(&lok, &ordinary).await, "confirmed");
    assert_eq!(state(&lok, &booking).await, "awaiting_clearance");
    // Less than a day is left to ask, and silence is never a yes.
    assert_eq!(state(&lok, &soon).await, "lapsed");
    let told = addressees(app).await;
    assert!(
        told.contains(&"lok@example.test".to_owned()) && told.contains(&"officer@example.test".to_owned())
    );
    assert!(!told.contains(&"harbour@example.test".to_owned()));
    // The place is kept, the host knows nothing.
    assert_eq!(app.volunteer("ming").await.books(&sensitive).await.codes(), ["full"]);
    let roster = service.host.get(&format!("/slots/{sensitive}/roster")).await.ok();
    assert_eq!((&roster["items"], &roster["slot"]["taken"]), (&json!([]), &json!(1)));
    assert_eq!(count(app, "select count(*) as count from commitments"), 2);

    let request = service.officer.get("/clearances").await.ok()["items"][0].clone();
    assert_eq!(request["bookingId"], booking["id"]);
    let answer = format!("{}/decision", path(&request, "clearances"));
    service.officer.put(&answer, decision(&request, true)).await.ok();
    assert_eq!(state(&lok, &booking).await, "confirmed");

    // What the officer has cleared is not asked again when the condition goes and comes back.
    let mine = service.officer.get("/supervisees").await.ok()["items"][0].clone();
    let mine = path(&mine, "supervisees");
    let lifted = json!({ "associationCondition": false, "version": 1 });
    service.officer.patch(&mine, lifted).await.ok();
    let again = json!({ "associationCondition": true, "version": 2 });
    service.officer.patch(&mine, again).await.ok();
    assert_eq!(state(&lok, &booking).await, "confirmed");
});

story!(a_condition_that_comes_or_goes_reaches_what_is_booked, async |app| {
    let service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let lok = app.volunteer("lok").await;
    let booking = lok.books(&slot).await.ok();
    let body = json!({ "code": lok.code, "endsOn": "2026-11-27", "associationCondition": true });
    let registered = service.officer.post("/supervisees", body).await.ok();
    let mine = path(&registered, "supervisees");
    // On the day of the shift the supervision has ended.
    assert_eq!(state(&lok, &booking).await, "confirmed");
    let mut version = 1;
    for (change, becomes) in [
        (json!({ "endsOn": "2026-11-28" }), "awaiting_clearance"),
        (json!({ "associationCondition": false }), "confirmed"),
        (json!({ "associationCondition": true }), "awaiting_clearance"),
        (json!({ "endsOn": "2026-11-27" }), "confirmed"),
        (json!({ "endsOn": "2026-12-31" }), "awaiting_clearance"),
    ] {
        let mut body = change.clone();
        body["version"] = json!(version);
        version = service.officer.patch(&mine, body).await.ok()["version"].as_i64().unwrap();
        assert_eq!(state(&lok, &booking).await, becomes, "{change}");
        let waiting = service.officer.get("/clearances").await.ok()["items"].as_array().unwrap().len();
        assert_eq!(waiting, usize::from(becomes == "awaiting_clearance"), "{change}");
    }
    app.deliver_mail().await;
    let ended = service.officer.post(&format!("{mine}/ending"), json!({ "version": version })).await.ok();
    // What has ended offers nothing, and takes nothing.
    assert_eq!(allowed(&ended), [""; 0]);
    let clears = json!({ "kind": "mentoring", "until": "2026-12-11" });
    let clears = service.officer.post(&format!("{mine}/standing-clearances"), clears).await;
    assert_eq!(clears.outcome(), "409 wrong_state");
    assert_eq!(state(&lok, &booking).await, "confirmed");
    assert!(addressees(app).await.contains(&"lok@example.test".to_owned()));
    assert_eq!(count(app, "select cast(sum(taken) as bigint) as count from slots"), 1);
});

story!(a_host_that_is_cleared_frees_all_that_waited_for_it, async |app| {
    let service = app.service().await;
    let first = service.shift(SENSITIVE).await;
    let second = service.shift(Shift { day: "12-05", ..SENSITIVE }).await;
    let third = service.shift(Shift { day: "12-12", ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    let first = lok.books(&first).await.ok();
    let second = lok.books(&second).await.ok();
    let third = lok.books(&third).await.ok();
    let requests = service.officer.get("/clearances").await.ok();
    let request =
        requests["items"].as_array().unwrap().iter().find(|row| row["bookingId"] == first["id"]).unwrap();
    let answer = format!("{}/decision", path(request, "clearances"));
    let host = json!({ "cleared": true, "cover": "host", "until": "2026-12-11", "version": 1 });
    service.officer.put(&answer, host).await.ok();
    assert_eq!(state(&lok, &first).await, "confirmed");
    assert_eq!(state(&lok, &second).await, "confirmed");
    assert_eq!(state(&lok, &third).await, "awaiting_clearance");
});

/// The opening of a slot as coordinators change it.
async fn opening_of(coordinator: &Person, slot: &str) -> (String, Value) {
    let page = coordinator.get("/managed-openings").await.ok();
    let holds = |one: &&Value| one["slots"].as_array().unwrap().iter().any(|each| each["id"] == slot);
    let opening = page["items"].as_array().unwrap().iter().find(holds).unwrap().clone();
    (path(&opening, "managed-openings"), opening["version"].clone())
}

story!(an_opening_judged_anew_reaches_what_is_booked, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let soon = service.shift(Shift { day: "11-24", from: "09:00", to: "09:30", ..SATURDAY }).await;
    let (lok, bo) = (service.supervisee("lok").await, app.volunteer("bo").await);
    let (booking, bos) = (lok.books(&slot).await.ok(), bo.books(&slot).await.ok());
    let at_once = lok.books(&soon).await.ok();
    addressees(app).await;
    for (of, booking, sensitive, becomes) in [
        (&slot, &booking, true, "awaiting_clearance"),
        (&slot, &booking, true, "awaiting_clearance"),
        (&slot, &booking, false, "confirmed"),
        (&slot, &booking, true, "awaiting_clearance"),
        (&soon, &at_once, true, "lapsed"),
    ] {
        let (opening, version) = opening_of(&service.coordinator, of).await;
        let body = json!({ "version": version, "associationSensitive": sensitive });
        service.coordinator.put(&format!("{opening}/publication"), body).await.ok();
        assert_eq!(state(&lok, booking).await, becomes, "{sensitive}");
        assert_eq!(state(&bo, &bos).await, "confirmed");
    }
    let told = addressees(app).await;
    assert!(
        told.contains(&"lok@example.test".to_owned()) && told.contains(&"officer@example.test".to_owned())
    );
    assert!(!told.contains(&"bo@example.test".to_owned()));

    // A standing clearance for one kind of service does not cover another.
    let mine = path(&service.officer.get("/supervisees").await.ok()["items"][0], "supervisees");
    let elderly = json!({ "kind": "category", "category": "elderly", "until": "2026-12-31" });
    service.officer.post(&format!("{mine}/standing-clearances"), elderly).await.ok();
    assert_eq!(state(&lok, &booking).await, "confirmed");
    let (opening, version) = opening_of(&service.coordinator, &slot).await;
    let other = json!({ "version": version, "category": "environment" });
    service.coordinator.patch(&opening, other).await.ok();
    assert_eq!(state(&lok, &booking).await, "awaiting_clearance");
});

story!(whoever_no_longer_fits_is_told_and_reads_why, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let (booking, fais) = (ming.books(&slot).await.ok(), fai.books(&slot).await.ok());
    let checked = json!({
        "kind": "sexual_conviction_record_check", "seenOn": "2026-11-20", "validTo": "2027-11-20",
    });
    service.coordinator.post(&format!("/people/{}/checks", fai.id), checked).await.ok();
    addressees(app).await;
    let (opening, version) = opening_of(&service.coordinator, &slot).await;
    let change = json!({ "version": version, "needsCheck": "sexual_conviction_record_check" });
    let changed = service.coordinator.patch(&opening, change).await.ok();
    assert_eq!(changed["unfit"], 1);
    assert_eq!(addressees(app).await, ["ming@example.test"]);
    let mine = ming.get(&path(&booking, "bookings")).await.ok();
    assert_eq!((&mine["state"], &mine["reasons"][0]["code"]), (&json!("confirmed"), &json!("check_missing")));
    assert_eq!(ming.get("/me/bookings").await.ok()["items"][0]["reasons"][0]["code"], "check_missing");
    assert_eq!(fai.get(&path(&fais, "bookings")).await.ok().get("reasons"), None);
    assert_eq!(service.coordinator.get(&path(&booking, "bookings")).await.ok().get("reasons"), None);
    // A new title is no news of that.
    let title = json!({ "version": changed["version"], "title": { "en": "Tea" } });
    assert_eq!(service.coordinator.patch(&opening, title).await.ok()["unfit"], 0);
    assert!(addressees(app).await.is_empty());
});
