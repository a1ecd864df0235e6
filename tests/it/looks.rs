//! Stories of who looked: every look by staff leaves a line, and whoever it was at reads it.

use actix_web::http::Method;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::{change, count, ids, rows};
use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::story;
use crate::harness::sweeping::operations;
use crate::harness::{App, Reply};

/// What somebody reads of who looked: `role seen purpose`.
async fn told(person: &Person) -> Vec<String> {
    lines(&person.get("/me/looks").await.ok())
}

fn lines(looks: &Value) -> Vec<String> {
    let word = |look: &Value, name: &str| look[name].as_str().unwrap().to_owned();
    let line = |look: &Value| ["role", "seen", "purpose"].map(|name| word(look, name)).join(" ");
    let mut lines: Vec<_> = looks["items"].as_array().unwrap().iter().map(line).collect();
    lines.sort_unstable();
    lines
}

fn looked(app: &App) -> i64 {
    count(&app.config.database, "select count(*) as count from audit where event = 'looked'")
}

story!(everybody_reads_who_looked_at_what_of_theirs_and_why, async |app| {
    let mut chan = app.coordinator("chan").await;
    let mut ada = app.member("ada").await;
    let path = format!("/people/{}/checks", ada.id);
    assert_eq!(told(&ada).await, [""; 0], "reading one's own is no look");
    chan.get(&path).await.ok();
    chan.get(&path).await.ok();
    let looks = ada.get("/me/looks").await.ok();
    assert_eq!(
        lines(&looks),
        ["coordinator account check", "coordinator checks check"],
        "a quarter of an hour is one look"
    );
    let look = &looks["items"][0];
    assert_eq!((&look["name"], &look["place"]), (&json!("chan"), &json!("MFRC-MK")));
    assert!(look.get("emergency").is_none());
    assert_eq!(looks["unseen"], json!(["supervision", "bookings", "mentor", "pairing"]));
    assert_eq!(looked(app), 2, "each reading has its line");
    app.advance(TimeDelta::minutes(20));
    chan.comes_back().await;
    ada.comes_back().await;
    chan.get(&path).await.ok();
    assert_eq!(told(&ada).await.len(), 4);
    // Page by page, the latest first, and staff read theirs as well.
    let first = ada.get("/me/looks?limit=2").await.ok();
    let next = first["next"].as_str().unwrap();
    let second = ada.get(&format!("/me/looks?limit=2&after={next}")).await.ok();
    assert!(first["items"][0]["at"].as_str() > second["items"][0]["at"].as_str());
    assert_eq!(second["next"], Value::Null);
    let admin = app.staff("root", Role::Admin, None).await;
    admin.get("/staff-accounts").await.ok();
    assert_eq!(told(&chan).await, ["admin account offices"]);
    let look = &chan.get("/me/looks").await.ok()["items"][0];
    assert!(look.get("name").is_none(), "an admin is told by office");
    assert_eq!(told(&admin).await, [""; 0]);
});

story!(those_who_serve_read_of_the_officer_the_host_and_the_coordinator, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let ming = service.supervisee("ming").await;
    ming.books(&slot).await.ok();
    let queue = service.officer.get("/clearances?state=waiting").await.ok();
    let id = queue["items"][0]["id"].as_str().unwrap();
    let version = &queue["items"][0]["version"];
    let yes = json!({ "cleared": true, "cover": "booking", "version": version });
    service.officer.put(&format!("/clearances/{id}/decision"), yes).await.ok();
    service.officer.get("/supervisees").await.ok();
    service.host.get(&format!("/slots/{slot}/roster")).await.ok();
    let seen = told(&ming).await;
    for line in ["officer account supervise", "officer supervision clear", "officer supervision supervise"] {
        assert!(seen.contains(&line.to_owned()), "{line} in {seen:?}");
    }
    // Who is not on the roster was not seen there; who is reads the organisation's name and nobody's.
    let fai = app.volunteer("fai").await;
    let open = service.shift(Shift { day: "11-24", from: "09:30", ..SATURDAY }).await;
    fai.books(&open).await.ok();
    service.host.get(&format!("/slots/{open}/roster")).await.ok();
    let looks = fai.get("/me/looks").await.ok();
    assert_eq!(lines(&looks), ["host bookings roster"]);
    assert_eq!(looks["items"][0]["host"]["en"], "Harbour");
    assert!(looks["items"][0].get("name").is_none());
    app.deliver_mail().await;
});

