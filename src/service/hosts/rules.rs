//! Rules of hosts: pure.

use chrono::{Datelike, NaiveDate};

use super::model::{Host, HostFacts};
use crate::access::HostId;
use crate::base::text::Bounds;
use crate::base::{Fault, FaultCode, Instant, Result};
use crate::places;

/// What was entered of a host, trimmed.
///
/// # Errors
/// `Invalid` with a fault a field.
pub fn checked(facts: HostFacts) -> Result<HostFacts> {
    let mut faults = Vec::new();
    let name = facts.name.checked("name", Bounds::LINE, &mut faults);
    if places::all().district(&facts.district).is_none() {
        faults.push(Fault::new("district", FaultCode::UnknownCode));
    }
    let plausible = |day: Option<NaiveDate>| day.is_none_or(|day| (2000..2200).contains(&day.year()));
    for (field, day) in
        [("insuranceValidTo", facts.insurance_valid_to), ("agreementValidTo", facts.agreement_valid_to)]
    {
        if !plausible(day) {
            faults.push(Fault::new(field, FaultCode::NotADate));
        }
    }
    if faults.is_empty() { Ok(HostFacts { name, ..facts }) } else { Err(faults.into()) }
}

/// A new host.
#[must_use]
pub fn enter(
    id: HostId,
    code: Option<String>,
    facts: HostFacts,
    centre: Option<String>,
    now: Instant,
) -> Host {
    Host { id, code, facts, created_at: now, version: 1, centre }
}
