pub mod eml;
pub mod house;
pub mod smtp;
