//! The files of an import: CSV in UTF-8 with a header row.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::base::Code;

/// The column that only the files of failed rows have; it is passed over when such a file is read again.
const REASON: &str = "reason";

/// The columns of a file.
pub struct Columns {
    pub known: &'static [&'static str],
    /// Those that no row can do without.
    pub needed: &'static [&'static str],
}

/// One file, read but not understood yet.
#[derive(Debug)]
pub struct Sheet {
    pub columns: Vec<String>,
    pub lines: Vec<Line>,
}

/// One row of a file.
#[derive(Debug)]
pub struct Line {
    pub cells: Vec<String>,
    /// What is wrong with the row before anybody reads its cells.
    pub fault: Option<Code>,
}

impl Sheet {
    /// Reads a file whose columns must be among `known`, in any order, and have all those `needed`. Rows and columns at
    /// the end that are empty, as spreadsheets leave them, are passed over.
    ///
    /// # Errors
    /// A sentence that names the file and what is wrong with its signs or its header. A file with one row that is not
    /// UTF-8 is refused as a whole: the other rows may be readable and mean something else.
    pub fn read(file: &str, bytes: &[u8], known: &[&str], needed: &[&str]) -> Result<Self, String> {
        let text = in_utf8(bytes).map_err(|wrong| format!("{file}: {wrong}; save it as \"CSV UTF-8\""))?;
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| format!("{file}: {error}"))?;
        let named = filled(header);
        let columns: Vec<String> = header.iter().take(named).map(str::to_owned).collect();
        for (at, column) in columns.iter().enumerate() {
            if column != REASON && !known.contains(&column.as_str()) {
                return Err(format!(
                    "{file}: there is no column \"{column}\"; known are {}",
                    known.join(", ")
                ));
            }
            if columns.iter().skip(at + 1).any(|other| other == column) {
                return Err(format!("{file}: the column \"{column}\" is there twice"));
            }
        }
        let missing: Vec<&str> =
            needed.iter().filter(|name| !columns.iter().any(|column| column == *name)).copied().collect();
        if !missing.is_empty() {
            return Err(format!("{file}: these columns are missing: {}", missing.join(", ")));
        }
        // Only the files that we wrote ourselves have masks.
        let was_kept = columns.iter().any(|column| column == REASON);
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| format!("{file}: {error}"))?;
            let filled = filled(&record);
            if filled == 0 {
                continue;
            }
            let short = record.len() < columns.len() || filled > columns.len();
            let plain = |cell: &str| lines_ended(if was_kept { unmasked(cell) } else { cell });
            let cells = record.iter().take(filled.max(columns.len())).map(plain).collect();
            lines.push(Line { cells, fault: short.then_some(Code::NumberOfCells) });
        }
        Ok(Self { columns, lines })
    }

    /// The cell of a column, when it is not empty.
    #[must_use]
    pub fn cell(&self, line: usize, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.lines.get(line)?.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// Writes the rows that failed, each with its reason, for their owner alone and in the form in which they can be
    /// read again; a spreadsheet takes none of their cells for a formula.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write_failed(&self, path: &Path, failed: &[(usize, String)]) -> std::io::Result<()> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.columns.get(*at).is_some_and(|column| column != REASON))
            .collect();
        let cell = |cells: &[String], at: &usize| masked(cells.get(*at).map_or("", String::as_str));
        writer.write_record(kept.iter().map(|at| cell(&self.columns, at)).chain([REASON.to_owned()]))?;
        for (line, reason) in failed {
            let Some(line) = self.lines.get(*line) else { continue };
            if line.fault.is_some() {
                // As it was: nobody can say to which columns its cells belong.
                writer.write_record(line.cells.iter().chain([reason]).map(|cell| masked(cell)))?;
            } else {
                writer.write_record(kept.iter().map(|at| cell(&line.cells, at)).chain([masked(reason)]))?;
            }
        }
        writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?.flush()
    }
}

/// Whether a spreadsheet could take a cell for a formula, by its first sign that shows.
fn is_like_a_formula(cell: &str) -> bool {
    let shown = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '\r', '\n']);
    shown.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'])
}

/// A cell as a spreadsheet shows it and does not reckon with it: a `'` before what could be a formula.
fn masked(cell: &str) -> String {
    let is_masked = |cell: &str| is_like_a_formula(cell.trim_start_matches('\''));
    if is_masked(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn unmasked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|cell| is_like_a_formula(cell.trim_start_matches('\''))).unwrap_or(cell)
}

/// The text of a file in UTF-8, with or without its mark at the beginning.
///
/// # Errors
/// What it looks like instead, and where.
fn in_utf8(bytes: &[u8]) -> Result<&str, String> {
    if is_utf16(bytes) {
        return Err("it is in UTF-16".to_owned());
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line} is not UTF-8 but looks like {}", looks_like(bytes))
    })
}

/// The name of the encoding that a text which is not UTF-8 is most likely in.
fn looks_like(bytes: &[u8]) -> &'static str {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(Some(b"hk"), Utf8Detection::Deny).name() {
        "Big5" => "Big5-HKSCS",
        "GBK" | "gb18030" => "GB18030",
        other => other,
    }
}

/// How many cells a row has up to the last that is not empty.
fn filled(record: &csv::StringRecord) -> usize {
    record.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).last().map_or(0, |(at, _)| at + 1)
}

/// A cell whose lines end as ours do.
fn lines_ended(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a file begins like UTF-16, as some spreadsheets save text: by its mark, or with every second byte zero.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..])
}
