//! The instance of a round: every field of the engine's format from the place where somebody enters it. Pure.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::model::Unmatched;
use super::reasons;
use super::snapshot::{Candidate, Snapshot};
use crate::base::Instant;
use crate::matching as m;
use crate::mentoring::mentors::answers::{Amount, Comfort};
use crate::mentoring::mentors::fitness;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::fit::{MIN_OVERLAP, heart_languages, visits};
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Focus, Need, Referral, ReferralId};
use crate::places::{Gender, Places};

/// Days of waiting from which a person belongs to the next tier.
pub const TIER_DAYS: [i32; 3] = [90, 180, 365];

/// An instance, and who stands at which index.
#[derive(Clone, Debug)]
pub struct Built {
    pub instance: m::Instance,
    pub mentors: Vec<MentorId>,
    pub referrals: Vec<ReferralId>,
}

impl Built {
    /// The mentor of an index.
    #[must_use]
    pub fn mentor(&self, mentor: u32) -> Option<MentorId> {
        usize::try_from(mentor).ok().and_then(|at| self.mentors.get(at)).copied()
    }

    /// The person of an index.
    #[must_use]
    pub fn referral(&self, pic: u32) -> Option<ReferralId> {
        usize::try_from(pic).ok().and_then(|at| self.referrals.get(at)).copied()
    }

    /// How long the person of an index has waited on the day.
    #[must_use]
    pub fn waiting_days(&self, pic: u32) -> i64 {
        let row = usize::try_from(pic).ok().and_then(|at| self.instance.pics.get(at));
        row.map_or(0, |row| i64::from(row.waiting_days))
    }

    /// Who has nobody in a round, and why.
    #[must_use]
    pub fn unmatched(&self, round: &m::Round) -> Vec<Unmatched> {
        let left = |left: &m::Unmatched| {
            Some(Unmatched {
                referral: self.referral(left.pic)?,
                waiting_days: self.waiting_days(left.pic),
                reason: reasons::unmatched(&left.reason),
            })
        };
        round.unmatched.iter().filter_map(left).collect()
    }
}

/// Builds the instance of a snapshot.
#[must_use]
pub fn build(snapshot: &Snapshot, places: &Places) -> Built {
    let candidates: Vec<&Candidate> = snapshot.matchable().collect();
    let waiting: Vec<&Referral> = snapshot.waiting().collect();
    let mentors: Vec<MentorId> = candidates.iter().map(|one| one.mentor.id).collect();
    let referrals: Vec<ReferralId> = waiting.iter().map(|one| one.id).collect();
    let mentor_at: HashMap<MentorId, u32> = mentors.iter().copied().zip(0..).collect();
    let referral_at: HashMap<ReferralId, u32> = referrals.iter().copied().zip(0..).collect();
    let exclusion = |(mentor, referral): &(MentorId, ReferralId)| {
        Some(m::Exclusion(*mentor_at.get(mentor)?, *referral_at.get(referral)?))
    };
    let supervisors = snapshot
        .psychologists
        .iter()
        .zip(0..)
        .map(|(row, id)| psychologist(places, id, row, snapshot.supervision(row)));
    let mentors_of = candidates.iter().zip(0..).map(|(one, id)| {
        let supervisor = snapshot.supervisor(&one.mentor).and_then(|(at, _)| u32::try_from(at).ok());
        mentor(snapshot.day, places, id, one, snapshot.places(&one.mentor), supervisor)
    });
    let instance = m::Instance {
        psychologists: supervisors.collect(),
        mentors: mentors_of.collect(),
        pics: waiting.iter().zip(0..).map(|(row, id)| pic(snapshot.day, places, id, row)).collect(),
        exclusions: snapshot.exclusions.iter().filter_map(exclusion).collect(),
        ..ground(snapshot.day, snapshot.weights, places)
    };
    Built { instance, mentors, referrals }
}

/// An instance without people: the day, the rules, and the places with their distances.
#[must_use]
pub fn ground(day: NaiveDate, weights: m::Weights, places: &Places) -> m::Instance {
    let districts = places.districts.iter().zip(0..).map(|(row, id)| m::District { id, x: row.x, y: row.y });
    let institutions = places.institutions.iter().zip(0..).map(|(row, id)| m::Institution {
        id,
        district: district(places, &row.district),
        gender: gender(row.gender).to_owned(),
        visit: row.visiting,
    });
    m::Instance {
        format: m::Format::One,
        today: day.num_days_from_ce(),
        params: m::Params { min_overlap_slots: MIN_OVERLAP, tier_days: TIER_DAYS, weights, keep_bonus: 0 },
        districts: districts.collect(),
        institutions: institutions.collect(),
        psychologists: Vec::new(),
        mentors: Vec::new(),
        pics: Vec::new(),
        exclusions: Vec::new(),
        pinned: Vec::new(),
        previous: Vec::new(),
    }
}

