//! `alongside match`, as somebody types it.

use std::fs;
use std::io::Write;

use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

use super::cases::folder;

fn alongside(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_alongside")).arg("match").args(arguments).output().unwrap()
}

/// Exit code, standard output and standard error.
fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn case(name: &str) -> String {
    folder().join(name).to_str().unwrap().to_owned()
}

fn in_folder(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

fn written(path: &str) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_round_is_solved_written_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let (instance, out) = (case("small-12.json"), in_folder(&folder, "round.json"));
    assert_eq!(said(&alongside(&["solve", &instance, "--out", &out])), (0, String::new(), String::new()));
    let text = fs::read_to_string(&out).unwrap();
    let names = [
        "format",
        "feasible_edges",
        "edge_score_sum",
        "matched",
        "by_tier",
        "score",
        "F",
        "objective",
        "pairs",
        "unmatched",
        "certificate",
        "stability",
        "stats",
    ];
    let begins: Vec<usize> = names.iter().map(|name| text.find(&format!("\"{name}\":")).unwrap()).collect();
    assert!(begins.is_sorted(), "the fields are not in the order of the format");
    let round = written(&out);
    assert_eq!(round["format"], "alongside.round/1");
    assert_eq!((&round["matched"], &round["score"]), (&Value::from(82), &Value::from(464_114)));
    let of = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(of(&round["stats"]), "candidates_ms encode_ms explain_ms peak_rss_kb solve_ms");
    assert_eq!(of(&round["pairs"][0]), "factors mentor pic pinned psychologist runner_up score");
    assert_eq!(of(&round["certificate"]), "dual prices primal");
    let told = "True and optimal: 82 matched, objective 216735739, and no round can exceed 216735739.\n";
    assert_eq!(said(&alongside(&["verify", &instance, &out])), (0, told.into(), String::new()));
}

#[test]
fn a_gzipped_instance_gives_the_same_round_on_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let packed = in_folder(&folder, "tiny.json.gz");
    let mut gzip = GzEncoder::new(fs::File::create(&packed).unwrap(), Compression::fast());
    gzip.write_all(&fs::read(case("tiny-1.json")).unwrap()).unwrap();
    gzip.finish().unwrap();
    let round = |path: &str| {
        let (code, stdout, stderr) = said(&alongside(&["solve", path]));
        assert_eq!((code, stderr.as_str()), (0, ""));
        let mut round: Value = serde_json::from_str(&stdout).unwrap();
        round.as_object_mut().unwrap().remove("stats");
        round
    };
    assert_eq!(round(&packed), round(&case("tiny-1.json")));

    let whole = fs::read(&packed).unwrap();
    fs::write(&packed, &whole[..whole.len() / 2]).unwrap();
    let (code, _, stderr) = said(&alongside(&["solve", &packed]));
    assert!(code == 2 && stderr.contains("not a whole gzip file"), "{code} {stderr}");
}

#[test]
fn wrong_input_ends_with_2_and_names_the_path_of_the_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder, "wrong.json");
    let mut wrong = written(&case("tiny-1.json"));
    wrong["mentors"][3]["avail"] = "0".repeat(83).into();
    fs::write(&path, wrong.to_string()).unwrap();
    for arguments in [vec!["solve", &path], vec!["verify", &path, &path], vec!["bench", &path]] {
        let (code, _, stderr) = said(&alongside(&arguments));
        assert_eq!(
            (code, stderr),
            (2, format!("alongside: {path}: mentors[3].avail: 83 digits, 84 needed\n"))
        );
    }
    let mut pinned = written(&case("tiny-1.json"));
    pinned["pinned"] = serde_json::json!([[2, 0]]);
    fs::write(&path, pinned.to_string()).unwrap();
    let (code, _, stderr) = said(&alongside(&["solve", &path]));
    assert_eq!((code, stderr), (2, format!("alongside: {path}: pinned[0]: mentor_consent\n")));

    let (code, _, stderr) = said(&alongside(&["verify", &case("tiny-1.json"), &path]));
    assert!(code == 2 && stderr.contains("alongside.round/1"), "{code} {stderr}");
    assert_eq!(said(&alongside(&["solve"])).0, 2);
}

#[test]
fn what_cannot_be_done_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = in_folder(&folder, "no/such/file.json");
    let (code, _, stderr) = said(&alongside(&["solve", &nowhere]));
    assert!(code == 1 && stderr.contains(&nowhere), "{code} {stderr}");
    assert_eq!(said(&alongside(&["solve", &case("tiny-1.json"), "--out", &nowhere])).0, 1);

    let out = in_folder(&folder, "round.json");
    assert_eq!(said(&alongside(&["solve", &case("tiny-1.json"), "--out", &out])).0, 0);
    let mut round = written(&out);
    round["matched"] = 6.into();
    round["certificate"]["prices"]["pics"][0] = Value::from(-1);
    fs::write(&out, round.to_string()).unwrap();
    let (code, stdout, stderr) = said(&alongside(&["verify", &case("tiny-1.json"), &out]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("matched: 6, 5 is true"), "{stderr}");
    assert!(stderr.contains("certificate.prices.pics[0]: negative"), "{stderr}");
}

#[test]
fn a_made_up_instance_is_the_same_for_the_same_seed_and_can_be_measured() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str, seed: &str| {
        let path = in_folder(&folder, name);
        let size = ["--mentors", "40", "--pics", "90", "--psychologists", "5"];
        let output = alongside(&[["generate"].as_slice(), &size, &["--seed", seed, "--out", &path]].concat());
        assert_eq!(said(&output).0, 0);
        path
    };
    let (one, again, other) = (make("one.json", "7"), make("again.json", "7"), make("other.json", "8"));
    assert_eq!(fs::read(&one).unwrap(), fs::read(&again).unwrap());
    assert_ne!(fs::read(&one).unwrap(), fs::read(&other).unwrap());

    let out = in_folder(&folder, "round.json");
    assert_eq!(said(&alongside(&["solve", &one, "--out", &out])).0, 0);
    assert!(written(&out)["matched"].as_u64().unwrap() > 10);
    assert_eq!(said(&alongside(&["verify", &one, &out])).0, 0);

    let (code, table, _) = said(&alongside(&["bench", "--runs", "1", &one, &other]));
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!((code, lines.len()), (0, 3), "{table}");
    assert!(lines[1].starts_with("one.json") && lines[1].contains("40×90×5"), "{table}");
}
