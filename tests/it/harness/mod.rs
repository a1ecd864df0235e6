//! What stories stand on: an application of their own on a database of their own, a clock that a hand turns, and
//! people who act through HTTP.

pub mod app;
pub mod database;
pub mod described;
pub mod eml;
pub mod first_release;
pub mod house;
pub mod log;
pub mod mentors;
pub mod passkey;
pub mod pairings;
pub mod people;
pub mod service;
pub mod programme;
pub mod smtp;
pub mod sweeping;

pub use app::{App, Reply};
pub use database::Kind;

/// Tells a story once on SQLite and once on PostgreSQL; at the end every letter must have left.
macro_rules! story {
    ($name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;

            #[actix_web::test]
            async fn sqlite() {
                $crate::harness::told($crate::harness::Kind::Sqlite, $story).await;
            }

            #[actix_web::test]
            async fn postgres() {
                $crate::harness::told($crate::harness::Kind::Postgres, $story).await;
            }
        }
    };
}
pub(crate) use story;

/// What a row says its reader may do now.
pub fn allowed(row: &serde_json::Value) -> Vec<&str> {
    let all = row["may"].as_array().expect("the row says what may be done");
    all.iter().filter(|one| one["allowed"] == true).filter_map(|one| one["code"].as_str()).collect()
}

/// Lets a story happen to an application of its own.
pub async fn told(kind: Kind, story: impl AsyncFnOnce(&App)) {
    let app = App::on(kind).await;
    story(&app).await;
    app.close().await;
}
