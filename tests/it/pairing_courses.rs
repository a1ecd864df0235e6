//! Stories of pairings under way: rests, endings, lapses, and who may see them.

use alongside::access::Role;
use alongside::mentoring::mentors::model::MentorState;
use alongside::worker::timekeeper;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::clearances::addressees;
use crate::consequences::told;
use crate::harness::pairings::{Cast, cast};
use crate::harness::{allowed, story};

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
    let pause = json!({ "wishedBy": "staff", "version": version["version"] });
    let by_staff = cast.coordinator.post(&format!("{}/pause", cast.path), pause).await.ok();
    let version = json!({ "version": by_staff["version"] });
    let refused = cast.mentor.person.post(&format!("{own}/resumption"), version.clone()).await;
    assert_eq!(refused.outcome(), "409 paused_by_staff");
    assert_eq!(
        cast.psychologist.post(&format!("{}/resumption", cast.path), version).await.ok()["state"],
        "active"
    );
});

/// What somebody sends who changes nothing but the state.
async fn at_version(cast: &Cast) -> Value {
    json!({ "version": cast.version().await })
}

story!(a_mentor_who_wanted_a_rest_is_asked_before_it_goes_on, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let (mentor, own) = (&cast.mentor.person, format!("/me{}", cast.path));
    mentor.post(&format!("{own}/pause"), at_version(&cast).await).await.ok();
    // Nobody goes on without them.
    let resumption = format!("{}/resumption", cast.path);
    let refused = cast.coordinator.post(&resumption, at_version(&cast).await).await;
    assert_eq!(refused.outcome(), "409 pause_of_another");
    let seen = cast.coordinator.get(&cast.path).await.ok();
    assert_eq!(seen["rest"], json!({ "mentor": "none", "pic": null, "staff": false }));
    assert_eq!(allowed(&seen), ["pause", "ask_to_go_on", "end"]);
    addressees(app).await;
    let request = format!("{}/resumption-request", cast.path);
    let asked = cast.coordinator.post(&request, at_version(&cast).await).await.ok();
    assert_eq!((&asked["state"], &asked["rest"]["mentor"]), (&json!("paused"), &json!("asked")));
    assert_eq!(allowed(&asked), ["pause", "end"]);
    assert_eq!(told(app).await, ["fong@example.test", "wong@example.test"]);
    let page = mentor.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!((&page["state"], allowed(&page)), (&json!("paused"), vec!["resume", "not_yet"]));
    // A no leaves it as it is, and whoever waits is told.
    let longer = format!("{own}/longer-pause");
    let not_yet = mentor.post(&longer, at_version(&cast).await).await.ok();
    assert_eq!((&not_yet["state"], allowed(&not_yet)), (&json!("paused"), vec!["resume"]));
    assert_eq!(told(app).await, ["chan@example.test", "wong@example.test"]);
    assert_eq!(mentor.post(&longer, at_version(&cast).await).await.outcome(), "409 wrong_state");
    let seen = cast.coordinator.get(&cast.path).await.ok();
    assert_eq!(
        (&seen["rest"]["mentor"], allowed(&seen)),
        (&json!("declined"), vec!["pause", "ask_to_go_on", "end"])
    );
    // They are asked again, and their yes is enough.
    cast.psychologist.post(&request, at_version(&cast).await).await.ok();
    let on = mentor.post(&format!("{own}/resumption"), at_version(&cast).await).await.ok();
    assert_eq!(on["state"], "active");
    assert_eq!(cast.coordinator.get(&cast.path).await.ok()["rest"], Value::Null);
});

story!(a_rest_that_the_person_in_custody_asked_for_ends_with_their_yes, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let pause = json!({ "wishedBy": "pic", "version": cast.version().await });
    let paused = cast.coordinator.post(&format!("{}/pause", cast.path), pause).await.ok();
    assert_eq!(paused["history"].as_array().unwrap().last().unwrap()["event"], "paused_for_pic");
    // To the mentor it rests by the word of staff, and shows nothing of the person.
    let page = cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!((allowed(&page), &page["alias"]), (vec!["see"], &Value::Null));
    let own = format!("/me{}/resumption", cast.path);
    let refused = cast.mentor.person.post(&own, at_version(&cast).await).await;
    assert_eq!(refused.outcome(), "409 paused_by_staff");
    let resumption = format!("{}/resumption", cast.path);
    let refused = cast.psychologist.post(&resumption, at_version(&cast).await).await;
    assert_eq!(refused.outcome(), "409 pause_of_another");
    addressees(app).await;
    cast.coordinator.post(&format!("{}/resumption-request", cast.path), at_version(&cast).await).await.ok();
    // Only who speaks with the person is told.
    assert_eq!(told(app).await, ["wong@example.test"]);
    let answer = format!("{}/pic-going-on", cast.path);
    let says = async |yes: bool| json!({ "goesOn": yes, "version": cast.version().await });
    assert_eq!(cast.coordinator.put(&answer, says(false).await).await.outcome(), "403 forbidden");
    let not_yet = cast.psychologist.put(&answer, says(false).await).await.ok();
    assert_eq!((&not_yet["state"], &not_yet["rest"]["pic"]), (&json!("paused"), &json!("declined")));
    assert_eq!(told(app).await, ["chan@example.test"]);
    // Later they want to go on, without having been asked again.
    assert_eq!(cast.psychologist.put(&answer, says(true).await).await.ok()["state"], "active");
    assert_eq!(told(app).await, ["chan@example.test", "fong@example.test"]);
});

