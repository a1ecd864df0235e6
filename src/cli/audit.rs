//! `alongside audit`: whether the audit log is as it was sealed, and proofs of single lines of it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

use super::start::{log, read_only};
use super::{Failure, printed};
use crate::base::{Clock, Error, Id, Instant};
use crate::config::Config;
use crate::db::Engine;
use crate::gate::Keys;
use crate::seals::check::Check;
use crate::seals::{reading, sent};
use crate::tx::leaves;
use crate::vault::entry::COLUMNS;
use crate::vault::{Checkpoint, Proof, PublicKey};

/// What can be asked of the audit log. Nothing of it changes the database.
#[derive(Subcommand)]
pub enum Command {
    /// Compare every line with its seal, and name the first that was changed, deleted, inserted, swapped or cut off
    Verify {
        /// More notes that were sent out, besides those in the folder `checkpoints`; may be given again
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// What stands behind `sealed=` in a letter; may be given again
        #[arg(long, value_name = "SIZE.ROOT")]
        seen: Vec<String>,
        /// A public key that has signed; needs no secret then; may be given again
        #[arg(long, value_name = "PUBLIC")]
        key: Vec<String>,
    },
    /// Print the proof that one line is in the log, which shows no other line
    Prove {
        /// The line's id, or its position from 0
        line: String,
    },
    /// Check such a proof, without the database
    CheckProof {
        /// The file with the proof
        file: PathBuf,
        /// The public key that has signed, where the secret is not at hand
        #[arg(long, value_name = "PUBLIC")]
        key: Option<String>,
    },
    /// Print the public key by which the checkpoints are known
    Key,
}

/// Runs one of them.
///
/// # Errors
/// `Failed` when something is not as it was sealed, or cannot be read; `Usage` for an argument that is none.
pub fn run(command: Command, config: &Config) -> Result<(), Failure> {
    log("warn");
    match command {
        Command::Verify { checkpoint, seen, key } => {
            let engine = read_only(config)?;
            let keys = keys(config, &key)?;
            let sent = said(config, &keys, &checkpoint, &seen)?;
            let check = Check::new(keys, sent);
            tell(&actix_web::rt::System::new().block_on(verify(&engine, check, Clock::default().now()))?)
        }
        Command::Prove { line } => {
            let engine = read_only(config)?;
            let proof = actix_web::rt::System::new().block_on(prove(&engine, &line))?;
            print(&proof.written())
        }
        Command::CheckProof { file, key } => {
            let keys = keys(config, key.as_slice())?;
            let proof = Proof::read(&text_of(&file)?)
                .ok_or_else(|| Failure::Usage(format!("{} is no proof", file.display())))?;
            let signed = keys.iter().find_map(|key| proof.check(key));
            let signed = signed.ok_or_else(|| {
                Failure::Failed("the proof does not hold: the line is not in what this key has signed".into())
            })?;
            print(&format!(
                "{}Line {} of {} is as it was sealed.\n",
                shown(&proof),
                proof.position,
                signed.size
            ))
        }
        Command::Key => print(&format!("{}\n", own_key(config)?.written())),
    }
}

/// The keys that may have signed: those that are given, and the server's own where its secret is.
pub(super) fn keys(config: &Config, given: &[String]) -> Result<Vec<PublicKey>, Failure> {
    let read =
        |key: &String| PublicKey::read(key).ok_or_else(|| Failure::Usage(format!("{key} is no public key")));
    let mut keys = given.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() || config.secret_file.exists() {
        keys.push(own_key(config)?);
    }
    Ok(keys)
}

fn own_key(config: &Config) -> Result<PublicKey, Failure> {
    let path = &config.secret_file;
    // Asking for a key must not make a secret.
    if !path.exists() {
        let why = format!("there is no secret at {}; give the public key by --key", path.display());
        return Err(Failure::Usage(why));
    }
    Ok(Keys::from_file(path).map_err(Failure::Failed)?.seals()?.public().clone())
}

