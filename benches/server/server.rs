//! The release server as a process of its own.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Server {
    process: Child,
    pub address: String,
    pub started_ms: f64,
}

/// Where `cargo build --release` leaves it.
pub fn binary() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/alongside")
}

impl Server {
    pub fn start(url: &str, data: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let process = Command::new(binary())
            .args(["--database", url, "--listen", &address, "--base-url", &format!("http://{address}")])
            .args(["--data", &data.display().to_string()])
            // The limits that protect people would measure themselves.
            .args(["--tries-per-source", "100000000", "--workers", "2", "serve"])
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !answers(&address) {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server does not answer");
            std::thread::sleep(Duration::from_millis(2));
        }
        Self { process, started_ms: begun.elapsed().as_secs_f64() * 1000.0, address }
    }

    /// Memory in use as the kernel counts it.
    pub fn resident_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }

    /// Asks the server to stop as its operator does, and waits until it has.
    pub fn stop(mut self) {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(asked.success() && self.process.wait().unwrap().success(), "the server did not stop well");
    }
}

fn answers(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let mut answer = [0; 15];
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: bench\r\n\r\n").is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b"200 OK"[..6].as_ref())
}
