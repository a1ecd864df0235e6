//! The description of the API is whole: nothing in it lacks what a reader or a generated client needs.

use std::collections::BTreeSet;

use alongside::base::Code;
use serde_json::Value;

fn api() -> Value {
    serde_json::to_value(alongside::server::description_of_api()).unwrap()
}

/// Every operation with its name.
fn operations(api: &Value) -> Vec<(String, &Value)> {
    let paths = api["paths"].as_object().unwrap();
    let of_path = |(path, item)| -> Vec<(String, &Value)> {
        let item: &Value = item;
        item.as_object().unwrap().iter().map(|(method, one)| (format!("{method} {path}"), one)).collect()
    };
    paths.iter().flat_map(of_path).collect()
}

fn followed<'a>(api: &'a Value, value: &'a Value) -> &'a Value {
    value["$ref"].as_str().map_or(value, |place| api.pointer(&place[1..]).unwrap())
}

fn says(value: &Value, least: usize) -> bool {
    value.as_str().is_some_and(|text| text.trim().chars().count() >= least)
}

#[test]
fn every_operation_has_an_id_of_its_own_that_begins_with_a_verb() {
    let api = api();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&api) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let verb: String = id.chars().take_while(char::is_ascii_lowercase).collect();
        assert!(
            verb.len() > 2 && verb.len() < id.len() && id.chars().all(|sign| sign.is_ascii_alphanumeric()),
            "{name}: {id}"
        );
        assert!(ids.insert(id.to_owned()), "{id} twice");
    }
    assert!(ids.len() > 100);
}

#[test]
fn every_operation_says_what_it_does_for_whom_and_under_which_part_it_stands() {
    let api = api();
    let known: BTreeSet<_> =
        api["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).map(Value::to_string).collect();
    let mut used = BTreeSet::new();
    for (name, operation) in operations(&api) {
        assert!(says(&operation["summary"], 8) && says(&operation["description"], 20), "{name}");
        assert!(
            operation["description"].as_str().unwrap().contains("Open to "),
            "{name} does not name its guard"
        );
        let tags = operation["tags"].as_array().unwrap();
        assert_eq!(tags.len(), 1, "{name}");
        used.insert(tags[0].to_string());
    }
    assert_eq!(used, known);
    assert!(api["tags"].as_array().unwrap().iter().all(|tag| says(&tag["description"], 20)));
}

#[test]
fn every_parameter_body_and_answer_is_described_and_has_an_example() {
    let api = api();
    for (name, operation) in operations(&api) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(says(&parameter["description"], 8), "{name} {}", parameter["name"]);
        }
        let with_example = |content: &Value| {
            let examples = content["examples"].as_object().unwrap_or_else(|| panic!("{name} has no example"));
            assert!(examples.values().all(|example| !followed(&api, example)["value"].is_null()), "{name}");
        };
        if let Some(body) = operation.get("requestBody") {
            assert!(says(&body["description"], 8), "{name}");
            with_example(&body["content"]["application/json"]);
        }
        let answers = operation["responses"].as_object().unwrap();
        assert!(
            answers.contains_key("default") && answers.contains_key("422") && answers.contains_key("503"),
            "{name}"
        );
        for (status, answer) in answers {
            let answer = followed(&api, answer);
            assert!(says(&answer["description"], 8), "{name} {status}");
            let wanted =
                if status.starts_with('2') { "application/json" } else { "application/problem+json" };
            for (kind, content) in answer["content"].as_object().into_iter().flatten() {
                assert_eq!(kind, wanted, "{name} {status}");
                with_example(content);
            }
        }
    }
}

#[test]
fn the_description_says_whose_it_is_and_where() {
    let api = api();
    assert_eq!(api["info"]["license"]["identifier"], "AGPL-3.0-or-later");
    assert!(says(&api["info"]["contact"]["name"], 4) && says(&api["info"]["description"], 100));
    assert_eq!(api["servers"][0]["url"], "/");
}

#[test]
fn every_reason_that_an_operation_is_said_to_have_is_one_of_the_house() {
    let api = api();
    let mut told = BTreeSet::new();
    for (name, operation) in operations(&api) {
        let answer = followed(&api, &operation["responses"]["409"]);
        let examples = answer["content"]["application/problem+json"]["examples"].as_object();
        for code in examples.into_iter().flatten().map(|(code, _)| code) {
            // These two are said of a row, not of a reason.
            let of_row = ["stale_version", "exists_already"].contains(&code.as_str());
            assert!(of_row || Code::parse(code).is_some(), "{name}: {code}");
            told.insert(code.clone());
        }
    }
    assert!(told.len() > 60, "{}", told.len());
}

/// The guard among the responses says who may ask; it must be the one that lets people in.
#[test]
fn every_handler_is_described_by_its_own_guard() {
    let mut handlers = 0;
    let mut waiting = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for handler in text.split("#[utoipa::path(").skip(1) {
                let head = handler.split("{\n").next().unwrap();
                let guards: Vec<_> =
                    head.split("Guard<").skip(1).map(|rest| rest.split('>').next()).collect();
                assert!(guards.len() == 2 && guards[0] == guards[1], "{} {head}", path.display());
                handlers += 1;
            }
        }
    }
    assert!(handlers > 100);
}
