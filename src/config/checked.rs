//! Whether settings can be used, each by itself and together.

use std::net::SocketAddr;
use std::time::Duration;

use super::Config;
use crate::mail::{Letterhead, Transport, Unfit};

const POSTGRES: &[&str] = &["postgres://", "postgresql://"];

impl Config {
    /// The settings, as they are used.
    ///
    /// # Errors
    /// A sentence that names the setting and what is wrong with it.
    pub(super) fn checked(mut self) -> Result<Self, String> {
        while self.base_url.ends_with('/') {
            self.base_url.pop();
        }
        let known = |url: &str, kinds: &[&str]| kinds.iter().any(|kind| url.starts_with(kind));
        if !self.database.starts_with("sqlite:") && !known(&self.database, POSTGRES) {
            return Err(
                "database (or DATABASE_URL): write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME".into(),
            );
        }
        if let Some(owner) = &self.database_owner
            && !(known(owner, POSTGRES) && known(&self.database, POSTGRES))
        {
            return Err(
                "database_owner: only a PostgreSQL database has one: postgres://USER:PASSWORD@HOST/NAME, \
                 as in database"
                    .into(),
            );
        }
        match Letterhead::new(&self.base_url, &self.mail_from) {
            Ok(_) => {}
            Err(fault @ Unfit::Sender) => return Err(format!("mail_from: {fault}, not {}", self.mail_from)),
            Err(fault) => return Err(format!("base_url: {fault}, not {}", self.base_url)),
        }
        // Never repeated: it can hold a password.
        if let Err(fault) = Transport::open(&self.mail, Duration::ZERO) {
            return Err(format!("mail: {fault}"));
        }
        if self.duty_telephone.trim().is_empty() || self.duty_telephone.chars().any(char::is_control) {
            return Err(
                "duty_telephone: write the number behind \"ask for help\", such as +852 0000 0000".into()
            );
        }
        if self.listen.parse::<SocketAddr>().is_err() {
            return Err(format!(
                "listen: {} is not an address and port, such as 127.0.0.1:8080",
                self.listen
            ));
        }
        self.metrics_go_nowhere_unasked()?;
        if let Some(directory) = self.frontend.as_deref().filter(|directory| !directory.is_dir()) {
            return Err(format!("frontend: {} is not a directory", directory.display()));
        }
        let numbers = [
            ("workers", self.workers),
            ("queue", self.queue),
            ("connections_per_source", self.connections_per_source),
        ];
        for (name, value) in numbers {
            if !(1..=65_536).contains(&value) {
                return Err(format!("{name}: {value} is not between 1 and 65536"));
            }
        }
        if !(1..=256).contains(&self.pool) {
            return Err(format!("pool: {} is not between 1 and 256", self.pool));
        }
        if !(1..=3600).contains(&self.stop_within.as_secs()) {
            return Err(format!("stop_within: {} is not between 1 and 3600", self.stop_within.as_secs()));
        }
        if !(1..=300).contains(&self.patience.as_secs()) {
            return Err(format!("patience: {} is not between 1 and 300", self.patience.as_secs()));
        }
        if self.disk.low_percent > 100 {
            return Err(format!("disk_low_percent: {} is not between 0 and 100", self.disk.low_percent));
        }
        if self.backups.is_some() && self.backup_recipient.is_none() {
            return Err("backup_recipient: name the public key to which backups are encrypted".into());
        }
        if !(1..=8760).contains(&self.backup_every) || self.backup_keep == 0 {
            return Err("backup_every: between 1 and 8760 hours; backup_keep: 1 or more".into());
        }
        let tries =
            [("tries_per_source", self.tries_per_source), ("tries_per_account", self.tries_per_account)];
        if let Some((name, _)) = tries.into_iter().find(|(_, tries)| *tries == 0) {
            return Err(format!("{name}: 0 would let nobody sign in; write 1 or more"));
        }
        Ok(self)
    }

    /// They tell how busy the house is, so that whoever may read them is named by an address, and never by leaving it out.
    fn metrics_go_nowhere_unasked(&self) -> Result<(), String> {
        let Some(listen) = &self.metrics_listen else { return Ok(()) };
        let address = listen.parse::<SocketAddr>().map_err(|_| {
            format!("metrics_listen: {listen} is not an address and port, such as 127.0.0.1:9100")
        })?;
        if address.ip().to_canonical().is_unspecified() {
            return Err(format!(
                "metrics_listen: {listen} stands for every address of this machine; write 127.0.0.1, or the one address \
                 from which the metrics are fetched"
            ));
        }
        if *listen == self.listen {
            return Err("metrics_listen: write another port than that of listen".into());
        }
        Ok(())
    }
}
