//! The one writer of SQLite: many queued commands share one commit.
//!
//! Each command runs in a savepoint of its own, so that one that fails or panics harms only itself, and is answered
//! only after the commit, so that an answered write survives the loss of power (`synchronous=FULL`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;

use super::connection::Connection;
use crate::base::{Error, Result};

/// Commands in one commit: about half of the clients of a busy day keeps writer and workers overlapping.
const BATCH: usize = 32;

/// Runs a command in the open transaction and tells how to answer it once the commit is settled; without a transaction
/// the command is not run.
type Job = Box<dyn FnOnce(Option<&mut SqliteConnection>) -> Done + Send>;

struct Done {
    /// False when even the savepoint could not be undone: the whole batch is lost.
    sound: bool,
    answer: Box<dyn FnOnce(bool) + Send>,
}

/// The queue before the writer thread.
pub struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    checkpoints: Option<(SyncSender<()>, JoinHandle<()>)>,
}

impl Writer {
    /// Starts the writer on `connection` with room for `queue` waiting commands, and the checkpointer on another.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start(connection: SqliteConnection, checkpointer: SqliteConnection, queue: usize) -> Result<Self> {
        let (jobs, inbox) = sync_channel(queue);
        let (stop, stopped) = sync_channel(1);
        let no_thread = |error: std::io::Error| Error::Internal(format!("thread: {error}"));
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || write(connection, &inbox))
            .map_err(no_thread)?;
        let checker = std::thread::Builder::new()
            .name("checkpoints".into())
            .spawn(move || checkpoint(checkpointer, &stopped))
            .map_err(no_thread)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), checkpoints: Some((stop, checker)) })
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
        let job: Job = Box::new(move |connection| {
            let (outcome, sound) = match connection {
                Some(connection) => in_savepoint(connection, command),
                None => (Err(Error::Busy { after: 5 }), false),
            };
            let answer = Box::new(move |committed: bool| {
                let outcome = if committed { outcome } else { outcome.and(Err(Error::Busy { after: 5 })) };
                if sender.send(outcome).is_err() {
                    tracing::debug!("the reader of an answer has gone");
                }
            });
            Done { sound, answer }
        });
        match self.jobs.as_ref().map(|jobs| jobs.try_send(job)) {
            Some(Ok(())) => Ok(receiver),
            Some(Err(TrySendError::Full(_) | TrySendError::Disconnected(_))) | None => {
                Err(Error::Busy { after: 1 })
            }
        }
    }
}

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
) -> (Result<T>, bool) {
    if let Err(error) = connection.batch_execute("savepoint command") {
        return (Err(error.into()), false);
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| command(&mut Connection::Sqlite(connection))))
        .unwrap_or_else(|_| Err(Error::Internal("a command panicked".into())));
    let end = if outcome.is_ok() { "release command" } else { "rollback to command; release command" };
    match connection.batch_execute(end) {
        Ok(()) => (outcome, true),
        Err(error) => (outcome.and(Err(error.into())), false),
    }
}

fn write(mut connection: SqliteConnection, inbox: &Receiver<Job>) {
    while let Ok(first) = inbox.recv() {
        let batch = std::iter::once(first).chain(inbox.try_iter().take(BATCH - 1));
        if let Err(error) = connection.batch_execute("begin immediate") {
            // Outside a transaction each command's savepoint would commit by itself, although its answer is a refusal.
            tracing::error!(%error, "no transaction could be begun; its commands are refused");
            for job in batch {
                (job(None).answer)(false);
            }
            continue;
        }
        let mut answers = Vec::with_capacity(BATCH);
        let mut sound = true;
        for job in batch {
            let done = job(Some(&mut connection));
            sound &= done.sound;
            answers.push(done.answer);
            if !sound {
                break;
            }
        }
        let committed = sound && connection.batch_execute("commit").is_ok();
        if !committed {
            tracing::error!(commands = answers.len(), "a commit failed; none of its commands took effect");
            if let Err(error) = connection.batch_execute("rollback") {
                tracing::debug!(%error, "nothing was left to roll back");
            }
        }
        for answer in answers {
            answer(committed);
        }
    }
    if let Err(error) = connection.batch_execute("pragma wal_checkpoint(truncate)") {
        tracing::warn!(%error, "the log could not be emptied at the end");
    }
}

/// A passive checkpoint every half second, off the writer's path.
fn checkpoint(mut connection: SqliteConnection, stopped: &Receiver<()>) {
    while stopped.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
        if let Err(error) = connection.batch_execute("pragma wal_checkpoint(passive)") {
            tracing::debug!(%error, "checkpoint put off");
        }
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
