//! How a part of the installation stands, judged from what was found of it.

use chrono::TimeDelta;

use super::model::{Counts, Finding, Machine, Part, Row, Stands};
use crate::base::Instant;

/// How long a line may wait for its seal; the sealer comes every ten seconds.
const UNSEALED: TimeDelta = TimeDelta::minutes(1);
/// How long the oldest letter may wait before somebody should look: a full mailbox, or one server that is slow.
const LETTER: TimeDelta = TimeDelta::hours(1);
/// How long before it must be the way out that is broken.
const LETTER_STUCK: TimeDelta = TimeDelta::hours(12);
/// How long a round may wait for its turn.
const ROUND: TimeDelta = TimeDelta::minutes(10);
/// How much later than its time a backup may be: as long as two tries and the taking of a large one.
const BACKUP: TimeDelta = TimeDelta::hours(2);

/// Every part, in the order in which it is told; `behind` counts the data keys that an older version has wrapped.
#[must_use]
pub fn rows(machine: &Machine, counts: &Counts, behind: i64) -> Vec<Row> {
    [
        (Part::Program, Finding::Runs),
        (Part::Disk, disk(machine)),
        (Part::Backups, backups(machine)),
        (Part::Seals, seals(machine, counts)),
        (Part::Letters, letters(machine, counts)),
        (Part::Rounds, rounds(machine, counts)),
        (
            Part::Clock,
            if machine.vitals.clock_off.is_zero() { Finding::ClockRight } else { Finding::ClockSet },
        ),
        (Part::Keys, if behind == 0 { Finding::KeyNewest } else { Finding::KeyOlder }),
    ]
    .map(|(part, finding)| Row { part, finding, stands: stands(finding, machine, counts) })
    .into()
}

fn disk(machine: &Machine) -> Finding {
    let bounds = machine.bounds;
    match machine.room {
        None => Finding::DiskUnknown,
        Some(room) if room.free < bounds.floor => Finding::DiskFull,
        Some(room) if room.is_below(bounds.low, bounds.low_percent) => Finding::DiskLow,
        Some(_) => Finding::DiskRoomy,
    }
}

fn backups(machine: &Machine) -> Finding {
    let Some(every) = machine.backup_every else { return Finding::BackupsOff };
    if machine.vitals.backup_fails_since.is_some() {
        return Finding::BackupFails;
    }
    match machine.last_backup {
        None => Finding::NeverBackedUp,
        Some(last) if machine.vitals.now.utc() - last > every + BACKUP => Finding::BackupLate,
        Some(_) => Finding::BackedUp,
    }
}

fn seals(machine: &Machine, counts: &Counts) -> Finding {
    if is_older(counts.oldest_unsealed, UNSEALED, machine) { Finding::NotSealed } else { Finding::Sealed }
}

fn letters(machine: &Machine, counts: &Counts) -> Finding {
    if is_older(counts.oldest_letter, LETTER, machine) {
        Finding::LettersWait
    } else if counts.given_up_lately > 0 {
        Finding::LettersGivenUp
    } else {
        Finding::LettersLeave
    }
}

fn rounds(machine: &Machine, counts: &Counts) -> Finding {
    if is_older(counts.oldest_round, ROUND, machine) { Finding::RoundsWait } else { Finding::RoundsDone }
}

fn is_older(oldest: Option<Instant>, than: TimeDelta, machine: &Machine) -> bool {
    oldest.is_some_and(|oldest| machine.vitals.now.since(oldest) > than)
}

