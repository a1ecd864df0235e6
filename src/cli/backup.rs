//! `alongside backup` and `alongside restore`: a copy that can be read elsewhere alone, and the way back.

use std::path::PathBuf;

use clap::Args;

use super::audit::{keys, verified};
use super::start::log;
use super::{Failure, printed};
use crate::backup::{restoring, taking};
use crate::base::{Clock, Error};
use crate::config::{Config, Recipient};
use crate::seals::check::Check;
use crate::seals::reading;
use crate::vault::Checkpoint;

/// Where to, and for whom.
#[derive(Args)]
pub struct Backup {
    /// The folder, instead of that of the setting `backups`
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// The public key, instead of that of the setting `backup_recipient`
    #[arg(long, value_name = "KEY")]
    recipient: Option<String>,
}

/// What comes back.
#[derive(Args)]
pub struct Restore {
    /// The backup, beside which its manifest lies
    file: PathBuf,
    /// The file with the secret half of the key, as `age-keygen` has written it
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// A public key that has signed the audit log, where the secret is not at hand; may be given again
    #[arg(long, value_name = "PUBLIC")]
    key: Vec<String>,
}

/// Takes a backup of all that stands in the database now; a server may go on meanwhile.
///
/// # Errors
/// `Usage` when it is not said where to or for whom; `Failed` when it could not be taken.
pub fn take(options: Backup, config: Config) -> Result<(), Failure> {
    log("warn");
    let folder = options.to.or(config.backups).ok_or_else(|| {
        Failure::Usage("say where the backup goes: --to DIR, or the setting backups".into())
    })?;
    let recipient = match options.recipient {
        Some(key) => Recipient::parse(&key),
        None => config.backup_recipient,
    };
    let recipient = recipient.ok_or_else(|| {
        let why = "say for whom it is encrypted: --recipient age1…, the public key that `age-keygen` prints";
        Failure::Usage(why.into())
    })?;
    let order =
        taking::Order { database: config.database, beside: config.data, folder, recipient, keep: None };
    let (file, manifest) = taking::take(&order, &|| Clock::default().now())?;
    let (tables, rows) = (manifest.rows.len(), manifest.size());
    tell(&format!("{}\n{rows} rows of {tables} tables, with the manifest beside it.\n", file.display()))
}

/// Brings a backup back into an empty place.
///
/// # Errors
/// `Failed` when something is there already, or what came back is not what was backed up.
pub fn restore(options: Restore, config: &Config) -> Result<(), Failure> {
    log("warn");
    let keys = keys(config, &options.key)?;
    let order = restoring::Order {
        file: options.file,
        identity: options.identity,
        database: config.owned().to_owned(),
    };
    let manifest = restoring::ready(&order)?;
    let (known, taken) = (!keys.is_empty(), manifest.taken()?);
    let sent = manifest.sealed.as_deref().and_then(Checkpoint::of_word).into_iter().collect();
    restoring::restore(&order, &manifest, |connection| {
        if !known {
            return Ok(());
        }
        let mut check = Check::new(keys, sent);
        reading::compare(connection, &mut check, taken, |_| {})?;
        verified(&check).map_err(Error::Internal)
    })?;
    let seals = if known {
        "Its audit log is as it was sealed."
    } else {
        "Whether its audit log is as it was sealed is told by `alongside audit verify`, once the secret is back."
    };
    tell(&format!(
        "{} rows of {} tables are back as they were at {}. {seals}\n{}\n",
        manifest.size(),
        manifest.rows.len(),
        manifest.taken_at,
        next_step(config)
    ))
}

/// What is left to do before the server starts.
fn next_step(config: &Config) -> &'static str {
    let (secret, keys) = (config.secret_file.exists(), config.keys_text.is_some() || config.keys.exists());
    match (secret, keys) {
        (true, true) => "Go on with `alongside serve`.",
        (true, false) => "Put keys back too, then `alongside serve`.",
        (false, true) => "Put secret back too, then `alongside serve`.",
        (false, false) => "Put secret and keys back too, then `alongside serve`.",
    }
}

fn tell(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    printed(write!(std::io::stdout(), "{text}"))
}
