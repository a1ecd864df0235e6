//! Stories of where two who must not meet would meet, and of whom another place is found for.

use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::{addressees as told, count};
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Service, Shift};
use crate::harness::{App, Reply, story};

/// A service with two on the list, and their shifts on Saturday.
pub struct Scene {
    pub service: Service,
    pub ming: Person,
    pub fai: Person,
    pub slots: Vec<String>,
}

pub async fn scene(app: &App) -> Scene {
    let service = app.service().await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let mut slots = Vec::new();
    for (from, to) in [("09:00", "10:00"), ("11:00", "12:00"), ("14:00", "15:00")] {
        slots.push(service.shift(Shift { from, to, ..SATURDAY }).await);
    }
    app.deliver_mail().await;
    Scene { service, ming, fai, slots }
}

impl Scene {
    pub async fn goes_on(&mut self, app: &App, hours: i64) {
        app.advance(TimeDelta::hours(hours));
        timekeeper::round(&app.house).await.unwrap();
        self.service.come_back().await;
        self.ming.comes_back().await;
        self.fai.comes_back().await;
    }

    async fn meetings(&self) -> Vec<Value> {
        self.service.coordinator.get("/meetings").await.ok()["items"].as_array().unwrap().clone()
    }

    async fn decides(&self, meeting: &Value, leaves: &str) -> Reply {
        let path = format!("/meetings/{}/decision", meeting["id"].as_str().unwrap());
        self.service.coordinator.put(&path, json!({ "leaves": leaves, "version": meeting["version"] })).await
    }
}

async fn state(person: &Person, booking: &Value) -> String {
    let path = format!("/bookings/{}", booking["id"].as_str().unwrap());
    person.get(&path).await.ok()["state"].as_str().unwrap().to_owned()
}

story!(who_is_on_the_list_waits_for_every_slot_alike_and_is_confirmed, async |app| {
    let mut scene = scene(app).await;
    let needed = (true, vec!["confirmation_needed".to_owned()]);
    for slot in &scene.slots {
        assert_eq!(scene.ming.verdict(slot).await, needed);
    }
    let booking = scene.ming.books(&scene.slots[0]).await.ok();
    assert_eq!(booking["state"], "awaiting_confirmation");
    assert_eq!(booking["confirmsAt"], "2026-11-24T10:00:00Z");
    assert_eq!(booking["slot"]["placesLeft"], 2);
    // The other one reads of it no more than anybody.
    for slot in &scene.slots {
        assert_eq!(scene.fai.verdict(slot).await, needed);
    }
    assert_eq!(app.volunteer("anybody").await.verdict(&scene.slots[0]).await, (true, Vec::new()));
    scene.goes_on(app, 31).await;
    assert_eq!(state(&scene.ming, &booking).await, "awaiting_confirmation");
    scene.goes_on(app, 1).await;
    assert_eq!(state(&scene.ming, &booking).await, "confirmed");
    assert_eq!(scene.meetings().await.len(), 0);
    // Too near to wait until the evening after: half of what is left.
    scene.goes_on(app, 85).await;
    let late = scene.fai.books(&scene.slots[1]).await.ok();
    assert_eq!(late["confirmsAt"], "2026-11-28T01:00:00Z");
    // To the host nobody is there who waits.
    let roster = format!("/slots/{}/roster", scene.slots[1]);
    let seen = scene.service.host.get(&roster).await.ok();
    assert_eq!((&seen["named"], &seen["items"]), (&json!(true), &json!([])));
    scene.goes_on(app, 2).await;
    assert_eq!(scene.service.host.get(&roster).await.ok()["items"][0]["preferredName"], "fai");
    assert_eq!(state(&scene.fai, &late).await, "confirmed");
});

