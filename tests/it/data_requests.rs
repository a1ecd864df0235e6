//! Stories of what people ask about what is kept of them.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::change;
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::{App, allowed, story};
use crate::today::{row, waits};

fn asks(kind: &str, words: Option<&str>) -> Value {
    json!({ "kind": kind, "words": words, "language": "en" })
}

async fn asked(person: &Person, kind: &str, words: Option<&str>) -> Value {
    person.post("/me/data-requests", asks(kind, words)).await.ok()
}

fn path(request: &Value) -> String {
    format!("/data-requests/{}", request["id"].as_str().unwrap())
}

/// Answers as the request stands now.
async fn answers(officer: &Person, request: &Value, mut body: Value) -> crate::harness::Reply {
    body["version"] = officer.get(&path(request)).await.ok()["version"].clone();
    officer.post(&format!("{}/answer", path(request)), body).await
}

/// Whoever was written to, and what their letter says.
async fn to(app: &App) -> Vec<(String, String)> {
    app.deliver_mail().await.into_iter().map(|letter| (letter.to, letter.plain)).collect()
}

/// A part of a copy: `table column value` of each cell.
fn cells(copy: &Value, part: &str) -> Vec<String> {
    let parts = copy["parts"].as_array().unwrap();
    let rows =
        parts.iter().find(|one| one["part"] == part).map(|one| one["rows"].as_array().unwrap().clone());
    let cell = |of: &Value, cell: &Value| {
        format!("{} {} {}", of.as_str().unwrap(), cell["name"].as_str().unwrap(), cell["value"])
    };
    let rows = rows.unwrap_or_default();
    rows.iter()
        .flat_map(|row| {
            row["cells"].as_array().unwrap().iter().map(|one| cell(&row["of"], one)).collect::<Vec<_>>()
        })
        .collect()
}

story!(somebody_asks_for_a_copy_and_gets_all_of_it_and_nobody_else, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let mut mentor = cast.mentor.person;
    let request = asked(&mentor, "access", None).await;
    assert_eq!(
        (&request["state"], &request["askedOn"], &request["dueOn"]),
        (&json!("open"), &json!("2026-11-23"), &json!("2027-01-02"))
    );
    assert_eq!(allowed(&request), ["withdraw"]);
    // Once is enough.
    assert_eq!(mentor.post("/me/data-requests", asks("access", None)).await.codes(), ["request_open"]);
    // Who answers and who knows of notes are told, and it waits for both.
    let told: Vec<_> = to(app).await.into_iter().map(|(to, _)| to).collect();
    assert!(told.contains(&officer.email) && told.contains(&cast.psychologist.email), "{told:?}");
    assert_eq!(waits(&officer).await, [row("answer_request", "later", 1)]);
    assert!(waits(&cast.psychologist).await.contains(&row("decide_notes", "later", 1)));
    let early = mentor.get(&format!("{}/copy", path(&request))).await;
    assert_eq!(early.codes(), ["copy_not_ready"], "before the answer");
    for stranger in [&cast.coordinator, &app.member("ada").await, &app.staff("root", Role::Admin, None).await]
    {
        let refused = stranger.get(&path(&request)).await;
        assert!(matches!(refused.status.as_u16(), 403 | 404), "{}", refused.outcome());
    }

    // What was found, and a look at what will be handed over.
    let found = officer.get(&path(&request)).await.ok();
    assert_eq!((&found["day"], &found["name"]), (&json!(0), &json!("fong")));
    let count = |part: &str| {
        found["found"].as_array().unwrap().iter().find(|one| one["part"] == part).unwrap()["rows"].clone()
    };
    assert_eq!(
        (count("account"), count("mentor").as_i64().unwrap() > 1, count("pairings").as_i64().unwrap() > 1),
        (json!(1), true, true)
    );
    let preview = officer.get(&format!("{}/copy", path(&request))).await.ok();
    assert!(cells(&preview, "account").contains(&"accounts preferred_name \"fong\"".to_owned()));
    answers(&officer, &request, json!({ "granted": true })).await.ok();
    let copy = mentor.get(&format!("{}/copy", path(&request))).await.ok();
    assert_eq!(copy["format"], "alongside-copy-1");
    let text = copy.to_string();
    for other in [&cast.psychologist, &cast.coordinator, &officer] {
        assert!(!text.contains(&other.email) && !text.contains(&other.id.to_string()), "{text}");
    }
    assert!(
        !text.contains(cast.waiting["alias"].as_str().unwrap()),
        "the person in custody is nobody's to hand over"
    );
    // Others are told apart by a number, the same all over.
    let psychologist: Vec<_> = cells(&copy, "pairings")
        .into_iter()
        .filter(|cell| cell.starts_with("pairings psychologist"))
        .collect();
    let supervisor: Vec<_> =
        cells(&copy, "mentor").into_iter().filter(|cell| cell.starts_with("mentors supervisor ")).collect();
    assert_eq!(psychologist[0].rsplit(' ').next(), supervisor[0].rsplit(' ').next());
    // Those who work with the mentor learn nothing more by it, and a copy is not for the centre.
    let theirs = cast.psychologist.get(&path(&request)).await.ok();
    assert!(theirs["found"].as_array().unwrap().iter().all(|one| one["part"] == "notes"), "{theirs}");
    assert_eq!(cast.psychologist.get(&format!("{}/copy", path(&request))).await.status, 403);
    // That it was read is told, and what cannot be in it is named with its reason.
    assert!(
        cells(&copy, "looks").iter().any(|cell| cell == "looks seen \"request\""),
        "{:?}",
        cells(&copy, "looks")
    );
    assert!(copy["left"].as_array().unwrap().iter().any(|left| left["why"] == "apart"));
    assert!(to(app).await.iter().any(|(to, link)| *to == mentor.email && link.contains("/go/j7")));
    // It lies ready for thirty days.
    app.advance(TimeDelta::days(30));
    mentor.comes_back().await;
    assert_eq!(mentor.get(&format!("{}/copy", path(&request))).await.codes(), ["copy_gone"]);
    app.deliver_mail().await;
});

