//! Work that takes its time, away from the threads that answer requests.

use crate::base::{Error, Result};

/// Does the work on a thread of its own.
///
/// # Errors
/// The work's own; `Internal` when it broke off.
pub async fn away<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let done = actix_web::web::block(work).await;
    done.unwrap_or_else(|_| Err(Error::Internal("work away from the request broke off".into())))
}
