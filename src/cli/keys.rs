//! `alongside keys`: which version of the wrapping key has wrapped how many data keys, and changing it while servers run.

use std::fmt::Write;
use std::sync::Arc;

use clap::Subcommand;
use serde_json::json;

use super::{Failure, open, operate, printed, seal};
use crate::config::Config;
use crate::gate::House;
use crate::tx::{Event, Fact, Letter, Line};

/// How many data keys are wrapped anew in one transaction, so that no request waits long behind it.
const AT_A_TIME: i64 = 100;

/// What became of the wrapping keys; the line names the version.
enum Rotation {
    Begun(i64),
    Retired(i64),
}

impl Event for Rotation {
    type Of = ();

    fn line(&self) -> Line {
        let (event, version) = match self {
            Self::Begun(version) => ("keys.rotated", version),
            Self::Retired(version) => ("keys.retired", version),
        };
        Line { event, kind: "keys", object: None, details: json!({ "version": version }) }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// What can be done with the keys.
#[derive(Subcommand)]
pub enum Command {
    /// Say how many data keys each version has wrapped, and which versions are at hand
    Status,
    /// Add a version to the file and wrap every data key anew by it; servers go on, and follow by themselves
    Rotate,
    /// Take every version out of the file that wraps nothing any more
    Retire,
}

/// Runs one of them.
///
/// # Errors
/// When the keys cannot be read or written, or a version that is to be retired still wraps something.
pub fn run(command: &Command, config: Config) -> Result<(), Failure> {
    let house = open(config)?;
    actix_web::rt::System::new().block_on(async {
        let said = match command {
            Command::Status => status(&house).await,
            Command::Rotate => rotate(&house).await,
            Command::Retire => retire(&house).await,
        }?;
        seal(&house).await?;
        printed(std::io::Write::write_all(&mut std::io::stdout(), said.as_bytes()))
    })
}

/// What the versions at hand and the data keys are.
///
/// # Errors
/// When the database cannot be read.
pub async fn status(house: &Arc<House>) -> Result<String, Failure> {
    let counts = operate(house, |tx| tx.data_keys()).await?;
    let at_hand = house.ring().now();
    let mut said = String::new();
    for version in at_hand.versions() {
        let count = counts.iter().find(|(of, _)| *of == version).map_or(0, |(_, count)| *count);
        let newest = if version == at_hand.newest() { ", the newest" } else { "" };
        let written = writeln!(said, "version {version}: {count} data keys{newest}");
        written.map_err(|error| Failure::Failed(error.to_string()))?;
    }
    Ok(said)
}

/// Adds a version, unless the newest at hand has not wrapped everything yet, and wraps every data key anew.
///
/// # Errors
/// When the file cannot be written or a data key cannot be unwrapped.
pub async fn rotate(house: &Arc<House>) -> Result<String, Failure> {
    let counts = operate(house, |tx| tx.data_keys()).await?;
    let newest = house.ring().now().newest();
    let in_use = counts.is_empty() || counts.iter().any(|(version, _)| *version == newest);
    let done = counts.iter().all(|(version, count)| *version == newest || *count == 0);
    // What was begun and not finished is finished, and not begun anew.
    if in_use && done {
        house.ring().add().map_err(Failure::Failed)?;
    }
    let version = operate(house, |tx| {
        let version = tx.begin_wrapping_key()?;
        tx.record((), &Rotation::Begun(version))?;
        Ok(version)
    })
    .await?;
    let mut all = 0;
    loop {
        let wrapped = operate(house, |tx| tx.rewrap_data_keys(AT_A_TIME)).await?;
        all += wrapped;
        if wrapped == 0 {
            break;
        }
    }
    Ok(format!(
        "Version {version} has wrapped {all} data keys anew. Copy the file with the keys to where its copy is kept.\n"
    ))
}

/// Takes every version but the newest out of use and out of the file.
///
/// # Errors
/// When one of them still wraps a data key, or the file cannot be written.
pub async fn retire(house: &Arc<House>) -> Result<String, Failure> {
    let counts = operate(house, |tx| tx.data_keys()).await?;
    let newest = house.ring().now().newest();
    if let Some((version, count)) = counts.iter().find(|(version, count)| *version != newest && *count > 0) {
        return Err(Failure::Failed(format!(
            "version {version} still wraps {count} data keys: run `alongside keys rotate` first"
        )));
    }
    if counts.iter().all(|(version, _)| *version != newest) && !counts.is_empty() {
        return Err(Failure::Failed(format!(
            "version {newest} is not in use yet: run `alongside keys rotate` first"
        )));
    }
    operate(house, |tx| {
        let version = tx.retire_wrapping_keys()?;
        tx.record((), &Rotation::Retired(version)).map(drop)
    })
    .await?;
    house.ring().retire().map_err(Failure::Failed)?;
    Ok(format!("Version {newest} is the only one left. Older copies of the file open older backups alone.\n"))
}
