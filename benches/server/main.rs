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

/// One row of the table.
pub struct Row {
    what: String,
    value: String,
    ratio: String,
    target: &'static str,
}

impl Row {
    fn new(
        what: impl Into<String>,
        value: impl Into<String>,
        ratio: impl Into<String>,
        target: &'static str,
    ) -> Self {
        Self { what: what.into(), value: value.into(), ratio: ratio.into(), target }
    }
}

fn main() {
    let mut rows = Vec::new();
    measure("sqlite", &mut rows);
    measure("postgres", &mut rows);
    engine::measure(&mut rows);
    println!("\n{:52} {:>16} {:>12}  target", "what", "measured", "ratio");
    for row in rows {
        println!("{:52} {:>16} {:>12}  {}", row.what, row.value, row.ratio, row.target);
    }
}

fn measure(kind: &'static str, rows: &mut Vec<Row>) {
    let directory = tempfile::Builder::new().prefix("bench-").tempdir_in("target").unwrap();
    let url = match kind {
        "sqlite" => format!("sqlite:{}", directory.path().join("bench.db").display()),
        _ => std::env::var("ALONGSIDE_TEST_POSTGRES").expect("run this by `make bench`"),
    };
    eprintln!("{kind}: seeding 100,000 slots and 1,000 members…");
    let seeded = Seeded::fill(&url, directory.path());
    let server = Server::start(&url, directory.path());
    let load = Load::new(&server, directory.path());
    if kind == "sqlite" {
        let binary = std::fs::metadata(server::binary()).unwrap().len();
        rows.push(Row::new("start to first answer", format!("{:.0} ms", server.started_ms), "", "≤ 500 ms"));
        rows.push(Row::new("idle memory", format!("{:.1} MB", server.resident_mb()), "", "≤ 40 MB"));
        rows.push(Row::new("binary", format!("{:.1} MB", binary as f64 / 1e6), "", ""));
    }
    let ceiling = load.get("/healthz", 64);
    rows.push(Row::new(format!("{kind}: GET /healthz, 64 clients"), per_second(ceiling), "1", ""));
    let mut share = |what: &str, rate: f64, target: &'static str| {
        rows.push(Row::new(
            format!("{kind}: {what}"),
            per_second(rate),
            format!("{:.2}", rate / ceiling),
            target,
        ));
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
        rows.push(Row::new("postgres: pgbench, the same writes", per_second(bare), "1", ""));
        rows.push(Row::new(
            "postgres: booking against pgbench",
            "",
            format!("{:.2}", bookings / bare),
            "≥ 0.6",
        ));
    }
}

fn per_second(rate: f64) -> String {
    format!("{rate:.0}/s")
}
