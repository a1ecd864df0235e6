//! Stories of honest hours: no more than the shift without a reason, twelve a day, and a line against what was wrong.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Service, Shift};
use crate::harness::{App, allowed, story};

fn attendance(booking: &Value) -> String {
    format!("/bookings/{}/attendance", booking["id"].as_str().unwrap())
}

fn hours(booking: &Value) -> String {
    format!("/bookings/{}/hours", booking["id"].as_str().unwrap())
}

/// Somebody has booked a shift of three hours, and it is over.
async fn over(app: &App) -> (Service, Person, Value) {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let mut ming = app.volunteer("ming").await;
    let booking = ming.books(&slot).await.ok();
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    ming.comes_back().await;
    (service, ming, booking)
}

story!(more_than_the_shift_lasts_takes_a_reason_that_stays_beside_the_hours, async |app| {
    let (service, ming, booking) = over(app).await;
    let mut came = json!({ "outcome": "attended", "hours": 4.5, "version": booking["version"] });
    let refused = service.host.put(&attendance(&booking), came.clone()).await;
    assert_eq!(refused.status, 422);
    let fault = json!({ "field": "reason", "code": "longer_than_shift", "params": { "hours": 3.0 } });
    assert_eq!(refused.body["errors"], json!([fault]));
    came["reason"] = json!("   ");
    assert_eq!(service.host.put(&attendance(&booking), came.clone()).await.codes(), ["longer_than_shift"]);
    came["reason"] = json!("A123456(3) stayed");
    assert_eq!(service.host.put(&attendance(&booking), came.clone()).await.codes(), ["hkid_not_allowed"]);
    let absent = json!({ "outcome": "absent", "reason": "Ill", "version": booking["version"] });
    assert_eq!(service.host.put(&attendance(&booking), absent).await.status, 422);

    let why = "Stayed to clear up after the party.";
    came["reason"] = json!(why);
    let entry = service.host.put(&attendance(&booking), came).await.ok();
    assert_eq!((&entry["hours"], &entry["reason"]), (&json!(4.5), &json!(why)));
    let row = service.coordinator.get("/attendance").await.ok()["items"][0].clone();
    assert_eq!((&row["shiftHours"], &row["hours"], &row["reason"]), (&json!(3.0), &json!(4.5), &json!(why)));
    assert_eq!(ming.get("/me/hours").await.ok()["lines"][0]["reason"], why);

    // What is verified as it was reported keeps its reason; what is changed to other hours beyond the shift needs one.
    let verified =
        service.coordinator.put(&hours(&booking), json!({ "hours": 4.5, "version": row["version"] })).await.ok();
    assert_eq!((&verified["reason"], &verified["entries"][0]["reason"]), (&json!(why), &json!(why)));
    let longer = json!({ "hours": 5, "version": verified["version"] });
    assert_eq!(service.coordinator.put(&hours(&booking), longer).await.codes(), ["longer_than_shift"]);
    let shorter = json!({ "hours": 3, "version": verified["version"] });
    service.coordinator.put(&hours(&booking), shorter).await.ok();
    let line = ming.get("/me/hours").await.ok()["lines"][0].clone();
    assert_eq!((&line["hours"], &line["reason"]), (&json!(3.0), &Value::Null));
    let told: Vec<_> = line["entries"].as_array().unwrap().iter().map(|one| (&one["kind"], &one["hours"])).collect();
    assert_eq!(told, [(&json!("verified"), &json!(4.5)), (&json!("corrected"), &json!(-1.5))]);
});

