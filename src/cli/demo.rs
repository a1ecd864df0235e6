//! `alongside demo`: the folder `demo/`, which is part of the program, and the accounts with which to look around.

use std::collections::HashSet;
use std::sync::Arc;

use uuid::Uuid;

use super::import::{self, Sheets, sheet::Sheet, tables};
use super::start::{Beside, take};
use super::{Failure, open, seal};
use crate::access::{AccountId, Action, Actor};
use crate::base::{Error, Result};
use crate::config::Config;
use crate::gate::House;
use crate::people::accounts::rules::DEMO_DOMAIN as DOMAIN;
use crate::people::factors::model::FactorKind;
use crate::people::{accounts, factors};
use crate::tx::{Tx, open_all};

/// The reference of the demo's admin, whom nothing but an import of the demo's files brings.
const ADMIN: (&str, &str) = ("staff", "S-ADM-1");
/// The password of the demo's accounts. Everybody knows it: see `serve`.
pub const PASSWORD: &str = "two-people-one-road";
/// The accounts, each with what to look at as them.
const ACCOUNTS: [(&str, &str); 11] = [
    ("applicant", "wants to become a mentor and has not applied yet"),
    ("mentor", "is a mentor, with one pairing and a question to answer"),
    ("supervisee", "is under supervision and books community service"),
    ("psychologist", "refers people in custody and endorses pairings (Mong Kok)"),
    ("coordinator", "runs rounds, approves pairings, publishes openings (Mong Kok)"),
    ("officer", "clears or declines bookings of the people they supervise"),
    ("liaison", "has a first page; the work comes later"),
    ("host", "drafts openings and records attendance (Clear Sky)"),
    ("researcher", "has a first page; the work comes later"),
    ("privacy", "answers what people ask about their data, and keeps the registers"),
    ("admin", "proposes whom to invite as staff, and sees how the system stands"),
];

macro_rules! embedded {
    ($($file:literal),+ $(,)?) => {
        /// The demo's files.
        const FILES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../demo/", $file)))),+];
    };
}
embedded!(
    "hosts.csv",
    "staff.csv",
    "members.csv",
    "checks.csv",
    "supervisees.csv",
    "mentors.csv",
    "openings.csv",
    "slots.csv",
    "referrals.csv",
    "keep_apart.csv",
    "pairings.csv",
    "bookings.csv",
    "attendance.csv",
);

/// Loads the demo; what is there already stays as it is.
///
/// # Errors
/// `Usage` for a database with other people in it, or one that a server runs on; `Failed` when rows failed or the database does not answer.
pub fn run(config: Config) -> Result<(), Failure> {
    let data = config.data.clone();
    let house = open(config)?;
    let _alone = take(&data, Beside::Nobody)?;
    actix_web::rt::System::new().block_on(async {
        load(&house).await?;
        seal(&house).await
    })?;
    println!(
        "The demo is loaded. All of its people are invented. Accounts, all with the password {PASSWORD}:\n"
    );
    println!("{}", accounts());
    Ok(())
}

/// Loads the demo into a house and lets its accounts sign in.
///
/// # Errors
/// As [`run`].
pub async fn load(house: &Arc<House>) -> Result<(), Failure> {
    let sheets = Arc::new(sheets()?);
    if !is_loaded(house).await? && has_people(house, &sheets).await? {
        return Err(Failure::Usage(
            "this database has people in it who are not the demo's; give the demo one of its own (--data DIR)".into(),
        ));
    }
    let outcomes = import::bring(house, sheets.clone(), false, &import::bar()).await?;
    let mut failed = Vec::new();
    for (file, _) in sheets.iter() {
        let rows = import::failures(&outcomes, file);
        failed.extend(rows.into_iter().map(|(line, why)| format!("{file} row {}: {why}", line + 2)));
    }
    give_passwords(house).await?;
    give_factors(house).await?;
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Failed(format!("{} rows of the demo failed:\n{}", failed.len(), failed.join("\n"))))
}

/// The files of the demo, read.
///
/// # Errors
/// When one of them has columns that it cannot have.
pub fn sheets() -> Result<Sheets, Failure> {
    let mut sheets = Sheets::new();
    for table in tables::files() {
        if let Some((_, text)) = FILES.iter().find(|(file, _)| *file == table.file) {
            let sheet: Sheet = import::sheet(table, text.as_bytes())?;
            sheets.push((table.file, sheet));
        }
    }
    Ok(sheets)
}

/// Whether the demo's accounts are in the database: its admin was brought by an import, which no sign-up can feign.
///
/// # Errors
/// When the database does not answer.
pub async fn is_loaded(house: &Arc<House>) -> Result<bool> {
    house
        .read(Actor::Operator, Action::Import, "demo".into(), |tx| {
            let Some(brought) = import::store::of(tx, ADMIN.0, ADMIN.1)? else { return Ok(false) };
            let brought = brought.open(tx)?.object;
            let Some(admin) = accounts::store::with_email(tx, format!("admin{DOMAIN}"))? else {
                return Ok(false);
            };
            Ok(admin.open(tx)?.id.uuid() == brought)
        })
        .await
}

