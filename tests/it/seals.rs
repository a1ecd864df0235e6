//! The seals of the audit log: every line gets its leaf once and in order, whatever dies, waits or runs beside.

use std::path::Path;
use std::process::Command;

use alongside::access::{Action, Actor, Role};
use alongside::seals::sealing;
use alongside::tx::Tx;
use alongside::tx::leaves::Place;
use alongside::vault::Checkpoint;
use alongside::worker::sealer::Sealer;
use alongside::worker::timekeeper;
use chrono::TimeDelta;

use crate::harness::house::{On, count, rows};
use crate::harness::log::{Log, Raw, writes};
use crate::harness::service::SATURDAY;
use crate::harness::story;
use crate::postman::on_both_engines;

on_both_engines! {
    every_line_gets_its_leaf_once
    who_dies_before_the_checkpoint_has_done_nothing
    a_checkpoint_that_could_not_be_sent_out_is_sent_later
    servers_that_seal_at_once_leave_no_gap_and_no_fork
    what_the_first_release_wrote_is_sealed_at_the_first_start
    what_only_grows_refuses_to_be_changed
}

async fn every_line_gets_its_leaf_once(on: On) {
    let log = Log::open(on);
    let mut sealer = Sealer::new(log.house.clone());
    assert_eq!(sealer.seal().await.unwrap(), 0);
    assert_eq!(log.sent(), []);
    for lines in [1, 7, 0, 300] {
        log.write(lines).await;
        assert_eq!(sealer.seal().await.unwrap(), lines);
        log.clock.advance(TimeDelta::hours(9));
    }
    // Another server, which looks through all, finds nothing more; nor does this one when it does so again.
    assert_eq!(log.seal().await, 0);
    log.clock.advance(TimeDelta::days(2));
    assert_eq!(sealer.seal().await.unwrap(), 0);
    assert_eq!(count(&log.url, "select count(*) as count from audit_leaves"), 308);
    assert_eq!(count(&log.url, "select max(position) + 1 as count from audit_leaves"), 308);
    assert_eq!(log.wrong(), []);
    let sizes: Vec<_> = log.sent().into_iter().map(|note| note.size).collect();
    assert_eq!(sizes, [1, 8, 308, 308]);
}

async fn who_dies_before_the_checkpoint_has_done_nothing(on: On) {
    let log = Log::open(on);
    log.write(3).await;
    // A server that dies with the leaves in its hand, and one that dies before the commit.
    let signer = log.house.keys().seals().unwrap();
    let dies = move |tx: &mut Tx<'_>| {
        let part = sealing::look(tx, Place::BEGINNING, Some(Place::END), &signer, false)?;
        sealing::keep(tx, &part.batch.unwrap())?;
        Err::<(), _>(alongside::base::Error::Stale)
    };
    let died = log.house.write(Actor::System("sealer"), Action::KeepHouse, String::new(), dies).await;
    assert!(died.is_err());
    for table in ["audit_leaves", "audit_checkpoints"] {
        assert_eq!(count(&log.url, &format!("select count(*) as count from {table}")), 0);
    }
    assert_eq!(log.seal().await, 3);
    assert_eq!(log.wrong(), []);
}

