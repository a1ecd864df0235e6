//! Stories of the installation itself: what admins read of it, what machines read, when it is not ready, and what is told
//! unasked.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;

use actix_web::test::TestRequest;
use alongside::access::{Action, Actor, Role};
use alongside::worker::sealer::Sealer;
use alongside::worker::watchman::Watchman;
use chrono::TimeDelta;
use serde_json::Value;

use crate::harness::house::change;
use crate::harness::{App, Kind, Reply, story};
use crate::serving::{Server, rest};

const HEALTH: &str = "/health-of-installation";

/// What is found of a part, and how it stands.
fn row<'a>(view: &'a Value, part: &str) -> (&'a str, &'a str) {
    let rows = view["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["part"] == part).unwrap_or_else(|| panic!("no {part}: {view}"));
    (row["finding"].as_str().unwrap(), row["stands"].as_str().unwrap())
}

async fn ready(app: &App) -> Reply {
    app.send(TestRequest::get().uri("/readyz")).await
}

async fn is_alive(app: &App) -> bool {
    app.send(TestRequest::get().uri("/healthz")).await.status == 200
}

story!(an_admin_reads_how_the_installation_stands_and_nobody_else_does, async |app| {
    let admin = app.staff("chan", Role::Admin, None).await;
    let view = admin.get(HEALTH).await.ok();
    assert_eq!(view["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(view["database"], app.house.engine_name());
    assert_eq!(view["keyVersion"], 1);
    let parts: Vec<_> = view["rows"].as_array().unwrap().iter().map(|row| &row["part"]).collect();
    assert_eq!(parts, ["program", "disk", "backups", "seals", "letters", "rounds", "clock", "keys"]);
    assert_eq!(row(&view, "backups"), ("backups_off", "look"));
    assert_eq!(row(&view, "rounds"), ("rounds_done", "good"));
    assert_eq!(row(&view, "keys"), ("key_newest", "good"));
    for role in [Role::Privacy, Role::Researcher] {
        let other = app.staff(role.as_str(), role, None).await;
        assert_eq!(other.get(HEALTH).await.outcome(), "403 forbidden");
    }
    assert_eq!(app.coordinator("ho").await.get(HEALTH).await.outcome(), "403 forbidden");
    assert_eq!(app.member("ada").await.get(HEALTH).await.outcome(), "403 forbidden");
});

story!(lines_without_a_seal_are_counted_until_they_have_one, async |app| {
    let mut admin = app.staff("chan", Role::Admin, None).await;
    let before = admin.get(HEALTH).await.ok();
    assert!(before["linesUnsealed"].as_i64().unwrap() > 0, "{before}");
    assert_eq!(row(&before, "seals"), ("sealed", "good"));
    app.advance(TimeDelta::minutes(2));
    admin.comes_back().await;
    let late = admin.get(HEALTH).await.ok();
    assert_eq!(row(&late, "seals"), ("not_sealed", "act"));
    let folder = tempfile::tempdir().unwrap();
    let mut config = app.config.clone();
    config.checkpoints = folder.path().into();
    // What the server seals goes to a folder of the story's own.
    Sealer::new(crate::harness::house::same_database_with(app, config)).seal().await.unwrap();
    let after = admin.get(HEALTH).await.ok();
    assert_eq!((&after["linesUnsealed"], after.get("unsealedSince")), (&Value::from(0), None));
    assert_eq!(row(&after, "seals"), ("sealed", "good"));
});

story!(letters_that_wait_or_were_given_up_are_told_by_how_long_it_is_ago, async |app| {
    let mut admin = app.staff("chan", Role::Admin, None).await;
    app.deliver_mail().await;
    assert_eq!(row(&admin.get(HEALTH).await.ok(), "letters"), ("letters_leave", "good"));
    app.ask(
        actix_web::http::Method::POST,
        "/accounts/password-reset-mail",
        Some(serde_json::json!({ "email": admin.email })),
    )
    .await;
    for (hours, stands) in [(2, "look"), (11, "act")] {
        app.advance(TimeDelta::hours(hours));
        admin.comes_back().await;
        let view = admin.get(HEALTH).await.ok();
        assert_eq!(row(&view, "letters"), ("letters_wait", stands), "{view}");
        assert!(view["lettersSince"].is_string());
    }
    app.deliver_mail().await;
    change(app, "update outbox set state = 'given_up' where kind = 'reset_password'");
    let view = admin.get(HEALTH).await.ok();
    assert_eq!(row(&view, "letters"), ("letters_given_up", "look"));
    assert_eq!((&view["lettersGivenUp"], &view["lettersGivenUpLately"]), (&1.into(), &1.into()));
    app.advance(TimeDelta::days(8));
    admin.comes_back().await;
    app.deliver_mail().await;
    let view = admin.get(HEALTH).await.ok();
    assert_eq!((row(&view, "letters"), &view["lettersGivenUp"]), (("letters_leave", "good"), &1.into()));
    change(app, "update outbox set state = 'sent' where state = 'given_up'");
});

/// An application whose data lie in a folder that is there, with bounds of its disk in bytes.
async fn on_a_disk(kind: Kind, low: u64, floor: u64) -> (App, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().to_owned();
    let app = App::with(kind, |config| {
        config.data = folder;
        (config.disk.low, config.disk.low_percent, config.disk.floor) = (low, 0, floor);
    })
    .await;
    (app, data)
}

/// Every disk is fuller than that.
const MORE_THAN_ANY: u64 = u64::MAX;

#[actix_web::test]
async fn a_server_whose_disk_is_full_to_the_floor_is_alive_and_not_ready() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let (app, _data) = on_a_disk(kind, MORE_THAN_ANY, MORE_THAN_ANY).await;
        let unready = ready(&app).await;
        assert_eq!(unready.outcome(), "503 busy");
        assert!(unready.headers.contains_key("retry-after"));
        assert!(is_alive(&app).await);
        let admin = app.staff("chan", Role::Admin, None).await;
        assert_eq!(row(&admin.get(HEALTH).await.ok(), "disk"), ("disk_full", "act"));
        let (app, _data) = on_a_disk(kind, 0, 0).await;
        assert_eq!(ready(&app).await.status, 200);
    }
}

story!(a_server_that_was_told_to_stop_is_alive_and_not_ready, async |app| {
    assert_eq!(ready(app).await.status, 200);
    app.house.condition.stop();
    assert_eq!(ready(app).await.outcome(), "503 busy");
    assert!(is_alive(app).await);
});

story!(a_server_that_cannot_read_is_alive_and_not_ready, async |app| {
    let (held, holds) = mpsc::channel();
    let mut readers = Vec::new();
    let mut ends = Vec::new();
    // Both connections that read are in use, and whoever uses them does not come to an end.
    for _ in 0..2 {
        let (house, held) = (app.house.clone(), held.clone());
        let (end, ended) = mpsc::channel::<()>();
        ends.push(end);
        readers.push(actix_web::rt::spawn(async move {
            let query = move |_: &mut alongside::tx::Tx<'_>| {
                held.send(()).unwrap();
                ended.recv().ok();
                Ok(())
            };
            house.read(Actor::System("test"), Action::KeepHouse, "test".into(), query).await
        }));
    }
    tokio::task::spawn_blocking(move || (holds.recv().unwrap(), holds.recv().unwrap())).await.unwrap();
    assert_eq!(ready(app).await.outcome(), "503 busy");
    assert!(is_alive(app).await);
    drop(ends);
    for reader in readers {
        reader.await.unwrap().unwrap();
    }
    assert_eq!(ready(app).await.status, 200);
});

