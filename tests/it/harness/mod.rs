//! What stories stand on: an application of their own on a database of their own, a clock that a hand turns, and
//! people who act through HTTP.

pub mod app;
pub mod database;
pub mod eml;
pub mod house;
pub mod mentors;
pub mod people;
pub mod service;
pub mod programme;
pub mod smtp;

pub use app::{App, Reply};
pub use database::Kind;

/// Tells a story once on SQLite and once on PostgreSQL; at the end every letter must have left.
macro_rules! story {
    ($name:ident, $app:ident => $body:block) => {
        mod $name {
            use super::*;

            async fn told($app: $crate::harness::App) {
                $body
                $app.close().await;
            }

            #[actix_web::test]
            async fn sqlite() {
                told($crate::harness::App::on($crate::harness::Kind::Sqlite).await).await;
            }

            #[actix_web::test]
            async fn postgres() {
                told($crate::harness::App::on($crate::harness::Kind::Postgres).await).await;
            }
        }
    };
}
pub(crate) use story;
