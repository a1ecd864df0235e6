//! The course over HTTP.

use actix_web::get;
use actix_web::web::Json;
use utoipa_actix_web::service_config::ServiceConfig;

use super::course::MODULES;
use super::view::{CourseView, ModuleView};
use crate::access::action::SeeCourse;
use crate::web::{Answer, Guard};

/// The routes of the course.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(course);
}

/// The modules of the course.
#[utoipa::path(tag = "mentors", responses((status = 200, body = CourseView)))]
#[get("/course")]
async fn course(_leave: Guard<SeeCourse>) -> Answer<Json<CourseView>> {
    Ok(Json(CourseView { modules: MODULES.iter().map(ModuleView::of).collect() }))
}
