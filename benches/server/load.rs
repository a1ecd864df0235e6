//! Loads: wrk with its scripts, each five seconds.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::seed::{MEMBERS, PASSWORD, Seeded};
use super::server::Server;

pub struct Load {
    address: String,
    directory: PathBuf,
}

const SECONDS: u32 = 5;

impl Load {
    pub fn new(server: &Server, directory: &Path) -> Self {
        Self { address: server.address.clone(), directory: directory.to_owned() }
    }

    pub fn get(&self, path: &str, clients: u32) -> f64 {
        self.wrk(path, clients, None)
    }

    /// The public list by `count` different URLs: days and filters.
    pub fn pages(&self, seeded: &Seeded, count: usize, clients: u32) -> f64 {
        let kinds = ["", "&category=elderly", "&category=youth", "&district=eastern", "&district=sha_tin"];
        let limits = ["20", "19", "18", "17", "16"];
        let mut urls = Vec::new();
        'all: for limit in limits {
            for kind in kinds {
                for day in &seeded.days {
                    urls.push(format!("/api/v1/openings?limit={limit}&from={day}{kind}"));
                    if urls.len() == count {
                        break 'all;
                    }
                }
            }
        }
        self.wrk("/", clients, Some(&walk(&urls)))
    }

    pub fn openings(&self, seeded: &Seeded) -> f64 {
        let urls: Vec<_> = seeded.openings.iter().map(|id| format!("/api/v1/openings/{id}")).collect();
        self.wrk("/", 32, Some(&walk(&urls)))
    }

    pub fn sign_in(&self, _seeded: &Seeded) -> f64 {
        let script = format!(
            "local n = 0
            request = function()
              n = (n + 1) % {MEMBERS}
              return wrk.format('POST', '/api/v1/sign-ins', {{['Content-Type'] = 'application/json'}},
                '{{\"email\":\"member' .. n .. '@example.test\",\"password\":\"{PASSWORD}\"}}')
            end"
        );
        self.wrk("/", 8, Some(&script))
    }

    /// Every request books another slot for another member: no clash and no full slot stands in the way.
    pub fn book(&self, seeded: &Seeded) -> f64 {
        let mut script = String::from("local tokens = {\n");
        for token in &seeded.tokens {
            writeln!(script, "'{token}',").unwrap();
        }
        script += "}\nlocal slots = {\n";
        for slot in seeded.slots.iter().take(2_000) {
            writeln!(script, "'{slot}',").unwrap();
        }
        script += "}\nlocal n = 0
            request = function()
              local token = tokens[n % #tokens + 1]
              local slot = slots[(n + math.floor(n / #tokens)) % #slots + 1]
              n = n + 1
              return wrk.format('POST', '/api/v1/slots/' .. slot .. '/bookings',
                {['Content-Type'] = 'application/json', Authorization = 'Bearer ' .. token}, '{}')
            end";
        self.wrk("/", 64, Some(&script))
    }

    fn wrk(&self, path: &str, clients: u32, script: Option<&str>) -> f64 {
        let mut command = Command::new("wrk");
        command.args(["-t1", &format!("-c{clients}"), &format!("-d{SECONDS}s")]);
        if let Some(script) = script {
            let file = self.directory.join("load.lua");
            std::fs::write(&file, script).unwrap();
            command.arg("-s").arg(file);
        }
        let output = command.arg(format!("http://{}{path}", self.address)).output().expect("wrk");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!text.contains("Non-2xx"), "{path}: not every answer was good\n{text}");
        let rate = text.lines().find_map(|line| line.strip_prefix("Requests/sec:")).expect(&text);
        rate.trim().parse().unwrap()
    }
}

fn walk(urls: &[String]) -> String {
    let mut script = String::from("local urls = {\n");
    for url in urls {
        writeln!(script, "'{url}',").unwrap();
    }
    script + "}\nlocal n = 0\nrequest = function() n = n % #urls + 1 return wrk.format('GET', urls[n]) end"
}

/// The bare database with the statements of a booking, by PostgreSQL's own load tool, on the same rows.
pub fn pgbench(url: &str, directory: &Path) -> f64 {
    let mut connection = PgConnection::establish(url).unwrap();
    connection
        .batch_execute(
            "delete from bookings; truncate commitments; update slots set taken = 0 where taken > 0;
             create sequence bench_n;
             create table bench_members as select row_number() over () - 1 as n, id from accounts;
             create table bench_slots as
                 select row_number() over () - 1 as n, id, starts_at, ends_at from slots limit 2000;
             alter table bench_members add primary key (n);
             alter table bench_slots add primary key (n);
             analyze;",
        )
        .unwrap();
    let file = directory.join("booking.sql");
    std::fs::write(&file, include_str!("booking.sql")).unwrap();
    let output = Command::new("pgbench")
        .args(["-n", "-M", "prepared", "-c", "6", "-j", "1", "-T", &SECONDS.to_string(), "-f"])
        .arg(&file)
        .arg(url)
        .output()
        .expect("pgbench");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let rate = text
        .lines()
        .find_map(|line| line.strip_prefix("tps = "))
        .unwrap_or_else(|| panic!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr)));
    rate.split_whitespace().next().unwrap().parse().unwrap()
}