#[actix_web::test]
async fn admins_are_told_once_a_day_for_as_long_as_the_disk_is_low() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let (app, _data) = on_a_disk(kind, MORE_THAN_ANY, 0).await;
        let mut admin = app.staff("chan", Role::Admin, None).await;
        app.staff("ping", Role::Privacy, None).await;
        app.deliver_mail().await;
        let (_told, stop) = tokio::sync::watch::channel(false);
        let mut watchman = Watchman::new(app.house.clone());
        for _ in 0..2 {
            for _ in 0..3 {
                watchman.look(&stop).await;
                app.advance(TimeDelta::minutes(10));
            }
            let letters = app.deliver_mail().await;
            assert_eq!(letters.len(), 1, "{letters:?}");
            assert_eq!(letters[0].to, admin.email);
            assert!(letters[0].link().ends_with("/go/j8"), "{}", letters[0].link());
            app.advance(TimeDelta::days(1));
        }
        admin.comes_back().await;
        assert_eq!(row(&admin.get(HEALTH).await.ok(), "disk"), ("disk_low", "look"));
        app.close().await;
    }
}

story!(a_clock_that_somebody_sets_is_told_until_it_is_right_again, async |app| {
    let mut admin = app.staff("chan", Role::Admin, None).await;
    app.deliver_mail().await;
    let (_told, stop) = tokio::sync::watch::channel(false);
    let mut watchman = Watchman::new(app.house.clone());
    for quiet in [TimeDelta::zero(), TimeDelta::seconds(50)] {
        app.advance(TimeDelta::seconds(10));
        app.clock.set_by(quiet);
        watchman.look(&stop).await;
        assert!(app.deliver_mail().await.is_empty());
    }
    app.clock.set_by(TimeDelta::minutes(-5));
    for _ in 0..3 {
        app.advance(TimeDelta::minutes(10));
        watchman.look(&stop).await;
    }
    assert_eq!(app.deliver_mail().await.len(), 1);
    admin.comes_back().await;
    let view = admin.get(HEALTH).await.ok();
    assert_eq!((row(&view, "clock"), &view["clockOff"]), (("clock_set", "act"), &Value::from(-250)));
    app.clock.set_by(TimeDelta::seconds(250));
    watchman.look(&stop).await;
    assert_eq!(row(&admin.get(HEALTH).await.ok(), "clock"), ("clock_right", "good"));
    assert!(app.deliver_mail().await.is_empty());
});

