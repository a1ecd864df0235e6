//! How far a log has come and the one hash of all of it, as `C2SP.org/tlog-checkpoint` writes it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::note::{PublicKey, Signer};
use super::tree::Hash;

/// A size, and the root of the tree of so many leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Checkpoint {
    pub size: u64,
    pub root: Hash,
}

impl Checkpoint {
    /// The signed note: which log, the size, the root.
    #[must_use]
    pub fn sign(&self, signer: &Signer) -> String {
        let root = STANDARD.encode(self.root);
        signer.sign(&format!("{}\n{}\n{root}\n", signer.public().name(), self.size))
    }

    /// What a note says that this key's signer has signed about its log.
    #[must_use]
    pub fn open(note: &str, key: &PublicKey) -> Option<Self> {
        let mut lines = key.open(note)?.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        let size = size.parse().ok().filter(|parsed: &u64| parsed.to_string() == size)?;
        (origin == key.name() && lines.next().is_none()).then_some(Self { size, root })
    }

    /// What a note says, whoever has signed it: enough to compare with, not to believe.
    #[must_use]
    pub fn said(note: &str) -> Option<Self> {
        let mut lines = note.lines().skip(1);
        let (size, root) = (lines.next()?, lines.next()?);
        Some(Self { size: size.parse().ok()?, root: STANDARD.decode(root).ok()?.try_into().ok()? })
    }

    /// Size and root in one word, as letters carry them.
    #[must_use]
    pub fn word(&self) -> String {
        format!("{}.{}", self.size, URL_SAFE_NO_PAD.encode(self.root))
    }

    /// Reads such a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let (size, root) = word.split_once('.')?;
        let root = URL_SAFE_NO_PAD.decode(root).ok()?.try_into().ok()?;
        Some(Self { size: size.parse().ok()?, root })
    }
}

/// The notes that stand one after another in a text, each followed by an empty line.
pub fn notes(text: &str) -> impl Iterator<Item = String> {
    let mut parts =
        text.split("\n\n").map(|part| part.trim_start_matches('\n')).filter(|part| !part.is_empty());
    std::iter::from_fn(move || {
        let said = parts.next()?;
        let signed = parts.next().unwrap_or_default().trim_end_matches('\n');
        Some(format!("{said}\n\n{signed}\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_as_it_is_written() {
        let signer = Signer::of(&[7; 32]).unwrap();
        for size in [0, 1, 600, u64::MAX] {
            let checkpoint = Checkpoint { size, root: [9; 32] };
            let note = checkpoint.sign(&signer);
            assert_eq!(Checkpoint::open(&note, signer.public()), Some(checkpoint), "{note}");
            assert_eq!(Checkpoint::of_word(&checkpoint.word()), Some(checkpoint));
            assert_eq!(Checkpoint::said(&note), Some(checkpoint));
            assert_eq!(Checkpoint::open(&note, Signer::of(&[8; 32]).unwrap().public()), None);
        }
    }

    #[test]
    fn what_is_signed_but_no_checkpoint_of_this_log_is_none() {
        let signer = Signer::of(&[7; 32]).unwrap();
        let (name, root) = (signer.public().name(), STANDARD.encode([9; 32]));
        for text in [
            format!("{name}\n5\n"),
            format!("{name}\n05\n{root}\n"),
            format!("{name}\n5\n{root}\nmore\n"),
            format!("elsewhere\n5\n{root}\n"),
        ] {
            assert_eq!(Checkpoint::open(&signer.sign(&text), signer.public()), None, "{text}");
        }
        for word in ["", "5", "5.", "5.AAAA", "x.AAAA"] {
            assert_eq!(Checkpoint::of_word(word), None, "{word}");
        }
    }

    #[test]
    fn notes_that_follow_each_other_are_told_apart() {
        let signer = Signer::of(&[7; 32]).unwrap();
        let written: Vec<_> = (0..3).map(|size| Checkpoint { size, root: [9; 32] }.sign(&signer)).collect();
        let file: String = written.iter().map(|note| format!("{note}\n")).collect();
        assert_eq!(notes(&file).collect::<Vec<_>>(), written);
        assert_eq!(notes("").count(), 0);
        // A line that was cut off is a note that does not open.
        let cut = &file[..file.len() - 40];
        assert_eq!(notes(cut).filter(|note| Checkpoint::open(note, signer.public()).is_some()).count(), 2);
    }
}
