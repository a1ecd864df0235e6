//! Stories of what waits for staff in mentoring: it appears, it is counted, and it goes when it is done.

use alongside::access::Role;
use alongside::worker::rounds::work_on_next;
use chrono::{Days, TimeDelta};
use serde_json::{Value, json};

use crate::harness::mentors::answers;
use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::story;

/// What waits for somebody: kind, how soon, how many.
pub async fn waits(person: &Person) -> Vec<(String, String, i64)> {
    let today = person.get("/today").await.ok();
    let rows = today["rows"].as_array().unwrap();
    let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let found: Vec<_> = rows
        .iter()
        .map(|row| (word(row, "wait"), word(row, "soon"), row["count"].as_i64().unwrap()))
        .collect();
    let sum: i64 = found.iter().map(|(_, _, count)| count).sum();
    assert_eq!(today["waiting"], sum);
    found
}

/// The one row that waits for somebody.
pub async fn only(person: &Person) -> Value {
    let rows = person.get("/today").await.ok()["rows"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

pub fn row(wait: &str, soon: &str, count: i64) -> (String, String, i64) {
    (wait.to_owned(), soon.to_owned(), count)
}

story!(a_proposal_waits_for_one_after_the_other, async |app| {
    let mut cast = cast(app).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    let stranger = app.psychologist("lam").await;
    assert_eq!(waits(&cast.psychologist).await, [row("endorse_pairing", "later", 1)]);
    assert_eq!(waits(&cast.coordinator).await, []);
    let told = only(&cast.psychologist).await["items"][0].clone();
    assert_eq!(
        (&told["name"], &told["alias"], &told["dueAt"]),
        (&json!("fong"), &json!("阿晴"), &json!("2026-12-23T02:00:00Z"))
    );
    assert_eq!(told["id"], cast.path.strip_prefix("/pairings/").unwrap());

    // The days go by: within the week, today, overdue.
    for (days, soon) in [(23, "week"), (6, "week"), (1, "today")] {
        app.advance(TimeDelta::days(days));
        cast.psychologist.comes_back().await;
        assert_eq!(waits(&cast.psychologist).await, [row("endorse_pairing", soon, 1)], "{days}");
    }
    app.advance(TimeDelta::seconds(1));
    assert_eq!(waits(&cast.psychologist).await, [row("endorse_pairing", "overdue", 1)]);
    let today = cast.psychologist.get("/today").await.ok();
    assert_eq!((&today["overdue"], &today["dueToday"]), (&json!(1), &json!(0)));

    for person in [&mut cast.psychologist, &mut cast.coordinator] {
        person.comes_back().await;
    }
    cast.endorses().await;
    assert_eq!(waits(&cast.psychologist).await, []);
    assert_eq!(waits(&cast.coordinator).await, [row("approve_pairing", "later", 1)]);
    cast.approves().await.ok();
    assert_eq!(waits(&cast.coordinator).await, [row("request_consents", "later", 1)]);
    cast.asks().await.ok();
    assert_eq!(waits(&cast.coordinator).await, []);
    assert_eq!(waits(&cast.psychologist).await, [row("record_pic_consent", "later", 1)]);
    let (mut elsewhere, mut stranger) = (elsewhere, stranger);
    elsewhere.comes_back().await;
    stranger.comes_back().await;
    assert_eq!(waits(&elsewhere).await, []);
    assert_eq!(waits(&stranger).await, []);
    app.deliver_mail().await;
});

story!(what_staff_paused_waits_for_staff, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    assert_eq!(waits(&cast.psychologist).await, []);
    let body = json!({ "wishedBy": "staff", "version": cast.version().await });
    cast.coordinator.post(&format!("{}/pause", cast.path), body).await.ok();
    assert_eq!(waits(&cast.psychologist).await, [row("resume_pairing", "open", 1)]);
    let body = json!({ "version": cast.version().await });
    cast.psychologist.post(&format!("{}/resumption", cast.path), body).await.ok();
    assert_eq!(waits(&cast.psychologist).await, []);
    // Whoever rests by their own wish comes back by their own.
    let own = format!("/me{}/pause", cast.path);
    cast.mentor.person.post(&own, json!({ "version": cast.version().await })).await.ok();
    assert_eq!(waits(&cast.psychologist).await, []);
    app.deliver_mail().await;
});

story!(of_two_psychologists_each_is_asked_once, async |app| {
    let (wong, chow) = (app.psychologist_with("wong", 5).await, app.psychologist_with("chow", 5).await);
    let fong = app.active_mentor("fong", &wong).await;
    let waiting = chow.refers("阿晴").await;
    let path = format!("/pairings/{}", app.proposed(fong.id, &waiting).await);
    assert_eq!(waits(&wong).await, [row("endorse_pairing", "later", 1)]);
    let version = wong.get(&path).await.ok()["version"].clone();
    wong.put(&format!("{path}/endorsement"), json!({ "endorse": true, "version": version })).await.ok();
    assert_eq!(waits(&wong).await, []);
    assert_eq!(waits(&chow).await, [row("endorse_pairing", "later", 1)]);
    app.deliver_mail().await;
});

story!(a_round_waits_while_psychologists_have_not_spoken, async |app| {
    let (wong, chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    app.active_mentor("fong", &wong).await;
    wong.refers("阿晴").await;
    let round = chan.post("/rounds", json!({ "centre": "MFRC-MK", "date": "2026-11-23" })).await.ok();
    assert!(work_on_next(&app.house).await.unwrap());
    assert_eq!(waits(&chan).await, [row("follow_round", "open", 1)]);
    assert_eq!(only(&chan).await["items"][0]["id"], round["id"]);
    let line = wong.get("/pairings").await.ok()["items"][0].clone();
    let path = format!("/pairings/{}/endorsement", line["id"].as_str().unwrap());
    wong.put(&path, json!({ "endorse": true, "version": line["version"] })).await.ok();
    assert_eq!(waits(&chan).await, [row("approve_pairing", "later", 1)]);
    app.deliver_mail().await;
});

story!(an_application_goes_from_desk_to_desk, async |app| {
    let (wong, chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    let ka_ho = app.member("ka-ho").await;
    assert_eq!(waits(&chan).await, []);
    let id = ka_ho.applies(answers()).await;
    let (file, clinic) = (chan.holds(&id), wong.holds(&id));
    assert_eq!(waits(&chan).await, [row("screen_application", "open", 1)]);
    let told = only(&chan).await["items"][0].clone();
    assert_eq!((&told["id"], &told["name"]), (&json!(id), &json!("ka-ho")));
    file.moves(json!({ "to": "screening" })).await.ok();
    file.moves(json!({ "to": "interview" })).await.ok();
    assert_eq!(waits(&chan).await, []);
    assert_eq!(waits(&wong).await, [row("endorse_applicant", "open", 1)]);
    chan.sees_checks_of(&ka_ho).await;
    clinic.change("endorsement", json!({ "yes": true })).await.ok();
    assert_eq!(waits(&wong).await, []);
    assert_eq!(waits(&chan).await, [row("decide_application", "open", 1)]);
    file.moves(json!({ "to": "accepted" })).await.ok();
    assert_eq!(waits(&chan).await, [row("next_stage", "open", 1)]);
    file.moves(json!({ "to": "in_training" })).await.ok();
    assert_eq!(waits(&chan).await, [row("record_training", "open", 1)]);
    file.passes_every_module().await;
    assert_eq!(waits(&chan).await, [row("next_stage", "open", 1)]);
    file.moves(json!({ "to": "shadowing", "psychologistId": wong.id })).await.ok();
    assert_eq!(waits(&wong).await, [row("record_shadowing", "open", 1)]);
    assert_eq!(waits(&chan).await, []);
    for _ in 0..2 {
        clinic.shadows(12.0).await.ok();
    }
    assert_eq!(waits(&wong).await, []);
    file.moves(json!({ "to": "competency_review" })).await.ok();
    assert_eq!(waits(&wong).await, [row("sign_off_mentor", "open", 1)]);
    clinic.change("sign-off", json!({})).await.ok();
    assert_eq!(waits(&wong).await, []);
    assert_eq!(waits(&chan).await, [row("countersign_mentor", "open", 1)]);
    file.change("sign-off", json!({})).await.ok();
    assert_eq!(waits(&chan).await, [row("next_stage", "open", 1)]);
    assert_eq!(waits(&elsewhere).await, []);
    app.deliver_mail().await;
});

story!(what_runs_out_is_said_a_month_before, async |app| {
    let (wong, mut chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    let today = app.now().day();
    let in_days = move |days| today.checked_add_days(Days::new(days));
    let fong = app.mentor_cleared_until("fong", &wong, in_days(31)).await;
    assert_eq!(waits(&chan).await, []);
    app.change_mentor(fong.id, move |mentor| mentor.certified_until = in_days(30)).await;
    assert_eq!(waits(&chan).await, [row("renew_certification", "later", 1)]);
    assert_eq!(only(&chan).await["items"][0]["dueOn"], json!(in_days(30)));

    app.advance(TimeDelta::days(31));
    chan.comes_back().await;
    // Until the end of its last day a clearance counts; the certification has ended.
    let both = [row("renew_certification", "overdue", 1), row("renew_check", "today", 1)];
    assert_eq!(waits(&chan).await, both);
    let until = app.now().day().checked_add_days(Days::new(365)).unwrap();
    chan.holds(&fong.id.to_string()).moves(json!({ "to": "active", "certifiedUntil": until })).await.ok();
    let seen = json!({ "kind": "correctional_clearance", "seenOn": app.now().day(), "validTo": until });
    chan.post(&format!("/people/{}/checks", fong.person.id), seen).await.ok();
    assert_eq!(waits(&chan).await, []);
    app.deliver_mail().await;
});

story!(a_draft_waits_for_its_psychologist_until_it_is_sent, async |app| {
    let (wong, other) = (app.psychologist_with("wong", 5).await, app.psychologist("lam").await);
    let draft = wong.post("/referrals", crate::harness::programme::referral("阿晴")).await.ok();
    assert_eq!(waits(&wong).await, [row("finish_referral", "open", 1)]);
    assert_eq!(only(&wong).await["items"][0]["alias"], "阿晴");
    assert_eq!(waits(&other).await, []);
    let path = format!("/referrals/{}", draft["id"].as_str().unwrap());
    let paper = json!({
        "on": app.now().day(), "language": "zh", "witness": "Officer L", "version": draft["version"],
    });
    let agreed = wong.put(&format!("{path}/consent"), paper).await.ok();
    wong.post(&format!("{path}/submission"), json!({ "version": agreed["version"] })).await.ok();
    assert_eq!(waits(&wong).await, []);
});

story!(nobody_is_told_of_what_waits_about_themselves, async |app| {
    let (wong, ho) = (app.psychologist_with("wong", 5).await, app.coordinator("ho").await);
    let fong = app.active_mentor("fong", &wong).await;
    app.also(&fong.person, Role::Coordinator, Some("MFRC-MK")).await;
    let soon = app.now().day().checked_add_days(Days::new(3));
    app.change_mentor(fong.id, move |mentor| mentor.certified_until = soon).await;
    let waiting = wong.refers("阿晴").await;
    let path = format!("/pairings/{}/endorsement", app.proposed(fong.id, &waiting).await);
    wong.put(&path, json!({ "endorse": true, "version": 1 })).await.ok();
    let both = [row("renew_certification", "week", 1), row("approve_pairing", "later", 1)];
    assert_eq!(waits(&ho).await, both);
    assert_eq!(waits(&fong.person).await, []);
    app.deliver_mail().await;
});

story!(who_has_no_list_here_is_told_so, async |app| {
    for (role, scope) in [(Role::Liaison, Some("LWC")), (Role::Researcher, None)] {
        let person = app.staff(role.as_str(), role, scope).await;
        assert_eq!(person.get("/today").await.outcome(), "403 forbidden");
    }
    assert_eq!(app.member("ming").await.get("/today").await.outcome(), "403 forbidden");
});
