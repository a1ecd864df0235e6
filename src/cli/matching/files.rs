//! Files in and out, and what to say when that fails.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Take, Write};
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

/// Opens a file to be read once, unpacking gzip, which is known by its first two bytes.
pub fn open(path: &Path) -> Result<BufReader<Box<dyn Read>>, Failure> {
    let mut file = File::open(path).map(BufReader::new).map_err(|error| failed(path, &error))?;
    let head = file.fill_buf().map_err(|error| failed(path, &error))?;
    let read: Box<dyn Read> = if head.starts_with(&[0x1f, 0x8b]) {
        Box::new(Unpacked { gzip: GzDecoder::new(file).take(MOST_BYTES + 1) })
    } else {
        Box::new(file)
    };
    Ok(BufReader::new(read))
}

/// What is in a gzip file, as far as it may be unpacked.
struct Unpacked {
    gzip: Take<GzDecoder<BufReader<File>>>,
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.gzip.limit() == 0 {
            return Err(io::Error::other(format!("larger than {MOST_BYTES} bytes when unpacked")));
        }
        self.gzip.read(into).map_err(|error| io::Error::other(format!("not a whole gzip file ({error})")))
    }
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
