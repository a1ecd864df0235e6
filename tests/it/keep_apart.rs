//! Stories of people who must not meet: whose pairs they are, and what nobody can read of them.

use std::collections::HashMap;

use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Service, Shift};
use crate::harness::{App, Kind, Reply, house, story};

fn live(app: &App, centre: &str) -> i64 {
    let query = format!(
        "select count(distinct pair) as count from keep_apart where until_at is null and centre = '{centre}'"
    );
    house::count(&app.config.database, &query)
}

/// Status and body, without the name of the request.
fn answer(reply: &Reply) -> (u16, String) {
    let mut body = reply.body.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("requestId");
    }
    (reply.status.as_u16(), body.to_string())
}

story!(a_pair_stays_in_its_centre_and_two_people_end_it, async |app| {
    let (mut mei, mut tak) = (app.coordinator("mei").await, app.coordinator("tak").await);
    let sham = app.staff("sham", Role::Coordinator, Some("MFRC-ST")).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let pair = json!({ "a": ming.code, "b": fai.code });
    let turned = json!({ "a": fai.code, "b": ming.code });
    let removal = "/keep-apart/removal";

    for _ in 0..2 {
        let shared = mei.post("/keep-apart", pair.clone()).await.ok();
        assert_eq!(shared, json!({ "slots": [], "pairings": [] }));
    }
    assert_eq!(live(app, "MFRC-MK"), 1);
    // Another centre neither learns of it nor ends it; the same two may be its own pair as well.
    for _ in 0..2 {
        assert_eq!(sham.post(removal, pair.clone()).await.status, 204);
    }
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (1, 0));
    let entered = sham.post("/keep-apart", turned.clone()).await.ok();
    assert_eq!(entered, json!({ "slots": [], "pairings": [] }));
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (1, 1));

    // One person's word ends nothing; a second's within a week does, and only their centre's pair.
    for _ in 0..2 {
        assert_eq!(mei.post(removal, pair.clone()).await.status, 204);
    }
    assert_eq!(live(app, "MFRC-MK"), 1);
    app.advance(TimeDelta::days(7));
    mei.comes_back().await;
    tak.comes_back().await;
    assert_eq!(tak.post(removal, turned).await.status, 204);
    assert_eq!(mei.post(removal, pair.clone()).await.status, 204);
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (0, 1));
    assert_eq!(mei.post(removal, pair).await.status, 204);
    let lines = "select count(*) as count from audit where event like 'keep_apart.%'";
    assert_eq!(house::count(&app.config.database, lines), 5);
    assert_eq!(app.deliver_mail().await.len(), 0);
});

story!(a_person_in_custody_of_another_centre_is_as_unknown_as_nobody, async |app| {
    let cast = cast(app).await;
    let sham = app.staff("sham", Role::Coordinator, Some("MFRC-ST")).await;
    let mentor = &cast.mentor.person.code;
    for path in ["/keep-apart", "/keep-apart/removal"] {
        let of = |reference: serde_json::Value| json!({ "a": mentor, "b": reference });
        let foreign = sham.post(path, of(cast.waiting["reference"].clone())).await;
        let unknown = sham.post(path, of(json!("P-999999"))).await;
        assert_eq!(foreign.codes(), ["unknown_code"]);
        assert_eq!(answer(&foreign), answer(&unknown));
    }
    // What another centre enters about the mentor tells it nothing of the mentor's pairings and stops none of them.
    let other = app.volunteer("other").await;
    let own = json!({ "a": mentor, "b": other.code });
    let shared = sham.post("/keep-apart", own).await.ok();
    assert_eq!(shared, json!({ "slots": [], "pairings": [] }));
    assert_eq!(live(app, "MFRC-MK"), 0);
});

story!(whoever_works_for_several_centres_says_for_which_they_speak, async |app| {
    let mei = app.coordinator("mei").await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    app.also(&mei, Role::Coordinator, Some("MFRC-ST")).await;
    let pair = |centre: Option<&str>| json!({ "a": ming.code, "b": fai.code, "centre": centre });
    assert_eq!(mei.post("/keep-apart", pair(None)).await.codes(), ["required"]);
    assert_eq!(mei.post("/keep-apart", pair(Some("MFRC-TM"))).await.codes(), ["unknown_code"]);
    mei.post("/keep-apart", pair(Some("MFRC-ST"))).await.ok();
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (0, 1));
});

/// A service with two on the list, and their shifts on Saturday.
struct Scene {
    service: Service,
    ming: Person,
    fai: Person,
    slots: Vec<String>,
}

