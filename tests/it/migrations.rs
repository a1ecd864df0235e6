//! The schema grows without losing anything: what was released stays as it was, and what was written is found again.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use alongside::db::migrate;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use sha2::{Digest, Sha256};

use crate::harness::first_release::{Contents, contents, database, lines, read_again};
use crate::harness::house::{On, count};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

/// Every migration's files, as `SHA256SUMS` names them.
fn steps() -> Vec<String> {
    let mut found = Vec::new();
    for engine in ["postgres", "sqlite"] {
        for step in std::fs::read_dir(root().join(engine)).unwrap() {
            for file in std::fs::read_dir(step.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                found.push(path.strip_prefix(root()).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_migration_that_was_released_never_changes() {
    let sums = std::fs::read_to_string(root().join("SHA256SUMS")).unwrap();
    let listed: Vec<_> = sums.lines().map(|line| line.split_once("  ").unwrap()).collect();
    for (sum, file) in &listed {
        let bytes = std::fs::read(root().join(file)).unwrap_or_default();
        let found = Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        });
        assert_eq!(
            &found, sum,
            "migrations/{file} is not what it was, but databases have been made by it: put it back as it was and \
             write what you want to change as a new migration (CONTRIBUTING.md, \"Changing the schema\")"
        );
    }
    let new: Vec<_> =
        steps().into_iter().filter(|step| listed.iter().all(|(_, file)| file != step)).collect();
    assert!(
        new.is_empty(),
        "new migrations are frozen with the commit that brings them: \
         (cd migrations && sha256sum {} >> SHA256SUMS)",
        new.join(" ")
    );
}

#[test]
fn no_two_migrations_have_one_number() {
    // diesel knows a migration by what stands before the first `_` and would leave out one of two.
    let numbers: Vec<_> = steps()
        .into_iter()
        .filter(|step| step.starts_with("sqlite/") && step.ends_with("/up.sql"))
        .map(|step| step.split('_').next().unwrap().to_owned())
        .collect();
    let different: std::collections::BTreeSet<_> = numbers.iter().collect();
    assert_eq!(different.len(), numbers.len(), "{numbers:?}");
}

fn migrate(url: &str) {
    match url.strip_prefix("sqlite:") {
        Some(path) => migrate::sqlite(path),
        None => migrate::postgres(url, None),
    }
    .unwrap();
}

/// The database is whole and up to date, and everything that was there is there.
fn nothing_is_lost(url: &str, before: &Contents) {
    assert!(!migrate::pending(url).unwrap());
    for ((table, (_, had)), (_, (_, has))) in before.iter().zip(read_again(url, before)) {
        assert_eq!(had.len(), has.len(), "rows of {table}");
        assert!(had == &has, "contents of {table}");
    }
    if url.starts_with("sqlite:") {
        assert_eq!(lines(url, "select integrity_check as line from pragma_integrity_check"), ["ok"]);
        assert_eq!(count(url, "select count(*) as count from pragma_foreign_key_check"), 0);
    }
}

fn the_first_release_is_found_again(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = database(on, folder.path());
    assert!(migrate::pending(&url).unwrap());
    let before = contents(&url);
    let filled = before.values().filter(|(_, rows)| !rows.is_empty()).count();
    assert!(
        before.len() > 25 && filled == before.len(),
        "{filled} of {} tables hold something",
        before.len()
    );
    migrate(&url);
    nothing_is_lost(&url, &before);
    // Once more changes nothing.
    migrate(&url);
    nothing_is_lost(&url, &before);
}

#[test]
fn what_the_first_release_wrote_is_found_again_sqlite() {
    the_first_release_is_found_again(On::Sqlite);
}

#[test]
fn what_the_first_release_wrote_is_found_again_postgres() {
    the_first_release_is_found_again(On::Postgres);
}

fn migrating(url: &str, data: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args(["--database", url, "--data", &data.display().to_string(), "migrate"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills as `kill -9` does; false when there was nothing left to kill.
fn kill(mut child: Child) -> bool {
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

#[test]
fn a_migration_that_is_killed_anywhere_is_done_by_the_next_start_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = database(On::Sqlite, folder.path());
    let file = url.strip_prefix("sqlite:").unwrap().to_owned();
    // So many pairs that the rebuilding goes to the disk in the middle.
    let many = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 60000)
        insert into keep_apart (person, other, from_at, pair)
        select cast(printf('%016d', i) as blob), randomblob(16), i, randomblob(16) from n;
        pragma wal_checkpoint(truncate)";
    SqliteConnection::establish(&file).unwrap().batch_execute(many).unwrap();
    let before = contents(&url);
    let mut killed = 0;
    // Bytes of the log that the process has written when it is killed.
    for moment in [0, 1, 400_000, 1_000_000, 3_000_000, 6_000_000] {
        let here = tempfile::tempdir().unwrap();
        let copy = here.path().join("alongside.db");
        std::fs::copy(&file, &copy).unwrap();
        let url = format!("sqlite:{}", copy.display());
        let mut child = migrating(&url, here.path());
        let log = here.path().join("alongside.db-wal");
        let written = || std::fs::metadata(&log).map_or(0, |found| found.len());
        while written() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        killed += usize::from(kill(child));
        assert!(migrating(&url, here.path()).wait().unwrap().success(), "{moment}");
        nothing_is_lost(&url, &before);
    }
    assert!(killed >= 3, "the process was killed {killed} times before its end");
}

#[test]
fn a_migration_that_is_killed_anywhere_is_done_by_the_next_start_postgres() {
    let rebuilt = "keep_apart";
    let noted = "__diesel_schema_migrations";
    // Where the migration is held up: before it reads the table, before it drops it, before it is noted as done.
    for (table, mode) in [(rebuilt, "access exclusive"), (rebuilt, "access share"), (noted, "share")] {
        let folder = tempfile::tempdir().unwrap();
        let url = database(On::Postgres, folder.path());
        let before = contents(&url);
        let mut holder = PgConnection::establish(&url).unwrap();
        holder.batch_execute(&format!("begin; lock table {table} in {mode} mode")).unwrap();
        let mut child = migrating(&url, folder.path());
        let waiting = format!(
            "select count(*) as count from pg_locks where not granted and relation = '{table}'::regclass"
        );
        while count(&url, &waiting) == 0 {
            assert!(child.try_wait().unwrap().is_none(), "nothing held up the migration at {table} {mode}");
        }
        assert!(kill(child));
        holder.batch_execute("rollback").unwrap();
        assert!(migrating(&url, folder.path()).wait().unwrap().success(), "{table} {mode}");
        nothing_is_lost(&url, &before);
    }
}

/// A table that is referred to is rebuilt by the recipe without its rows taking others along; a row that refers to
/// nothing stops everything.
#[test]
fn a_row_that_refers_to_nothing_stops_the_migration_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let url = database(On::Sqlite, folder.path());
    let file = url.strip_prefix("sqlite:").unwrap();
    let stray = "pragma foreign_keys=off; delete from slots where id = (select min(slot) from bookings)";
    SqliteConnection::establish(file).unwrap().batch_execute(stray).unwrap();
    let before = contents(&url);
    let refused = migrate::sqlite(file).unwrap_err();
    assert!(format!("{refused:?}").contains("bookings to slots"), "{refused:?}");
    assert!(migrate::pending(&url).unwrap());
    assert!(contents(&url) == before);
}

/// SQLite before 3.41 reads NULLs where a column of the key stands behind another column.
#[test]
fn the_key_of_a_table_without_rowid_stands_first() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("keys.db").display());
    migrate(&url);
    let query = "select m.name || '.' || c.name as line from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.sql like '%without rowid%' and c.pk > 0 and c.pk <> c.cid + 1";
    assert_eq!(lines(&url, query), [""; 0]);
}

/// `sqlite3` of the system, which `scripts/need` installs: on Debian 12 the oldest that the product supports.
#[test]
fn the_sqlite3_of_the_system_finds_the_database_whole() {
    let folder = tempfile::tempdir().unwrap();
    let url = database(On::Sqlite, folder.path());
    migrate(&url);
    let asked = Command::new("sqlite3")
        .args([url.strip_prefix("sqlite:").unwrap(), "pragma integrity_check"])
        .output()
        .expect("sqlite3 is missing: scripts/need sqlite");
    assert_eq!(String::from_utf8_lossy(&asked.stdout), "ok\n", "{}", String::from_utf8_lossy(&asked.stderr));
}
