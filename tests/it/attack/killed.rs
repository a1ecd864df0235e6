//! A server that is killed in the middle of its work, again and again: whatever it has answered is there when it comes
//! back, and the database is whole.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use alongside::access::{Action, Actor, Role};
use alongside::base::{Clock, Language};
use alongside::config::Options;
use alongside::db::{Engine, Settings};
use alongside::gate::{House, Keys};
use alongside::keys::Ring;
use alongside::people::accounts::model::{Account, AccountState, Said, SignUp, SupervisionAnswer};
use alongside::people::accounts::record::AccountEvent;
use alongside::people::invitations::model::Office;
use alongside::people::{accounts, invitations};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::world::key;
use super::{Dice, size, tell};
use crate::harness::first_release::lines;
use crate::harness::house::{On, count, empty_database};
use crate::harness::people::{has_app, opened};

/// How many write at once.
const WRITERS: usize = 4;

/// A server as an operator starts it, on data that outlives it.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(data: &Path, database: &str) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_alongside"))
            .env_remove("DATABASE_URL")
            .env("ALONGSIDE_MAIL", format!("file:{}", data.join("mail").display()))
            .arg("--data")
            .arg(data)
            .args(["--database", database, "serve", "--listen", &free.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address: free.to_string() };
        while TcpStream::connect(&server.address).is_err() {
            std::thread::yield_now();
        }
        server
    }
}

/// As `kill -9` does.
impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A coordinator, and the token with which they work; made beside the server, with its keys.
async fn coordinator(data: &Path, database: &str, number: usize) -> String {
    let options =
        Options { data: Some(data.to_owned()), database: Some(database.to_owned()), ..Options::default() };
    let config = options.settle(None).unwrap();
    let engine = Engine::open(&Settings::of(database)).unwrap();
    let keys = Keys::from_file(&data.join("secret")).unwrap();
    let ring = Ring::open(&config.keys, None, &[]).unwrap();
    let react = alongside::reactions::react;
    let house = Arc::new(House::new(engine, Clock::default(), keys, ring, config, react, true).unwrap());
    let command = SignUp {
        email: format!("chan{number}@example.test"),
        said: Said {
            password_hash: "none".into(),
            preferred_name: "chan".into(),
            language: Language::En,
            answer: SupervisionAnswer::No,
            notice_version: "1".into(),
        },
    };
    let comes = |tx: &mut alongside::tx::Tx<'_>| {
        let account = accounts::rules::sign_up(tx.fresh(), command, tx.now);
        let account = Account { state: AccountState::Active, member: false, ..account };
        let recorded = tx.record(account.clone(), &AccountEvent::SignedUp(account.id))?;
        let account = accounts::store::insert(tx, recorded)?;
        let office = Office {
            role: Role::Coordinator,
            scope_kind: Some("centre".into()),
            scope: Some("MFRC-MK".into()),
            profession: None,
        };
        invitations::flow::begin(tx, account.id, office, None)?;
        has_app(tx, account.id)?;
        Ok((account.id, opened(tx, account.id)?.id))
    };
    let (account, sign_in) =
        house.write(Actor::Operator, Action::Operate, "test".into(), comes).await.unwrap();
    house.keys().access(account, sign_in, house.now()).unwrap().0
}

/// Enters hosts, one after another, until the server is gone; each that was answered is told.
fn writes(address: &str, token: &str, told: &Sender<String>) {
    let body = json!({
        "name": { "en": "Harbour" }, "kind": "elderly_service", "district": "yau_tsim_mong",
        "insuranceValidTo": "2099-03-31", "agreementValidTo": "2099-06-30",
    });
    let body = body.to_string();
    let request = format!(
        "POST /api/v1/hosts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let Ok(mut stream) = TcpStream::connect(address) else { return };
    while stream.write_all(request.as_bytes()).is_ok() {
        let Ok(answer) = answer(&mut stream) else { return };
        assert!(answer["id"].is_string(), "{answer}");
        if told.send(answer["id"].as_str().unwrap().to_owned()).is_err() {
            return;
        }
    }
}

/// The body of the next answer, whole.
fn answer(stream: &mut TcpStream) -> std::io::Result<Value> {
    let (mut head, mut next) = (Vec::new(), [0; 1]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut next)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        head.push(next[0]);
    }
    let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body)?;
    Ok(serde_json::from_slice(&body).unwrap())
}

/// One server from its start to its end, which comes when so many writes were answered.
fn lived(data: &Path, database: &str, token: &str, until: usize) -> Vec<String> {
    let server = Server::start(data, database);
    let (told, answered) = channel();
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (address, token, told) = (server.address.clone(), token.to_owned(), told.clone());
            std::thread::spawn(move || writes(&address, &token, &told))
        })
        .collect();
    drop(told);
    let mut ids: Vec<_> = answered.iter().take(until).collect();
    drop(server);
    // What was answered before the end reached the clients.
    ids.extend(answered.iter());
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    ids
}

async fn nothing_answered_is_lost(on: On) {
    let data = TempDir::new().unwrap();
    let database = empty_database(on, data.path());
    // The first start makes what is not there.
    drop(Server::start(data.path(), &database));
    let (mut dice, mut lost) = (Dice(3), 0);
    let kills = size(2, 500);
    let mut token = String::new();
    for kill in 0..kills {
        // A token counts for ten minutes.
        if kill % 100 == 0 {
            token = coordinator(data.path(), &database, kill).await;
        }
        let ids = lived(data.path(), &database, &token, 1 + dice.below(120));
        let keys: Vec<_> = ids.iter().map(|id| key(&database, id)).collect();
        let kept = format!("select count(*) as count from hosts where id in ({})", keys.join(", "));
        let kept = usize::try_from(count(&database, &kept)).unwrap();
        if matches!(on, On::Sqlite) {
            assert_eq!(
                lines(&database, "select integrity_check as line from pragma_integrity_check"),
                ["ok"]
            );
        }
        // In one statement, for what was in work in PostgreSQL may still come to its end.
        let odd = "select (select count(*) from audit where event = 'host.entered')
                   - (select count(*) from hosts) as count";
        assert_eq!(count(&database, odd), 0, "each host has its line, and each line its host");
        tell("kills of a server at work, a database not whole", on, 1, 0);
        tell("acknowledged writes lost", on, ids.len(), ids.len() - kept);
        lost += ids.len() - kept;
    }
    assert_eq!(lost, 0);
}

#[actix_rt::test]
async fn nothing_answered_is_lost_sqlite() {
    nothing_answered_is_lost(On::Sqlite).await;
}

#[actix_rt::test]
async fn nothing_answered_is_lost_postgres() {
    nothing_answered_is_lost(On::Postgres).await;
}
