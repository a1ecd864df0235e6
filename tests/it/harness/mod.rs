pub mod eml;
pub mod smtp;