story!(where_two_would_meet_a_coordinator_of_the_pair_decides_for_whom_another_place_is_found, async |app| {
    let mut scene = scene(app).await;
    let (first, later) = (scene.ming.clone(), scene.fai.clone());
    let sham = app.staff("sham", Role::Coordinator, Some("MFRC-ST")).await;
    // He has tried before.
    for _ in 0..2 {
        let tried = later.books(&scene.slots[0]).await.ok();
        let cancel = json!({ "version": tried["version"] });
        later.post(&format!("/bookings/{}/cancellation", tried["id"].as_str().unwrap()), cancel).await.ok();
    }
    let ming = first.books(&scene.slots[0]).await.ok();
    let other = first.books(&scene.slots[1]).await.ok();
    let fai = later.books(&scene.slots[1]).await.ok();
    let cancel = json!({ "version": fai["version"] });
    later.post(&format!("/bookings/{}/cancellation", fai["id"].as_str().unwrap()), cancel).await.ok();
    assert_eq!(scene.meetings().await.len(), 0, "one of the two places is free again");
    told(app).await;
    let fai = later.books(&scene.slots[0]).await.ok();
    assert_eq!(told(app).await, ["fai@example.test", "mei@example.test"]);

    let meetings = scene.meetings().await;
    assert_eq!(meetings.len(), 1);
    let meeting = &meetings[0];
    assert_eq!(
        (&meeting["later"]["code"], &meeting["first"]["code"]),
        (&json!(later.code), &json!(first.code))
    );
    assert_eq!((&meeting["times"], &meeting["slotId"]), (&json!(2), &json!(scene.slots[0])));
    assert_eq!(sham.get("/meetings").await.ok()["items"], json!([]));
    let decision = format!("/meetings/{}/decision", meeting["id"].as_str().unwrap());
    let body = json!({ "leaves": "later", "version": meeting["version"] });
    assert_eq!(sham.put(&decision, body.clone()).await.outcome(), "404 not_found");
    assert_eq!(scene.service.host.put(&decision, body).await.status, 403);

    // Whoever was there first is confirmed in their time, and the later one waits on until somebody decides.
    scene.goes_on(app, 33).await;
    assert_eq!(state(&scene.ming, &ming).await, "confirmed");
    assert_eq!(state(&scene.fai, &fai).await, "awaiting_confirmation");
    told(app).await;
    assert_eq!(scene.decides(meeting, "later").await.status, 204);
    assert_eq!(told(app).await, ["fai@example.test"]);
    assert_eq!(state(&scene.fai, &fai).await, "given_back");
    assert_eq!(scene.fai.books(&scene.slots[0]).await.codes(), ["ask_staff"]);
    assert_eq!(scene.decides(meeting, "later").await.outcome(), "409 stale_version");

    // The one who was there first may be found another place as well; the later one is then confirmed.
    let again = scene.fai.books(&scene.slots[1]).await.ok();
    let meeting = scene.meetings().await.remove(0);
    assert_eq!(meeting["times"], 3);
    assert_eq!(scene.decides(&meeting, "first").await.status, 204);
    assert_eq!(state(&scene.ming, &other).await, "given_back");
    scene.goes_on(app, 33).await;
    assert_eq!(state(&scene.fai, &again).await, "confirmed");

    // Or both may come.
    let third = scene.fai.books(&scene.slots[2]).await.ok();
    let both = scene.ming.books(&scene.slots[2]).await.ok();
    let meeting = scene.meetings().await.remove(0);
    assert_eq!(scene.decides(&meeting, "nobody").await.status, 204);
    assert_eq!(state(&scene.ming, &both).await, "awaiting_confirmation");
    scene.goes_on(app, 33).await;
    assert_eq!(
        (state(&scene.fai, &third).await, state(&scene.ming, &both).await),
        ("confirmed".into(), "confirmed".into())
    );
    app.deliver_mail().await;
});

story!(a_place_of_which_nobody_decided_is_free_when_the_shift_begins, async |app| {
    let mut scene = scene(app).await;
    scene.ming.books(&scene.slots[0]).await.ok();
    let fai = scene.fai.books(&scene.slots[0]).await.ok();
    scene.goes_on(app, 118).await;
    assert_eq!(state(&scene.fai, &fai).await, "awaiting_confirmation");
    scene.goes_on(app, 1).await;
    assert_eq!(state(&scene.fai, &fai).await, "lapsed");
    assert_eq!(scene.meetings().await.len(), 0);
    app.deliver_mail().await;
});

