//! Stories of pairings: from a proposal to a good ending, and everything that may come between.

use alongside::access::Role;
use alongside::mentoring::mentors::model::MentorState;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::{App, Reply, allowed, story};

story!(a_proposal_becomes_a_pairing_and_ends_well, async |app| {
    let cast = cast(app).await;
    assert_eq!(app.deliver_mail().await.len(), 1, "the psychologist has something to read");
    assert_eq!(cast.endorses().await["state"], "endorsed");
    let approved = cast.approves().await.ok();
    assert_eq!(
        (approved["state"].as_str(), approved["approvedBy"].as_str()),
        (Some("approved"), Some("chan"))
    );
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (1, "matched")
    );
    // Of the approval nothing was sent, so it can be taken back; the coordinator read that it was ready.
    assert_eq!(app.deliver_mail().await.len(), 1);
    let undo = format!("{}/approval?version={}", cast.path, approved["version"]);
    assert_eq!(cast.coordinator.delete(&undo).await.ok()["state"], "endorsed");
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "eligible")
    );

    cast.approves().await.ok();
    assert_eq!(cast.mentor.person.get("/me/pairings").await.ok()["items"], json!([]));
    assert_eq!(cast.asks().await.ok()["consents"], json!({ "mentor": "asked", "pic": "asked" }));
    assert_eq!(app.deliver_mail().await.len(), 2);
    let asked = cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!(
        (asked["state"].as_str(), asked["psychologistName"].as_str()),
        (Some("consenting"), Some("wong"))
    );
    assert_eq!(
        (&asked["alias"], &asked["sharedGoals"], &asked["focus"]),
        (&Value::Null, &Value::Null, &json!("identity"))
    );

    assert_eq!(cast.mentor_says(true).await.ok()["consent"], "given");
    let active = cast.paper_says(true).await.ok();
    assert_eq!(
        (active["state"].as_str(), cast.referral_state().await.as_str()),
        (Some("active"), "in_pairing")
    );
    let own = cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!(
        (own["alias"].as_str(), own["sharedGoals"].as_str()),
        (Some("阿晴"), Some("一齊跑步，慢慢來。"))
    );

    let end = json!({ "reason": "goals_reached", "version": active["version"] });
    let closed = cast.coordinator.post(&format!("{}/ending", cast.path), end).await.ok();
    assert_eq!(closed["state"], "closed");
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "completed")
    );
    let events: Vec<_> =
        closed["history"].as_array().unwrap().iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(
        events,
        [
            "proposed",
            "endorsed",
            "approved",
            "approval_undone",
            "approved",
            "consents_asked",
            "mentor_consented",
            "pic_consented",
            "ended",
        ]
    );
});

story!(of_two_coordinators_on_one_proposal_one_is_told_that_it_changed, async |app| {
    let cast = cast(app).await;
    let endorsed = cast.endorses().await;
    let other = app.coordinator("lee").await;
    let approval = format!("{}/approval", cast.path);
    let body = json!({ "version": endorsed["version"] });
    cast.coordinator.put(&approval, body.clone()).await.ok();
    assert_eq!(other.put(&approval, body.clone()).await.outcome(), "409 stale_version");
    let refusal = json!({ "version": endorsed["version"], "reason": "too far" });
    assert_eq!(other.put(&format!("{}/refusal", cast.path), refusal).await.outcome(), "409 stale_version");
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
    let seen = other.get(&cast.path).await.ok();
    assert_eq!(seen["history"].as_array().unwrap().len(), 3);
    // With the version of now it is the state that says no.
    let again = other.put(&approval, json!({ "version": seen["version"] })).await;
    assert_eq!(
        (again.outcome().as_str(), &again.body["reasons"][0]["params"]),
        ("409 wrong_state", &json!({ "is": "approved" }))
    );
});

story!(what_was_lost_meanwhile_stops_the_approval, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    app.change_mentor(cast.mentor.id, |mentor| {
        mentor.certified_until = NaiveDate::from_ymd_opt(2026, 11, 22);
        mentor.state = MentorState::Paused;
        mentor.institutions.clear();
    })
    .await;
    let refused = cast.approves().await;
    assert_eq!(refused.codes(), ["mentor_not_active", "mentor_certification_ended", "institutions_missing"]);
    assert_eq!(refused.status.as_u16(), 409);
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "eligible")
    );
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "endorsed");
});

