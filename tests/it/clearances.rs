//! Stories of supervision: officers register and clear; a host learns nothing of it.

use alongside::access::Role;
use alongside::people::accounts::model::SupervisionAnswer;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Service, Shift};
use crate::harness::{App, house, story};

pub const SENSITIVE: Shift = Shift { sensitive: true, ..SATURDAY };

pub fn count(app: &App, query: &str) -> i64 {
    house::count(&app.config.database, query)
}

pub fn path(row: &Value, of: &str) -> String {
    format!("/{of}/{}", row["id"].as_str().unwrap())
}

pub fn decision(request: &Value, cleared: bool) -> Value {
    json!({ "cleared": cleared, "cover": "booking", "version": request["version"] })
}

/// The row of a list with a preferred name.
fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    list["items"].as_array().unwrap().iter().find(|row| row["preferredName"] == name).unwrap()
}

/// Whom the last letters went to.
pub async fn addressees(app: &App) -> Vec<String> {
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort_unstable();
    told
}

story!(whoever_may_be_under_supervision_is_settled_before_a_first_booking, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let lok = app.member_who_said("lok", SupervisionAnswer::Yes).await;
    let yan = app.member_who_said("yan", SupervisionAnswer::RatherNotSay).await;
    for person in [&lok, &yan] {
        person.may_do_unpaid_work().await;
        assert_eq!(person.books(&slot).await.codes(), ["supervision_unsettled"]);
    }
    let open = service.coordinator.get("/settlements").await.ok();
    assert_eq!(open["items"].as_array().unwrap().len(), 2);
    assert_eq!(named(&open, "lok")["answer"], "yes");
    assert_eq!(named(&open, "yan")["answer"], "rather_not_say");

    let typed = lok.code.to_lowercase().replace('-', "");
    let found = service.officer.post("/people/lookup", json!({ "code": typed })).await.ok();
    assert_eq!((&found["preferredName"], &found["supervision"]), (&json!("lok"), &json!("unsettled")));
    let nobody = json!({ "code": "ZZZ-ZZZ" });
    assert_eq!(service.officer.post("/people/lookup", nobody).await.codes(), ["unknown_code"]);

    let body = json!({ "code": lok.code, "endsOn": "2027-06-30", "associationCondition": false });
    let registered = service.officer.post("/supervisees", body.clone()).await;
    assert_eq!(registered.status, 201);
    assert_eq!(service.officer.post("/supervisees", body).await.codes(), ["already_registered"]);
    let settled = json!({ "settled": "not_supervised" });
    let yans = format!("/people/{}/supervision", yan.id);
    assert_eq!(service.coordinator.put(&yans, settled.clone()).await.status, 204);
    assert_eq!(service.coordinator.put(&yans, settled).await.codes(), ["wrong_state"]);
    assert_eq!(service.coordinator.get("/settlements").await.ok()["items"], json!([]));
    assert_eq!(lok.get("/me").await.ok()["supervision"], "supervised");
    assert_eq!(yan.get("/me").await.ok()["supervision"], "settled_not");
    lok.books(&slot).await.ok();
    yan.books(&slot).await.ok();
});

