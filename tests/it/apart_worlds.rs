//! Two worlds that differ in what the other one of a pair does: whoever is on the list is answered alike in both.

use std::collections::HashMap;

use actix_web::http::Method;
use alongside::worker::rounds::work_on_next;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::programme::ActiveMentor;
use crate::harness::service::{SATURDAY, Service, Shift};
use crate::harness::sweeping::operations;
use crate::harness::{App, Kind, Reply, story};
use crate::meetings::scene;

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

    /// Every id that was met, in order.
    fn met(&self) -> Vec<String> {
        let mut met: Vec<_> = self.ids.iter().collect();
        met.sort_unstable_by_key(|(_, number)| **number);
        met.into_iter().map(|(id, _)| id.clone()).collect()
    }

    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("requestId");
                fields.remove("version");
                // Where the next page begins is an id in other letters.
                if let Some(next) = fields.get_mut("next") {
                    *next = json!(next.is_string());
                }
                fields.values_mut().for_each(|field| self.walk(field));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item)),
            Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
                let next = self.ids.len();
                *text = format!("#{}", self.ids.entry(text.clone()).or_insert(next));
            }
            // A member's code.
            Value::String(text) if text.len() == 7 && text.as_bytes()[3] == b'-' => {
                text.replace_range(.., "#code");
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
            let reply = scene.ming.get(path).await;
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

/// Where mentors and persons in custody are on the list too.
struct Programme {
    app: App,
    service: Service,
    wong: Person,
    /// Who is on the list, and asks.
    ming: ActiveMentor,
    /// Who acts: whom ming must not meet, or anybody.
    other: ActiveMentor,
    /// Whether it is the former, of the mentor and of the persons in custody.
    listed: bool,
    slots: Vec<String>,
    /// What the two have booked.
    booked: HashMap<(bool, usize), Value>,
    /// The last who was referred.
    referred: Option<Value>,
}

async fn programme(app: &App, listed: bool) -> Programme {
    let service = app.service().await;
    let wong = app.psychologist_with("wong", 9).await;
    let ming = app.active_mentor("ming", &wong).await;
    let fai = app.active_mentor("fai", &wong).await;
    let anybody = app.active_mentor("anybody", &wong).await;
    for mentor in [&ming, &fai, &anybody] {
        mentor.person.may_do_unpaid_work().await;
    }
    let pair = json!({ "a": ming.person.code, "b": fai.person.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let mut slots = Vec::new();
    for (from, to) in [("09:00", "10:00"), ("11:00", "12:00")] {
        app.advance(TimeDelta::seconds(1));
        slots.push(service.shift(Shift { from, to, ..SATURDAY }).await);
    }
    app.deliver_mail().await;
    let other = if listed { fai } else { anybody };
    let (booked, referred, app) = (HashMap::new(), None, app.clone());
    Programme { app, service, wong, ming, other, listed, slots, booked, referred }
}

impl Programme {
    /// One act; what ming is answered, where it is their own.
    async fn acts(&mut self, act: char, number: usize) -> Option<Reply> {
        let own = act.is_lowercase();
        // Who comes second waits for a decision; of that the worlds above tell.
        if act == 'b' && self.booked.contains_key(&(false, number)) {
            return None;
        }
        let person = if own { &self.ming.person } else { &self.other.person };
        let coordinator = &self.service.coordinator;
        let done = match act {
            'b' | 'B' => {
                let done = person.books(&self.slots[number]).await;
                self.booked.insert((own, number), done.body.clone());
                done
            }
            'c' | 'C' => {
                let booking = self.booked.get(&(own, number))?;
                let path = format!("/bookings/{}/cancellation", booking["id"].as_str()?);
                person.post(&path, json!({ "version": booking["version"] })).await
            }
            // Somebody in custody is referred, whom ming must not meet, or anybody.
            'W' => {
                let referred = self.wong.refers("阿晴").await;
                let from = if self.listed { &self.ming } else { &self.other };
                let pair = json!({ "a": referred["reference"], "b": from.person.code });
                self.referred = Some(referred);
                coordinator.post("/keep-apart", pair).await
            }
            // They leave.
            'L' => {
                let path = format!("/referrals/{}", self.referred.as_ref()?["id"].as_str()?);
                let version = self.wong.get(&path).await.ok()["version"].clone();
                self.wong.post(&format!("{path}/withdrawal"), json!({ "version": version })).await
            }
            // A round of the centre in which ming could be proposed too.
            'R' => {
                let round = json!({ "centre": "MFRC-MK", "date": self.app.now().day() });
                let started = coordinator.post("/rounds", round).await;
                work_on_next(&self.app.house).await.unwrap();
                started
            }
            // What is proposed with others than ming goes on as far as the question to the mentor.
            'P' => {
                let lines = coordinator.get("/pairings?state=proposed").await;
                for line in lines.body["items"].as_array()? {
                    let (path, own) = (format!("/pairings/{}", line["id"].as_str()?), json!(self.ming.id));
                    if line["mentor"]["id"] != own {
                        let version = json!({ "endorse": true, "version": 1 });
                        self.wong.put(&format!("{path}/endorsement"), version).await;
                        coordinator.put(&format!("{path}/approval"), json!({ "version": 2 })).await;
                        coordinator.post(&format!("{path}/consent-request"), json!({ "version": 3 })).await;
                    }
                }
                lines
            }
            // The other one's order forbids to associate from now on.
            'D' => {
                let code = &self.other.person.code;
                let order = json!({ "code": code, "endsOn": "2027-06-30", "associationCondition": true });
                self.service.officer.post("/supervisees", order).await
            }
            _ => {
                self.app.advance(TimeDelta::hours(25));
                timekeeper::round(&self.app.house).await.unwrap();
                self.service.come_back().await;
                for person in [&mut self.wong, &mut self.ming.person, &mut self.other.person] {
                    person.comes_back().await;
                }
                return None;
            }
        };
        own.then_some(done)
    }

    /// What ming is answered to every question that there is, about everything that they have heard of.
    async fn asked_everything(&self, normal: &mut Normal) -> Vec<String> {
        let mut said = Vec::new();
        for operation in operations().into_iter().filter(|one| one.method == Method::GET) {
            let path = operation.path.strip_prefix("/api/v1").unwrap().replace("{code}", "MFRC-MK");
            let path = if path.ends_with("/preview") {
                format!("{path}?centre=MFRC-MK&date={}", self.app.now().day())
            } else {
                path
            };
            let paths = if path.contains("{id}") {
                normal.met().into_iter().map(|id| path.replace("{id}", &id)).collect()
            } else {
                vec![path]
            };
            for (number, path) in paths.into_iter().enumerate() {
                let reply = self.ming.person.get(&path).await;
                said.push(format!("{} #{number}: {}", operation.name, normal.of(&reply)));
            }
        }
        said
    }
}

async fn lived(app: &App, script: &[(char, usize)], listed: bool) -> Vec<String> {
    let mut programme = programme(app, listed).await;
    let (mut normal, mut said) = (Normal::default(), Vec::new());
    for (act, number) in script {
        if let Some(reply) = programme.acts(*act, *number).await {
            said.push(format!("{act}{number}: {}", normal.of(&reply)));
        }
        for path in [
            "/slots",
            "/slots?mine=true",
            "/me/bookings",
            "/me/bookings?when=past",
            "/me/pairings",
            "/me/mentor",
        ] {
            let reply = programme.ming.person.get(path).await;
            said.push(format!("{act}{number} {path}: {}", normal.of(&reply)));
        }
    }
    said.extend(programme.asked_everything(&mut normal).await);
    let letters = app.deliver_mail().await.into_iter().filter(|letter| letter.to == "ming@example.test");
    said.push(format!("letters: {}", letters.count()));
    said
}

/// Acts in an order of chance that is the same every time.
fn scripts() -> impl Iterator<Item = Vec<(char, usize)>> {
    const ACTS: [char; 12] = ['W', 'R', 'P', 'B', 'b', 'C', 'c', 'L', 'D', 'T', 'R', 'W'];
    let mut state: u64 = 20_261_123;
    let mut next = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    let chance: Vec<Vec<_>> =
        (0..5).map(|_| (0..9).map(|_| (ACTS[next(ACTS.len())], next(2))).collect()).collect();
    // And once everything in the order in which it matters.
    let course = "W0 R0 P0 B0 b0 W1 R0 T0 P0 L0 D0 R0";
    let course = course.split(' ').map(|step| {
        let (act, number) = step.split_at(1);
        (act.chars().next().unwrap(), number.parse().unwrap())
    });
    [course.collect()].into_iter().chain(chance)
}

#[actix_web::test]
async fn whatever_the_other_one_lives_through_every_answer_is_the_same() {
    for script in scripts() {
        let mut worlds = Vec::new();
        for listed in [true, false] {
            let app = App::on(Kind::Sqlite).await;
            worlds.push(lived(&app, &script, listed).await);
            app.close().await;
        }
        assert!(worlds[0].len() > 100);
        for (one, other) in worlds[0].iter().zip(&worlds[1]) {
            assert_eq!(one, other, "{script:?}");
        }
        assert_eq!(worlds[0].len(), worlds[1].len());
    }
}
