//! The keys of a server at its start: made with a new database, refused when they cannot be right, and what a release
//! before had written in clear is encrypted.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use alongside::access::{Action, Actor};
use alongside::base::Clock;
use alongside::config::Options;
use alongside::db::{Engine, Settings};
use alongside::gate::{House, Keys};
use alongside::keys::{Field, Ring};
use serde_json::Value;

use crate::harness::first_release::{database, lines};
use crate::harness::house::{On, ids, start_of_stories};
use crate::starting::{alongside, ended};

fn migrated(data: &Path, url: &str) -> (i32, String) {
    ended(alongside(data, url, &["migrate"]))
}

/// A start with these keys in the file fails, and says this in one line.
#[track_caller]
fn refused(data: &Path, url: &str, keys: &str, said: &str) {
    std::fs::write(data.join("keys"), keys).unwrap();
    let (code, why) = migrated(data, url);
    assert_eq!((code, why.lines().count()), (1, 1), "{why}");
    assert!(why.starts_with("alongside: keys ") && why.contains(said), "{why}");
    assert!(!why.contains("00000"), "{why}");
}

fn keys_that_cannot_be_right_are_refused(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = database(on, folder.path());
    let data = folder.path().join("data");
    assert_eq!(migrated(&data, &url), (0, String::new()));
    let file = data.join("keys");
    let right = std::fs::read_to_string(&file).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

    refused(&data, &url, "1 c2hvcnQ", "has 5 bytes instead of 32");
    refused(&data, &url, "1 neither-one-nor-the-other!", "neither base64 nor hexadecimal");
    refused(&data, &url, &format!("1 {}", "0".repeat(64)), "one byte again and again");
    refused(&data, &url, &format!("1 {}", "0123456789abcdef".repeat(4)), "is not the key");
    refused(&data, &url, &right.replace("\n1 ", "\n2 "), "version 1 is missing");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    refused(&data, &url, &right, "others may read it");
    std::fs::remove_file(&file).unwrap();
    let (code, why) = migrated(&data, &url);
    assert!(code == 1 && why.contains("missing") && why.lines().count() == 1, "{code} {why}");
    assert!(!file.exists(), "a new key would not open what is there");

    // From the environment, without a file; nothing of it is shown.
    let with = |text: &str| {
        let mut start = Command::new(env!("CARGO_BIN_EXE_alongside"));
        start.env_remove("DATABASE_URL").env("ALONGSIDE_KEYS_TEXT", text).arg("--data").arg(&data);
        let output = start.args(["--database", &url, "migrate"]).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, why) = with("1 c2hvcnQ");
    assert!(code == 1 && why.contains("ALONGSIDE_KEYS_TEXT") && !why.contains("c2hvcnQ"), "{code} {why}");
    assert_eq!(with(&right), (0, String::new()));
}

#[test]
fn keys_that_cannot_be_right_are_refused_sqlite() {
    keys_that_cannot_be_right_are_refused(On::Sqlite);
}

#[test]
fn keys_that_cannot_be_right_are_refused_postgres() {
    keys_that_cannot_be_right_are_refused(On::Postgres);
}

async fn what_a_release_before_wrote_in_clear_is_encrypted(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let url = database(on, folder.path());
    let data = folder.path().join("data");
    let all = |field: Field| {
        let (table, column) = field.place();
        let key = if table == "answers" { "key" } else { "id" };
        lines(
            &url,
            &format!("select {column} as line from {table} where {column} is not null order by {key}"),
        )
    };
    let fields: Vec<_> = Field::ALL
        .into_iter()
        .filter(|field| {
            !["bookings", "hours_ledger", "data_requests", "emergencies", "holds", "consents"]
                .contains(&field.place().0)
        })
        .collect();
    let before: Vec<_> = fields.iter().map(|field| all(*field)).collect();
    assert!(before.iter().flatten().count() > 50, "the first release has written something in confidence");
    assert_eq!(migrated(&data, &url), (0, String::new()));
    for (field, before) in fields.iter().zip(&before) {
        let after = all(*field);
        assert_eq!(after.len(), before.len(), "{}", field.name());
        assert!(after.iter().all(|text| text.starts_with("v1.")), "{}", field.name());
    }
    assert_eq!(lines(&url, "select field as line from clear_texts"), [""; 0]);
    if let Some(path) = url.strip_prefix("sqlite:") {
        let file = std::fs::read(path).unwrap();
        for text in before.iter().flatten().filter(|text| text.len() > 12) {
            let tells = file.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(!tells, "the file still has {text}");
        }
    }

    // And it is what it was.
    let config = Options { data: Some(data.clone()), database: Some(url.clone()), ..Options::default() };
    let config = config.settle(None).unwrap();
    let engine = Engine::open(&Settings { durable: false, ..Settings::of(&url) }).unwrap();
    let (keys, ring) = (Keys::of(&[7; 32]), Ring::open(&data.join("keys"), None, &[]).unwrap());
    let clock = Clock::hand(start_of_stories());
    let house = House::new(engine, clock, keys, ring, config, alongside::reactions::react, true).unwrap();
    let house = std::sync::Arc::new(house);
    let place = |field: Field| fields.iter().position(|one| *one == field).unwrap();
    let mentors: Vec<alongside::access::MentorId> =
        ids(&url, "mentors", "id").iter().map(|id| id.parse().unwrap()).collect();
    let referrals: Vec<alongside::access::ReferralId> =
        ids(&url, "referrals", "id").iter().map(|id| id.parse().unwrap()).collect();
    let read = house.read(Actor::Operator, Action::Operate, "story".into(), move |tx| {
        let mut districts = Vec::new();
        for id in mentors {
            let answers = alongside::mentoring::mentors::store::find(tx, id)?.open(tx)?.answers;
            districts.push((answers.district, answers.motivation.map(|text| text.0)));
        }
        let mut aliases = Vec::new();
        for id in referrals {
            aliases.push(alongside::mentoring::referrals::store::find(tx, id)?.open(tx)?.alias);
        }
        Ok((districts, aliases))
    });
    let (mut mentors, mut aliases) = read.await.unwrap();
    let words = |value: &Value| value.as_str().map(str::to_owned);
    let mut told: Vec<_> = before[place(Field::MentorAnswers)]
        .iter()
        .map(|text| serde_json::from_str::<Value>(text).unwrap())
        .map(|answers| (words(&answers["district"]), words(&answers["motivation"])))
        .collect();
    mentors.sort();
    told.sort();
    assert_eq!(mentors, told);
    let mut named = before[place(Field::ReferralAlias)].clone();
    aliases.sort();
    named.sort();
    assert_eq!(aliases, named);
}

#[actix_web::test]
async fn what_a_release_before_wrote_in_clear_is_encrypted_sqlite() {
    what_a_release_before_wrote_in_clear_is_encrypted(On::Sqlite).await;
}

#[actix_web::test]
async fn what_a_release_before_wrote_in_clear_is_encrypted_postgres() {
    what_a_release_before_wrote_in_clear_is_encrypted(On::Postgres).await;
}
