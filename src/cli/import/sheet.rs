//! The files of an import: CSV in UTF-8 with a header row.

use std::io::Write;
use std::path::Path;

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
    /// The bytes of a row that is not UTF-8, since nobody could make them again from its cells.
    raw: Option<csv::ByteRecord>,
}

impl Sheet {
    /// Reads a file whose columns must be among `known`, in any order, and have all those `needed`.
    ///
    /// # Errors
    /// A sentence that names the file and what is wrong with its header.
    pub fn read(file: &str, bytes: &[u8], known: &[&str], needed: &[&str]) -> Result<Self, String> {
        if is_utf16(bytes) {
            return Err(format!("{file}: it is in UTF-16; save it as \"CSV UTF-8\""));
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|error| match error.kind() {
            csv::ErrorKind::Utf8 { .. } => {
                format!("{file}: its header is not UTF-8; save it as \"CSV UTF-8\"")
            }
            _ => format!("{file}: {error}"),
        })?;
        let columns: Vec<String> = header.iter().map(str::to_owned).collect();
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
        let mut lines = Vec::new();
        for record in reader.byte_records() {
            let record = record.map_err(|error| format!("{file}: {error}"))?;
            let text: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
            let fault = match text {
                Err(_) => Some(Code::NotUtf8),
                Ok(cells) if cells.len() != columns.len() => Some(Code::NumberOfCells),
                Ok(_) => None,
            };
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            let raw = (fault == Some(Code::NotUtf8)).then(|| record.clone());
            lines.push(Line { cells, fault, raw });
        }
        Ok(Self { columns, lines })
    }

    /// The cell of a column, when it is not empty.
    #[must_use]
    pub fn cell(&self, line: usize, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.lines.get(line)?.cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// Writes the rows that failed, each with its reason, in the form in which they can be read again.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write_failed(&self, path: &Path, failed: &[(usize, String)]) -> std::io::Result<()> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_path(path)?;
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.columns.get(*at).is_some_and(|column| column != REASON))
            .collect();
        let cell = |cells: &[String], at: &usize| cells.get(*at).cloned().unwrap_or_default();
        writer.write_record(kept.iter().map(|at| cell(&self.columns, at)).chain([REASON.to_owned()]))?;
        for (line, reason) in failed {
            let Some(line) = self.lines.get(*line) else { continue };
            if let Some(raw) = &line.raw {
                writer.write_record(raw.iter().chain([reason.as_bytes()]))?;
            } else if line.fault.is_some() {
                // As it was: nobody can say to which columns its cells belong.
                writer.write_record(line.cells.iter().chain([reason]))?;
            } else {
                writer.write_record(kept.iter().map(|at| cell(&line.cells, at)).chain([reason.clone()]))?;
            }
        }
        writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?.flush()
    }
}

/// Whether a file begins like UTF-16, as some spreadsheets save text: by its mark, or with every second byte zero.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..])
}
