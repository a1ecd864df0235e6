//! Pairings over HTTP.

pub mod desk;
pub mod course;
pub mod own;
pub use crate::web::Routes;

/// The routes of pairings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.configure(desk::routes).configure(course::routes).configure(own::routes);
}
