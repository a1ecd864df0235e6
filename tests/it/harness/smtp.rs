//! A small mail server for tests: it speaks SMTP on loopback, keeps what it took, and fails on request.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Barrier, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// One message the server took, with the transparency dots removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
}

/// The points of a dialogue at which the server can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before the first word to the client.
    Greeting,
    Mail,
    Rcpt,
    /// The answer to `DATA`.
    Data,
    /// The answer after the message.
    Message,
}

/// What goes wrong, once.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// This answer instead of the good one, such as `451 4.3.0 try later`. The message is not taken.
    Answer(&'static str),
    /// The connection ends without an answer. The message is not taken.
    Drop,
    /// No answer at all until the client goes away. The message is not taken.
    Hang,
    /// An answer that never comes to its end, a sign now and then until the client goes away.
    Drip,
    /// The connection ends without an answer, once somebody else says so.
    DropAfter(&'static Barrier),
    /// The good answer, once as many conversations have come as far as this.
    Meet(&'static Barrier),
    /// The message is taken, but the connection ends before the client hears of it.
    TakeThenDrop,
}

/// The server. It ends, with all its connections, when dropped.
pub struct Server {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    taken: Mutex<Vec<Taken>>,
    troubles: Mutex<VecDeque<(Step, Trouble)>>,
    unknown: Mutex<Option<&'static str>>,
    /// `None` once the server is over.
    connections: Mutex<Option<Vec<TcpStream>>>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared { connections: Mutex::new(Some(Vec::new())), ..Shared::default() });
        let accepting = Arc::clone(&shared);
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let Some(connections) = &mut *lock(&accepting.connections) else {
                    break;
                };
                connections.push(stream.try_clone().unwrap());
                let shared = Arc::clone(&accepting);
                std::thread::spawn(move || {
                    // A client that goes away in the middle is part of the play.
                    shared.converse(&stream).ok();
                    stream.shutdown(Shutdown::Both).ok();
                });
            }
        });
        Self { address, shared, listening: Some(listening) }
    }

    /// The address for the transport.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Troubles strike in the order given, each when its step is next reached.
    pub fn expects(&self, step: Step, trouble: Trouble) -> &Self {
        lock(&self.shared.troubles).push_back((step, trouble));
        self
    }

    /// Whatever was still to strike does not: the server is as it should be again.
    pub fn recovers(&self) {
        lock(&self.shared.troubles).clear();
    }

    /// From now on no address that ends so is known.
    pub fn knows_nobody_at(&self, domain: &'static str) {
        *lock(&self.shared.unknown) = Some(domain);
    }

    /// How many troubles have not struck yet.
    pub fn troubles_left(&self) -> usize {
        lock(&self.shared.troubles).len()
    }

    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.shared.taken).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for connection in lock(&self.shared.connections).take().into_iter().flatten() {
            // The client may have closed it already.
            connection.shutdown(Shutdown::Both).ok();
        }
        // Wakes the accept, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            listening.join().unwrap();
        }
        assert!(std::thread::panicking() || lock(&self.shared.troubles).is_empty(), "a trouble never struck");
    }
}

/// How the dialogue stands after an answer.
#[derive(PartialEq, Eq)]
enum After {
    Good,
    Refused,
    Over,
}

