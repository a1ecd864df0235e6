//! What is given in secret and must not be seen in a log.

use std::fmt;

/// A setting that nothing shows.
#[derive(Clone)]
pub struct Unshown(pub String);

impl From<String> for Unshown {
    fn from(text: String) -> Self {
        Self(text)
    }
}
impl fmt::Debug for Unshown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}
