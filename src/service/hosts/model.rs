//! A host organisation.

use chrono::NaiveDate;

use crate::access::HostId;
use crate::base::{Instant, Text3, text_enum};

text_enum! {
    /// What an organisation is there for.
    pub enum HostKind {
        ElderlyService = "elderly_service",
        YouthOrganisation = "youth_organisation",
        Charity = "charity",
        EnvironmentGroup = "environment_group",
        Other = "other",
    }
}

/// An organisation that offers openings.
#[derive(Clone, Debug)]
pub struct Host {
    pub id: HostId,
    /// The reference code by which an import knows it again.
    pub code: Option<String>,
    pub facts: HostFacts,
    pub created_at: Instant,
    pub version: i64,
    /// The code of the centre that works with it; `None` while none has taken it.
    pub centre: Option<String>,
}

/// What a coordinator enters of a host.
#[derive(Clone, Debug)]
pub struct HostFacts {
    pub name: Text3,
    pub kind: HostKind,
    /// The code of its district.
    pub district: String,
    /// The last day of its public-liability and volunteers' accident cover.
    pub insurance_valid_to: Option<NaiveDate>,
    /// The last day of its agreement with the programme.
    pub agreement_valid_to: Option<NaiveDate>,
}

/// A host by its name alone, for those who only choose one.
#[derive(Clone, Debug)]
pub struct HostName {
    pub id: HostId,
    pub name: Text3,
}
