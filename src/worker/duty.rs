//! Something that time brings: rows are looked for now and then, and each that is due is settled in a transaction of
//! its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use crate::access::{Action, Actor};
use crate::base::{Error, Id, Result};
use crate::gate::House;
use crate::tx::Tx;

/// Rows looked for at once.
const AT_ONCE: i64 = 100;

/// Finds rows that are due, by id and after one, so many at most.
pub type Find<T> = fn(&mut Tx<'_>, Id<T>, i64) -> Result<Vec<Id<T>>>;
type Due = dyn Fn(&mut Tx<'_>, Uuid) -> Result<Vec<Uuid>> + Send + Sync;
type Settle = dyn Fn(&mut Tx<'_>, Uuid) -> Result<()> + Send + Sync;

/// One kind of row, how it becomes due and what is done then.
pub struct Duty {
    /// The name in the log and in the audit.
    name: &'static str,
    /// How often rows are looked for.
    pub every: Duration,
    due: Arc<Due>,
    settle: Arc<Settle>,
    put_off: PutOff,
}

impl Duty {
    /// For each row that is due, found in the order of ids and after the one given, so that a row that fails is passed
    /// by; `settle` looks again, as somebody may have been faster.
    pub fn each<T: 'static>(
        name: &'static str,
        every: Duration,
        due: Find<T>,
        settle: fn(&mut Tx<'_>, Id<T>) -> Result<()>,
    ) -> Self {
        let due = move |tx: &mut Tx<'_>, after| {
            Ok(due(tx, Id::from_uuid(after), AT_ONCE)?.into_iter().map(Id::uuid).collect::<Vec<_>>())
        };
        let settle = move |tx: &mut Tx<'_>, id| settle(tx, Id::from_uuid(id));
        Self { name, every, due: Arc::new(due), settle: Arc::new(settle), put_off: PutOff::default() }
    }

    /// For something that is done as a whole, in one statement.
    pub fn whole(name: &'static str, every: Duration, work: fn(&mut Tx<'_>) -> Result<()>) -> Self {
        let once =
            |_: &mut Tx<'_>, after: Uuid| Ok(if after.is_nil() { vec![Uuid::max()] } else { Vec::new() });
        let work = move |tx: &mut Tx<'_>, _| work(tx);
        Self { name, every, due: Arc::new(once), settle: Arc::new(work), put_off: PutOff::default() }
    }

    /// Settles everything that is due and counts it; stops early when told to.
    ///
    /// # Errors
    /// The first row's that failed, after all others were settled; at once when the database does not answer.
    pub async fn round(&mut self, house: &Arc<House>, stop: &watch::Receiver<bool>) -> Result<usize> {
        self.put_off.begin();
        let (mut after, mut settled, mut fault) = (Uuid::nil(), 0, Ok(()));
        loop {
            let due = self.find(house, after).await?;
            let Some(last) = due.last() else { break };
            after = *last;
            for id in due {
                if *stop.borrow() {
                    return Ok(settled);
                }
                if self.put_off.rests(id) {
                    continue;
                }
                match self.settle(house, id).await {
                    Ok(()) => settled += 1,
                    // That is no fault of the row's.
                    Err(error @ Error::Busy { .. }) => return Err(error),
                    Err(error) => {
                        tracing::warn!(duty = self.name, row = %id, ?error, "what is due could not be done");
                        self.put_off.put(id);
                        fault = fault.and(Err(error));
                    }
                }
            }
        }
        fault.map(|()| settled)
    }

    async fn find(&self, house: &Arc<House>, after: Uuid) -> Result<Vec<Uuid>> {
        let due = Arc::clone(&self.due);
        house.read(self.actor(), Action::KeepHouse, self.name.into(), move |tx| due(tx, after)).await
    }

    async fn settle(&self, house: &Arc<House>, id: Uuid) -> Result<()> {
        let settle = Arc::clone(&self.settle);
        house.write(self.actor(), Action::KeepHouse, self.name.into(), move |tx| settle(tx, id)).await
    }

    const fn actor(&self) -> Actor {
        Actor::System(self.name)
    }
}

/// The rows that failed, each left out for twice as many rounds as the time before. A server that starts anew tries
/// them anew.
#[derive(Default)]
struct PutOff {
    round: u64,
    /// How often a row failed in a row, and the round in which it is tried again.
    rows: HashMap<Uuid, (u32, u64)>,
}

impl PutOff {
    /// At most so many rounds left out, as a power of two: about an hour of minutes.
    const MOST: u32 = 6;

    fn begin(&mut self) {
        let over = self.round;
        // Whoever was to be tried in the last round and has not failed is settled.
        self.rows.retain(|_, (_, again)| *again > over);
        self.round += 1;
    }

    fn rests(&self, id: Uuid) -> bool {
        self.rows.get(&id).is_some_and(|(_, again)| *again > self.round)
    }

    fn put(&mut self, id: Uuid) {
        let (failures, again) = self.rows.entry(id).or_default();
        *again = self.round + 2_u64.pow((*failures).min(Self::MOST));
        *failures += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fails_again_and_again_is_tried_less_and_less_often() {
        let (mut put_off, row) = (PutOff::default(), Uuid::max());
        let mut tried = Vec::new();
        for round in 1..=260 {
            put_off.begin();
            if !put_off.rests(row) {
                tried.push(round);
                put_off.put(row);
            }
        }
        assert_eq!(tried, [1, 2, 4, 8, 16, 32, 64, 128, 192, 256]);
    }

    #[test]
    fn what_was_settled_is_not_remembered() {
        let (mut put_off, row) = (PutOff::default(), Uuid::max());
        put_off.begin();
        put_off.put(row);
        put_off.begin();
        assert!(!put_off.rests(row));
        put_off.begin();
        assert!(put_off.rows.is_empty());
    }
}
