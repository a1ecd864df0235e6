//! How a server starts: twice at once, before its database, on nothing, with another secret; and how it ends when its
//! database goes away.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::harness::database::postgres_url;
use crate::harness::house::{On, count, empty_database};

pub fn alongside(data: &Path, url: &str, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_alongside"))
        .env_remove("DATABASE_URL")
        .arg("--data")
        .arg(data)
        .args(["--database", url])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Exit code and standard error.
pub fn ended(child: Child) -> (i32, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn migrated(data: &Path, url: &str, arguments: &[&str]) -> (i32, String) {
    ended(alongside(data, url, &[arguments, &["migrate"]].concat()))
}

fn first_starts_at_once(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = empty_database(on, folder.path());
    let starts: Vec<_> = (0..6).map(|_| alongside(folder.path(), &url, &["migrate"])).collect();
    for start in starts {
        assert_eq!(ended(start), (0, String::new()));
    }
    assert_eq!(std::fs::read(folder.path().join("secret")).unwrap().len(), 43);
    assert_eq!(migrated(folder.path(), &url, &[]), (0, String::new()));
}

#[test]
fn first_starts_at_once_all_succeed_sqlite() {
    first_starts_at_once(On::Sqlite);
}

#[test]
fn first_starts_at_once_all_succeed_postgres() {
    first_starts_at_once(On::Postgres);
}

fn with_another_secret(on: On) {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let url = empty_database(on, one.path());
    assert_eq!(migrated(one.path(), &url, &[]), (0, String::new()));
    // A server elsewhere on the same database, which makes a secret of its own.
    for _ in 0..2 {
        let (code, why) = migrated(other.path(), &url, &[]);
        assert!(code == 1 && why.contains("--new-secret"), "{code} {why}");
    }
    assert_eq!(migrated(one.path(), &url, &[]), (0, String::new()));
    // The operator means it: from now on the database is the other's.
    assert_eq!(migrated(other.path(), &url, &["--new-secret"]), (0, String::new()));
    assert_eq!(migrated(other.path(), &url, &[]), (0, String::new()));
    assert_eq!(migrated(one.path(), &url, &[]).0, 1);
}

#[test]
fn two_servers_with_different_secrets_refuse_one_database_sqlite() {
    with_another_secret(On::Sqlite);
}

#[test]
fn two_servers_with_different_secrets_refuse_one_database_postgres() {
    with_another_secret(On::Postgres);
}

fn on_nothing(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = empty_database(on, folder.path());
    assert_eq!(migrated(folder.path(), &url, &[]), (0, String::new()));
    // The server comes up where its database is not: a disk that was not mounted, a wrong setting.
    let nothing = tempfile::tempdir().unwrap();
    let elsewhere = empty_database(on, nothing.path());
    let (code, why) = migrated(folder.path(), &elsewhere, &[]);
    assert!(code == 1 && why.contains("--new-database"), "{code} {why}");
    if let Some(path) = elsewhere.strip_prefix("sqlite:") {
        assert!(!Path::new(path).exists());
        std::fs::write(path, "").unwrap();
        assert_eq!(migrated(folder.path(), &elsewhere, &[]).0, 1);
    }
    assert_eq!(migrated(folder.path(), &elsewhere, &["--new-database"]), (0, String::new()));
    assert_eq!(migrated(folder.path(), &elsewhere, &[]), (0, String::new()));
    assert_eq!(migrated(folder.path(), &url, &[]), (0, String::new()));
}

#[test]
fn a_server_that_had_a_database_does_not_begin_with_an_empty_one_unasked_sqlite() {
    on_nothing(On::Sqlite);
}

#[test]
fn a_server_that_had_a_database_does_not_begin_with_an_empty_one_unasked_postgres() {
    on_nothing(On::Postgres);
}

#[test]
fn postgresql_is_waited_for_and_not_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    // A port that nobody listens on yet.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = postgres_url().split(['@', '/']).nth(3).unwrap().to_owned();
    let url = empty_database(On::Postgres, folder.path());
    let later = url.replace(&server, &format!("127.0.0.1:{port}"));
    let (code, why) = migrated(folder.path(), &later, &["--database-wait", "0"]);
    assert!(code == 1 && why.contains("refused"), "{code} {why}");

    let mut waiting = alongside(folder.path(), &later, &["--database-wait", "300", "migrate"]);
    let mut said = BufReader::new(waiting.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("waiting for PostgreSQL") && line.contains("refused"), "{line}");
    let _proxy = crate::outages::Proxy::at(port, server);
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(waiting.wait().unwrap().success(), "{rest}");
    assert_eq!(count(&url, "select count(*) as count from server where fingerprint is not null"), 1);
}

fn ends_without_its_file(change: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("alongside.db");
    let url = format!("sqlite:{}", file.display());
    let mut server = alongside(folder.path(), &url, &["serve", "--listen", "127.0.0.1:0"]);
    let mut first = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut first).unwrap();
    assert!(first.contains("answers at"), "{first}");
    change(&file);
    let (code, why) = ended(server);
    assert!(code == 1 && why.contains("the database file was removed or replaced"), "{code} {why}");
}

#[test]
fn a_server_whose_database_is_removed_ends_and_says_so() {
    ends_without_its_file(|file| std::fs::remove_file(file).unwrap());
}

#[test]
fn a_server_whose_database_is_replaced_ends_and_says_so() {
    ends_without_its_file(|file| {
        let copy = file.with_extension("copy");
        std::fs::copy(file, &copy).unwrap();
        std::fs::rename(copy, file).unwrap();
    });
}
