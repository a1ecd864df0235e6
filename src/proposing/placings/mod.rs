//! The supervision round: mentors whom no psychologist supervises are placed with one.
//!
//! A mentor can be matched only while a psychologist of the house supervises them. When a sign-off named none, or
//! whoever was named has left, the engine ([`supervise`](crate::matching::supervise)) places all such mentors of a
//! centre at once, as many as possible and as well as possible. It is computed anew whenever somebody looks, and
//! proposes only: a coordinator confirms each, which is the same handing over as by hand.

pub mod model;
pub mod gather;
pub mod solving;
pub mod flow;
pub mod api;