story!(notes_wait_for_the_word_of_a_psychologist, async |app| {
    let cast = cast(app).await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let mentor = app.member("ho").await;
    let id = mentor.applies(crate::harness::mentors::answers()).await;
    let file = cast.coordinator.holds(&id);
    file.moves(json!({ "to": "screening", "note": "spoke of their brother" })).await.ok();
    let request = asked(&mentor, "access", None).await;
    // Nobody works with them yet, so whoever answers says it.
    assert_eq!(answers(&officer, &request, json!({ "granted": true })).await.codes(), ["notes_undecided"]);
    let notes = format!("{}/notes", path(&request));
    let version = officer.get(&path(&request)).await.ok()["version"].clone();
    let silent = json!({ "version": version, "decision": "withhold" });
    assert_eq!(officer.post(&notes, silent).await.outcome(), "422 invalid");
    let reason = "It tells of somebody else in the family.";
    let held = json!({ "version": version, "decision": "withhold", "reason": reason });
    let dossier = officer.post(&notes, held).await.ok();
    assert_eq!(dossier["notes"]["reason"], reason);
    assert_eq!(
        answers(&officer, &request, json!({ "granted": true })).await.ok()["heldBack"],
        json!(["notes"])
    );
    let copy = mentor.get(&format!("{}/copy", path(&request))).await.ok();
    assert!(!copy.to_string().contains("brother") && cells(&copy, "notes").is_empty());
    let own = mentor.get("/me/data-requests").await.ok();
    assert_eq!(own["items"][0]["heldBack"], json!(["notes"]));

    // Where a psychologist works with somebody, it is theirs alone to say; when they leave, those who answer do.
    let inside = json!({ "code": cast.waiting["reference"], "kind": "access", "words": null, "language": "zh-Hant",
        "receivedOn": "2026-11-20" });
    let paper = cast.psychologist.post("/data-requests", inside).await.ok();
    assert_eq!((&paper["way"], &paper["day"]), (&json!("paper"), &json!(3)));
    let notes = format!("{}/notes", path(&paper));
    let release = |version: &Value| json!({ "version": version, "decision": "release" });
    assert_eq!(officer.post(&notes, release(&paper["version"])).await.codes(), ["psychologist_decides"]);
    cast.psychologist.post(&notes, release(&paper["version"])).await.ok();
    answers(&officer, &paper, json!({ "granted": true })).await.ok();
    let printed = cast.psychologist.get(&format!("{}/copy", path(&paper))).await.ok();
    assert!(cells(&printed, "referral").iter().any(|cell| cell.starts_with("referrals alias")));
    assert!(!printed.to_string().contains("stated_exclusions"));
    assert_eq!(cast.coordinator.get(&path(&paper)).await.status, 200);
    assert_eq!(cast.coordinator.get(&format!("{}/copy", path(&paper))).await.status, 403);
    app.deliver_mail().await;
});

