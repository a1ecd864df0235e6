//! Stories of how long things are kept: what is over its age goes by itself, or by the word of two people, and never where
//! there is a dispute.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::{SENSITIVE, decision, path as at};
use crate::harness::house::{change, count, rows};
use crate::harness::mentors::answers;
use crate::harness::people::Person;
use crate::harness::{App, Reply, allowed, story};
use crate::today::{row, waits};

const DISPUTE: &str = "He says that the check was mixed up with somebody else's.";

async fn says(person: &Person, path: &str) -> Reply {
    person.ask(Method::POST, path, None).await
}

/// What is over its age, kind by kind, where anything is.
async fn over(person: &Person) -> Vec<(String, i64)> {
    let view = person.get("/retention").await.ok();
    let kinds = view["kinds"].as_array().unwrap().iter();
    let told = kinds.map(|one| (one["kind"].as_str().unwrap().to_owned(), one["over"].as_i64().unwrap()));
    told.filter(|(_, over)| *over > 0).collect()
}

/// The latest purge.
async fn purge(person: &Person) -> Value {
    person.get("/retention").await.ok()["purges"][0].clone()
}

async fn round(app: &App) {
    timekeeper::round(&app.house).await.unwrap();
}

fn events(app: &App, event: &str) -> i64 {
    count(&app.config.database, &format!("select count(*) as count from audit where event = '{event}'"))
}

/// Whoever was written to, in order.
async fn told(app: &App) -> Vec<String> {
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    told
}

