//! Keyset pages: a list is continued after the last row seen, so that rows are neither skipped nor repeated.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Error, Fault, FaultCode, Instant, Result};

/// The most rows that one answer carries.
pub const MOST: i64 = 100;
const USUAL: i64 = 20;

/// The place after which a page begins: the sort key of the last row seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub at: Instant,
    pub id: Uuid,
}

impl Cursor {
    /// Before every row of a list that runs forward in time.
    #[must_use]
    pub const fn start() -> Self {
        Self { at: Instant::from_micros(i64::MIN), id: Uuid::nil() }
    }

    /// After every row: where a list that runs backward in time begins.
    #[must_use]
    pub const fn end() -> Self {
        Self { at: Instant::from_micros(i64::MAX), id: Uuid::max() }
    }

    /// The place as it stands in a URL.
    #[must_use]
    pub fn text(self) -> String {
        let mut bytes = self.at.micros().to_be_bytes().to_vec();
        bytes.extend_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (at, id) = bytes.split_first_chunk::<8>()?;
        Some(Self { at: Instant::from_micros(i64::from_be_bytes(*at)), id: Uuid::from_slice(id).ok()? })
    }
}

/// What a reader asked of a list: how many rows, after which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub limit: i64,
    pub after: Option<Cursor>,
}

impl Ask {
    /// Reads `?limit=` (1 to 100, 20 when absent) and `?after=`.
    ///
    /// # Errors
    /// `Invalid` with one fault a field that cannot be read.
    pub fn parse(limit: Option<i64>, after: Option<&str>) -> Result<Self> {
        let limit = limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(Error::Invalid(vec![Fault::out_of_range("limit", 1, MOST)]));
        }
        let after = match after {
            None => None,
            Some(text) => Some(
                Cursor::parse(text)
                    .ok_or_else(|| Error::Invalid(vec![Fault::new("after", FaultCode::Invalid)]))?,
            ),
        };
        Ok(Self { limit, after })
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Ask again with `?after=` this for the rows that follow; absent on the last page.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts `rows`, read with a limit one above the page's, to a page; `key` names each row's place.
    pub fn cut(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(|row| key(row).text()) } else { None };
        Self { items: rows, next }
    }

    /// All there is.
    #[must_use]
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// The same page in another shape.
    pub fn map<U>(self, shape: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(shape).collect(), next: self.next }
    }
}
