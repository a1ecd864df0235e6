//! How two people are named over HTTP: the list can be changed, never read. What changes it is in `encounters`.

use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PairBody {
    /// A member's code, or the reference of a referral.
    pub a: String,
    pub b: String,
    /// The centre for which the caller speaks; needed when they work for several.
    pub centre: Option<String>,
}
