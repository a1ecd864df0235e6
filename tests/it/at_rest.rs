//! What is told in confidence is not in the database: no file and no column of it holds the words, what was written for
//! one place is read in no other, whose key is gone is erased, and keys change while people work.

use std::path::Path;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use alongside::access::Role;
use alongside::cli::keys;
use alongside::config::Config;
use alongside::keys::Field;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::first_release::lines;
use crate::harness::house::{change, rows, same_database};
use crate::harness::mentors::answers;
use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{App, Kind, story};

/// Stands in every text that this story tells in confidence.
const MARK: &str = "金絲雀-canary";

fn marked(words: &str) -> String {
    format!("{words} {MARK}")
}

/// Every column of text with a row that holds the mark.
fn columns_that_tell(url: &str) -> Vec<String> {
    let columns = match url.strip_prefix("sqlite:") {
        Some(_) => lines(
            url,
            "select m.name || '.' || c.name as line from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and lower(c.type) = 'text'",
        ),
        None => lines(
            url,
            "select c.relname::text || '.' || a.attname::text as line
             from pg_attribute a join pg_class c on c.oid = a.attrelid
             where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0
               and not a.attisdropped and format_type(a.atttypid, a.atttypmod) in ('text', 'jsonb')",
        ),
    };
    assert!(columns.len() > 60, "only {} columns of text were found", columns.len());
    let tells = |column: &String| {
        let (table, name) = column.split_once('.').unwrap();
        let query =
            format!("select 'x' as line from {table} where cast(\"{name}\" as text) like '%{MARK}%' limit 1");
        !lines(url, &query).is_empty()
    };
    columns.into_iter().filter(tells).collect()
}

/// Whether a file of SQLite, or one beside it, holds the mark.
fn files_that_tell(url: &str) -> Vec<String> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Vec::new() };
    let tells = |file: &String| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(MARK.len()).any(|part| part == MARK.as_bytes())
    };
    ["", "-wal", "-shm"].iter().map(|end| format!("{path}{end}")).filter(tells).collect()
}

/// Which columns of confidential text hold something, each in its encrypted form.
fn filled(url: &str) -> Vec<String> {
    let each = Field::ALL.into_iter().filter(|field| {
        let (table, column) = field.place();
        let texts = lines(url, &format!("select {column} as line from {table} where {column} is not null"));
        assert!(texts.iter().all(|text| text.starts_with("v1.")), "{} is in clear", field.name());
        !texts.is_empty()
    });
    each.map(Field::name).collect()
}

/// Sends a request that makes something, twice with one key: the second answer is the one that was stored.
async fn twice(app: &App, by: &Person, path: &str, body: Value) -> Value {
    let mut last = Value::Null;
    for _ in 0..2 {
        let request = TestRequest::default()
            .method(Method::POST)
            .uri(&format!("/api/v1{path}"))
            .insert_header(("authorization", format!("Bearer {}", by.token())))
            .insert_header(("idempotency-key", "the same attempt"))
            .set_json(&body);
        last = app.send(request).await.ok();
    }
    last
}

