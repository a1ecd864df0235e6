//! One row as its table reads it: every cell asked for by name, every fault gathered.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::ledger::Ledger;
use super::sheet::Sheet;
use super::when;
use crate::access::{AccountId, Role};
use crate::base::clock::Month;
use crate::base::identity_card::mentions_identity_card;
use crate::base::text::{self, Bounds};
use crate::base::week::Week;
use crate::base::{Error, Fault, FaultCode, Id, Instant, Language, Result, Text3, typing};
use crate::people::accounts;
use crate::tx::Tx;

/// A row with what is needed to understand it.
pub struct Row<'a> {
    sheet: &'a Sheet,
    line: usize,
    ledger: &'a Ledger,
    /// The moment of loading, from which relative dates count.
    pub loaded: Instant,
    faults: Vec<Fault>,
    /// The latest moment of what was read of the row's way.
    last: Option<Instant>,
}

impl<'a> Row<'a> {
    pub(super) fn new(sheet: &'a Sheet, line: usize, ledger: &'a Ledger, loaded: Instant) -> Self {
        // Texts are looked through by their features too; here are all cells, whatever becomes of them.
        let cells = sheet.columns.iter().filter(|column| *column != "email");
        let faults = cells
            .filter(|column| sheet.cell(line, column).is_some_and(mentions_identity_card))
            .map(|column| Fault::new(column.clone(), FaultCode::HkidNotAllowed))
            .collect();
        Self { sheet, line, ledger, loaded, faults, last: None }
    }

