//! The law of the house, read from its source: who may use whom, how long a file may be, who may speak SQL.

use std::path::{Path, PathBuf};

use crate::reading::{House, Source, uses};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(under: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![Path::new(ROOT).join(under)];
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn source() -> Vec<(String, String)> {
    files("src", "rs")
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(Path::new(ROOT).join("src")).unwrap().display().to_string();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The code without its comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect()
}

#[test]
fn in_any_folder_a_room_uses_only_what_stands_above_it() {
    let faults = House::read().faults();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_reader_of_the_law_sees_groups_paths_and_what_macros_are_given() {
    let text = "use crate::{access::Role, db::{self, Kept, schema as tables}}; // crate::cli
                fn x() -> super::Other { filtered!(tx, crate::base::Id, tables::hosts) }
                fn y() { db::open(std::mem::take); Role::parse() }
                mod tests { use super::x; }";
    let source = Source {
        file: "one/two.rs".into(),
        room: vec!["one".into(), "two".into()],
        syntax: syn::parse_file(text).unwrap(),
    };
    let found: Vec<_> = uses(&source).iter().map(|room| room.join("::")).collect();
    let brought = ["access::Role", "db", "db::Kept", "db::schema"];
    let spoken_of =
        ["one::Other", "base::Id", "db::schema::hosts", "db::open", "access::Role::parse", "one::two::x"];
    assert_eq!(found, [&brought[..], &spoken_of].concat());
}

/// Whether a file is one of the rooms of this name: `name.rs`, or any file of the folder `name`.
fn is_room(source: &Source, name: &str) -> bool {
    source.room.iter().skip(1).any(|part| part == name)
}

#[test]
fn rules_are_pure() {
    let mut faults = Vec::new();
    for source in House::read().sources.iter().filter(|source| is_room(source, "rules")) {
        for used in uses(source) {
            let impure = |part: &String| {
                ["store", "flow", "facts", "web", "gate", "db", "Tx"].contains(&part.as_str())
            };
            if let Some(part) = used.iter().find(|part| impure(part)) {
                faults.push(format!("{} uses {part}", source.file));
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_is_shown_is_not_fetched_where_it_is_shown() {
    let mut faults = Vec::new();
    for source in &House::read().sources {
        if !["api", "view"].iter().any(|room| is_room(source, room)) {
            continue;
        }
        for used in uses(source) {
            if used.iter().any(|part| part == "store") {
                faults.push(format!("{} uses {}", source.file, used.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Every row that is read without asking whether its reader may: a snapshot, so that each is seen when it comes.
#[test]
fn every_unchecked_read_has_its_reason() {
    let mut lines = Vec::new();
    for source in House::read().sources {
        let text = std::fs::read_to_string(Path::new(ROOT).join("src").join(&source.file)).unwrap();
        for part in text.split(".unchecked(").skip(1) {
            let why = part.split(')').next().unwrap_or_default().trim();
            let why = match why.strip_prefix('"') {
                Some(said) => said.trim_end_matches('"').to_owned(),
                None => constant(&text, why).unwrap_or_else(|| why.to_owned()),
            };
            lines.push(format!("{}: {why}", source.file));
        }
    }
    let mut counted: Vec<(String, usize)> = Vec::new();
    lines.sort();
    for line in lines {
        match counted.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => counted.push((line, 1)),
        }
    }
    let list: String = counted.into_iter().map(|(line, count)| format!("{count}  {line}\n")).collect();
    insta::assert_snapshot!("unchecked", list);
}

/// What a constant, or a name given by `let`, says in a file.
fn constant(text: &str, name: &str) -> Option<String> {
    let given = [format!("const {name}: &str = \""), format!("let {name} = \"")];
    let after = given.iter().find_map(|given| text.split_once(given.as_str()))?.1;
    after.split('"').next().map(str::to_owned)
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let mut long = Vec::new();
    let frontend = [files("frontend/src", "svelte"), files("frontend/src", "ts")].concat();
    for path in [files("src", "rs"), files("tests", "rs"), frontend].concat() {
        let name = path.display().to_string();
        // Written by a generator, or one table after another.
        if name.ends_with("schema.rs") || name.ends_with("schema.d.ts") {
            continue;
        }
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        if lines > 400 {
            long.push(format!("{name}: {lines}"));
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn only_stores_speak_sql() {
    let may = |file: &str| {
        ["db/", "tx/"].iter().any(|room| file.starts_with(room))
            || file.ends_with("/store.rs")
            || file.contains("/store/")
            || file == "gate/sign_ins.rs"
    };
    let bold: Vec<_> = source()
        .into_iter()
        .filter(|(file, text)| {
            let code = code(text);
            !may(file) && (code.contains("db::schema") || code.contains("sql_query"))
        })
        .map(|(file, _)| file)
        .collect();
    assert!(bold.is_empty(), "these name the schema but are no store: {bold:?}");
}

#[test]
fn only_the_gates_keepers_hold_the_house_and_the_engine() {
    let may = |file: &str| {
        ["gate/", "db/", "worker/", "cli/"].iter().any(|room| file.starts_with(room))
            || ["web/guard.rs", "server.rs"].contains(&file)
    };
    let bold: Vec<_> = source()
        .into_iter()
        .filter(|(file, text)| {
            let code = code(text);
            let imports = |module: &str, name: &str| {
                code.lines().any(|line| line.contains(module) && line.contains(name))
            };
            !may(file)
                && (imports("gate::", "House") || imports("db::", "Engine") || imports("db::", "Settings"))
        })
        .map(|(file, _)| file)
        .collect();
    assert!(bold.is_empty(), "these hold the house: {bold:?}");
}

#[test]
fn handlers_speak_http_in_api_files_alone() {
    let may = |file: &str| {
        file.starts_with("web/")
            || file.starts_with("cli/")
            || file == "server.rs"
            || file.ends_with("api.rs")
            || file.contains("/api/")
            || file.ends_with("view.rs")
    };
    let bold: Vec<_> = source()
        .into_iter()
        .filter(|(file, text)| !may(file) && code(text).contains("actix_web"))
        .map(|(file, _)| file)
        .collect();
    assert!(bold.is_empty(), "these speak HTTP: {bold:?}");
}

/// Versions below which a known fault lives, and crates that must not come in.
#[test]
fn the_lockfile_keeps_the_floors() {
    let lock = std::fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).unwrap();
    let version = |name: &str| -> Option<Vec<u64>> {
        let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
        let text = rest.split('"').next()?;
        Some(text.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect())
    };
    for (name, floor) in [
        ("jsonwebtoken", [10, 3, 0]),
        ("actix-http", [3, 12, 1]),
        ("diesel", [2, 3, 10]),
        ("lettre", [0, 11, 22]),
        ("time", [0, 3, 47]),
    ] {
        let found = version(name).unwrap_or_else(|| panic!("{name} is not in the lockfile"));
        assert!(found.as_slice() >= floor.as_slice(), "{name} {found:?} is below {floor:?}");
    }
    for unwanted in ["openssl", "openssl-sys", "native-tls"] {
        assert!(version(unwanted).is_none(), "{unwanted} slipped in");
    }
}

#[test]
fn the_policy_of_the_compiler_stands() {
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}

#[test]
fn no_two_shapes_of_the_api_have_one_name() {
    let mut seen: std::collections::HashMap<String, String> = std::collections::HashMap::new();
    for (file, text) in source() {
        for declared in code(&text).split("ToSchema").skip(1) {
            let Some((derive, rest)) = declared.split_once(")]") else { continue };
            // An import of the trait declares nothing.
            if derive.contains(';') {
                continue;
            }
            let mut words = rest.split_whitespace().skip_while(|word| *word != "struct" && *word != "enum");
            let Some(name) = words.nth(1) else { continue };
            let name: String = name.chars().take_while(|sign| sign.is_alphanumeric()).collect();
            if let Some(other) = seen.insert(name.clone(), file.clone()) {
                panic!(
                    "{name} is declared in {other} and in {file}: in the API's description one replaces the other"
                );
            }
        }
    }
    assert!(seen.len() > 50, "only {} shapes were found", seen.len());
}