story!(the_clock_reminds_those_who_answer_after_thirty_and_thirty_five_days, async |app| {
    let mut officer = app.staff("mak", Role::Privacy, None).await;
    let ada = app.member("ada").await;
    let request = asked(&ada, "objection", Some("I do not want to be looked for in rounds.")).await;
    app.deliver_mail().await;
    for (days, reminded) in [(29, false), (1, true), (1, false), (4, true), (1, false)] {
        app.advance(TimeDelta::days(days));
        timekeeper::round(&app.house).await.unwrap();
        timekeeper::round(&app.house).await.unwrap();
        let letters = app.deliver_mail().await;
        let read =
            letters.iter().filter(|letter| letter.to == officer.email && letter.plain.contains("/go/x3"));
        assert_eq!(read.count(), usize::from(reminded), "{days} days on");
    }
    officer.comes_back().await;
    assert_eq!(waits(&officer).await, [row("answer_request", "week", 1)]);
    app.advance(TimeDelta::days(10));
    officer.comes_back().await;
    assert_eq!(waits(&officer).await, [row("answer_request", "overdue", 1)]);
    assert_eq!(answers(&officer, &request, json!({ "granted": false })).await.outcome(), "422 invalid");
    let why = json!({ "granted": false, "reply": "You are in no round: you have not applied as a mentor." });
    let answered = answers(&officer, &request, why).await.ok();
    assert_eq!((&answered["state"], allowed(&answered).is_empty()), (&json!("refused"), true));
    assert_eq!(waits(&officer).await, []);
    app.deliver_mail().await;
});

story!(what_is_not_corrected_stands_beside_the_file, async |app| {
    let cast = cast(app).await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let mentor = &cast.mentor.person;
    let unsaid = mentor.post("/me/data-requests", asks("correction", Some("  "))).await;
    assert_eq!(unsaid.outcome(), "422 invalid");
    let words = "My hours in May are 8, not 6.";
    let request = asked(mentor, "correction", Some(words)).await;
    let statements = format!("/people/{}/statements", mentor.id);
    assert_eq!(cast.psychologist.get(&statements).await.ok()["items"], json!([]));
    answers(&officer, &request, json!({ "granted": false, "reply": "The register of that day says 6." }))
        .await
        .ok();
    for reader in [&cast.psychologist, &cast.coordinator] {
        let beside = reader.get(&statements).await.ok();
        assert_eq!(beside["items"], json!([{ "on": "2026-11-23", "words": words }]));
    }
    let stranger = app.staff("pang", Role::Psychologist, Some("MFRC-ST")).await;
    assert_eq!(stranger.get(&statements).await.status, 404);
    assert_eq!(officer.get(&statements).await.status, 403);
    // Of a person in custody alike.
    let id = cast.waiting["id"].as_str().unwrap();
    assert_eq!(cast.psychologist.get(&format!("/referrals/{id}/statements")).await.ok()["items"], json!([]));
    app.deliver_mail().await;
});

story!(paper_is_entered_by_those_who_work_with_the_person_and_names_nobody_else, async |app| {
    let cast = cast(app).await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let ada = app.member("ada").await;
    let elsewhere = app.staff("lok", Role::Coordinator, Some("MFRC-ST")).await;
    let paper = |code: &Value, on: &str| json!({ "code": code, "kind": "erasure", "words": null, "language": "zh-Hant", "receivedOn": on });
    let reference = &cast.waiting["reference"];
    let unknown = elsewhere.post("/data-requests", paper(reference, "2026-11-20")).await;
    let none = elsewhere.post("/data-requests", paper(&json!("P-9999"), "2026-11-20")).await;
    assert_eq!(
        (unknown.outcome(), unknown.body.get("errors").cloned()),
        (none.outcome(), none.body.get("errors").cloned())
    );
    for on in ["2026-11-24", "2025-11-01"] {
        assert_eq!(
            officer.post("/data-requests", paper(&json!(ada.code), on)).await.outcome(),
            "422 invalid",
            "{on}"
        );
    }
    // A paper that lay too long is entered with the day on which it came, and is late.
    officer.post("/data-requests", paper(&json!(ada.code), "2026-10-01")).await.ok();
    assert_eq!(
        officer.post("/data-requests", paper(&json!(officer.code), "2026-11-20")).await.outcome(),
        "422 invalid"
    );
    // Ada reads of it, and can take it back.
    let own = ada.get("/me/data-requests").await.ok();
    let (id, version) = (own["items"][0]["id"].as_str().unwrap(), &own["items"][0]["version"]);
    ada.post(&format!("/me/data-requests/{id}/withdrawal"), json!({ "version": version })).await.ok();
    let over = officer.get("/data-requests?open=false").await.ok();
    assert_eq!(
        (over["items"].as_array().unwrap().len(), &over["items"][0]["state"]),
        (1, &json!("withdrawn"))
    );
    app.deliver_mail().await;
});

