//! Where things are and what can be chosen: districts, institutions, centres, interests, languages, themes.
//!
//! The data are files in `refdata/`, part of the program, and change with a release.
//! What is not yet confirmed carries a mark there (`basis`, `verified`).

mod model;
mod visiting;
mod load;
pub mod api;

pub use load::{all, check};
pub use model::{Centre, Choice, District, Gender, Institution, InterestGroup, Places, SensitiveKind};
