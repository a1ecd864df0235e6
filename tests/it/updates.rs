//! Stories of a round brought up to date: what changed since and why, and that just that is proposed.

use alongside::access::Role;
use alongside::worker::rounds::work_on_next;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::choices::{mentor, of, path, person, round};
use crate::clearances::{addressees, count};
use crate::harness::people::Person;
use crate::harness::{App, story};

/// Who is with whom in the proposals that wait.
async fn pairs(coordinator: &Person) -> Vec<(String, String)> {
    let open = coordinator.get("/pairings?state=proposed").await.ok();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |line: &Value| (word(&line["pic"]["alias"]), word(&line["mentor"]["preferredName"]));
    let mut pairs: Vec<_> = open["items"].as_array().unwrap().iter().map(line).collect();
    pairs.sort();
    pairs
}

fn update(line: &Value) -> String {
    format!("/rounds/{}/update", line["roundId"].as_str().unwrap())
}

fn says(change: &Value) -> (&str, Option<&str>, Option<&str>) {
    let name = |side: &str| change[side]["preferredName"].as_str();
    (change["alias"].as_str().unwrap(), name("from"), name("to"))
}

/// Two mentors with a place each, three people who speak Cantonese; one of them goes without.
async fn crowded(app: &App) -> (Person, Person, Vec<Value>) {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    mentor(app, "mai", &wong, &["yue"], &["badminton"]).await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    wong.refers_as(person("阿雲", "yue", &["badminton"])).await;
    wong.refers_as(person("阿明", "yue", &["cycling"])).await;
    let lines = round(app, &coordinator).await;
    assert_eq!(pairs(&coordinator).await, [("阿晴".into(), "fong".into()), ("阿雲".into(), "mai".into())]);
    addressees(app).await;
    (wong, coordinator, lines)
}

story!(a_refused_proposal_makes_room_for_who_went_without, async |app| {
    let (_, coordinator, lines) = crowded(app).await;
    let own = of(&lines, "阿晴");
    let update = update(own);
    let before = coordinator.get(&update).await.ok();
    assert_eq!(before["changes"], json!([]), "nothing has happened");
    let no = json!({ "reason": "They know each other.", "version": own["version"] });
    coordinator.put(&format!("{}/refusal", path(own)), no).await.ok();
    let seen = coordinator.get(&update).await.ok();
    let [change] = seen["changes"].as_array().unwrap().as_slice() else { panic!("{seen}") };
    assert_eq!((says(change), &change["because"]), (("阿明", None, Some("fong")), &json!([])));
    let round = coordinator.post(&update, json!({ "mark": seen["mark"] })).await.ok();
    assert_eq!(pairs(&coordinator).await, [("阿明".into(), "fong".into()), ("阿雲".into(), "mai".into())]);
    assert_eq!(addressees(app).await, ["wong@example.test"], "the psychologist has something to read");
    // The page of the round says who is left now, and why.
    let left: Vec<_> = round["unmatched"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["alias"].clone(), one["reason"]["code"].clone()))
        .collect();
    assert_eq!(left, [(json!("阿晴"), json!("crowded_out"))]);
    assert_eq!(round["proposals"], 2);
    assert_eq!(coordinator.get(&update).await.ok()["changes"], json!([]));
    let lines = "select count(*) as count from audit where event = 'round.updated'";
    assert_eq!(count(app, lines), 1);
});

story!(somebody_moves_so_that_a_newcomer_gets_the_only_mentor_they_can_have, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    mentor(app, "mai", &wong, &["yue", "ur"], &["badminton"]).await;
    wong.refers_as(person("阿雲", "yue", &["badminton"])).await;
    let lines = round(app, &coordinator).await;
    assert_eq!(pairs(&coordinator).await, [("阿雲".into(), "mai".into())]);
    let noor = wong.refers_as(person("Noor", "ur", &["cycling"])).await;
    let update = update(&lines[0]);
    let seen = coordinator.get(&update).await.ok();
    let changes = seen["changes"].as_array().unwrap();
    let change = |alias: &str| changes.iter().find(|one| one["alias"] == alias).unwrap();
    assert_eq!(says(change("Noor")), ("Noor", None, Some("mai")));
    let moved = change("阿雲");
    assert_eq!(
        (says(moved), &moved["because"]),
        (("阿雲", Some("mai"), Some("fong")), &json!([noor["reference"]]))
    );
    coordinator.post(&update, json!({ "mark": seen["mark"] })).await.ok();
    assert_eq!(pairs(&coordinator).await, [("Noor".into(), "mai".into()), ("阿雲".into(), "fong".into())]);
    let old = coordinator.get(&path(&lines[0])).await.ok();
    assert_eq!(
        (old["state"].as_str(), old["history"].as_array().unwrap().last().unwrap()["event"].as_str()),
        (Some("lapsed"), Some("gave_way"))
    );
});

