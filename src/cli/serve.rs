//! `alongside serve`: the server and its loops, until a signal comes.

use std::net::SocketAddr;

use tokio::sync::watch;

use super::{Failure, demo, open};
use crate::config::Config;
use crate::server::{self, Parts};
use crate::web::files::Site;
use crate::worker;

/// Serves until SIGTERM or Ctrl-C; then requests in work and letters in hand are finished.
///
/// # Errors
/// When the settings do not fit, the database cannot be opened or the address is taken.
pub fn run(config: Config) -> Result<(), Failure> {
    log();
    let site = match &config.frontend {
        Some(directory) => Site::load(directory).map_err(Failure::Usage)?,
        None => Site::none(),
    };
    let (listen, workers, base_url) = (config.listen.clone(), config.workers, config.base_url.clone());
    let in_public = config.demo_in_public;
    let house = open(config)?;
    if let Some(why) = refusal(house.demo, &listen, in_public) {
        return Err(Failure::Usage(why));
    }
    actix_web::rt::System::new().block_on(async move {
        let parts = Parts::new(house.clone(), site);
        let server = server::start(parts, &listen, workers)
            .map_err(|error| Failure::Failed(format!("listen {listen}: {error}")))?;
        let (stop, stopped) = watch::channel(false);
        let loops = actix_web::rt::spawn(worker::run(house.clone(), stopped));
        println!("Alongside 同行 answers at {base_url} ({}).", house.engine_name());
        if house.demo {
            println!("Demo accounts, all with the password {}:\n{}", demo::PASSWORD, demo::accounts());
        }
        let served = server.await;
        if stop.send(true).is_err() {
            tracing::debug!("the loops had ended by themselves");
        }
        match loops.await {
            Ok(Ok(())) => {}
            Ok(Err(why)) => return Err(Failure::Usage(why)),
            Err(_) => tracing::error!("a loop had panicked"),
        }
        served.map_err(|error| Failure::Failed(format!("server: {error}")))
    })
}

/// One JSON object a line on standard error; `RUST_LOG` chooses how much.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn"));
    let built = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr);
    if built.try_init().is_err() {
        tracing::debug!("the log was open already");
    }
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
    use super::refusal;

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
}
