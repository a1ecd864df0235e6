//! Every page and every address that a document or a letter names is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use actix_web::test::TestRequest;
use alongside::mail::ways::told;
use serde_json::Value;

use crate::harness::story;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap()
}

/// Every document of the project.
fn documents() -> Vec<String> {
    let of = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".md")).map(|name| format!("{folder}{name}")).collect()
    };
    [of(""), of("docs/")].concat()
}

/// What stands between backticks: `` `/healthz` `` or `` `GET /api/v1/places` ``.
fn quoted(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// The method and the path of an address; `None` for everything else that is quoted.
fn address(quoted: &str) -> Option<(&str, &str)> {
    let (method, path) = quoted.split_once(' ').unwrap_or(("GET", quoted));
    let is_method = ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method);
    (is_method && path.starts_with('/') && !path.contains('…')).then_some((method, path))
}

/// Whether the web application has a page at a path.
pub fn has_page(path: &str) -> bool {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    fn found(folder: PathBuf, parts: &[&str]) -> bool {
        let folders = |named: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap());
            entries
                .filter(|entry| named(&entry.file_name().to_string_lossy()))
                .map(|entry| entry.path())
                .collect()
        };
        // A folder in round brackets groups pages and is no part of the path.
        if folders(&|name| name.starts_with('(')).into_iter().any(|group| found(group, parts)) {
            return true;
        }
        match parts {
            [] => folder.join("+page.svelte").is_file(),
            [first, rest @ ..] => {
                let fits = |name: &str| name == *first || name.starts_with('[');
                folders(&fits).into_iter().any(|next| found(next, rest))
            }
        }
    }
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    found(Path::new(ROOT).join("frontend/src/routes"), &parts)
}

story!(every_address_that_a_document_names_is_there, async |app| {
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let has_operation = |method: &str, path: &str| {
        let paths = [path.to_owned(), format!("/api/v1{path}")];
        paths.iter().any(|path| api["paths"][path].get(method.to_lowercase()).is_some())
    };
    let mut asked = BTreeSet::new();
    for document in documents() {
        for (method, path) in quoted(&read(&document)).into_iter().filter_map(address) {
            let served = method == "GET" && app.send(TestRequest::get().uri(path)).await.status.is_success();
            assert!(
                served || has_operation(method, path) || has_page(path),
                "{document} names {method} {path}"
            );
            asked.insert(path.to_owned());
        }
    }
    for known in ["/healthz", "/readyz", "/api/docs", "/api/v1/openapi.json"] {
        assert!(asked.contains(known), "no document names {known}");
    }
});

story!(every_link_of_the_page_about_the_api_leads_somewhere, async |app| {
    let page = app.send(TestRequest::get().uri("/api/docs")).await.ok();
    let page = page.as_str().unwrap();
    let links: BTreeSet<_> =
        page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for link in &links {
        match link.strip_prefix('#') {
            Some(id) => assert!(page.contains(&format!("id=\"{id}\"")), "{link}"),
            None => assert!(app.send(TestRequest::get().uri(link)).await.status.is_success(), "{link}"),
        }
    }
    assert!(links.contains("/api/v1/openapi.json") && links.len() > 100);
});

#[test]
fn every_file_that_a_document_links_to_is_there() {
    let mut links = 0;
    for document in documents() {
        let text = read(&document);
        let beside = Path::new(ROOT).join(&document);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !target.contains("://") {
                let file = target.split('#').next().unwrap_or_default();
                assert!(beside.parent().unwrap().join(file).exists(), "{document} links to {target}");
                links += 1;
            }
        }
    }
    assert!(links > 5, "{links}");
}

/// Every text in the source that is a path and stands where letters are written.
#[test]
fn every_page_that_a_letter_can_link_to_is_there() {
    let mut pages = BTreeSet::new();
    let mut waiting = vec![Path::new(ROOT).join("src")];
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.ends_with("record.rs") || path.ends_with("letter.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let texts = text.split('"').skip(1).step_by(2).filter(|text| text.starts_with('/'));
                pages.extend(texts.map(str::to_owned));
            }
        }
    }
    for page in &pages {
        assert!(has_page(page), "a letter can link to {page}");
        assert!(
            told(page).is_some(),
            "{page} tells who reads the letter: give it a word in src/mail/ways.rs"
        );
    }
    assert!(pages.len() > 10, "{pages:?}");
    assert!(!has_page("/my/nothing") && has_page("/"));
}

#[test]
fn every_address_in_the_description_of_the_api_is_one_of_its_own() {
    fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                let said =
                    fields.iter().filter(|(name, _)| ["description", "summary"].contains(&name.as_str()));
                found.extend(said.filter_map(|(_, text)| text.as_str()));
                fields.values().for_each(|field| texts(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            _ => {}
        }
    }
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let mut found = Vec::new();
    texts(&api, &mut found);
    for (method, path) in found.iter().flat_map(|text| quoted(text)).filter_map(address) {
        let paths = [path.to_owned(), format!("/api/v1{path}")];
        assert!(
            paths.iter().any(|path| api["paths"][path].get(method.to_lowercase()).is_some()),
            "{method} {path}"
        );
    }
    assert!(found.len() > 500 && found.iter().all(|text| !text.contains("://")));
}