story!(whoever_waits_longer_comes_first_and_the_page_says_so, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let noor = wong.refers_as(person("Noor", "ur", &["cycling"])).await;
    app.advance(TimeDelta::days(100));
    let ng = app.psychologist_with("ng", 5).await;
    let coordinator = app.coordinator("chan").await;
    let mai = mentor(app, "mai", &ng, &["yue"], &["badminton"]).await;
    ng.refers_as(person("阿雲", "yue", &["badminton"])).await;
    let today = app.operates(|tx| Ok(tx.today())).await;
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": today })).await.ok();
    assert!(work_on_next(&app.house).await.unwrap());
    let lines = coordinator.get("/pairings?state=proposed").await.ok()["items"].as_array().unwrap().clone();
    assert_eq!(pairs(&coordinator).await, [("阿雲".into(), "mai".into())]);
    app.change_mentor(mai.id, |mentor| {
        let mut spoken = mentor.answers.languages.clone().unwrap();
        spoken.push(alongside::mentoring::mentors::answers::SpokenLanguage {
            code: "ur".into(),
            level: alongside::mentoring::mentors::answers::LanguageLevel::Feelings,
        });
        mentor.answers.languages = Some(spoken);
    })
    .await;
    let seen = coordinator.get(&update(&lines[0])).await.ok();
    let [first, second] = seen["changes"].as_array().unwrap().as_slice() else { panic!("{seen}") };
    assert_eq!((says(first), first["waitingDays"].as_i64()), (("Noor", None, Some("mai")), Some(100)));
    assert_eq!(
        (says(second), &second["because"]),
        (("阿雲", Some("mai"), None), &json!([noor["reference"]]))
    );
    let round = coordinator.post(&update(&lines[0]), json!({ "mark": seen["mark"] })).await.ok();
    assert_eq!(pairs(&coordinator).await, [("Noor".into(), "mai".into())]);
    assert_eq!((&round["proposals"], &round["unmatched"][0]["alias"]), (&json!(1), &json!("阿雲")));
});

story!(what_is_not_what_was_shown_any_more_is_not_proposed, async |app| {
    let (wong, coordinator, lines) = crowded(app).await;
    let (own, other) = (of(&lines, "阿晴"), of(&lines, "阿雲"));
    let update = update(own);
    let no = json!({ "endorse": false, "reason": "Not these two.", "version": own["version"] });
    wong.put(&format!("{}/endorsement", path(own)), no).await.ok();
    let seen = coordinator.get(&update).await.ok();
    assert_eq!(says(&seen["changes"][0]), ("阿明", None, Some("fong")));
    let no = json!({ "reason": "They know each other.", "version": other["version"] });
    coordinator.put(&format!("{}/refusal", path(other)), no).await.ok();
    let late = coordinator.post(&update, json!({ "mark": seen["mark"] })).await;
    assert_eq!(late.outcome(), "409 stale_version");
    assert_eq!(pairs(&coordinator).await, []);
    let now = coordinator.get(&update).await.ok();
    assert_eq!(now["changes"].as_array().unwrap().len(), 2);
    let body = json!({ "mark": now["mark"] });
    coordinator.post(&update, body.clone()).await.ok();
    // Sent again it is about something that is no more.
    assert_eq!(coordinator.post(&update, body).await.outcome(), "409 stale_version");
    assert_eq!(pairs(&coordinator).await.len(), 2);
});

story!(of_two_who_bring_a_round_up_to_date_at_once_one_is_told_that_things_changed, async |app| {
    let (_, coordinator, lines) = crowded(app).await;
    let own = of(&lines, "阿晴");
    let update = update(own);
    let no = json!({ "reason": "They know each other.", "version": own["version"] });
    coordinator.put(&format!("{}/refusal", path(own)), no).await.ok();
    let mark = coordinator.get(&update).await.ok()["mark"].clone();
    let sent: Vec<_> = (0..2)
        .map(|_| {
            let (coordinator, update, mark) = (coordinator.clone(), update.clone(), mark.clone());
            actix_web::rt::spawn(
                async move { coordinator.post(&update, json!({ "mark": mark })).await.outcome() },
            )
        })
        .collect();
    let mut outcomes = Vec::new();
    for one in sent {
        outcomes.push(one.await.unwrap());
    }
    outcomes.sort();
    assert_eq!(outcomes, ["200", "409 stale_version"]);
    assert_eq!(pairs(&coordinator).await.len(), 2);
});

story!(only_coordinators_of_the_centre_bring_a_round_up_to_date, async |app| {
    let (wong, coordinator, lines) = crowded(app).await;
    let update = update(&lines[0]);
    let body = json!({ "mark": coordinator.get(&update).await.ok()["mark"] });
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    for (who, outcome) in [
        (elsewhere, "404 not_found"),
        (wong, "403 forbidden"),
        (app.member("somebody").await, "403 forbidden"),
    ] {
        assert_eq!(who.get(&update).await.outcome(), outcome);
        assert_eq!(who.post(&update, body.clone()).await.outcome(), outcome);
    }
    let started =
        coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": "2026-11-23" })).await.ok();
    let open = format!("/rounds/{}/update", started["id"].as_str().unwrap());
    assert_eq!(coordinator.get(&open).await.outcome(), "409 wrong_state");
});
