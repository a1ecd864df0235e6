//! Files in and out, and what to say when that fails.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Serialize;

use crate::cli::{Failure, printed};

/// Larger files are refused, so that a small gzip cannot fill the memory.
const MOST_BYTES: u64 = 1 << 30;

/// The file at `path` has a fault.
pub fn wrong(path: &Path, fault: &impl Display) -> Failure {
    Failure::Usage(format!("{}: {fault}", path.display()))
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!("{}: {error}", path.display()))
}

/// Reads a file, unpacking gzip, which is known by its first two bytes.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = fs::read(path).map_err(|error| failed(path, &error))?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .take(MOST_BYTES + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| wrong(path, &format!("not a whole gzip file ({error})")))?;
    if u64::try_from(unpacked.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(wrong(path, &format!("larger than {MOST_BYTES} bytes when unpacked")));
    }
    Ok(unpacked)
}

/// Writes one JSON value and a line end to a file, or to standard output.
pub fn write_json(out: Option<&Path>, value: &impl Serialize) -> Result<(), Failure> {
    let put = |writer: &mut dyn Write| -> io::Result<()> {
        serde_json::to_writer(&mut *writer, value)?;
        writer.write_all(b"\n")?;
        writer.flush()
    };
    match out {
        Some(path) => File::create(path)
            .and_then(|file| put(&mut BufWriter::new(file)))
            .map_err(|error| failed(path, &error)),
        None => printed(put(&mut BufWriter::new(io::stdout().lock()))),
    }
}

/// Writes a line to standard output.
pub fn print(line: &str) -> Result<(), Failure> {
    printed(writeln!(io::stdout(), "{line}"))
}
