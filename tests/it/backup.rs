//! Backups: taken while people work, readable elsewhere alone, and whole when they come back.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use alongside::access::Role;
use alongside::backup::taking::Order;
use alongside::base::Clock;
use alongside::config::Recipient;
use alongside::worker::backups;
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;

use crate::attack::{size, tell};
use crate::harness::database::postgres_url;
use crate::harness::house::{On, count, start_of_stories};
use crate::harness::log::{Log, writes};
use crate::harness::story;
use crate::postman::on_both_engines;

on_both_engines! {
    what_is_backed_up_while_people_work_comes_back_whole
    a_server_backs_itself_up_in_time_and_keeps_the_last_few
    nothing_can_be_read_in_a_backup
    who_bends_the_audit_log_before_a_backup_is_found_when_it_comes_back
}

/// A key whose secret half lies in a file.
struct Key {
    identity: PathBuf,
    recipient: String,
    _dir: TempDir,
}

impl Key {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let identity = dir.path().join("identity");
        let made = Command::new("age-keygen").arg("--output").arg(&identity).output();
        let made = made.expect("no age for the tests: `scripts/need age` brings it");
        let said = String::from_utf8(made.stderr).unwrap();
        let recipient = said.split_whitespace().find(|word| word.starts_with("age1")).unwrap().to_owned();
        Self { identity, recipient, _dir: dir }
    }
}

fn alongside(data: &Path, database: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    command.env_remove("DATABASE_URL").arg("--data").arg(data).args(["--database", database]);
    command.args(arguments).output().unwrap()
}

/// Exit code and what was said.
fn said(output: &Output) -> (i32, String) {
    let all = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code().unwrap(), String::from_utf8(all).unwrap())
}

fn back_up(log: &Log, folder: &Path, key: &Key) -> PathBuf {
    let folder = folder.to_str().unwrap();
    let arguments = ["backup", "--to", folder, "--recipient", &key.recipient];
    let (code, words) = said(&alongside(log.dir.path(), &log.url, &arguments));
    assert_eq!(code, 0, "{words}");
    words.lines().next().unwrap().into()
}

/// An empty place for what comes back, in the same kind of database.
struct Place {
    url: String,
    dir: TempDir,
    database: Option<String>,
}

impl Place {
    fn like(log: &Log) -> Self {
        let dir = TempDir::new().unwrap();
        if log.url.starts_with("sqlite:") {
            return Self {
                url: format!("sqlite:{}", dir.path().join("new.db").display()),
                dir,
                database: None,
            };
        }
        let server = postgres_url();
        let name = format!("restored_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::establish(&server).unwrap();
        connection.batch_execute(&format!("create database {name} template template0")).unwrap();
        let (address, options) = log.url.split_once('?').unwrap();
        let (host, _) = address.rsplit_once('/').unwrap();
        Self { url: format!("{host}/{name}?{options}"), dir, database: Some(name) }
    }

    fn restore(&self, log: &Log, file: &Path, key: &Key) -> (i32, String) {
        let public = log.house.keys().seals().unwrap().public().written();
        let (file, identity) = (file.to_str().unwrap(), key.identity.to_str().unwrap());
        let arguments = ["restore", file, "--identity", identity, "--key", &public];
        said(&alongside(self.dir.path(), &self.url, &arguments))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(name) = &self.database
            && let Ok(mut connection) = PgConnection::establish(&postgres_url())
        {
            let gone = connection.batch_execute(&format!("drop database {name} with (force)"));
            assert!(gone.is_ok() || std::thread::panicking(), "the story's database could not be dropped");
        }
    }
}

async fn what_is_backed_up_while_people_work_comes_back_whole(on: On) {
    let times = size(1, 10);
    for _ in 0..times {
        backed_up_while_people_work_it_comes_back(on).await;
    }
    tell("backups under load that did not come back whole", on, times, 0);
}

async fn backed_up_while_people_work_it_comes_back(on: On) {
    let (log, key) = (Log::of_first_release(on), Key::new());
    // The command line has no other clock than the real one.
    log.clock.advance(Clock::default().now().since(start_of_stories()));
    log.seal().await;
    let folder = log.dir.path().join("backups");
    let (house, done) = (log.house.clone(), tokio::sync::watch::channel(false));
    let busy = actix_rt::spawn(async move {
        let mut lines = 0;
        while !*done.1.borrow() {
            writes(&house, 3).await;
            lines += 3;
            tokio::task::yield_now().await;
        }
        lines
    });
    let before = count(&log.url, "select count(*) as count from audit");
    let file = {
        let (folder, url, data) = (folder.clone(), log.url.clone(), log.dir.path().to_owned());
        let recipient = key.recipient.clone();
        let taken = tokio::task::spawn_blocking(move || {
            let to = folder.to_str().unwrap().to_owned();
            said(&alongside(&data, &url, &["backup", "--to", &to, "--recipient", &recipient]))
        });
        let (code, words) = taken.await.unwrap();
        assert_eq!(code, 0, "{words}");
        PathBuf::from(words.lines().next().unwrap())
    };
    done.0.send_replace(true);
    assert!(busy.await.unwrap() > 0);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }

