//! Erasing somebody: their data key goes, and with it every text that was told in confidence, in old backups too; what
//! names them or lets them in goes as well. What remains are codes, days and numbers of nobody, so that sums stay true.

pub mod rules;
pub mod store;
pub mod flow;
