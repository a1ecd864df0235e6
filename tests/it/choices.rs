//! Stories of choosing somebody else for a person: what it does to the others, and who may.

use actix_web::test::TestRequest;
use alongside::access::Role;
use alongside::mentoring::mentors::answers::{LanguageLevel, SpokenLanguage};
use alongside::worker::rounds::work_on_next;
use serde_json::{Value, json};

use crate::clearances::{addressees, count};
use crate::harness::people::Person;
use crate::harness::programme::{ActiveMentor, referral};
use crate::harness::{App, story};

const TODAY: &str = "2026-11-23";

/// A mentor with one place who talks about feelings in these languages and names these interests.
pub async fn mentor(
    app: &App,
    name: &str,
    by: &Person,
    languages: &[&str],
    interests: &[&str],
) -> ActiveMentor {
    let mentor = app.active_mentor(name, by).await;
    let spoken: Vec<_> = languages
        .iter()
        .map(|code| SpokenLanguage { code: (*code).into(), level: LanguageLevel::Feelings })
        .collect();
    let interests: Vec<String> = interests.iter().map(|code| (*code).into()).collect();
    app.change_mentor(mentor.id, move |mentor| {
        mentor.answers.capacity_wish = Some(1);
        mentor.answers.languages = Some(spoken);
        mentor.answers.interests = Some(interests);
    })
    .await;
    mentor
}

pub fn person(alias: &str, language: &str, interests: &[&str]) -> Value {
    let mut body = referral(alias);
    body["languages"] = json!([language]);
    body["preferredLanguage"] = json!(language);
    body["interests"] = json!(interests);
    body
}

pub async fn round(app: &App, coordinator: &Person) -> Vec<Value> {
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await.ok();
    assert!(work_on_next(&app.house).await.unwrap());
    coordinator.get("/pairings?state=proposed").await.ok()["items"].as_array().unwrap().clone()
}

pub fn path(line: &Value) -> String {
    format!("/pairings/{}", line["id"].as_str().unwrap())
}

pub fn of<'v>(lines: &'v [Value], alias: &str) -> &'v Value {
    lines.iter().find(|line| line["pic"]["alias"] == alias).unwrap_or(&Value::Null)
}

fn named<'v>(choices: &'v Value, name: &str) -> &'v Value {
    let found = choices["choices"].as_array().unwrap();
    found.iter().find(|one| one["mentor"]["preferredName"] == name).unwrap()
}

fn chooses(choice: &Value, seen: &Value) -> Value {
    json!({ "mark": choice["mark"], "reason": "They grew up in one street.", "version": seen["version"] })
}

/// Three mentors with a place each: fong speaks Cantonese, mai also Urdu, kit has no morning free and lai is free.
struct Scene {
    wong: Person,
    coordinator: Person,
    lines: Vec<Value>,
    /// The code of the mentor who is free.
    free: String,
}

async fn scene(app: &App) -> Scene {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    mentor(app, "mai", &wong, &["yue", "ur"], &["badminton"]).await;
    let free = mentor(app, "lai", &wong, &["yue"], &[]).await.person.code;
    let kit = mentor(app, "kit", &wong, &["en"], &[]).await;
    app.change_mentor(kit.id, |mentor| mentor.answers.availability = None).await;
    let busy = mentor(app, "yip", &wong, &["yue"], &[]).await;
    app.change_mentor(busy.id, |mentor| {
        mentor.answers.availability = mentor.answers.availability.map(|_| {
            let mut week = alongside::base::week::Week::default();
            week.set(0, 18, 19);
            week
        });
    })
    .await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    wong.refers_as(person("Noor", "ur", &["badminton"])).await;
    let lines = round(app, &coordinator).await;
    addressees(app).await;
    Scene { wong, coordinator, lines, free }
}