story!(nothing_told_in_confidence_stands_in_the_database, async |app| {
    // A mentor, with a note of staff.
    let cast = cast(app).await;
    let mentor = app.member("ho").await;
    let mut told = answers();
    told["motivation"] = json!(marked("想將走過的路說給後來的人聽。"));
    told["strengths"] = json!(marked("Patient"));
    let id = mentor.applies(told).await;
    let file = cast.coordinator.holds(&id);
    file.moves(json!({ "to": "screening", "note": marked("spoke") })).await.ok();
    assert_eq!(file.read().await["history"][1]["note"], marked("spoke"));
    assert_eq!(file.read().await["answers"]["strengths"], marked("Patient"));

    // A referral, and its answer as it is kept for whoever sends it again.
    let mut body = referral(&marked("晴"));
    body["inOwnWords"] = json!(marked("我想學會一個人也不怕。"));
    let draft = twice(app, &cast.psychologist, "/referrals", body).await;
    assert_eq!(rows(app, "answers"), 1);
    let path = format!("/referrals/{}", draft["id"].as_str().unwrap());
    let paper = json!({
        "on": app.now().day(), "language": "zh", "witness": marked("L"), "version": draft["version"],
    });
    let agreed = cast.psychologist.put(&format!("{path}/consent"), paper).await.ok();
    assert_eq!(agreed["alias"], marked("晴"));

    // A pairing that is turned down with a reason, and one that both sides agreed to.
    let referred = cast.psychologist.get(&path).await.ok();
    assert_eq!(referred["inOwnWords"], marked("我想學會一個人也不怕。"));
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    cast.mentor_says(true).await.ok();
    let agreed = json!({
        "given": true, "on": app.now().day(), "language": "zh", "witness": marked("L"),
        "sharedGoals": marked("一齊跑步"), "version": cast.version().await,
    });
    let active = cast.psychologist.put(&format!("{}/pic-consent", cast.path), agreed).await.ok();
    assert_eq!(active["sharedGoals"], marked("一齊跑步"));
    let other = app.active_mentor("ip", &cast.psychologist).await;
    let waiting = cast.psychologist.refers(&marked("安")).await;
    let refused = format!("/pairings/{}", app.proposed(other.id, &waiting).await);
    let no = json!({ "endorse": false, "reason": marked("Not yet."), "version": 1 });
    cast.psychologist.put(&format!("{refused}/endorsement"), no).await.ok();

    // Hours beyond the shift, and taken back.
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let mut ming = app.volunteer("ming").await;
    let booking = ming.books(&slot).await.ok();
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    ming.comes_back().await;
    let of_booking = |part: &str| format!("/bookings/{}/{part}", booking["id"].as_str().unwrap());
    let came = json!({
        "outcome": "attended", "hours": 4.5, "reason": marked("Cleared up."), "version": booking["version"],
    });
    let entry = service.host.put(&of_booking("attendance"), came).await.ok();
    assert_eq!(entry["reason"], marked("Cleared up."));
    let verify = json!({ "hours": 4.5, "version": entry["version"] });
    let verified = service.coordinator.put(&of_booking("hours"), verify).await.ok();
    let back = json!({ "reason": marked("Somebody else."), "version": verified["version"] });
    service.coordinator.post(&of_booking("hours/withdrawal"), back).await.ok();
    let own = ming.get("/me/hours").await.ok().to_string();
    assert!(own.contains(&marked("Somebody else.")), "{own}");

    // What somebody asks about all this, and the answers.
    let officer = app.staff("mak", Role::Privacy, None).await;
    let asks = json!({ "kind": "access", "words": marked("Everything."), "language": "en" });
    let request = ming.post("/me/data-requests", asks).await.ok();
    let of_request = |part: &str| format!("/data-requests/{}/{part}", request["id"].as_str().unwrap());
    let held = json!({
        "decision": "withhold", "reason": marked("It tells of others."), "version": request["version"],
    });
    let decided = officer.post(&of_request("notes"), held).await.ok();
    let no = json!({ "granted": false, "reply": marked("Not now, because."), "version": decided["version"] });
    assert_eq!(officer.post(&of_request("answer"), no).await.ok()["reply"], marked("Not now, because."));
    // An emergency, and what was found of it.
    let lam = app.staff("lam", Role::Psychologist, Some("MFRC-ST")).await;
    let privacy = app.staff("privacy", Role::Privacy, None).await;
    let reason = json!({ "code": cast.mentor.person.code, "cause": "danger", "reason": marked("He has not come, and worries.") });
    let access =
        format!("/emergencies/{}", lam.post("/emergencies", reason).await.ok()["id"].as_str().unwrap());
    assert_eq!(lam.ask(Method::POST, &format!("{access}/end"), None).await.status, 204);
    let found = json!({ "verdict": "unjustified", "note": marked("Somebody was at hand to be asked.") });
    assert_eq!(privacy.post(&format!("{access}/review"), found).await.status, 204);
    assert_eq!(lam.get(&access).await.ok()["note"], marked("Somebody was at hand to be asked."));

    // What is held because of a dispute.
    let hold = json!({ "code": ming.code, "reason": marked("He says the hours are not his.") });
    let held = privacy.post("/holds", hold).await.ok();
    assert_eq!(held["reason"], marked("He says the hours are not his."));

    let url = &app.config.database;
    let all: Vec<_> = Field::ALL.into_iter().map(Field::name).collect();
    assert_eq!(filled(url), all, "the story tells something for every field");
    assert_eq!(columns_that_tell(url), [""; 0]);
    assert_eq!(files_that_tell(url), [""; 0]);
});

