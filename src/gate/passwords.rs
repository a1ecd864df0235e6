//! Passwords: argon2id, off the threads that answer, never more than four at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use tokio::sync::Semaphore;

use crate::base::clock::random_bytes;
use crate::base::{Error, Result};

/// Hashes in work at once: each takes 19 MiB, so a flood of sign-ins cannot exhaust memory.
const AT_ONCE: usize = 4;
/// Sign-ins that may wait for their turn before the answer is 503.
const WAITING: usize = 64;
const FULL: Error = Error::Busy { after: 2, cause: "too many sign-ins wait" };
/// How many of these places one source may have: whoever asks for more keeps nobody else out.
const SHARE: usize = WAITING / 4;
const OVER_SHARE: Error = Error::Busy { after: 2, cause: "too many sign-ins of one source wait" };

/// A password in the one form of all in which it can be typed: every space is the plain one, every letter is composed
/// (RFC 8265, section 4.2, `OpaqueString`).
#[must_use]
pub fn one_form(password: &str) -> String {
    let is_space =
        |c: char| c == ' ' || (c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'));
    let spaced: String = password.chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&spaced).into_owned()
}

/// Checks and makes password hashes.
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    sources: Arc<Mutex<HashMap<String, usize>>>,
    params: Params,
}

/// One of the places of a source.
struct Place {
    sources: Arc<Mutex<HashMap<String, usize>>>,
    source: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.source) {
            *taken = taken.saturating_sub(1);
            if *taken == 0 {
                places.remove(&self.source);
            }
        }
    }
}

impl Passwords {
    /// OWASP's first choice for argon2id (19 MiB, two passes); `light` is for tests alone.
    ///
    /// # Errors
    /// `Internal` when the parameters are refused.
    pub fn new(light: bool) -> Result<Self> {
        let (memory, passes) = if light { (64, 1) } else { (19_456, 2) };
        let params = Params::new(memory, passes, 1, None)
            .map_err(|error| Error::Internal(format!("argon2: {error}")))?;
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            sources: Arc::default(),
            params,
        })
    }

    /// The hash to keep of a password that comes from a source, in whatever Unicode form it is typed.
    ///
    /// # Errors
    /// `Busy` when too many wait, of all or of that source.
    pub async fn hash(&self, source: String, password: String) -> Result<String> {
        let password = one_form(&password);
        self.work(source, move |argon2| {
            argon2
                .hash_password_with_salt(password.as_bytes(), &random_bytes::<16>())
                .map(|hash: PasswordHash| hash.to_string())
                .map_err(|error| Error::Internal(format!("argon2: {error}")))
        })
        .await
    }

    /// Whether the password is the one of `kept`; without a kept hash the same work is done and the answer is no,
    /// so that time does not tell whether there is an account.
    ///
    /// # Errors
    /// `Busy` when too many wait, of all or of the source that asks.
    pub async fn verify(&self, source: String, password: String, kept: Option<String>) -> Result<bool> {
        self.work(source, move |argon2| {
            let Some(kept) = kept else {
                let made: Result<PasswordHash, _> =
                    argon2.hash_password_with_salt(password.as_bytes(), b"nobody has this!");
                return Ok(made.is_err());
            };
            let parsed = PasswordHash::new(&kept)
                .map_err(|_| Error::Internal("a kept password hash cannot be read".into()))?;
            let is_kept = |password: &str| argon2.verify_password(password.as_bytes(), &parsed).is_ok();
            let form = one_form(&password);
            // What was kept before passwords had one form was kept as it was typed.
            Ok(is_kept(&form) || (form != password && is_kept(&password)))
        })
        .await
    }

    /// Whether a kept hash was made with weaker settings than today's.
    #[must_use]
    pub fn is_outdated(&self, kept: &str) -> bool {
        PasswordHash::new(kept).ok().and_then(|hash| Params::try_from(&hash).ok()).is_none_or(|params| {
            params.m_cost() < self.params.m_cost() || params.t_cost() < self.params.t_cost()
        })
    }

    /// How much is in work and how much waits for its turn.
    #[must_use]
    pub fn load(&self) -> (usize, usize) {
        let in_work = AT_ONCE.saturating_sub(self.turns.available_permits());
        let taken = WAITING.saturating_sub(self.waiting.available_permits());
        (in_work, taken.saturating_sub(in_work))
    }

    fn enter(&self, source: String) -> Result<Place> {
        let mut places = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = places.entry(source.clone()).or_default();
        if *taken >= SHARE {
            return Err(OVER_SHARE);
        }
        *taken += 1;
        Ok(Place { sources: self.sources.clone(), source })
    }

    async fn work<T: Send + 'static>(
        &self,
        source: String,
        work: impl FnOnce(&Argon2<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _share = self.enter(source)?;
        let _place = self.waiting.clone().try_acquire_owned().map_err(|_| FULL)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| FULL)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone());
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(&argon2)
        })
        .await
        .unwrap_or_else(|_| Err(Error::Internal("password work panicked".into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_rt::test]
    async fn a_password_is_one_however_it_is_typed() {
        let passwords = Passwords::new(true).unwrap();
        let composed = "Caf\u{e9} \u{97d3} gar\u{e7}on";
        let kept = passwords.hash(String::new(), composed.into()).await.unwrap();
        for typed in
            [composed, "Cafe\u{301} \u{97d3} garc\u{327}on", "Caf\u{e9}\u{3000}\u{97d3}\u{a0}gar\u{e7}on"]
        {
            assert!(
                passwords.verify(String::new(), typed.into(), Some(kept.clone())).await.unwrap(),
                "{typed:?}"
            );
        }
        assert!(!passwords.verify(String::new(), "Cafe 韓 garcon".into(), Some(kept)).await.unwrap());
    }

    #[actix_rt::test]
    async fn a_password_that_was_kept_as_it_was_typed_goes_on_working() {
        let passwords = Passwords::new(true).unwrap();
        let typed = "cafe\u{301} cafe\u{301} river";
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, passwords.params.clone());
        let kept: PasswordHash =
            argon2.hash_password_with_salt(typed.as_bytes(), &random_bytes::<16>()).unwrap();
        assert!(passwords.verify(String::new(), typed.into(), Some(kept.to_string())).await.unwrap());
    }

    #[actix_rt::test]
    async fn whoever_asks_for_a_heap_of_passwords_keeps_nobody_else_out() {
        let passwords = Passwords::new(true).unwrap();
        // Nobody has a turn yet, so all of them wait.
        let turns = passwords.turns.clone().acquire_many_owned(4).await.unwrap();
        let ask = |source: &str| Box::pin(passwords.verify(source.into(), "x".into(), None));
        let mut heap: Vec<_> = (0..SHARE).map(|_| ask("one")).collect();
        for asked in &mut heap {
            assert!(come_to(asked).is_none());
        }
        let refused = come_to(&mut ask("one")).unwrap();
        assert!(matches!(refused, Err(Error::Busy { cause, .. }) if cause.contains("one source")));
        let mut other = ask("another");
        assert!(come_to(&mut other).is_none());
        drop((heap, turns));
        assert!(!other.await.unwrap());
        assert!(passwords.sources.lock().unwrap().is_empty());
    }

    /// What a future has come to, without waiting for it.
    fn come_to<T>(future: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::Pin::new(future).poll(&mut context) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        }
    }
}
