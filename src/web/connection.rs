//! A connection of a client: how many one source may have, how long it may keep the server waiting, and what is said
//! where no request was understood.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use super::frame;
use super::life::Life;
use super::sources::Place;

/// Bytes of an answer that a client must take within its time: a kilobyte a second is less than any line brings.
const STEP: usize = 16 * 1024;

/// A connection that ends when its client keeps it waiting: for a request, for the rest of a body that nobody reads any
/// more, for an answer to be taken. While the client waits for us no time runs.
pub struct Connection<T> {
    io: T,
    life: Rc<Life>,
    _place: Option<Place>,
    patience: Duration,
    /// When the client has kept the connection waiting for too long, while its time runs.
    until: Instant,
    /// Wakes at `until` or before: setting a timer anew with every request costs more than waking once in a while.
    timer: Pin<Box<Sleep>>,
    runs: bool,
    done: u64,
    /// The client takes no more of an answer just now.
    stalled: bool,
    /// Whoever is to be woken once the client takes again: its next request may have come meanwhile.
    reader: Option<Waker>,
    taken: usize,
    /// An answer in the place of one without a word, and how much of it has left.
    instead: Option<(Vec<u8>, usize)>,
}

impl<T> Connection<T> {
    /// A connection whose client may keep it waiting for so long.
    pub fn new(io: T, place: Option<Place>, patience: Duration) -> Self {
        let until = Instant::now() + patience;
        Self {
            io,
            life: Rc::default(),
            _place: place,
            patience,
            until,
            timer: Box::pin(tokio::time::sleep_until(until)),
            runs: true,
            done: 0,
            stalled: false,
            reader: None,
            taken: 0,
            instead: None,
        }
    }

    /// Where its requests say that they are in work.
    pub fn life(&self) -> Rc<Life> {
        self.life.clone()
    }

    fn begin_anew(&mut self) {
        self.until = Instant::now() + self.patience;
        (self.runs, self.taken, self.done) = (true, 0, self.life.done());
    }

    /// An error once the client has kept the connection waiting for too long.
    fn in_time(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        if !self.stalled && self.life.is_in_work() {
            self.runs = false;
            return Ok(());
        }
        // An answer that nobody takes is not made young by the next one.
        if !self.runs || (!self.stalled && self.done != self.life.done()) {
            self.begin_anew();
        }
        while self.timer.as_mut().poll(context).is_ready() {
            if self.timer.deadline() >= self.until {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let until = self.until;
            self.timer.as_mut().reset(until);
        }
        Ok(())
    }

    fn wrote(&mut self, outcome: &Poll<io::Result<usize>>, asked: usize) {
        match outcome {
            Poll::Pending if !self.stalled => {
                self.stalled = true;
                self.begin_anew();
            }
            Poll::Ready(Ok(taken)) => {
                self.stalled = self.stalled && *taken < asked;
                if let Some(reader) = self.reader.take_if(|_| !self.stalled) {
                    reader.wake();
                }
                self.taken += taken;
                if self.taken >= STEP {
                    self.begin_anew();
                }
            }
            _ => {}
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Connection<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.in_time(context)?;
        // Whoever does not take answers is asked for no more requests.
        if self.stalled {
            self.reader = Some(context.waker().clone());
            return Poll::Pending;
        }
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Connection<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        answers: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.instead.is_none() {
            match frame::without_a_word(answers) {
                Some(0) => this.instead = Some((frame::in_words(answers), 0)),
                // What stands before it leaves first.
                Some(before) => return this.write(context, answers.get(..before).unwrap_or(answers)),
                None => return this.write(context, answers),
            }
        }
        while let Some((said, left)) = this.instead.take() {
            let rest = said.get(left..).unwrap_or_default().to_vec();
            if rest.is_empty() {
                break;
            }
            this.instead = Some((said, left));
            let more = ready!(this.write(context, &rest))?;
            if let Some((_, left)) = &mut this.instead {
                *left += more;
            }
        }
        Poll::Ready(Ok(answers.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

impl<T: AsyncWrite + Unpin> Connection<T> {
    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.in_time(context)?;
        let outcome = Pin::new(&mut self.io).poll_write(context, bytes);
        self.wrote(&outcome, bytes.len());
        if outcome.is_pending() {
            // Its time runs from now on, and wakes whoever waits.
            self.in_time(context)?;
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Wake, Waker};
    use std::time::Duration;

    use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf, duplex};

    use super::Connection;

    /// Counts how often a task was woken.
    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[actix_web::test]
    async fn whoever_took_an_answer_slowly_is_heard_at_once_again() {
        let (io, mut client) = duplex(8);
        let mut connection = Connection::new(io, None, Duration::from_mins(1));
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(woken.clone());
        let mut context = Context::from_waker(&waker);
        assert!(Pin::new(&mut connection).poll_write(&mut context, b"an answe").is_ready());
        assert!(Pin::new(&mut connection).poll_write(&mut context, b"r").is_pending());
        let mut space = [0; 8];
        let mut buffer = ReadBuf::new(&mut space);
        assert!(Pin::new(&mut connection).poll_read(&mut context, &mut buffer).is_pending());
        client.read_exact(&mut [0; 8]).await.unwrap();
        let before = woken.0.load(Ordering::SeqCst);
        assert!(Pin::new(&mut connection).poll_write(&mut context, b"r").is_ready());
        client.write_all(b"request").await.unwrap();
        assert!(woken.0.load(Ordering::SeqCst) > before, "nobody would read the next request");
        assert!(Pin::new(&mut connection).poll_read(&mut context, &mut buffer).is_ready());
        assert_eq!(buffer.filled(), b"request");
    }
}