/// Whether there are accounts that the demo's own rows did not bring.
async fn has_people(house: &Arc<House>, sheets: &Sheets) -> Result<bool> {
    let mut rows = HashSet::new();
    for (file, sheet) in sheets.iter().filter(|(file, _)| ["staff.csv", "members.csv"].contains(file)) {
        let kind = file.trim_end_matches("s.csv").trim_end_matches(".csv");
        let references = (0..sheet.lines.len()).filter_map(|line| sheet.cell(line, "ref"));
        rows.extend(references.map(|reference| (kind.to_owned(), reference.to_owned())));
    }
    house
        .read(Actor::Operator, Action::Import, "demo".into(), move |tx| {
            let brought = import::store::all(tx)?;
            let brought = open_all(brought, tx)?.into_iter();
            let ours = brought.filter(|row| rows.contains(&(row.kind.clone(), row.reference.clone())));
            // Somebody with two offices has two rows and one account.
            let ours: HashSet<Uuid> = ours.map(|row| row.object).collect();
            Ok(accounts::store::count(tx)? > i64::try_from(ours.len()).unwrap_or(i64::MAX))
        })
        .await
}

/// Gives the demo's accounts their password; one that somebody has changed stays.
async fn give_passwords(house: &Arc<House>) -> Result<()> {
    let without = house
        .read(Actor::Operator, Action::Import, "demo".into(), |tx| {
            let mut without = Vec::new();
            for (name, _) in ACCOUNTS {
                let found = accounts::store::with_email(tx, format!("{name}{DOMAIN}"))?;
                let account = found.ok_or(Error::NotFound)?.open(tx)?;
                without.extend(account.password_hash.is_none().then_some(account));
            }
            Ok(without)
        })
        .await?;
    if without.is_empty() {
        return Ok(());
    }
    // One hash for all: the password is no secret.
    let hash = house.passwords.hash("operator".into(), PASSWORD.into()).await?;
    house
        .write(Actor::Operator, Action::Import, "demo".into(), move |tx| {
            for account in without {
                accounts::flow::first_password(tx, account, hash.clone())?;
            }
            Ok(())
        })
        .await
}

/// Gives those of the demo's accounts that hold an office a second factor, whose code the server tells.
async fn give_factors(house: &Arc<House>) -> Result<()> {
    house
        .write(Actor::Operator, Action::Import, "demo".into(), |tx| {
            for (name, _) in ACCOUNTS {
                let id = named(tx, name)?;
                let staff = !accounts::store::grants_of(tx, id)?.is_empty();
                if staff && factors::store::of(tx, id)?.is_empty() {
                    factors::flow::enter_app(tx, id)?;
                }
            }
            Ok(())
        })
        .await
}

fn named(tx: &mut Tx<'_>, name: &str) -> Result<AccountId> {
    let found = accounts::store::with_email(tx, format!("{name}{DOMAIN}"))?;
    Ok(found.ok_or(Error::NotFound)?.open(tx)?.id)
}

/// Prints the one-time code of this half minute of one of the demo's accounts.
///
/// # Errors
/// `Usage` for a name that none of them has, or one that needs no code.
pub fn code(who: &str, config: Config) -> Result<(), Failure> {
    let unknown = || Failure::Usage(format!("{who} is no account of the demo that is asked for a code"));
    let name = who.trim_end_matches(DOMAIN).to_owned();
    if !ACCOUNTS.iter().any(|(known, _)| *known == name) {
        return Err(unknown());
    }
    let house = open(config)?;
    let app = actix_web::rt::System::new().block_on(async {
        if !is_loaded(&house).await? {
            return Err(Failure::Usage("the demo is not loaded: alongside demo".into()));
        }
        let app = house.read(Actor::Operator, Action::Import, "demo".into(), move |tx| {
            let id = named(tx, &name)?;
            let factors = factors::store::of(tx, id)?;
            let factors = open_all(factors, tx)?;
            Ok(factors.into_iter().find(|factor| factor.kind == FactorKind::App))
        });
        Ok(app.await?)
    })?;
    let app = app.ok_or_else(unknown)?;
    println!("{}", factors::codes::current(&house.keys().codes(app.id.uuid()), house.now())?);
    Ok(())
}

/// The accounts as they are printed.
#[must_use]
pub fn accounts() -> String {
    let line = |(name, what): &(&str, &str)| format!("  {:<38} {what}", format!("{name}{DOMAIN}"));
    ACCOUNTS.iter().map(line).collect::<Vec<_>>().join("\n")
}