async fn scene(app: &App) -> Scene {
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
    async fn goes_on(&mut self, app: &App, hours: i64) {
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

async fn told(app: &App) -> Vec<String> {
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort_unstable();
    told
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

story!(what_two_share_already_is_told_to_whoever_enters_the_pair, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    for person in [&ming, &fai] {
        assert_eq!(person.books(&slot).await.ok()["state"], "confirmed");
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
    assert_eq!(app.deliver_mail().await.len(), 0);
});

/// Ids in the order in which somebody meets them; whatever else is random is left out.
#[derive(Default)]
struct Normal {
    ids: HashMap<String, usize>,
}

impl Normal {
    fn of(&mut self, reply: &Reply) -> String {
        let mut body = reply.body.clone();
        self.walk(&mut body);
        format!("{} {body}", reply.status.as_u16())
    }

    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("requestId");
                fields.remove("version");
                fields.values_mut().for_each(|field| self.walk(field));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item)),
            Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
                let next = self.ids.len();
                *text = format!("#{}", self.ids.entry(text.clone()).or_insert(next));
            }
            _ => {}
        }
    }
}

/// What the one on the list is answered to everything they may ask, step by step of a script: `M` they book, `m` they
/// cancel, `B` and `C` the other one books and cancels (each with the number of a slot), `T` time passes.
///
/// `listed` tells whether the other one is whom they must not meet, or anybody.
async fn world(app: &App, script: &str, listed: bool) -> Vec<String> {
    let mut scene = scene(app).await;
    let mut anybody = app.volunteer("anybody").await;
    let mut held: HashMap<(bool, usize), Value> = HashMap::new();
    let (mut normal, mut said) = (Normal::default(), Vec::new());
    for step in script.split(' ') {
        let (act, number) = step.split_at(1);
        let number: usize = number.parse().unwrap_or(0);
        let (own, slot) = (act.eq_ignore_ascii_case("m"), &scene.slots[number]);
        let person = if own {
            &scene.ming
        } else if listed {
            &scene.fai
        } else {
            &anybody
        };
        let reply = match act {
            "M" | "B" => Some(person.books(slot).await),
            "m" | "C" => {
                let booking = &held[&(own, number)];
                let path = format!("/bookings/{}/cancellation", booking["id"].as_str().unwrap());
                Some(person.post(&path, json!({ "version": booking["version"] })).await)
            }
            _ => {
                scene.goes_on(app, 34).await;
                anybody.comes_back().await;
                None
            }
        };
        if let Some(reply) = reply {
            assert!(reply.status.is_success(), "{script}: {step} {}", reply.body);
            if own {
                said.push(format!("{step}: {}", normal.of(&reply)));
            }
            held.insert((own, number), reply.body);
        }
        for path in [
            "/slots",
            "/slots?mine=true",
            "/slots?mine=true&limit=1",
            "/me/bookings",
            "/me/bookings?when=past",
        ] {
            let mut reply = scene.ming.get(path).await;
            // Where the next page begins is an id in other letters.
            let next = reply.body["next"].is_string();
            reply.body["next"] = json!(next);
            said.push(format!("{step} {path}: {}", normal.of(&reply)));
        }
        let slots = scene.slots.iter().map(|slot| format!("/slots/{slot}"));
        let mine = held.iter().filter(|((own, _), _)| *own);
        let mut bookings: Vec<_> = mine
            .map(|((_, number), booking)| (*number, format!("/bookings/{}", booking["id"].as_str().unwrap())))
            .collect();
        bookings.sort_unstable();
        for path in slots.chain(bookings.into_iter().map(|(_, path)| path)).collect::<Vec<_>>() {
            said.push(format!("{step}: {}", normal.of(&scene.ming.get(&path).await)));
        }
    }
    let letters = app.deliver_mail().await.into_iter().filter(|letter| letter.to == "ming@example.test");
    said.push(format!("letters: {}", letters.count()));
    said
}

story!(whatever_the_other_one_does_the_answers_are_those_that_anybody_would_cause, async |app| {
    let kind = if app.config.database.starts_with("sqlite") { Kind::Sqlite } else { Kind::Postgres };
    for script in ["M0 B0 T", "B0 M0", "B0 M0 C0 T", "M0 B0 C0 m0 T M0", "B0 B1 M2 C1 m2 M1 T B2"] {
        let mut worlds = Vec::new();
        for listed in [true, false] {
            let app = App::on(kind).await;
            worlds.push(world(&app, script, listed).await);
            app.close().await;
        }
        for (one, other) in worlds[0].iter().zip(&worlds[1]) {
            assert_eq!(one, other, "{script}");
        }
        assert_eq!(worlds[0].len(), worlds[1].len());
    }
});
