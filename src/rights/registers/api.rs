//! The register over HTTP.

use actix_web::get;
use actix_web::web::Json;

use super::model::{self, Registers};
use crate::access::action::SeeRegisters;
use crate::rights::retention;
use crate::web::{Answer, Guard, Routes};

/// The routes of the register.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read);
}

/// For what data is kept, who gets it, and for how long it is kept now.
#[utoipa::path(operation_id = "readRegisters", tag = "rights",
    responses(Guard<SeeRegisters>, (status = 200, body = Registers)))]
#[get("/registers")]
async fn read(guard: Guard<SeeRegisters>) -> Answer<Json<Registers>> {
    let periods = guard.read(retention::flow::periods).await?;
    let mut registers = model::all();
    for kept in registers.purposes.iter_mut().flat_map(|purpose| &mut purpose.kept) {
        kept.months = periods.get(&kept.kind).map_or(kept.months, |period| period.months);
    }
    Ok(Json(registers))
}
