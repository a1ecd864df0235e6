//! What every command begins with: the log, the data directory, the database, the secret, and whether they belong
//! together.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::Failure;
use crate::base::Clock;
use crate::config::Config;
use crate::db::{Engine, Settings, migrate};
use crate::gate::{House, Keys};
use crate::keys::{Ring, store};

/// Opens the house of a configuration: makes the data directory, brings the database up to date, makes secret and keys
/// when there are none, asks whether they belong together, and encrypts what a release before did not.
///
/// # Errors
/// When any of these fails.
pub fn open(config: Config) -> Result<Arc<House>, Failure> {
    // Of what a command meets only what is wrong is said; `serve` has opened its log already.
    log("warn");
    // For its owner alone: who reads the database reads everybody's data, who reads the secret can be anybody.
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&config.data)
        .map_err(|error| Failure::Failed(format!("data {}: {error}", config.data.display())))?;
    // The database comes before the secret: whoever is killed between the two has not had a database yet, and of two
    // first starts at once the one that sees the other's secret sees its database too.
    let had_one = config.secret_file.exists() && !config.new_database;
    let settings = Settings {
        readers: config.pool,
        writers: config.pool,
        queue: config.queue,
        patience: Duration::from_secs(config.database_wait.into()),
        begins: !had_one,
        owner: config.database_owner.clone(),
        ..Settings::of(&config.database)
    };
    let engine = Engine::open(&settings)?;
    let keys = Keys::from_file(&config.secret_file).map_err(Failure::Failed)?;
    let new_secret = config.new_secret;
    actix_web::rt::System::new().block_on(async move {
        let known = engine.read(store::known).await?;
        let given = config.keys_text.as_ref().map(|text| text.0.as_str());
        let ring = Ring::open(&config.keys, given, &known).map_err(Failure::Failed)?;
        let house = House::new(engine, Clock::default(), keys, ring, config, crate::reactions::react, false)?;
        house.claim(new_secret).await?;
        house.encrypt_clear_texts().await?;
        Ok(Arc::new(house))
    })
}

/// Whether servers may run on some data beside a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// It is a server itself, of which there can be several.
    Servers,
    /// It changes what a server asks once, at its start.
    Nobody,
}

/// Takes the data directory of an open house, as a server or for a command that no server may run beside; it is let go
/// of with what this returns.
///
/// # Errors
/// `Usage` while the other kind has it.
pub fn take(data: &Path, beside: Beside) -> Result<File, Failure> {
    let path = data.join("in-use");
    let failed = |error: std::io::Error| Failure::Failed(format!("{}: {error}", path.display()));
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .map_err(failed)?;
    let taken = match beside {
        Beside::Servers => file.try_lock_shared(),
        Beside::Nobody => file.try_lock(),
    };
    match taken {
        Ok(()) => Ok(file),
        Err(TryLockError::Error(error)) => Err(failed(error)),
        Err(TryLockError::WouldBlock) if beside == Beside::Nobody => Err(Failure::Usage(format!(
            "a server runs on this data ({}), and it would not know of the demo's accounts, whose password everybody \
             knows; stop it first, or give the demo data of its own (--data DIR)",
            data.display()
        ))),
        Err(TryLockError::WouldBlock) => Err(Failure::Usage(format!(
            "the demo is being loaded into this data ({}); start the server once that is done",
            data.display()
        ))),
    }
}

/// Opens the database of a configuration to read of it, as it is: it needs no secret, and nothing is made or migrated.
///
/// # Errors
/// When there is no database, or it cannot be reached.
pub fn read_only(config: &Config) -> Result<Engine, Failure> {
    let patience = Duration::from_secs(config.database_wait.into());
    let settings = Settings {
        readers: 1,
        writers: 1,
        migrate: false,
        patience,
        begins: false,
        ..Settings::of(&config.database)
    };
    match migrate::pending(config.owned())? {
        true => Err(Failure::Failed(
            "the database is not there or not up to date: check --data and the setting database, or run \
                `alongside migrate` first"
                .into(),
        )),
        false => Ok(Engine::open(&settings)?),
    }
}

/// One JSON object a line on standard error; `RUST_LOG` chooses how much.
pub fn log(usually: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(usually));
    let built = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr);
    if built.try_init().is_err() {
        tracing::debug!("the log was open already");
    }
}
