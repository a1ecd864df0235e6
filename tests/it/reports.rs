//! Stories of figures: what staff read of the whole, true to the rows and of their own centre alone.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::mentoring::mentors::answers::{LanguageLevel, SpokenLanguage};
use alongside::mentoring::mentors::model::MentorState;
use alongside::worker::rounds::work_on_next;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::programme::referral;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::story;

const MENTORING: &str = "/reports/mentoring?centre=MFRC-MK";
const SHIFTS: &str = "/reports/shifts?centre=MFRC-MK";

/// Days from and to, how many wait, for how many there is a suitable mentor and for how many none.
fn bands(figures: &Value) -> Vec<[Option<i64>; 5]> {
    let number = |band: &Value, name: &str| band.get(name).and_then(Value::as_i64);
    let names = ["fromDays", "toDays", "waiting", "suitable", "none"];
    figures["waiting"].as_array().unwrap().iter().map(|band| names.map(|name| number(band, name))).collect()
}

story!(waiting_is_counted_by_how_long_and_a_round_says_for_whom_there_are_mentors, async |app| {
    let mut wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.change_mentor(fong.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    let mut urdu = referral("Noor");
    urdu["languages"] = json!(["ur"]);
    urdu["preferredLanguage"] = json!("ur");
    wong.refers_as(urdu).await;
    app.advance(TimeDelta::days(31));
    wong.comes_back().await;
    wong.refers("阿晴").await;
    app.advance(TimeDelta::days(31));
    wong.comes_back().await;
    wong.refers("阿雲").await;
    let coordinator = app.coordinator("chan").await;

    let before = coordinator.get(MENTORING).await.ok();
    assert_eq!(
        bands(&before),
        [
            [Some(0), Some(30), Some(1), None, None],
            [Some(31), Some(60), Some(1), None, None],
            [Some(61), None, Some(1), None, None],
        ]
    );
    assert_eq!(before.get("round"), None);

    let round = json!({ "centre": "MFRC-MK", "date": app.now().day() });
    let round = coordinator.post("/rounds", round).await.ok();
    assert!(work_on_next(&app.house).await.unwrap());
    wong.refers("阿星").await;
    let after = coordinator.get(MENTORING).await.ok();
    assert_eq!(after["round"], json!({ "id": round["id"], "date": round["date"] }));
    // One is proposed and one is crowded out; nobody speaks Urdu; of who came since, nothing is known.
    assert_eq!(
        bands(&after),
        [
            [Some(0), Some(30), Some(2), Some(1), Some(0)],
            [Some(31), Some(60), Some(1), Some(1), Some(0)],
            [Some(61), None, Some(1), Some(0), Some(1)],
        ]
    );
    assert_eq!(
        wong.get("/reports/own").await.ok()["waiting"][0],
        json!({ "fromDays": 0, "toDays": 30, "waiting": 2 })
    );

    // Whoever is a mentor too could read from such a count that somebody is kept apart from them.
    app.also(&fong.person, Role::Coordinator, Some("MFRC-MK")).await;
    let mut fong = fong.person;
    fong.comes_back().await;
    let theirs = fong.get(MENTORING).await.ok();
    assert_eq!((theirs.get("round"), &bands(&theirs)[0][2..]), (None, &[Some(2), None, None][..]));
});

story!(languages_and_stages_are_counted_and_nobody_counts_themselves, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let mai = app.active_mentor("mai", &wong).await;
    let resting = app.active_mentor("lok", &wong).await;
    app.change_mentor(mai.id, |mentor| {
        let level = LanguageLevel::Feelings;
        mentor.answers.languages.get_or_insert_default().push(SpokenLanguage { code: "ur".into(), level });
    })
    .await;
    app.change_mentor(resting.id, |mentor| mentor.state = MentorState::Paused).await;
    wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let figures = coordinator.get(MENTORING).await.ok();
    // English is spoken for everyday things only, and who rests speaks to nobody.
    assert_eq!(
        figures["languages"],
        json!([{ "code": "yue", "wanted": 1, "spoken": 2 }, { "code": "ur", "wanted": 0, "spoken": 1 }])
    );
    let stages = |figures: &Value| -> Vec<(String, i64)> {
        let all = figures["mentors"].as_array().unwrap().iter();
        let told = all.map(|one| (one["state"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap()));
        told.filter(|(_, count)| *count > 0).collect()
    };
    assert_eq!(stages(&figures), [("active".into(), 2), ("paused".into(), 1)]);
    app.also(&fong.person, Role::Coordinator, Some("MFRC-MK")).await;
    let mut fong = fong.person;
    fong.comes_back().await;
    let theirs = fong.get(MENTORING).await.ok();
    assert_eq!(stages(&theirs), [("active".into(), 1), ("paused".into(), 1)]);
    assert_eq!(theirs["languages"][0], json!({ "code": "yue", "wanted": 1, "spoken": 1 }));
});

story!(the_coming_days_are_counted_with_what_is_taken, async |app| {
    let service = app.service().await;
    let first = service.shift(SATURDAY).await;
    service.shift(Shift { from: "14:00", to: "16:00", capacity: 5, ..SATURDAY }).await;
    let gone = service.shift(Shift { day: "12-06", capacity: 7, ..SATURDAY }).await;
    service.shift(Shift { day: "12-07", capacity: 9, ..SATURDAY }).await;
    service.host.post(&format!("/slots/{gone}/cancellation"), json!({ "version": 1 })).await.ok();
    app.volunteer("ka-ho").await.books(&first).await.ok();
    let days = service.coordinator.get(SHIFTS).await.ok()["days"].clone();
    let days = days.as_array().unwrap();
    assert_eq!(
        (days.len(), &days[0]["date"], &days[13]["date"]),
        (14, &json!("2026-11-23"), &json!("2026-12-06"))
    );
    let full: Vec<&Value> = days.iter().filter(|day| day["slots"] != 0).collect();
    assert_eq!(full, [&json!({ "date": "2026-11-28", "slots": 2, "taken": 1, "capacity": 8 })]);
});

story!(another_centre_is_not_counted_and_not_told, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    app.active_mentor("fong", &wong).await;
    wong.refers("阿晴").await;
    let service = app.service().await;
    service.shift(SATURDAY).await;
    let elsewhere = app.staff("yip", Role::Coordinator, Some("MFRC-ST")).await;
    for path in [MENTORING, SHIFTS] {
        assert_eq!(elsewhere.get(path).await.outcome(), "404 not_found");
        assert_eq!(service.host.get(path).await.outcome(), "403 forbidden");
        assert_eq!(wong.get(path).await.outcome(), "404 not_found");
    }
    let theirs = elsewhere.get("/reports/mentoring?centre=MFRC-ST").await.ok();
    assert!(bands(&theirs).iter().all(|band| band[2] == Some(0)), "{theirs}");
    assert_eq!(theirs["languages"], json!([]));
    assert!(theirs["mentors"].as_array().unwrap().iter().all(|stage| stage["count"] == 0));
    let days = elsewhere.get("/reports/shifts?centre=MFRC-ST").await.ok();
    assert!(days["days"].as_array().unwrap().iter().all(|day| day["capacity"] == 0));
    // What they have referred themselves is a psychologist's to count; others have referred nobody.
    let other = app.psychologist_with("lau", 5).await;
    assert_eq!(bands(&other.get("/reports/own").await.ok())[0][2], Some(0));
});