story!(a_psychologist_who_leaves_hands_the_word_about_notes_on, async |app| {
    let cast = cast(app).await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let request = asked(&cast.mentor.person, "access", None).await;
    assert_eq!(officer.get(&path(&request)).await.ok()["psychologist"], "wong");
    app.leaves("wong").await;
    let found = officer.get(&path(&request)).await.ok();
    assert_eq!((found.get("psychologist"), &found["asksPsychologist"]), (None, &json!(false)));
    app.deliver_mail().await;
});

story!(who_is_erased_is_nobody_any_more_and_what_they_gave_still_counts, async |app| {
    let service = app.service().await;
    let officer = app.staff("mak", Role::Privacy, None).await;
    let slot = service.shift(crate::harness::service::SATURDAY).await;
    let fai = app.volunteer("fai").await;
    let booking = fai.books(&slot).await.ok();
    let request = asked(&fai, "erasure", None).await;
    // What goes on is ended first, each by those whose it is.
    let found = officer.get(&path(&request)).await.ok();
    assert_eq!(allowed(&found), ["refuse"]);
    assert_eq!(answers(&officer, &request, json!({ "granted": true })).await.codes(), ["bookings_open"]);
    let cancel = format!("/bookings/{}/cancellation", booking["id"].as_str().unwrap());
    fai.post(&cancel, json!({ "version": booking["version"] })).await.ok();
    app.deliver_mail().await;
    let done = answers(&officer, &request, json!({ "granted": true })).await.ok();
    assert_eq!(done["state"], "answered");
    assert_eq!(officer.get(&path(&request)).await.ok()["name"], "");
    // They are told at the address that nobody knows any more, and are out everywhere.
    let told = app.deliver_mail().await;
    assert_eq!(told.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [fai.email.as_str()]);
    assert!(told[0].plain.contains("are erased") && told[0].plain.contains("/privacy"), "{}", told[0].plain);
    assert_eq!(fai.get("/me").await.status, 401);
    let database = &app.config.database;
    let everything = format!("{:?}", crate::harness::first_release::contents(database));
    assert!(!everything.contains("fai@") && !everything.contains(&fai.code));
    let keys = "select count(*) as count from data_keys where subject in (select id from accounts where preferred_name = '')";
    assert_eq!(crate::harness::house::count(database, keys), 0);
    let certificate = "select count(*) as count from audit where event = 'person.erased'";
    assert_eq!(crate::harness::house::count(database, certificate), 1);
    // The address is free for somebody new.
    let again = app.member("fai").await;
    assert_eq!(again.get("/me/data-requests").await.ok()["items"], json!([]));
    app.deliver_mail().await;
});

/// Tables and columns that a copy must name: all of them.
#[test]
fn every_column_stands_in_a_copy_or_is_named_with_its_reason() {
    use alongside::rights::copies::{left, store};
    let mut told: Vec<(String, String)> = Vec::new();
    for (table, column) in store::account_columns().into_iter().chain(store::referral_columns()) {
        told.push((table.to_owned(), column.to_owned()));
    }
    let copied: std::collections::BTreeSet<_> = told.into_iter().collect();
    let mut left: Vec<(String, String)> = Vec::new();
    for (table, _, columns) in left::LEFT {
        left.extend(columns.iter().map(|column| ((*table).to_owned(), (*column).to_owned())));
    }
    let twice: Vec<_> = left.iter().filter(|one| copied.contains(*one)).collect();
    let unknown_twice = left.len() - left.iter().collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!((twice.len(), unknown_twice), (0, 0), "both in a copy and left: {twice:?}");
    let named: std::collections::BTreeSet<_> = copied.into_iter().chain(left).collect();
    let there: std::collections::BTreeSet<_> = crate::schema::written()
        .into_iter()
        .flat_map(|(table, columns)| columns.into_iter().map(move |(column, _)| (table.clone(), column)))
        .collect();
    assert_eq!(named.difference(&there).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not there");
    assert_eq!(there.difference(&named).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "in no copy");
}
