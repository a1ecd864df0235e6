//! Putting a copy together.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::model::{CellKind, CopyPart, DataCopy, KeptRow, PartOfCopy, Whose};
use super::{left, store};
use crate::base::{Language, Result};
use crate::tx::Tx;

/// How a copy is read.
const FORMAT: &str = "alongside-copy-1";
/// What a person in custody said of others, by their codes: who they are is nobody else's to hand over.
const OF_OTHERS: &str = "stated_exclusions";

/// What is kept of somebody, part by part; nobody else stands in it.
///
/// # Errors
/// Whatever the database refuses.
pub fn parts(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<PartOfCopy>> {
    let rows = match whose {
        Whose::Account(person) => store::of_account(tx, person)?,
        Whose::Referral(referral) => store::of_referral(tx, referral)?,
    };
    let mut others = Others::of(whose);
    let rows = rows.into_iter().map(|(part, row)| (part, told(row, &mut others)));
    Ok(sorted(rows))
}

/// A copy with everything but the parts that are held back.
///
/// # Errors
/// Whatever the database refuses.
pub fn copy(tx: &mut Tx<'_>, whose: Whose, language: Language, held_back: &[CopyPart]) -> Result<DataCopy> {
    let parts = parts(tx, whose)?.into_iter().filter(|one| !held_back.contains(&one.part)).collect();
    Ok(DataCopy { format: FORMAT, at: tx.now, language, parts, left: left::told() })
}

/// Other people, each by one number in the whole of a copy.
struct Others(BTreeMap<String, usize>);

impl Others {
    fn of(whose: Whose) -> Self {
        let own = match whose {
            Whose::Account(person) => person.to_string(),
            Whose::Referral(referral) => referral.to_string(),
        };
        Self(BTreeMap::from([(own, 0)]))
    }

    fn number(&mut self, key: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(key.to_owned()).or_insert(next)
    }
}

fn told(row: KeptRow, others: &mut Others) -> KeptRow {
    let cells = row.cells.into_iter().map(|mut cell| {
        cell.value = match (cell.kind, cell.value) {
            (CellKind::Person, Value::String(key)) => json!(others.number(&key)),
            (CellKind::Document, Value::String(text)) => {
                without_others(serde_json::from_str(&text).unwrap_or_default())
            }
            (_, value) => value,
        };
        cell
    });
    KeptRow { cells: cells.collect(), ..row }
}

fn without_others(mut document: Value) -> Value {
    if let Some(object) = document.as_object_mut() {
        object.remove(OF_OTHERS);
    }
    document
}

/// By part, in the order in which they are read; a part without rows stands in it as well, for that nothing is kept is an
/// answer.
fn sorted(rows: impl Iterator<Item = (CopyPart, KeptRow)>) -> Vec<PartOfCopy> {
    let mut parts: Vec<PartOfCopy> =
        CopyPart::ALL.iter().map(|part| PartOfCopy { part: *part, rows: Vec::new() }).collect();
    for (part, row) in rows {
        if let Some(of) = parts.iter_mut().find(|one| one.part == part) {
            of.rows.push(row);
        }
    }
    parts
}