story!(the_officer_clears_and_the_host_never_knew, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { capacity: 1, ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    app.deliver_mail().await;
    let waits = (true, vec!["officer_clearance_needed".to_owned()]);
    assert_eq!(lok.verdict(&slot).await, waits);
    let booking = lok.books(&slot).await.ok();
    assert_eq!(booking["state"], "awaiting_clearance");
    assert_eq!(addressees(app).await, ["lok@example.test", "officer@example.test"]);
    // The place is held.
    assert_eq!(app.volunteer("ming").await.books(&slot).await.codes(), ["full"]);

    let roster = format!("/slots/{slot}/roster");
    // The host counts what everybody counts, and cannot tell this place from any other.
    let counted = async |staff: &Person| {
        let page = staff.get("/managed-openings").await.ok();
        page["items"][0]["slots"][0]["taken"].as_i64().unwrap()
    };
    assert_eq!((counted(&service.host).await, counted(&service.coordinator).await), (1, 1));
    assert_eq!(lok.get(&format!("/slots/{slot}")).await.ok()["placesLeft"], 0);
    let bookings = path(&booking, "bookings");
    assert_eq!(service.host.get(&roster).await.ok()["items"], json!([]));
    let absent = json!({ "outcome": "absent", "version": booking["version"] });
    assert_eq!(service.host.put(&format!("{bookings}/attendance"), absent).await.outcome(), "404 not_found");
    assert_eq!(service.host.get(&bookings).await.outcome(), "404 not_found");

    let list = service.officer.get("/clearances").await.ok();
    let request = &list["items"][0];
    assert_eq!(request["supervisee"], json!({ "preferredName": "lok", "code": lok.code }));
    assert_eq!(request["opening"]["hostName"]["en"], "Harbour");
    assert_eq!(request["lapsesAt"], "2026-11-27T01:00:00Z");
    let answer = format!("{}/decision", path(request, "clearances"));
    let stranger = app.staff("other", Role::Officer, None).await;
    assert_eq!(stranger.get("/clearances").await.ok()["items"], json!([]));
    assert_eq!(stranger.put(&answer, decision(request, true)).await.outcome(), "404 not_found");
    assert_eq!(lok.put(&answer, decision(request, true)).await.status, 403);
    let stale = json!({ "cleared": true, "cover": "booking", "version": 7 });
    assert_eq!(service.officer.put(&answer, stale).await.outcome(), "409 stale_version");

    let cleared = service.officer.put(&answer, decision(request, true)).await.ok();
    assert_eq!(cleared["state"], "cleared");
    assert_eq!(addressees(app).await, ["lok@example.test"]);
    assert_eq!(service.officer.put(&answer, decision(&cleared, false)).await.codes(), ["wrong_state"]);
    assert_eq!(lok.get(&bookings).await.ok()["state"], "confirmed");
    assert_eq!(counted(&service.host).await, 1);
    let entries = service.coordinator.get(&roster).await.ok();
    assert_eq!(entries["items"][0]["preferredName"], "lok");
    assert_eq!(entries["items"][0]["state"], "expected");
    for hidden in ["supervis", "clearance", "await"] {
        assert!(!entries.to_string().contains(hidden), "{hidden}");
    }
    assert_eq!(service.officer.get("/clearances?state=waiting").await.ok()["items"], json!([]));
    assert_eq!(service.officer.get("/clearances?state=decided").await.ok()["items"][0]["state"], "cleared");
});

story!(a_declined_booking_gives_its_place_back, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { capacity: 1, ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    lok.books(&slot).await.ok();
    let list = service.officer.get("/clearances").await.ok();
    let answer = format!("{}/decision", path(&list["items"][0], "clearances"));
    let far = json!({ "cleared": false, "cover": "host", "until": "2026-12-31", "version": 1 });
    assert_eq!(service.officer.put(&answer, far).await.status, 422);
    service.officer.put(&answer, decision(&list["items"][0], false)).await.ok();
    assert_eq!(lok.books(&slot).await.codes(), ["officer_declined", "officer_clearance_needed"]);
    assert_eq!(lok.get("/me/bookings").await.ok()["items"][0]["state"], "declined");
    assert_eq!(count(app, "select count(*) as count from commitments"), 0);
    app.volunteer("ming").await.books(&slot).await.ok();
});

story!(silence_is_never_a_yes, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let mut lok = service.supervisee("lok").await;
    let booking = lok.books(&slot).await.ok();
    app.advance(TimeDelta::hours(95) - TimeDelta::seconds(1));
    timekeeper::round(&app.house).await.unwrap();
    lok.comes_back().await;
    let bookings = path(&booking, "bookings");
    assert_eq!(lok.get(&bookings).await.ok()["state"], "awaiting_clearance");
    addressees(app).await;

    app.advance(TimeDelta::seconds(1));
    service.come_back().await;
    let waiting = service.officer.get("/clearances").await.ok()["items"][0].clone();
    let answer = format!("{}/decision", path(&waiting, "clearances"));
    assert_eq!(service.officer.put(&answer, decision(&waiting, true)).await.codes(), ["wrong_state"]);
    timekeeper::round(&app.house).await.unwrap();
    assert_eq!(lok.get(&bookings).await.ok()["state"], "lapsed");
    assert_eq!(addressees(app).await, ["lok@example.test"]);
    assert_eq!(lok.verdict(&slot).await, (false, vec!["too_late".into(), "officer_clearance_needed".into()]));
    assert_eq!(count(app, "select cast(sum(taken) as bigint) as count from slots"), 0);
    assert_eq!(service.officer.get("/clearances?state=decided").await.ok()["items"][0]["state"], "lapsed");
});

