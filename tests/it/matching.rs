//! The matching engine: against answers computed elsewhere, against trying everything, and against itself.

mod alternatives;
mod cases;
mod changes;
mod command_line;
mod properties;
mod reasons;
mod supervision;
mod tiny;
mod verifying;
mod wrong_input;
