//! How the installation stands, as numbers for machines (OpenMetrics).

use std::fmt;

use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::encoding::{EncodeGaugeValue, EncodeMetric};
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::model::{Counts, Machine};
use crate::base::Instant;

/// The kind of what is written.
pub const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes everything out, behind what `text` holds already, and the end; `None` for the counts leaves out what the
/// database would have told, and says that it did not answer.
///
/// # Errors
/// When the text takes no more.
pub fn write(text: &mut String, machine: &Machine, counts: Option<&Counts>) -> fmt::Result {
    let mut numbers = Numbers(Registry::with_prefix("alongside"));
    numbers.of_process(machine);
    numbers.of_machine(machine);
    numbers.of_load(machine);
    numbers.put(
        "database_answers",
        "Whether the database told its numbers in time",
        i64::from(counts.is_some()),
    );
    if let Some(counts) = counts {
        numbers.of_database(machine.vitals.now, counts);
    }
    encode_registry(text, &numbers.0)?;
    encode_eof(text)
}

/// The numbers of one answer.
struct Numbers(Registry);

impl Numbers {
    fn put<N: EncodeGaugeValue>(&mut self, name: &str, help: &str, value: N)
    where
        ConstGauge<N>: EncodeMetric + fmt::Debug + Send + Sync + 'static,
    {
        self.0.register(name, help, ConstGauge::new(value));
    }

    fn bytes(&mut self, name: &str, help: &str, value: u64) {
        self.0.register_with_unit(name, help, Unit::Bytes, ConstGauge::new(value));
    }

    /// How long ago a moment was; nothing where there is none.
    fn age(&mut self, name: &str, help: &str, of: Option<Instant>, now: Instant) {
        if let Some(of) = of {
            let age = now.since(of).num_seconds();
            self.0.register_with_unit(name, help, Unit::Seconds, ConstGauge::new(age));
        }
    }

    fn of_process(&mut self, machine: &Machine) {
        let vitals = &machine.vitals;
        let build = vec![("version", VERSION), ("database", vitals.engine)];
        self.0.register("build", "The program and the kind of its database", Info::new(build));
        let begun = ConstGauge::new(vitals.begun.micros() / 1_000_000);
        let help = "When the server began, in seconds since 1970";
        self.0.register_with_unit("start_time", help, Unit::Seconds, begun);
        let off = ConstGauge::new(vitals.clock_off.num_seconds());
        let help = "By how much the machine's clock was set while the server ran";
        self.0.register_with_unit("clock_off", help, Unit::Seconds, off);
        let (in_work, waiting) = vitals.passwords;
        self.put("passwords_in_work", "Passwords that are being checked or made", in_work);
        self.put("passwords_waiting", "Passwords that wait for their turn", waiting);
    }

    fn of_machine(&mut self, machine: &Machine) {
        let vitals = &machine.vitals;
        if let Some(room) = machine.room {
            self.bytes("disk_free", "Room on the disk of the data", room.free);
            self.bytes("disk_size", "Size of the disk of the data", room.all);
        }
        self.put(
            "backups_configured",
            "Whether the server backs itself up",
            i64::from(machine.backup_every.is_some()),
        );
        let last = machine.last_backup.map(|at| Instant::from_micros(at.timestamp_micros()));
        self.age("backup_age", "Since the last backup that is whole", last, vitals.now);
        let failing = vitals.backup_fails_since;
        self.put("backup_fails", "Whether a backup is due and cannot be taken", i64::from(failing.is_some()));
        self.age("backup_fails_for", "Since the first backup that could not be taken", failing, vitals.now);
    }

    fn of_load(&mut self, machine: &Machine) {
        let load = &machine.vitals.load;
        self.put("database_readers_in_use", "Connections that read just now", load.readers.0);
        self.put("database_readers", "Connections that may read", load.readers.1);
        if let Some((in_use, all)) = load.writers {
            self.put("database_writers_in_use", "Connections that write just now", in_use);
            self.put("database_writers", "Connections that may write", all);
        }
        if let Some(queue) = load.queue {
            self.put("database_queue", "Commands that wait for the writer", queue);
        }
        if let Some(log) = load.log {
            self.bytes("database_log", "The log beside the file of SQLite", log);
        }
    }

    fn of_database(&mut self, now: Instant, counts: &Counts) {
        self.put("letters_waiting", "Letters on their way", counts.letters_waiting);
        self.age("letters_oldest_age", "Since the oldest letter waits", counts.oldest_letter, now);
        self.put("letters_given_up", "Letters that never reached their reader", counts.letters_given_up);
        self.put("rounds_queued", "Rounds that wait for their turn", counts.rounds_queued);
        self.put("rounds_running", "Rounds that are being worked on", counts.rounds_running);
        self.put("seal_lines_waiting", "Lines of the audit log without a seal", counts.unsealed);
        self.age("seal_oldest_age", "Since the oldest line waits for its seal", counts.oldest_unsealed, now);
    }
}
