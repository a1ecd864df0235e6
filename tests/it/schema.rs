//! The hand-written schema tells the truth about both engines.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text,
};

use crate::harness::database::{all_up, postgres_url};

#[derive(QueryableByName, Debug)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    nullable: String,
}

/// Each table with its columns in order, each of these with its type.
pub type Tables = BTreeMap<String, Vec<(String, String)>>;

/// The tables of `schema.rs`: columns in order, each with its type as written there.
pub fn written() -> Tables {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/db/schema.rs")).unwrap();
    let mut tables = Tables::new();
    for block in text.split("diesel::table! {").skip(1) {
        let mut lines = block.lines().map(str::trim).filter(|line| {
            !line.is_empty() && !line.starts_with("use ") && !line.starts_with("//") && !line.starts_with('#')
        });
        let table = lines.next().unwrap().split_whitespace().next().unwrap().to_owned();
        let columns = lines
            .map_while(|line| line.strip_suffix(',')?.split_once(" -> "))
            .map(|(name, kind)| (name.to_owned(), kind.to_owned()))
            .collect();
        tables.insert(table, columns);
    }
    tables
}

fn gathered(columns: Vec<Column>, kind_of: impl Fn(&str) -> String) -> Tables {
    let mut tables = Tables::new();
    for column in columns {
        let kind = kind_of(&column.kind);
        let kind = if column.nullable == "yes" { format!("Nullable<{kind}>") } else { kind };
        tables.entry(column.table).or_default().push((column.name, kind));
    }
    tables.remove("__diesel_schema_migrations");
    tables
}

/// What a column of our schema is called in an engine.
fn in_engine(written: &Tables, word: impl Fn(&str) -> &'static str) -> Tables {
    let translate = |kind: &str| match kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'))
    {
        Some(kind) => format!("Nullable<{}>", word(kind)),
        None => word(kind).to_owned(),
    };
    written
        .iter()
        .map(|(table, columns)| {
            (table.clone(), columns.iter().map(|(name, kind)| (name.clone(), translate(kind))).collect())
        })
        .collect()
}

#[test]
fn sqlite_has_the_tables_of_the_schema() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("schema.db").display().to_string();
    alongside::db::migrate::sqlite(&file).unwrap();
    let mut connection = SqliteConnection::establish(&file).unwrap();
    let columns = sql_query(
        "select m.name as \"table\", c.name as name, lower(c.type) as kind,
            case when c.\"notnull\" = 1 then 'no' else 'yes' end as nullable
         from sqlite_master m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid",
    )
    .load::<Column>(&mut connection)
    .unwrap();
    let word = |kind: &str| match kind {
        "Uid" | "Binary" => "blob",
        "Moment" | "BigInt" | "Bool" => "integer",
        "Document" | "ConfidentialText" | "PrivateText" | "Text" => "text",
        other => panic!("a type the test does not know: {other}"),
    };
    assert_eq!(gathered(columns, str::to_owned), in_engine(&written(), word));
}

#[test]
fn postgres_has_the_tables_of_the_schema() {
    let mut connection = PgConnection::establish(&postgres_url()).unwrap();
    let schema = format!("honest_{}", std::process::id());
    let up = all_up("migrations/postgres");
    connection.batch_execute(&format!("create schema {schema}; set search_path to {schema}; {up}")).unwrap();
    let columns = sql_query(format!(
        "select c.relname::text as \"table\", a.attname::text as name, format_type(a.atttypid, a.atttypmod) as kind,
            case when a.attnotnull then 'no' else 'yes' end as nullable
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = '{schema}' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         order by c.relname, a.attnum"
    ))
    .load::<Column>(&mut connection)
    .unwrap();
    connection.batch_execute(&format!("drop schema {schema} cascade")).unwrap();
    let word = |kind: &str| match kind {
        "Uid" => "uuid",
        "Binary" => "bytea",
        "Moment" => "timestamp with time zone",
        "BigInt" => "bigint",
        "Bool" => "boolean",
        "Document" => "jsonb",
        "ConfidentialText" | "PrivateText" | "Text" => "text",
        other => panic!("a type the test does not know: {other}"),
    };
    assert_eq!(gathered(columns, str::to_owned), in_engine(&written(), word));
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let mut names: Vec<_> =
            std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