story!(whom_a_centre_keeps_apart_nobody_reads_of_it, async |app| {
    let service = app.service().await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair.clone()).await.ok();
    let slot = service.shift(SATURDAY).await;
    for person in [&ming, &fai] {
        person.books(&slot).await.ok();
    }
    service.coordinator.get("/meetings").await.ok();
    service.coordinator.get("/today").await.ok();
    let kept = "select count(*) as count from looks where seen = 'apart'";
    assert!(count(&app.config.database, kept) > 0, "it is kept");
    for person in [&ming, &fai] {
        let looks = person.get("/me/looks").await.ok();
        assert!(!looks.to_string().contains("apart"), "{looks}");
        assert!(lines(&looks).iter().all(|line| line != "coordinator bookings bookings"), "{looks}");
    }
    app.deliver_mail().await;
});

story!(a_proposal_is_told_to_its_mentor_when_they_are_asked_and_not_before, async |app| {
    let cast = cast(app).await;
    cast.coordinator.get("/pairings").await.ok();
    cast.endorses().await;
    let before = told(&cast.mentor.person).await;
    assert!(before.iter().all(|line| !line.contains("pair") && !line.contains("match")), "{before:?}");
    let kept = "select count(*) as count from looks where purpose = 'match' and seen = 'mentor'";
    assert!(count(&app.config.database, kept) > 0, "it is kept");
    cast.approves().await.ok();
    cast.asks().await.ok();
    cast.coordinator.get(&cast.path).await.ok();
    let after = told(&cast.mentor.person).await;
    assert!(after.contains(&"coordinator pairing pair".to_owned()), "{after:?}");
    app.deliver_mail().await;
});

story!(from_which_centre_somebody_was_looked_up_is_told_by_their_own_alone, async |app| {
    let ada = app.volunteer("ada").await;
    let (chan, lok) =
        (app.coordinator("chan").await, app.staff("lok", Role::Coordinator, Some("MFRC-ST")).await);
    // From then on the centre of Mong Kok works with her.
    let sighting = json!({ "kind": "correctional_clearance", "seenOn": "2026-11-20" });
    chan.post(&format!("/people/{}/checks", ada.id), sighting).await.ok();
    for who in [&chan, &lok] {
        who.post("/people/lookup", json!({ "code": ada.code })).await.ok();
    }
    let looks = ada.get("/me/looks").await.ok();
    let found: Vec<_> =
        looks["items"].as_array().unwrap().iter().filter(|look| look["purpose"] == "find").collect();
    assert_eq!(found.len(), 2);
    let places: Vec<_> = found.iter().map(|look| look.get("place").cloned().unwrap_or_default()).collect();
    assert!(places.contains(&json!("MFRC-MK")) && places.contains(&Value::Null), "{places:?}");
    assert!(!looks.to_string().contains("lok"), "{looks}");
});

story!(for_a_person_in_custody_who_looked_is_printed_and_that_is_a_look, async |app| {
    let cast = cast(app).await;
    let id = cast.waiting["id"].as_str().unwrap();
    let path = format!("/referrals/{id}/looks");
    cast.coordinator.get(&format!("/referrals/{id}")).await.ok();
    let printed = lines(&cast.psychologist.get(&path).await.ok());
    assert!(printed.contains(&"coordinator referral refer".to_owned()), "{printed:?}");
    let again = lines(&cast.coordinator.get(&path).await.ok());
    assert!(again.contains(&"psychologist referral print".to_owned()), "{again:?}");
    let stranger = app.staff("pang", Role::Psychologist, Some("MFRC-MK")).await;
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(cast.mentor.person.get(&path).await.status, 403);
    app.deliver_mail().await;
});

story!(who_looked_is_not_taken_back_and_what_cannot_be_kept_is_not_shown, async |app| {
    let chan = app.coordinator("chan").await;
    let ada = app.member("ada").await;
    let path = format!("/people/{}/checks", ada.id);
    chan.get(&path).await.ok();
    assert_eq!(rows(app, "looks"), 2);
    for statement in ["update looks set role = 'admin'", "delete from looks"] {
        let refused = crate::harness::log::Raw::open(&app.config.database).tries(statement);
        assert!(refused.is_err(), "{statement}");
    }
    let mut raw = crate::harness::log::Raw::open(&app.config.database);
    raw.run("alter table looks rename to looks_gone");
    assert!(chan.get(&path).await.status.is_server_error());
    assert!(ada.get("/me").await.status.is_success(), "one's own needs no look");
    raw.run("alter table looks_gone rename to looks");
});