story!(what_was_written_for_one_row_is_refused_in_another, async |app| {
    let psychologist = app.psychologist_with("wong", 5).await;
    let draft = |alias: &str| {
        let mut body = referral(alias);
        body["inOwnWords"] = json!(marked(alias));
        body
    };
    let (one, other) = (psychologist.refers_as(draft("一")).await, psychologist.refers_as(draft("二")).await);
    let read =
        async |row: &Value| psychologist.get(&format!("/referrals/{}", row["id"].as_str().unwrap())).await;
    assert_eq!(read(&one).await.ok()["inOwnWords"], marked("一"));
    let written = lines(&app.config.database, "select own_words as line from referrals order by id");
    let put = |now: &str, next: &str| {
        change(app, &format!("update referrals set own_words = '{next}' where own_words = '{now}'"));
    };
    put(&written[0], "meanwhile");
    put(&written[1], &written[0]);
    put("meanwhile", &written[1]);
    for row in [&one, &other] {
        let refused = read(row).await;
        assert_eq!(refused.outcome(), "500 internal");
        assert!(!refused.body.to_string().contains(MARK), "{}", refused.body);
    }
    change(app, "update referrals set own_words = null");
    assert_eq!(read(&one).await.ok()["inOwnWords"], Value::Null);
    change(app, "update referrals set own_words = alias");
    assert_eq!(read(&one).await.outcome(), "500 internal");
    // Nor does anybody's clear text count, nor somebody else's key.
    change(app, "update referrals set own_words = 'as if it were hers'");
    assert_eq!(read(&one).await.outcome(), "500 internal");
    change(app, "update referrals set own_words = null");
    change(
        app,
        "update data_keys set wrapped = (select b.wrapped from data_keys b
            where b.subject in (select id from referrals) order by b.id limit 1)
         where subject in (select id from referrals)",
    );
    let mut answered = [read(&one).await.status.as_u16(), read(&other).await.status.as_u16()];
    answered.sort_unstable();
    assert_eq!(answered, [200, 500]);
});

story!(whose_data_key_is_deleted_is_erased, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let (id, mentor) = (cast.waiting["id"].as_str().unwrap(), cast.mentor.person.id);
    let path = format!("/referrals/{id}");
    assert_eq!(cast.psychologist.get(&path).await.ok()["alias"], "阿晴");
    let referral: alongside::access::ReferralId = id.parse().unwrap();
    assert!(app.operates(move |tx| tx.erase_data_key(referral)).await);
    let read = cast.psychologist.get(&path).await.ok();
    assert_eq!((&read["alias"], &read["inOwnWords"]), (&json!(""), &Value::Null));
    assert_eq!(read["birthYear"], Value::Null);
    for path in [cast.path.as_str(), "/pairings", "/today"] {
        let read = cast.coordinator.get(path).await.ok().to_string();
        assert!(!read.contains("阿晴") && !read.contains("慢慢來"), "{path}: {read}");
    }
    // What is told of others is there, and what is told of them anew has a key of its own.
    let file = format!("/mentors/{}", cast.mentor.id);
    assert_eq!(cast.coordinator.get(&file).await.ok()["answers"]["district"], "north");
    assert!(app.operates(move |tx| tx.erase_data_key(mentor)).await);
    assert_eq!(cast.coordinator.get(&file).await.ok()["answers"]["district"], Value::Null);
    assert_eq!(cast.coordinator.get("/mentors").await.ok()["items"].as_array().unwrap().len(), 1);
    app.change_mentor(cast.mentor.id, |mentor| mentor.answers.district = Some("eastern".into())).await;
    assert!(app.operates(move |tx| tx.erase_data_key(mentor)).await);
});

