//! How soon something is, and in which order it is shown: pure.

use chrono::{Days, NaiveDate, NaiveTime};

use super::model::{Deadline, Waiting};
use crate::base::Instant;

/// What ends is announced so many days before.
const ANNOUNCED_DAYS: u64 = 30;
/// How many days "within seven days" looks ahead.
const WEEK_DAYS: u64 = 7;

/// The moments that part what is overdue, what is due today, within seven days, and later.
#[derive(Clone, Copy, Debug)]
pub struct Cuts {
    pub now: Instant,
    pub tomorrow: Instant,
    /// The first moment after the seven days.
    pub after_week: Instant,
    pub today: NaiveDate,
    /// The last day on which something is announced that ends.
    pub announced: NaiveDate,
}

impl Cuts {
    /// Around a moment, by the calendar of Hong Kong.
    #[must_use]
    pub fn at(now: Instant) -> Self {
        let today = now.day();
        let begins = |days| Instant::from_hong_kong(ahead(today, days).and_time(NaiveTime::MIN));
        Self {
            now,
            tomorrow: begins(1),
            after_week: begins(WEEK_DAYS + 1),
            today,
            announced: ahead(today, ANNOUNCED_DAYS),
        }
    }

    /// The same three cuts for columns that hold days as text.
    #[must_use]
    pub fn days(&self) -> [String; 3] {
        [0, 1, WEEK_DAYS + 1].map(|days| ahead(self.today, days).to_string())
    }

    /// The cuts of days that lie so many days before the deadline that they begin.
    #[must_use]
    pub fn days_after(&self, days: i64) -> [String; 3] {
        let begins =
            |on: NaiveDate| on.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(NaiveDate::MIN);
        [0, 1, WEEK_DAYS + 1].map(|ahead_by| begins(ahead(self.today, ahead_by)).to_string())
    }

    /// The last announced day as text.
    #[must_use]
    pub fn last_announced(&self) -> String {
        self.announced.to_string()
    }
}

fn ahead(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The order of the page: how soon, then the earliest, then the kind.
pub fn sort(rows: &mut [Waiting]) {
    rows.sort_by_key(|row| (row.soon, row.items.first().map(|item| moment(item.deadline)), row.wait));
}

/// Where a deadline stands among others; a day counts to its end, and what waits since nobody knows when comes last.
fn moment(deadline: Deadline) -> Instant {
    match deadline {
        Deadline::At(at) => at,
        Deadline::On(day) => Instant::from_hong_kong(ahead(day, 1).and_time(NaiveTime::MIN)),
        Deadline::Since(since) => since.unwrap_or(Instant::from_micros(i64::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{About, Item, Soon, Wait};
    use super::*;
    use uuid::Uuid;

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    #[test]
    fn days_end_at_midnight_in_hong_kong() {
        let cuts = Cuts::at(at("2026-11-23T23:59:00"));
        assert_eq!(cuts.tomorrow, at("2026-11-24T00:00:00"));
        assert_eq!(cuts.after_week, at("2026-12-01T00:00:00"));
        assert_eq!(cuts.days(), ["2026-11-23", "2026-11-24", "2026-12-01"]);
        assert_eq!(cuts.last_announced(), "2026-12-23");
    }

    #[test]
    fn the_soonest_comes_first_and_what_has_no_day_before_what_comes_later() {
        let row = |wait, soon, deadline| {
            let item = Item { id: Uuid::nil(), within: None, deadline, about: About::default() };
            Waiting { wait, soon, count: 1, items: vec![item] }
        };
        let day = at("2026-11-25T10:00:00").day();
        let mut rows = vec![
            row(Wait::RenewCheck, Soon::Later, Deadline::On(day)),
            row(Wait::ReviewOpening, Soon::Open, Deadline::Since(None)),
            row(Wait::VerifyHours, Soon::Open, Deadline::Since(Some(at("2026-11-20T10:00:00")))),
            row(Wait::RenewCertification, Soon::Week, Deadline::On(day)),
            row(Wait::FillSlot, Soon::Week, Deadline::At(at("2026-11-25T10:00:00"))),
            row(Wait::ApprovePairing, Soon::Today, Deadline::At(at("2026-11-23T12:00:00"))),
        ];
        sort(&mut rows);
        let order: Vec<_> = rows.iter().map(|row| row.wait).collect();
        let expected = [
            Wait::ApprovePairing,
            Wait::FillSlot,
            Wait::RenewCertification,
            Wait::VerifyHours,
            Wait::ReviewOpening,
            Wait::RenewCheck,
        ];
        assert_eq!(order, expected);
    }
}
