//! Signed notes as `C2SP.org/signed-note` writes them: lines of text, an empty line, and under it who signed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sha2::{Digest, Sha256};

/// Ed25519, as signed notes number it.
const ALGORITHM: u8 = 1;
/// What a signer is called, before the beginning of the hash of its key.
const NAME: &str = "alongside-audit-";

/// Who signs notes.
pub struct Signer {
    pair: Ed25519KeyPair,
    public: PublicKey,
}

/// By which the notes of a signer are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: [u8; 32],
}

impl Signer {
    /// The signer of a seed of 32 secret bytes; `None` for another length.
    #[must_use]
    pub fn of(seed: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let key = pair.public_key().as_ref().try_into().ok()?;
        Some(Self { pair, public: PublicKey { name: name_of(&key), key } })
    }

    /// By which its notes are known.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The note of a text, whose lines all end.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let signature = [&self.public.id(), self.pair.sign(text.as_bytes()).as_ref()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.public.name, STANDARD.encode(signature))
    }
}

impl PublicKey {
    /// Reads a key as [`written`](Self::written) writes it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.trim().split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let key = STANDARD.decode(key).ok()?;
        let (algorithm, key) = key.split_first()?;
        let public = Self { name: name.to_owned(), key: key.try_into().ok()? };
        let fits = *algorithm == ALGORITHM && id == hex(&public.id());
        fits.then_some(public)
    }

    /// The key in one line: name, id, key.
    #[must_use]
    pub fn written(&self) -> String {
        let key = STANDARD.encode([&[ALGORITHM][..], &self.key].concat());
        format!("{}+{}+{key}", self.name, hex(&self.id()))
    }

    /// Of whom the key is, and so which log its notes are about.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note that this key's signer has signed.
    #[must_use]
    pub fn open<'n>(&self, note: &'n str) -> Option<&'n str> {
        let (text, signatures) = note.rsplit_once("\n\n")?;
        let text = note.get(..=text.len())?;
        let signed = |line: &str| {
            let (name, signature) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            let signature = STANDARD.decode(signature).ok()?;
            let (id, signature) = signature.split_first_chunk()?;
            let ours = name == self.name && *id == self.id();
            ours.then(|| UnparsedPublicKey::new(&ED25519, self.key).verify(text.as_bytes(), signature).ok())?
        };
        signatures.lines().any(|line| signed(line).is_some()).then_some(text)
    }

    fn id(&self) -> [u8; 4] {
        let named = Sha256::new().chain_update(&self.name).chain_update([b'\n', ALGORITHM]);
        let hash: [u8; 32] = named.chain_update(self.key).finalize().into();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }
}

fn name_of(key: &[u8; 32]) -> String {
    let hash: [u8; 32] = Sha256::digest(key).into();
    let [a, b, c, d, ..] = hash;
    format!("{NAME}{}", hex(&[a, b, c, d]))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    #[test]
    fn a_note_of_somebody_else_is_read() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let note = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n\n\
            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let key = PublicKey::read(key).unwrap();
        assert!(key.open(note).unwrap().ends_with("your problem is.\n"));
        assert_eq!(key.open(&note.replace("answer", "cause")), None);
    }

    #[test]
    fn only_the_signers_own_notes_open_and_only_as_they_were() {
        let (signer, other) = (Signer::of(&[7; 32]).unwrap(), Signer::of(&[8; 32]).unwrap());
        let note = signer.sign("one\n2\n");
        assert_eq!(signer.public().open(&note), Some("one\n2\n"));
        assert_eq!(other.public().open(&note), None);
        for place in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[place] ^= 1;
            if let Ok(flipped) = String::from_utf8(bytes) {
                assert_ne!(signer.public().open(&flipped), Some("one\n2\n"), "{flipped}");
            }
        }
        assert!(Signer::of(&[7; 31]).is_none());
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = Signer::of(&[7; 32]).unwrap().public().clone();
        assert_eq!(PublicKey::read(&key.written()), Some(key.clone()));
        for wrong in ["", "a+b", "a+b+c", &key.written().replace("alongside", "elsewhere")] {
            assert_eq!(PublicKey::read(wrong), None, "{wrong}");
        }
    }
}
