//! Works on a round: away from the requests, with news on the round's row.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use crate::access::{Action, Actor};
use crate::base::{Error, Result};
use crate::gate::House;
use crate::places;
use crate::proposing::rounds::model::{Round, RoundState, RoundStep, Solved};
use crate::proposing::rounds::snapshot::Snapshot;
use crate::proposing::rounds::solving::{self, Unsolved};
use crate::proposing::rounds::{flow, gather, storing};
use crate::tx::Tx;

/// How often news of a long step are written.
const NEWS: Duration = Duration::from_secs(2);

/// How the work on a round ended.
enum Worked {
    ToItsEnd,
    /// The server was told to stop.
    Stopped(Round),
}

/// Works on the next round that waits, until it is done, failed or cancelled. Whether there was one.
///
/// # Errors
/// As [`next`].
pub async fn work_on_next(house: &Arc<House>) -> Result<bool> {
    let (_keep_open, never) = watch::channel(false);
    next(house, &never).await
}

/// Like [`work_on_next`], until told to stop: then the round is given back and waits for the next start.
///
/// # Errors
/// What kept the round from its end: it was given back, and is given up after some tries. When the database does not
/// answer, its lease runs out and it is taken up again.
pub async fn next(house: &Arc<House>, stop: &watch::Receiver<bool>) -> Result<bool> {
    let Some(round) = write(house, flow::claim).await? else { return Ok(false) };
    let (id, attempt) = (round.id, round.attempts);
    match work(house, round, stop).await {
        Ok(Worked::ToItsEnd) => Ok(true),
        Ok(Worked::Stopped(round)) => {
            write(house, move |tx| flow::give_back(tx, round.id, attempt, false)).await?;
            Ok(true)
        }
        // Somebody else has it: their affair now.
        Err(Error::Stale) => {
            tracing::warn!(round = %id, "a round was taken up by somebody else");
            Ok(true)
        }
        Err(error) => {
            write(house, move |tx| flow::give_back(tx, id, attempt, true)).await?;
            Err(error)
        }
    }
}

async fn work(house: &Arc<House>, round: Round, stop: &watch::Receiver<bool>) -> Result<Worked> {
    let (round, snapshot) = read(house, round).await?;
    let round = news(house, round, RoundStep::Candidates, 0).await?;
    if round.cancel_asked {
        return end(house, round, RoundState::Cancelled).await;
    }
    let (round, solved) = solve(house, round, snapshot, stop).await?;
    match solved {
        Err(Unsolved::Stopped) if !round.cancel_asked => Ok(Worked::Stopped(round)),
        Err(Unsolved::Stopped) => end(house, round, RoundState::Cancelled).await,
        Err(Unsolved::Invalid(fault)) => {
            tracing::error!(round = %round.id, fault, "a round could not be solved");
            end(house, round, RoundState::Failed).await
        }
        Ok(solved) => {
            write(house, move |tx| storing::complete(tx, round, solved)).await?;
            Ok(Worked::ToItsEnd)
        }
    }
}

/// Reads who takes part and writes news meanwhile.
async fn read(house: &Arc<House>, mut round: Round) -> Result<(Round, Snapshot)> {
    let (centre, day) = (round.centre.clone(), round.day);
    let snapshot = move |tx: &mut Tx<'_>| gather::snapshot(tx, &centre, day);
    let reading = house.snapshot(Actor::System("rounds"), Action::RunRound, "rounds".into(), snapshot);
    let mut reading = std::pin::pin!(reading);
    loop {
        if let Ok(snapshot) = tokio::time::timeout(NEWS, &mut reading).await {
            return Ok((round, snapshot?));
        }
        round = news(house, round, RoundStep::Reading, 0).await?;
    }
}

/// What a solving thread and its observer tell each other.
#[derive(Default)]
struct Board {
    step: AtomicI64,
    permille: AtomicI64,
    stop: AtomicBool,
}

const STEPS: [RoundStep; 3] = [RoundStep::Candidates, RoundStep::Solving, RoundStep::Explaining];

/// Solves on a thread of its own and writes news meanwhile.
async fn solve(
    house: &Arc<House>,
    mut round: Round,
    snapshot: Snapshot,
    stop: &watch::Receiver<bool>,
) -> Result<(Round, Result<Solved, Unsolved>)> {
    let board = Arc::new(Board::default());
    let shared = Arc::clone(&board);
    let mut solving = tokio::task::spawn_blocking(move || {
        solving::solve(&snapshot, places::all(), &|step, permille| {
            let at = STEPS.iter().position(|one| *one == step).and_then(|at| i64::try_from(at).ok());
            shared.step.store(at.unwrap_or(0), Ordering::Relaxed);
            shared.permille.store(permille, Ordering::Relaxed);
            !shared.stop.load(Ordering::Relaxed)
        })
    });
    let mut stop = stop.clone();
    loop {
        let outcome = tokio::select! {
            outcome = tokio::time::timeout(NEWS, &mut solving) => outcome,
            () = told(&mut stop), if !board.stop.load(Ordering::Relaxed) => {
                board.stop.store(true, Ordering::Relaxed);
                continue;
            }
        };
        if let Ok(solved) = outcome {
            let solved = solved.unwrap_or_else(|_| Err(Unsolved::Invalid("the solver broke off".into())));
            return Ok((round, solved));
        }
        let at = usize::try_from(board.step.load(Ordering::Relaxed)).unwrap_or(0);
        let step = STEPS.get(at).copied().unwrap_or(RoundStep::Solving);
        let told = news(house, round, step, board.permille.load(Ordering::Relaxed)).await;
        // Whatever goes wrong here, the thread must not go on alone.
        match told {
            Ok(next) => {
                board.stop.fetch_or(next.cancel_asked, Ordering::Relaxed);
                round = next;
            }
            Err(error) => {
                board.stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
    }
}

/// Waits until the server is told to stop.
async fn told(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|told| *told).await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn news(house: &Arc<House>, round: Round, step: RoundStep, permille: i64) -> Result<Round> {
    write(house, move |tx| flow::progress(tx, round, step, permille)).await
}

async fn end(house: &Arc<House>, round: Round, state: RoundState) -> Result<Worked> {
    write(house, move |tx| flow::give_up(tx, round, state)).await?;
    Ok(Worked::ToItsEnd)
}

async fn write<T: Send + 'static>(
    house: &Arc<House>,
    command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    house.write(Actor::System("rounds"), Action::RunRound, "rounds".into(), command).await
}
