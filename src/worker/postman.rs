//! The postman: takes letters out of the outbox and sends them, several at a time and outside any transaction.
//!
//! At least once: a letter whose answer was lost, or whose sender died, goes again under the same Message-ID.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

use super::links;
use crate::access::{Action, Actor};
use crate::base::{Error, Instant, Result};
use crate::gate::House;
use crate::mail::{Composed, Kind, Letter, Letterhead, Transport, Undelivered};
use crate::tx::{Due, Held, LONGEST_PAUSE, LetterId, Reader, Tx};

/// How long a mail server may take for each answer, and for a letter as a whole.
const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST: Duration = Duration::from_secs(60);
/// How long the postman rests when nobody rings, and when no server answers.
const REST: Duration = Duration::from_secs(15);
/// How often it says that it still has the letters in hand: well within their lease.
const HOLD: Duration = Duration::from_secs(5);
/// Letters that leave at a time.
const AT_A_TIME: usize = 8;
/// Tries after which a letter is given up: about three days.
const MOST_TRIES: i64 = 20;

/// Why a letter is not sent whose link was used, or taken back, before it could leave.
pub const LINK_USELESS: &str = "its link counts no more";

/// Delivers the letters of a house.
#[derive(Clone)]
pub struct Postman {
    house: Arc<House>,
    transport: Arc<Transport>,
    head: Letterhead,
    /// One for each letter that is being sent, kept by its thread: a server that never comes to an end can hold no
    /// more than these.
    places: Arc<Semaphore>,
}

/// What became of one letter.
enum Outcome {
    Sent,
    /// It was for nobody: all was done but the sending.
    Nobodys,
    /// Its link is of no use to anybody any more.
    Needless,
    Failed(Undelivered),
    Unfit(String),
}

/// A letter in hand.
struct InHand {
    /// `None` when somebody else has taken it, because we did not say in time that we have it.
    held: Option<Held>,
    reader: Reader,
    attempts: i64,
}

/// What is written of a letter.
#[derive(Clone)]
enum End {
    Sent(LetterId),
    /// It did not leave, and is due again or given up.
    Failed {
        held: Held,
        why: String,
        then: Option<Instant>,
    },
}

impl End {
    fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        match self {
            Self::Sent(id) => tx.letter_sent(*id),
            Self::Failed { held, why, then } => tx.letter_failed(*held, why, *then),
        }
    }
}

/// What came of a round so far.
#[derive(Default)]
struct Round {
    in_hand: HashMap<LetterId, InHand>,
    left: usize,
    /// No server answers: nothing more is taken out.
    unreachable: bool,
}

impl Postman {
    /// A postman who sends as the house's settings say.
    ///
    /// # Errors
    /// A sentence that names the setting that cannot be used.
    pub fn new(house: Arc<House>) -> Result<Self, String> {
        let config = &house.config;
        let transport = Transport::open(&config.mail, PATIENCE).map_err(|fault| format!("mail: {fault}"))?;
        transport.prepare().map_err(|error| format!("mail: the folder cannot be made: {error}"))?;
        let head = Letterhead::new(&config.base_url, &config.mail_from)
            .map_err(|fault| format!("base_url, mail_from: {fault}"))?;
        let places = Arc::new(Semaphore::new(AT_A_TIME));
        Ok(Self { house, transport: Arc::new(transport), head, places })
    }

