//! Runs an import: every row by the flows of its feature, each in a savepoint of its own, at most 20 a transaction.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use indicatif::ProgressBar;

use super::brought::Brought;
use super::ledger::{self, Ledger};
use super::row::Row;
use super::sheet::Sheet;
use super::tables::{TABLES, Table};
use super::{reasons, store};
use crate::access::{Action, Actor};
use crate::base::{Error, FaultCode, Instant, Result};
use crate::gate::House;
use crate::tx::{Tx, open_all};

/// The most rows of one transaction. What a transaction may have to undo lies in a list that SQLite walks at the end of
/// every savepoint, so that larger ones take the square of their rows: 200 took twelve times as long for 1,000 mentors.
const BATCH: usize = 20;
/// What the audit log names as the request.
const REQUEST: &str = "import";

/// What became of the rows of one table.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The file they came from.
    pub file: &'static str,
    /// The kind of row they became.
    pub kind: &'static str,
    pub brought: usize,
    /// Rows that an import before had brought.
    pub known: usize,
    /// The number of each row that failed, counted from 0, and why.
    pub failed: Vec<(usize, String)>,
}

/// The files of an import, each with the tables that read it.
pub struct Import {
    /// Sheets by the name of their file.
    sheets: Arc<Vec<(&'static str, Sheet)>>,
    ledger: Ledger,
    outcomes: Vec<Outcome>,
    loaded: Instant,
}

impl Import {
    /// Brings every row that no import has brought before; when `rehearsal`, takes everything back at the end.
    ///
    /// # Errors
    /// When the database does not answer; what was brought until then stays.
    pub async fn run(
        house: &Arc<House>,
        sheets: Arc<Vec<(&'static str, Sheet)>>,
        rehearsal: bool,
        bar: &ProgressBar,
    ) -> Result<Vec<Outcome>> {
        let known = house
            .read(Actor::Operator, Action::Import, REQUEST.into(), |tx| {
                let rows = store::all(tx)?;
                open_all(rows, tx)
            })
            .await?;
        let import = Self { sheets, ledger: Ledger::of(known), outcomes: Vec::new(), loaded: house.now() };
        let work = import.work();
        bar.set_length(u64::try_from(work.iter().map(|(_, rows)| rows.len()).sum::<usize>()).unwrap_or(0));
        let done = if rehearsal {
            import.rehearse(house, work, bar).await?
        } else {
            import.perform(house, work, bar).await?
        };
        Ok(done.outcomes)
    }

    /// The tables in their order, cut into batches.
    fn work(&self) -> Vec<(&'static Table, Range<usize>)> {
        let mut work = Vec::new();
        for table in &TABLES {
            let Some(sheet) = self.sheet(table) else { continue };
            let count = sheet.lines.len();
            work.extend((0..count).step_by(BATCH).map(|from| (table, from..count.min(from + BATCH))));
        }
        work
    }

    async fn perform(
        mut self,
        house: &Arc<House>,
        work: Vec<(&'static Table, Range<usize>)>,
        bar: &ProgressBar,
    ) -> Result<Self> {
        for (table, rows) in work {
            let count = rows.len();
            self = house
                .write(Actor::Operator, Action::Import, REQUEST.into(), move |tx| {
                    self.batch(tx, table, rows)?;
                    Ok(self)
                })
                .await?;
            bar.inc(u64::try_from(count).unwrap_or(0));
        }
        Ok(self)
    }

    /// Does everything in one transaction, since rows point at each other, and takes it back.
    async fn rehearse(
        mut self,
        house: &Arc<House>,
        work: Vec<(&'static Table, Range<usize>)>,
        bar: &ProgressBar,
    ) -> Result<Self> {
        let done = Arc::new(Mutex::new(None));
        let (keep, bar) = (done.clone(), bar.clone());
        let taken_back: Result<()> = house
            .write(Actor::Operator, Action::Import, REQUEST.into(), move |tx| {
                for (table, rows) in work {
                    let count = rows.len();
                    self.batch(tx, table, rows)?;
                    bar.inc(u64::try_from(count).unwrap_or(0));
                }
                if let Ok(mut done) = keep.lock() {
                    *done = Some(self);
                }
                // Nothing is refused; it is taken back.
                Err(Error::Conflict(Vec::new()))
            })
            .await;
        match (taken_back, done.lock().ok().and_then(|mut done| done.take())) {
            (Err(Error::Conflict(_)), Some(import)) => Ok(import),
            (Err(error), _) => Err(error),
            (Ok(()), _) => Err(Error::Internal("a rehearsal was not taken back".into())),
        }
    }

    fn batch(&mut self, tx: &mut Tx<'_>, table: &'static Table, rows: Range<usize>) -> Result<()> {
        let sheets = self.sheets.clone();
        let Some((_, sheet)) = sheets.iter().find(|(file, _)| *file == table.file) else { return Ok(()) };
        let mut outcome = Outcome { file: table.file, kind: table.kind, ..Outcome::default() };
        let mut twice: HashSet<&str> = (0..rows.start).filter_map(|line| sheet.cell(line, "ref")).collect();
        for line in rows {
            let reference = sheet.cell(line, "ref");
            let again = reference.is_some_and(|reference| !twice.insert(reference));
            if !again && reference.is_some_and(|code| self.ledger.object(table.kind, code).is_some()) {
                outcome.known += 1;
                continue;
            }
            let fault = sheet.lines.get(line).and_then(|line| line.fault);
            let brought = match (reference, fault) {
                (_, Some(fault)) => Err(Error::refused(fault)),
                (None, _) => Err(Error::invalid("ref", FaultCode::Required)),
                (Some(_), _) if again => Err(Error::invalid("ref", FaultCode::ReferenceTwice)),
                (Some(reference), _) => self.bring(tx, table, sheet, line, reference),
            };
            match brought {
                Ok(row) => {
                    outcome.brought += usize::from(row.is_some());
                    if let Some(row) = row {
                        self.ledger.add(row);
                    }
                }
                Err(error) => outcome.failed.push((line, reasons::of(error)?)),
            }
        }
        self.outcomes.push(outcome);
        Ok(())
    }

    /// Brings one row in a savepoint, so that a failure takes back nothing but itself.
    fn bring(
        &self,
        tx: &mut Tx<'_>,
        table: &Table,
        sheet: &Sheet,
        line: usize,
        reference: &str,
    ) -> Result<Option<crate::tx::Recorded<Brought>>> {
        let (kind, loaded) = (table.kind.to_owned(), self.loaded);
        tx.at(loaded);
        tx.savepoint(|tx| {
            let mut row = Row::new(sheet, line, &self.ledger, loaded);
            let Some(object) = (table.bring)(tx, &mut row)? else { return Ok(None) };
            // What follows for others is judged as of today, not of the day of which the row tells.
            tx.at(loaded);
            tx.settle()?;
            ledger::enter(tx, Brought { kind, reference: reference.to_owned(), object }).map(Some)
        })
    }

    fn sheet(&self, table: &Table) -> Option<&Sheet> {
        self.sheets.iter().find(|(file, _)| *file == table.file).map(|(_, sheet)| sheet)
    }
}
