//! The sealer: every few seconds it gives the new lines of the audit log their leaves, signs a checkpoint and sends it out.
//!
//! A line and its leaf are two transactions, so that nobody who books waits for the seal; leaves and the checkpoint behind
//! them are one, so that whoever dies between them has done nothing yet.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::access::{Action, Actor};
use crate::base::seldom::Seldom;
use crate::base::{Error, Instant, Result};
use crate::gate::House;
use crate::seals::{sealing, sent};
use crate::tx::Tx;
use crate::tx::leaves::Place;

/// How often lines are sealed: younger ones can be changed without a trace.
const EVERY: Duration = Duration::from_secs(10);
/// How long lines may wait for their seal before it is an alarm.
const ALARM: TimeDelta = TimeDelta::seconds(60);
/// How often the whole log is looked through, and not only what came last.
const WHOLE: TimeDelta = TimeDelta::days(1);

/// Seals the audit log of a house.
pub struct Sealer {
    house: Arc<House>,
    /// All lines before this place have their leaves.
    place: Place,
    /// When the whole log was looked through.
    whole_at: Option<Instant>,
    /// The size of the last checkpoint that was sent out from here.
    sent: Option<i64>,
    /// Since when sealing fails.
    failing: Option<Instant>,
    said: Seldom,
}

impl Sealer {
    /// A sealer who has seen nothing yet, and so looks through the whole log first.
    #[must_use]
    pub const fn new(house: Arc<House>) -> Self {
        Self {
            house,
            place: Place::BEGINNING,
            whole_at: None,
            sent: None,
            failing: None,
            said: Seldom::new(),
        }
    }

    /// Seals until told to stop, and what was written until then.
    pub async fn work(mut self, mut stop: watch::Receiver<bool>) {
        loop {
            let told = *stop.borrow();
            let done = self.seal().await;
            self.note(&done);
            if told {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// Seals every line that has no leaf, sends the last checkpoint out, and counts the lines.
    ///
    /// # Errors
    /// When the database does not answer, the last checkpoint is not ours, or the note cannot be sent out: then the lines
    /// are sealed, and the next time the note is sent.
    pub async fn seal(&mut self) -> Result<usize> {
        let now = self.house.now();
        let begins = self.whole_at.is_none();
        let (from, until) = if begins { (Place::BEGINNING, Some(Place::END)) } else { (self.place, None) };
        let (mut lines, settled) = self.pass(from, until).await?;
        if self.whole_at.is_some_and(|at| !at.is_younger_than(WHOLE, now)) {
            let (missed, _) = self.pass(Place::BEGINNING, Some(self.place)).await?;
            if missed > 0 {
                tracing::error!(
                    missed,
                    "lines came into the audit log past the servers, and are sealed only now"
                );
            }
            lines += missed;
            self.whole_at = Some(now);
        }
        if let Some(settled) = settled {
            self.place = settled;
            self.whole_at.get_or_insert(now);
        }
        self.send_out().await?;
        Ok(lines)
    }

    /// Seals what has no leaf between two places, and tells the place behind which are all lines that can still come;
    /// `None` when another server was in between.
    async fn pass(&self, from: Place, until: Option<Place>) -> Result<(usize, Option<Place>)> {
        let (mut after, mut lines, mut settled) = (from, 0, None);
        loop {
            let house = self.house.clone();
            let look = move |tx: &mut Tx<'_>| {
                sealing::look(tx, after, until, &house.keys().seals()?, house.config.new_secret)
            };
            let part = self.house.snapshot(ACTOR, Action::KeepHouse, NAME.into(), look).await?;
            settled.get_or_insert(part.settled);
            if let Some(batch) = part.batch {
                let keep = move |tx: &mut Tx<'_>| sealing::keep(tx, &batch);
                match self.house.write(ACTOR, Action::KeepHouse, NAME.into(), keep).await {
                    Ok(kept) => lines += kept,
                    // Another server has it in hand; what it leaves is found the next time.
                    Err(Error::Stale) => return Ok((lines, None)),
                    Err(error) => return Err(error),
                }
            }
            let Some(end) = part.end else { break };
            after = end;
        }
        Ok((lines, settled))
    }

    /// Sends out the last checkpoint, whichever server made it.
    async fn send_out(&mut self) -> Result<()> {
        let last = |tx: &mut Tx<'_>| tx.last_checkpoint();
        let last = self.house.read(ACTOR, Action::KeepHouse, NAME.into(), last).await?;
        let Some(last) = last.filter(|last| self.sent != Some(last.size)) else { return Ok(()) };
        let folder = self.house.config.checkpoints.clone();
        let sending = tokio::task::spawn_blocking(move || sent::send(&folder, &last.note));
        match sending.await {
            Ok(Ok(())) => {
                self.sent = Some(last.size);
                Ok(())
            }
            Ok(Err(error)) => Err(Error::Internal(format!("a checkpoint could not be sent out: {error}"))),
            Err(_) => Err(Error::Internal("the sending of a checkpoint broke off".into())),
        }
    }

    /// Says what went wrong, once a minute, and louder once it has gone wrong for one.
    fn note(&mut self, done: &Result<usize>) {
        let now = self.house.now();
        match done {
            Ok(_) => self.failing = None,
            Err(error) => {
                let since = *self.failing.get_or_insert(now);
                if !self.said.is_due("sealing") {
                } else if since.is_younger_than(ALARM, now) {
                    tracing::warn!(?error, "the audit log could not be sealed");
                } else {
                    tracing::error!(
                        ?error,
                        ?since,
                        "the audit log is not sealed or its checkpoints do not leave"
                    );
                }
            }
        }
    }
}

const NAME: &str = "sealer";
const ACTOR: Actor = Actor::System(NAME);
