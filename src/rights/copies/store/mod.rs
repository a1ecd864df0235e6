//! What is kept of one person as rows, one list of columns for each table that tells of somebody.

mod account;
mod custody;

pub use account::{account_columns, of_account};
pub use custody::{of_referral, referral_columns};

use serde_json::{Value, json};

use super::model::{Column, Key};
use crate::base::{Instant, Result};
use crate::db::columns::{Confidential, Object};
use crate::keys::{At, Encrypted, Field};

impl Column for String {
    fn value(self) -> Result<Value> {
        Ok(Value::String(self))
    }
}
impl Column for i64 {
    fn value(self) -> Result<Value> {
        Ok(json!(self))
    }
}
impl Column for bool {
    fn value(self) -> Result<Value> {
        Ok(json!(self))
    }
}
impl Column for Instant {
    fn value(self) -> Result<Value> {
        Ok(json!(self))
    }
}
impl Column for Key {
    fn value(self) -> Result<Value> {
        Ok(json!(self))
    }
    fn key(&self) -> Option<Key> {
        Some(*self)
    }
}
impl Column for Object {
    fn value(self) -> Result<Value> {
        Ok(self.0)
    }
}
impl Column for Confidential {
    fn value(self) -> Result<Value> {
        Ok(Value::String(self.0))
    }
}
impl Column for Encrypted {
    fn value(self) -> Result<Value> {
        Ok(self.text()?.map_or(Value::Null, Value::String))
    }
    fn locked(&mut self) -> Option<&mut Encrypted> {
        Some(self)
    }
}
impl<T: Column> Column for Option<T> {
    fn value(self) -> Result<Value> {
        self.map_or(Ok(Value::Null), T::value)
    }
    fn locked(&mut self) -> Option<&mut Encrypted> {
        self.as_mut().and_then(T::locked)
    }
}

/// The place of an encrypted column.
fn place(table: &str, column: &str, key: Option<Key>) -> Option<At> {
    let field = Field::ALL.into_iter().find(|field| field.place() == (table, column))?;
    key.map(|key| field.of(key))
}

/// Everything of one kind of subject: each kind of row with its part, its query and its columns. A row with encrypted texts
/// begins with the key for which they were written.
macro_rules! kept {
    ($of:ident, $columns:ident, $whom:ident: $id:ty;
     $($name:ident in $part:ident = $query:expr;
       $first:ident { $($table:ident . $column:ident: $type:ty => $kind:ident),+ $(,)? })+) => {
        $(
            struct $name(KeptRow);
            impl Stored for $name {
                type Row = ($($type,)+);
                const SEE: Action = Action::ReadCopy;

                fn encrypted(row: &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
                    let ($($column,)+) = row;
                    let (mut texts, mut key) = (Vec::new(), None);
                    $(
                        key = key.or($column.key());
                        if let Some(text) = $column.locked()
                            && let Some(at) = place(stringify!($table), stringify!($column), key)
                        {
                            texts.push((at, text));
                        }
                    )+
                    texts
                }

                fn unpack(($($column,)+): Self::Row) -> Result<(Self, Owners)> {
                    let cells = vec![$(CopyCell {
                        name: stringify!($column),
                        kind: CellKind::$kind,
                        value: $column.value()?,
                    }),+];
                    Ok((Self(KeptRow { of: stringify!($first), cells }), Owners::default()))
                }
            }
        )+

        /// What is kept of them, in parts.
        ///
        /// # Errors
        /// Whatever the database refuses.
        pub fn $of(tx: &mut Tx<'_>, $whom: $id) -> Result<Vec<(CopyPart, KeptRow)>> {
            let mut all = Vec::new();
            $({
                let rows: Vec<Sealed<$name>> = tx.list($query.select(($($table::$column,)+)))?;
                all.extend(rows.into_iter().map(|row| (CopyPart::$part, row.unchecked(WHY).0)));
            })+
            Ok(all)
        }

        /// The columns that stand in it.
        #[must_use]
        pub fn $columns() -> Vec<(&'static str, &'static str)> {
            vec![$($((stringify!($table), stringify!($column))),+),+]
        }
    };
}
use kept;

const WHY: &str = "everything in it is kept of one person, whose request was opened";
/// The most rows of one kind: whoever has more than these gets the latest.
const MOST: i64 = 5000;
