//! Finding slots.

use super::model::{Card, Filter};
use super::store;
use crate::base::page::Ask;
use crate::base::{Page, Result};
use crate::tx::{Tx, open_all};

/// A page of the coming slots of published openings, by time.
///
/// # Errors
/// Whatever the database refuses.
pub fn upcoming(tx: &mut Tx<'_>, filter: &Filter, ask: Ask) -> Result<Page<Card>> {
    let cards = store::upcoming(tx, filter, ask)?;
    Ok(Page::cut(open_all(cards, tx)?, ask.limit, Card::cursor))
}
