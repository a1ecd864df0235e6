//! What staff read of the whole of their work.
//!
//! A feature uses only features listed above it.

/// How many wait, who could help, and how full the coming shifts are: for the staff of one centre.
pub mod figures;
