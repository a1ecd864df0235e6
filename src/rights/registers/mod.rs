//! For what data is kept, who gets it and for how long: what the privacy officer's register and the public notice both say,
//! from one file (`refdata/processing.json`).

pub mod model;
pub mod api;
