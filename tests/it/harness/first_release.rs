//! Databases as the first release wrote them: its migrations, then what its server had written after a morning with
//! the demo (signing in, a round, an invitation, a letter, weights), dumped from both engines.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use alongside::keys::Field;
use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use super::house::{On, empty_database};

/// The last migration of the first release.
const LAST: &str = "2026-11-23-000008";

/// What has another name since, by table: a column of it, or the table itself.
const RENAMED: [(&str, &str, &str); 2] =
    [("sessions", "sessions", "sign_ins"), ("audit", "session", "sign_in")];

/// What every table holds: its columns, and its rows as text, in order.
pub type Contents = BTreeMap<String, (Vec<String>, Vec<String>)>;

/// The address of a database of the first release; a file of SQLite lies in `dir`.
pub fn database(on: On, dir: &Path) -> String {
    let url = empty_database(on, dir);
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut connection = SqliteConnection::establish(path).unwrap();
            connection.batch_execute("pragma journal_mode=wal; pragma foreign_keys=on").unwrap();
            run_its_migrations(&mut connection, "sqlite");
            // The dump is in the order of the alphabet, so that keys hold at its end.
            let rows = dumped("sqlite");
            let filled = format!("begin; pragma defer_foreign_keys=on; {rows}; commit");
            connection.batch_execute(&filled).unwrap();
        }
        None => {
            let mut connection = PgConnection::establish(&url).unwrap();
            run_its_migrations(&mut connection, "postgres");
            connection.batch_execute(&dumped("postgres")).unwrap();
        }
    }
    url
}

fn run_its_migrations<DB: Backend>(connection: &mut impl MigrationHarness<DB>, engine: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut all: Vec<Box<dyn Migration<DB>>> =
        FileBasedMigrations::from_path(path).unwrap().migrations().unwrap();
    all.retain(|migration| migration.name().to_string().as_str() < &*format!("{LAST}~"));
    all.sort_by_key(|migration| migration.name().to_string());
    assert_eq!(all.len(), 8);
    // Makes diesel's own table.
    assert!(connection.applied_migrations().unwrap().is_empty());
    connection.run_migrations(&all).unwrap();
}

fn dumped(engine: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/first_release/{engine}.sql.gz"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

type Asking = Box<dyn FnMut(&str) -> Vec<String>>;

/// Answers queries of one database with the lines that they name `line`.
fn asking(url: &str) -> Asking {
    let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.line).collect();
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut connection = SqliteConnection::establish(path).unwrap();
            Box::new(move |query| texts(sql_query(query).load(&mut connection).unwrap()))
        }
        None => {
            let mut connection = PgConnection::establish(url).unwrap();
            Box::new(move |query| texts(sql_query(query).load(&mut connection).unwrap()))
        }
    }
}

/// The lines that a query names `line`.
pub fn lines(url: &str, query: &str) -> Vec<String> {
    asking(url)(query)
}

/// Everything in a database.
pub fn contents(url: &str) -> Contents {
    let sqlite = url.starts_with("sqlite:");
    let mut ask = asking(url);
    let tables = if sqlite {
        "select name as line from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    } else {
        "select tablename::text as line from pg_tables where schemaname = current_schema()"
    };
    let mut found = Contents::new();
    for table in ask(tables).into_iter().filter(|table| !table.starts_with("__")) {
        let columns = if sqlite {
            format!("select name as line from pragma_table_info('{table}')")
        } else {
            format!(
                "select attname::text as line from pg_attribute
                 where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped"
            )
        };
        let mut columns = ask(&columns);
        // What is encrypted meanwhile reads otherwise; `keys_at_start` finds it again.
        columns.retain(|column| {
            Field::ALL.iter().all(|field| field.place() != (table.as_str(), column.as_str()))
        });
        columns.sort();
        found.insert(table, (columns, Vec::new()));
    }
    read(url, &found, |_, name| name.to_owned())
}

/// What a database that has come up to date holds in the columns that it had before, whatever they are called now.
pub fn read_again(url: &str, before: &Contents) -> Contents {
    read(url, before, |table, name| {
        let renamed = RENAMED.iter().find(|(of, old, _)| *of == table && *old == name);
        renamed.map_or(name, |(_, _, new)| new).to_owned()
    })
}

/// Reads the columns of tables by the names that they have now: `name(table, column)`, or `name(table, table)`.
fn read(url: &str, before: &Contents, name: impl Fn(&str, &str) -> String) -> Contents {
    let quote = if url.starts_with("sqlite:") { "quote" } else { "quote_nullable" };
    let mut ask = asking(url);
    let read = |(table, (columns, _)): (&String, &(Vec<String>, Vec<String>))| {
        let each: Vec<_> =
            columns.iter().map(|column| format!("{quote}(\"{}\")", name(table, column))).collect();
        let from = name(table, table);
        let mut rows = ask(&format!("select {} as line from \"{from}\"", each.join(" || '|' || ")));
        rows.sort();
        (table.clone(), (columns.clone(), rows))
    };
    before.iter().map(read).collect()
}
