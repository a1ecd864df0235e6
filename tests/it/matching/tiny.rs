//! Tiny made-up instances, and every possible round of them.

use alongside::base::week::Week;
use alongside::matching::{
    District, Exclusion, Format, Instance, Institution, Mentor, Options, Params, Pic, Psychologist, Round,
    Weights, solve,
};

/// A small generator, so that a seed in a failure message is enough to see it again.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % bound.max(1)).unwrap()
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    fn some<T: TryFrom<u32> + std::fmt::Debug>(&mut self, bound: u32, percent: u32) -> Vec<T>
    where
        <T as TryFrom<u32>>::Error: std::fmt::Debug,
    {
        (0..bound).filter(|_| self.chance(percent)).map(|one| T::try_from(one).unwrap()).collect()
    }

    fn langs(&mut self) -> Vec<String> {
        ["yue", "eng", "urd"].into_iter().filter(|_| self.chance(75)).map(str::to_owned).collect()
    }

    fn gender(&mut self) -> String {
        if self.chance(80) { "M" } else { "F" }.to_owned()
    }

    fn week(&mut self) -> Week {
        let mut week = Week::default();
        for day in 0..2 {
            let start = self.below(4) as usize;
            week.set(day, 20 + start, 22 + start + self.below(4) as usize);
        }
        week
    }
}

/// Up to 4 mentors, 6 persons and 3 psychologists; every rule bites now and then. Without pins.
pub fn tiny(seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let dice = &mut dice;
    let psychologists = 1 + dice.below(3);
    let mentors = dice.below(10).min(4);
    let pics = dice.below(12).min(6);
    Instance {
        format: Format::One,
        today: 100,
        params: Params {
            min_overlap_slots: dice.below(3),
            tier_days: [90, 180, 365],
            weights: Weights::PRODUCT,
            keep_bonus: if dice.chance(50) { 0 } else { dice.below(10_001) },
        },
        districts: (0..3).map(|id| District { id, x: id as i32 * 2, y: 1 - id as i32 }).collect(),
        institutions: (0..2)
            .map(|id| Institution { id, district: dice.below(3), gender: "M".into(), visit: Week::default() })
            .collect(),
        psychologists: (0..psychologists)
            .map(|id| Psychologist {
                id,
                key: Some(format!("c{}", 9 - id)),
                institutions: dice.some(2, 85),
                expertise: dice.some(4, 50),
                capacity: dice.below(6).min(3),
            })
            .collect(),
        mentors: (0..mentors)
            .map(|id| Mentor {
                id,
                key: Some(format!("d{}", 9 - id)),
                gender: dice.gender(),
                age: 20 + dice.below(40) as i32,
                langs: dice.langs(),
                interests: dice.some(5, 50),
                themes: dice.some(4, 50),
                offers: std::array::from_fn(|_| 1 + dice.below(10)),
                stage_exp: std::array::from_fn(|_| 2 + dice.below(9)),
                district: dice.below(3),
                cleared: dice.some(2, 85),
                cert_until: if dice.chance(93) { 100 } else { 99 },
                avail: dice.week(),
                capacity: dice.below(6).min(2),
                supervisor: if dice.chance(93) { Some(dice.below(psychologists.into())) } else { None },
                consent: dice.chance(95),
            })
            .collect(),
        pics: (0..pics)
            .map(|id| Pic {
                id,
                key: Some(format!("p{}", 9 - id)),
                gender: dice.gender(),
                age: 18 + dice.below(40) as i32,
                langs: dice.langs(),
                pref_lang: "yue".into(),
                interests: dice.some(5, 50),
                themes: dice.some(4, 50),
                needs: std::array::from_fn(|_| dice.below(11)),
                stage: dice.below(3) as u8,
                institution: dice.below(2),
                home_district: dice.below(3),
                release_in_days: dice.below(700) as i32,
                free: dice.week(),
                waiting_days: dice.below(500) as i32,
                same_gender: dice.chance(40),
                consent: dice.chance(93),
            })
            .collect(),
        exclusions: if mentors > 0 && pics > 0 {
            (0..dice.below(4))
                .map(|_| Exclusion(dice.below(mentors.into()), dice.below(pics.into())))
                .collect()
        } else {
            Vec::new()
        },
        pinned: Vec::new(),
        previous: if mentors > 0 {
            (0..pics).filter(|_| dice.chance(40)).map(|pic| (pic % mentors, pic)).collect()
        } else {
            Vec::new()
        },
    }
}

