//! The course over HTTP.

use actix_web::get;
use actix_web::web::Json;

use super::course::MODULES;
use super::view::{CourseView, ModuleView};
use crate::access::action::SeeCourse;
use crate::web::{Answer, Guard, Routes};

/// The routes of the course.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(course);
}

/// The modules of the course.
#[utoipa::path(operation_id = "readCourse", tag = "mentors",
    responses(Guard<SeeCourse>, (status = 200, body = CourseView)))]
#[get("/course")]
async fn course(_leave: Guard<SeeCourse>) -> Answer<Json<CourseView>> {
    Ok(Json(CourseView { modules: MODULES.iter().map(ModuleView::of).collect() }))
}
