//! The course over HTTP.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::course::{MODULES, Module};
use crate::access::action::SeeCourse;
use crate::base::Name3;
use crate::web::{Answer, Guard};

/// The routes of the course.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(course);
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CourseView {
    modules: Vec<ModuleView>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ModuleView {
    code: &'static str,
    name: Name3,
    hours: i64,
    must_pass: bool,
}

/// A module's name in the three languages.
#[must_use]
pub fn name_of(module: &Module) -> Name3 {
    let [zh_hant, zh_hans, en] = module.name.map(String::from);
    Name3 { zh_hant, zh_hans, en }
}

/// The modules of the course.
#[utoipa::path(tag = "mentors", responses((status = 200, body = CourseView)))]
#[get("/course")]
async fn course(_leave: Guard<SeeCourse>) -> Answer<web::Json<CourseView>> {
    let view = |module: &Module| ModuleView {
        code: module.code,
        name: name_of(module),
        hours: module.hours,
        must_pass: module.must_pass,
    };
    Ok(web::Json(CourseView { modules: MODULES.iter().map(view).collect() }))
}
