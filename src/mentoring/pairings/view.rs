//! A pairing as staff see it: mentor and person side by side, with the reasons that brought them together.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::fit::{band, heart_languages, visits};
use super::gather::Dossier;
use super::guards::Sides;
use super::model::{Consent, FactorLine, Pairing, PairingId, PairingMove, PairingState, RoundId, Step};
use crate::access::AccountId;
use crate::base::clock::Month;
use crate::base::week::Week;
use crate::base::{Instant, May, Reason};
use crate::mentoring::mentors;
use crate::mentoring::mentors::answers::{Offers, StageComfort};
use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Focus, Needs, PaperConsent, Reference, Referral, ReferralId};
use crate::places::Gender;

/// A pairing for staff.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PairingView {
    id: PairingId,
    state: PairingState,
    version: i64,
    since: Instant,
    /// The day on which it lapses if nobody moves it.
    lapses_at: Option<Instant>,
    round_id: Option<RoundId>,
    mentor: MentorSide,
    pic: PicSide,
    psychologist: NamedPsychologist,
    referring_psychologist: NamedPsychologist,
    factors: Vec<FactorLine>,
    /// 0 to 10000, for staff; none when no round proposed it.
    score: Option<i64>,
    shared: Shared,
    endorsements: Vec<EndorsementView>,
    approved_by: Option<String>,
    consents: Consents,
    paper: Option<PaperConsent>,
    /// Who wants it to rest, while it is paused.
    rest: Option<RestView>,
    shared_goals: Option<String>,
    history: Vec<HistoryItem>,
    /// What stands in the way of the next step at the moment; who must be kept apart is told only to who tries.
    obstacles: Vec<Reason>,
    /// What the caller may do now.
    may: Vec<May<PairingMove>>,
}

/// A psychologist of a pairing.
#[derive(Serialize, ToSchema)]
struct NamedPsychologist {
    id: AccountId,
    name: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MentorSide {
    id: MentorId,
    preferred_name: String,
    /// Ten years, such as `30-39`.
    age_band: Option<String>,
    gender: Option<Gender>,
    district: Option<String>,
    /// Languages in which the mentor can talk about feelings.
    languages: Vec<String>,
    interests: Vec<String>,
    /// Only those that the person chose too.
    themes: Vec<String>,
    offers: Option<Offers>,
    stage_comfort: Option<StageComfort>,
    availability: Option<Week>,
    certified_until: Option<NaiveDate>,
    institutions: Vec<String>,
    active_pairings: i64,
    capacity: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PicSide {
    referral_id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    age_band: Option<String>,
    gender: Option<Gender>,
    institution: String,
    languages: Vec<String>,
    preferred_language: Option<String>,
    interests: Vec<String>,
    /// Only those that the mentor chose too.
    themes: Vec<String>,
    needs: Option<Needs>,
    focus: Option<Focus>,
    /// Only for the psychologists of the pairing.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_own_words: Option<String>,
    /// When the person is free and the institution receives visitors.
    free: Option<Week>,
    waiting_days: Option<i64>,
    release_month: Option<Month>,
}

/// What both have.
#[derive(Serialize, ToSchema)]
struct Shared {
    interests: Vec<String>,
    themes: Vec<String>,
    languages: Vec<String>,
    /// The half hours that suit both.
    mask: Week,
}

#[derive(Serialize, ToSchema)]
struct EndorsementView {
    by: NamedPsychologist,
    on: NaiveDate,
}

#[derive(Serialize, ToSchema)]
struct Consents {
    mentor: Consent,
    pic: Consent,
}

/// Who wants a pairing to rest, and what they said when they were asked whether it may go on (`none` before).
#[derive(Serialize, ToSchema)]
struct RestView {
    mentor: Option<Consent>,
    pic: Option<Consent>,
    staff: bool,
}

impl RestView {
    fn of(pairing: &Pairing) -> Option<Self> {
        let rest = pairing.rest;
        (pairing.state == PairingState::Paused).then_some(Self {
            mentor: rest.mentor.then_some(rest.mentor_goes_on),
            pic: rest.pic.then_some(rest.pic_goes_on),
            staff: rest.staff,
        })
    }
}

#[derive(Serialize, ToSchema)]
struct HistoryItem {
    at: Instant,
    event: Step,
    by: Option<String>,
    note: Option<String>,
    /// Why contact had to rest, where nobody decided it by themselves.
    reasons: Vec<Reason>,
}

impl From<Dossier> for PairingView {
    fn from(Dossier { pairing, sides, history, obstacles, may, names, clinical, today }: Dossier) -> Self {
        let name = |of: AccountId| names.get(&of).cloned().unwrap_or_default();
        let named = |id: AccountId| NamedPsychologist { id, name: name(id) };
        let shared = shared(&sides);
        let rest = RestView::of(&pairing);
        let endorsements = pairing
            .endorsements
            .iter()
            .map(|given| EndorsementView { by: named(given.by), on: given.at.day() })
            .collect();
        let history = history.into_iter().map(|line| HistoryItem {
            at: line.at,
            event: line.step,
            by: line.by,
            note: line.note,
            reasons: line.reasons,
        });
        Self {
            id: pairing.id,
            state: pairing.state,
            version: pairing.version,
            since: pairing.since,
            lapses_at: pairing.lapses_at,
            round_id: pairing.round,
            mentor: mentor_side(&sides.mentor, &shared, today),
            pic: pic_side(sides.referral, &shared, clinical, today),
            psychologist: named(pairing.psychologist),
            referring_psychologist: named(pairing.referrer),
            factors: pairing.factors.into_iter().map(|line| sparing(line, &shared)).collect(),
            score: pairing.points,
            shared,
            endorsements,
            approved_by: pairing.approved_by.map(name),
            consents: Consents { mentor: pairing.mentor_consent, pic: pairing.pic_consent },
            rest,
            paper: pairing.paper,
            shared_goals: pairing.shared_goals,
            history: history.collect(),
            obstacles,
            may,
        }
    }
}

fn shared(sides: &Sides) -> Shared {
    let (answers, facts) = (&sides.mentor.answers, &sides.referral.facts);
    let both = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|code| other.contains(code)).cloned().collect()
    };
    Shared {
        interests: both(&answers.agreed_interests(), &facts.agreed_interests()),
        themes: both(&answers.agreed_themes(), &facts.agreed_themes()),
        languages: both(&heart_languages(&sides.mentor), &facts.languages),
        mask: answers.availability.unwrap_or_default().and(visits(&sides.referral)),
    }
}

