//! The public half of a key of `age`.

/// Whom backups are encrypted to: the public half of a key of `age`, of which the other half is kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient(String);

impl Recipient {
    /// Reads `age1…`, as `age-keygen` prints it; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.strip_prefix("age1")?;
        let known = |letter: char| "qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains(letter);
        (letters.len() == 58 && letters.chars().all(known)).then(|| Self(text.to_owned()))
    }

    /// As `age` takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_public_key_is_a_recipient() {
        let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        assert!(Recipient::parse(key).is_some());
        for other in ["", "age1", "ssh-ed25519 AAAA", &key.replace("ql", "QL"), &key[..61], "-o/etc/passwd"] {
            assert!(Recipient::parse(other).is_none(), "{other}");
        }
    }
}
