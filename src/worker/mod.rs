//! What happens without anybody asking: the server's background loops.

pub mod postman;

use std::sync::Arc;

use tokio::sync::watch;

use crate::gate::House;
use postman::Postman;

/// Runs every loop until `stop` says so; each finishes what it has in hand.
///
/// # Errors
/// A sentence that names the setting that cannot be used.
pub async fn run(house: Arc<House>, stop: watch::Receiver<bool>) -> Result<(), String> {
    Postman::new(house)?.work(stop).await;
    Ok(())
}
