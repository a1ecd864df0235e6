//! Stories of mentors who wait, rest and step down.

use actix_web::http::Method;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::mentors::answers;
use crate::harness::story;

story!(two_people_at_once_one_is_told_to_look_again, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, yip) = (app.coordinator("chan").await, app.coordinator("yip").await);
    let id = ka_ho.applies(answers()).await;
    let version = chan.holds(&id).read().await["version"].clone();
    let step = |to: &str| json!({ "to": to, "version": version });
    chan.put(&format!("/mentors/{id}/state"), step("screening")).await.ok();
    let late = yip.put(&format!("/mentors/{id}/state"), step("declined")).await;
    assert_eq!(late.outcome(), "409 stale_version");
    assert_eq!(chan.holds(&id).read().await["state"], "screening");
    let stale =
        ka_ho.patch("/me/mentor", json!({ "version": version, "answers": { "district": "sha_tin" } })).await;
    assert_eq!(stale.outcome(), "409 stale_version");
});

story!(a_deferral_says_when_and_how_to_come_again, async |app| {
    let mut ka_ho = app.member("ka-ho").await;
    let mut chan = app.coordinator("chan").await;
    let id = ka_ho.applies(answers()).await;
    let file = chan.holds(&id);
    assert_eq!(file.moves(json!({ "to": "deferred" })).await.codes(), ["required"]);
    assert_eq!(
        file.moves(json!({ "to": "deferred", "againFrom": "2026-11-23" })).await.codes(),
        ["out_of_range"]
    );
    file.moves(json!({ "to": "deferred", "againFrom": "2027-05-24" })).await.ok();

    let mine = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(
        mine["next"],
        json!({ "code": "deferred", "params": { "from": "2027-05-24", "route": "volunteering" } })
    );
    let early = ka_ho.post("/me/mentor/submission", json!({ "version": mine["version"] })).await;
    assert_eq!(
        (early.outcome().as_str(), &early.body["reasons"][0]["params"]["from"]),
        ("409 too_early", &json!("2027-05-24"))
    );
    app.advance(TimeDelta::days(182));
    ka_ho.comes_back().await;
    let again = ka_ho.post("/me/mentor/submission", json!({ "version": mine["version"] })).await.ok();
    assert_eq!(again["state"], "applied");
    chan.comes_back().await;
    chan.holds(&id).moves(json!({ "to": "declined", "note": "not this year" })).await.ok();

    // A no is not for ever: a new application may be begun.
    let over = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(
        ka_ho.post("/me/mentor/withdrawal", json!({ "version": over["version"] })).await.outcome(),
        "409 wrong_state"
    );
    assert_eq!(ka_ho.post("/me/mentor", json!({})).await.ok()["state"], "draft");
});

story!(a_mentor_pauses_comes_back_and_steps_down, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let id = ka_ho.becomes_mentor(&chan, &dr_lee, answers()).await;
    app.deliver_mail().await;
    let version = |mine: &Value| json!({ "version": mine["version"] });
    let mine = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(ka_ho.post("/me/mentor/resumption", version(&mine)).await.outcome(), "409 wrong_state");
    let paused = ka_ho.post("/me/mentor/pause", version(&mine)).await.ok();
    assert_eq!(paused["state"], "paused");
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["chan@example.test", "dr-lee@example.test"]);
    assert_eq!(chan.holds(&id).read().await["capacity"], 0);
    let back = ka_ho.post("/me/mentor/resumption", version(&paused)).await.ok();
    assert_eq!(back["state"], "active");

    // A suspension is the coordinator's to lift.
    chan.holds(&id).moves(json!({ "to": "suspended" })).await.ok();
    let mine = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(ka_ho.post("/me/mentor/resumption", version(&mine)).await.outcome(), "409 wrong_state");
    chan.holds(&id).moves(json!({ "to": "active" })).await.ok();
    let mine = ka_ho.get("/me/mentor").await.ok();
    let gone = ka_ho.post("/me/mentor/withdrawal", version(&mine)).await.ok();
    assert_eq!(gone["state"], "stepped_down");
    assert_eq!(chan.get("/mentors/counts").await.ok()["byState"]["stepped_down"], 1);
});
