//! The server itself, on a socket: clients that are slow, heads that are asked for, and the signal to stop.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::harness::Kind;
use crate::harness::database::Database;
use crate::harness::smtp;

/// A server of its own, as an operator starts it.
pub struct Server {
    child: Child,
    address: String,
    database: Database,
    data: tempfile::TempDir,
}

impl Server {
    fn start() -> Self {
        Self::with(&[])
    }

    /// With other settings; the last that is said counts.
    pub fn with(settings: &[&str]) -> Self {
        let (database, data) = (Database::fresh(Kind::Sqlite), tempfile::tempdir().unwrap());
        // A port that is free now; nobody else here listens on a fixed one.
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_alongside"))
            .args(["--database", &database.url, "--data", &data.path().display().to_string()])
            .env("ALONGSIDE_MAIL", format!("file:{}", data.path().join("mail").display()))
            .args(settings)
            .args(["serve", "--listen", &free.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address: free.to_string(), database, data };
        while TcpStream::connect(&server.address).is_err() {
            std::thread::yield_now();
        }
        server
    }

    /// Another command on the same data.
    fn beside(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_alongside"))
            .args(["--database", &self.database.url, "--data", &self.data.path().display().to_string()])
            .args(arguments)
            .output()
            .unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    pub fn ask(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        rest(&mut stream)
    }

    fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What a connection still says until it ends.
pub fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

const SIGN_IN: &str = "POST /api/v1/sign-ins HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
    content-type: application/json\r\ncontent-length: 46\r\n\r\n";
const BODY: &str = r#"{"email":"a@b.test","password":"nobody's own"}"#;

#[test]
fn a_head_has_the_headers_of_a_get_and_no_body() {
    let server = Server::start();
    let ask = |method: &str| {
        let request = format!("{method} /api/v1/site HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let answer = server.ask(&request);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let length =
            head.lines().find(|line| line.to_lowercase().starts_with("content-length")).unwrap().to_owned();
        (length, body.len())
    };
    let (get, head) = (ask("GET"), ask("HEAD"));
    assert_eq!(get.0, head.0);
    assert!(get.1 > 0 && head.1 == 0);
}

#[test]
fn a_body_that_does_not_arrive_is_given_up_and_others_are_served_meanwhile() {
    let server = Server::with(&["--patience", "2"]);
    let mut slow = server.connect();
    slow.write_all(SIGN_IN.as_bytes()).unwrap();
    slow.write_all(&BODY.as_bytes()[..10]).unwrap();
    assert!(server.ask(&format!("{SIGN_IN}{BODY}")).starts_with("HTTP/1.1 401"));
    let answer = rest(&mut slow);
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("body_too_slow"), "{answer}");
}

#[test]
fn a_signal_lets_the_request_in_work_finish_and_ends_the_server_well() {
    let mut server = Server::start();
    let mut working = server.connect();
    working.write_all(SIGN_IN.as_bytes()).unwrap();
    working.write_all(&BODY.as_bytes()[..10]).unwrap();
    // Its head is read once another request, sent later, is answered.
    assert!(server.ask(&format!("{SIGN_IN}{BODY}")).starts_with("HTTP/1.1 401"));
    server.terminate();
    // It listens no more; what was begun is answered.
    while TcpStream::connect(&server.address).is_ok() {
        std::thread::yield_now();
    }
    working.write_all(&BODY.as_bytes()[10..]).unwrap();
    assert!(rest(&mut working).starts_with("HTTP/1.1 401"));
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn a_mail_server_that_never_comes_to_an_end_does_not_hold_a_stop() {
    let mail = smtp::Server::start();
    mail.expects(smtp::Step::Rcpt, smtp::Trouble::Drip);
    let mut server = Server::with(&["--mail", &mail.url(), "--stop-within", "1"]);
    let body = crate::accounts::sign_up("a@b.test").to_string();
    let head = format!(
        "POST /api/v1/accounts HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let answer = server.ask(&format!("{head}{body}"));
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    while mail.troubles_left() > 0 {
        std::thread::yield_now();
    }
    server.terminate();
    // It would hold its client for ever.
    assert!(server.child.wait().unwrap().success());
    assert_eq!(mail.taken(), []);
}

#[test]
fn the_demo_is_not_loaded_beside_a_server_which_would_not_know_of_its_accounts() {
    let server = Server::start();
    let refused = server.beside(&["demo"]);
    let why = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2), "{why}");
    assert!(why.contains("a server runs on this data") && why.contains("--data DIR"), "{why}");
    // What does no harm there goes on.
    assert!(server.beside(&["admin", "invite", "root@example.test"]).status.success());
}
