//! What happens without anybody asking: the server's background loops.

pub mod matchmaker;
pub mod postman;
pub mod rounds;
pub mod timekeeper;

use std::sync::Arc;

use tokio::sync::watch;

use crate::gate::House;
use postman::Postman;

/// Runs every loop until `stop` says so; each finishes what it has in hand.
///
/// # Errors
/// A sentence that names the setting that cannot be used.
pub async fn run(house: Arc<House>, stop: watch::Receiver<bool>) -> Result<(), String> {
    let postman = Postman::new(house.clone())?;
    tokio::join!(
        postman.work(stop.clone()),
        matchmaker::work(house.clone(), stop.clone()),
        timekeeper::work(house, stop)
    );
    Ok(())
}
