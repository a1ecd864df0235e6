//! Referrals as JSON.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::gather::Dossier;
use super::model::{
    Focus, Needs, PaperConsent, Reference, Referral, ReferralId, ReferralMove, ReferralState,
};
use super::rules;
use crate::access::AccountId;
use crate::base::clock::Month;
use crate::base::week::Week;
use crate::base::{Instant, May, Reason};
use crate::mentoring::sensitive::Sensitive;
use crate::places::Gender;

/// A referral in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReferralLine {
    id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    state: ReferralState,
    institution: String,
    eligible_since: Option<Instant>,
    waiting_days: Option<i64>,
    version: i64,
}

impl ReferralLine {
    /// The referral on a day.
    #[must_use]
    pub fn of(row: Referral, today: NaiveDate) -> Self {
        Self {
            id: row.id,
            reference: row.reference,
            state: row.state,
            eligible_since: row.eligible_since,
            waiting_days: rules::waiting_days(&row, today),
            version: row.version,
            alias: row.alias,
            institution: row.facts.institution,
        }
    }
}

/// A psychologist by name.
#[derive(Serialize, ToSchema)]
struct PsychologistName {
    id: AccountId,
    name: String,
}

/// A referral, as its reader may see it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReferralView {
    id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    state: ReferralState,
    version: i64,
    alias: String,
    centre: String,
    institution: String,
    gender: Option<Gender>,
    birth_year: Option<i32>,
    languages: Vec<String>,
    preferred_language: Option<String>,
    interests: Vec<String>,
    /// All for the psychologist; for others those that the person agreed to show.
    themes: Vec<String>,
    themes_agreed: bool,
    /// What tells of religion or health: for the psychologist; for others only where the person agreed to show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sensitive: Option<Sensitive>,
    needs: Option<Needs>,
    /// Only for the psychologist.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_own_words: Option<String>,
    focus: Option<Focus>,
    home_district: Option<String>,
    release_month: Option<Month>,
    free: Option<Week>,
    same_gender: bool,
    sentenced: bool,
    /// Only for the psychologist.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_exclusions: Option<Vec<String>>,
    consent: Option<PaperConsent>,
    /// What still keeps it from being handed in, or out of a round.
    missing: Vec<Reason>,
    eligible_since: Option<Instant>,
    waiting_days: Option<i64>,
    psychologist: PsychologistName,
    may: Vec<May<ReferralMove>>,
}

impl From<Dossier> for ReferralView {
    fn from(Dossier { referral, psychologist, own, today, may }: Dossier) -> Self {
        let missing = if referral.state.is_end() { Vec::new() } else { rules::missing(&referral, today) };
        let waiting_days = rules::waiting_days(&referral, today);
        let facts = referral.facts;
        // What the person did not agree to show stays with whoever wrote it down.
        let themes = if own || facts.themes_agreed { facts.themes } else { Vec::new() };
        let sensitive = facts.sensitive.filter(|one| own || one.shared == Some(true));
        Self {
            id: referral.id,
            reference: referral.reference,
            state: referral.state,
            version: referral.version,
            alias: referral.alias,
            centre: referral.centre,
            institution: facts.institution,
            gender: facts.gender,
            birth_year: facts.birth_year,
            languages: facts.languages,
            preferred_language: facts.preferred_language,
            interests: facts.interests,
            themes,
            themes_agreed: facts.themes_agreed,
            sensitive,
            needs: facts.needs,
            in_own_words: referral.own_words.filter(|_| own),
            focus: facts.focus,
            home_district: facts.home_district,
            release_month: facts.release_month,
            free: facts.free,
            same_gender: facts.same_gender,
            sentenced: facts.sentenced,
            stated_exclusions: own.then_some(facts.stated_exclusions),
            consent: referral.consent,
            missing,
            eligible_since: referral.eligible_since,
            waiting_days,
            psychologist: PsychologistName { id: referral.psychologist, name: psychologist },
            may,
        }
    }
}