impl Shared {
    fn converse(&self, stream: &TcpStream) -> io::Result<()> {
        let mut lines = BufReader::new(stream);
        let mut out = stream;
        if self.answer(Step::Greeting, &mut lines, &mut out, "220 test ready", None)? == After::Over {
            return Ok(());
        }
        let (mut from, mut to) = (String::new(), Vec::new());
        while let Some(line) = read(&mut lines)? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let after = match verb.as_str() {
                "EHLO" => say(&mut out, "250-test greets you\r\n250-8BITMIME\r\n250 PIPELINING")?,
                "HELO" | "NOOP" => say(&mut out, "250 ok")?,
                "RSET" => {
                    to.clear();
                    say(&mut out, "250 ok")?
                }
                "MAIL" => {
                    to.clear();
                    from = between_brackets(&line);
                    self.answer(Step::Mail, &mut lines, &mut out, "250 ok", None)?
                }
                "RCPT" => {
                    to.push(between_brackets(&line));
                    let unknown = *lock(&self.unknown);
                    if unknown.is_some_and(|domain| between_brackets(&line).ends_with(domain)) {
                        to.clear();
                        say(&mut out, "550 5.1.1 no such mailbox")?;
                        continue;
                    }
                    self.answer(Step::Rcpt, &mut lines, &mut out, "250 ok", None)?
                }
                "DATA" if to.is_empty() => say(&mut out, "503 nobody to send it to")?,
                "DATA" => match self.answer(Step::Data, &mut lines, &mut out, "354 go on", None)? {
                    After::Good => {
                        let Some(data) = read_message(&mut lines)? else {
                            break;
                        };
                        let message = Taken { from: from.clone(), to: std::mem::take(&mut to), data };
                        self.answer(Step::Message, &mut lines, &mut out, "250 taken", Some(message))?
                    }
                    otherwise => otherwise,
                },
                "QUIT" => {
                    say(&mut out, "221 bye")?;
                    After::Over
                }
                _ => say(&mut out, "502 not here")?,
            };
            if after == After::Over {
                break;
            }
        }
        Ok(())
    }

    /// Gives the good answer and keeps the message, unless trouble is due at this step.
    fn answer(
        &self,
        step: Step,
        lines: &mut impl BufRead,
        out: &mut &TcpStream,
        good: &str,
        message: Option<Taken>,
    ) -> io::Result<After> {
        match self.trouble_at(step) {
            None => {
                lock(&self.taken).extend(message);
                say(out, good)
            }
            Some(Trouble::Answer(answer)) => {
                say(out, answer)?;
                Ok(if answer.starts_with("421") { After::Over } else { After::Refused })
            }
            Some(Trouble::Drop) => Ok(After::Over),
            Some(Trouble::Hang) => {
                while read(lines)?.is_some() {}
                Ok(After::Over)
            }
            Some(Trouble::Drip) => {
                // Nothing comes while the client waits: the time limit of reading is the pause between two signs.
                out.set_read_timeout(Some(Duration::from_millis(50)))?;
                out.write_all(b"250 ")?;
                while !matches!(lines.fill_buf(), Ok([])) {
                    out.write_all(b"x")?;
                }
                Ok(After::Over)
            }
            Some(Trouble::DropAfter(barrier)) => {
                barrier.wait();
                Ok(After::Over)
            }
            Some(Trouble::Meet(barrier)) => {
                barrier.wait();
                lock(&self.taken).extend(message);
                say(out, good)
            }
            Some(Trouble::TakeThenDrop) => {
                lock(&self.taken).extend(message);
                Ok(After::Over)
            }
        }
    }

    fn trouble_at(&self, step: Step) -> Option<Trouble> {
        lock(&self.troubles).pop_front_if(|(due, _)| *due == step).map(|(_, trouble)| trouble)
    }
}

fn say(out: &mut &TcpStream, answer: &str) -> io::Result<After> {
    out.write_all(format!("{answer}\r\n").as_bytes())?;
    Ok(After::Good)
}

/// One line without its end; `None` when the client is gone.
fn read(lines: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    let length = lines.read_line(&mut line)?;
    Ok((length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The lines up to the lone dot; a dot that was doubled on the way is single again.
fn read_message(lines: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut message = String::new();
    loop {
        match read(lines)? {
            None => return Ok(None),
            Some(line) if line == "." => return Ok(Some(message)),
            Some(line) => {
                message.push_str(line.strip_prefix('.').unwrap_or(&line));
                message.push_str("\r\n");
            }
        }
    }
}

fn between_brackets(line: &str) -> String {
    let rest = line.split_once('<').map_or("", |(_, rest)| rest);
    rest.split_once('>').map_or("", |(address, _)| address).to_owned()
}

/// A test that failed while it held the lock must not hide its own message.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
