//! How things are counted. Pure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::model::{Band, Day, Found, Language, Suitability};
use crate::mentoring::referrals::model::ReferralId;

/// The last day of waiting of each band; after the last of them there is one more without an end.
const UNTIL: [i64; 2] = [30, 60];
/// How many days of shifts are counted, today among them.
pub const AHEAD: u64 = 14;

/// Those who wait by how long they have, the shortest first.
#[must_use]
pub fn bands(waiting: &[(ReferralId, i64)], known: Option<&Suitability>) -> Vec<Band> {
    let starts = std::iter::once(0).chain(UNTIL.iter().map(|until| until + 1));
    let ends = UNTIL.iter().copied().map(Some).chain([None]);
    let band = |(from_days, to_days): (i64, Option<i64>)| {
        let within = |days: i64| from_days <= days && to_days.is_none_or(|to| days <= to);
        let those: Vec<_> = waiting.iter().filter(|(_, days)| within(*days)).map(|(id, _)| id).collect();
        let found = known.map(|known| Found {
            suitable: count(those.iter().filter(|id| known.suitable.contains(id))),
            none: count(those.iter().filter(|id| known.none.contains(id))),
        });
        Band { from_days, to_days, waiting: count(those.iter()), found }
    };
    starts.zip(ends).map(band).collect()
}

fn count(all: impl Iterator) -> i64 {
    i64::try_from(all.count()).unwrap_or(i64::MAX)
}

/// Languages that are wanted or spoken, those first that most want.
#[must_use]
pub fn languages(wanted: Vec<String>, spoken: Vec<String>) -> Vec<Language> {
    let mut by_code: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for code in wanted {
        by_code.entry(code).or_default().0 += 1;
    }
    for code in spoken {
        by_code.entry(code).or_default().1 += 1;
    }
    let mut all: Vec<Language> =
        by_code.into_iter().map(|(code, (wanted, spoken))| Language { code, wanted, spoken }).collect();
    all.sort_by_key(|language| Reverse((language.wanted, language.spoken)));
    all
}

/// The coming days with the places of their shifts, also those without any.
#[must_use]
pub fn by_day(today: NaiveDate, shifts: impl IntoIterator<Item = (NaiveDate, i64, i64)>) -> Vec<Day> {
    let empty = |date| Day { date, slots: 0, taken: 0, capacity: 0 };
    let mut days: BTreeMap<NaiveDate, Day> = (0..AHEAD)
        .filter_map(|later| today.checked_add_days(Days::new(later)))
        .map(|date| (date, empty(date)))
        .collect();
    for (date, taken, capacity) in shifts {
        if let Some(day) = days.get_mut(&date) {
            day.slots += 1;
            day.taken += taken;
            day.capacity += capacity;
        }
    }
    days.into_values().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::{Id, Instant};

    fn id(number: i64) -> ReferralId {
        Id::fresh(Instant::from_micros(number))
    }

    #[test]
    fn the_thirtieth_and_the_sixtieth_day_belong_to_the_shorter_waiting() {
        let waiting: Vec<_> = [0, 30, 31, 60, 61, 400].into_iter().map(|days| (id(days), days)).collect();
        let counted: Vec<_> = bands(&waiting, None)
            .into_iter()
            .map(|band| (band.from_days, band.to_days, band.waiting, band.found))
            .collect();
        assert_eq!(counted, [(0, Some(30), 2, None), (31, Some(60), 2, None), (61, None, 2, None)]);
    }

    #[test]
    fn of_whom_no_round_has_spoken_nothing_is_said() {
        let [some, nobody, fresh] = [id(1), id(2), id(3)];
        let known = Suitability {
            round: Id::fresh(Instant::from_micros(4)),
            on: NaiveDate::default(),
            suitable: BTreeSet::from([some]),
            none: BTreeSet::from([nobody]),
        };
        let counted = bands(&[(some, 5), (nobody, 6), (fresh, 7), (nobody, 70)], Some(&known));
        let found: Vec<_> = counted.iter().map(|band| (band.waiting, band.found)).collect();
        let two = |suitable, none| Some(Found { suitable, none });
        assert_eq!(found, [(3, two(1, 1)), (0, two(0, 0)), (1, two(0, 1))]);
    }

    #[test]
    fn a_language_is_counted_on_both_sides() {
        let code = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        let counted = languages(code(&["yue", "ur", "yue"]), code(&["yue", "en"]));
        let told: Vec<_> = counted.iter().map(|one| (one.code.as_str(), one.wanted, one.spoken)).collect();
        assert_eq!(told, [("yue", 2, 1), ("ur", 1, 0), ("en", 0, 1)]);
    }

    #[test]
    fn a_fortnight_has_fourteen_days_with_or_without_shifts() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let counted = by_day(day(17), [(day(17), 1, 3), (day(30), 2, 2), (day(17), 0, 4), (day(16), 9, 9)]);
        assert_eq!(counted.len(), 14);
        assert_eq!(counted.first(), Some(&Day { date: day(17), slots: 2, taken: 1, capacity: 7 }));
        assert_eq!(counted.last(), Some(&Day { date: day(30), slots: 1, taken: 2, capacity: 2 }));
        assert!(counted.iter().skip(1).take(12).all(|day| day.slots == 0));
    }
}
