//! Stories of lists: whoever waits comes first by deadline, then by waiting, page by page.

use chrono::TimeDelta;
use serde_json::json;

use crate::clearances::SENSITIVE;
use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{App, story};

/// A field of every row of a list, read one row at a time.
async fn row_by_row(reader: &Person, list: &str, field: &str) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = reader
            .get(&format!("{list}{}limit=1{after}", if list.contains('?') { '&' } else { '?' }))
            .await
            .ok();
        let rows = page["items"].as_array().unwrap();
        assert!(rows.len() <= 1, "{page}");
        found.extend(rows.iter().map(|row| row.pointer(field).unwrap().as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

/// A day goes by, and everybody comes back.
async fn next_day(app: &App, people: &mut [&mut Person]) {
    app.advance(TimeDelta::days(1));
    for person in people {
        person.comes_back().await;
    }
}

story!(an_officer_reads_first_what_lapses_first, async |app| {
    let service = app.service().await;
    let later = service.shift(Shift { day: "12-05", ..SENSITIVE }).await;
    let sooner = service.shift(SENSITIVE).await;
    let (lok, wai) = (service.supervisee("lok").await, service.supervisee("wai").await);
    lok.books(&later).await.ok();
    wai.books(&sooner).await.ok();
    lok.books(&sooner).await.ok();
    let names = row_by_row(&service.officer, "/clearances", "/supervisee/preferredName").await;
    assert_eq!(names.len(), 3);
    assert_eq!(names[2], "lok", "who asked first, for a shift further off, comes last");
});

story!(a_coordinator_decides_first_about_the_meeting_that_is_due_first, async |app| {
    let scene = crate::meetings::scene(app).await;
    let far = scene.service.shift(Shift { day: "12-05", capacity: 4, ..SATURDAY }).await;
    let near = scene.service.shift(Shift { from: "16:00", to: "17:00", capacity: 4, ..SATURDAY }).await;
    for slot in [&far, &near] {
        scene.ming.books(slot).await.ok();
    }
    // Asked about the one further off first, and told the same evening for both.
    for slot in [&far, &near] {
        scene.fai.books(slot).await.ok();
    }
    let coordinator = &scene.service.coordinator;
    let due = row_by_row(coordinator, "/meetings", "/confirmsAt").await;
    assert_eq!(due.len(), 2);
    assert!(due.is_sorted(), "{due:?}");
    // Two who are booked already are asked about by the beginning of the shift.
    let (one, other) = (app.volunteer("one").await, app.volunteer("other").await);
    for person in [&one, &other] {
        for slot in [&far, &near] {
            person.books(slot).await.ok();
        }
    }
    coordinator.post("/keep-apart", json!({ "a": one.code, "b": other.code })).await.ok();
    let slots = row_by_row(coordinator, "/meetings", "/slotId").await;
    assert_eq!(slots[slots.len() - 2..], [near, far]);
});

story!(who_has_waited_longest_for_a_mentor_comes_first_also_after_a_pairing, async |app| {
    let mut cast = cast(app).await;
    next_day(app, &mut [&mut cast.psychologist, &mut cast.coordinator, &mut cast.mentor.person]).await;
    cast.psychologist.refers("阿雲").await;
    let active = cast.becomes_active().await;
    next_day(app, &mut [&mut cast.psychologist, &mut cast.coordinator]).await;
    cast.psychologist.refers("阿海").await;
    let end = json!({ "reason": "by_mentor", "version": active["version"] });
    cast.coordinator.post(&format!("{}/ending", cast.path), end).await.ok();
    for reader in [&cast.psychologist, &cast.coordinator] {
        let waiting = row_by_row(reader, "/referrals?state=eligible", "/alias").await;
        assert_eq!(waiting, ["阿晴", "阿雲", "阿海"]);
    }
    // What is over comes with the latest change first.
    for alias in ["阿雲", "阿晴"] {
        let list = cast.psychologist.get("/referrals?state=eligible").await.ok();
        let row = list["items"].as_array().unwrap().iter().find(|row| row["alias"] == alias).unwrap().clone();
        let path = format!("/referrals/{}", row["id"].as_str().unwrap());
        cast.psychologist
            .post(&format!("{path}/withdrawal"), json!({ "version": row["version"] }))
            .await
            .ok();
        app.advance(TimeDelta::minutes(1));
    }
    let over =
        row_by_row(&cast.psychologist, "/referrals?state=completed,withdrawn,released", "/alias").await;
    assert_eq!(over, ["阿晴", "阿雲"]);
});

story!(of_proposals_the_next_to_lapse_comes_first, async |app| {
    let mut cast = cast(app).await;
    next_day(app, &mut [&mut cast.psychologist, &mut cast.coordinator]).await;
    let second = cast.psychologist.refers("阿雲").await;
    app.proposed(cast.mentor.id, &second).await;
    let list = "/pairings?state=proposed,endorsed";
    assert_eq!(row_by_row(&cast.coordinator, list, "/pic/alias").await, ["阿晴", "阿雲"]);
    // An endorsement gives the desk its own time.
    app.advance(TimeDelta::minutes(1));
    cast.endorses().await;
    assert_eq!(row_by_row(&cast.coordinator, list, "/pic/alias").await, ["阿雲", "阿晴"]);
    let lines = cast.coordinator.get(list).await.ok();
    assert_eq!(lines["items"][0]["lapsesAt"], "2026-12-24T02:00:00Z");
    // All together: the latest change first.
    assert_eq!(row_by_row(&cast.coordinator, "/pairings", "/pic/alias").await, ["阿晴", "阿雲"]);
});

story!(openings_that_wait_to_be_looked_at_come_as_they_were_submitted, async |app| {
    let service = app.service().await;
    let mut made = Vec::new();
    for name in ["first", "second"] {
        let body = json!({
            "title": { "en": name }, "text": { "en": "A quiet morning." },
            "whatYouWillDo": { "en": "Listen and pour tea." }, "category": "elderly", "district": "sham_shui_po",
        });
        let opening = service.host.post("/managed-openings", body).await.ok();
        let path = format!("/managed-openings/{}", opening["id"].as_str().unwrap());
        let slot = json!({
            "startsAt": "2026-11-28T09:00:00+08:00", "endsAt": "2026-11-28T12:00:00+08:00", "capacity": 2,
            "meetingPoint": { "en": "Lobby" },
        });
        service.host.post(&format!("{path}/slots"), slot).await.ok();
        app.advance(TimeDelta::minutes(1));
        made.push(path);
    }
    let all = row_by_row(&service.coordinator, "/managed-openings", "/title/en").await;
    assert_eq!(all, ["second", "first"]);
    for path in made.iter().rev() {
        service.host.post(&format!("{path}/submission"), json!({ "version": 1 })).await.ok();
        app.advance(TimeDelta::minutes(1));
    }
    let list = "/managed-openings?state=submitted";
    assert_eq!(row_by_row(&service.coordinator, list, "/title/en").await, ["second", "first"]);
    let times = row_by_row(&service.coordinator, list, "/submittedAt").await;
    assert!(times[0] < times[1], "{times:?}");
});
