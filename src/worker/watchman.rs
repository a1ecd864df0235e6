//! Looks after the machine: whether its disk has room, and whether somebody sets its clock.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use super::bell::Bell;
use crate::base::Instant;
use crate::gate::House;
use crate::health::alarms::{ClockSet, DiskLow};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(10);
/// What two looks at a clock may differ by that nobody sets: a time service draws a clock nearer by less than this.
const SLACK: TimeDelta = TimeDelta::seconds(1);
/// How far a clock may be set ahead: what is late by a minute is late by nobody's fault.
const AHEAD: TimeDelta = TimeDelta::minutes(1);
/// How long a time that was set is taken for a wrong one; by then somebody has read of it, and the new one is the time.
const LASTS: TimeDelta = TimeDelta::days(1);

/// A clock that is compared with time that passes.
#[derive(Debug)]
pub struct Compared {
    wall: Instant,
    passed: TimeDelta,
    off: TimeDelta,
    /// When it was last set, by the time that had passed.
    set: TimeDelta,
}

impl Compared {
    /// From now on.
    #[must_use]
    pub const fn from(wall: Instant, passed: TimeDelta) -> Self {
        Self { wall, passed, off: TimeDelta::zero(), set: passed }
    }

    /// How far the clock was set from where it would be: backwards at all, or ahead by more than a minute; nothing where
    /// it is right.
    pub fn look(&mut self, wall: Instant, passed: TimeDelta) -> TimeDelta {
        let by = wall.since(self.wall) - (passed - self.passed);
        (self.wall, self.passed) = (wall, passed);
        if by.abs() > SLACK {
            self.off += by;
            self.set = passed;
        }
        if passed - self.set >= LASTS || self.off.abs() <= SLACK {
            self.off = TimeDelta::zero();
        }
        if self.off < TimeDelta::zero() || self.off > AHEAD { self.off } else { TimeDelta::zero() }
    }
}

/// Looks after one machine.
pub struct Watchman {
    house: Arc<House>,
    compared: Compared,
    clock: Bell,
    disk: Bell,
}

impl Watchman {
    /// A watchman who has seen nothing yet, and takes the clock for right.
    #[must_use]
    pub fn new(house: Arc<House>) -> Self {
        Self {
            compared: Compared::from(house.now(), house.passed()),
            clock: Bell::of::<ClockSet>(
                "clock alarm",
                "the clock of the machine was set while the server ran",
            ),
            disk: Bell::of::<DiskLow>("disk alarm", "the disk of the data has too little room"),
            house,
        }
    }

    /// Looks until told to stop.
    pub async fn work(mut self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            self.look(&stop).await;
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// Looks once, and rings for what is wrong.
    pub async fn look(&mut self, stop: &watch::Receiver<bool>) {
        let off = self.compared.look(self.house.now(), self.house.passed());
        self.house.condition.clock_is_off_by(off);
        if off.is_zero() {
            self.clock.rest();
        } else {
            let why = format!("by {} s", off.num_seconds());
            self.clock.ring(&self.house, &why, stop).await;
        }
        let (config, bounds) = (self.house.config.clone(), self.house.config.disk);
        let room = tokio::task::spawn_blocking(move || config.room()).await.ok().flatten();
        match room.filter(|room| room.is_below(bounds.low, bounds.low_percent)) {
            None => self.disk.rest(),
            Some(room) => {
                self.disk.ring(&self.house, &room, stop).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks every ten seconds at a clock that is set by so many seconds each time.
    fn looks<const N: usize>(set: [i64; N]) -> [i64; N] {
        let (mut wall, mut passed) = (Instant::default(), TimeDelta::zero());
        let mut compared = Compared::from(wall, passed);
        set.map(|by| {
            passed += TimeDelta::seconds(10);
            wall = wall.plus(TimeDelta::seconds(10 + by));
            compared.look(wall, passed).num_seconds()
        })
    }

    #[test]
    fn a_clock_that_goes_back_or_jumps_ahead_is_found_until_it_is_right_again() {
        assert_eq!(looks([0, 1, -1, 60, 0]), [0; 5]);
        assert_eq!(looks([61, 0, -61, 0]), [61, 61, 0, 0]);
        assert_eq!(looks([-2, 0, 2, 0]), [-2, -2, 0, 0]);
        assert_eq!(looks([40, 40, 0]), [0, 80, 80]);
    }

    #[test]
    fn a_time_that_has_stood_for_a_day_is_the_time() {
        let (wall, passed) = (Instant::default(), TimeDelta::zero());
        let mut compared = Compared::from(wall, passed);
        let hour = TimeDelta::hours(1);
        assert_eq!(compared.look(wall.minus(hour), passed), -hour);
        for hours in 1..24 {
            let passed = TimeDelta::hours(hours);
            assert_eq!(compared.look(wall.plus(passed - hour), passed), -hour, "{hours}");
        }
        let day = TimeDelta::days(1);
        assert_eq!(compared.look(wall.plus(day - hour), day), TimeDelta::zero());
    }
}
