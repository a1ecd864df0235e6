//! The settings of a server: flags, then `ALONGSIDE_…` variables, then the TOML file, then the defaults.

mod recipient;
mod disk;
mod checked;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use serde::Deserialize;

use crate::base::Unshown;
pub use disk::Disk;
use disk::mebibytes;
pub use recipient::Recipient;

/// What can be set, as given; every field is optional.
///
/// The same names serve as flags (`--base-url`), variables (`ALONGSIDE_BASE_URL`) and keys of the TOML file
/// (`base_url`).
#[derive(Args, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The database: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`; where neither this nor the file says it,
    /// the variable DATABASE_URL does [default: sqlite:DATA/alongside.db]
    #[arg(long, global = true, env = "ALONGSIDE_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// The same PostgreSQL database as the owner of its tables, who alone changes them; the role of `database` then
    /// owns none, and can neither change nor delete what only grows [default: database]
    #[arg(long, global = true, env = "ALONGSIDE_DATABASE_OWNER", value_name = "URL", hide_env_values = true)]
    pub database_owner: Option<String>,
    /// What many hosts of servers set; a flag only because clap reads variables by flags.
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        value_name = "URL",
        hide = true,
        hide_env_values = true
    )]
    #[serde(skip)]
    pub database_url: Option<String>,
    /// The directory for what the server keeps: database, secret, letters of the demo [default: var]
    #[arg(long, global = true, env = "ALONGSIDE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The address to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "ALONGSIDE_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// The built web application to serve [default: frontend/build, when it is there]
    #[arg(long, global = true, env = "ALONGSIDE_FRONTEND", value_name = "DIR")]
    pub frontend: Option<PathBuf>,
    /// The address people type, used in letters [default: http://localhost:PORT]
    #[arg(long, global = true, env = "ALONGSIDE_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// Where letters go: `file:DIR`, `smtp://…` or `smtps://USER:PASSWORD@HOST` [default: file:DATA/mail]
    #[arg(long, global = true, env = "ALONGSIDE_MAIL", value_name = "URL", hide_env_values = true)]
    pub mail: Option<String>,
    /// The sender of letters; choose a name that tells nothing [default: Notices <notices@localhost>]
    #[arg(long, global = true, env = "ALONGSIDE_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// The telephone number behind "ask for help" [default: +852 0000 0000]
    #[arg(long, global = true, env = "ALONGSIDE_DUTY_TELEPHONE", value_name = "NUMBER")]
    pub duty_telephone: Option<String>,
    /// The file with the secret that signs tokens, made when it is missing [default: DATA/secret]
    #[arg(long, global = true, env = "ALONGSIDE_SECRET_FILE", value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    /// The file with the keys under which what is told in confidence is encrypted, made with a new database
    /// [default: DATA/keys]
    #[arg(long, global = true, env = "ALONGSIDE_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// The keys themselves, from the environment alone; a flag only because clap reads variables by flags.
    #[arg(long, global = true, env = "ALONGSIDE_KEYS_TEXT", hide = true, hide_env_values = true)]
    #[serde(skip)]
    pub keys_text: Option<Unshown>,
    /// The folder to which the checkpoints of the audit log are sent, best on another machine [default: DATA/checkpoints]
    #[arg(long, global = true, env = "ALONGSIDE_CHECKPOINTS", value_name = "DIR")]
    pub checkpoints: Option<PathBuf>,
    /// The folder into which the server backs itself up, best on another machine; nothing does where it is not set
    #[arg(long, global = true, env = "ALONGSIDE_BACKUPS", value_name = "DIR")]
    pub backups: Option<PathBuf>,
    /// Whom backups are encrypted to: the public key, `age1…`, that `age-keygen` prints
    #[arg(long, global = true, env = "ALONGSIDE_BACKUP_RECIPIENT", value_name = "KEY")]
    pub backup_recipient: Option<String>,
    /// Hours from one backup to the next [default: 24]
    #[arg(long, global = true, env = "ALONGSIDE_BACKUP_EVERY", value_name = "HOURS")]
    pub backup_every: Option<u32>,
    /// How many backups stay in the folder [default: 14]
    #[arg(long, global = true, env = "ALONGSIDE_BACKUP_KEEP", value_name = "N")]
    pub backup_keep: Option<usize>,
    /// The address on which /metrics is answered, apart from everything else; nothing listens where it is not set
    #[arg(long, global = true, env = "ALONGSIDE_METRICS_LISTEN", value_name = "ADDR:PORT")]
    pub metrics_listen: Option<String>,
    /// Mebibytes on the disk of the data below which an alarm is raised [default: 2048]
    #[arg(long, global = true, env = "ALONGSIDE_DISK_LOW", value_name = "MIB")]
    pub disk_low: Option<u64>,
    /// Hundredths of that disk below which it is raised too [default: 10]
    #[arg(long, global = true, env = "ALONGSIDE_DISK_LOW_PERCENT", value_name = "N")]
    pub disk_low_percent: Option<u64>,
    /// Mebibytes below which the server says that it is not ready [default: 64]
    #[arg(long, global = true, env = "ALONGSIDE_DISK_FLOOR", value_name = "MIB")]
    pub disk_floor: Option<u64>,
    /// Begin with an empty database where this server had one before
    #[arg(long, global = true)]
    #[serde(skip)]
    pub new_database: bool,
    /// Take the secret as the new one of this database: everybody signs in again, links in letters end
    #[arg(long, global = true)]
    #[serde(skip)]
    pub new_secret: bool,
    /// Seconds to wait for PostgreSQL at start [default: 30]
    #[arg(long, global = true, env = "ALONGSIDE_DATABASE_WAIT", value_name = "SECONDS")]
    pub database_wait: Option<u32>,
    /// How many proxies in front of the server add to X-Forwarded-For [default: 0]
    #[arg(long, global = true, env = "ALONGSIDE_PROXIES", value_name = "N")]
    pub proxies: Option<usize>,
    /// Threads that answer requests [default: one a core, at least 2]
    #[arg(long, global = true, env = "ALONGSIDE_WORKERS", value_name = "N")]
    pub workers: Option<usize>,
    /// Connections that read; on PostgreSQL also those that write [default: 6]
    #[arg(long, global = true, env = "ALONGSIDE_POOL", value_name = "N")]
    pub pool: Option<u32>,
    /// Commands that may wait for the writer of SQLite [default: 1024]
    #[arg(long, global = true, env = "ALONGSIDE_QUEUE", value_name = "N")]
    pub queue: Option<usize>,
    /// Seconds that requests and letters in hand may take to finish once the server is told to stop [default: 10]
    #[arg(long, global = true, env = "ALONGSIDE_STOP_WITHIN", value_name = "SECONDS")]
    pub stop_within: Option<u64>,
    /// Seconds that a client may keep its connection waiting: for a body, the next request, or to take an answer
    /// [default: 15]
    #[arg(long, global = true, env = "ALONGSIDE_PATIENCE", value_name = "SECONDS")]
    pub patience: Option<u64>,
    /// Connections that one source may have; behind proxies none is counted [default: 200]
    #[arg(long, global = true, env = "ALONGSIDE_CONNECTIONS_PER_SOURCE", value_name = "N")]
    pub connections_per_source: Option<usize>,
    /// Sign-ins, sign-ups and letters asked for, per source in 15 minutes [default: 30]
    #[arg(long, global = true, env = "ALONGSIDE_TRIES_PER_SOURCE", value_name = "N")]
    pub tries_per_source: Option<u32>,
    /// Wrong passwords for one account in 15 minutes [default: 10]
    #[arg(long, global = true, env = "ALONGSIDE_TRIES_PER_ACCOUNT", value_name = "N")]
    pub tries_per_account: Option<u32>,
    /// Let a server with demo accounts listen on a public address
    #[arg(long, global = true, env = "ALONGSIDE_DEMO_IN_PUBLIC")]
    #[serde(default)]
    pub demo_in_public: bool,
}

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Config {
    pub database: String,
    pub database_owner: Option<String>,
    pub data: PathBuf,
    pub listen: String,
    /// `None`: no web application is served.
    pub frontend: Option<PathBuf>,
    /// Without a slash at the end.
    pub base_url: String,
    pub mail: String,
    pub mail_from: String,
    pub duty_telephone: String,
    pub secret_file: PathBuf,
    pub keys: PathBuf,
    pub keys_text: Option<Unshown>,
    pub checkpoints: PathBuf,
    /// `None`: the server does not back itself up.
    pub backups: Option<PathBuf>,
    pub backup_recipient: Option<Recipient>,
    /// In hours.
    pub backup_every: u32,
    pub backup_keep: usize,
    /// `None`: nobody can read the metrics.
    pub metrics_listen: Option<String>,
    pub disk: Disk,
    pub new_database: bool,
    pub new_secret: bool,
    /// In seconds.
    pub database_wait: u32,
    pub proxies: usize,
    pub workers: usize,
    pub pool: u32,
    pub queue: usize,
    pub stop_within: Duration,
    pub patience: Duration,
    pub connections_per_source: usize,
    pub tries_per_source: u32,
    pub tries_per_account: u32,
    pub demo_in_public: bool,
}