    /// Delivers what is due, whenever it is rung for and every now and then, until told to stop; letters in hand are
    /// finished first. If that takes longer than the server lives, their lease runs out and they go again.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let unreachable = match self.round(&stop).await {
                Ok(Round { left, unreachable, .. }) => {
                    if left > 0 {
                        tracing::info!(left, "letters sent");
                    }
                    unreachable
                }
                Err(error) => {
                    tracing::warn!(?error, "the outbox could not be read");
                    false
                }
            };
            tokio::select! {
                // A new letter would fare no better.
                () = self.house.letters.notified(), if !unreachable => {}
                () = tokio::time::sleep(REST) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    /// Sends every letter that is due and counts those that left. Stops early when no server answers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliver(&self) -> Result<usize> {
        let (_keep_open, never) = watch::channel(false);
        self.round(&never).await.map(|round| round.left)
    }

    async fn round(&self, stop: &watch::Receiver<bool>) -> Result<Round> {
        let (mut round, mut sending) = (Round::default(), JoinSet::new());
        let (mut fault, mut done) = (Ok(()), Vec::new());
        loop {
            let goes_on = fault.is_ok() && !round.unreachable && !*stop.borrow();
            let turn = self.turn(&mut round, std::mem::take(&mut done), goes_on, &mut sending).await;
            fault = fault.and(turn);
            // What is in hand is finished whatever goes wrong: else it would be sent and not be written down.
            tokio::select! {
                sent = sending.join_next() => match sent {
                    Some(sent) => {
                        let further = std::iter::from_fn(|| sending.try_join_next());
                        for sent in std::iter::once(sent).chain(further) {
                            match sent {
                                Ok((id, outcome)) => done.extend(self.end_of(&mut round, id, outcome)),
                                Err(error) => tracing::error!(%error, "a sending broke off"),
                            }
                        }
                    }
                    None => return fault.map(|()| round),
                },
                () = tokio::time::sleep(HOLD) => fault = fault.and(self.hold(&mut round).await),
            }
        }
    }

    /// Writes what became of letters, takes as many others out as there are places, and begins to send them: one
    /// transaction for all, as each is a turn of whoever writes.
    async fn turn(
        &self,
        round: &mut Round,
        done: Vec<End>,
        goes_on: bool,
        sending: &mut JoinSet<(LetterId, Outcome)>,
    ) -> Result<()> {
        let places: Vec<_> = if goes_on {
            std::iter::from_fn(|| Arc::clone(&self.places).try_acquire_owned().ok()).collect()
        } else {
            Vec::new()
        };
        let most = places.len();
        if most == 0 && done.is_empty() {
            return Ok(());
        }
        let served: Vec<_> = round.in_hand.values().map(|letter| letter.reader.clone()).collect();
        let ends = done.clone();
        let turn = self
            .write(move |tx| {
                ends.iter().try_for_each(|end| end.write(tx))?;
                if most == 0 { Ok(Vec::new()) } else { tx.take_letters(most, served) }
            })
            .await;
        let due = match turn {
            Ok(due) => due,
            Err(error) => {
                // What was sent must not be forgotten for what could not be taken.
                self.write(move |tx| done.iter().try_for_each(|end| end.write(tx))).await?;
                return Err(error);
            }
        };
        for (due, place) in due.into_iter().zip(places) {
            let (held, reader, attempts) = (Some(due.held), due.reader.clone(), due.attempts);
            round.in_hand.insert(due.id, InHand { held, reader, attempts });
            let postman = self.clone();
            sending.spawn(async move { (due.id, postman.send(due, place).await) });
        }
        Ok(())
    }

    /// Says that the letters in hand are still being sent.
    async fn hold(&self, round: &mut Round) -> Result<()> {
        for letter in round.in_hand.values_mut() {
            if let Some(held) = letter.held {
                letter.held = self.write(move |tx| tx.hold_letter(held)).await?;
            }
        }
        Ok(())
    }

    /// What is to be written of a letter; nothing of one that somebody else has taken meanwhile.
    fn end_of(&self, round: &mut Round, id: LetterId, outcome: Outcome) -> Option<End> {
        let letter = round.in_hand.remove(&id)?;
        let (why, then) = match outcome {
            Outcome::Sent => {
                round.left += 1;
                return Some(End::Sent(id));
            }
            Outcome::Nobodys => return Some(End::Sent(id)),
            Outcome::Needless => {
                tracing::info!(letter = %id, "a letter is not sent, as its link counts no more");
                (LINK_USELESS.to_owned(), None)
            }
            Outcome::Unfit(why) => {
                tracing::error!(letter = %id, why, "a letter cannot be written and is given up");
                (why, None)
            }
            Outcome::Failed(undelivered) => {
                round.unreachable |= matches!(undelivered, Undelivered::Unreachable(_));
                let then = next_try(&undelivered, letter.attempts + 1, self.house.now());
                let why = undelivered.why().to_owned();
                match then {
                    Some(then) => tracing::warn!(letter = %id, why, ?then, "a letter did not leave"),
                    None => tracing::error!(letter = %id, why, "a letter is given up"),
                }
                (why, then)
            }
        };
        letter.held.map(|held| End::Failed { held, why, then })
    }

    async fn send(self, due: Due, place: OwnedSemaphorePermit) -> Outcome {
        if due.reader.is_nobody() {
            return self.put_away(due.held).await;
        }
        if let Some((purpose, row)) = due.token.clone() {
            match self.write(move |tx| links::count_from_now(tx, &purpose, row)).await {
                Ok(true) => {}
                Ok(false) => return Outcome::Needless,
                Err(error) => {
                    tracing::warn!(letter = %due.id, ?error, "a letter's link could not be looked at");
                    return Outcome::Failed(Undelivered::Delayed("its link could not be looked at".into()));
                }
            }
        }
        let composed = match self.compose(due) {
            Ok(composed) => composed,
            Err(why) => return Outcome::Unfit(why),
        };
        let transport = Arc::clone(&self.transport);
        let sending = tokio::task::spawn_blocking(move || {
            let sent = transport.send(&composed);
            drop(place);
            sent
        });
        match tokio::time::timeout(LONGEST, sending).await {
            Ok(Ok(Ok(()))) => Outcome::Sent,
            Ok(Ok(Err(undelivered))) => Outcome::Failed(undelivered),
            Ok(Err(_)) => Outcome::Failed(Undelivered::Delayed("the sender broke off".into())),
            // Its place stays taken, so a server that does so to all of them pauses all.
            Err(_) => Outcome::Failed(Undelivered::Delayed("timed out".into())),
        }
    }

    /// Does with a letter for nobody what is done with a link that leaves: whoever asks a second time meanwhile waits as long.
    async fn put_away(&self, held: Held) -> Outcome {
        match self.write(move |tx| tx.hold_letter(held)).await {
            Ok(_) => Outcome::Nobodys,
            Err(error) => {
                tracing::warn!(?error, "a letter for nobody could not be put away");
                Outcome::Failed(Undelivered::Delayed("it could not be put away".into()))
            }
        }
    }

    fn compose(&self, due: Due) -> Result<Composed, String> {
        let kind = Kind::parse(&due.kind).ok_or_else(|| format!("unknown kind {}", due.kind))?;
        // Behind # no server and no log ever sees the secret.
        let path = match due.token {
            Some((purpose, row)) => format!("{}#token={}", due.link, self.house.keys().link(&purpose, row)),
            None => due.link,
        };
        let letter = Letter { kind, language: due.language, to: due.address.0, path };
        letter.compose(&due.id.to_string(), due.written_at, &self.head).map_err(|unfit| unfit.to_string())
    }

    async fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T> {
        self.house.write(Actor::System("postman"), Action::DeliverMail, "postman".into(), command).await
    }
}