    let place = Place::like(&log);
    let (code, words) = place.restore(&log, &file, &key);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("Its audit log is as it was sealed"), "{words}");
    assert!(words.contains("Put secret and keys back too"), "{words}");
    let after = count(&place.url, "select count(*) as count from audit");
    assert!((before..=count(&log.url, "select count(*) as count from audit")).contains(&after));
    for table in ["accounts", "bookings", "pairings", "audit_leaves"] {
        let query = format!("select count(*) as count from {table}");
        assert_eq!(count(&place.url, &query), count(&log.url, &query), "{table}");
    }
    // It is a database as any other: brought up to date, and nothing to do.
    let migrated = alongside(place.dir.path(), &place.url, &["--new-secret", "migrate"]);
    assert_eq!(said(&migrated).0, 0, "{migrated:?}");
    let (code, words) = place.restore(&log, &file, &key);
    assert_eq!(code, 1);
    assert!(words.contains("there is a database already"), "{words}");
}

async fn a_server_backs_itself_up_in_time_and_keeps_the_last_few(on: On) {
    let (log, key) = (Log::open(on), Key::new());
    let folder = log.dir.path().join("backups");
    let mut config = log.house.config.clone();
    config.backups = Some(folder.clone());
    config.backup_recipient = Recipient::parse(&key.recipient);
    (config.backup_every, config.backup_keep) = (24, 2);
    let house = log.with_config(config);
    let order = backups::order(&house).unwrap();
    let lies = || {
        let mut names: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names.into_iter().map(|name| name.into_string().unwrap()).collect::<Vec<_>>()
    };
    assert!(backups::round(&house, &order).await.unwrap());
    assert!(!backups::round(&house, &order).await.unwrap());
    log.clock.advance(TimeDelta::hours(23));
    assert!(!backups::round(&house, &order).await.unwrap());
    for _ in 0..3 {
        log.clock.advance(TimeDelta::hours(24));
        assert!(backups::round(&house, &order).await.unwrap());
    }
    let names = ["26T070000Z.age", "26T070000Z.json", "27T070000Z.age", "27T070000Z.json"]
        .map(|name| format!("alongside-202611{name}"));
    assert_eq!(lies(), names);
    // What cannot be taken is said, and what was there stays.
    log.clock.advance(TimeDelta::hours(24));
    let lost = Order { database: "sqlite:/nowhere/at.db".into(), ..order };
    backups::round(&house, &lost).await.unwrap_err();
    assert_eq!(lies(), names);
    assert!(!log.dir.path().join("backup-in-hand").exists());
}

async fn nothing_can_be_read_in_a_backup(on: On) {
    let (log, key) = (Log::of_first_release(on), Key::new());
    let folder = log.dir.path().join("backups");
    let file = back_up(&log, &folder, &key);
    let bytes = std::fs::read(&file).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("age-encryption.org"));
    for text in ["accounts", "SQLite", "PGDMP", "example"] {
        assert!(!holds(text), "{text}");
    }
    let place = Place::like(&log);
    let (code, words) = place.restore(&log, &file, &Key::new());
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("age failed"), "{words}");
    assert!(!place.dir.path().join("new.db").exists());
}

async fn who_bends_the_audit_log_before_a_backup_is_found_when_it_comes_back(on: On) {
    let (log, key) = (Log::of_first_release(on), Key::new());
    log.seal().await;
    let mut raw = crate::harness::log::Raw::open(&log.url);
    raw.without_triggers();
    raw.run("update audit set event = 'account.verified' where event = 'account.signed_up'");
    let file = back_up(&log, &log.dir.path().join("backups"), &key);
    let place = Place::like(&log);
    let (code, words) = place.restore(&log, &file, &key);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("the audit log is not as it was sealed, first at"), "{words}");
    assert!(!place.dir.path().join("new.db").exists());
}