story!(one_day_of_one_person_counts_twelve_hours, async |app| {
    let mut service = app.service().await;
    let morning = service.shift(Shift { from: "08:00", to: "14:00", ..SATURDAY }).await;
    let evening = service.shift(Shift { from: "15:00", to: "23:00", ..SATURDAY }).await;
    let sunday = service.shift(Shift { day: "11-29", from: "00:30", to: "12:00", ..SATURDAY }).await;
    let mut ming = app.volunteer("ming").await;
    let mut booked = Vec::new();
    for slot in [&morning, &evening, &sunday] {
        booked.push(ming.books(slot).await.ok());
    }
    app.advance(TimeDelta::days(7));
    service.come_back().await;
    ming.comes_back().await;
    let came = |booking: &Value| json!({ "outcome": "attended", "version": booking["version"] });
    service.host.put(&attendance(&booked[0]), came(&booked[0])).await.ok();
    // Another day is another day.
    service.host.put(&attendance(&booked[2]), came(&booked[2])).await.ok();
    let refused = service.host.put(&attendance(&booked[1]), came(&booked[1])).await;
    assert_eq!(refused.outcome(), "409 too_many_hours");
    let stands = json!({ "on": "2026-11-28", "hours": 6.0, "most": 12.0 });
    assert_eq!(refused.body["reasons"][0]["params"], stands);
    let fits = json!({ "outcome": "attended", "hours": 6, "version": booked[1]["version"] });
    let entry = service.host.put(&attendance(&booked[1]), fits).await.ok();

    // Nor does who verifies count more.
    let more = json!({ "hours": 6.25, "version": entry["version"] });
    assert_eq!(service.coordinator.put(&hours(&booked[1]), more).await.codes(), ["too_many_hours"]);
    let same = json!({ "hours": 6, "version": entry["version"] });
    service.coordinator.put(&hours(&booked[1]), same).await.ok();
});

story!(what_was_verified_is_taken_back_by_a_line_against_it, async |app| {
    let (service, ming, booking) = over(app).await;
    let came = json!({ "outcome": "attended", "version": booking["version"] });
    let entry = service.host.put(&attendance(&booking), came).await.ok();
    let back = format!("{}/withdrawal", hours(&booking));
    let why = json!({ "reason": "That was another person.", "version": entry["version"] });
    assert_eq!(service.coordinator.post(&back, why).await.codes(), ["wrong_state"]);
    let verify = json!({ "hours": 3, "version": entry["version"] });
    let verified = service.coordinator.put(&hours(&booking), verify).await.ok();
    assert_eq!(allowed(&verified), ["verify", "take_back"]);
    let list = service.coordinator.get("/attendance?which=verified").await.ok();
    assert_eq!(list["items"], json!([verified]));

    let silent = json!({ "reason": " ", "version": verified["version"] });
    assert_eq!(service.coordinator.post(&back, silent).await.codes(), ["required"]);
    let why = json!({ "reason": "That was another person.", "version": verified["version"] });
    assert_eq!(service.host.post(&back, why.clone()).await.status, 403);
    assert_eq!(ming.post(&back, why.clone()).await.status, 403);
    let taken = service.coordinator.post(&back, why.clone()).await.ok();
    assert_eq!((&taken["outcome"], &taken["hours"]), (&json!("attended"), &json!(3.0)));
    assert_eq!(service.coordinator.post(&back, why).await.outcome(), "409 stale_version");
    assert_eq!(service.coordinator.get("/attendance?which=verified").await.ok()["items"], json!([]));
    assert_eq!(service.coordinator.get("/attendance").await.ok()["items"], json!([taken]));

    // The member reads both lines, and who was there is put right.
    let own = ming.get("/me/hours").await.ok();
    assert_eq!((&own["verifiedHours"], &own["waitingHours"], &own["thisYear"]), (&json!(0.0), &json!(3.0), &json!(0.0)));
    let absent = json!({ "outcome": "absent", "version": taken["version"] });
    service.host.put(&attendance(&booking), absent).await.ok();
    let own = ming.get("/me/hours").await.ok();
    assert_eq!((&own["verifiedHours"], &own["waitingHours"]), (&json!(0.0), &json!(0.0)));
    let line = &own["lines"][0];
    assert_eq!((&line["state"], &line["hours"]), (&json!("taken_back"), &json!(0.0)));
    let told: Vec<_> = line["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["hours"].as_f64().unwrap(), one["reason"].as_str()))
        .collect();
    assert_eq!(told, [("verified", 3.0, None), ("taken_back", -3.0, Some("That was another person."))]);
});