/// A factor without what is not, or no longer, both sides' to show.
fn sparing(mut line: FactorLine, shared: &Shared) -> FactorLine {
    let stays = match line.code.as_str() {
        "themes" | "cp_expertise" => &shared.themes,
        "interests" => &shared.interests,
        _ => return line,
    };
    if let Some(Value::Array(codes)) = line.evidence.get_mut("shared") {
        codes.retain(|code| stays.iter().any(|stays| code == stays));
    }
    line
}

/// The interests of one side, and of those that tell of religion only what both have and show.
fn told(mut interests: Vec<String>, shared: &Shared) -> Vec<String> {
    let more = shared.interests.iter().filter(|code| !interests.contains(code)).cloned().collect::<Vec<_>>();
    interests.extend(more);
    interests
}

fn mentor_side(mentor: &Mentor, shared: &Shared, today: NaiveDate) -> MentorSide {
    let answers = mentor.answers.clone();
    MentorSide {
        id: mentor.id,
        preferred_name: mentor.person.preferred_name.clone(),
        age_band: answers.birth_month.map(|born| band(today.year() - born.year)),
        gender: answers.gender,
        district: answers.district,
        languages: heart_languages(mentor),
        interests: told(answers.interests.unwrap_or_default(), shared),
        themes: shared.themes.clone(),
        offers: answers.offers,
        stage_comfort: answers.stage_comfort,
        availability: answers.availability,
        certified_until: mentor.certified_until,
        institutions: mentor.institutions.clone(),
        active_pairings: mentor.active_pairings,
        capacity: mentors::rules::capacity(mentor, today),
    }
}

fn pic_side(referral: Referral, shared: &Shared, clinical: bool, today: NaiveDate) -> PicSide {
    let free = referral.facts.free.map(|_| visits(&referral));
    let age_band = referrals::rules::age(&referral, today).map(band);
    let waiting_days = referrals::rules::waiting_days(&referral, today);
    let facts = referral.facts;
    PicSide {
        referral_id: referral.id,
        reference: referral.reference,
        alias: referral.alias,
        age_band,
        gender: facts.gender,
        institution: facts.institution,
        languages: facts.languages,
        preferred_language: facts.preferred_language,
        interests: told(facts.interests, shared),
        themes: shared.themes.clone(),
        needs: facts.needs,
        focus: facts.focus,
        in_own_words: referral.own_words.filter(|_| clinical),
        free,
        waiting_days,
        release_month: facts.release_month,
    }
}
