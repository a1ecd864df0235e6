//! How often somebody may try: sign-ins, sign-ups and letters asked for, by source and by account.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use chrono::TimeDelta;

use crate::base::{Error, Instant, Result};

const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Keys remembered at once; when there are more, those that ran out are dropped.
const MOST: usize = 100_000;

/// Tries counted over a quarter of an hour.
#[derive(Default)]
pub struct Limits(Mutex<HashMap<String, (u32, Instant)>>);

impl Limits {
    /// Takes one try of `key`, of which it has `most`; taken before it is known how the try ends, so that many at once
    /// have no more than one after another.
    ///
    /// # Errors
    /// `TooMany` with the seconds until there are tries again.
    pub fn take(&self, key: &str, most: u32, now: Instant) -> Result<()> {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST {
            tries.retain(|_, (_, until)| now < *until);
        }
        let longest = now.plus(WINDOW);
        let entry = tries.entry(key.to_owned()).or_insert((0, longest));
        if now >= entry.1 {
            *entry = (0, longest);
        }
        // A clock that was set back holds nobody for longer.
        entry.1 = entry.1.min(longest);
        if entry.0 >= most {
            let seconds = entry.1.since(now).num_seconds().max(1);
            return Err(Error::TooMany { after: u32::try_from(seconds).unwrap_or(u32::MAX) });
        }
        entry.0 += 1;
        Ok(())
    }

    /// Gives a try of `key` back: it was no guess.
    pub fn give_back(&self, key: &str) {
        if let Some((count, _)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            *count = count.saturating_sub(1);
        }
    }

    /// Forgets the tries of `key`: it has shown that it may.
    pub fn clear(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// Where a request comes from: the peer, or what the last of `proxies` trusted proxies says of it.
/// An IPv6 source counts by its /64, which one subscriber owns whole.
#[must_use]
pub fn source(request: &HttpRequest, proxies: usize) -> String {
    let peer = request.peer_addr().map(|address| address.ip());
    let forwarded = (proxies > 0)
        .then(|| {
            request
                .headers()
                .get_all("x-forwarded-for")
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(','))
                .map(str::trim)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .nth(proxies - 1)
                .and_then(|address| address.parse::<IpAddr>().ok())
        })
        .flatten();
    forwarded.or(peer).map_or_else(|| "unknown".into(), named)
}

/// An address as a source is counted: an IPv6 one by its /64, one of IPv4 in whatever form it comes.
#[must_use]
pub fn named(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        address => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_gives_no_tries_away_and_holds_nobody_for_longer() {
        let (limits, now) = (Limits::default(), Instant::default());
        limits.take("fong", 1, now).unwrap();
        let back = now.minus(TimeDelta::days(1));
        assert!(matches!(limits.take("fong", 1, back), Err(Error::TooMany { after: 900 })));
        assert!(limits.take("fong", 1, back.plus(WINDOW)).is_ok());
    }
}