story!(a_host_that_is_cleared_needs_no_more_asking_until_it_is_taken_back, async |app| {
    let service = app.service().await;
    let first = service.shift(SENSITIVE).await;
    let second = service.shift(Shift { day: "12-05", ..SENSITIVE }).await;
    let third = service.shift(Shift { day: "12-12", ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    lok.books(&first).await.ok();
    let list = service.officer.get("/clearances").await.ok();
    let answer = format!("{}/decision", path(&list["items"][0], "clearances"));
    let endless = json!({ "cleared": true, "cover": "host", "version": 1 });
    assert_eq!(service.officer.put(&answer, endless).await.codes(), ["required"]);
    let host = json!({ "cleared": true, "cover": "host", "until": "2026-12-11", "version": 1 });
    service.officer.put(&answer, host).await.ok();
    assert_eq!(lok.verdict(&second).await, (true, Vec::new()));
    assert_eq!(lok.verdict(&third).await, (true, vec!["officer_clearance_needed".to_owned()]));

    let supervisees = service.officer.get("/supervisees").await.ok();
    let standing = format!("{}/standing-clearances", path(&supervisees["items"][0], "supervisees"));
    let listed = service.officer.get(&standing).await.ok();
    assert_eq!(
        (&listed["items"][0]["kind"], &listed["items"][0]["hostId"]),
        (&json!("host"), &json!(service.host_id))
    );
    let taken_back = path(&listed["items"][0], "standing-clearances");
    let stranger = app.staff("other", Role::Officer, None).await;
    assert_eq!(stranger.delete(&taken_back).await.outcome(), "404 not_found");
    assert_eq!(stranger.get(&standing).await.outcome(), "404 not_found");
    assert_eq!(service.officer.delete(&taken_back).await.status, 204);
    assert_eq!(lok.verdict(&second).await, (true, vec!["officer_clearance_needed".to_owned()]));

    let category = json!({ "kind": "category", "category": "elderly", "until": "2026-12-31" });
    assert_eq!(service.officer.post(&standing, category).await.status, 201);
    assert_eq!(lok.books(&third).await.ok()["state"], "confirmed");
    for wrong in [
        json!({ "kind": "category", "until": "2026-12-31" }),
        json!({ "kind": "mentoring", "category": "youth", "until": "2026-12-31" }),
        json!({ "kind": "mentoring", "until": "2026-11-22" }),
        json!({ "kind": "host", "hostId": lok.id, "until": "2026-12-31" }),
    ] {
        assert_eq!(service.officer.post(&standing, wrong.clone()).await.status, 422, "{wrong}");
    }
});

story!(a_waiting_booking_that_is_cancelled_asks_no_more, async |app| {
    let service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let lok = service.supervisee("lok").await;
    let booking = lok.books(&slot).await.ok();
    let cancellation = format!("{}/cancellation", path(&booking, "bookings"));
    lok.post(&cancellation, json!({ "version": booking["version"] })).await.ok();
    assert_eq!(service.officer.get("/clearances").await.ok()["items"], json!([]));
    let decided = service.officer.get("/clearances?state=decided").await.ok();
    assert_eq!(decided["items"][0]["state"], "withdrawn");
    assert_eq!(lok.books(&slot).await.ok()["state"], "awaiting_clearance");
});

story!(supervision_ends_by_word_or_by_day, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(Shift { day: "12-05", ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    let yan = service.supervisee("yan").await;
    let list = service.officer.get("/supervisees").await.ok();
    let (loks, yans) = (named(&list, "lok"), named(&list, "yan"));
    let stranger = app.staff("other", Role::Officer, None).await;
    let change = json!({ "endsOn": "2026-11-30", "version": 1 });
    assert_eq!(stranger.patch(&path(loks, "supervisees"), change.clone()).await.outcome(), "404 not_found");
    assert_eq!(stranger.get("/supervisees").await.ok()["items"], json!([]));
    let past = json!({ "endsOn": "2026-11-22", "version": 1 });
    assert_eq!(service.officer.patch(&path(loks, "supervisees"), past).await.codes(), ["out_of_range"]);
    // On the day of the shift, the supervision has ended.
    service.officer.patch(&path(loks, "supervisees"), change).await.ok();
    assert_eq!(lok.verdict(&slot).await, (true, Vec::new()));
    let ended = service
        .officer
        .post(&format!("{}/ending", path(yans, "supervisees")), json!({ "version": 1 }))
        .await
        .ok();
    assert_eq!(ended["state"], "ended");
    assert_eq!(yan.get("/me").await.ok()["supervision"], "settled_not");

    timekeeper::round(&app.house).await.unwrap();
    assert_eq!(lok.get("/me").await.ok()["supervision"], "supervised");
    app.advance(TimeDelta::days(8));
    timekeeper::round(&app.house).await.unwrap();
    service.come_back().await;
    let list = service.officer.get("/supervisees").await.ok();
    assert_eq!(named(&list, "lok")["state"], "ended");
    assert_eq!(count(app, "select count(*) as count from accounts where supervision = 'settled_not'"), 2);
});

story!(an_officer_who_left_can_clear_nothing, async |app| {
    let service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let later = service.shift(Shift { day: "12-05", ..SENSITIVE }).await;
    let lok = service.supervisee("lok").await;
    let waiting = lok.books(&later).await.ok();
    let admin = app.staff("admin", Role::Admin, None).await;
    let accounts = admin.get("/staff-accounts?limit=100").await.ok();
    let all = accounts["items"].as_array().unwrap();
    let officer = all.iter().find(|one| one["id"] == json!(service.officer.id)).unwrap();
    let grant = officer["grantId"].as_str().unwrap();
    let ended = admin.delete(&format!("/grants/{grant}")).await;
    assert_eq!(ended.status, 204);
    assert_eq!(lok.books(&slot).await.codes(), ["ask_staff"]);

    // Another officer registers the person, says anew what the order says, and decides what waited.
    let next = app.staff("next", Role::Officer, None).await;
    let found = next.post("/people/lookup", json!({ "code": lok.code })).await.ok();
    assert_eq!(found.get("supervision"), None, "an officer learns nothing of another's people");
    let body = json!({ "code": lok.code, "endsOn": "2027-03-31", "associationCondition": true });
    app.deliver_mail().await;
    let taken = next.post("/supervisees", body.clone()).await.ok();
    assert_eq!((&taken["endsOn"], &taken["version"]), (&json!("2027-03-31"), &json!(2)));
    assert!(addressees(app).await.contains(&"next@example.test".to_owned()));
    let request = next.get("/clearances").await.ok()["items"][0].clone();
    assert_eq!(request["bookingId"], waiting["id"]);
    let answer = format!("{}/decision", path(&request, "clearances"));
    next.put(&answer, decision(&request, true)).await.ok();
    assert_eq!(lok.get(&path(&waiting, "bookings")).await.ok()["state"], "confirmed");
    assert_eq!(lok.books(&slot).await.ok()["state"], "awaiting_clearance");
    let third = app.staff("third", Role::Officer, None).await;
    assert_eq!(third.post("/supervisees", body).await.codes(), ["already_registered"]);
});

story!(only_checks_that_make_sense_are_recorded, async |app| {
    let service = app.service().await;
    let ming = app.volunteer("ming").await;
    let checks = format!("/people/{}/checks", ming.id);
    for (wrong, code) in [
        (json!({ "kind": "reference", "seenOn": "2026-11-24" }), "out_of_range"),
        (json!({ "kind": "sexual_conviction_record_check", "seenOn": "2026-11-20" }), "required"),
        (json!({ "kind": "horoscope", "seenOn": "2026-11-20" }), "invalid"),
        (json!({ "kind": "reference", "seenOn": "yesterday" }), "invalid"),
        (json!({ "kind": "reference", "seenOn": "2026-11-20", "result": "clean" }), "unknown_field"),
    ] {
        assert_eq!(service.coordinator.post(&checks, wrong.clone()).await.codes(), [code], "{wrong}");
    }
    let nobody = format!("/people/{}/checks", uuid::Uuid::nil());
    let reference = json!({ "kind": "reference", "seenOn": "2026-11-20" });
    assert_eq!(service.coordinator.post(&nobody, reference.clone()).await.outcome(), "404 not_found");
    assert_eq!(service.coordinator.post(&checks, reference).await.status, 201);
    let list = service.coordinator.get(&checks).await.ok();
    assert_eq!((&list["items"][0]["seenBy"], &list["items"][0]["validTo"]), (&json!("mei"), &json!(null)));
});

story!(an_officer_clears_any_host_by_its_name, async |app| {
    let service = app.service().await;
    service.other_host().await;
    let slot = service.shift(SENSITIVE).await;
    let lok = service.supervisee("lok").await;
    let names = service.officer.get("/host-names").await.ok();
    let items = names["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let harbour = items.iter().find(|host| host["name"]["en"] == "Harbour").unwrap();
    assert_eq!(harbour, &json!({ "id": service.host_id, "name": { "en": "Harbour" } }));
    assert_eq!(service.officer.get("/hosts").await.status, 403);
    for other in [&lok, &service.host] {
        assert_eq!(other.get("/host-names").await.status, 403);
    }
    let list = service.officer.get("/supervisees").await.ok();
    let one = path(&list["items"][0], "supervisees");
    assert_eq!(service.officer.get(&one).await.ok(), list["items"][0]);
    let stranger = app.staff("other", Role::Officer, None).await;
    assert_eq!(stranger.get(&one).await.outcome(), "404 not_found");
    let host = json!({ "kind": "host", "hostId": harbour["id"], "until": "2026-12-11" });
    assert_eq!(service.officer.post(&format!("{one}/standing-clearances"), host).await.status, 201);
    assert_eq!(lok.verdict(&slot).await, (true, Vec::new()));
});

/// Everything that a host reads of its one slot: the opening, the roster, and whether its time can be changed.
async fn seen_by(host: &Person, slot: &str) -> Value {
    let opening = host.get("/managed-openings").await.ok()["items"][0].clone();
    let mut roster = host.get(&format!("/slots/{slot}/roster")).await.ok();
    for entry in roster["items"].as_array_mut().unwrap() {
        let entry = entry.as_object_mut().unwrap();
        assert!(entry["version"].as_i64().is_some_and(|version| version > 0));
        // One that begins anywhere.
        entry.remove("version");
        entry.remove("bookingId");
    }
    let slot_id = opening["slots"][0]["id"].as_str().unwrap();
    let moved = json!({ "version": opening["slots"][0]["version"], "endsAt": "2026-11-28T13:00:00+08:00" });
    let fewer = json!({ "version": opening["slots"][0]["version"], "capacity": 1 });
    let path = format!("/slots/{slot_id}");
    json!({
        "taken": opening["slots"][0]["taken"],
        "roster": { "named": roster["named"], "items": roster["items"], "taken": roster["slot"]["taken"] },
        "moved": host.patch(&path, moved).await.codes(),
        "fewer": host.patch(&path, fewer).await.codes(),
    })
}

story!(nothing_that_a_host_reads_tells_a_booking_that_waits_from_one_that_never_did, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SENSITIVE).await;
    let mut other = service.other_host().await;
    let ordinary = Service { host: other.clone(), ..service.clone() };
    let plain = ordinary.shift(SENSITIVE).await;
    let (lok, bo) = (service.supervisee("lok").await, app.volunteer("bo").await);
    let twin = app.volunteer("lok2").await;
    lok.books(&slot).await.ok();
    bo.books(&slot).await.ok();
    twin.books(&plain).await.ok();
    app.volunteer("bo2").await.books(&plain).await.ok();
    assert_eq!(seen_by(&service.host, &slot).await, seen_by(&other, &plain).await);
    let request = service.officer.get("/clearances").await.ok()["items"][0].clone();
    let answer = format!("{}/decision", path(&request, "clearances"));
    service.officer.put(&answer, decision(&request, true)).await.ok();
    assert_eq!(seen_by(&service.host, &slot).await, seen_by(&other, &plain).await);
    app.advance(TimeDelta::days(4));
    service.come_back().await;
    other.comes_back().await;
    let (waited, never) = (seen_by(&service.host, &slot).await, seen_by(&other, &plain).await);
    assert_eq!(waited.to_string().replace("lok", "lok2").replace("\"bo\"", "\"bo2\""), never.to_string());
});
