//! `make bench`: one table, measured in one run, with ratios to the ceiling of the same run.
//!
//! The release server is started as its operator starts it, on loopback, and loaded by wrk from a second process; the
//! load is bounded in time and connections. PostgreSQL is the durable throwaway one of `scripts/with-postgres`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::disallowed_methods,
    reason = "a measurement that cannot be taken ends the run; it measures the machine's own time"
)]

mod engine;
mod load;
mod seed;
mod server;

use load::Load;
use seed::Seeded;
use server::Server;

/// Prints one row of the table as soon as it is measured.
pub fn row(what: &str, measured: &str, ratio: &str, target: &str) {
    println!("{what:52} {measured:>16} {ratio:>12}  {target}");
}

fn main() {
    row("what", "measured", "ratio", "target");
    measure("sqlite");
    measure("postgres");
    engine::measure();
}

fn measure(kind: &'static str) {
    let directory = tempfile::Builder::new().prefix("bench-").tempdir_in("target").unwrap();
    let url = match kind {
        "sqlite" => format!("sqlite:{}", directory.path().join("bench.db").display()),
        _ => std::env::var("ALONGSIDE_TEST_POSTGRES").expect("run this by `make bench`"),
    };
    eprintln!("{kind}: seeding 100,000 slots and 5,000 members…");
    let seeded = Seeded::fill(&url, directory.path());
    let server = Server::start(&url, directory.path());
    let load = Load::new(&server, directory.path());
    if kind == "sqlite" {
        let binary = std::fs::metadata(server::binary()).unwrap().len();
        row("start to first answer", &format!("{:.0} ms", server.started_ms), "", "≤ 500 ms");
        row("idle memory", &format!("{:.1} MB", server.resident_mb()), "", "≤ 40 MB");
        row("binary", &format!("{:.1} MB", binary as f64 / 1e6), "", "");
    }
    let ceiling = load.get("/healthz", 64);
    row(&format!("{kind}: GET /healthz, 64 clients"), &per_second(ceiling), "1", "");
    let share = |what: &str, rate: f64, target: &str| {
        row(&format!("{kind}: {what}"), &per_second(rate), &format!("{:.2}", rate / ceiling), target);
    };
    share("openings, 20 of 100,000, one URL", load.get("/api/v1/openings", 64), "≥ 0.6");
    share("openings, 50 URLs", load.pages(&seeded, 50, 32), "≥ 0.6");
    share("openings, uncached (4,000 URLs)", load.pages(&seeded, 4000, 32), "≥ 0.08");
    share("one opening, 1,000 URLs", load.openings(&seeded), "");
    share("sign-in (argon2id, 4 at once)", load.sign_in(&seeded), "");
    let bookings = load.book(&seeded);
    share("booking, 64 clients, durable", bookings, if kind == "sqlite" { "≥ 5,000/s" } else { "" });
    server.stop();
    seeded.prove(&url);
    if kind == "postgres" {
        let bare = load::pgbench(&url, directory.path());
        row("postgres: pgbench, the same writes", &per_second(bare), "1", "");
        row("postgres: booking against pgbench", "", &format!("{:.2}", bookings / bare), "≥ 0.6");
    }
}

fn per_second(rate: f64) -> String {
    format!("{rate:.0}/s")
}
