//! The postman: takes letters out of the outbox and sends them, outside any transaction.
//!
//! At least once: a letter whose answer was lost, or whose sender died, goes again under the same Message-ID.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::access::{Action, Actor};
use crate::base::{Error, Instant, Result};
use crate::gate::House;
use crate::mail::{Composed, Kind, Letter, Letterhead, Transport, Undelivered};
use crate::tx::{Due, Tx};

/// How long a mail server may take for each answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the postman rests when nobody rings.
const REST: Duration = Duration::from_secs(15);
/// Tries after which a letter is given up: about three days.
const MOST_TRIES: i64 = 20;

/// Delivers the letters of a house.
pub struct Postman {
    house: Arc<House>,
    transport: Arc<Transport>,
    head: Letterhead,
}

/// What became of one letter.
enum Outcome {
    Sent,
    Failed(Undelivered),
    Unfit(String),
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
        Ok(Self { house, transport: Arc::new(transport), head })
    }

    /// Delivers what is due, whenever it is rung for and every now and then, until told to stop.
    /// A letter in hand is finished first.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.round(&stop).await {
                Ok(0) => {}
                Ok(sent) => tracing::info!(sent, "letters sent"),
                Err(error) => tracing::warn!(?error, "the outbox could not be read"),
            }
            tokio::select! {
                () = self.house.letters.notified() => {}
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
        self.round(&never).await
    }

    async fn round(&self, stop: &watch::Receiver<bool>) -> Result<usize> {
        let mut sent = 0;
        while !*stop.borrow() {
            let Some(due) = self.write(|tx| tx.take_letter()).await? else { break };
            let (id, attempts) = (due.id, due.attempts);
            match self.send(due).await {
                Outcome::Sent => {
                    self.write(move |tx| tx.letter_sent(id)).await?;
                    sent += 1;
                }
                Outcome::Unfit(why) => {
                    tracing::error!(letter = %id, why, "a letter cannot be written and is given up");
                    self.write(move |tx| tx.letter_failed(id, &why, None)).await?;
                }
                Outcome::Failed(undelivered) => {
                    let unreachable = matches!(undelivered, Undelivered::Unreachable(_));
                    let then = next_try(&undelivered, attempts + 1, self.house.now());
                    let why = undelivered.why().to_owned();
                    match then {
                        Some(then) => tracing::warn!(letter = %id, why, ?then, "a letter did not leave"),
                        None => tracing::error!(letter = %id, why, "a letter is given up"),
                    }
                    self.write(move |tx| tx.letter_failed(id, &why, then)).await?;
                    if unreachable {
                        break;
                    }
                }
            }
        }
        Ok(sent)
    }

    async fn send(&self, due: Due) -> Outcome {
        let composed = match self.compose(due) {
            Ok(composed) => composed,
            Err(why) => return Outcome::Unfit(why),
        };
        let transport = Arc::clone(&self.transport);
        match tokio::task::spawn_blocking(move || transport.send(&composed)).await {
            Ok(Ok(())) => Outcome::Sent,
            Ok(Err(undelivered)) => Outcome::Failed(undelivered),
            Err(_) => Outcome::Failed(Undelivered::Delayed("the sender broke off".into())),
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
    Some(now.plus(TimeDelta::minutes(2_i64.pow(doublings)).min(TimeDelta::hours(4))))
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
