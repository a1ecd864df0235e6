//! What a round would propose with other weights, before anybody keeps them.
//!
//! The people of the centre as they are now are matched twice, away from the request threads: with the weights that
//! count and with those that are tried. Nothing is stored and nobody is told. How many are matched, and who of the
//! long waiters, does not hang on weights; who is matched with whom may.

pub mod model;
pub mod compare;
pub mod api;
