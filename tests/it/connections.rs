//! Connections of clients that keep the server waiting, are too many, or say nothing that can be understood.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::serving::{Server, rest};

const IMPATIENT: [&str; 4] = ["--patience", "1", "--workers", "1"];
const ASKING: &str = "GET /api/v1/site HTTP/1.1\r\nhost: x\r\n\r\n";

/// The head and the body of an answer.
fn parts(answer: &str) -> (String, Value) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
    (head.to_ascii_lowercase(), serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer:?}")))
}

/// Reads the answer to one request of a connection that stays.
fn one_answer(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut answer = Vec::new();
    let mut next = [0; 1];
    while !answer.ends_with(b"\r\n\r\n") {
        if stream.read(&mut next)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        answer.push(next[0]);
    }
    let head = String::from_utf8(answer).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body)?;
    Ok(head + &String::from_utf8(body).unwrap())
}

/// Whether the answer has what every answer has.
fn is_framed(head: &str) -> bool {
    ["x-content-type-options: nosniff", "content-security-policy: default-src 'none'", "x-request-id: "]
        .iter()
        .all(|line| head.contains(line))
}

#[test]
fn whoever_may_not_is_told_so_before_their_body_has_come() {
    let server = Server::with(&IMPATIENT);
    for (path, headers) in [
        ("/api/v1/rounds", "content-length: 50000000\r\n"),
        ("/api/v1/rounds", "content-length: 5000\r\nauthorization: Bearer none.of.ours\r\n"),
        ("/api/v1/rounds", "transfer-encoding: chunked\r\n"),
        ("/api/v1/nothing", "transfer-encoding: chunked\r\n"),
        ("/api/v1/accounts?x=1", "content-length: 50000000\r\n"),
        ("/openings", "content-length: 50000000\r\n"),
    ] {
        let mut client = server.connect();
        let head =
            format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{headers}\r\n");
        client.write_all(head.as_bytes()).unwrap();
        // Nothing of the body was sent; the connection ends with the answer.
        let answer = rest(&mut client);
        let expected = match path {
            "/api/v1/rounds" => "401",
            "/api/v1/nothing" => "404",
            "/openings" => "405",
            _ => "422",
        };
        assert!(answer.starts_with(&format!("HTTP/1.1 {expected}")), "{head}: {answer}");
        let head = answer.split("\r\n\r\n").next().unwrap().to_ascii_lowercase();
        assert!(head.contains("connection: close") && is_framed(&head), "{answer}");
    }
}

#[test]
fn a_client_that_keeps_its_connection_waiting_loses_it() {
    let server = Server::with(&IMPATIENT);
    for head in ["", "GET /api/v1/site HTTP/1.1\r\nhost:"] {
        let mut client = server.connect();
        client.write_all(head.as_bytes()).unwrap();
        let (head, body) = parts(&rest(&mut client));
        assert!(head.starts_with("http/1.1 408") && is_framed(&head), "{head}");
        assert_eq!(body["code"], "body_too_slow");
    }
    // Also once it has had an answer: with nothing more, with half a request, with a body that nobody reads.
    for more in
        ["", "GET /api/v1", "POST /api/v1/rounds HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"]
    {
        let mut client = server.connect();
        client.write_all(ASKING.as_bytes()).unwrap();
        one_answer(&mut client).unwrap();
        client.write_all(more.as_bytes()).unwrap();
        rest(&mut client);
    }
    // A body that never ends, a byte at a time, is not read for ever.
    let mut client = server.connect();
    client
        .write_all(b"POST /api/v1/rounds HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        .unwrap();
    while client.write_all(b"1\r\nx\r\n").is_ok() {
        std::thread::yield_now();
    }
}

#[test]
fn a_client_that_takes_no_answers_loses_its_connection() {
    let server = Server::with(&IMPATIENT);
    let mut client = server.connect();
    let asking = "GET /api/v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(16);
    // It asks as long as anybody listens and reads nothing.
    let ended = loop {
        if let Err(error) = client.write_all(asking.as_bytes()) {
            break error.kind();
        }
    };
    assert!(matches!(ended, ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{ended}");
    // Whoever is slow and takes something all the time gets everything.
    let mut slow = server.connect();
    slow.write_all(b"GET /api/v1/openapi.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let (head, body) = parts(&rest(&mut slow));
    assert!(head.starts_with("http/1.1 200") && body["paths"].is_object());
}

#[test]
fn one_source_has_only_so_many_connections() {
    let server = Server::with(&["--connections-per-source", "3"]);
    let enter = || {
        let mut client = server.connect();
        client.write_all(ASKING.as_bytes())?;
        one_answer(&mut client).map(|_| client)
    };
    // A place is free again a moment after its connection has ended.
    let at_last = || std::iter::repeat_with(enter).find_map(Result::ok).unwrap();
    let mut inside = [at_last(), at_last(), at_last()];
    assert!(enter().is_err());
    for client in &mut inside {
        client.write_all(ASKING.as_bytes()).unwrap();
        one_answer(client).unwrap();
    }
    let [one, ..] = inside;
    drop(one);
    at_last();
    // Behind a proxy every connection is the proxy's.
    let server = Server::with(&["--connections-per-source", "1", "--proxies", "1"]);
    let many: Vec<_> = (0..5).map(|_| server.connect()).collect();
    for mut client in many {
        client.write_all(ASKING.as_bytes()).unwrap();
        one_answer(&mut client).unwrap();
    }
}

#[test]
fn what_cannot_be_understood_is_refused_in_the_words_of_every_refusal() {
    let server = Server::with(&IMPATIENT);
    let post = "POST /api/v1/sign-ins HTTP/1.1\r\nhost: x\r\n";
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "x".repeat(300_000));
    for (request, status, code) in [
        ("nonsense\r\n\r\n".to_owned(), 400, "invalid"),
        ("GET / HTTP/9.9\r\nhost: x\r\n\r\n".into(), 400, "invalid"),
        ("GET /\u{1} HTTP/1.1\r\nhost: x\r\n\r\n".into(), 400, "invalid"),
        ("GET / HTTP/1.1\r\n\r\n".into(), 400, "invalid"),
        (format!("{post}content-length: 3\r\ncontent-length: 4\r\n\r\n{{}}"), 400, "invalid"),
        (format!("{post}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"), 400, "invalid"),
        (format!("{post}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n"), 400, "invalid"),
        (format!("{post}content-length: -1\r\n\r\n"), 400, "invalid"),
        (format!("{post}content-length: +2\r\n\r\n{{}}"), 400, "invalid"),
        (long, 431, "body_too_long"),
    ] {
        let mut client = server.connect();
        // Of a head that is too long the end may not be wanted any more.
        client.write_all(request.as_bytes()).ok();
        let answer = rest(&mut client);
        let request: String = request.chars().take(80).collect();
        let (head, body) = parts(&answer);
        assert!(head.starts_with(&format!("http/1.1 {status}")) && is_framed(&head), "{request:?}: {answer}");
        assert!(head.contains("connection: close") && head.contains("date: "), "{request:?}: {answer}");
        assert_eq!((&body["code"], &body["status"]), (&code.into(), &status.into()), "{request:?}");
    }
    // Behind an answer that was asked for properly, too.
    let mut client = server.connect();
    client.write_all(format!("{ASKING}nonsense\r\n\r\n").as_bytes()).unwrap();
    assert!(one_answer(&mut client).unwrap().starts_with("HTTP/1.1 200"));
    let (head, body) = parts(&rest(&mut client));
    assert!(head.starts_with("http/1.1 400") && body["code"] == "invalid");
}
