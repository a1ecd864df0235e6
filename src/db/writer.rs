//! The one writer of SQLite: many queued commands share one commit.
//!
//! Each command runs in a savepoint of its own, so that one that fails or panics harms only itself, and is answered
//! only after the commit, so that an answered write survives the loss of power (`synchronous=FULL`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;

use super::checkpoints;
use super::connection::Connection;
use super::place::{GONE, Place};
use crate::base::{Error, Result};

/// Commands in one commit: about half of the clients of a busy day keeps writer and workers overlapping.
const BATCH: usize = 32;

/// Why a batch came to nothing, for the log.
type Cause = &'static str;

/// Runs a command in the open transaction and tells how to answer it once the commit is settled; without a transaction
/// the command is not run.
type Job = Box<dyn FnOnce(Result<&mut SqliteConnection, Cause>) -> Done + Send>;

struct Done {
    /// Why the whole batch is lost: even the savepoint could not be undone.
    lost: Option<Cause>,
    /// Answers: well, or why the commit failed.
    answer: Box<dyn FnOnce(Result<(), Cause>) + Send>,
}

/// The queue before the writer thread.
pub struct Writer {
    jobs: Option<SyncSender<Job>>,
    /// Commands that were queued and not begun: the channel does not tell.
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
    checkpoints: Option<(SyncSender<()>, JoinHandle<()>)>,
}

impl Writer {
    /// Starts the writer on `connection` with room for `queue` waiting commands, and the checkpointer on another.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start(
        connection: SqliteConnection,
        checkpointer: SqliteConnection,
        place: &Place,
        queue: usize,
    ) -> Result<Self> {
        let (jobs, inbox) = sync_channel(queue);
        let (stop, stopped) = sync_channel(1);
        let no_thread = |error: std::io::Error| Error::Internal(format!("thread: {error}"));
        let (here, there) = (place.clone(), place.clone());
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || write(connection, &here, &inbox))
            .map_err(no_thread)?;
        let checker = std::thread::Builder::new()
            .name("checkpoints".into())
            .spawn(move || checkpoints::work(checkpointer, &there, &stopped))
            .map_err(no_thread)?;
        Ok(Self {
            jobs: Some(jobs),
            waiting: Arc::default(),
            thread: Some(thread),
            checkpoints: Some((stop, checker)),
        })
    }

    /// Queues a command; the receiver gets its outcome after the commit.
    ///
    /// # Errors
    /// `Busy` when the queue is full or the writer has stopped.
    pub fn submit<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Connection<'_>) -> Result<T> + Send + 'static,
    ) -> Result<tokio::sync::oneshot::Receiver<Result<T>>> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let waiting = self.waiting.clone();
        let job: Job = Box::new(move |connection| {
            waiting.fetch_sub(1, Ordering::Relaxed);
            let (outcome, lost) = match connection {
                Ok(connection) => in_savepoint(connection, command),
                Err(cause) => (Err(Error::Busy { after: 5, cause }), Some(cause)),
            };
            let answer = Box::new(move |committed: Result<(), Cause>| {
                let outcome = match committed {
                    Ok(()) => outcome,
                    Err(cause) => outcome.and(Err(Error::Busy { after: 5, cause })),
                };
                if sender.send(outcome).is_err() {
                    tracing::debug!("the reader of an answer has gone");
                }
            });
            Done { lost, answer }
        });
        let Some(jobs) = &self.jobs else { return Err(STOPPED) };
        self.waiting.fetch_add(1, Ordering::Relaxed);
        jobs.try_send(job).map_err(|error| {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            match error {
                TrySendError::Full(_) => {
                    Error::Busy { after: 1, cause: "too many commands wait for the writer" }
                }
                TrySendError::Disconnected(_) => STOPPED,
            }
        })?;
        Ok(receiver)
    }

    /// How many commands wait.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// There is no writer any more.
pub const STOPPED: Error = Error::Busy { after: 5, cause: "the writer has stopped" };

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some((stop, thread)) = self.checkpoints.take() {
            drop(stop);
            if thread.join().is_err() {
                tracing::error!("the checkpoint thread had panicked");
            }
        }
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the writer thread had panicked");
        }
    }
}

fn in_savepoint<T>(
    connection: &mut SqliteConnection,
    command: impl FnOnce(&mut Connection<'_>) -> Result<T>,
) -> (Result<T>, Option<Cause>) {
    if let Err(error) = connection.batch_execute("savepoint command") {
        let cause = cause_of(error);
        return (Err(Error::Busy { after: 5, cause }), Some(cause));
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| command(&mut Connection::Sqlite(connection))))
        .unwrap_or_else(|_| Err(Error::Internal("a command panicked".into())));
    let end = if outcome.is_ok() { "release command" } else { "rollback to command; release command" };
    match connection.batch_execute(end) {
        Ok(()) => (outcome, None),
        Err(error) => {
            // What undid the whole transaction, such as a full disk, said so to the command already.
            let cause = match &outcome {
                Err(Error::Busy { cause, .. }) => cause,
                _ => cause_of(error),
            };
            (outcome.and(Err(Error::Busy { after: 5, cause })), Some(cause))
        }
    }
}

/// Why a statement of the writer's own failed; a fault of ours is written to the log here.
fn cause_of(error: diesel::result::Error) -> Cause {
    match error.into() {
        Error::Busy { cause, .. } => cause,
        other => {
            tracing::error!(error = ?other, "a commit failed");
            "the commit was refused for the fault of one of its commands"
        }
    }
}

fn write(mut connection: SqliteConnection, place: &Place, inbox: &Receiver<Job>) {
    while let Ok(first) = inbox.recv() {
        let batch = std::iter::once(first).chain(inbox.try_iter().take(BATCH - 1));
        let begun = if place.is_kept() {
            connection.batch_execute("begin immediate").map_err(cause_of)
        } else {
            Err(GONE)
        };
        if let Err(cause) = begun {
            // Outside a transaction each command's savepoint would commit by itself, although its answer is a refusal.
            // Who comes once the first of them is answered is tried anew.
            for job in batch.collect::<Vec<_>>() {
                (job(Err(cause)).answer)(Err(cause));
            }
            continue;
        }
        let mut answers = Vec::with_capacity(BATCH);
        let mut lost = None;
        for job in batch {
            let done = job(Ok(&mut connection));
            answers.push(done.answer);
            lost = done.lost;
            if lost.is_some() {
                break;
            }
        }
        let committed = match lost {
            Some(cause) => Err(cause),
            None => connection.batch_execute("commit").map_err(cause_of),
        };
        if committed.is_err()
            && let Err(error) = connection.batch_execute("rollback")
        {
            tracing::debug!(%error, "nothing was left to roll back");
        }
        for answer in answers {
            answer(committed);
        }
    }
    if let Err(error) = connection.batch_execute("pragma wal_checkpoint(truncate)") {
        tracing::warn!(%error, "the log could not be emptied at the end");
    }
}

/// Opens the writing connection of the file at `path`.
///
/// # Errors
/// When the file cannot be opened.
pub fn open(path: &str, pragmas: &str) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(path)
        .map_err(|error| Error::Internal(format!("the database file cannot be opened: {error}")))?;
    connection.batch_execute(pragmas)?;
    Ok(connection)
}
