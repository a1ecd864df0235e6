//! A server on PostgreSQL whose role is not the one that owns the tables: it works as any other, and can change nothing
//! of what only grows, not even with a client of the database.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;

use crate::harness::database::postgres_url;
use crate::harness::first_release;
use crate::harness::house::{On, count, empty_database};
use crate::harness::log::Raw;
use crate::starting::{alongside, ended};

/// A role of its own for the server of one story.
struct Served {
    owner: String,
    url: String,
    name: String,
}

impl Served {
    fn of(owner: String) -> Self {
        let name = format!("served_{}", uuid::Uuid::now_v7().simple());
        Raw::open(&owner).run(&format!("create role {name} login password 'no other'"));
        let (before, after) = (owner.find("://").unwrap() + 3, owner.rfind('@').unwrap());
        let url = format!("{}{name}:no%20other{}", &owner[..before], &owner[after..]);
        Self { owner, url, name }
    }

    fn migrated(&self, data: &Path, more: &[&str]) -> (i32, String) {
        let arguments = [&["--database-owner", &self.owner], more, &["migrate"]].concat();
        ended(alongside(data, &self.url, &arguments))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let mut connection = PgConnection::establish(&postgres_url()).unwrap();
        let gone = connection.batch_execute(&format!("drop owned by {0}; drop role {0}", self.name));
        assert!(gone.is_ok() || std::thread::panicking(), "the story's role could not be dropped");
    }
}

const GROWS: [&str; 7] = [
    "audit",
    "audit_leaves",
    "audit_checkpoints",
    "hours_ledger",
    "pairing_history",
    "mentor_history",
    "looks",
];

#[test]
fn the_role_of_the_server_changes_nothing_of_what_only_grows() {
    let data = TempDir::new().unwrap();
    let served = Served::of(empty_database(On::Postgres, data.path()));
    assert_eq!(served.migrated(data.path(), &[]), (0, String::new()));
    // And again, by whoever starts next.
    assert_eq!(served.migrated(data.path(), &[]), (0, String::new()));

    let mut raw = PgConnection::establish(&served.url).unwrap();
    for table in GROWS {
        for tried in [
            format!("delete from {table}"),
            format!("update {table} set {0} = {0}", column_of(table)),
            format!("truncate {table}"),
            format!("alter table {table} disable trigger all"),
            format!("drop table {table}"),
        ] {
            let refused = raw.batch_execute(&tried).unwrap_err().to_string();
            let why = ["permission denied for table", "must be owner of table"];
            assert!(why.iter().any(|why| refused.contains(why)), "{tried}: {refused}");
        }
    }
    for tried in [
        "create table other (id int)",
        "drop function only_grows cascade",
        "delete from __diesel_schema_migrations",
    ] {
        raw.batch_execute(tried).unwrap_err();
    }
    raw.batch_execute("delete from outbox; update accounts set version = version + 1").unwrap();
}

fn column_of(table: &str) -> &'static str {
    match table {
        "audit_leaves" => "position",
        "audit_checkpoints" => "note",
        "hours_ledger" => "quarters",
        "looks" => "seen",
        _ => "event",
    }
}

#[test]
fn what_an_earlier_release_wrote_in_clear_is_encrypted_by_a_server_that_may_not_change_it_afterwards() {
    let data = TempDir::new().unwrap();
    let served = Served::of(first_release::database(On::Postgres, data.path()));
    assert_eq!(served.migrated(data.path(), &["--new-secret"]), (0, String::new()));
    assert_eq!(count(&served.owner, "select count(*) as count from clear_texts"), 0);
    // The next start takes back the leave that this needed.
    assert_eq!(served.migrated(data.path(), &[]), (0, String::new()));
    Raw::open(&served.url).tries("update mentor_history set note = null").unwrap_err();
}

#[test]
fn an_owner_is_no_role_for_a_server() {
    let data = TempDir::new().unwrap();
    let owner = empty_database(On::Postgres, data.path());
    let (code, said) = ended(alongside(data.path(), &owner, &["--database-owner", &owner, "migrate"]));
    assert_eq!(code, 1);
    assert!(said.contains("give the server a role of its own"), "{said}");
    assert_eq!(
        count(&owner, "select count(*) as count from pg_tables where schemaname = current_schema()"),
        0
    );
}