/// What was sent out: by files and by letters.
fn said(
    config: &Config,
    keys: &[PublicKey],
    files: &[PathBuf],
    letters: &[String],
) -> Result<Vec<Checkpoint>, Failure> {
    let wrong =
        |path: &Path, error: &dyn std::fmt::Display| Failure::Failed(format!("{}: {error}", path.display()));
    let own = sent::files(&config.checkpoints).map_err(|error| wrong(&config.checkpoints, &error))?;
    let mut all = Vec::new();
    for path in own.iter().chain(files) {
        let (notes, unknown) = sent::read(&text_of(path)?, keys);
        if unknown > 0 {
            let why = format!(
                "{unknown} of its notes are not signed by a key that is known (--key tells of others)"
            );
            return Err(wrong(path, &why));
        }
        all.extend(notes);
    }
    for word in letters {
        let seen = Checkpoint::of_word(word.rsplit("sealed=").next().unwrap_or_default().trim());
        all.push(seen.ok_or_else(|| Failure::Usage(format!("{word} is not what stands in a letter")))?);
    }
    Ok(all)
}

/// Compares all of the log.
async fn verify(engine: &Engine, mut check: Check, now: Instant) -> Result<Check, Failure> {
    let last = engine.read(leaves::last_checkpoint).await?;
    let bar = ProgressBar::new(last.map_or(0, |last| last.size.cast_unsigned()));
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} lines, {eta} left");
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let shown = bar.clone();
    let compared = engine.snapshot(move |connection| {
        reading::compare(connection, &mut check, now, |lines| shown.set_position(lines))?;
        Ok(check)
    });
    let compared = compared.await;
    bar.finish_and_clear();
    Ok(compared?)
}

/// Whether everything is as it was sealed, else the first that is not.
pub(super) fn verified(check: &Check) -> Result<(), String> {
    let wrong = check.wrong();
    let Some(first) = wrong.first() else { return Ok(()) };
    let more = check.faults.saturating_sub(wrong.len());
    let more = if more == 0 { String::new() } else { format!("; {more} more are not told one by one") };
    Err(format!("the audit log is not as it was sealed, first at: {first}{more}"))
}

fn tell(check: &Check) -> Result<(), Failure> {
    let wrong = check.wrong();
    if wrong.is_empty() {
        let Check { lines, checkpoints, notes, waiting, .. } = check;
        let waiting = if *waiting == 0 {
            String::new()
        } else {
            format!(" {waiting} of the last minute wait for theirs.")
        };
        return print(&format!(
            "The audit log is as it was sealed: {lines} lines, {checkpoints} checkpoints, {notes} notes that were sent \
             out.{waiting}\n"
        ));
    }
    print(&wrong.iter().map(|wrong| format!("{wrong}\n")).collect::<String>())?;
    verified(check).map_err(Failure::Failed)
}

async fn prove(engine: &Engine, line: &str) -> Result<Proof, Failure> {
    let line = match (line.parse::<i64>(), Uuid::parse_str(line)) {
        (Ok(position), _) => Err(position),
        (_, Ok(id)) => Ok(Id::from_uuid(id)),
        _ => return Err(Failure::Usage(format!("{line} is neither an id nor a position"))),
    };
    match engine.snapshot(move |connection| reading::prove(connection, line)).await {
        Err(Error::NotFound) => Err(Failure::Failed("no line of the log that is sealed is this one".into())),
        proof => Ok(proof?),
    }
}

/// The line, a column a row.
fn shown(proof: &Proof) -> String {
    let row = |(name, value): (&&str, &Option<Vec<u8>>)| {
        let value = value.as_deref()?;
        let text = match (*name, Uuid::from_slice(value), <[u8; 8]>::try_from(value)) {
            ("at", _, Ok(at)) => Instant::from_micros(i64::from_be_bytes(at)).utc().to_rfc3339(),
            ("id" | "account" | "sign_in" | "object", Ok(id), _) => id.to_string(),
            _ => String::from_utf8_lossy(value).into_owned(),
        };
        // What a line says must not steer the terminal.
        Some(format!("{name}: {}\n", text.escape_debug()))
    };
    COLUMNS.iter().zip(&proof.entry.0).filter_map(row).collect()
}

fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}

fn print(text: &str) -> Result<(), Failure> {
    printed(std::io::stdout().write_all(text.as_bytes()))
}