/// A pair that may meet: mentor, person and score.
pub type Edge = (u32, u32, i64);

/// Every pair that may meet, found by asking for it alone.
pub fn edges(instance: &Instance) -> Vec<Edge> {
    let mut alone = instance.clone();
    for psychologist in &mut alone.psychologists {
        psychologist.capacity = 1;
    }
    let mut edges = Vec::new();
    for mentor in 0..instance.mentors.len() as u32 {
        for pic in 0..instance.pics.len() as u32 {
            alone.pinned = vec![(mentor, pic)];
            if let Ok(round) = solve(&alone, &Options::default()) {
                let pair = round.pairs.iter().find(|pair| pair.pic == pic).unwrap();
                edges.push((mentor, pic, pair.score.into()));
            }
        }
    }
    edges
}

/// How good a round is, in the order in which it counts: matched, tier 3, 2, 1, 0, score with keep bonus.
pub type Worth = [i64; 6];

/// The worth of pairs given as mentor and person.
pub fn worth(instance: &Instance, edges: &[Edge], pairs: &[(u32, u32)]) -> Worth {
    let mut worth = [0; 6];
    for pair in pairs {
        let waiting = instance.pics[pair.1 as usize].waiting_days;
        let tier = instance.params.tier_days.iter().filter(|days| waiting >= **days).count();
        let kept = instance.previous.contains(pair);
        worth[0] += 1;
        worth[4 - tier] += 1;
        worth[5] += edges.iter().find(|edge| (edge.0, edge.1) == *pair).unwrap().2;
        worth[5] += if kept { i64::from(instance.params.keep_bonus) } else { 0 };
    }
    worth
}

/// The best worth of all possible rounds, found by trying every one.
pub fn best_of_all(instance: &Instance, edges: &[Edge]) -> Worth {
    let mut places: Vec<u32> = instance.mentors.iter().map(|row| row.capacity).collect();
    let mut supervised: Vec<u32> = instance.psychologists.iter().map(|row| row.capacity).collect();
    let mut pairs = Vec::new();
    let mut best = [-1; 6];
    try_all(instance, edges, 0, &mut places, &mut supervised, &mut pairs, &mut best);
    best
}

fn try_all(
    instance: &Instance,
    edges: &[Edge],
    pic: u32,
    places: &mut [u32],
    supervised: &mut [u32],
    pairs: &mut Vec<(u32, u32)>,
    best: &mut Worth,
) {
    if pic as usize == instance.pics.len() {
        *best = worth(instance, edges, pairs).max(*best);
        return;
    }
    let pinned = instance.pinned.iter().find(|pin| pin.1 == pic).map(|pin| pin.0);
    if pinned.is_none() {
        try_all(instance, edges, pic + 1, places, supervised, pairs, best);
    }
    for (mentor, _, _) in edges.iter().filter(|edge| edge.1 == pic && pinned.is_none_or(|d| d == edge.0)) {
        let (d, c) = (*mentor as usize, instance.mentors[*mentor as usize].supervisor.unwrap() as usize);
        if places[d] > 0 && supervised[c] > 0 {
            (places[d], supervised[c]) = (places[d] - 1, supervised[c] - 1);
            pairs.push((*mentor, pic));
            try_all(instance, edges, pic + 1, places, supervised, pairs, best);
            pairs.pop();
            (places[d], supervised[c]) = (places[d] + 1, supervised[c] + 1);
        }
    }
}

/// The pairs of a round as mentor and person.
pub fn pairs(round: &Round) -> Vec<(u32, u32)> {
    round.pairs.iter().map(|pair| (pair.mentor, pair.pic)).collect()
}
