//! `alongside import`: people, openings and history from CSV files, by the same rules and with the same audit as
//! through the API; only "not in the past" is skipped, and nobody is written to.

pub mod when;
pub mod sheet;
pub mod brought;
pub mod store;
pub mod ledger;
pub mod row;
pub mod reasons;
pub mod people;
pub mod custody;
pub mod mentoring;
pub mod service;
pub mod serving;
pub mod tables;
pub mod run;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, open, seal};
use crate::config::Config;
use crate::gate::House;
use run::{Import, Outcome};
use sheet::Sheet;

/// What to import.
#[derive(Args)]
pub struct Options {
    /// The folder with the CSV files; those that are not there are left out
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Do everything, say what would fail, and take it all back
    #[arg(long)]
    dry_run: bool,
}

/// The files and their columns, for `--help`.
#[must_use]
pub fn help() -> String {
    let mut text = String::from(
        "Files are CSV in UTF-8 with a header row; every row has a `ref` by which other files point at it and by \
         which a second import knows it again. Lists are separated by `;`. Days are written 2026-11-23, today, -6w, \
         `-6w sat`, +10d, -14mo; moments have a time behind it, as in `-6w sat 09:00`. Rows that fail come back in \
         FILE.failed.csv with their reasons. docs/import.md says what each column means.\n",
    );
    for table in tables::files() {
        text.push_str(&format!("\n{}\n    {}\n", table.file, table.columns.known.join(" ")));
    }
    text
}

/// Sheets by the name of their file.
pub type Sheets = Vec<(&'static str, Sheet)>;

/// Imports a folder.
///
/// # Errors
/// `Usage` for a file that is none; `Failed` when rows failed or the database does not answer.
pub fn run(options: &Options, config: Config) -> Result<(), Failure> {
    let sheets = Arc::new(folder(&options.folder)?);
    if options.dry_run && crate::db::migrate::pending(config.owned())? {
        return Err(Failure::Usage(
            "the database is not up to date, and a dry run changes nothing: run `alongside migrate` first"
                .into(),
        ));
    }
    let house = open(config)?;
    let bar = bar();
    let outcomes = actix_web::rt::System::new().block_on(async {
        let outcomes = bring(&house, sheets.clone(), options.dry_run, &bar).await?;
        seal(&house).await?;
        Ok::<_, Failure>(outcomes)
    })?;
    let mut failed = 0;
    for (file, sheet) in sheets.iter() {
        let rows = failures(&outcomes, file);
        failed += rows.len();
        if options.dry_run {
            rows.iter().for_each(|(line, why)| println!("{file} row {}: {why}", line + 2));
        } else {
            keep_failures(&options.folder, file, sheet, &rows)?;
        }
    }
    summary(&outcomes, options.dry_run);
    if failed == 0 {
        return Ok(());
    }
    let rows = if failed == 1 { "1 row".to_owned() } else { format!("{failed} rows") };
    Err(Failure::Failed(if options.dry_run {
        format!("{rows} would fail; nothing was changed")
    } else {
        format!("{rows} failed, to be found in *.failed.csv with the reasons; the rest was brought")
    }))
}

/// Brings sheets, with a bar that shows how far it is.
///
/// # Errors
/// When the database does not answer.
pub async fn bring(
    house: &Arc<House>,
    sheets: Arc<Sheets>,
    rehearsal: bool,
    bar: &ProgressBar,
) -> crate::base::Result<Vec<Outcome>> {
    let outcomes = Import::run(house, sheets, rehearsal, bar).await;
    bar.finish_and_clear();
    outcomes
}

/// A bar on a terminal, nothing elsewhere.
#[must_use]
pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} rows, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Reads the files of a folder.
///
/// # Errors
/// `Usage` when there is none, or one has columns that it cannot have.
pub fn folder(folder: &Path) -> Result<Sheets, Failure> {
    let mut sheets = Sheets::new();
    for table in tables::files() {
        let path = folder.join(table.file);
        match std::fs::read(&path) {
            Ok(bytes) => sheets.push((table.file, sheet(table, &bytes)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::Usage(format!("{}: {error}", path.display()))),
        }
    }
    if sheets.is_empty() {
        let names: Vec<&str> = tables::files().map(|table| table.file).collect();
        let folder = folder.display();
        return Err(Failure::Usage(format!("{folder} has none of the files {}", names.join(", "))));
    }
    Ok(sheets)
}

/// One file of a table.
///
/// # Errors
/// `Usage` when it has columns that it cannot have, or lacks those that it must have.
pub fn sheet(table: &tables::Table, bytes: &[u8]) -> Result<Sheet, Failure> {
    Sheet::read(table.file, bytes, table.columns.known, table.columns.needed).map_err(Failure::Usage)
}

/// The rows of a file that failed, in the order of the file, each once: what cannot be read fails at each reading.
#[must_use]
pub fn failures(outcomes: &[Outcome], file: &str) -> Vec<(usize, String)> {
    let of_file = outcomes.iter().filter(|outcome| outcome.file == file);
    let mut rows: Vec<(usize, String)> = of_file.flat_map(|outcome| outcome.failed.clone()).collect();
    rows.sort_by_key(|(line, _)| *line);
    rows.dedup_by_key(|(line, _)| *line);
    rows
}

/// Writes the failed rows of a file beside it; what lies there of a run before goes.
fn keep_failures(folder: &Path, file: &str, sheet: &Sheet, rows: &[(usize, String)]) -> Result<(), Failure> {
    let path = folder.join(format!("{}.failed.csv", file.trim_end_matches(".csv")));
    let done = match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ if rows.is_empty() => Ok(()),
        _ => sheet.write_failed(&path, rows),
    };
    done.map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}

/// How many rows of a file were brought, were there already, and failed: each row counts once.
#[must_use]
pub fn counts(outcomes: &[Outcome], table: &tables::Table) -> (usize, usize, usize) {
    let first: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.kind == table.kind).collect();
    let sum = |of: fn(&Outcome) -> usize| first.iter().map(|outcome| of(outcome)).sum::<usize>();
    let (brought, known) = (sum(|outcome| outcome.brought), sum(|outcome| outcome.known));
    let failed = failures(outcomes, table.file).len();
    // A row that failed only when its file was read again was brought the first time, or by an import before.
    let late = failed.saturating_sub(sum(|outcome| outcome.failed.len()));
    (brought.saturating_sub(late), known.saturating_sub(late.saturating_sub(brought)), failed)
}

fn summary(outcomes: &[Outcome], rehearsal: bool) {
    let word = if rehearsal { "would be brought" } else { "brought" };
    for table in tables::files() {
        let (brought, known, failed) = counts(outcomes, table);
        if brought + known + failed > 0 {
            println!("{:16} {brought:5} {word}, {known} there already, {failed} failed", table.file);
        }
    }
}