/// When a letter is tried again after `tries` tries, each pause twice the last, up to four hours; `None` gives it up.
fn next_try(undelivered: &Undelivered, tries: i64, now: Instant) -> Option<Instant> {
    if matches!(undelivered, Undelivered::Refused(_)) || tries >= MOST_TRIES {
        return None;
    }
    let doublings = u32::try_from(tries.clamp(1, 9) - 1).unwrap_or(0);
    Some(now.plus(TimeDelta::minutes(2_i64.pow(doublings)).min(LONGEST_PAUSE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_four_hours() {
        let now = Instant::default();
        let pause =
            |tries| next_try(&Undelivered::Unreachable("timed out"), tries, now).map(|then| then.since(now));
        let minutes = [1, 2, 4, 8, 16, 32, 64, 128, 240, 240];
        for (tries, minutes) in (1..).zip(minutes) {
            assert_eq!(pause(tries), Some(TimeDelta::minutes(minutes)), "after {tries}");
        }
        assert_eq!(pause(19), Some(TimeDelta::hours(4)));
    }

    #[test]
    fn a_letter_is_given_up_when_refused_or_after_twenty_tries() {
        let now = Instant::default();
        assert_eq!(next_try(&Undelivered::Refused("smtp 550".into()), 1, now), None);
        assert_eq!(next_try(&Undelivered::Delayed("smtp 451".into()), 20, now), None);
    }
}