/// An application whose keys stand in a file.
async fn with_a_file(kind: Kind, file: &Path) -> App {
    let file = file.to_owned();
    App::with(kind, move |config: &mut Config| config.keys = file).await
}

async fn keys_change_while_people_work(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys");
    let app = with_a_file(kind, &file).await;
    let psychologist = app.psychologist_with("wong", 5).await;
    let mut all = Vec::new();
    for at in 0..12 {
        all.push(psychologist.refers(&format!("人{at}")).await);
    }
    // The operator's command is another process, with the same file.
    let operator = same_database(&app);
    let said = keys::status(&operator).await.unwrap();
    assert!(said.starts_with("version 1: ") && said.contains("the newest"), "{said}");
    let working = async {
        let mut made = Vec::new();
        for at in 0..12 {
            made.push(psychologist.refers(&format!("新{at}")).await);
            for one in &all {
                psychologist.get(&format!("/referrals/{}", one["id"].as_str().unwrap())).await.ok();
            }
        }
        made
    };
    let rotating = async {
        for _ in 0..3 {
            let said = keys::rotate(&operator).await.unwrap();
            assert!(said.contains(" has wrapped "), "{said}");
        }
    };
    let (made, ()) = tokio::join!(working, rotating);
    all.extend(made);
    keys::rotate(&operator).await.unwrap();
    let said = keys::retire(&operator).await.unwrap();
    assert!(said.contains("is the only one left"), "{said}");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap().lines().filter(|line| !line.starts_with('#')).count(),
        1
    );
    // Who starts now has the last version alone, and reads everything; so does whoever was there all the time.
    let restarted = same_database(&app);
    for (at, one) in all.iter().enumerate() {
        let id = one["id"].as_str().unwrap();
        let read = psychologist.get(&format!("/referrals/{id}")).await.ok();
        assert_eq!(read["alias"], one["alias"], "{at}");
        let id: alongside::access::ReferralId = id.parse().unwrap();
        let find = move |tx: &mut alongside::tx::Tx<'_>| {
            alongside::mentoring::referrals::store::find(tx, id)?.open(tx)
        };
        let actor = alongside::access::Actor::Operator;
        let found =
            restarted.read(actor, alongside::access::Action::Operate, "story".into(), find).await.unwrap();
        assert_eq!(json!(found.alias), one["alias"], "{at}");
    }
    psychologist.refers("後來").await;
    assert_eq!(keys::status(&restarted).await.unwrap().lines().count(), 1);
}

#[actix_web::test]
async fn keys_change_while_people_work_sqlite() {
    keys_change_while_people_work(Kind::Sqlite).await;
}

#[actix_web::test]
async fn keys_change_while_people_work_postgres() {
    keys_change_while_people_work(Kind::Postgres).await;
}

async fn a_version_that_still_wraps_something_is_not_retired(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let app = with_a_file(kind, &folder.path().join("keys")).await;
    app.psychologist_with("wong", 5).await.refers("阿晴").await;
    let operator = same_database(&app);
    operator.ring().add().unwrap();
    let refused = format!("{:?}", keys::retire(&operator).await.unwrap_err());
    assert!(refused.contains("version 1 still wraps"), "{refused}");
    keys::rotate(&operator).await.unwrap();
    keys::retire(&operator).await.unwrap();
    assert_eq!(operator.ring().now().versions(), [2]);
}

#[actix_web::test]
async fn a_version_that_still_wraps_something_is_not_retired_sqlite() {
    a_version_that_still_wraps_something_is_not_retired(Kind::Sqlite).await;
}

#[actix_web::test]
async fn a_version_that_still_wraps_something_is_not_retired_postgres() {
    a_version_that_still_wraps_something_is_not_retired(Kind::Postgres).await;
}
