//! One-time codes (RFC 6238: SHA-1, six digits, half a minute) and recovery codes. Pure but for chance.

use totp_rs::{Builder, Secret, Totp};

use crate::base::clock::random_bytes;
use crate::base::identity_card::mentions_identity_card;
use crate::base::{Error, Instant, Result, typing};

/// Recovery codes that somebody has.
pub const RECOVERY: usize = 10;
/// Letters and digits that nobody takes for each other.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

// A clock half a minute off on either side is taken (A 6.5.5 says none; telephones are that far off).
fn builder(secret: &[u8; 20]) -> Builder {
    Builder::new().with_secret(Secret::new(Box::new(*secret))).with_skew(1)
}

fn totp(builder: Builder) -> Result<Totp> {
    builder.build().map_err(|error| Error::Internal(format!("one-time codes: {error}")))
}

/// The secret as it is typed into an app, and as the link that an app reads from a picture. Both name the account by its
/// address and the place by its host, which whoever looks at the telephone may read.
///
/// # Errors
/// `Internal` when the library refuses it.
pub fn shown(secret: &[u8; 20], email: &str, host: &str) -> Result<(String, String)> {
    // A colon would end the name.
    let plain = |name: &str| name.replace(':', " ");
    let named = builder(secret).with_account_name(plain(email)).with_issuer(Some(plain(host)));
    let totp = totp(named)?;
    let uri = totp.to_url().map_err(|error| Error::Internal(format!("one-time codes: {error}")))?;
    Ok((totp.secret().to_base32(), uri))
}

/// The code of this moment.
///
/// # Errors
/// `Internal` when the library refuses the secret.
pub fn current(secret: &[u8; 20], now: Instant) -> Result<String> {
    Ok(totp(builder(secret))?.generate(seconds(now)).to_string())
}

/// The half minute whose code was typed, if it is one that counts and none before it was taken; compared in constant
/// time.
///
/// # Errors
/// `Internal` when the library refuses the secret.
pub fn taken(secret: &[u8; 20], typed: &str, last: Option<i64>, now: Instant) -> Result<Option<i64>> {
    let digits: String = typing::folded(typed).chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let step = totp(builder(secret))?.check(&digits, seconds(now)).and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| last.is_none_or(|last| *step > last)))
}

fn seconds(now: Instant) -> u64 {
    u64::try_from(now.micros().div_euclid(1_000_000)).unwrap_or(0)
}

/// A new recovery code of 80 bits, such as `7K3M-Q2XF-9ABC-W4TZ`.
#[must_use]
pub fn new_recovery() -> String {
    loop {
        let bits = random_bytes::<10>().iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let sign = |at: usize| {
            let index = usize::try_from((bits >> (5 * at)) & 31).unwrap_or(0);
            SIGNS.get(index).map_or('2', |sign| char::from(*sign))
        };
        let groups = [0, 4, 8, 12].map(|from| (from..from + 4).map(sign).collect::<String>());
        let code = groups.join("-");
        // What looks like an identity card number could never be typed here.
        if !mentions_identity_card(&code) {
            return code;
        }
    }
}

/// A recovery code as its hash is made of it, however it was typed.
#[must_use]
pub fn plain(typed: &str) -> String {
    typing::folded(typed)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const SECRET: [u8; 20] = *b"12345678901234567890";

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits of the eight.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(current(&SECRET, at(seconds)).unwrap(), code);
        }
    }

    #[test]
    fn a_code_counts_once_and_half_a_minute_around() {
        let (now, code) = (at(1_111_111_109), "081804");
        let step = taken(&SECRET, code, None, now).unwrap().unwrap();
        assert_eq!(step, 1_111_111_109 / 30);
        for (seconds, counts) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let then = now.plus(TimeDelta::seconds(seconds));
            assert_eq!(taken(&SECRET, code, None, then).unwrap().is_some(), counts, "{seconds}");
        }
        assert_eq!(taken(&SECRET, code, Some(step), now).unwrap(), None);
        assert_eq!(taken(&SECRET, code, Some(step - 1), now).unwrap(), Some(step));
        for typed in ["081 804", " ０８１８０４"] {
            assert_eq!(taken(&SECRET, typed, None, now).unwrap(), Some(step), "{typed}");
        }
        for wrong in ["", "81804", "0818040", "08180x", "+81804", "081805"] {
            assert_eq!(taken(&SECRET, wrong, None, now).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let code = new_recovery();
        assert_eq!((code.len(), plain(&code).len()), (19, 16));
        assert_eq!(plain(&code.to_lowercase().replace('-', " ")), plain(&code));
        assert_ne!(new_recovery(), code);
    }

    #[test]
    fn what_an_app_reads_names_the_account_and_no_more() {
        let (typed, uri) = shown(&SECRET, "ada@example.test", "go.example.test").unwrap();
        assert_eq!(typed, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(uri.starts_with("otpauth://totp/go.example.test:ada%40example.test?"), "{uri}");
    }
}