story!(a_place_that_another_pairing_took_is_gone, async |app| {
    let cast = cast(app).await;
    app.change_mentor(cast.mentor.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    let second = cast.psychologist.refers("阿雲").await;
    let other = app.proposed(cast.mentor.id, &second).await;
    let endorse = json!({ "endorse": true, "version": 1 });
    cast.psychologist.put(&format!("/pairings/{other}/endorsement"), endorse).await.ok();
    cast.endorses().await;
    cast.approves().await.ok();
    let refused = cast.coordinator.put(&format!("/pairings/{other}/approval"), json!({ "version": 2 })).await;
    assert_eq!(refused.outcome(), "409 mentor_no_capacity");
    let path = format!("/referrals/{}", second["id"].as_str().unwrap());
    assert_eq!(cast.psychologist.get(&path).await.ok()["state"], "eligible");
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
});

story!(a_psychologist_without_places_takes_no_more, async |app| {
    let psychologist = app.psychologist_with("wong", 0).await;
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &psychologist).await;
    let waiting = psychologist.refers("阿晴").await;
    let id = app.proposed(mentor.id, &waiting).await;
    psychologist
        .put(&format!("/pairings/{id}/endorsement"), json!({ "endorse": true, "version": 1 }))
        .await
        .ok();
    let refused = coordinator.put(&format!("/pairings/{id}/approval"), json!({ "version": 2 })).await;
    assert_eq!(refused.outcome(), "409 psychologist_no_capacity");
    assert_eq!(app.places_taken(mentor.id).await, 0);
});

/// Another centre keeps mentor and person apart, which ends nothing here; it works with the mentor as a member.
async fn elsewhere(app: &App, cast: &Cast) {
    cast.mentor.person.moves_to(json!("MFRC-ST")).await;
    let both = app.coordinator("both").await;
    app.also(&both, Role::Coordinator, Some("MFRC-ST")).await;
    let apart = json!({ "a": cast.mentor.person.code, "b": cast.waiting["reference"], "centre": "MFRC-ST" });
    both.post("/keep-apart", apart).await.ok();
}

story!(two_who_must_be_kept_apart_are_told_to_ask_staff, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    elsewhere(app, &cast).await;
    assert_eq!(cast.approves().await.codes(), ["ask_staff"]);
});

story!(a_person_may_name_whom_they_do_not_want_to_meet, async |app| {
    let psychologist = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &psychologist).await;
    let mut body = referral("阿晴");
    body["statedExclusions"] = json!([mentor.person.code.to_lowercase()]);
    let waiting = psychologist.refers_as(body).await;
    assert_eq!(waiting["statedExclusions"], json!([mentor.person.code]));
    let id = app.proposed(mentor.id, &waiting).await;
    psychologist
        .put(&format!("/pairings/{id}/endorsement"), json!({ "endorse": true, "version": 1 }))
        .await
        .ok();
    let refused = coordinator.put(&format!("/pairings/{id}/approval"), json!({ "version": 2 })).await;
    assert_eq!(refused.codes(), ["ask_staff"]);
});

