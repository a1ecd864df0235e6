//! What happens without anybody asking: the server's background loops.

pub mod duty;
pub mod bell;
pub mod links;
pub mod postman;
pub mod rounds;
pub mod matchmaker;
pub mod timekeeper;
pub mod sealer;
pub mod backups;
pub mod watchman;

use std::sync::Arc;

use tokio::sync::watch;

use crate::gate::House;
use postman::Postman;
use sealer::Sealer;
use watchman::Watchman;

/// Runs every loop until `stop` says so; each finishes what it has in hand.
pub async fn run(house: Arc<House>, postman: Postman, stop: watch::Receiver<bool>) {
    tokio::join!(
        postman.work(stop.clone()),
        matchmaker::work(house.clone(), stop.clone()),
        timekeeper::work(house.clone(), stop.clone()),
        backups::work(house.clone(), stop.clone()),
        Watchman::new(house.clone()).work(stop.clone()),
        Sealer::new(house).work(stop)
    );
}
