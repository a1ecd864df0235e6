//! Stories of proposals: what is shown of them, what stands in their way, who is told, and what they take from a round.

use alongside::proposing::rounds::flow;
use alongside::worker::rounds::work_on_next;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::addressees;
use crate::harness::pairings::cast;
use crate::harness::programme::referral;
use crate::harness::story;
use crate::letters::word_of;

const TODAY: &str = "2026-11-23";

story!(a_theme_is_shown_only_when_both_chose_it_and_both_said_yes, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let fong = app.active_mentor("fong", &wong).await;
    app.change_mentor(fong.id, |mentor| mentor.answers.themes_shared = Some(false)).await;
    let waiting = wong.refers("阿晴").await;
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await.ok();
    work_on_next(&app.house).await.unwrap();
    let line = coordinator.get("/pairings").await.ok()["items"][0].clone();
    let path = format!("/pairings/{}", line["id"].as_str().unwrap());
    let hidden = coordinator.get(&path).await.ok();
    let none = json!([]);
    for shown in [&hidden["shared"], &hidden["mentor"], &hidden["pic"]] {
        assert_eq!(shown["themes"], none);
    }
    assert_eq!(
        (&hidden["factors"][1]["points"], &hidden["factors"][1]["evidence"]),
        (&json!(0), &json!({ "shared": [] }))
    );
    assert_eq!(hidden["factors"][9]["evidence"], json!({ "shared": [] }));
    app.change_mentor(fong.id, |mentor| mentor.answers.themes_shared = Some(true)).await;
    assert_eq!(coordinator.get(&path).await.ok()["shared"]["themes"], json!(["grief"]));

    // The person's own list without their yes stays with the psychologist who referred them.
    let referral = format!("/referrals/{}", waiting["id"].as_str().unwrap());
    assert_eq!(coordinator.get(&referral).await.ok()["themes"], json!(["grief", "loneliness"]));
    let change = json!({ "themesAgreed": false, "version": wong.get(&referral).await.ok()["version"] });
    assert_eq!(wong.patch(&referral, change).await.ok()["themes"], json!(["grief", "loneliness"]));
    assert_eq!(coordinator.get(&referral).await.ok()["themes"], none);
    addressees(app).await;
});

