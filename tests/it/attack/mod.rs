//! The battery: every door of the server is tried, by everybody and with everything. Each test tries a few with every
//! `cargo test`; `make attack` tries all of them and prints how many there were.

mod canaries;
mod cells;
mod forged;
mod fuzz;
mod killed;
mod requests;
mod revoked;
mod rows;
mod world;

use std::fmt::Debug;

/// Whether all are tried, as `make attack` asks, and what was tried is told.
pub fn is_long() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the test command says how much is tried")]
    std::env::var("ALONGSIDE_ATTACK").is_ok_and(|asked| asked == "long")
}

/// How many are tried.
pub fn size(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// Tells what an attack has tried, how often and how often in vain for the house: a line of the table of `make attack`.
pub fn tell(what: &str, on: impl Debug, tried: usize, failed: usize) {
    println!("attack: {what} | {on:?} | {tried} | {failed}");
}

/// Tells a figure of which nothing is asserted.
pub fn figure(what: &str, on: impl Debug, is: impl std::fmt::Display) {
    println!("attack: {what} | {on:?} | {is} |");
}

/// Chance that is the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
