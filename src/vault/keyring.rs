//! The keys that wrap data keys: several versions, of which the newest wraps, written one on a line.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::cipher::{KEY, Key};

/// What stands at the top of a file with keys.
const HEAD: &str =
    "# Keys of Alongside: version and key on each line, the newest wraps. Keep a copy apart from backups.\n";

/// The versions at hand, at least one.
#[derive(Clone)]
pub struct Keyring {
    newest: (i64, Key),
    older: BTreeMap<i64, Key>,
}

impl Keyring {
    /// A ring with one key, which is version 1.
    #[must_use]
    pub const fn of(key: Key) -> Self {
        Self { newest: (1, key), older: BTreeMap::new() }
    }

    /// Reads what was written: `VERSION KEY` on each line, in base64 or hexadecimal; the version may be left out where
    /// there is one key. Empty lines and those that begin with `#` count for nothing.
    ///
    /// # Errors
    /// What is wrong, without anything of a key.
    pub fn read(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let lines: Vec<&str> = lines.collect();
        let mut versions = BTreeMap::new();
        for line in &lines {
            let (version, key) = match line.split_once(char::is_whitespace) {
                Some((version, key)) => (version.parse().unwrap_or(0), key.trim()),
                None if lines.len() == 1 => (1, *line),
                None => (0, *line),
            };
            if version < 1 {
                return Err("each line must be a version from 1 and its key".into());
            }
            if versions.insert(version, key_of(version, key)?).is_some() {
                return Err(format!("version {version} stands there twice"));
            }
        }
        let newest = versions.pop_last().ok_or("there is no key in it")?;
        Ok(Self { newest, older: versions })
    }

    /// The text that [`read`](Self::read) reads.
    #[must_use]
    pub fn written(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(HEAD.to_owned());
        for (version, key) in self.older.iter().chain([(&self.newest.0, &self.newest.1)]) {
            let key = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.bytes()));
            text.push_str(&format!("{version} {}\n", key.as_str()));
        }
        text
    }

    /// The version that wraps.
    #[must_use]
    pub const fn newest(&self) -> i64 {
        self.newest.0
    }

    /// Every version, the oldest first.
    #[must_use]
    pub fn versions(&self) -> Vec<i64> {
        self.older.keys().copied().chain([self.newest.0]).collect()
    }

    /// The key of a version.
    #[must_use]
    pub fn key(&self, version: i64) -> Option<&Key> {
        if version == self.newest.0 { Some(&self.newest.1) } else { self.older.get(&version) }
    }

    /// With one version more, which wraps from now on.
    #[must_use]
    pub fn with(mut self, key: Key) -> Self {
        let next = self.newest.0.saturating_add(1);
        let (version, before) = std::mem::replace(&mut self.newest, (next, key));
        self.older.insert(version, before);
        self
    }

    /// With every version of another ring that it has not.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for version in other.versions() {
            if let Some(key) = other.key(version).filter(|_| self.key(version).is_none()) {
                if version > self.newest.0 {
                    let before = std::mem::replace(&mut self.newest, (version, key.clone()));
                    self.older.insert(before.0, before.1);
                } else {
                    self.older.insert(version, key.clone());
                }
            }
        }
        self
    }

    /// With the newest version alone.
    #[must_use]
    pub fn without_older(mut self) -> Self {
        self.older.clear();
        self
    }
}

/// The key that is written there.
fn key_of(version: i64, text: &str) -> Result<Key, String> {
    let hexadecimal = (text.len() == 2 * KEY).then(|| from_hexadecimal(text)).flatten();
    let base64 = || {
        [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
            .iter()
            .find_map(|alphabet| alphabet.decode(text).ok())
    };
    let bytes = Zeroizing::new(
        hexadecimal
            .or_else(base64)
            .ok_or_else(|| format!("the key of version {version} is neither base64 nor hexadecimal"))?,
    );
    let key = Key::from_slice(&bytes)
        .ok_or_else(|| format!("the key of version {version} has {} bytes instead of {KEY}", bytes.len()))?;
    match bytes.iter().all(|byte| Some(byte) == bytes.first()) {
        true => Err(format!("the key of version {version} is one byte again and again, which is no secret")),
        false => Ok(key),
    }
}

fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|sign| sign.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    Some(digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> Key {
        Key::of(std::array::from_fn(|at| seed.wrapping_add(u8::try_from(at).unwrap())))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ring = Keyring::of(key(1)).with(key(2));
        let again = Keyring::read(&ring.written()).unwrap();
        assert_eq!((again.newest(), again.versions()), (2, vec![1, 2]));
        assert_eq!(again.key(1).unwrap().bytes(), key(1).bytes());
        assert_eq!(again.key(2).unwrap().bytes(), key(2).bytes());
        assert!(again.key(3).is_none());
        assert_eq!(again.without_older().versions(), [2]);
    }

    #[test]
    fn what_a_ring_lacks_comes_from_another() {
        let ring = Keyring::of(key(1)).and(&Keyring::of(key(1)).with(key(2)));
        assert_eq!((ring.newest(), ring.versions()), (2, vec![1, 2]));
        let ring = Keyring::of(key(1)).with(key(2)).without_older().and(&Keyring::of(key(1)));
        assert_eq!((ring.newest(), ring.versions()), (2, vec![1, 2]));
    }

    #[test]
    fn a_key_may_be_written_in_several_ways() {
        let hexadecimal = key(7).bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        for text in [hexadecimal.clone(), format!("1 {hexadecimal}\n"), STANDARD.encode(key(7).bytes())] {
            let ring = Keyring::read(&text).unwrap();
            assert_eq!(ring.key(1).unwrap().bytes(), key(7).bytes());
        }
    }

    #[test]
    fn what_is_no_key_is_said_without_showing_it() {
        let good = URL_SAFE_NO_PAD.encode(key(7).bytes());
        for (text, said) in [
            (String::new(), "no key"),
            ("# only words".into(), "no key"),
            ("c2hvcnQ=".into(), "5 bytes"),
            ("not, a key!".into(), "version from 1"),
            ("1 not_a_key!".into(), "neither base64 nor hexadecimal"),
            ("00".repeat(32), "again and again"),
            (format!("1 {good}\n1 {good}"), "twice"),
            (format!("{good}\n{good}"), "version from 1"),
            (format!("0 {good}"), "version from 1"),
        ] {
            let Err(why) = Keyring::read(&text) else { panic!("{said}") };
            assert!(why.contains(said), "{why}");
            assert!(!why.contains(&good) && !why.contains("not_a_key"), "{why}");
        }
    }
}