story!(another_mentor_is_priced_by_what_it_does_to_the_others, async |app| {
    let Scene { coordinator, lines, .. } = scene(app).await;
    let own = of(&lines, "阿晴");
    assert_eq!(own["mentor"]["preferredName"], "fong");
    let seen = coordinator.get(&format!("{}/alternatives", path(own))).await.ok();
    let names: Vec<_> = seen["choices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["mentor"]["preferredName"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["lai", "mai"], "nobody affected first");
    let free = named(&seen, "lai");
    assert_eq!((&free["effects"], free["difference"].as_i64().map(i64::signum)), (&json!([]), Some(-1)));
    // What makes the difference is told factor by factor, and nothing else is.
    let factors = free["factors"].as_array().unwrap();
    let points = |one: &Value| one["points"].as_i64().unwrap();
    let rounded = free["difference"].as_i64().unwrap() - factors.iter().map(points).sum::<i64>();
    assert!(rounded.abs() < 10, "each factor is rounded on its own: {free}");
    assert!(!factors.is_empty() && factors.iter().all(|one| points(one) != 0), "{free}");
    let dear = named(&seen, "mai");
    let [effect] = dear["effects"].as_array().unwrap().as_slice() else { panic!("{dear}") };
    assert_eq!(
        (effect["alias"].as_str(), effect["from"]["preferredName"].as_str(), &effect["to"]),
        (Some("Noor"), Some("mai"), &Value::Null)
    );
    assert_eq!((&effect["pairingId"], effect["waitingDays"].as_i64()), (&of(&lines, "Noor")["id"], Some(0)));
    // Who cannot be had stays on the list with the reason.
    let impossible = json!([{ "preferredName": "yip", "reasons": ["not_suitable_now"] }]);
    let shown: Vec<_> = seen["impossible"].as_array().unwrap().iter().map(|one| json!({
        "preferredName": one["mentor"]["preferredName"],
        "reasons": one["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].clone()).collect::<Vec<_>>(),
    })).collect();
    assert_eq!(json!(shown), impossible);
    let reads = "select count(*) as count from audit where event = 'pairing.choices_read'";
    assert_eq!(count(app, reads), 1);
});

story!(a_free_mentor_is_chosen_and_nobody_else_notices, async |app| {
    let Scene { wong, coordinator, lines, .. } = scene(app).await;
    let own = path(of(&lines, "阿晴"));
    let seen = coordinator.get(&format!("{own}/alternatives")).await.ok();
    let chosen = coordinator.post(&format!("{own}/choice"), chooses(named(&seen, "lai"), &seen)).await.ok();
    assert_eq!(
        (chosen["state"].as_str(), chosen["mentor"]["preferredName"].as_str()),
        (Some("proposed"), Some("lai"))
    );
    assert_eq!(chosen["roundId"], of(&lines, "阿晴")["roundId"]);
    assert_eq!(chosen["factors"].as_array().unwrap().len(), 10);
    let line = &chosen["history"][0];
    assert_eq!(
        (line["event"].as_str(), line["by"].as_str(), line["note"].as_str()),
        (Some("chosen"), Some("chan"), Some("They grew up in one street."))
    );
    let old = coordinator.get(&own).await.ok();
    let last = old["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (old["state"].as_str(), last["event"].as_str(), last["note"].as_str()),
        (Some("lapsed"), Some("replaced"), Some("They grew up in one street."))
    );
    assert_eq!(coordinator.get(&path(of(&lines, "Noor"))).await.ok()["version"], 1);
    assert_eq!(addressees(app).await, ["wong@example.test"], "once");
    // The new proposal goes the way of every other.
    let new = format!("/pairings/{}", chosen["id"].as_str().unwrap());
    let yes = json!({ "endorse": true, "version": chosen["version"] });
    let endorsed = wong.put(&format!("{new}/endorsement"), yes).await.ok();
    let approved =
        coordinator.put(&format!("{new}/approval"), json!({ "version": endorsed["version"] })).await.ok();
    assert_eq!(approved["state"], "approved");
    assert_eq!(coordinator.get(&format!("{new}/alternatives")).await.outcome(), "409 wrong_state");
});

story!(whoever_loses_their_mentor_to_a_choice_gets_what_was_shown, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let fong = mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    let mai = mentor(app, "mai", &wong, &["yue"], &["badminton"]).await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    wong.refers_as(person("阿雲", "yue", &["badminton"])).await;
    let lines = round(app, &coordinator).await;
    let (own, other) = (path(of(&lines, "阿晴")), path(of(&lines, "阿雲")));
    let seen = coordinator.get(&format!("{own}/alternatives")).await.ok();
    let swap = named(&seen, "mai");
    assert_eq!(
        (swap["effects"][0]["alias"].as_str(), swap["effects"][0]["to"]["preferredName"].as_str()),
        (Some("阿雲"), Some("fong"))
    );
    let body = chooses(swap, &seen);
    coordinator.post(&format!("{own}/choice"), body.clone()).await.ok();
    let moved = coordinator.get(&other).await.ok();
    let last = moved["history"].as_array().unwrap().last().unwrap().clone();
    // The reason is about somebody else, so it does not stand in this person's history.
    assert_eq!(
        (moved["state"].as_str(), last["event"].as_str(), &last["note"]),
        (Some("lapsed"), Some("gave_way"), &Value::Null)
    );
    let open = coordinator.get("/pairings?state=proposed").await.ok()["items"].as_array().unwrap().clone();
    let mut pairs: Vec<_> = open
        .iter()
        .map(|line| {
            (line["pic"]["alias"].as_str().unwrap(), line["mentor"]["id"].as_str().unwrap().to_owned())
        })
        .collect();
    pairs.sort();
    let mut expected = vec![("阿晴", mai.id.to_string()), ("阿雲", fong.id.to_string())];
    expected.sort();
    assert_eq!(pairs, expected, "each has one mentor, each mentor one person");
    let shifted = coordinator.get(&path(of(&open, "阿雲"))).await.ok();
    assert_eq!(
        (shifted["history"][0]["event"].as_str(), &shifted["history"][0]["note"]),
        (Some("shifted"), &Value::Null)
    );
    // Sent again it is about something that is no more.
    assert_eq!(coordinator.post(&format!("{own}/choice"), body).await.outcome(), "409 stale_version");
});

story!(a_choice_that_is_not_what_was_shown_any_more_is_stale, async |app| {
    let Scene { wong, coordinator, lines, .. } = scene(app).await;
    let own = path(of(&lines, "阿晴"));
    let seen = coordinator.get(&format!("{own}/alternatives")).await.ok();
    // Another proposal that the choice would move was endorsed meanwhile.
    let other = path(of(&lines, "Noor"));
    wong.put(&format!("{other}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
    let choice = format!("{own}/choice");
    assert_eq!(
        coordinator.post(&choice, chooses(named(&seen, "mai"), &seen)).await.outcome(),
        "409 stale_version"
    );
    assert_eq!(coordinator.get(&own).await.ok()["state"], "proposed");
    // An approved one stands: the mentor is taken, and the list says so.
    coordinator.put(&format!("{other}/approval"), json!({ "version": 2 })).await.ok();
    let now = coordinator.get(&format!("{own}/alternatives")).await.ok();
    assert_eq!(now["choices"].as_array().unwrap().len(), 1);
    let taken = now["impossible"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["mentor"]["preferredName"] == "mai")
        .unwrap();
    assert_eq!(taken["reasons"][0]["code"], "mentor_no_capacity");
    // The proposal itself was changed meanwhile.
    wong.put(&format!("{own}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
    assert_eq!(
        coordinator.post(&choice, chooses(named(&now, "lai"), &now)).await.outcome(),
        "409 stale_version"
    );
    let mut silent = chooses(named(&now, "lai"), &now);
    silent["reason"] = json!(" ");
    assert_eq!(coordinator.post(&choice, silent).await.codes(), ["required"]);
});

story!(of_two_choices_of_one_mentor_at_once_one_is_told_that_things_changed, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    mentor(app, "mai", &wong, &["yue"], &["badminton"]).await;
    let free = mentor(app, "lai", &wong, &["yue"], &[]).await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    wong.refers_as(person("阿雲", "yue", &["badminton"])).await;
    let lines = round(app, &coordinator).await;
    let mut asked = Vec::new();
    for line in &lines {
        let seen = coordinator.get(&format!("{}/alternatives", path(line))).await.ok();
        let choice = named(&seen, "lai");
        assert_eq!(choice["effects"], json!([]));
        asked.push((format!("{}/choice", path(line)), chooses(choice, &seen)));
    }
    let sent: Vec<_> = asked
        .into_iter()
        .map(|(path, body)| {
            let coordinator = coordinator.clone();
            actix_web::rt::spawn(async move { coordinator.post(&path, body).await.outcome() })
        })
        .collect();
    let mut outcomes = Vec::new();
    for one in sent {
        outcomes.push(one.await.unwrap());
    }
    outcomes.sort();
    assert_eq!(outcomes, ["201", "409 stale_version"]);
    let open = coordinator.get("/pairings?state=proposed").await.ok()["items"].as_array().unwrap().clone();
    let id = json!(free.id);
    assert_eq!((open.len(), open.iter().filter(|line| line["mentor"]["id"] == id).count()), (2, 1));
});

story!(a_choice_sent_twice_is_made_once, async |app| {
    let Scene { coordinator, lines, .. } = scene(app).await;
    let own = path(of(&lines, "阿晴"));
    let seen = coordinator.get(&format!("{own}/alternatives")).await.ok();
    let body = chooses(named(&seen, "lai"), &seen);
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = TestRequest::post()
            .uri(&format!("/api/v1{own}/choice"))
            .insert_header(("authorization", format!("Bearer {}", coordinator.token())))
            .insert_header(("idempotency-key", "choose-lai-once"))
            .set_json(&body);
        ids.push(app.send(request).await.ok()["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
});

story!(only_coordinators_of_the_centre_choose, async |app| {
    let Scene { wong, coordinator, lines, .. } = scene(app).await;
    let own = path(of(&lines, "阿晴"));
    let list = format!("{own}/alternatives");
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(elsewhere.get(&list).await.outcome(), "404 not_found");
    let seen = coordinator.get(&list).await.ok();
    let body = chooses(named(&seen, "lai"), &seen);
    assert_eq!(elsewhere.post(&format!("{own}/choice"), body.clone()).await.outcome(), "404 not_found");
    assert_eq!(wong.get(&list).await.outcome(), "403 forbidden");
    assert_eq!(wong.post(&format!("{own}/choice"), body).await.outcome(), "403 forbidden");
    assert_eq!(app.member("somebody").await.get(&list).await.outcome(), "403 forbidden");
});

story!(who_is_kept_apart_stands_like_one_without_a_common_hour, async |app| {
    let Scene { coordinator, lines, free, .. } = scene(app).await;
    let own = of(&lines, "阿晴");
    coordinator.post("/keep-apart", json!({ "a": own["pic"]["reference"], "b": free })).await.ok();
    let seen = coordinator.get(&format!("{}/alternatives", path(own))).await.ok();
    assert!(seen["choices"].as_array().unwrap().len() == 1 && !seen["choices"].to_string().contains("lai"));
    let impossible = seen["impossible"].as_array().unwrap();
    let reasons = |name: &str| {
        let found = impossible.iter().find(|one| one["mentor"]["preferredName"] == name);
        found.map(|one| one["reasons"].to_string())
    };
    assert_eq!(reasons("lai"), reasons("yip"));
    assert!(reasons("lai").is_some_and(|said| said.contains("not_suitable_now")), "{seen}");
});