story!(the_staffs_view_is_not_the_mentors, async |app| {
    let cast = cast(app).await;
    let mentor = &cast.mentor.person;
    // Before anybody asked, the mentor finds nothing anywhere.
    let body = json!({ "given": true, "version": 1 });
    assert_eq!(mentor.put(&format!("/me{}/consent", cast.path), body).await.outcome(), "404 not_found");
    let pause = format!("{}/pause", cast.path);
    let wish = json!({ "wishedBy": "staff", "version": 1 });
    assert_eq!(mentor.post(&pause, wish).await.outcome(), "404 not_found");
    let active = cast.becomes_active().await;
    assert_eq!(mentor.get(&cast.path).await.outcome(), "403 forbidden");
    let wish = json!({ "wishedBy": "staff", "version": active["version"] });
    assert_eq!(mentor.post(&pause, wish).await.outcome(), "403 forbidden");
    // Nor do they ask themselves in the name of staff.
    let request = format!("{}/resumption-request", cast.path);
    let version = json!({ "version": active["version"] });
    assert_eq!(mentor.post(&request, version).await.outcome(), "403 forbidden");
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

story!(whose_pairing_ends_by_no_wish_of_theirs_keeps_their_place_in_the_line, async |app| {
    let mut cast = cast(app).await;
    app.advance(TimeDelta::days(10));
    for person in [&mut cast.psychologist, &mut cast.coordinator, &mut cast.mentor.person] {
        person.comes_back().await;
    }
    let path = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    for (at, reason) in ["by_mentor", "transferred", "other"].into_iter().enumerate() {
        let active = cast.becomes_active().await;
        app.advance(TimeDelta::days(1));
        for person in [&mut cast.psychologist, &mut cast.coordinator] {
            person.comes_back().await;
        }
        let end = json!({ "reason": reason, "version": active["version"] });
        cast.coordinator.post(&format!("{}/ending", cast.path), end).await.ok();
        let referral = cast.psychologist.get(&path).await.ok();
        let waited = (referral["state"].as_str(), referral["waitingDays"].as_i64());
        assert_eq!(waited, (Some("eligible"), Some(11 + i64::try_from(at).unwrap())), "{reason}");
        let next = app.active_mentor(reason, &cast.psychologist).await;
        cast.path = format!("/pairings/{}", app.proposed(next.id, &cast.waiting).await);
        cast.mentor = next;
    }
});

story!(a_mentor_takes_a_yes_back_until_it_is_under_way, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    let mentor = &cast.mentor.person;
    let takes_back = async || {
        let version = cast.version().await;
        mentor.delete(&format!("/me{}/consent?version={version}", cast.path)).await
    };
    assert_eq!(takes_back().await.outcome(), "409 wrong_state");
    let yes = cast.mentor_says(true).await.ok();
    assert_eq!((&yes["consent"], allowed(&yes)), (&json!("given"), vec!["take_yes_back"]));
    addressees(app).await;
    let open = takes_back().await.ok();
    assert_eq!((&open["state"], &open["consent"]), (&json!("consenting"), &json!("asked")));
    assert_eq!(allowed(&open), ["answer"]);
    // Whoever waits for the two is told.
    assert_eq!(told(app).await, ["chan@example.test", "wong@example.test"]);
    let seen = cast.coordinator.get(&cast.path).await.ok();
    assert_eq!(seen["history"].as_array().unwrap().last().unwrap()["event"], "mentor_took_back");
    // The paper alone begins nothing; a second yes does, and then it is paused, not taken back.
    assert_eq!(cast.paper_says(true).await.ok()["state"], "consenting");
    assert_eq!(cast.mentor_says(true).await.ok()["state"], "active");
    assert_eq!(takes_back().await.outcome(), "409 wrong_state");
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