story!(a_proposal_shows_what_came_in_its_way_and_is_not_approved_over_it, async |app| {
    let cast = cast(app).await;
    assert_eq!(cast.endorses().await["obstacles"], json!([]));
    let referral = format!("/referrals/{}", cast.waiting["id"].as_str().unwrap());
    let version = cast.psychologist.get(&referral).await.ok()["version"].clone();
    let moved = json!({
        "institution": "TLW", "languages": ["ur"], "preferredLanguage": "ur", "version": version,
    });
    let moved = cast.psychologist.patch(&referral, moved).await.ok();
    let expected = ["institution_not_cleared", "language_not_shared"];
    let seen = cast.coordinator.get(&cast.path).await.ok();
    let shown: Vec<_> = seen["obstacles"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(shown, expected);
    let offered = |seen: &Value| {
        let all = seen["may"].as_array().unwrap().iter();
        all.filter(|one| one["allowed"] == true).map(|one| one["code"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(offered(&seen), ["refuse", "choose_other"]);
    assert_eq!(cast.approves().await.codes(), expected);
    let back = json!({
        "institution": "LWC", "languages": ["yue"], "preferredLanguage": "yue", "version": moved["version"],
    });
    cast.psychologist.patch(&referral, back).await.ok();
    // The psychologist no longer works there, and the mentor has other hours.
    let own = cast.psychologist.get("/me/psychologist").await.ok();
    let elsewhere = json!({
        "institutions": ["TLW"], "expertise": [], "capacity": 5, "version": own["version"],
    });
    cast.psychologist.put("/me/psychologist", elsewhere).await.ok();
    app.change_mentor(cast.mentor.id, |mentor| mentor.answers.availability = None).await;
    assert_eq!(
        cast.approves().await.codes(),
        ["profile_incomplete", "supervisor_not_there", "availability_too_short"]
    );
    addressees(app).await;
});

story!(a_psychologist_who_left_supervises_no_new_pairing, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    let admin = app.staff("root", alongside::access::Role::Admin, None).await;
    let staff = admin.get("/staff-accounts").await.ok();
    let left = staff["items"].as_array().unwrap().iter().find(|one| one["preferredName"] == "wong").unwrap();
    admin.delete(&format!("/grants/{}", left["grantId"].as_str().unwrap())).await;
    let body = json!({ "version": cast.coordinator.get(&cast.path).await.ok()["version"] });
    let refused = cast.coordinator.post(&format!("{}/consent-request", cast.path), body).await;
    assert_eq!(refused.codes(), ["supervisor_missing"]);
    addressees(app).await;
});

story!(who_is_released_while_asked_does_not_wait_again, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    let asked = cast.asks().await.ok();
    let ending = |reason| json!({ "reason": reason, "version": asked["version"] });
    let path = format!("{}/ending", cast.path);
    // Nothing has begun, so no goals were reached.
    assert_eq!(cast.coordinator.post(&path, ending("goals_reached")).await.status.as_u16(), 422);
    assert_eq!(cast.coordinator.post(&path, ending("released")).await.ok()["state"], "closed");
    assert_eq!(
        (app.places_taken(cast.mentor.id).await, cast.referral_state().await.as_str()),
        (0, "released")
    );
    addressees(app).await;
});

story!(the_coordinators_learn_what_is_ready_was_declined_or_lapsed, async |app| {
    let cast = cast(app).await;
    addressees(app).await;
    cast.endorses().await;
    assert_eq!(addressees(app).await, ["chan@example.test"]);
    app.advance(TimeDelta::days(31));
    // The pairing, and what is done as a whole each time: answers and traces.
    assert_eq!(timekeeper::round(&app.house).await.unwrap(), 3);
    assert_eq!(addressees(app).await, ["chan@example.test", "wong@example.test"]);
    let again = format!("/pairings/{}", app.proposed(cast.mentor.id, &cast.waiting).await);
    let mut wong = cast.psychologist.clone();
    wong.comes_back().await;
    addressees(app).await;
    let no = json!({ "endorse": false, "reason": "Not yet.", "version": 1 });
    wong.put(&format!("{again}/endorsement"), no).await.ok();
    assert_eq!(addressees(app).await, ["chan@example.test"]);
});

story!(a_question_leads_the_mentor_to_where_it_is_asked, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    app.deliver_mail().await;
    cast.asks().await.ok();
    let letters = app.deliver_mail().await;
    let to_mentor = letters.iter().find(|letter| letter.to == "fong@example.test").unwrap();
    assert_eq!(to_mentor.link().rsplit_once("/go/").unwrap().1, word_of("/my/pairings"));
});

story!(a_place_that_is_proposed_is_not_proposed_again, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.change_mentor(fong.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    let coordinator = app.coordinator("chan").await;
    let first = wong.refers("阿晴").await;
    app.proposed(fong.id, &first).await;
    wong.refers_as(referral("阿雲")).await;
    let preview = coordinator.get(&format!("/rounds/preview?centre=MFRC-MK&date={TODAY}")).await.ok();
    assert_eq!(preview["mentors"]["heldBack"], json!([{ "code": "mentor_proposed_already", "count": 1 }]));
    assert_eq!(preview["referrals"]["heldBack"], json!([{ "code": "proposed_already", "count": 1 }]));
    let round = coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await.ok();
    work_on_next(&app.house).await.unwrap();
    let id = round["id"].as_str().unwrap().parse().unwrap();
    let done = app.operates(move |tx| flow::read(tx, id)).await;
    assert_eq!(done.outcome.unwrap().matched, 0);
    // The psychologist's places count the same way.
    let lam = app.psychologist_with("lam", 1).await;
    let mai = app.active_mentor("mai", &lam).await;
    let third = wong.refers_as(referral("阿月")).await;
    app.proposed(mai.id, &third).await;
    let preview = coordinator.get(&format!("/rounds/preview?centre=MFRC-MK&date={TODAY}")).await.ok();
    assert_eq!(
        (&preview["mentors"]["qualify"], &preview["psychologists"]["capacity"]),
        (&json!(1), &json!(0))
    );
    addressees(app).await;
});