story!(what_is_over_its_age_goes_by_the_word_of_two_people_and_leaves_a_certificate, async |app| {
    let coordinator = app.coordinator("chan").await;
    let mut officer = app.staff("mak", Role::Privacy, None).await;
    let mut admin = app.staff("root", Role::Admin, None).await;
    let (fai, ming) = (app.member("fai").await, app.member("ming").await);
    for person in [&fai, &ming] {
        coordinator.sees_checks_of(person).await;
    }
    change(app, "update checks set valid_to = '2026-12-31'");
    assert_eq!(over(&officer).await, []);
    assert_eq!(says(&officer, "/purges").await.codes(), ["nothing_due"]);

    // Five years later nobody has signed in with either; of Ming there is a dispute.
    app.advance(TimeDelta::days(5 * 366));
    officer.comes_back().await;
    admin.comes_back().await;
    app.deliver_mail().await;
    officer.post("/holds", json!({ "code": ming.code, "reason": DISPUTE })).await.ok();
    assert_eq!(over(&officer).await, [("accounts".into(), 1), ("checks".into(), 3)]);
    assert_eq!(waits(&officer).await, [row("propose_purge", "open", 4)]);

    // One proposes, and sees what would go; another says the second word.
    let proposed = says(&officer, "/purges").await.ok();
    assert_eq!((&proposed["state"], &proposed["proposedBy"]), (&json!("proposed"), &json!("mak")));
    assert_eq!(allowed(&proposed), ["withdraw"]);
    let path = format!("/purges/{}", proposed["id"].as_str().unwrap());
    assert_eq!(says(&officer, "/purges").await.codes(), ["purge_open"]);
    assert_eq!(says(&officer, &format!("{path}/approval")).await.codes(), ["two_people_needed"]);
    assert_eq!(says(&coordinator, &format!("{path}/approval")).await.status, 401, "signed in too long ago");
    assert_eq!(told(app).await, [admin.email.clone()]);
    assert_eq!(waits(&admin).await, [row("approve_purge", "week", 1)]);
    round(app).await;
    assert_eq!(rows(app, "checks"), 6, "nothing goes by one word");
    let approved = says(&admin, &format!("{path}/approval")).await.ok();
    assert_eq!(approved["purges"][0]["state"], "approved");
    assert_eq!(says(&admin, &format!("{path}/withdrawal")).await.codes(), ["wrong_state"]);

    // Row by row, each with its line; what is held stays.
    round(app).await;
    let done = purge(&officer).await;
    assert_eq!((&done["state"], &done["approvedBy"]), (&json!("done"), &json!("root")));
    let lines: Vec<_> = done["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (&line["kind"], &line["found"], &line["erased"]))
        .collect();
    let number = |kind: &str, count: i64| (json!(kind), json!(count));
    let [accounts, checks] = [number("accounts", 1), number("checks", 3)];
    assert_eq!(lines, [(&accounts.0, &accounts.1, &accounts.1), (&checks.0, &checks.1, &checks.1)]);
    assert_eq!((events(app, "row.erased"), events(app, "purge.done")), (4, 1));
    assert_eq!(rows(app, "checks"), 3);
    assert_eq!(told(app).await, [officer.email.clone(), admin.email.clone()]);
    let everything = format!("{:?}", crate::harness::first_release::contents(&app.config.database));
    assert!(!everything.contains("fai@") && everything.contains("ming@"));
    assert_eq!(over(&officer).await, []);
    assert_eq!(waits(&officer).await, []);
});

/// Kinds that the two had erased by their word, with how many rows of each went.
async fn erases(app: &App, first: &mut Person, second: &mut Person) -> Vec<(String, i64)> {
    first.comes_back().await;
    second.comes_back().await;
    let proposed = says(first, "/purges").await.ok();
    let path = format!("/purges/{}/approval", proposed["id"].as_str().unwrap());
    says(second, &path).await.ok();
    round(app).await;
    first.comes_back().await;
    let done = purge(first).await;
    assert_eq!(done["state"], "done");
    let lines = done["lines"].as_array().unwrap().iter();
    lines.map(|line| (line["kind"].as_str().unwrap().to_owned(), line["erased"].as_i64().unwrap())).collect()
}

/// Lets as many months and a few days pass.
async fn months_later(app: &App, months: i64, reader: &mut Person) {
    app.advance(TimeDelta::days(months * 365 / 12 + 5));
    round(app).await;
    reader.comes_back().await;
    app.deliver_mail().await;
}

story!(each_kind_goes_after_its_own_time_with_what_belongs_to_it_alone, async |app| {
    let mut officer = app.staff("mak", Role::Privacy, None).await;
    let mut admin = app.staff("root", Role::Admin, None).await;
    let erased =
        |of: &[(&str, i64)]| of.iter().map(|(kind, rows)| ((*kind).to_owned(), *rows)).collect::<Vec<_>>();
    let service = app.service().await;

    // Supervision that ended, with a clearance that was given; two who were kept apart.
    let shift = service.shift(SENSITIVE).await;
    let lok = service.supervisee("lok").await;
    lok.books(&shift).await.ok();
    let asked = service.officer.get("/clearances").await.ok()["items"][0].clone();
    service.officer.put(&format!("{}/decision", at(&asked, "clearances")), decision(&asked, true)).await.ok();
    let mine = service.officer.get("/supervisees").await.ok()["items"][0].clone();
    let ended = json!({ "version": mine["version"], "endsOn": "2026-12-31" });
    service.officer.patch(&at(&mine, "supervisees"), ended).await.ok();
    let mut second = app.coordinator("tak").await;
    let pair = json!({ "a": lok.code, "b": app.member("fai").await.code });
    service.coordinator.post("/keep-apart", pair.clone()).await.ok();
    for one in [&service.coordinator, &second] {
        assert_eq!(one.post("/keep-apart/removal", pair.clone()).await.status, 204);
    }

    // Somebody who thought better of it; a request; an emergency; a referral that was taken back.
    let ming = app.member("ming").await;
    ming.applies(answers()).await;
    let version = json!({ "version": ming.get("/me/mentor").await.ok()["version"] });
    ming.post("/me/mentor/withdrawal", version).await.ok();
    let asks = json!({ "kind": "access", "words": "all of it", "language": "en" });
    let request = ming.post("/me/data-requests", asks).await.ok();
    let back = json!({ "version": request["version"] });
    ming.post(&format!("/me/data-requests/{}/withdrawal", request["id"].as_str().unwrap()), back).await.ok();
    let psychologist = app.psychologist("wong").await;
    let waiting = psychologist.refers("阿晴").await;
    let lam = app.staff("lam", Role::Psychologist, Some("MFRC-ST")).await;
    let emergency = json!({ "code": waiting["reference"], "cause": "missing", "reason": "Her sister called: nobody has seen her." });
    let opened = lam.post("/emergencies", emergency).await.ok();
    let review = format!("/emergencies/{}/review", opened["id"].as_str().unwrap());
    app.advance(TimeDelta::minutes(61));
    officer.comes_back().await;
    let fine = json!({ "verdict": "justified", "note": null });
    assert_eq!(officer.post(&review, fine).await.outcome(), "204");
    let mut wong = psychologist.clone();
    wong.comes_back().await;
    let path = at(&waiting, "referrals");
    let version = json!({ "version": wong.get(&path).await.ok()["version"] });
    wong.post(&format!("{path}/withdrawal"), version).await.ok();

    // Each is there to the end of its time, and gone with the next purge, with what is told of it and with nothing else.
    months_later(app, 11, &mut officer).await;
    assert_eq!(over(&officer).await, []);
    months_later(app, 3, &mut officer).await;
    assert_eq!(rows(app, "clearances"), 1);
    assert_eq!(erases(app, &mut officer, &mut admin).await, erased(&[("supervision", 1), ("apart", 1)]));
    for table in ["supervisees", "clearances", "keep_apart", "confirmations"] {
        assert_eq!(rows(app, table), 0, "{table}");
    }
    assert_eq!(rows(app, "bookings"), 1, "the service that was done is its own");
    months_later(app, 11, &mut officer).await;
    assert_eq!(erases(app, &mut officer, &mut admin).await, erased(&[("applications", 1)]));
    assert_eq!(rows(app, "mentors"), 1, "that somebody applied is counted");
    let mut ming = ming;
    ming.comes_back().await;
    let told = ming.get("/me/mentor").await.ok()["answers"].clone();
    assert!(told.get("motivation").is_none_or(Value::is_null), "{told}");
    months_later(app, 24, &mut officer).await;
    assert_eq!(erases(app, &mut officer, &mut admin).await, erased(&[("requests", 1), ("emergencies", 1)]));
    assert_eq!((rows(app, "data_requests"), rows(app, "emergencies")), (0, 0));
    months_later(app, 36, &mut officer).await;
    let gone = erases(app, &mut officer, &mut admin).await;
    assert!(gone.contains(&("referrals".into(), 1)), "{gone:?}");
    second.comes_back().await;
    wong.comes_back().await;
    assert_eq!(wong.get(&path).await.ok()["alias"], "", "what was told of them cannot be read any more");
    assert_eq!(rows(app, "referrals"), 1, "that somebody waited is counted");
    app.deliver_mail().await;
});

story!(a_proposal_that_nobody_speaks_for_lapses_and_one_can_be_taken_back, async |app| {
    let mut officer = app.staff("mak", Role::Privacy, None).await;
    let mut second = app.staff("kwan", Role::Privacy, None).await;
    let ada = app.member("ada").await;
    change(app, &format!("update accounts set state = 'unverified' where code = '{}'", ada.code));
    app.advance(TimeDelta::days(100));
    officer.comes_back().await;
    app.deliver_mail().await;
    says(&officer, "/purges").await.ok();
    app.advance(TimeDelta::days(7));
    round(app).await;
    officer.comes_back().await;
    second.comes_back().await;
    assert_eq!(purge(&officer).await["state"], "lapsed");
    let told = told(app).await;
    assert_eq!(told, [second.email.clone(), officer.email.clone()], "of the proposal, and of its end");
    // Whoever is to say the second word may say no, and the first one may think again.
    for who in [&officer, &second] {
        let again = says(&officer, "/purges").await.ok();
        let path = format!("/purges/{}", again["id"].as_str().unwrap());
        says(who, &format!("{path}/withdrawal")).await.ok();
        assert_eq!(says(&second, &format!("{path}/approval")).await.codes(), ["wrong_state"]);
    }
    round(app).await;
    assert_eq!(events(app, "row.erased"), 0);
    app.deliver_mail().await;
});

story!(traces_of_the_everyday_go_by_themselves_after_their_time, async |app| {
    let mut officer = app.staff("mak", Role::Privacy, None).await;
    let fai = app.member("fai").await;
    fai.post("/me/data-requests", json!({ "kind": "access", "words": null, "language": "en" })).await.ok();
    app.deliver_mail().await;
    assert_eq!(rows(app, "outbox"), 1);
    let sign_ins = rows(app, "sign_ins");
    app.advance(TimeDelta::days(85));
    round(app).await;
    app.deliver_mail().await;
    let sent = rows(app, "outbox");
    assert!(sent >= 1, "three months are not over");
    app.advance(TimeDelta::days(120));
    round(app).await;
    officer.comes_back().await;
    let view = officer.get("/retention").await.ok();
    let swept = |kind: &str| {
        let kinds = view["kinds"].as_array().unwrap().iter();
        kinds.filter(|one| one["kind"] == kind).map(|one| one["swept"].as_i64().unwrap()).sum::<i64>()
    };
    assert!(swept("letters") >= 1 && swept("sign_ins") >= sign_ins, "{view}");
    assert!(events(app, "retention.swept") >= 2);
    app.deliver_mail().await;
});

story!(how_long_a_kind_is_kept_can_be_shortened_and_not_beyond_what_is_promised, async |app| {
    let officer = app.staff("mak", Role::Privacy, None).await;
    let admin = app.staff("root", Role::Admin, None).await;
    let months = |months: i64, version: i64| json!({ "months": months, "version": version });
    let changed = officer.put("/retention/checks", months(9, 0)).await.ok();
    let checks = changed["kinds"].as_array().unwrap().iter().find(|one| one["kind"] == "checks").unwrap();
    assert_eq!((&checks["months"], &checks["version"]), (&json!(9), &json!(1)));
    assert_eq!(officer.put("/retention/checks", months(8, 0)).await.outcome(), "409 stale_version");
    for (kind, wrong) in [("checks", 13), ("checks", 5), ("requests", 47), ("letters", 0)] {
        assert_eq!(
            officer.put(&format!("/retention/{kind}"), months(wrong, 1)).await.status.as_u16() / 100,
            4
        );
    }
    assert_eq!(officer.put("/retention/nothing", months(9, 0)).await.outcome(), "404 not_found");
    assert_eq!(admin.put("/retention/checks", months(7, 1)).await.outcome(), "403 forbidden");
    // The register says what holds now, the same for both.
    for who in [&officer, &admin] {
        let registers = who.get("/registers").await.ok();
        let kept =
            registers["purposes"].as_array().unwrap().iter().flat_map(|one| one["kept"].as_array().unwrap());
        let checks: Vec<_> = kept.filter(|one| one["kind"] == "checks").map(|one| &one["months"]).collect();
        assert_eq!(checks, [&json!(9)]);
    }
    assert_eq!(app.member("ada").await.get("/registers").await.outcome(), "403 forbidden");
});

story!(while_there_is_a_dispute_nobody_is_erased, async |app| {
    let officer = app.staff("mak", Role::Privacy, None).await;
    let fai = app.member("fai").await;
    let body = json!({ "code": fai.code, "reason": DISPUTE });
    let held = officer.post("/holds", body.clone()).await.ok();
    assert_eq!(officer.post("/holds", body).await.codes(), ["held_for_dispute"]);
    let unknown = json!({ "code": "ZZZZZZ", "reason": DISPUTE });
    assert_eq!(officer.post("/holds", unknown).await.outcome(), "422 invalid");
    let own = json!({ "code": officer.code, "reason": DISPUTE });
    assert_eq!(officer.post("/holds", own).await.outcome(), "422 invalid");
    let asks = json!({ "kind": "erasure", "words": null, "language": "en" });
    let request = fai.post("/me/data-requests", asks).await.ok();
    let path = format!("/data-requests/{}", request["id"].as_str().unwrap());
    let yes = json!({ "granted": true, "version": request["version"] });
    assert_eq!(officer.post(&format!("{path}/answer"), yes.clone()).await.codes(), ["held_for_dispute"]);
    let end = format!("/holds/{}/end", held["id"].as_str().unwrap());
    for stranger in [&fai, &app.staff("root", Role::Admin, None).await] {
        assert_eq!(says(stranger, &end).await.outcome(), "403 forbidden");
    }
    assert!(says(&officer, &end).await.ok()["endedAt"].is_string());
    assert_eq!(says(&officer, &end).await.codes(), ["wrong_state"]);
    officer.post(&format!("{path}/answer"), yes).await.ok();
    // The list keeps it, without a name that is nobody's any more.
    let list = officer.get("/holds").await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["items"][0]["reason"], "", "the key to it is gone");
    app.deliver_mail().await;
});
