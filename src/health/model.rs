//! What is found of an installation, and how each part of it stands.

use chrono::{DateTime, TimeDelta, Utc};

use crate::base::{Instant, Room, text_enum};
use crate::config::Disk;
use crate::gate::Vitals;

text_enum! {
    /// A part of the installation, in the order in which it is told.
    pub enum Part {
        /// The program, and since when it runs.
        Program = "program",
        /// The room on the disk of the data.
        Disk = "disk",
        Backups = "backups",
        /// The audit log and its seals.
        Seals = "seals",
        /// Letters on their way.
        Letters = "letters",
        /// Rounds of matching.
        Rounds = "rounds",
        /// The machine's clock.
        Clock = "clock",
        /// The keys under which what is told in confidence is encrypted.
        Keys = "keys",
    }
}

text_enum! {
    /// How a part stands.
    pub enum Stands {
        Good = "good",
        /// Somebody should look at it soon.
        Look = "look",
        /// Somebody must act at once.
        Act = "act",
    }
}

text_enum! {
    /// What was found of a part: each has words of its own, and what to do.
    pub enum Finding {
        Runs = "runs",
        DiskRoomy = "disk_roomy",
        /// Below the bound at which admins are told.
        DiskLow = "disk_low",
        /// Below the bound at which the server is not ready.
        DiskFull = "disk_full",
        /// The machine does not tell.
        DiskUnknown = "disk_unknown",
        BackedUp = "backed_up",
        /// No setting says where to.
        BackupsOff = "backups_off",
        /// None has been taken yet.
        NeverBackedUp = "never_backed_up",
        /// The last one is older than it may be.
        BackupLate = "backup_late",
        /// One is due and cannot be taken.
        BackupFails = "backup_fails",
        Sealed = "sealed",
        /// Lines have waited for too long.
        NotSealed = "not_sealed",
        LettersLeave = "letters_leave",
        /// Some were given up lately.
        LettersGivenUp = "letters_given_up",
        /// The oldest has waited for long.
        LettersWait = "letters_wait",
        RoundsDone = "rounds_done",
        /// The oldest has waited for long.
        RoundsWait = "rounds_wait",
        ClockRight = "clock_right",
        /// It was set to another time while the server ran.
        ClockSet = "clock_set",
        KeyNewest = "key_newest",
        /// Data keys are left that an older version has wrapped.
        KeyOlder = "key_older",
    }
}

/// What the database tells, all of one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub letters_waiting: i64,
    /// Since when the oldest of them waits.
    pub oldest_letter: Option<Instant>,
    pub letters_given_up: i64,
    /// How many of those were written in the last week.
    pub given_up_lately: i64,
    pub rounds_queued: i64,
    pub oldest_round: Option<Instant>,
    pub rounds_running: i64,
    /// Lines of the audit log without a seal.
    pub unsealed: i64,
    pub oldest_unsealed: Option<Instant>,
}

/// What the process and its machine tell.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    pub vitals: Vitals,
    pub bounds: Disk,
    pub room: Option<Room>,
    /// From one backup to the next; `None` where no setting asks for any.
    pub backup_every: Option<TimeDelta>,
    pub last_backup: Option<DateTime<Utc>>,
}

/// One part, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub part: Part,
    pub finding: Finding,
    pub stands: Stands,
}

#[cfg(test)]
impl Machine {
    /// One of which there is nothing to say.
    pub fn sound() -> Self {
        let now = Instant::from_micros(1_795_420_800_000_000);
        Self {
            vitals: Vitals {
                now,
                begun: now,
                engine: "sqlite",
                load: crate::db::Load { readers: (0, 6), writers: None, queue: None, log: None },
                passwords: (0, 0),
                clock_off: TimeDelta::zero(),
                backup_fails_since: None,
                newest_key: 1,
            },
            bounds: Disk { low: 100, low_percent: 10, floor: 10 },
            room: Some(Room { free: 500, all: 1000 }),
            backup_every: Some(TimeDelta::hours(24)),
            last_backup: Some(now.utc() - TimeDelta::hours(20)),
        }
    }
}