story!(a_shift_that_two_share_already_is_told_and_asked_about, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    for person in [&ming, &fai] {
        assert_eq!(person.books(&slot).await.ok()["state"], "confirmed");
        app.advance(TimeDelta::seconds(1));
    }
    app.deliver_mail().await;
    let pair = json!({ "a": ming.code, "b": fai.code });
    assert_eq!(ming.post("/keep-apart", pair.clone()).await.status, 403);
    let same = json!({ "a": ming.code, "b": ming.code });
    assert_eq!(service.coordinator.post("/keep-apart", same).await.status, 422);
    let unknown = json!({ "a": ming.code, "b": "ZZZ-999" });
    assert_eq!(service.coordinator.post("/keep-apart", unknown).await.codes(), ["unknown_code"]);
    let shared = service.coordinator.post("/keep-apart", pair).await.ok();
    assert_eq!(shared["slots"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&shared["slots"][0]["slotId"], &shared["slots"][0]["title"]["en"]),
        (&json!(slot), &json!("Tea with elders"))
    );
    // Neither of them notices; the centre is asked, and of the two ming came first.
    assert_eq!(told(app).await, ["mei@example.test"]);
    for person in [&ming, &fai] {
        assert_eq!(person.get("/me/bookings").await.ok()["items"][0]["state"], "confirmed");
    }
    let meetings = service.coordinator.get("/meetings").await.ok()["items"].clone();
    assert_eq!(
        (meetings.as_array().unwrap().len(), &meetings[0]["first"]["code"], &meetings[0]["later"]["code"]),
        (1, &json!(ming.code), &json!(fai.code))
    );
    assert_eq!((&meetings[0]["times"], &meetings[0]["confirmsAt"]), (&json!(1), &Value::Null));
    let decision = format!("/meetings/{}/decision", meetings[0]["id"].as_str().unwrap());
    let body = json!({ "leaves": "later", "version": meetings[0]["version"] });
    assert_eq!(service.coordinator.put(&decision, body).await.status, 204);
    assert_eq!(told(app).await, ["fai@example.test"]);
    assert_eq!(fai.get("/me/bookings").await.ok()["items"][0]["state"], "given_back");
    assert_eq!(ming.get("/me/bookings").await.ok()["items"][0]["state"], "confirmed");
});

fn open_questions(app: &App) -> i64 {
    count(app, "select count(*) as count from confirmations where state = 'waiting'")
}

story!(a_question_ends_with_its_pair_and_when_the_shift_begins, async |app| {
    let service = app.service().await;
    let mut tak = app.coordinator("tak").await;
    let slot = service.shift(SATURDAY).await;
    let (mut ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    for person in [&fai, &ming] {
        person.books(&slot).await.ok();
    }
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair.clone()).await.ok();
    assert_eq!(open_questions(app), 1);
    for coordinator in [&service.coordinator, &tak] {
        assert_eq!(coordinator.post("/keep-apart/removal", pair.clone()).await.status, 204);
    }
    assert_eq!(open_questions(app), 0);
    let withdrawn = "select count(*) as count from audit where event = 'confirmation.withdrawn'";
    assert_eq!(count(app, withdrawn), 1);
    // Entered anew it is asked anew; when the shift has begun there is nothing left to decide.
    service.coordinator.post("/keep-apart", pair).await.ok();
    assert_eq!(open_questions(app), 1);
    for (hours, left) in [(118, 1), (1, 0)] {
        app.advance(TimeDelta::hours(hours));
        timekeeper::round(&app.house).await.unwrap();
        assert_eq!(open_questions(app), left);
    }
    ming.comes_back().await;
    tak.comes_back().await;
    assert_eq!(tak.get("/meetings").await.ok()["items"], json!([]));
    assert_eq!(ming.get("/me/bookings").await.ok()["items"][0]["state"], "confirmed");
    app.deliver_mail().await;
});
