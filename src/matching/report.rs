//! From a solved flow to the round in the ids of the instance.

use super::cut::Cut;
use super::explain::no_candidate;
use super::factors::factors;
use super::model::ix;
use super::network::value;
use super::round::{Certificate, Pair, Prices, Reason, Round, RoundFormat, Unmatched};
use super::solve::Solved;
use super::stability::stability;

/// Everything there is to say about a solved round.
pub fn report(solved: &Solved) -> Round {
    let prepared = solved.prepared;
    let pairs = pairs(solved);
    let mut by_tier = [0; 4];
    for pic in matched(solved) {
        let tier = prepared.model.pics.get(pic).map_or(0, |row| row.tier);
        if let Some(count) = by_tier.get_mut(tier) {
            *count += 1;
        }
    }
    let objective = values(solved, matched(solved));
    Round {
        format: RoundFormat::One,
        feasible_edges: prepared.candidates.count(),
        edge_score_sum: prepared.candidates.score_sum(),
        matched: by_tier.iter().sum(),
        by_tier,
        score: pairs.iter().map(|pair| u64::from(pair.score)).sum(),
        step: prepared.model.step,
        objective,
        pairs,
        unmatched: unmatched(solved),
        certificate: certificate(solved, objective),
        stability: stability(solved),
    }
}

fn matched<'a>(solved: &'a Solved) -> impl Iterator<Item = usize> + 'a {
    solved.mentor_of.iter().enumerate().filter_map(|(pic, mentor)| mentor.map(|_| pic))
}

fn values(solved: &Solved, pics: impl Iterator<Item = usize>) -> i64 {
    let prepared = solved.prepared;
    pics.filter_map(|pic| {
        let mentor = solved.mentor_of.get(pic).copied().flatten()?;
        let score = prepared.candidates.score(mentor, pic)?;
        Some(value(&prepared.model, prepared.model.pics.get(pic)?, mentor, score))
    })
    .sum()
}

fn pairs(solved: &Solved) -> Vec<Pair> {
    let model = &solved.prepared.model;
    let mut pairs: Vec<Pair> = matched(solved)
        .filter_map(|pic| {
            let mentor = solved.mentor_of.get(pic).copied().flatten()?;
            let (row, person) = (model.mentors.get(mentor)?, model.pics.get(pic)?);
            Some(Pair {
                mentor: row.id,
                psychologist: model.psychologists.get(row.supervisor?)?.id,
                pic: person.id,
                score: solved.prepared.candidates.score(mentor, pic)?,
                pinned: solved.pinned.has(pic),
                factors: factors(row, person, row.avail.and(person.free).count()),
            })
        })
        .collect();
    pairs.sort_unstable_by_key(|pair| pair.pic);
    pairs
}

fn unmatched(solved: &Solved) -> Vec<Unmatched> {
    let model = &solved.prepared.model;
    let mut cut = Cut::of(solved);
    let mut unmatched: Vec<Unmatched> = model
        .pics
        .iter()
        .enumerate()
        .filter(|(pic, _)| solved.mentor_of.get(*pic).copied().flatten().is_none())
        .map(|(pic, row)| {
            let reason = if !row.consent {
                Reason::Consent
            } else if solved.prepared.candidates.of_pic(pic).is_empty() {
                no_candidate(model, row)
            } else {
                cut.around(pic)
            };
            Unmatched { pic: row.id, reason }
        })
        .collect();
    unmatched.sort_unstable_by_key(|unmatched| unmatched.pic);
    unmatched
}

fn certificate(solved: &Solved, primal: i64) -> Certificate {
    let model = &solved.prepared.model;
    let flow = &solved.flow;
    let own_prices = (0..model.mentors.len()).map(|mentor| flow.own_price(mentor));
    let prices = Prices {
        pics: by_id(model.pics.iter().enumerate().map(|(pic, row)| (row.id, flow.gain(pic)))),
        mentors: by_id(model.mentors.iter().map(|row| row.id).zip(own_prices.clone())),
        psychologists: by_id(model.psychologists.iter().map(|row| row.id).zip(flow.team_price.clone())),
    };
    let dual = prices.pics.iter().sum::<i64>()
        + cost(flow.places(), own_prices)
        + cost(flow.team_places(), flow.team_price.iter().copied())
        + values(solved, solved.pinned.iter());
    Certificate { primal, dual, prices }
}

fn cost(places: &[usize], prices: impl Iterator<Item = i64>) -> i64 {
    places.iter().zip(prices).map(|(places, price)| i64::try_from(*places).unwrap_or(i64::MAX) * price).sum()
}

fn by_id(prices: impl ExactSizeIterator<Item = (u32, i64)>) -> Vec<i64> {
    let mut all = vec![0; prices.len()];
    for (id, price) in prices {
        if let Some(place) = all.get_mut(ix(id)) {
            *place = price;
        }
    }
    all
}
