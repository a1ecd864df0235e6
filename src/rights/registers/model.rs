//! The register of processing: purposes, what is kept for each, and who gets it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::base::Name3;
use crate::rights::retention::model::RowKind;

/// For how long rows of a kind are kept, in months.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeptFor {
    pub kind: RowKind,
    pub months: i64,
}

/// Something for which data is kept.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProcessingPurpose {
    pub code: String,
    pub name: Name3,
    /// What is kept.
    pub what: Name3,
    /// Why, and whether it must be told.
    pub why: Name3,
    /// The codes of those who get it.
    pub recipients: Vec<String>,
    /// For how long; what is not named goes with whom it is about.
    pub kept: Vec<KeptFor>,
    /// The tables in which it lies.
    #[serde(skip_serializing)]
    #[schema(ignore)]
    pub tables: Vec<String>,
}

/// Somebody who gets data.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataRecipient {
    pub code: String,
    pub name: Name3,
    /// What they get.
    pub gets: Name3,
}

/// The register.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Registers {
    pub purposes: Vec<ProcessingPurpose>,
    pub recipients: Vec<DataRecipient>,
}

static LOADED: LazyLock<Result<Registers, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../refdata/processing.json"))
        .map_err(|error| format!("refdata/processing.json: {error}"))
});

/// The register as the product begins with it; empty where the file cannot be read (see [`check`]).
#[must_use]
pub fn all() -> Registers {
    LOADED.as_ref().cloned().unwrap_or_default()
}

/// Whether it could be read.
///
/// # Errors
/// Names the file and what is wrong in it.
pub fn check() -> Result<(), String> {
    LOADED.as_ref().map(|_| ()).map_err(Clone::clone)
}
