//! The matching engine on generated instances, through its own command line.

use std::process::Command;

use super::{row, server};

pub fn measure() {
    let directory = tempfile::tempdir().unwrap();
    for (mentors, pics, psychologists) in [(200, 500, 20), (2_000, 5_000, 100)] {
        let file = directory.path().join(format!("{mentors}.json"));
        let made = Command::new(server::binary())
            .args(["match", "generate", "--seed", "7"])
            .args(["--mentors", &mentors.to_string(), "--pics", &pics.to_string()])
            .args(["--psychologists", &psychologists.to_string()])
            .arg("--out")
            .arg(&file)
            .status()
            .unwrap();
        assert!(made.success());
        let solved = Command::new(server::binary()).args(["match", "solve"]).arg(&file).output().unwrap();
        assert!(solved.status.success());
        let round: serde_json::Value = serde_json::from_slice(&solved.stdout).unwrap();
        assert_eq!(round["certificate"]["primal"], round["certificate"]["dual"]);
        let ms = |name: &str| round["stats"][name].as_f64().unwrap();
        row(
            &format!("engine: {mentors} × {pics} × {psychologists}, {} edges", round["feasible_edges"]),
            &format!("{:.1} ms", ms("encode_ms") + ms("candidates_ms") + ms("solve_ms")),
            &format!("solve {:.1}", ms("solve_ms")),
            "",
        );
    }
}