#[actix_rt::test]
async fn what_is_not_whole_gets_no_place_and_why_is_said() {
    let (log, key) = (Log::of_first_release(On::Sqlite), Key::new());
    log.seal().await;
    let file = back_up(&log, &log.dir.path().join("backups"), &key);
    let manifest = file.with_extension("json");
    let (bytes, text) = (std::fs::read(&file).unwrap(), std::fs::read_to_string(&manifest).unwrap());
    let mut bent = bytes.clone();
    *bent.last_mut().unwrap() ^= 1;
    let accounts = count(&log.url, "select count(*) as count from accounts");
    let other = |from: &str, to: &str| (bytes.clone(), Some(text.replace(from, to)));
    let more = other(&format!("\"accounts\": {accounts}"), "\"accounts\": 7000");
    for (why, (bytes, text)) in [
        ("its bytes have changed", (bent, Some(text.clone()))),
        ("the manifest of a backup lies beside it", (bytes.clone(), None)),
        ("is no manifest", (bytes.clone(), Some("{}".into()))),
        ("this is a backup of postgres", other("\"engine\": \"sqlite\"", "\"engine\": \"postgres\"")),
        ("taken by a newer program", other("\"schema\": \"2026", "\"schema\": \"2099")),
        ("of the form 2", other("\"form\": 1", "\"form\": 2")),
        ("accounts has", more),
    ] {
        std::fs::write(&file, bytes).unwrap();
        match text {
            Some(text) => std::fs::write(&manifest, text).unwrap(),
            None => std::fs::remove_file(&manifest).unwrap(),
        }
        let place = Place::like(&log);
        let (code, words) = place.restore(&log, &file, &key);
        assert_eq!(code, 1, "{why}: {words}");
        assert!(words.contains(why), "{why}: {words}");
        assert_eq!(std::fs::read_dir(place.dir.path()).unwrap().count(), 0, "{why}");
    }
    // What a lost database left beside it is not played into the one that comes back.
    std::fs::write(&file, &bytes).unwrap();
    std::fs::write(&manifest, &text).unwrap();
    let place = Place::like(&log);
    for left in ["new.db-wal", "new.db-shm"] {
        std::fs::write(place.dir.path().join(left), "of another").unwrap();
    }
    assert_eq!(place.restore(&log, &file, &key).0, 0);
    assert_eq!(count(&place.url, "select count(*) as count from accounts"), accounts);
}

#[actix_rt::test]
async fn a_missing_program_and_a_missing_word_are_named() {
    let log = Log::open(On::Sqlite);
    let key = Key::new();
    for (arguments, code, why) in [
        (vec!["backup"], 2, "--to DIR"),
        (vec!["backup", "--to", "x"], 2, "--recipient age1"),
        (vec!["backup", "--to", "x", "--recipient", "age1x"], 2, "--recipient age1"),
    ] {
        let (found, words) = said(&alongside(log.dir.path(), &log.url, &arguments));
        assert!(found == code && words.contains(why), "{arguments:?}: {words}");
    }
    let to = log.dir.path().join("x");
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    command.env("PATH", "").arg("--data").arg(log.dir.path()).args([
        "--database",
        &log.url,
        "backup",
        "--to",
    ]);
    let (code, words) = said(&command.arg(&to).args(["--recipient", &key.recipient]).output().unwrap());
    assert_eq!(code, 1);
    assert!(words.contains("please install age"), "{words}");
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 0);
}

story!(admins_are_told_once_a_day_for_as_long_as_no_backup_can_be_taken, async |app| {
    app.staff("chan", Role::Admin, None).await;
    app.staff("ping", Role::Privacy, None).await;
    app.deliver_mail().await;
    let (dir, key) = (TempDir::new().unwrap(), Key::new());
    let order = Order {
        database: "sqlite:/nowhere/at.db".into(),
        beside: dir.path().into(),
        folder: dir.path().join("backups"),
        recipient: Recipient::parse(&key.recipient).unwrap(),
        keep: None,
    };
    let (_told, stop) = tokio::sync::watch::channel(false);
    for _ in 0..2 {
        for _ in 0..2 {
            backups::turn(&app.house, &order, &mut backups::alarm(), &stop).await;
        }
        let letters = app.deliver_mail().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        app.advance(TimeDelta::days(1));
    }
});

#[actix_rt::test]
async fn one_backup_at_a_time_has_its_copy_in_hand_and_what_a_killed_one_left_goes() {
    let (log, key) = (Log::open(On::Sqlite), Key::new());
    let (data, folder) = (log.dir.path(), log.dir.path().join("backups"));
    let in_hand = data.join("backup-in-hand");
    let leave = || {
        std::fs::create_dir(&in_hand).unwrap();
        std::fs::write(in_hand.join("copy.db"), "in clear").unwrap();
    };
    leave();
    let other = std::fs::File::open(data).unwrap();
    other.lock().unwrap();
    let arguments = ["backup", "--to", folder.to_str().unwrap(), "--recipient", &key.recipient];
    let (code, words) = said(&alongside(data, &log.url, &arguments));
    assert!(code == 1 && words.contains("another backup of this database is being taken"), "{words}");
    let mut config = log.house.config.clone();
    config.data = data.into();
    let house = log.with_config(config);
    let start = async || {
        let (_told, stop) = tokio::sync::watch::channel(true);
        backups::work(house.clone(), stop).await;
    };
    start().await;
    assert!(in_hand.join("copy.db").exists(), "somebody works on it");
    drop(other);
    // A server that starts finds it.
    start().await;
    assert!(!in_hand.exists());
    // So does the next backup.
    leave();
    back_up(&log, &folder, &key);
    assert!(!in_hand.exists());
}
