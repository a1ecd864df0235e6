//! The matching engine: against answers computed elsewhere, against trying everything, and against itself.

mod cases;
mod command_line;
mod properties;
mod reasons;
mod tiny;
mod verifying;
mod wrong_input;
