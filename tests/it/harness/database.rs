//! A database for each story: a copy of a migrated SQLite file, or a schema of its own in PostgreSQL.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

/// Which engine a story runs on.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A database that goes away with the story.
pub struct Database {
    pub url: String,
    _directory: Option<tempfile::TempDir>,
    schema: Option<(String, String)>,
}

impl Database {
    pub fn fresh(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self::sqlite(),
            Kind::Postgres => Self::postgres(),
        }
    }

    fn sqlite() -> Self {
        let directory = tempfile::tempdir_in(memory()).unwrap();
        let file = directory.path().join("story.db");
        std::fs::copy(template(), &file).unwrap();
        Self { url: format!("sqlite:{}", file.display()), _directory: Some(directory), schema: None }
    }

    fn postgres() -> Self {
        let base = postgres_url();
        let schema = format!("story_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::establish(&base).unwrap();
        let up = all_up("migrations/postgres");
        connection
            .batch_execute(&format!("create schema {schema}; set search_path to {schema}; {up}"))
            .unwrap();
        let sign = if base.contains('?') { '&' } else { '?' };
        let url = format!("{base}{sign}options=-csearch_path%3D{schema}%20-csynchronous_commit%3Doff");
        Self { url, _directory: None, schema: Some((base, schema)) }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((base, schema)) = &self.schema
            && let Ok(mut connection) = PgConnection::establish(base)
        {
            let gone = connection.batch_execute(&format!("drop schema {schema} cascade"));
            assert!(gone.is_ok() || std::thread::panicking(), "the story's schema could not be dropped");
        }
    }
}

/// The throwaway server that `scripts/with-postgres` starts; without it no story may pass by being left out.
pub fn postgres_url() -> String {
    #[expect(clippy::disallowed_methods, reason = "the test command says where its PostgreSQL is")]
    std::env::var("ALONGSIDE_TEST_POSTGRES")
        .expect("no PostgreSQL for the tests: run them with `scripts/with-postgres cargo test`")
}

fn memory() -> PathBuf {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() }
}

fn template() -> &'static Path {
    static TEMPLATE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, file) = TEMPLATE.get_or_init(|| {
        let directory = tempfile::tempdir_in(memory()).unwrap();
        let file = directory.path().join("template.db");
        alongside::db::migrate::sqlite(&file.display().to_string()).unwrap();
        let mut connection = SqliteConnection::establish(&file.display().to_string()).unwrap();
        connection.batch_execute("pragma wal_checkpoint(truncate)").unwrap();
        (directory, file)
    });
    file
}

/// Every `up.sql` of an engine, in order.
pub fn all_up(directory: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut steps: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    steps.into_iter().map(|step| std::fs::read_to_string(step.join("up.sql")).unwrap() + ";\n").collect()
}
