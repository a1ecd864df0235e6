//! `alongside`, as an operator types it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::house::{On, count, empty_database};

fn alongside(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    command.env_remove("DATABASE_URL").arg("--data").arg(data).args(arguments).output().unwrap()
}

/// Exit code and standard error.
fn said(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

#[test]
fn a_setting_that_cannot_be_used_stops_the_start_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for (name, setting) in [
        ("mail_from", ["--mail-from", "nonsense"]),
        ("mail", ["--mail", "smtp://u:hidden@host:99999"]),
        ("mail", ["--mail", "smtps://"]),
        ("mail", ["--mail", "file:/dev/null/letters"]),
        ("base_url", ["--base-url", "https://x.example/sub"]),
        ("base_url", ["--base-url", "https://a b/x?y"]),
        ("duty_telephone", ["--duty-telephone", ""]),
        ("tries_per_source", ["--tries-per-source", "0"]),
    ] {
        let (code, why) =
            said(&alongside(&data, &[&["serve", "--listen", "127.0.0.1:0"], &setting[..]].concat()));
        assert_eq!(code, 2, "{setting:?}: {why}");
        assert!(why.contains(name) && !why.contains("hidden"), "{setting:?}: {why}");
    }
}

#[test]
fn what_the_server_keeps_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert_eq!(said(&alongside(&data, &["migrate"])), (0, String::new()));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }
}

#[test]
fn database_url_says_where_the_database_is_when_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere.db");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
        command.env("DATABASE_URL", format!("sqlite:{}", elsewhere.display()));
        // A server of its own each time, which has had no database yet.
        let data = tempfile::tempdir().unwrap();
        command.arg("--data").arg(data.path()).args(arguments).output().unwrap()
    };
    let given = format!("sqlite:{}", folder.path().join("given.db").display());
    assert!(run(&["--database", &given, "migrate"]).status.success());
    assert!(!elsewhere.exists());
    assert!(run(&["migrate"]).status.success());
    assert!(elsewhere.exists());
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    assert!(help.contains("DATABASE_URL") && !help.contains("elsewhere"), "{help}");
}

/// The demo's files as they lie in the repository.
fn demo() -> String {
    format!("{}/demo", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_dry_run_does_not_even_migrate_sqlite() {
    a_dry_run_does_not_even_migrate(On::Sqlite);
}

#[test]
fn a_dry_run_does_not_even_migrate_postgres() {
    a_dry_run_does_not_even_migrate(On::Postgres);
}

fn a_dry_run_does_not_even_migrate(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = empty_database(on, folder.path());
    let dry = || said(&alongside(folder.path(), &["--database", &url, "import", &demo(), "--dry-run"]));
    let (code, why) = dry();
    assert_eq!(code, 2, "{why}");
    assert!(why.contains("alongside migrate"), "{why}");
    assert!(!folder.path().join("alongside.db").exists());
    assert!(alongside(folder.path(), &["--database", &url, "migrate"]).status.success());
    assert_eq!(dry(), (0, String::new()));
    assert_eq!(count(&url, "select count(*) as count from accounts"), 0);
}

#[test]
fn the_words_of_postgresql_are_kept_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let (code, why) = said(&alongside(
        folder.path(),
        &["--database", "postgres://ada:hidden@127.0.0.1:1/x", "--database-wait", "0", "migrate"],
    ));
    assert_eq!(code, 1, "{why}");
    assert!(why.contains("refused") && !why.contains("hidden"), "{why}");
    #[cfg(feature = "bundled-libpq")]
    {
        let address = "postgres://127.0.0.1:1/x?sslmode=require";
        let (_, why) = said(&alongside(folder.path(), &["--database", address, "migrate"]));
        assert!(why.contains("no TLS to the database"), "{why}");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let case = format!("{}/tests/matching-cases/mid-21.json", env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args(["match", "solve", &case])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
}
