//! The database stops, freezes or comes back: everybody is told at once or soon, and nothing hangs.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

use actix_web::test::TestRequest;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use serde_json::json;

use crate::harness::house::rows;
use crate::harness::people::PASSWORD;
use crate::harness::{App, Kind, Reply, database, story};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    /// Nothing is passed on and nothing is closed, as when a machine is frozen.
    Frozen,
    /// Everything is closed and nobody is let in, as when a server was stopped.
    Cut,
}

/// A line to PostgreSQL that a story can disturb.
pub struct Proxy {
    port: u16,
    line: Arc<(Mutex<Line>, Condvar)>,
    ends: Arc<Mutex<Vec<TcpStream>>>,
}

impl Proxy {
    fn to(server: String) -> Self {
        Self::at(0, server)
    }

    /// A line that begins at `port`, or at one that is free.
    pub fn at(port: u16, server: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let line = Arc::new((Mutex::new(Line::Open), Condvar::new()));
        let ends = Arc::new(Mutex::new(Vec::new()));
        let (state, kept) = (line.clone(), ends.clone());
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                let caller = caller.unwrap();
                // Held until both ends are kept, or a cut beside it would leave them open.
                let mut ends = kept.lock().unwrap();
                if *state.0.lock().unwrap() == Line::Cut {
                    continue;
                }
                let server = TcpStream::connect(&server).unwrap();
                for (from, to) in [(&caller, &server), (&server, &caller)] {
                    let (from, to, state) =
                        (from.try_clone().unwrap(), to.try_clone().unwrap(), state.clone());
                    std::thread::spawn(move || pass_on(from, to, &state));
                }
                ends.extend([caller, server]);
            }
        });
        Self { port, line, ends }
    }

    fn is(&self, line: Line) {
        let mut ends = self.ends.lock().unwrap();
        *self.line.0.lock().unwrap() = line;
        self.line.1.notify_all();
        if line == Line::Cut {
            for end in ends.drain(..) {
                // It may be closed already.
                end.shutdown(Shutdown::Both).ok();
            }
        }
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, line: &(Mutex<Line>, Condvar)) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count) = from.read(&mut bytes) {
        let state = line.0.lock().unwrap();
        drop(line.1.wait_while(state, |line| *line == Line::Frozen).unwrap());
        if count == 0 || to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    to.shutdown(Shutdown::Both).ok();
}

/// An application on PostgreSQL at the end of a line that can be disturbed.
async fn at_the_end_of_a_line() -> (App, Proxy) {
    let url = database::postgres_url();
    let server = url.split(['@', '/']).nth(3).unwrap().to_owned();
    let proxy = Proxy::to(server.clone());
    let here = format!("127.0.0.1:{}", proxy.port);
    let app =
        App::with(Kind::Postgres, |config| config.database = config.database.replace(&server, &here)).await;
    (app, proxy)
}

async fn ready(app: &App) -> Reply {
    app.send(TestRequest::get().uri("/readyz")).await
}

fn come_again(reply: &Reply) {
    assert_eq!(reply.outcome(), "503 busy");
    assert!(reply.headers.contains_key("retry-after"));
}

async fn everybody_is_told_to_come_again(line: Line) {
    let (app, proxy) = at_the_end_of_a_line().await;
    let ada = app.member("ada").await;
    ada.get("/me").await.ok();
    assert_eq!(ready(&app).await.status, 200);
    proxy.is(line);
    let signing_in = json!({ "email": ada.email, "password": PASSWORD });
    let change = json!({ "language": "en", "version": 1 });
    let (reading, writing, signing_in, unready, alive) = tokio::join!(
        ada.get("/me"),
        ada.patch("/me", change),
        app.ask(actix_web::http::Method::POST, "/sign-ins", Some(signing_in)),
        ready(&app),
        app.send(TestRequest::get().uri("/healthz")),
    );
    for reply in [reading, writing, signing_in, unready] {
        come_again(&reply);
    }
    assert_eq!(alive.status, 200);
    proxy.is(Line::Open);
    // Whichever connections were lost are made anew.
    while ready(&app).await.status != 200 {}
    while ada.get("/me").await.status != 200 {}
    app.close().await;
}

#[actix_web::test]
async fn a_database_that_is_frozen_leaves_nobody_hanging() {
    everybody_is_told_to_come_again(Line::Frozen).await;
}

#[actix_web::test]
async fn a_database_that_was_stopped_is_said_and_comes_back() {
    everybody_is_told_to_come_again(Line::Cut).await;
}

/// Lets the database refuse the write of `/readyz`, and no read.
fn refuse_writes(url: &str) {
    match url.strip_prefix("sqlite:") {
        Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(
            "create trigger refuses before update on server begin select raise(abort, 'no'); end",
        ),
        None => PgConnection::establish(url)
            .unwrap()
            .batch_execute("alter table server add constraint refuses check (false) not valid"),
    }
    .unwrap();
}

story!(a_server_is_ready_while_writing_works_and_asking_leaves_nothing, async |app| {
    for _ in 0..3 {
        assert_eq!(ready(app).await.status, 200);
    }
    assert_eq!(rows(app, "server"), 1);
    refuse_writes(&app.config.database);
    app.ask(actix_web::http::Method::GET, "/openings", None).await.ok();
    assert_eq!(ready(app).await.status, 500);
});