    /// The cell of a column, when it is not empty.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        self.sheet.cell(self.line, column)
    }

    /// Adds a fault of a column.
    pub fn fault(&mut self, column: &'static str, code: FaultCode) {
        self.faults.push(Fault::new(column, code));
    }

    /// The faults found so far, for checks that add to them.
    pub fn faults(&mut self) -> &mut Vec<Fault> {
        &mut self.faults
    }

    /// What is read of a cell; `Invalid`, with the form that is wanted, when it is there and cannot be read.
    fn formed<T>(
        &mut self,
        column: &'static str,
        form: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let found = read(&typing::folded(self.cell(column)?));
        if found.is_none() {
            self.faults.push(Fault::with(column, FaultCode::Invalid, json!({ "form": form })));
        }
        found
    }

    /// A cell that must be there and readable.
    pub fn need<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.cell(column).is_none() {
            self.fault(column, FaultCode::Required);
        }
        self.may(column, read)
    }

    /// A cell that may be empty but must be readable.
    pub fn may<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = read(&typing::folded(self.cell(column)?));
        if found.is_none() {
            self.fault(column, FaultCode::Invalid);
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
        self.formed(column, when::DAY_FORM, |cell| when::day(cell, loaded))
    }

    /// A month that may be empty.
    pub fn month(&mut self, column: &'static str) -> Option<Month> {
        let loaded = self.loaded;
        self.formed(column, when::MONTH_FORM, |cell| when::month(cell, loaded))
    }

    /// A moment that may be empty.
    pub fn moment(&mut self, column: &'static str) -> Option<Instant> {
        let loaded = self.loaded;
        self.formed(column, when::MOMENT_FORM, |cell| when::moment(cell, loaded))
    }

    /// A moment that must be there, with its time.
    pub fn exact_moment(&mut self, column: &'static str) -> Option<Instant> {
        if self.cell(column).is_none() {
            self.fault(column, FaultCode::Required);
        }
        let loaded = self.loaded;
        self.formed(column, when::MOMENT_FORM, |cell| when::exact_moment(cell, loaded))
    }

    /// When something happened, that may be empty: not after the loading.
    pub fn happened(&mut self, column: &'static str) -> Option<Instant> {
        let at = self.moment(column)?;
        if at > self.loaded {
            self.fault(column, FaultCode::InTheFuture);
            return None;
        }
        Some(at)
    }

    /// Lets the row's way begin no earlier than something that another row brought.
    pub fn begin(&mut self, at: Option<Instant>) {
        self.last = self.last.max(at);
    }

    /// When the next step of the row's way was taken, that may be empty: not before the steps read so far.
    pub fn step(&mut self, column: &'static str) -> Option<Instant> {
        let at = self.happened(column)?;
        self.follow(&[(column, at)]);
        Some(at)
    }

    /// Goes on along the row's way with what happened in whatever order, but not before the steps read so far.
    pub fn follow(&mut self, next: &[(&'static str, Instant)]) {
        let mut late: Vec<&'static str> =
            next.iter().filter(|(_, at)| Some(*at) < self.last).map(|(column, _)| *column).collect();
        late.dedup();
        late.into_iter().for_each(|column| self.fault(column, FaultCode::BeforePreviousStep));
        self.last = next.iter().map(|(_, at)| Some(*at)).fold(self.last, Option::max);
    }

    /// The moment after `start`, at most a day later, when clocks show the time of a cell that must be there.
    pub fn end_after(&mut self, column: &'static str, start: Option<Instant>) -> Option<Instant> {
        if self.cell(column).is_none() {
            self.fault(column, FaultCode::Required);
        }
        let clock = self.formed(column, when::CLOCK_FORM, when::end_clock)?;
        Some(when::next(start?, clock))
    }

    /// A week that may be empty.
    pub fn week(&mut self, column: &'static str) -> Option<Week> {
        self.formed(column, when::WEEK_FORM, when::week)
    }

    /// A whole number that may be empty.
    pub fn number(&mut self, column: &'static str) -> Option<i64> {
        self.may(column, |cell| cell.parse().ok())
    }

    /// The parts of a list, separated by `;`, each readable; nothing when the cell is empty.
    pub fn list<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let cell = self.cell(column).unwrap_or_default();
        let cell = typing::folded(cell);
        let parts: Vec<&str> = cell.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        let mut found = Vec::new();
        for part in parts {
            match read(part) {
                Some(value) => found.push(value),
                None => {
                    let params = json!({ "is": part });
                    self.faults.push(Fault::with(column, FaultCode::UnknownCode, params));
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
            self.faults.push(Fault::with(column, FaultCode::UnknownReference, json!({ "is": cell })));
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

    /// The member to whom a cell points, which must not be empty; the row's way begins when they joined.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn need_member(&mut self, tx: &mut Tx<'_>, column: &'static str) -> Result<Option<AccountId>> {
        let Some(member) = self.need_reference(column, "member").map(Id::from_uuid) else { return Ok(None) };
        self.begin(Some(accounts::store::find(tx, member)?.open(tx)?.created_at));
        Ok(Some(member))
    }

    /// Somebody to whom a cell points, when it is not empty, and who held an office of this role at the moment.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn staff(
        &mut self,
        tx: &mut Tx<'_>,
        column: &'static str,
        role: Role,
        at: Instant,
    ) -> Result<Option<AccountId>> {
        let Some(account) = self.reference(column, "staff").map(Id::from_uuid) else { return Ok(None) };
        tx.at(at);
        if accounts::store::grants_of(tx, account)?.iter().any(|grant| grant.role == role) {
            return Ok(Some(account));
        }
        self.faults.push(Fault::with(column, FaultCode::WrongOffice, json!({ "needed": role })));
        Ok(None)
    }

    /// Like [`staff`](Self::staff), of a cell that must not be empty.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn need_staff(
        &mut self,
        tx: &mut Tx<'_>,
        column: &'static str,
        role: Role,
        at: Instant,
    ) -> Result<Option<AccountId>> {
        if self.cell(column).is_none() {
            self.fault(column, FaultCode::Required);
        }
        self.staff(tx, column, role, at)
    }

    /// Like [`reference`](Self::reference), of a cell that must not be empty.
    pub fn need_reference(&mut self, column: &'static str, kind: &str) -> Option<Uuid> {
        if self.cell(column).is_none() {
            self.fault(column, FaultCode::Required);
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
