//! Stories of pairings under way: rests, endings, lapses, and who may see them.

use alongside::access::Role;
use alongside::mentoring::mentors::model::MentorState;
use alongside::worker::timekeeper;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::harness::pairings::cast;
use crate::harness::{App, Reply, allowed, story};

story!(a_mentor_rests_a_pairing_and_goes_on, async |app| {
    let cast = cast(app).await;
    let active = cast.becomes_active().await;
    let own = format!("/me{}", cast.path);
    let paused =
        cast.mentor.person.post(&format!("{own}/pause"), json!({ "version": active["version"] })).await.ok();
    assert_eq!((paused["state"].as_str(), allowed(&paused)), (Some("paused"), vec!["resume"]));
    // The place is kept.
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
    let version = json!({ "version": paused["version"] });
    assert_eq!(cast.mentor.person.post(&format!("{own}/resumption"), version).await.ok()["state"], "active");
    let version = json!({ "version": cast.version().await });
    let by_staff = cast.coordinator.post(&format!("{}/pause", cast.path), version).await.ok();
    let version = json!({ "version": by_staff["version"] });
    let refused = cast.mentor.person.post(&format!("{own}/resumption"), version.clone()).await;
    assert_eq!(refused.outcome(), "409 paused_by_staff");
    assert_eq!(
        cast.psychologist.post(&format!("{}/resumption", cast.path), version).await.ok()["state"],
        "active"
    );
});

story!(the_staffs_view_is_not_the_mentors, async |app| {
    let cast = cast(app).await;
    let mentor = &cast.mentor.person;
    // Before anybody asked, the mentor finds nothing anywhere.
    let body = json!({ "given": true, "version": 1 });
    assert_eq!(mentor.put(&format!("/me{}/consent", cast.path), body).await.outcome(), "404 not_found");
    assert_eq!(
        mentor.post(&format!("{}/pause", cast.path), json!({ "version": 1 })).await.outcome(),
        "404 not_found"
    );
    let active = cast.becomes_active().await;
    assert_eq!(mentor.get(&cast.path).await.outcome(), "403 forbidden");
    let version = json!({ "version": active["version"] });
    assert_eq!(mentor.post(&format!("{}/pause", cast.path), version).await.outcome(), "403 forbidden");
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "active");
});

story!(strangers_find_no_pairing, async |app| {
    let cast = cast(app).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    let other = app.psychologist("lam").await;
    for stranger in [&elsewhere, &other] {
        assert_eq!(stranger.get(&cast.path).await.outcome(), "404 not_found");
        assert_eq!(stranger.get("/pairings").await.ok()["items"], json!([]));
    }
    let body = json!({ "version": 1 });
    assert_eq!(elsewhere.put(&format!("{}/approval", cast.path), body).await.outcome(), "404 not_found");
    let endorse = json!({ "endorse": true, "version": 1 });
    assert_eq!(other.put(&format!("{}/endorsement", cast.path), endorse).await.outcome(), "404 not_found");
    assert_eq!(app.member("eve").await.get("/me/pairings").await.ok()["items"], json!([]));
});

story!(when_the_person_is_released_the_pairing_ends_and_frees_its_places, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let path = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    let referral = cast.psychologist.get(&path).await.ok();
    let body = json!({ "version": referral["version"] });
    assert_eq!(cast.psychologist.post(&format!("{path}/release"), body).await.ok()["state"], "released");
    let closed = cast.psychologist.get(&cast.path).await.ok();
    assert_eq!((closed["state"].as_str(), app.places_taken(cast.mentor.id).await), (Some("closed"), 0));
});

story!(what_nobody_moves_lapses, async |app| {
    let mut cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    app.advance(TimeDelta::days(20));
    timekeeper::round(&app.house).await.unwrap();
    cast.psychologist.comes_back().await;
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "consenting");
    app.advance(TimeDelta::days(1));
    timekeeper::round(&app.house).await.unwrap();
    cast.psychologist.comes_back().await;
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "lapsed");
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "eligible")
    );
});

story!(whoever_ends_by_wish_waits_anew, async |app| {
    let mut cast = cast(app).await;
    let active = cast.becomes_active().await;
    app.advance(TimeDelta::days(40));
    cast.psychologist.comes_back().await;
    let end = json!({ "reason": "by_wish", "version": active["version"] });
    cast.psychologist.post(&format!("{}/ending", cast.path), end).await.ok();
    let path = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    let referral = cast.psychologist.get(&path).await.ok();
    assert_eq!((referral["state"].as_str(), referral["waitingDays"].as_i64()), (Some("eligible"), Some(0)));
});

story!(of_two_approvals_at_the_same_moment_one_gets_the_last_place, async |app| {
    let cast = cast(app).await;
    app.change_mentor(cast.mentor.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    let other = app.coordinator("lee").await;
    let second = cast.psychologist.refers("阿雲").await;
    let second = format!("/pairings/{}", app.proposed(cast.mentor.id, &second).await);
    let endorse = json!({ "endorse": true, "version": 1 });
    for path in [&cast.path, &second] {
        cast.psychologist.put(&format!("{path}/endorsement"), endorse.clone()).await.ok();
    }
    let (first_path, second_path) = (format!("{}/approval", cast.path), format!("{second}/approval"));
    let body = json!({ "version": 2 });
    let (one, two) =
        tokio::join!(cast.coordinator.put(&first_path, body.clone()), other.put(&second_path, body.clone()));
    let mut outcomes = [one.outcome(), two.outcome()];
    outcomes.sort();
    assert_eq!(outcomes, ["200", "409 mentor_no_capacity"]);
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
});

story!(of_two_approvals_of_one_proposal_at_the_same_moment_one_counts, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    let other = app.coordinator("lee").await;
    let (path, body) = (format!("{}/approval", cast.path), json!({ "version": 2 }));
    let (one, two) = tokio::join!(cast.coordinator.put(&path, body.clone()), other.put(&path, body.clone()));
    let mut outcomes = [one.outcome(), two.outcome()];
    outcomes.sort();
    assert_eq!(outcomes, ["200", "409 stale_version"]);
    assert_eq!(app.places_taken(cast.mentor.id).await, 1);
});
