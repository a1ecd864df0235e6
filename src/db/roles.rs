//! What a server may do on PostgreSQL where its role is not the one that owns the tables.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::postgres;
use crate::base::{Error, Result};

const ONE_ROLE: &str = "database and database_owner: the role of the first owns the tables, or may act as the role \
    that does; give the server a role of its own";

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Same {
    #[diesel(sql_type = Bool)]
    same: bool,
}

/// The role as which the server at `url` is worked with.
///
/// # Errors
/// As [`postgres::connect`].
pub fn of(url: &str) -> Result<String> {
    let role: Role =
        sql_query("select current_user::text as name").get_result(&mut postgres::connect(url)?)?;
    Ok(role.name)
}

/// Lets `role` work with all rows, but neither change nor delete those of tables that only grow. As it owns no table it
/// can take off no trigger either.
///
/// # Errors
/// A sentence when the role is the owner, or can become it.
pub fn grant(connection: &mut PgConnection, role: &str) -> Result<()> {
    let same: Same = sql_query("select pg_has_role($1, current_user, 'member') as same")
        .bind::<Text, _>(role)
        .get_result(connection)?;
    if same.same {
        return Err(Error::Internal(ONE_ROLE.into()));
    }
    sql_query("select set_config('alongside.role', $1, true)").bind::<Text, _>(role).execute(connection)?;
    Ok(connection.batch_execute(GRANT)?)
}

/// A table only grows where its triggers say so. What a release before wrote in clear may be written over once, until it
/// is encrypted: the next start takes that leave back.
const GRANT: &str = "do $$
declare
    role text := current_setting('alongside.role');
    known record;
begin
    execute format('grant usage on schema %I to %I', current_schema(), role);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema(), role);
    execute format('revoke insert, update, delete on __diesel_schema_migrations from %I', role);
    for known in
        select distinct relname from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        join pg_proc on pg_proc.oid = tgfoid
        where relnamespace = current_schema()::regnamespace and proname in ('only_grows', 'audit_only_grows')
    loop
        execute format('revoke update, delete on %I from %I', known.relname, role);
    end loop;
    for known in
        select split_part(field, '.', 1) as of, split_part(field, '.', 2) as part from clear_texts
        where field like '%.%'
    loop
        execute format('grant update (%I) on %I to %I', known.part, known.of, role);
    end loop;
end $$";
