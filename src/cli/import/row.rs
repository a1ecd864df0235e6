//! One row as its table reads it: every cell asked for by name, every fault gathered.

use chrono::{NaiveDate, NaiveTime};
use serde_json::json;
use uuid::Uuid;

use super::ledger::Ledger;
use super::sheet::Sheet;
use super::when;
use crate::base::clock::Month;
use crate::base::text::{self, Bounds};
use crate::base::week::Week;
use crate::base::{Error, Fault, Instant, Language, Result, Text3};

/// A row with what is needed to understand it.
pub struct Row<'a> {
    sheet: &'a Sheet,
    line: usize,
    ledger: &'a Ledger,
    /// The moment of loading, from which relative dates count.
    pub loaded: Instant,
    faults: Vec<Fault>,
}

impl<'a> Row<'a> {
    pub(super) fn new(sheet: &'a Sheet, line: usize, ledger: &'a Ledger, loaded: Instant) -> Self {
        Self { sheet, line, ledger, loaded, faults: Vec::new() }
    }

    /// The cell of a column, when it is not empty.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        self.sheet.cell(self.line, column)
    }

    /// Adds a fault of a column.
    pub fn fault(&mut self, column: &'static str, code: &'static str) {
        self.faults.push(Fault::new(column, code));
    }

    /// The faults found so far, for checks that add to them.
    pub fn faults(&mut self) -> &mut Vec<Fault> {
        &mut self.faults
    }

    /// A cell that must be there and readable.
    pub fn need<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.cell(column).is_none() {
            self.fault(column, "required");
        }
        self.may(column, read)
    }

    /// A cell that may be empty but must be readable.
    pub fn may<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = read(self.cell(column)?);
        if found.is_none() {
            self.fault(column, "invalid");
        }
        found
    }

    /// A short text that must be there.
    pub fn line(&mut self, column: &'static str, bounds: Bounds) -> Option<String> {
        text::checked(self.cell(column).unwrap_or_default(), column, bounds, &mut self.faults)
    }

    /// A text in three languages, of the columns `…_zh_hant`, `…_en` and `…_zh_hans`; checked by its feature.
    #[must_use]
    pub fn text3(&self, column: &str) -> Text3 {
        let part = |language| self.cell(&format!("{column}_{language}")).map(str::to_owned);
        Text3 { zh_hant: part("zh_hant"), en: part("en"), zh_hans: part("zh_hans") }
    }

    /// `yes` or `no`; no when it is empty.
    pub fn yes(&mut self, column: &'static str) -> bool {
        let read = |cell: &str| match cell {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        self.may(column, read).unwrap_or(false)
    }

    /// A language of the site, 繁體中文 when it is empty.
    pub fn language(&mut self) -> Language {
        self.may("language", Language::parse).unwrap_or_default()
    }

    /// A day that may be empty.
    pub fn day(&mut self, column: &'static str) -> Option<NaiveDate> {
        let loaded = self.loaded;
        self.may(column, |cell| when::day(cell, loaded))
    }

    /// A month that may be empty.
    pub fn month(&mut self, column: &'static str) -> Option<Month> {
        let loaded = self.loaded;
        self.may(column, |cell| when::month(cell, loaded))
    }

    /// A moment that may be empty.
    pub fn moment(&mut self, column: &'static str) -> Option<Instant> {
        let loaded = self.loaded;
        self.may(column, |cell| when::moment(cell, loaded))
    }

    /// When something happened, that may be empty: not after the loading.
    pub fn happened(&mut self, column: &'static str) -> Option<Instant> {
        let at = self.moment(column)?;
        if at > self.loaded {
            self.fault(column, "in_the_future");
            return None;
        }
        Some(at)
    }

    /// A time of day that must be there.
    pub fn clock(&mut self, column: &'static str) -> Option<NaiveTime> {
        self.need(column, when::clock)
    }

    /// A week that may be empty.
    pub fn week(&mut self, column: &'static str) -> Option<Week> {
        self.may(column, when::week)
    }

    /// A whole number that may be empty.
    pub fn number(&mut self, column: &'static str) -> Option<i64> {
        self.may(column, |cell| cell.parse().ok())
    }

    /// The parts of a list, separated by `;`, each readable; nothing when the cell is empty.
    pub fn list<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let cell = self.cell(column).unwrap_or_default();
        let parts: Vec<&str> = cell.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        let mut found = Vec::new();
        for part in parts {
            match read(part) {
                Some(value) => found.push(value),
                None => {
                    let params = json!({ "is": part });
                    self.faults.push(Fault::with(column, "unknown_code", params));
                }
            }
        }
        found
    }

    /// A list of codes that `known` knows.
    pub fn codes(&mut self, column: &'static str, known: impl Fn(&str) -> bool) -> Vec<String> {
        self.list(column, |code| known(code).then(|| code.to_owned()))
    }

    /// The object to which a cell points by its reference, when the cell is not empty.
    pub fn reference(&mut self, column: &'static str, kind: &str) -> Option<Uuid> {
        self.one_of(column, &[kind])
    }

    /// Like [`reference`](Self::reference), among rows of several kinds.
    pub fn one_of(&mut self, column: &'static str, kinds: &[&str]) -> Option<Uuid> {
        let cell = self.cell(column)?;
        let found = kinds.iter().find_map(|kind| self.ledger.object(kind, cell));
        if found.is_none() {
            self.faults.push(Fault::with(column, "unknown_reference", json!({ "is": cell })));
        }
        found
    }

    /// What this row became under another kind; nothing when it failed there.
    #[must_use]
    pub fn earlier(&self, kind: &str) -> Option<Uuid> {
        self.ledger.object(kind, self.cell("ref")?)
    }

    /// What rows have become so far, to find those that a list names.
    #[must_use]
    pub const fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// Like [`reference`](Self::reference), of a cell that must not be empty.
    pub fn need_reference(&mut self, column: &'static str, kind: &str) -> Option<Uuid> {
        if self.cell(column).is_none() {
            self.fault(column, "required");
        }
        self.reference(column, kind)
    }

    /// Goes on only when nothing was wrong.
    ///
    /// # Errors
    /// `Invalid` with every fault found.
    pub fn check(&mut self) -> Result<()> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.refused()) }
    }

    /// The refusal with every fault found.
    pub fn refused(&mut self) -> Error {
        Error::Invalid(std::mem::take(&mut self.faults))
    }
}
