//! The first connection to PostgreSQL, and what to say when there is none.

use std::time::{Duration, Instant};

use diesel::pg::PgConnection;
use diesel::{Connection as _, ConnectionError};

use crate::base::{Error, Result};

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// Connects to the server at `url` once it can be reached, or says why it could not within `patience`: a server and its
/// database are often started at the same moment.
///
/// # Errors
/// As [`connect`], from the last try.
pub fn wait_for(url: &str, patience: Duration) -> Result<()> {
    let begun = Instant::now();
    let mut said = String::new();
    loop {
        match connect(url) {
            Ok(_) => return Ok(()),
            Err(Error::Internal(why)) if why != NO_TLS && begun.elapsed() < patience => {
                if why != said {
                    tracing::warn!(why, "waiting for PostgreSQL");
                    said = why;
                }
            }
            Err(error) => return Err(error),
        }
        // Nobody tells when a server elsewhere has come up.
        std::thread::park_timeout(PAUSE);
    }
}

/// Connects to the server at `url`.
///
/// # Errors
/// `Internal` with libpq's own words, which name the cause best.
pub fn connect(url: &str) -> Result<PgConnection> {
    let url = bounded(url);
    PgConnection::establish(&url).map_err(|error| {
        let said = match error {
            ConnectionError::BadConnection(said) => said,
            other => other.to_string(),
        };
        Error::Internal(explained(&url, &said))
    })
}

/// The address with a limit to how long a machine that does not answer is waited for, where it has none of its own.
fn bounded(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}connect_timeout=5")
}

const NO_TLS: &str = "this build has no TLS to the database, and the address asks for it: build with \
    --no-default-features --features system-libpq, or use sslmode=disable on a network of your own";

/// What libpq said, without the password and in one line.
pub fn explained(url: &str, said: &str) -> String {
    if said.contains("SSL support is not compiled in") {
        return NO_TLS.into();
    }
    let mut said = said.split_whitespace().collect::<Vec<_>>().join(" ").replace(url, "the address");
    for secret in passwords(url) {
        said = said.replace(secret, "…");
    }
    format!("PostgreSQL cannot be reached: {said}")
}

/// What may be a password in an address: behind the user, or as a parameter.
fn passwords(url: &str) -> Vec<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let behind_user =
        rest.rsplit_once('@').and_then(|(user, _)| user.split_once(':')).map(|(_, password)| password);
    let parameter = rest.split_once("password=").and_then(|(_, rest)| rest.split('&').next());
    behind_user.into_iter().chain(parameter).filter(|password| !password.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libpqs_words_are_kept_without_the_password() {
        for (url, said, expected) in [
            (
                "postgres://ada:s3cret@db/x",
                "connection to server at \"db\" failed:\n\tFATAL:  no entry for ada s3cret",
                "PostgreSQL cannot be reached: connection to server at \"db\" failed: FATAL: no entry for ada …",
            ),
            (
                "postgres://ada:s3@cret@db/x?y",
                "invalid URI query parameter in \"postgres://ada:s3@cret@db/x?y\"",
                "PostgreSQL cannot be reached: invalid URI query parameter in \"the address\"",
            ),
            ("postgres://db/x?password=s3cret&y", "wrong: s3cret", "PostgreSQL cannot be reached: wrong: …"),
        ] {
            assert_eq!(explained(url, said), expected);
        }
    }

    #[test]
    fn a_build_without_tls_says_so() {
        let said = "sslmode value \"require\" invalid when SSL support is not compiled in";
        assert!(explained("postgres://db/x?sslmode=require", said).starts_with("this build has no TLS"));
    }
}