async fn a_checkpoint_that_could_not_be_sent_out_is_sent_later(on: On) {
    let log = Log::open(on);
    log.write(3).await;
    let folder = &log.house.config.checkpoints;
    // Where the folder should be there is something else.
    std::fs::write(folder, "").unwrap();
    let mut sealer = Sealer::new(log.house.clone());
    sealer.seal().await.unwrap_err();
    assert_eq!(count(&log.url, "select count(*) as count from audit_leaves"), 3);
    std::fs::remove_file(folder).unwrap();
    // Whoever died before the sending is another server by now.
    assert_eq!(log.seal().await, 0);
    assert_eq!(sealer.seal().await.unwrap(), 0);
    assert_eq!(log.sent().iter().map(|note| note.size).collect::<Vec<_>>(), [3, 3]);
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(log.files()[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

async fn servers_that_seal_at_once_leave_no_gap_and_no_fork(on: On) {
    let log = Log::open(on);
    let other = log.another(on);
    let (mut here, mut there) = (Sealer::new(log.house.clone()), Sealer::new(other.clone()));
    for _ in 0..12 {
        let (one, two, (), ()) =
            tokio::join!(here.seal(), there.seal(), writes(&log.house, 5), writes(&other, 5));
        one.unwrap();
        two.unwrap();
        log.clock.advance(TimeDelta::seconds(10));
    }
    here.seal().await.unwrap();
    assert_eq!(count(&log.url, "select count(*) as count from audit_leaves"), 120);
    assert_eq!(log.wrong(), []);
}

async fn what_the_first_release_wrote_is_sealed_at_the_first_start(on: On) {
    let log = Log::of_first_release(on);
    let lines = count(&log.url, "select count(*) as count from audit");
    assert!(lines > 50);
    assert_eq!(i64::try_from(log.seal().await).unwrap(), lines);
    assert_eq!(log.wrong(), []);
}

async fn what_only_grows_refuses_to_be_changed(on: On) {
    let log = Log::of_first_release(on);
    log.seal().await;
    let mut raw = Raw::open(&log.url);
    let mut refused = Vec::new();
    for (table, column) in [
        ("audit", "event"),
        ("audit_leaves", "position"),
        ("audit_checkpoints", "note"),
        ("hours_ledger", "quarters"),
        ("pairing_history", "event"),
        ("mentor_history", "event"),
    ] {
        assert!(count(&log.url, &format!("select count(*) as count from {table}")) > 0, "{table}");
        refused.push(format!("update {table} set {column} = {column}"));
        refused.push(format!("delete from {table}"));
    }
    for (table, column) in [("referrals", "consent"), ("pairings", "paper")] {
        let with = format!("where {column} is not null");
        assert!(count(&log.url, &format!("select count(*) as count from {table} {with}")) > 0, "{table}");
        refused.push(format!("update {table} set {column} = null {with}"));
        refused.push(format!("delete from {table} {with}"));
    }
    if let On::Postgres = on {
        let all = "audit audit_leaves audit_checkpoints looks hours_ledger pairing_history mentor_history referrals pairings";
        refused.extend(all.split(' ').map(|table| format!("truncate {table} cascade")));
    }
    for statement in refused {
        assert!(raw.tries(&statement).is_err(), "{statement}");
    }
    // A newer consent takes the place of the one before.
    raw.run("update referrals set consent = consent");
}

/// On PostgreSQL a line of an older transaction can be committed last, and its id may be the lowest of all.
#[actix_rt::test]
async fn a_line_that_is_committed_late_is_sealed_all_the_same() {
    let log = Log::open(On::Postgres);
    let mut sealer = Sealer::new(log.house.clone());
    log.write(5).await;
    assert_eq!(sealer.seal().await.unwrap(), 5);
    let mut late = Raw::open(&log.url);
    late.run(
        "begin; insert into audit (id, at, actor, action, event, object_kind, outcome, request, details)
         select '00000000-0000-7000-8000-000000000001', min(at), 'operator', 'import', 'x', 'x', 'done', '', '{}'
         from audit",
    );
    for _ in 0..3 {
        log.write(5).await;
        assert_eq!(sealer.seal().await.unwrap(), 5);
    }
    late.run("commit");
    assert_eq!(sealer.seal().await.unwrap(), 1);
    log.write(1).await;
    assert_eq!(sealer.seal().await.unwrap(), 1);
    log.clock.advance(TimeDelta::minutes(5));
    assert_eq!(log.wrong(), []);
}

story!(whoever_books_does_not_wait_for_a_seal, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let person = app.member("yan").await;
    person.may_do_unpaid_work().await;
    Raw::open(&app.config.database).run("drop table audit_leaves; drop table audit_checkpoints");
    person.books(&slot).await.ok();
    assert!(rows(app, "audit") > 0);
});

story!(who_watches_over_privacy_has_the_number_of_the_day, async |app| {
    app.staff("ping", Role::Privacy, None).await;
    app.deliver_mail().await;
    timekeeper::round(&app.house).await.unwrap();
    assert!(app.deliver_mail().await.is_empty(), "nothing is sealed yet");
    let folder = tempfile::tempdir().unwrap();
    let log = Log::of(app, folder);
    log.seal().await;
    let mut words = Vec::new();
    for _ in 0..2 {
        timekeeper::round(&app.house).await.unwrap();
        timekeeper::round(&app.house).await.unwrap();
        let letters = app.deliver_mail().await;
        assert_eq!(letters.len(), 1);
        words.push(letters[0].link().split_once("#sealed=").unwrap().1.to_owned());
        log.seal().await;
        app.advance(TimeDelta::days(1));
    }
    let seen: Vec<_> = words.iter().map(|word| Checkpoint::of_word(word).unwrap()).collect();
    assert!(seen[0].size < seen[1].size);
    let check = log.check(&mut Raw::open(&log.url), seen);
    assert_eq!((check.wrong(), check.notes), (Vec::new(), 2));
});

fn alongside(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    let output = command.env_remove("DATABASE_URL").arg("--data").arg(data).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_operator_verifies_and_proves() {
    let folder = tempfile::tempdir().unwrap();
    let (data, elsewhere) = (folder.path().join("data"), folder.path().join("elsewhere"));
    let run = |arguments: &[&str]| alongside(&data, arguments);
    let (code, _, why) = run(&["audit", "verify"]);
    assert!(code == 1 && why.contains("check --data"), "{code} {why}");
    assert_eq!(run(&["audit", "key"]).0, 2, "there is no secret, and none is made");
    assert!(!data.exists());
    for email in ["a@example.org", "b@example.org", "c@example.org"] {
        assert_eq!(run(&["admin", "invite", email]).0, 0);
    }
    let (code, said, why) = run(&["audit", "verify"]);
    assert_eq!(code, 0, "{why}");
    assert!(said.contains("3 lines, 3 checkpoints, 3 notes"), "{said}");
    let key = run(&["audit", "key"]).1.trim().to_owned();

    // Somebody with the public key alone checks the database, and a proof without the database.
    let database = format!("sqlite:{}", data.join("alongside.db").display());
    let (code, said, why) =
        alongside(&elsewhere, &["--database", &database, "audit", "verify", "--key", &key]);
    assert_eq!(code, 0, "{why}");
    assert!(said.contains("3 lines"), "{said}");
    let proof = folder.path().join("proof");
    std::fs::write(&proof, run(&["audit", "prove", "1"]).1).unwrap();
    let proof = proof.to_str().unwrap();
    let (code, said, why) = alongside(&elsewhere, &["audit", "check-proof", proof, "--key", &key]);
    assert_eq!(code, 0, "{why}");
    assert!(said.contains("actor: operator") && said.contains("Line 1 of 3"), "{said}");
    let bent = std::fs::read_to_string(proof).unwrap().replace("index 1", "index 0");
    std::fs::write(proof, bent).unwrap();
    assert_ne!(alongside(&elsewhere, &["audit", "check-proof", proof, "--key", &key]).0, 0);
    assert_eq!(run(&["audit", "prove", "3"]).0, 1);

    let mut raw = Raw::open(&database);
    raw.without_triggers();
    raw.run(
        "update audit set outcome = 'denied' where id = (select audit from audit_leaves where position = 1)",
    );
    let (code, said, why) = run(&["audit", "verify"]);
    assert_eq!(code, 1);
    assert!(said.contains("line 1 (") && why.contains("changed since it was sealed"), "{said} {why}");
    // Of another secret than the one that has signed.
    let other = alongside(&elsewhere, &["migrate"]);
    assert_eq!(other.0, 0, "{}", other.2);
    let code = alongside(&elsewhere, &["--database", &database, "audit", "verify"]).0;
    assert_eq!(code, 1);
}