/// The version of the privacy notice that sign-up shows and stores.
pub const NOTICE_VERSION: &str = "2";

impl Options {
    /// The settings in force: what was given on the command line or in variables, else in `file`, else the default.
    ///
    /// # Errors
    /// A sentence that names the setting and what is wrong with it.
    pub fn settle(self, file: Option<&Path>) -> Result<Config, String> {
        let file = match file {
            None => Self::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| format!("--config {}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
        };
        let data = self.data.or(file.data).unwrap_or_else(|| "var".into());
        let workers = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
        let built = PathBuf::from("frontend/build");
        let listen = self.listen.or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".into());
        let site = on_this_machine(&listen).unwrap_or_else(|| "http://localhost:8080".into());
        let config = Config {
            database_owner: self.database_owner.or(file.database_owner),
            database: self
                .database
                .or(file.database)
                .or(self.database_url)
                .unwrap_or_else(|| format!("sqlite:{}", data.join("alongside.db").display())),
            listen,
            frontend: self.frontend.or(file.frontend).or_else(|| built.is_dir().then_some(built)),
            base_url: self.base_url.or(file.base_url).unwrap_or(site),
            mail: self.mail.or(file.mail).unwrap_or_else(|| format!("file:{}", data.join("mail").display())),
            mail_from: self
                .mail_from
                .or(file.mail_from)
                .unwrap_or_else(|| "Notices <notices@localhost>".into()),
            duty_telephone: self
                .duty_telephone
                .or(file.duty_telephone)
                .unwrap_or_else(|| "+852 0000 0000".into()),
            secret_file: self.secret_file.or(file.secret_file).unwrap_or_else(|| data.join("secret")),
            keys: self.keys.or(file.keys).unwrap_or_else(|| data.join("keys")),
            keys_text: self.keys_text,
            checkpoints: self.checkpoints.or(file.checkpoints).unwrap_or_else(|| data.join("checkpoints")),
            backups: self.backups.or(file.backups),
            backup_recipient: self.backup_recipient.or(file.backup_recipient).map(recipient).transpose()?,
            backup_every: self.backup_every.or(file.backup_every).unwrap_or(24),
            backup_keep: self.backup_keep.or(file.backup_keep).unwrap_or(14),
            metrics_listen: self.metrics_listen.or(file.metrics_listen),
            disk: Disk {
                low: mebibytes(self.disk_low.or(file.disk_low).unwrap_or(2048)),
                low_percent: self.disk_low_percent.or(file.disk_low_percent).unwrap_or(10),
                floor: mebibytes(self.disk_floor.or(file.disk_floor).unwrap_or(64)),
            },
            new_database: self.new_database,
            new_secret: self.new_secret,
            database_wait: self.database_wait.or(file.database_wait).unwrap_or(30),
            proxies: self.proxies.or(file.proxies).unwrap_or(0),
            workers: self.workers.or(file.workers).unwrap_or(workers),
            pool: self.pool.or(file.pool).unwrap_or(6),
            queue: self.queue.or(file.queue).unwrap_or(1024),
            stop_within: Duration::from_secs(self.stop_within.or(file.stop_within).unwrap_or(10)),
            patience: Duration::from_secs(self.patience.or(file.patience).unwrap_or(15)),
            connections_per_source: self
                .connections_per_source
                .or(file.connections_per_source)
                .unwrap_or(200),
            tries_per_source: self.tries_per_source.or(file.tries_per_source).unwrap_or(30),
            tries_per_account: self.tries_per_account.or(file.tries_per_account).unwrap_or(10),
            demo_in_public: self.demo_in_public || file.demo_in_public,
            data,
        };
        config.checked()
    }
}

fn recipient(key: String) -> Result<Recipient, String> {
    // Never repeated: it could be the secret half.
    Recipient::parse(&key).ok_or_else(|| {
        "backup_recipient: write the public key, age1…, that `age-keygen` prints; the secret half stays elsewhere".into()
    })
}

/// The address that people on this machine type: a name, because no device makes a passkey for a number.
fn on_this_machine(listen: &str) -> Option<String> {
    let address = listen.parse::<SocketAddr>().ok().filter(|address| address.ip().is_loopback())?;
    Some(format!("http://localhost:{}", address.port()))
}

fn is_on_this_machine(listen: &str) -> bool {
    listen.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback())
}

impl Config {
    /// The database as who may change its tables.
    #[must_use]
    pub fn owned(&self) -> &str {
        self.database_owner.as_deref().unwrap_or(&self.database)
    }

    /// Whether only this machine can reach the server itself, if it stands behind no proxy.
    #[must_use]
    pub fn is_on_this_machine(&self) -> bool {
        self.proxies == 0 && is_on_this_machine(&self.listen)
    }

    /// Whether devices make passkeys for this site: its host must be a name.
    #[must_use]
    pub fn has_passkeys(&self) -> bool {
        url::Url::parse(&self.base_url).is_ok_and(|url| url.domain().is_some())
    }

    /// The host of the address that people type.
    #[must_use]
    pub fn host(&self) -> String {
        let url = url::Url::parse(&self.base_url).ok();
        url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}
