//! Visiting hours as they stand in the file, and as a week.

use serde::Deserialize;

use crate::base::week::Week;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// When visits are possible, the same on each of its days.
#[derive(Deserialize)]
pub(super) struct Visiting {
    /// Some of `mon tue wed thu fri sat sun`.
    days: Vec<String>,
    /// From and until, as `HH:MM` on the half hour.
    windows: Vec<(String, String)>,
}

impl Visiting {
    /// The half hours of these windows.
    pub(super) fn week(&self) -> Result<Week, String> {
        let mut week = Week::default();
        for name in &self.days {
            let Some(day) = DAYS.iter().position(|day| day == name) else {
                return Err(format!("\"{name}\" is no day"));
            };
            for (from, until) in &self.windows {
                let (start, end) = (half_hour(from)?, half_hour(until)?);
                if start >= end {
                    return Err(format!("the window from {from} ends before it starts"));
                }
                week.set(day, start, end);
            }
        }
        Ok(week)
    }
}

/// The number of the half hour at which a time such as `09:30` lies.
fn half_hour(time: &str) -> Result<usize, String> {
    let fault = || format!("\"{time}\" is no time on the half hour");
    let (hour, minute) = time.split_once(':').ok_or_else(fault)?;
    match (hour.parse().map_err(|_| fault())?, minute) {
        (hour @ 0..=23, "00") => Ok(hour * 2),
        (hour @ 0..=23, "30") => Ok(hour * 2 + 1),
        (24, "00") => Ok(48),
        _ => Err(fault()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(days: &[&str], windows: &[(&str, &str)]) -> Result<Week, String> {
        let days = days.iter().map(|day| (*day).into()).collect();
        let windows = windows.iter().map(|(from, until)| ((*from).into(), (*until).into())).collect();
        Visiting { days, windows }.week()
    }

    #[test]
    fn weekdays_morning_and_afternoon() {
        let weekdays = week(&DAYS[..5], &[("09:00", "12:00"), ("14:00", "17:00")]).unwrap();
        // Half hours 18 to 23 and 28 to 33: the digit at 4 holds 16 to 19, of which 18 and 19 are open.
        let day = "0000cf0f3000";
        assert_eq!(weekdays.hex(), [day, day, day, day, day, "000000000000", "000000000000"].concat());
    }

    #[test]
    fn the_last_half_hour_of_the_week() {
        assert_eq!(week(&["sun"], &[("23:30", "24:00")]).unwrap().hex(), format!("{}8", "0".repeat(83)));
    }

    #[test]
    fn a_wrong_window_names_itself() {
        let wrong = [
            ("09:15", "10:00"),
            ("nine", "10:00"),
            ("25:00", "26:00"),
            ("12:00", "09:00"),
            ("09:00", "09:00"),
        ];
        for (from, until) in wrong {
            assert!(week(&["mon"], &[(from, until)]).unwrap_err().contains(from));
        }
        assert!(week(&["monday"], &[("09:00", "10:00")]).unwrap_err().contains("monday"));
    }
}
