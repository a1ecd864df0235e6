//! Stories of how hosts and members come to a centre, and of what goes on across two.

use std::sync::Arc;

use alongside::cli::import;
use indicatif::ProgressBar;
use serde_json::json;

use crate::caseload::{elsewhere, lines};
use crate::harness::first_release::database;
use crate::harness::house::{On, count};
use crate::harness::service::SATURDAY;
use crate::harness::story;

story!(a_pairs_centre_decides_also_where_the_host_is_anothers, async |app| {
    let service = app.service().await;
    let sham = elsewhere(app, "sham").await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    sham.post("/keep-apart", json!({ "a": ming.code, "b": fai.code })).await.ok();
    let slot = service.shift(SATURDAY).await;
    ming.books(&slot).await.ok();
    let later = fai.books(&slot).await.ok();
    let meeting = sham.get("/meetings").await.ok()["items"][0].clone();
    let decision = json!({ "leaves": "later", "version": meeting["version"] });
    let path = format!("/meetings/{}/decision", meeting["id"].as_str().unwrap());
    assert_eq!(service.coordinator.put(&path, decision.clone()).await.outcome(), "404 not_found");
    assert_eq!(sham.put(&path, decision).await.status, 204);
    let booking = format!("/bookings/{}", later["id"].as_str().unwrap());
    assert_eq!(fai.get(&booking).await.ok()["state"], "given_back");
    // To decide who comes gives no other right there.
    assert_eq!(sham.get(&booking).await.outcome(), "404 not_found");
    app.deliver_mail().await;
});

story!(of_two_centres_that_begin_at_the_same_moment_one_does, async |app| {
    let (mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    for number in 0..10 {
        let ada = app.member(&format!("ada{number}")).await;
        let asked = [mei.clone(), sham.clone()].map(|coordinator| {
            let ada = ada.clone();
            actix_web::rt::spawn(async move { coordinator.sees_a_check_of(&ada).await })
        });
        let mut outcomes = Vec::new();
        for outcome in asked {
            outcomes.push(outcome.await.unwrap());
        }
        outcomes.sort();
        assert_eq!(outcomes[0], "201");
        assert!(["404 not_found", "409 stale_version"].contains(&outcomes[1].as_str()), "{outcomes:?}");
    }
    assert_eq!((lines(app, "person.taken"), lines(app, "check.recorded")), (10, 10));
});

story!(an_import_says_whose_hosts_and_members_are, async |app| {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "hosts.csv",
            "ref,name_en,kind,district,centre\nH1,Farm,other,north,MFRC-SS\nH2,Shop,other,north,\n\
             H3,Tower,other,north,MFRC-XX\n",
        ),
        (
            "members.csv",
            "ref,email,preferred_name,under_supervision,settled,centre\n\
             M1,ada@example.test,Ada,yes,yes,MFRC-ST\nM2,grace@example.test,Grace,no,no,\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let sheets = Arc::new(import::folder(folder.path()).unwrap());
    let outcomes = import::bring(&app.house, sheets, false, &ProgressBar::hidden()).await.unwrap();
    let failed: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.failed).collect();
    assert!(failed.len() == 1 && format!("{failed:?}").contains("centre: unknown_code"), "{failed:?}");
    let of = |table: &str, which: &str| {
        count(&app.config.database, &format!("select count(*) as count from {table} where centre {which}"))
    };
    assert_eq!((of("hosts", "= 'MFRC-SS'"), of("hosts", "is null")), (1, 1));
    assert_eq!((of("accounts", "= 'MFRC-ST'"), of("accounts", "is null")), (1, 1));
});

/// What was there before there were caseloads is whoever takes it first.
fn nobody_has_taken_what_was_there(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = database(on, folder.path());
    match url.strip_prefix("sqlite:") {
        Some(path) => alongside::db::migrate::sqlite(path),
        None => alongside::db::migrate::postgres(&url, None),
    }
    .unwrap();
    for table in ["hosts", "accounts"] {
        let counted =
            |which| count(&url, &format!("select count(*) as count from {table} where centre is {which}"));
        assert!(counted("null") > 0 && counted("not null") == 0, "{table}");
    }
}

#[test]
fn nobody_has_taken_what_was_there_sqlite() {
    nobody_has_taken_what_was_there(On::Sqlite);
}

#[test]
fn nobody_has_taken_what_was_there_postgres() {
    nobody_has_taken_what_was_there(On::Postgres);
}