#[actix_web::test]
async fn what_is_wrong_is_an_error_in_the_log_every_ten_minutes() {
    #[derive(Clone, Default)]
    struct Said(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl Write for Said {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let said = Said::default();
    let log = said.clone();
    let reader = tracing_subscriber::fmt().json().with_writer(move || log.clone()).finish();
    let (app, _data) = on_a_disk(Kind::Sqlite, MORE_THAN_ANY, 0).await;
    let (_told, stop) = tokio::sync::watch::channel(false);
    let mut watchman = Watchman::new(app.house.clone());
    let _read = tracing::subscriber::set_default(reader);
    for _ in 0..60 {
        watchman.look(&stop).await;
        app.advance(TimeDelta::seconds(20));
    }
    let said = String::from_utf8(said.0.lock().unwrap().clone()).unwrap();
    assert_eq!(said.matches("too little room").count(), 2, "{said}");
    assert_eq!(said.matches("\"ERROR\"").count(), 2, "{said}");
}

/// A port that is free now.
fn free() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn ask(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    rest(&mut stream)
}

#[test]
fn metrics_are_answered_on_a_listener_of_their_own_and_name_routes_and_no_paths() {
    let address = free();
    let server = Server::with(&["--metrics-listen", &address]);
    let ask_server =
        |path: &str| server.ask(&format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"));
    let id = "01890000-0000-7000-8000-000000000000";
    assert!(ask_server(&format!("/api/v1/openings/{id}")).starts_with("HTTP/1.1 404"));
    assert!(ask_server("/somebody@example.org").starts_with("HTTP/1.1 404"));
    let answer = ask(&address, "/metrics");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("application/openmetrics-text"), "{answer}");
    for line in [
        "alongside_requests_total{route=\"/api/v1/openings/{id}\",method=\"GET\",status=\"4xx\"} 1",
        "alongside_request_duration_seconds_count{route=\"/api/v1/openings/{id}\",method=\"GET\"} 1",
        "alongside_requests_total{route=\"-\",method=\"GET\",status=\"4xx\"} 1",
        "alongside_connections_refused_total 0",
        "alongside_build_info{version=",
        "alongside_database_answers 1",
        // The server's own loops may write just now.
        "alongside_database_queue ",
        "alongside_letters_waiting 0",
        "alongside_rounds_queued 0",
        "alongside_seal_lines_waiting ",
        "alongside_backups_configured 0",
        "alongside_passwords_waiting 0",
        "alongside_disk_free_bytes ",
        "alongside_start_time_seconds ",
        "# EOF",
    ] {
        assert!(answer.contains(line), "no {line}: {answer}");
    }
    assert!(!answer.contains(id) && !answer.contains("example.org"), "{answer}");
    assert!(!ask_server("/metrics").contains("openmetrics"), "they are nobody else's");
    for other in ["/", "/healthz", "/api/v1/openings"] {
        assert!(ask(&address, other).starts_with("HTTP/1.1 404"), "{other}");
    }
}