/// A psychologist with so many places.
#[must_use]
pub fn psychologist(places: &Places, id: u32, row: &Psychologist, capacity: i64) -> m::Psychologist {
    m::Psychologist {
        id,
        key: Some(row.account.to_string()),
        institutions: institutions(places, &row.institutions),
        expertise: themes(places, &row.expertise),
        capacity: count(capacity),
    }
}

/// A mentor with so many places, supervised by the psychologist of an index.
#[must_use]
pub fn mentor(
    day: NaiveDate,
    places: &Places,
    id: u32,
    one: &Candidate,
    capacity: i64,
    supervisor: Option<u32>,
) -> m::Mentor {
    let mentor = &one.mentor;
    let answers = &mentor.answers;
    let morning = Instant::from_hong_kong(day.and_time(NaiveTime::MIN));
    m::Mentor {
        id,
        key: Some(mentor.id.to_string()),
        gender: answers.gender.map_or("X", gender).to_owned(),
        age: answers.birth_month.map_or(0, |born| morning.age_in_years(born)).max(0),
        langs: heart_languages(mentor),
        interests: interests(places, &answers.agreed_interests()),
        themes: themes(places, &answers.agreed_themes()),
        offers: answers.offers.as_ref().map_or([2; 4], |offers| {
            [offers.belonging, offers.skill, offers.choice, offers.meaning].map(|amount| match amount {
                Amount::Lot => 10,
                Amount::Some => 6,
                Amount::Little => 2,
            })
        }),
        stage_exp: answers.stage_comfort.as_ref().map_or([2; 3], |comfort| {
            [comfort.act, comfort.identity, comfort.relational].map(|comfort| match comfort {
                Comfort::Home => 10,
                Comfort::Fine => 6,
                Comfort::Learning => 2,
            })
        }),
        district: district(places, answers.district.as_deref().unwrap_or_default()),
        cleared: institutions(places, &mentor.institutions),
        // Without a certificate or a clearance it ended before any day that counts.
        cert_until: fitness::lasts_until(mentor, &one.facts).map_or(0, |last| last.num_days_from_ce()),
        avail: answers.availability.unwrap_or_default(),
        capacity: count(capacity),
        supervisor,
        consent: fitness::consents_to_matching(mentor, &one.facts),
    }
}

fn pic(day: NaiveDate, places: &Places, id: u32, row: &Referral) -> m::Pic {
    let facts = &row.facts;
    let days = |days: i64| i32::try_from(days.clamp(-100_000, 100_000)).unwrap_or(0);
    m::Pic {
        id,
        key: Some(row.reference.to_string()),
        gender: facts.gender.map_or("X", gender).to_owned(),
        age: referrals::rules::age(row, day).unwrap_or(0).max(0),
        langs: facts.languages.clone(),
        pref_lang: facts.preferred_language.clone().unwrap_or_else(|| "-".to_owned()),
        interests: interests(places, &facts.agreed_interests()),
        themes: themes(places, &facts.agreed_themes()),
        needs: facts.needs.map_or([0; 4], |needs| {
            needs.each().map(|need| match need {
                Some(Need::Much) => 10,
                Some(Need::Some) => 5,
                Some(Need::NotNow) | None => 0,
            })
        }),
        stage: match facts.focus {
            Some(Focus::Act) | None => 0,
            Some(Focus::Identity) => 1,
            Some(Focus::Relational) => 2,
        },
        institution: place(places.institutions.iter().map(|one| one.code.as_str()), &facts.institution),
        home_district: district(places, facts.home_district.as_deref().unwrap_or_default()),
        release_in_days: days(
            facts.release_month.map_or(0, |month| referrals::rules::days_until(month, day)),
        ),
        free: visits(row),
        waiting_days: days(referrals::rules::waiting_days(row, day).unwrap_or(0)),
        same_gender: facts.same_gender,
        consent: referrals::rules::is_consent_current(row, day),
    }
}

const fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::M => "M",
        Gender::F => "F",
        Gender::X => "X",
    }
}

fn district(places: &Places, code: &str) -> u32 {
    place(places.districts.iter().map(|one| one.code.as_str()), code)
}

fn institutions(places: &Places, codes: &[String]) -> Vec<u32> {
    places
        .institutions
        .iter()
        .zip(0..)
        .filter(|(row, _)| codes.contains(&row.code))
        .map(|(_, at)| at)
        .collect()
}

fn interests(places: &Places, codes: &[String]) -> Vec<u8> {
    codes.iter().filter_map(|code| places.interest(code)).map(|choice| choice.index).collect()
}

fn themes(places: &Places, codes: &[String]) -> Vec<u8> {
    codes.iter().filter_map(|code| places.theme(code)).map(|choice| choice.index).collect()
}

/// Codes were checked when they were written, so each has its place.
fn place<'a>(all: impl Iterator<Item = &'a str>, code: &str) -> u32 {
    all.zip(0..).find(|(one, _)| *one == code).map_or(0, |(_, at)| at)
}

fn count(places: i64) -> u32 {
    u32::try_from(places).unwrap_or(0)
}
