//! How a message leaves the house: into a folder, or to a mail server.

use std::error::Error;
use std::fmt;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp::response::{Category, Code, Severity};
use lettre::{SmtpTransport, Transport as _};

use super::letter::Composed;

/// Where letters go. Sending blocks, so it belongs on a blocking thread and outside any transaction.
pub enum Transport {
    /// Each message becomes a file `ID.eml` in this folder.
    Folder(PathBuf),
    /// A mail server. Boxed, because it is far larger than a path.
    Server(Box<SmtpTransport>),
}

/// The transport's address cannot be used; says why without repeating it, as it can hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadAddress(&'static str);

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for BadAddress {}

/// A message did not leave. The words say why, such as `smtp 451` or `timed out`; none are the server's own,
/// as servers repeat addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// The server refused this mailbox or message for good: sending it again would not help.
    Refused(String),
    /// This message did not leave, and others may: it is tried again later.
    Delayed(String),
    /// No server answered as it should: other messages would fare no better now.
    Unreachable(&'static str),
}

impl Undelivered {
    /// A few words for logs and the outbox.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Refused(why) | Self::Delayed(why) => why,
            Self::Unreachable(why) => why,
        }
    }
}

impl Transport {
    /// Reads an address: `file:DIR`, `smtps://[user:password@]host[:465]`, or `smtp://…[:587]`, which must be
    /// encrypted by STARTTLS unless the host is this machine (then port 25). `patience` bounds connecting and
    /// each answer of the server. Connects to nothing yet.
    ///
    /// # Errors
    /// Says what is wrong with the address.
    pub fn open(address: &str, patience: Duration) -> Result<Self, BadAddress> {
        match address.split_once(':') {
            Some(("file", "")) => Err(BadAddress("file: needs the name of a folder")),
            Some(("file", folder)) => Ok(Self::Folder(PathBuf::from(folder))),
            Some(("smtp" | "smtps", rest)) if rest.starts_with("//") => server(address, patience),
            _ => Err(BadAddress("must be file:FOLDER, smtp://HOST or smtps://HOST")),
        }
    }

    /// Makes the folder, where letters go into one; so a place that cannot be written is known before any letter.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn prepare(&self) -> io::Result<()> {
        match self {
            Self::Folder(folder) => make(folder),
            Self::Server(_) => Ok(()),
        }
    }

    /// Sends one message.
    ///
    /// # Errors
    /// Whether trying again can help, and why it failed.
    pub fn send(&self, composed: &Composed) -> Result<(), Undelivered> {
        match self {
            Self::Folder(folder) => {
                store(folder, &composed.id, &composed.message.formatted()).map_err(|error| {
                    tracing::warn!(%error, folder = %folder.display(), "a letter could not be written");
                    Undelivered::Unreachable("the folder cannot be written")
                })
            }
            Self::Server(server) => server.send(&composed.message).map(|_| ()).map_err(|error| {
                // Whether the server or this message is to blame: another conversation tells.
                undelivered(&error, server.test_connection().unwrap_or(false))
            }),
        }
    }
}

fn server(address: &str, patience: Duration) -> Result<Transport, BadAddress> {
    if address.contains(['?', '#']) {
        return Err(BadAddress("takes no ? or # (write %3F and %23 inside a password)"));
    }
    let encrypted = if address.starts_with("smtps:") || is_this_machine(address) {
        address.to_owned()
    } else {
        format!("{address}?tls=required")
    };
    let builder = SmtpTransport::from_url(&encrypted)
        .map_err(|_| BadAddress("is not smtp://USER:PASSWORD@HOST:PORT"))?;
    Ok(Transport::Server(Box::new(builder.timeout(Some(patience)).build())))
}

/// Whether the host is the loopback, where nobody else can listen.
fn is_this_machine(address: &str) -> bool {
    let authority = address.trim_start_matches("smtp://").split('/').next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let host = match host_and_port.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host_and_port.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Writes the whole message under another name first, so that a reader never meets half a letter.
/// Folder and file are for their owner only: letters hold links that act.
fn store(folder: &Path, id: &str, message: &[u8]) -> io::Result<()> {
    make(folder)?;
    let unfinished = folder.join(format!(".{id}.unfinished"));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(message)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(format!("{id}.eml")))
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// What a failure means, where `answers` says whether the server takes up another conversation.
fn undelivered(error: &lettre::transport::smtp::Error, answers: bool) -> Undelivered {
    if let Some(code) = error.status() {
        let why = format!("smtp {code}");
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        return match (is_for_good(code, &said), answers) {
            (true, true) => Undelivered::Refused(why),
            (true, false) => Undelivered::Unreachable("the server refuses every conversation"),
            (false, _) => Undelivered::Delayed(why),
        };
    }
    let why = if is_timeout(error) {
        "timed out"
    } else if error.is_tls() {
        "encryption failed"
    } else if error.is_response() {
        "no proper answer"
    } else if error.is_client() {
        "the server lacks what is needed (encryption, sign-in)"
    } else {
        "no connection"
    };
    match (answers, error.is_client()) {
        (false, _) => Undelivered::Unreachable(why),
        (true, false) => Undelivered::Delayed(why.into()),
        // Encryption and sign-in come before the message, so it is the message that the server cannot carry.
        (true, true) => Undelivered::Refused("the server takes no such address".into()),
    }
}

/// Whether an answer refuses this mailbox or this message for good. 55x speaks of them, 53x, 50x and the rest of the
/// operator's settings, unless the longer code (RFC 3463) says otherwise: 5.1 and 5.2 are about the mailbox, 5.1.7 and
/// 5.1.8 about the sender's, 5.7 about who may send.
fn is_for_good(code: Code, said: &str) -> bool {
    if code.severity != Severity::PermanentNegativeCompletion {
        return false;
    }
    let longer = said.split_whitespace().next().unwrap_or_default();
    let begins = |start: &str| longer.starts_with(start);
    match longer {
        "5.1.7" | "5.1.8" => false,
        _ if begins("5.1.") || begins("5.2.") => true,
        _ => code.category == Category::MailSystem && !begins("5.7."),
    }
}

/// A read that takes too long fails as `WouldBlock` on Unix, which lettre's own question leaves out.
fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    let slow = error.downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(slow, Some(io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut))
        || error.source().is_some_and(is_timeout)
}
