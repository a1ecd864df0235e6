//! From a solved flow to the round in the ids of the instance.

use super::cut::Cut;
use super::edges::Row;
use super::explain::Nobody;
use super::factors::factors;
use super::model::ix;
use super::round::{Certificate, Pair, Prices, Reason, Round, RoundFormat, RunnerUp, Unmatched};
use super::solved::Solved;
use super::stability::stability;

impl Solved {
    /// Everything there is to say about the round.
    #[must_use]
    pub fn round(&self) -> Round {
        let pairs = pairs(self);
        let rows = &self.flow.network.rows;
        let mut by_tier = [0; 4];
        for pic in matched(self) {
            let tier = self.model.pics.get(pic).map_or(0, |row| row.tier);
            if let Some(count) = by_tier.get_mut(tier) {
                *count += 1;
            }
        }
        let objective = values(self, matched(self));
        Round {
            format: RoundFormat::One,
            feasible_edges: rows.iter().map(|row| u64::try_from(row.len()).unwrap_or(u64::MAX)).sum(),
            edge_score_sum: (0..rows.len()).map(|pic| scores(self, pic)).sum(),
            matched: by_tier.iter().sum(),
            by_tier,
            score: pairs.iter().map(|pair| u64::from(pair.score)).sum(),
            step: self.model.step,
            objective,
            pairs,
            unmatched: unmatched(self),
            certificate: certificate(self, objective),
            stability: stability(self),
        }
    }
}

fn matched(solved: &Solved) -> impl Iterator<Item = usize> + '_ {
    (0..solved.model.pics.len()).filter(|pic| solved.mentor_of(*pic).is_some())
}

fn scores(solved: &Solved, pic: usize) -> u64 {
    solved.scores(pic).map(|(_, score)| u64::from(score)).sum()
}

fn values(solved: &Solved, pics: impl Iterator<Item = usize>) -> i64 {
    pics.filter_map(|pic| solved.flow.network.value(solved.mentor_of(pic)?, pic)).sum()
}

fn pairs(solved: &Solved) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = matched(solved)
        .filter_map(|pic| {
            let mentor = solved.mentor_of(pic)?;
            Some(Pair { runner_up: runner_up(solved, pic, mentor), ..pair(solved, mentor, pic)? })
        })
        .collect();
    pairs.sort_unstable_by_key(|pair| pair.pic);
    pairs
}

/// A pair that may meet, in the round or not, without its runner-up.
pub fn pair(solved: &Solved, mentor: usize, pic: usize) -> Option<Pair> {
    let model = &solved.model;
    let (row, person) = (model.mentors.get(mentor)?, model.pics.get(pic)?);
    Some(Pair {
        mentor: row.id,
        psychologist: model.psychologists.get(row.supervisor?)?.id,
        pic: person.id,
        score: solved.score(mentor, pic)?,
        pinned: solved.flow.network.out.has(pic),
        factors: factors(row, person, row.avail.and(person.free).count()),
        runner_up: None,
    })
}

/// The other edge of least reduced cost; ties fall by the mentor's key.
fn runner_up(solved: &Solved, pic: usize, chosen: usize) -> Option<RunnerUp> {
    let flow = &solved.flow;
    if flow.network.out.has(pic) {
        return None;
    }
    let others = flow.network.rows.get(pic)?.iter().filter(|(mentor, _)| *mentor != chosen);
    let cost =
        |mentor: usize| Some(flow.gain(pic) + flow.price.get(mentor)? - flow.network.value(mentor, pic)?);
    let (regret_at_least, mentor) = others.filter_map(|(mentor, _)| Some((cost(mentor)?, mentor))).min()?;
    Some(RunnerUp { mentor: solved.mentor_id(mentor), regret_at_least })
}

fn unmatched(solved: &Solved) -> Vec<Unmatched> {
    let model = &solved.model;
    let (mut cut, mut nobody) = (Cut::of(solved), Nobody::of(model));
    let mut unmatched: Vec<Unmatched> = model
        .pics
        .iter()
        .enumerate()
        .filter(|(pic, _)| solved.mentor_of(*pic).is_none())
        .map(|(pic, row)| {
            let reason = if !row.consent {
                Reason::Consent
            } else if solved.flow.network.rows.get(pic).is_none_or(Row::is_empty) {
                nobody.reason(row)
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
    let model = &solved.model;
    let flow = &solved.flow;
    let own_prices = (0..model.mentors.len()).map(|mentor| flow.own_price(mentor));
    let prices = Prices {
        pics: by_id(model.pics.iter().enumerate().map(|(pic, row)| (row.id, flow.gain(pic)))),
        mentors: by_id(model.mentors.iter().map(|row| row.id).zip(own_prices.clone())),
        psychologists: by_id(model.psychologists.iter().map(|row| row.id).zip(flow.team_price.clone())),
    };
    let dual = prices.pics.iter().sum::<i64>()
        + cost(&flow.network.places, own_prices)
        + cost(&flow.network.team_places, flow.team_price.iter().copied())
        + values(solved, flow.network.out.iter());
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
