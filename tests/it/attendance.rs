//! Stories of attendance: the host says who came, a coordinator verifies, the member sees the sum.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{allowed, story};

fn path(booking: &Value) -> String {
    format!("/bookings/{}", booking["id"].as_str().unwrap())
}

story!(hours_are_reported_verified_and_summed, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (mut ming, mut fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let (mings, fais) = (ming.books(&slot).await.ok(), fai.books(&slot).await.ok());
    let attendance = |booking: &Value| format!("{}/attendance", path(booking));
    let came = json!({ "outcome": "attended", "hours": 2.5, "version": mings["version"] });
    assert_eq!(service.host.put(&attendance(&mings), came.clone()).await.outcome(), "409 not_yet");

    app.advance(TimeDelta::days(6));
    service.come_back().await;
    ming.comes_back().await;
    fai.comes_back().await;
    for wrong in [
        json!({ "outcome": "attended", "hours": 2.6, "version": 1 }),
        json!({ "outcome": "attended", "hours": 12.25, "version": 1 }),
        json!({ "outcome": "absent", "hours": 1, "version": 1 }),
        json!({ "outcome": "asleep", "version": 1 }),
    ] {
        assert_eq!(service.host.put(&attendance(&mings), wrong.clone()).await.status, 422, "{wrong}");
    }
    let entry = service.host.put(&attendance(&mings), came).await.ok();
    assert_eq!((&entry["state"], &entry["hours"]), (&json!("attended"), &json!(2.5)));
    assert_eq!(allowed(&entry), ["report"]);
    // A slip of the pen is corrected.
    let absent = json!({ "outcome": "absent", "version": fais["version"] });
    let entry = service.host.put(&attendance(&fais), absent).await.ok();
    let whole = json!({ "outcome": "attended", "version": entry["version"] });
    assert_eq!(service.host.put(&attendance(&fais), whole).await.ok()["hours"], 3.0);
    let hours = ming.get("/me/hours").await.ok();
    assert_eq!((&hours["verifiedHours"], &hours["waitingHours"]), (&json!(0.0), &json!(2.5)));
    assert_eq!(hours["lines"][0]["state"], "waiting");
    assert_eq!((&hours["firstBookedOn"], hours.get("hundredthOn")), (&json!("2026-11-23"), None));

    let list = service.coordinator.get("/attendance").await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let row = list["items"].as_array().unwrap().iter().find(|row| row["preferredName"] == "ming").unwrap();
    assert_eq!((&row["hours"], &row["outcome"]), (&json!(2.5), &json!("attended")));
    let verify = format!("{}/hours", path(&mings));
    let body = json!({ "hours": 2.5, "version": row["version"] });
    assert_eq!(service.host.put(&verify, body.clone()).await.status, 403);
    assert_eq!(ming.put(&verify, body.clone()).await.status, 403);
    let verified = service.coordinator.put(&verify, body.clone()).await.ok();
    assert_eq!(verified["outcome"], "verified");
    assert_eq!(service.coordinator.put(&verify, body).await.outcome(), "409 stale_version");
    let too_late = json!({ "outcome": "absent", "version": verified["version"] });
    assert_eq!(service.host.put(&attendance(&mings), too_late).await.codes(), ["wrong_state"]);
    let written = app.now();
    app.advance(TimeDelta::minutes(1));
    let corrected = json!({ "hours": 2, "version": verified["version"] });
    service.coordinator.put(&verify, corrected).await.ok();

    let hours = ming.get("/me/hours").await.ok();
    assert_eq!((&hours["verifiedHours"], &hours["waitingHours"]), (&json!(2.0), &json!(0.0)));
    assert_eq!(hours["thisYear"], 2.0);
    let entry = |kind: &str, hours: f64, at| json!({ "kind": kind, "hours": hours, "at": at });
    let line = json!({
        "bookingId": mings["id"], "on": "2026-11-28", "title": { "en": "Tea with elders" }, "hours": 2.0,
        "state": "verified",
        "entries": [entry("verified", 2.5, written), entry("corrected", -0.5, app.now())],
    });
    assert_eq!(hours["lines"], json!([line]));
    assert_eq!(service.coordinator.get("/attendance").await.ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(ming.get(&path(&mings)).await.ok()["hours"], 2.0);
    let roster = service.host.get(&format!("/slots/{slot}/roster")).await.ok();
    assert_eq!(roster["items"][1]["state"], "attended");
});

story!(only_who_came_has_hours, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let mut ming = app.volunteer("ming").await;
    let booking = ming.books(&slot).await.ok();
    let verify = format!("{}/hours", path(&booking));
    let hours = json!({ "hours": 1, "version": booking["version"] });
    assert_eq!(service.coordinator.put(&verify, hours).await.codes(), ["wrong_state"]);
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    ming.comes_back().await;
    let excused = json!({ "outcome": "excused", "version": booking["version"] });
    let entry = service.host.put(&format!("{}/attendance", path(&booking)), excused).await.ok();
    let hours = json!({ "hours": 1, "version": entry["version"] });
    assert_eq!(service.coordinator.put(&verify, hours).await.codes(), ["wrong_state"]);
    assert_eq!(ming.get("/me/hours").await.ok()["lines"], json!([]));
    assert_eq!(ming.get("/me/bookings?when=past").await.ok()["items"][0]["state"], "excused");
});

story!(a_roster_is_by_name_and_shows_who_is_expected, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { capacity: 5, ..SATURDAY }).await;
    for name in ["yan", "bo", "lok"] {
        app.volunteer(name).await.books(&slot).await.ok();
    }
    let cancels = app.volunteer("zoe").await;
    let booking = cancels.books(&slot).await.ok();
    cancels
        .post(&format!("{}/cancellation", path(&booking)), json!({ "version": booking["version"] }))
        .await
        .ok();
    let roster = service.coordinator.get(&format!("/slots/{slot}/roster")).await.ok();
    let names: Vec<_> = roster["items"].as_array().unwrap().iter().map(|one| &one["preferredName"]).collect();
    assert_eq!(names, ["bo", "lok", "yan"]);
    assert_eq!(roster["slot"]["meetingPoint"]["en"], "Lobby of Block 3");
});

story!(a_host_counts_at_once_and_reads_names_a_day_before, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let roster = format!("/slots/{slot}/roster");
    app.volunteer("ming").await.books(&slot).await.ok();
    let early = service.host.get(&roster).await.ok();
    assert_eq!(
        (&early["named"], &early["slot"]["taken"], &early["items"]),
        (&json!(false), &json!(1), &json!([]))
    );
    assert_eq!(early["namesFrom"], "2026-11-27T01:00:00Z");
    let staff = service.coordinator.get(&roster).await.ok();
    assert_eq!((&staff["named"], &staff["items"][0]["preferredName"]), (&json!(true), &json!("ming")));
    app.advance(TimeDelta::days(4));
    service.come_back().await;
    let late = service.host.get(&roster).await.ok();
    assert_eq!((&late["named"], &late["items"][0]["preferredName"]), (&json!(true), &json!("ming")));
});
