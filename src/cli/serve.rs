//! `alongside serve`: the server and its loops, until a signal comes.

use std::fmt::Display;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::start::{Beside, log, take};
use super::{Failure, demo, open};
use crate::config::Config;
use crate::gate::House;
use crate::server::{self, Parts};
use crate::web::files::Site;
use crate::worker::{self, postman::Postman};

/// Serves until SIGTERM or Ctrl-C; then requests in work and letters in hand are finished, within the time that the
/// settings leave.
///
/// # Errors
/// When the settings do not fit, the database cannot be opened or the address is taken.
pub fn run(config: Config) -> Result<(), Failure> {
    log("info,actix_server=warn");
    let site = match &config.frontend {
        Some(directory) => Site::load(directory).map_err(Failure::Usage)?,
        None => Site::none(),
    };
    let (listen, workers, base_url) = (config.listen.clone(), config.workers, config.base_url.clone());
    let (in_public, stop_within) = (config.demo_in_public, config.stop_within);
    let data = config.data.clone();
    let mut house = open(config)?;
    let _in_use = take(&data, Beside::Servers)?;
    let demo = actix_web::rt::System::new().block_on(demo::is_loaded(&house))?;
    if let Some(house) = Arc::get_mut(&mut house) {
        house.demo = demo;
    }
    if let Some(why) = refusal(house.demo, &listen, in_public) {
        return Err(Failure::Usage(why));
    }
    // Before anything is promised: a server whose letters cannot leave must not start.
    let postman = Postman::new(house.clone()).map_err(Failure::Usage)?;
    actix_web::rt::System::new().block_on(async move {
        let parts = Parts::new(house.clone(), site);
        let signals = Signals::listen().map_err(|error| Failure::Failed(format!("signals: {error}")))?;
        let refusals = parts.clone();
        if let Some(listen) = &house.config.metrics_listen {
            let metrics = server::start_metrics(&parts, listen)
                .map_err(|error| Failure::Failed(format!("metrics_listen {listen}: {error}")))?;
            // It ends with the process: whoever watches over a server sees it stop.
            actix_web::rt::spawn(metrics);
        }
        let server = server::start(parts, &listen, workers, stop_within)
            .map_err(|error| Failure::Failed(format!("listen {listen}: {error}")))?;
        let handle = server.handle();
        let (stop, stopped) = watch::channel(false);
        let loops = actix_web::rt::spawn(worker::run(house.clone(), postman, stopped));
        let loops = until_lost(&house, loops);
        println!("Alongside 同行 answers at {base_url} ({}).", house.engine_name());
        if house.demo || house.config.is_on_this_machine() {
            println!("The API can be read at {base_url}/api/docs.");
        }
        if house.demo {
            println!("Demo accounts, all with the password {}:\n{}", demo::PASSWORD, demo::accounts());
        }
        let told = async {
            let gracefully = signals.come().await;
            house.condition.stop();
            give_up_after(stop_within, 0);
            gracefully
        };
        let done = together(server, loops, told, &stop, |gracefully| handle.stop(gracefully)).await;
        if done.is_err() {
            give_up_after(stop_within, 1);
        }
        if let Err(error) = refusals.settle_denials().await {
            tracing::warn!(?error, "refusals that were counted could not be written down");
        }
        done
    })
}

/// The signals that stop a server: SIGTERM lets what is in work finish, Ctrl-C and SIGQUIT cut requests off.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    quit: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
        })
    }

    /// Waits for one; whether it lets requests finish.
    async fn come(mut self) -> bool {
        tokio::select! {
            _ = self.terminate.recv() => true,
            _ = self.interrupt.recv() => false,
            _ = self.quit.recv() => false,
        }
    }
}

/// Ends the process when it has not ended by itself by then: a mail server or a database that does not come to an end
/// must not hold a stop. Letters and rounds in hand are taken up again when their lease has run out, and what was not
/// committed was not answered.
fn give_up_after(limit: Duration, exit: i32) {
    std::thread::spawn(move || {
        let (_keep_open, never) = mpsc::channel::<()>();
        if never.recv_timeout(limit).is_err() {
            tracing::warn!(?limit, "what was still in work is given up");
            std::process::exit(exit);
        }
    });
}

/// The loops, until they end by themselves or the database is no longer where it was.
async fn until_lost<E: Display>(
    house: &House,
    loops: impl Future<Output = Result<(), E>>,
) -> Result<(), String> {
    tokio::select! {
        ended = loops => ended.map_err(|error| error.to_string()),
        why = house.lost() => Err(why.to_owned()),
    }
}

