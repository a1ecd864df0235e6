//! The proof that one line is in the log, without any other: as `C2SP.org/tlog-proof` writes it, with the line's bytes.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::checkpoint::Checkpoint;
use super::entry::Entry;
use super::note::PublicKey;
use super::tree::{self, Hash};

const HEAD: &str = "c2sp.org/tlog-proof@v1";

/// A line, the hashes beside its way to the root, and the note that signs the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub position: u64,
    pub entry: Entry,
    pub path: Vec<Hash>,
    pub note: String,
}

impl Proof {
    /// The proof as a text.
    #[must_use]
    pub fn written(&self) -> String {
        let line = STANDARD.encode(self.entry.bytes(self.position));
        let path = self.path.iter().fold(String::new(), |mut text, hash| {
            // Writing into a text cannot fail.
            writeln!(text, "{}", STANDARD.encode(hash)).unwrap_or_default();
            text
        });
        format!("{HEAD}\nextra {line}\nindex {}\n{path}\n{}", self.position, self.note)
    }

    /// Reads such a text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (said, note) = text.split_once("\n\n")?;
        let mut lines = said.lines();
        let head = lines.next()? == HEAD;
        let (position, entry) = Entry::read(&STANDARD.decode(lines.next()?.strip_prefix("extra ")?).ok()?)?;
        let index = lines.next()?.strip_prefix("index ")? == position.to_string();
        let hash = |line: &str| STANDARD.decode(line).ok()?.try_into().ok();
        let path = lines.map(hash).collect::<Option<_>>()?;
        (head && index).then(|| Self { position, entry, path, note: note.to_owned() })
    }

    /// What was signed, when the line is in it at its position.
    #[must_use]
    pub fn check(&self, key: &PublicKey) -> Option<Checkpoint> {
        let signed = Checkpoint::open(&self.note, key)?;
        let leaf = self.entry.leaf(self.position);
        let root = tree::root_by(leaf, self.position, signed.size, &self.path)?;
        (root == signed.root).then_some(signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::note::Signer;

    #[test]
    fn a_proof_holds_as_it_was_written_and_not_otherwise() {
        let signer = Signer::of(&[7; 32]).unwrap();
        let line = |text: &str| Entry(std::array::from_fn(|_| Some(text.as_bytes().to_vec())));
        let (one, two) = (line("one"), line("two"));
        let (left, right) = (one.leaf(0), two.leaf(1));
        let root = tree::root_by(left, 0, 2, &[right]).unwrap();
        let note = Checkpoint { size: 2, root }.sign(&signer);
        let proof = Proof { position: 0, entry: one, path: vec![right], note };
        let text = proof.written();
        let read = Proof::read(&text).unwrap();
        assert_eq!(read, proof);
        assert_eq!(read.check(signer.public()).unwrap().size, 2);
        assert_eq!(read.check(Signer::of(&[8; 32]).unwrap().public()), None);
        for place in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1;
            let flipped = String::from_utf8(bytes).ok().and_then(|text| Proof::read(&text));
            let held = flipped.filter(|proof| proof.check(signer.public()).is_some());
            assert!(held.is_none(), "flipped at {place}");
        }
        assert_eq!(Proof { entry: two, ..proof }.check(signer.public()), None);
    }
}
