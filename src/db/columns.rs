//! Columns that both engines share: what each of our types is in SQLite and in PostgreSQL.
//!
//! PostgreSQL's own types stand by their numbers (`pg_type.dat` of its source), which never change: diesel would ask the
//! database for the number of a name on every new connection, and a connection lost meanwhile is not told apart from a
//! mistake of ours.

use std::fmt;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::pg::data_types::PgTimestamp;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Binary, Jsonb, Nullable, SqlType, Text, Timestamptz};
use diesel::sqlite::Sqlite;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::base::{Id, Instant, Text3};

/// A UUID: `BLOB` of 16 bytes / `uuid`.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, SqlType)]
#[diesel(sqlite_type(name = "Binary"), postgres_type(oid = 2950, array_oid = 2951))]
pub struct Uid;

/// A moment: `INTEGER` microseconds / `timestamptz`.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, SqlType)]
#[diesel(sqlite_type(name = "Long"), postgres_type(oid = 1184, array_oid = 1185))]
pub struct Moment;

/// JSON: `TEXT` / `jsonb`.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, SqlType)]
#[diesel(sqlite_type(name = "Text"), postgres_type(oid = 3802, array_oid = 3807))]
pub struct Document;

/// Encrypted text of the classes S3 and S4: `TEXT` / `text`; only [`Encrypted`](crate::keys::Encrypted) goes in and out.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, SqlType)]
#[diesel(sqlite_type(name = "Text"), postgres_type(oid = 25, array_oid = 1009))]
pub struct ConfidentialText;

/// Text of the class S2 that no log may show: `TEXT` / `text`.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, SqlType)]
#[diesel(sqlite_type(name = "Text"), postgres_type(oid = 25, array_oid = 1009))]
pub struct PrivateText;

impl diesel::sql_types::SqlOrd for Uid {}
impl diesel::sql_types::SqlOrd for Moment {}

/// Microseconds between 1970 and 2000, where PostgreSQL counts from.
const PG_EPOCH: i64 = 946_684_800_000_000;

macro_rules! as_expression {
    ([$($generic:tt)*] $type:ty => $sql:ty) => {
        impl<$($generic)*> AsExpression<$sql> for $type {
            type Expression = diesel::internal::derives::as_expression::Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Self::Expression::new(self) }
        }
        impl<'expr, $($generic)*> AsExpression<$sql> for &'expr $type {
            type Expression = diesel::internal::derives::as_expression::Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Self::Expression::new(self) }
        }
        impl<$($generic)*> AsExpression<Nullable<$sql>> for $type {
            type Expression = diesel::internal::derives::as_expression::Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Self::Expression::new(self) }
        }
        impl<'expr, $($generic)*> AsExpression<Nullable<$sql>> for &'expr $type {
            type Expression = diesel::internal::derives::as_expression::Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Self::Expression::new(self) }
        }
        impl<$($generic)* DB> ToSql<Nullable<$sql>, DB> for $type
        where DB: Backend, Self: ToSql<$sql, DB> {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                ToSql::<$sql, DB>::to_sql(self, out)
            }
        }
        impl<$($generic)* DB> diesel::deserialize::Queryable<$sql, DB> for $type
        where DB: Backend, Self: FromSql<$sql, DB>, $sql: diesel::sql_types::SingleValue {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> { Ok(row) }
        }
    };
}

pub(crate) use as_expression;

as_expression!([T,] Id<T> => Uid);
as_expression!([] Instant => Moment);
as_expression!([] Confidential => PrivateText);
as_expression!([] Object => Document);
as_expression!([] Text3 => Document);

impl<T> ToSql<Uid, Sqlite> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.uuid().into_bytes().to_vec());
        Ok(IsNull::No)
    }
}
impl<T> ToSql<Uid, Pg> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.uuid(), &mut out.reborrow())
    }
}
impl<T> FromSql<Uid, Sqlite> for Id<T> {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?;
        Ok(Self::from_uuid(Uuid::from_slice(&bytes)?))
    }
}
impl<T> FromSql<Uid, Pg> for Id<T> {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <Uuid as FromSql<diesel::sql_types::Uuid, Pg>>::from_sql(value).map(Self::from_uuid)
    }
}

impl ToSql<Moment, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.micros());
        Ok(IsNull::No)
    }
}
impl ToSql<Moment, Pg> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Timestamptz, Pg>::to_sql(
            &PgTimestamp(self.micros().saturating_sub(PG_EPOCH)),
            &mut out.reborrow(),
        )
    }
}
impl FromSql<Moment, Sqlite> for Instant {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <i64 as FromSql<BigInt, Sqlite>>::from_sql(value).map(Self::from_micros)
    }
}
impl FromSql<Moment, Pg> for Instant {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let PgTimestamp(micros) = <PgTimestamp as FromSql<Timestamptz, Pg>>::from_sql(value)?;
        Ok(Self::from_micros(micros.saturating_add(PG_EPOCH)))
    }
}

/// Text that no log may show.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String)]
pub struct Confidential(pub String);

impl fmt::Debug for Confidential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(confidential)")
    }
}
impl From<String> for Confidential {
    fn from(text: String) -> Self {
        Self(text)
    }
}
impl ToSql<PrivateText, Sqlite> for Confidential {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_str());
        Ok(IsNull::No)
    }
}
impl ToSql<PrivateText, Pg> for Confidential {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<Text, Pg>>::to_sql(self.0.as_str(), &mut out.reborrow())
    }
}
impl<DB: Backend> FromSql<PrivateText, DB> for Confidential
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, DB>>::from_sql(value).map(Self)
    }
}

/// A JSON value in a column; `Object::of` and `Object::to` change from and to types with serde.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Object(pub serde_json::Value);

impl Object {
    /// The column's value for `value`; what cannot be written as JSON becomes null.
    pub fn of(value: &impl Serialize) -> Self {
        Self(serde_json::to_value(value).unwrap_or_default())
    }

    /// The value of type `T` that was written.
    ///
    /// # Errors
    /// When the column holds something else, which is a fault of ours.
    pub fn to<T: serde::de::DeserializeOwned>(self) -> crate::base::Result<T> {
        serde_json::from_value(self.0)
            .map_err(|error| crate::base::Error::Internal(format!("json column: {:?}", error.classify())))
    }
}
impl ToSql<Document, Sqlite> for Object {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}
impl ToSql<Document, Pg> for Object {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Jsonb, Pg>::to_sql(&self.0, &mut out.reborrow())
    }
}
impl ToSql<Document, Sqlite> for Text3 {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(self)?);
        Ok(IsNull::No)
    }
}
impl ToSql<Document, Pg> for Text3 {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Jsonb, Pg>::to_sql(&serde_json::to_value(self)?, &mut out.reborrow())
    }
}
impl FromSql<Document, Sqlite> for Text3 {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        Ok(serde_json::from_str(&text)?)
    }
}
impl FromSql<Document, Pg> for Text3 {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(serde_json::from_value(<serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(value)?)?)
    }
}
impl FromSql<Document, Sqlite> for Object {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        Ok(Self(serde_json::from_str(&text)?))
    }
}
impl FromSql<Document, Pg> for Object {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(value).map(Self)
    }
}