story!(where_somebody_else_referred_both_psychologists_endorse, async |app| {
    let supervisor = app.psychologist_with("wong", 5).await;
    let referrer = app.psychologist_with("lam", 5).await;
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &supervisor).await;
    let waiting = referrer.refers("阿晴").await;
    let path = format!("/pairings/{}", app.proposed(mentor.id, &waiting).await);
    let endorse = |version| json!({ "endorse": true, "version": version });
    let waits = async |reader: &Person| -> (bool, Value) {
        let lines = reader.get("/pairings").await.ok();
        (lines["items"][0]["awaitsYou"] == true, reader.get("/pairings/counts").await.ok()["waiting"].clone())
    };
    assert_eq!(waits(&supervisor).await, (true, json!(1)));
    assert_eq!(waits(&coordinator).await, (false, json!(1)), "a coordinator decides, and endorses nothing");
    let once = supervisor.put(&format!("{path}/endorsement"), endorse(1)).await.ok();
    assert_eq!((once["state"].as_str(), once["inOwnWords"].as_str()), (Some("proposed"), None));
    assert_eq!(once["pic"]["inOwnWords"], "我想學會一個人也不怕。");
    assert_eq!(
        waits(&supervisor).await,
        (false, json!(0)),
        "what they have endorsed no longer waits for them"
    );
    assert_eq!(waits(&referrer).await, (true, json!(1)));
    let early = coordinator.put(&format!("{path}/approval"), json!({ "version": 2 })).await;
    assert_eq!(early.outcome(), "409 both_psychologists_needed");
    assert_eq!(referrer.put(&format!("{path}/endorsement"), endorse(2)).await.ok()["state"], "endorsed");
    let seen = coordinator.get(&path).await.ok();
    assert!(seen["pic"].get("inOwnWords").is_none());
    let by: Vec<&Value> =
        seen["endorsements"].as_array().unwrap().iter().map(|given| &given["by"]["id"]).collect();
    assert_eq!(by, [&seen["psychologist"]["id"], &seen["referringPsychologist"]["id"]]);
    coordinator.put(&format!("{path}/approval"), json!({ "version": 3 })).await.ok();
    assert_eq!(coordinator.get("/pairings/counts").await.ok()["waiting"], 0);
    assert_eq!(referrer.get("/pairings").await.ok()["items"][0]["mentor"]["preferredName"], "fong");
});

story!(a_no_has_its_reason_and_can_be_taken_back_by_the_coordinator, async |app| {
    let cast = cast(app).await;
    let bare = json!({ "endorse": false, "version": 1 });
    assert_eq!(
        cast.psychologist.put(&format!("{}/endorsement", cast.path), bare).await.codes(),
        ["required"]
    );
    let refusal = json!({ "reason": "The journey is too long for both.", "version": 1 });
    let refused = cast.coordinator.put(&format!("{}/refusal", cast.path), refusal).await.ok();
    assert_eq!((refused["state"].as_str(), allowed(&refused)), (Some("refused"), vec!["undo_refusal"]));
    assert_eq!(refused["history"][1]["note"], "The journey is too long for both.");
    let undo = format!("{}/refusal?version={}", cast.path, refused["version"]);
    assert_eq!(cast.coordinator.delete(&undo).await.ok()["state"], "proposed");
    let no = json!({ "endorse": false, "reason": "Not yet.", "version": 3 });
    assert_eq!(
        cast.psychologist.put(&format!("{}/endorsement", cast.path), no).await.ok()["state"],
        "declined"
    );
});

story!(a_mentor_who_says_no_needs_no_reason, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    assert_eq!(cast.mentor_says(false).await.ok()["state"], "declined");
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "eligible")
    );
    assert_eq!(cast.paper_says(true).await.outcome(), "409 wrong_state");
});

story!(a_mentor_who_lost_the_certificate_learns_only_that, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    app.change_mentor(cast.mentor.id, |mentor| mentor.certified_until = NaiveDate::from_ymd_opt(2026, 11, 1))
        .await;
    elsewhere(app, &cast).await;
    assert_eq!(cast.mentor_says(true).await.codes(), ["mentor_certification_ended"]);
    app.change_mentor(cast.mentor.id, |mentor| mentor.certified_until = NaiveDate::from_ymd_opt(2027, 11, 1))
        .await;
    assert_eq!(cast.mentor_says(true).await.codes(), ["ask_staff"]);
    // A no is always taken.
    assert_eq!(cast.mentor_says(false).await.ok()["state"], "declined");
});

story!(without_training_or_clearance_nothing_is_approved, async |app| {
    let psychologist = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let until = NaiveDate::from_ymd_opt(2026, 11, 23);
    let mentor = app.mentor_cleared_until("fong", &psychologist, until).await;
    let waiting = psychologist.refers("阿晴").await;
    let path = format!("/pairings/{}", app.proposed(mentor.id, &waiting).await);
    psychologist.put(&format!("{path}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
    coordinator.holds(&mentor.id.to_string()).records("M3", true, Some(false)).await.ok();
    app.advance(TimeDelta::days(1));
    let mut coordinator = coordinator;
    coordinator.comes_back().await;
    let refused = coordinator.put(&format!("{path}/approval"), json!({ "version": 2 })).await;
    assert_eq!(refused.codes(), ["training_incomplete", "clearance_check_missing"]);
});
