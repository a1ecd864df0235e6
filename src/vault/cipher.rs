//! XChaCha20-Poly1305: what is written for one place can be read there alone. Whoever calls brings the chance.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// How many bytes a key has.
pub const KEY: usize = 32;
/// How many bytes of chance go into each ciphertext: so many that no two are ever the same.
pub const NONCE: usize = 24;

/// A key in memory, overwritten when it is dropped; it can be neither shown nor compared.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY]>);

impl Key {
    /// The key of these bytes.
    #[must_use]
    pub fn of(bytes: [u8; KEY]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key of these bytes, if they are as many as a key has.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::of)
    }

    /// Its bytes, to be written into a file or under another key.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    /// What tells this key from others and nothing else of it.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<u8> {
        let hash = Sha256::new().chain_update(b"alongside wrapping key").chain_update(self.0.as_slice());
        hash.finalize().iter().take(16).copied().collect()
    }

    /// Nonce and ciphertext of `clear`, bound to the place that `about` names; `None` for a text beyond 256 GB.
    #[must_use]
    pub fn encrypt(&self, nonce: [u8; NONCE], about: &[impl AsRef<[u8]>], clear: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload { msg: clear, aad: &named(about) };
        let secret = self.cipher().encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &secret].concat())
    }

    /// What was encrypted under this key for the place that `about` names; `None` for everything else.
    #[must_use]
    pub fn decrypt(&self, about: &[impl AsRef<[u8]>], written: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, secret) = written.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: secret, aad: &named(about) };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&chacha20poly1305::Key::from(*self.0))
    }
}

/// The parts of a name, each behind its length, so that no two names read the same.
fn named(parts: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut name = Vec::new();
    for part in parts {
        let part = part.as_ref();
        name.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        name.extend(part);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_by_its_key_in_its_place_alone() {
        let (key, other) = (Key::of([1; KEY]), Key::of([2; KEY]));
        let written = key.encrypt([3; NONCE], &["a", "bc"], b"words").unwrap();
        assert_eq!(key.decrypt(&["a", "bc"], &written).unwrap().as_slice(), b"words");
        assert!(key.decrypt(&["ab", "c"], &written).is_none());
        assert!(other.decrypt(&["a", "bc"], &written).is_none());
        for place in 0..written.len() {
            let mut bent = written.clone();
            bent[place] ^= 1;
            assert!(key.decrypt(&["a", "bc"], &bent).is_none(), "byte {place}");
        }
        assert!(key.decrypt(&["a", "bc"], &written[..10]).is_none());
    }

    /// The example of draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn it_is_the_cipher_of_the_draft() {
        let clear = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it.";
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + u8::try_from(at).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap());
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let cipher = Key::of(key).cipher();
        let secret = cipher.encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: &aad }).unwrap();
        assert_eq!(secret[..8], [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]);
        assert_eq!(secret[secret.len() - 4..], [0x78, 0x0a, 0xcf, 0x49]);
    }
}