/// The names by which people are told from everything else in an answer.
const NAMES: [&str; 5] = ["Mingcanary", "Faicanary", "Fongcanary", "阿晴金絲雀", "Applicanary"];

story!(no_answer_to_staff_names_somebody_without_a_look_at_them, async |app| {
    let service = app.service().await;
    let psychologist = app.psychologist_with("wong", 5).await;
    let mentor = app.active_mentor("Fongcanary", &psychologist).await;
    let waiting = psychologist.refers("阿晴金絲雀").await;
    app.proposed(mentor.id, &waiting).await;
    let other = psychologist.refers("another").await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let (ming, fai) = (service.supervisee("Mingcanary").await, app.volunteer("Faicanary").await);
    let applicant =
        app.member_who_said("Applicanary", alongside::people::accounts::model::SupervisionAnswer::Yes).await;
    for person in [&ming, &fai] {
        person.books(&slot).await.ok();
    }
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let later = service.shift(Shift { from: "13:00", to: "15:00", ..SATURDAY }).await;
    for person in [&ming, &fai] {
        person.books(&later).await.ok();
    }
    service.coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": "2026-11-24" })).await.ok();
    while alongside::worker::rounds::work_on_next(&app.house).await.unwrap() {}
    let (admin, privacy) =
        (app.staff("root", Role::Admin, None).await, app.staff("mak", Role::Privacy, None).await);
    for person in [&fai, &mentor.person] {
        let asks = json!({ "kind": "access", "words": null, "language": "en" });
        person.post("/me/data-requests", asks).await.ok();
    }
    let subjects: Vec<(&str, String)> = NAMES
        .into_iter()
        .zip([
            ming.id.to_string(),
            fai.id.to_string(),
            mentor.person.id.to_string(),
            waiting["id"].as_str().unwrap().to_owned(),
            applicant.id.to_string(),
        ])
        .collect();
    drop(other);
    let sqlite = app.config.database.starts_with("sqlite");
    let mut raw = crate::harness::log::Raw::open(&app.config.database);
    raw.run(if sqlite { "drop trigger looks_no_delete" } else { "drop trigger looks_only_grows on looks" });
    let database = &app.config.database;
    let staff = [
        ("coordinator", &service.coordinator),
        ("psychologist", &psychologist),
        ("officer", &service.officer),
        ("host", &service.host),
        ("admin", &admin),
        ("privacy", &privacy),
    ];
    let (mut named, mut silent) = (0, Vec::new());
    for operation in operations().into_iter().filter(|one| one.method == Method::GET) {
        let path = operation.path.strip_prefix("/api/v1").unwrap().to_owned();
        let table = match path.split('/').nth(1).unwrap() {
            "people" => "accounts",
            "managed-openings" => "openings",
            "data-requests" => "data_requests",
            table => table,
        };
        let paths = match (path.contains("{id}"), path.contains("{code}")) {
            (true, _) => ids(database, table, "id").iter().map(|id| path.replace("{id}", id)).collect(),
            (_, true) => vec![path.replace("{code}", "MFRC-MK")],
            _ => vec![path],
        };
        for path in paths {
            for asked in [
                path.clone(),
                format!("{path}?centre=MFRC-MK"),
                format!("{path}?centre=MFRC-MK&date=2026-11-24"),
            ] {
                for (role, person) in &staff {
                    raw.run("delete from looks");
                    let reply = person.get(&asked).await;
                    if !reply.status.is_success() {
                        continue;
                    }
                    let text = reply.body.to_string();
                    for (name, subject) in subjects.iter().filter(|(name, _)| text.contains(name)) {
                        named += 1;
                        let key = if sqlite {
                            format!("x'{}'", subject.replace('-', ""))
                        } else {
                            format!("'{subject}'")
                        };
                        let reader = person.id.to_string();
                        let reader = if sqlite {
                            format!("x'{}'", reader.replace('-', ""))
                        } else {
                            format!("'{reader}'")
                        };
                        let query = format!(
                            "select count(*) as count from looks where subject = {key} and reader = {reader}"
                        );
                        if count(database, &query) == 0 {
                            silent.push(format!("{role} {asked} {name}"));
                        }
                    }
                }
            }
        }
    }
    assert_eq!(silent, [""; 0]);
    assert!(named > 25, "{named}");
    app.deliver_mail().await;
});
