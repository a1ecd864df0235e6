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
    let verified = service
        .coordinator
        .put(&hours(&booking), json!({ "hours": 4.5, "version": row["version"] }))
        .await
        .ok();
    assert_eq!((&verified["reason"], &verified["entries"][0]["reason"]), (&json!(why), &json!(why)));
    let longer = json!({ "hours": 5, "version": verified["version"] });
    assert_eq!(service.coordinator.put(&hours(&booking), longer).await.codes(), ["longer_than_shift"]);
    app.advance(TimeDelta::minutes(1));
    let shorter = json!({ "hours": 3, "version": verified["version"] });
    service.coordinator.put(&hours(&booking), shorter).await.ok();
    let line = ming.get("/me/hours").await.ok()["lines"][0].clone();
    assert_eq!((&line["hours"], &line["reason"]), (&json!(3.0), &Value::Null));
    let told: Vec<_> =
        line["entries"].as_array().unwrap().iter().map(|one| (&one["kind"], &one["hours"])).collect();
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
    app.advance(TimeDelta::minutes(1));
    let taken = service.coordinator.post(&back, why.clone()).await.ok();
    assert_eq!((&taken["outcome"], &taken["hours"]), (&json!("attended"), &json!(3.0)));
    assert_eq!(service.coordinator.post(&back, why).await.outcome(), "409 stale_version");
    assert_eq!(service.coordinator.get("/attendance?which=verified").await.ok()["items"], json!([]));
    assert_eq!(service.coordinator.get("/attendance").await.ok()["items"], json!([taken]));

    // The member reads both lines, and who was there is put right.
    let own = ming.get("/me/hours").await.ok();
    assert_eq!(
        (&own["verifiedHours"], &own["waitingHours"], &own["thisYear"]),
        (&json!(0.0), &json!(3.0), &json!(0.0))
    );
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

story!(everybody_came_is_one_request_and_who_did_not_is_changed_after_it, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(Shift { capacity: 5, ..SATURDAY }).await;
    let later = service.shift(Shift { from: "12:30", to: "23:00", ..SATURDAY }).await;
    let mut booked = Vec::new();
    for name in ["ada", "bo", "cy"] {
        booked.push(app.volunteer(name).await.books(&slot).await.ok());
    }
    // Who serves on at another place has served the hours of a day.
    let dee = app.volunteer("dee").await;
    booked.push(dee.books(&slot).await.ok());
    let long = dee.books(&later).await.ok();
    let everybody = format!("/slots/{slot}/attendance");
    let ids: Vec<_> = booked.iter().map(|booking| booking["id"].clone()).collect();
    let all = json!({ "bookings": ids });
    assert_eq!(service.host.put(&everybody, all.clone()).await.outcome(), "409 not_yet");
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    let came = json!({ "outcome": "attended", "version": long["version"] });
    service.host.put(&attendance(&long), came).await.ok();
    let absent = json!({ "outcome": "absent", "version": booked[1]["version"] });
    service.host.put(&attendance(&booked[1]), absent).await.ok();
    let other = service.other_host().await;
    assert_eq!(other.put(&everybody, all.clone()).await.status, 403);

    for _ in 0..2 {
        let done = service.host.put(&everybody, all.clone()).await.ok();
        let marked: Vec<_> = done["roster"]["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (one["preferredName"].as_str().unwrap(), one["state"].as_str().unwrap(), &one["hours"])
            })
            .collect();
        let three = json!(3.0);
        assert_eq!(
            marked,
            [
                ("ada", "attended", &three),
                ("bo", "absent", &Value::Null),
                ("cy", "attended", &three),
                ("dee", "expected", &Value::Null),
            ]
        );
        let left: Vec<_> = done["left"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (&one["bookingId"], one["reasons"][0]["code"].as_str().unwrap()))
            .collect();
        assert_eq!(left, [(&ids[1], "wrong_state"), (&ids[3], "too_many_hours")]);
    }
    // The exceptions are changed one by one, by the coordinator as well.
    let roster = service.coordinator.get(&format!("/slots/{slot}/roster")).await.ok();
    let early = json!({ "outcome": "attended", "hours": 1.5, "version": roster["items"][3]["version"] });
    assert_eq!(service.coordinator.put(&attendance(&booked[3]), early).await.ok()["hours"], 1.5);
    let gone = json!({ "bookings": [long["id"]] });
    let done = service.coordinator.put(&everybody, gone).await.ok();
    assert_eq!(done["left"][0]["reasons"][0]["code"], "wrong_state");
});

story!(hours_that_are_those_of_their_shift_are_verified_together, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(Shift { capacity: 5, ..SATURDAY }).await;
    let mut booked = Vec::new();
    for name in ["ada", "bo", "cy", "dee"] {
        booked.push(app.volunteer(name).await.books(&slot).await.ok());
    }
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    let early = json!({ "outcome": "attended", "hours": 2, "version": booked[2]["version"] });
    service.host.put(&attendance(&booked[2]), early).await.ok();
    let ids: Vec<_> = booked.iter().map(|booking| booking["id"].clone()).collect();
    service.host.put(&format!("/slots/{slot}/attendance"), json!({ "bookings": ids })).await.ok();
    let list = service.coordinator.get("/attendance").await.ok();
    let rows: Vec<_> = ids
        .iter()
        .map(|id| list["items"].as_array().unwrap().iter().find(|row| row["bookingId"] == *id).unwrap())
        .collect();
    let plain: Vec<_> = rows.iter().map(|row| row["plain"].as_bool().unwrap()).collect();
    assert_eq!(plain, [true, true, false, true]);
    // The host corrects one row while the coordinator reads the list.
    let late = json!({ "outcome": "attended", "hours": 2.5, "version": rows[3]["version"] });
    service.host.put(&attendance(&booked[3]), late).await.ok();

    let seen = |row: &&Value| json!({ "bookingId": row["bookingId"], "version": row["version"] });
    let together = json!({ "rows": rows.iter().map(seen).collect::<Vec<_>>() });
    assert_eq!(service.host.put("/attendance/verification", together.clone()).await.status, 403);
    for _ in 0..2 {
        let done = service.coordinator.put("/attendance/verification", together.clone()).await.ok();
        let outcomes: Vec<_> =
            done["items"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["verified", "verified", "attended", "attended"]);
        let left: Vec<_> = done["left"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (&one["bookingId"], one["reasons"][0]["code"].as_str().unwrap()))
            .collect();
        assert_eq!(left, [(&ids[2], "decide_alone"), (&ids[3], "wrong_state")]);
    }
    assert_eq!(service.coordinator.get("/attendance").await.ok()["items"].as_array().unwrap().len(), 2);
});