/// Lets server and loops run until they are told to stop or one of them ends, and then ends the others: a server whose
/// letters, rounds and deadlines stand still must not go on as if nothing were wrong.
async fn together<E: Display, S: Future>(
    server: impl Future<Output = std::io::Result<()>>,
    loops: impl Future<Output = Result<(), E>>,
    told: impl Future<Output = bool>,
    stop: &watch::Sender<bool>,
    end_server: impl FnOnce(bool) -> S,
) -> Result<(), Failure> {
    let (mut server, mut loops) = (std::pin::pin!(server), std::pin::pin!(loops));
    let (served, ended) = tokio::select! {
        served = &mut server => {
            stop.send_replace(true);
            (served, loops.await)
        }
        gracefully = told => {
            stop.send_replace(true);
            let (served, ended, _) = tokio::join!(server, loops, end_server(gracefully));
            (served, ended)
        }
        ended = &mut loops => {
            let why = ended.err().map_or_else(|| "without a word".to_owned(), |error| error.to_string());
            let (served, _) = tokio::join!(server, end_server(true));
            if let Err(error) = served {
                tracing::error!(%error, "the server did not end well either");
            }
            return Err(Failure::Failed(format!("the background loops ended ({why}), so the server ends too")));
        }
    };
    if let Err(error) = ended {
        tracing::error!(%error, "a loop had panicked");
    }
    served.map_err(|error| Failure::Failed(format!("server: {error}")))
}

/// Why the server may not listen there: accounts whose password everybody knows are for this machine alone, unless
/// the operator says otherwise a second time.
fn refusal(demo: bool, listen: &str, in_public: bool) -> Option<String> {
    let here = listen.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback());
    (demo && !here && !in_public).then(|| {
        format!(
            "{listen} can be reached from other machines, and this database has the demo's accounts, whose password \
             everybody knows; listen on 127.0.0.1, or add --demo-in-public if you mean it"
        )
    })
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use tokio::sync::watch;

    use super::{Failure, refusal, together};

    #[test]
    fn demo_accounts_are_for_this_machine_alone_unless_told_twice() {
        for (demo, listen, in_public, refused) in [
            (true, "127.0.0.1:8080", false, false),
            (true, "[::1]:8080", false, false),
            (true, "0.0.0.0:8080", false, true),
            (true, "[::]:8080", false, true),
            (true, "192.0.2.7:8080", false, true),
            (true, "0.0.0.0:8080", true, false),
            (false, "0.0.0.0:8080", false, false),
        ] {
            assert_eq!(refusal(demo, listen, in_public).is_some(), refused, "{demo} {listen} {in_public}");
        }
    }

    #[actix_web::test]
    async fn a_server_does_not_outlive_its_loops() {
        let (stop, _stopped) = watch::channel(false);
        let (end, ended) = tokio::sync::oneshot::channel();
        let server = async {
            ended.await.unwrap();
            Ok(())
        };
        let loops = ready(Err::<(), _>("one panicked"));
        let end_server = |_| ready(end.send(()));
        let done = together(server, loops, pending(), &stop, end_server).await;
        assert!(matches!(done, Err(Failure::Failed(why)) if why.contains("one panicked")));
    }

    #[actix_web::test]
    async fn the_loops_end_when_the_server_has_ended() {
        let (stop, mut stopped) = watch::channel(false);
        let loops = async move {
            stopped.changed().await.unwrap();
            Ok::<(), String>(())
        };
        let done = together(ready(Ok(())), loops, pending(), &stop, |_| pending::<()>()).await;
        assert!(done.is_ok());
    }

    #[actix_web::test]
    async fn server_and_loops_are_told_to_stop_at_the_same_time() {
        let (stop, mut stopped) = watch::channel(false);
        let (end, ended) = tokio::sync::oneshot::channel::<bool>();
        let (loops_over, over) = tokio::sync::oneshot::channel();
        let loops = async move {
            stopped.changed().await.unwrap();
            loops_over.send(()).unwrap();
            Ok::<(), String>(())
        };
        // Comes to its end only after the loops.
        let server = async {
            assert!(ended.await.unwrap());
            over.await.unwrap();
            Ok(())
        };
        let done =
            together(server, loops, ready(true), &stop, |gracefully| ready(end.send(gracefully))).await;
        assert!(done.is_ok());
    }
}
