//! HTTP: the guard before every handler, the shape of every answer, limits, headers, the API's description.

pub mod problem;
pub mod extract;
pub mod limits;
pub mod shared;
pub mod denials;
pub mod guard;
pub mod paths;
pub mod life;
pub mod sources;
pub mod traffic;
pub mod frame;
pub mod connection;
pub mod files;
pub mod openapi;
pub mod known;
pub mod docs;
pub mod routes;
pub mod away;

pub use away::away;
pub use extract::{AtVersion, Body, Path, Query};
pub use guard::Guard;
pub use problem::{Answer, Problem};
pub use routes::Routes;
