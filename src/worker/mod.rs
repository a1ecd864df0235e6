//! What happens without anybody asking: the server's background loops.

pub mod postman;
