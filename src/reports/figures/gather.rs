//! Reads what is counted.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use super::model::{Band, Day, Mentoring, Suitability};
use super::{rules, store};
use crate::access::Role;
use crate::base::{Code, Instant, Result};
use crate::mentoring::mentors::answers::LanguageLevel;
use crate::mentoring::mentors::model::MentorState;
use crate::mentoring::mentors::store::Filter;
use crate::mentoring::pairings::store::UNDECIDED;
use crate::mentoring::referrals::model::{Referral, ReferralId, ReferralState};
use crate::mentoring::{mentors, pairings, referrals};
use crate::proposing::rounds;
use crate::tx::{Tx, open_all, weigh_all};

/// The figures about mentoring in a centre.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre.
pub fn mentoring(tx: &mut Tx<'_>, centre: &str) -> Result<Mentoring> {
    tx.works_for(centre)?;
    let day = tx.today();
    let rows = referrals::store::in_state(tx, centre, ReferralState::Eligible)?;
    let waiting = weigh_all(rows, tx)?;
    let known = suitability(tx, centre)?;
    let wanted = waiting.iter().filter_map(|referral| {
        let facts = &referral.facts;
        facts.preferred_language.as_ref().or(facts.languages.first()).cloned()
    });
    Ok(Mentoring {
        day,
        waiting: rules::bands(&waited(&waiting, day), known.as_ref()),
        round: known.map(|known| (known.round, known.on)),
        languages: rules::languages(wanted.collect(), spoken(tx, centre)?),
        mentors: by_stage(tx, centre)?,
    })
}

/// Those whom the caller has referred themselves and who wait, by how long they have.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>) -> Result<Vec<Band>> {
    let Some(psychologist) = tx.actor().account().filter(|_| tx.actor().is(Role::Psychologist)) else {
        return Ok(rules::bands(&[], None));
    };
    let rows = referrals::store::of_psychologist(tx, psychologist, ReferralState::Eligible)?;
    let waiting = weigh_all(rows, tx)?;
    Ok(rules::bands(&waited(&waiting, tx.today()), None))
}

fn waited(waiting: &[Referral], day: NaiveDate) -> Vec<(ReferralId, i64)> {
    let days = |referral| referrals::rules::waiting_days(referral, day).unwrap_or(0);
    waiting.iter().map(|referral| (referral.id, days(referral))).collect()
}

/// For whom the latest round and the proposals that wait have found a suitable mentor. A mentor who reads it as staff
/// could see by a count whether somebody is kept apart from them, so to them it says nothing.
fn suitability(tx: &mut Tx<'_>, centre: &str) -> Result<Option<Suitability>> {
    let reader = tx.reader();
    if mentors::store::latest(tx, reader)?.is_some() {
        return Ok(None);
    }
    let Some(round) = rounds::store::latest_done(tx, centre)? else { return Ok(None) };
    let round = round.open(tx)?;
    let mut known =
        Suitability { round: round.id, on: round.day, suitable: BTreeSet::new(), none: BTreeSet::new() };
    for one in round.outcome.iter().flat_map(|outcome| &outcome.unmatched) {
        match one.reason.code {
            Code::CrowdedOut => known.suitable.insert(one.referral),
            Code::NoCandidate => known.none.insert(one.referral),
            _ => false,
        };
    }
    for pairing in weigh_all(pairings::store::of_centre(tx, centre, &UNDECIDED)?, tx)? {
        known.none.remove(&pairing.referral);
        known.suitable.insert(pairing.referral);
    }
    Ok(Some(known))
}

/// The languages in which each active mentor can talk about feelings.
fn spoken(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<String>> {
    let mut spoken = Vec::new();
    for mentor in mentors::store::of_centre(tx, centre)? {
        if mentor.is_about_reader(tx) {
            continue;
        }
        let mentor = mentor.weigh(tx)?;
        if mentor.state == MentorState::Active {
            let languages = mentor.answers.languages.into_iter().flatten();
            let fit = languages.filter(|language| language.level == LanguageLevel::Feelings);
            spoken.extend(fit.map(|language| language.code));
        }
    }
    Ok(spoken)
}

fn by_stage(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<(MentorState, i64)>> {
    let filter = Filter {
        centres: vec![centre.to_owned()],
        open_in: Vec::new(),
        psychologist: None,
        reader: tx.reader(),
        centre: None,
        state: None,
    };
    let stages = MentorState::PIPELINE.into_iter().chain([MentorState::Paused, MentorState::Suspended]);
    stages.map(|state| Ok((state, mentors::store::count(tx, &filter, state)?))).collect()
}

/// How full the shifts of the coming days are with a centre's hosts.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre.
pub fn shifts(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<Day>> {
    tx.works_for(centre)?;
    let today = tx.today();
    let start = |day: NaiveDate| Instant::from_hong_kong(day.and_time(NaiveTime::MIN));
    let until = today.checked_add_days(Days::new(rules::AHEAD)).unwrap_or(today);
    let rows = store::shifts(tx, centre, start(today), start(until))?;
    let shifts = open_all(rows, tx)?;
    Ok(rules::by_day(today, shifts.into_iter().map(|one| (one.starts_at.day(), one.taken, one.capacity))))
}