fn stands(finding: Finding, machine: &Machine, counts: &Counts) -> Stands {
    use Finding as F;
    match finding {
        F::Runs
        | F::DiskRoomy
        | F::BackedUp
        | F::Sealed
        | F::LettersLeave
        | F::RoundsDone
        | F::ClockRight
        | F::KeyNewest => Stands::Good,
        F::DiskLow
        | F::DiskUnknown
        | F::BackupsOff
        | F::NeverBackedUp
        | F::LettersGivenUp
        | F::RoundsWait
        | F::KeyOlder => Stands::Look,
        F::LettersWait if !is_older(counts.oldest_letter, LETTER_STUCK, machine) => Stands::Look,
        F::LettersWait | F::DiskFull | F::BackupLate | F::BackupFails | F::NotSealed | F::ClockSet => {
            Stands::Act
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Room;

    fn found(machine: &Machine, counts: &Counts, behind: i64, part: Part) -> (Finding, Stands) {
        let rows = rows(machine, counts, behind);
        let row = rows.iter().find(|row| row.part == part).unwrap();
        (row.finding, row.stands)
    }

    #[test]
    fn where_nothing_is_wrong_all_is_good_and_every_part_is_told_once() {
        let all = rows(&Machine::sound(), &Counts::default(), 0);
        assert!(all.iter().all(|row| row.stands == Stands::Good), "{all:?}");
        assert_eq!(all.iter().map(|row| row.part).collect::<Vec<_>>(), Part::ALL);
    }

    #[test]
    fn a_disk_is_judged_by_its_bounds() {
        for (free, expected) in [
            (Some(500), (Finding::DiskRoomy, Stands::Good)),
            (Some(99), (Finding::DiskLow, Stands::Look)),
            (Some(9), (Finding::DiskFull, Stands::Act)),
            (None, (Finding::DiskUnknown, Stands::Look)),
        ] {
            let machine = Machine { room: free.map(|free| Room { free, all: 1000 }), ..Machine::sound() };
            assert_eq!(found(&machine, &Counts::default(), 0, Part::Disk), expected);
        }
    }

    #[test]
    fn backups_are_off_missing_late_or_failing() {
        let base = Machine::sound();
        let off = Machine { backup_every: None, ..base };
        let never = Machine { last_backup: None, ..base };
        let late = Machine { last_backup: Some(base.vitals.now.utc() - TimeDelta::hours(27)), ..base };
        let mut failing = base;
        failing.vitals.backup_fails_since = Some(base.vitals.now);
        for (machine, expected) in [
            (base, (Finding::BackedUp, Stands::Good)),
            (off, (Finding::BackupsOff, Stands::Look)),
            (never, (Finding::NeverBackedUp, Stands::Look)),
            (late, (Finding::BackupLate, Stands::Act)),
            (failing, (Finding::BackupFails, Stands::Act)),
        ] {
            assert_eq!(found(&machine, &Counts::default(), 0, Part::Backups), expected);
        }
    }

    #[test]
    fn what_waits_is_judged_by_how_long_it_has_waited() {
        let machine = Machine::sound();
        let ago = |minutes| Some(machine.vitals.now.minus(TimeDelta::minutes(minutes)));
        for (minutes, expected) in [
            (59, (Finding::LettersLeave, Stands::Good)),
            (61, (Finding::LettersWait, Stands::Look)),
            (721, (Finding::LettersWait, Stands::Act)),
        ] {
            let counts = Counts { oldest_letter: ago(minutes), ..Counts::default() };
            assert_eq!(found(&machine, &counts, 0, Part::Letters), expected);
        }
        let counts = Counts { given_up_lately: 1, ..Counts::default() };
        assert_eq!(found(&machine, &counts, 0, Part::Letters), (Finding::LettersGivenUp, Stands::Look));
        let counts = Counts { oldest_round: ago(11), oldest_unsealed: ago(2), ..Counts::default() };
        assert_eq!(found(&machine, &counts, 0, Part::Rounds), (Finding::RoundsWait, Stands::Look));
        assert_eq!(found(&machine, &counts, 0, Part::Seals), (Finding::NotSealed, Stands::Act));
        assert_eq!(found(&machine, &counts, 3, Part::Keys), (Finding::KeyOlder, Stands::Look));
    }
}
