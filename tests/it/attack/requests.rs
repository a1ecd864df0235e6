//! Requests drawn from the description of the API: as it allows them, nearly so, and not at all.

use actix_web::http::Method;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};
use url::form_urlencoded::byte_serialize;

use super::cells::kind_of;
use super::world::World;
use crate::harness::sweeping::operations;
use crate::wrong_input::hostile;

/// A request, and who sends it, by their place among the people of the world.
#[derive(Clone, Debug)]
pub struct Asked {
    pub by: usize,
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
}

/// Requests to a world, in an order that follows from a seed.
pub struct Requests {
    runner: TestRunner,
    which: BoxedStrategy<usize>,
    each: Vec<BoxedStrategy<Asked>>,
}

/// Words that fields of one name or another ask for; whatever is not among these is any text.
const WORDS: [&str; 40] = [
    "MFRC-MK",
    "MFRC-SKW",
    "LWC",
    "TLW",
    "yue",
    "en",
    "zh-Hant",
    "running",
    "football",
    "grief",
    "trust",
    "sha_tin",
    "north",
    "centre",
    "institution",
    "host",
    "coordinator",
    "psychologist",
    "admin",
    "M1",
    "M12",
    "1990-05",
    "2026-11",
    "2026-11-23",
    "2026-11-28",
    "2026-12-05",
    "2027-06-30",
    "2026-12-05T01:00:00Z",
    "2026-12-05T04:00:00+08:00",
    "new@example.test",
    "fai@example.test",
    "two people one road",
    "A quiet road home",
    "我想學會一個人也不怕。",
    "K7QM-4ZPD",
    "ZZZ-ZZZ",
    "P-0001",
    "A123456(3)",
    "\u{202e}\u{0}",
    "",
];

/// What stands in a path in place of an id.
const ODD: [&str; 12] = [
    "%00",
    "a%00b",
    "%ff",
    "9223372036854775808",
    "'",
    "%F0%9F%8C%8A",
    "-1",
    "..",
    "%2e%2e",
    "null",
    "",
    "*",
];

/// Operations that take a password.
const SLOW: [&str; 4] = ["signUp", "signIn", "resetPassword", "acceptInvitation"];

struct Words<'a> {
    api: &'a Value,
    ids: Vec<String>,
    words: Vec<String>,
}

impl Requests {
    pub fn to(world: &World, codes: &[String], seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let runner =
            TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
        let ids = world.rows.iter().map(|row| row.id.clone()).collect();
        let words = WORDS.iter().map(|word| (*word).to_owned()).chain(codes.iter().cloned()).collect();
        let words = Words { api: &api, ids, words };
        let (mut each, mut often) = (Vec::new(), Vec::new());
        for (at, one) in operations().into_iter().enumerate() {
            let described = &api["paths"][&one.path][one.method.as_str().to_lowercase()];
            each.push(words.operation(world, one.method.clone(), &one.path, described));
            // A password is slow to hash, so what takes one is tried less often.
            let slow = SLOW.contains(&described["operationId"].as_str().unwrap());
            often.extend(std::iter::repeat_n(at, if slow { 1 } else { 10 }));
        }
        Self { runner, which: select(often).boxed(), each }
    }

    pub fn next(&mut self) -> Asked {
        let which = self.which.new_tree(&mut self.runner).unwrap().current();
        self.each[which].new_tree(&mut self.runner).unwrap().current()
    }
}

impl Words<'_> {
    fn operation(
        &self,
        world: &World,
        method: Method,
        path: &str,
        described: &Value,
    ) -> BoxedStrategy<Asked> {
        // Whoever signed out could try nothing after it.
        let ends = path.ends_with("/sign-ins/current");
        let by = if ends { Just(0).boxed() } else { (0..world.people.len()).boxed() };
        let own = kind_of(path.strip_prefix("/api/v1").unwrap());
        let own: Vec<_> =
            world.rows.iter().filter(|row| Some(row.of) == own).map(|row| row.id.clone()).collect();
        let parts: Vec<_> = path.split('/').map(|part| self.part(part, &own)).collect();
        let parameters = described["parameters"].as_array().cloned().unwrap_or_default();
        let query = parameters.iter().filter(|one| one["in"] == "query").map(|one| self.parameter(one));
        let unknown = weighted(0.02, Just("limmit=3".to_owned())).boxed();
        let query: Vec<_> = query.chain([unknown]).collect();
        let schema = &described["requestBody"]["content"]["application/json"]["schema"];
        let body = if schema.is_null() { weighted(0.05, any_bytes()).boxed() } else { self.body(schema) };
        (by, parts, query, body, headers(), any::<u8>())
            .prop_map(move |(by, parts, query, body, headers, other)| {
                let query: Vec<_> = query.into_iter().flatten().collect();
                let sign = if query.is_empty() { "" } else { "?" };
                let methods =
                    [Method::GET, Method::PUT, Method::POST, Method::PATCH, Method::DELETE, Method::HEAD];
                let other = methods.get(usize::from(other)).filter(|_| !ends).cloned();
                let path = format!("{}{sign}{}", parts.join("/"), query.join("&"));
                Asked { by, method: other.unwrap_or_else(|| method.clone()), path, headers, body }
            })
            .boxed()
    }

    fn part(&self, part: &str, own: &[String]) -> BoxedStrategy<String> {
        if !part.starts_with('{') {
            return Just(part.to_owned()).boxed();
        }
        let odd = select(ODD.map(str::to_owned).to_vec());
        if part == "{code}" {
            let codes = ["M1", "M7", "M99", "MFRC-MK", "MFRC-SKW"].map(str::to_owned);
            return prop_oneof![12 => select(codes.to_vec()), 1 => odd].boxed();
        }
        let nobodys = Just("01900000-0000-7000-8000-000000000000".to_owned());
        let own = if own.is_empty() { self.ids.clone() } else { own.to_vec() };
        prop_oneof![12 => select(own), 3 => select(self.ids.clone()), 1 => nobodys, 1 => odd].boxed()
    }

    fn parameter(&self, one: &Value) -> BoxedStrategy<Option<String>> {
        let name = one["name"].as_str().unwrap().to_owned();
        let often = if one["required"] == true { 0.95 } else { 0.3 };
        let right = self.right(&one["schema"], &name, 3).prop_map(|value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        });
        let value = prop_oneof![6 => right, 1 => any_text()];
        let written =
            move |text: String| format!("{name}={}", byte_serialize(text.as_bytes()).collect::<String>());
        weighted(often, value.prop_map(written)).boxed()
    }

    fn body(&self, schema: &Value) -> BoxedStrategy<Option<Vec<u8>>> {
        let right = self.right(schema, "", 8);
        let text = right.clone().prop_map(|value| value.to_string().into_bytes());
        let cut = (right, any::<prop::sample::Index>()).prop_map(|(value, at)| {
            let mut text = value.to_string().into_bytes();
            text.truncate(at.index(text.len() + 1));
            text
        });
        let other = select(hostile()).prop_map(|value| value.to_string().into_bytes());
        prop_oneof![
            40 => text.prop_map(Some),
            2 => cut.prop_map(Some),
            2 => other.prop_map(Some),
            1 => any_bytes().prop_map(Some),
            1 => Just(None),
        ]
        .boxed()
    }

    /// What a schema describes, and now and then something that it does not.
    fn right(&self, schema: &Value, field: &str, left: usize) -> BoxedStrategy<Value> {
        if let Some(place) = schema["$ref"].as_str() {
            return self.right(self.api.pointer(&place[1..]).unwrap(), field, left);
        }
        if left == 0 {
            return Just(Value::Null).boxed();
        }
        let list = |name: &str| schema[name].as_array();
        if let Some(words) = list("enum") {
            return seldom(select(words.clone()).boxed());
        }
        if let Some(choices) = list("oneOf").or_else(|| list("anyOf")) {
            let each = choices.iter().map(|choice| self.right(choice, field, left - 1));
            return Union::new(each.collect::<Vec<_>>()).boxed();
        }
        if let Some(parts) = list("allOf") {
            let each: Vec<_> = parts.iter().map(|part| self.right(part, field, left - 1)).collect();
            let whole = |parts: Vec<Value>| parts.into_iter().filter_map(|part| part.as_object().cloned());
            return each.prop_map(move |parts| whole(parts).flatten().collect::<Map<_, _>>().into()).boxed();
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            kind => vec![kind.clone()],
        };
        let each = kinds.iter().map(|kind| self.of_kind(kind.as_str(), schema, field, left));
        seldom(Union::new(each.collect::<Vec<_>>()).boxed())
    }

    fn of_kind(&self, kind: Option<&str>, schema: &Value, field: &str, left: usize) -> BoxedStrategy<Value> {
        match kind {
            Some("object") => self.object(schema, left),
            Some("array") => {
                vec(self.right(&schema["items"], field, left - 1), 0..4).prop_map(Value::from).boxed()
            }
            Some("integer") => prop_oneof![8 => 0..5_i64, 1 => 1900..2030_i64, 1 => any::<i64>()]
                .prop_map(Value::from)
                .boxed(),
            Some("number") => {
                prop_oneof![8 => (0..20_i32).prop_map(|halves| f64::from(halves) / 2.0), 1 => any::<f64>()]
                    .prop_map(Value::from)
                    .boxed()
            }
            Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
            Some("null") | None => Just(Value::Null).boxed(),
            Some(_) => self.text(schema, field),
        }
    }

    fn text(&self, schema: &Value, field: &str) -> BoxedStrategy<Value> {
        let words = self.words.clone();
        let fits =
            |fits: &[&str]| select(fits.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()).boxed();
        let own = match (schema["format"].as_str(), field) {
            (Some("uuid"), _) => select(self.ids.clone()).boxed(),
            (Some("date"), _) => fits(&["2026-11-23", "2026-11-20", "2026-12-05", "2027-06-30"]),
            (Some("date-time"), _) => fits(&["2026-12-05T01:00:00Z", "2026-12-05T04:00:00Z"]),
            (_, "email") => fits(&["new@example.test", "fai@example.test", "x@xn--p1b6ci4b4b3a.test"]),
            (_, "centre" | "scopeId") => fits(&["MFRC-MK", "MFRC-SKW"]),
            (_, "week" | "free" | "availability") => Just("000000fff000".repeat(7)).boxed(),
            (_, "code" | "a" | "b") => select(words.clone()).boxed(),
            _ => select(words.clone()).boxed(),
        };
        prop_oneof![8 => own, 3 => select(words), 1 => any_text()].prop_map(Value::from).boxed()
    }

    fn object(&self, schema: &Value, left: usize) -> BoxedStrategy<Value> {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let fields = schema["properties"].as_object().into_iter().flatten();
        let fields: Vec<_> = fields
            .map(|(name, shape)| {
                let often = if required.iter().any(|one| one == name) { 0.995 } else { 0.8 };
                let name = name.clone();
                let value = self.right(shape, &name, left - 1);
                weighted(often, value.prop_map(move |value| (name.clone(), value))).boxed()
            })
            .collect();
        let more = weighted(0.02, Just(("owner".to_owned(), json!(1))));
        (fields, more)
            .prop_map(|(fields, more)| fields.into_iter().flatten().chain(more).collect::<Map<_, _>>().into())
            .boxed()
    }
}

/// Something else in its place, now and then.
fn seldom(right: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop_oneof![60 => right, 1 => select(hostile())].boxed()
}

fn any_text() -> BoxedStrategy<String> {
    vec(any::<char>(), 0..24).prop_map(String::from_iter).boxed()
}

fn any_bytes() -> BoxedStrategy<Vec<u8>> {
    prop_oneof![vec(any::<u8>(), 0..200), Just("[".repeat(3000).into_bytes())].boxed()
}

fn headers() -> BoxedStrategy<Vec<(&'static str, String)>> {
    let plain = |name: &'static str, values: &'static [&'static str]| {
        select(values.to_vec()).prop_map(move |value| (name, value.to_owned())).boxed()
    };
    let kinds =
        &["application/json; charset=utf-8", "text/plain", "application/xml", "", "application/json;"];
    let odd = Union::new([
        plain("content-type", kinds),
        plain("idempotency-key", &["the same attempt", "another one", "short", "xxxxxxxxxxxxxxxxxxxxxxxx"]),
        plain("sec-fetch-site", &["same-origin", "cross-site", "none", "x"]),
        plain("origin", &["https://alongside.test", "https://evil.test", "null"]),
        plain("cookie", &["__Host-rt=x", "__Host-rt=", "__Host-device=x; __Host-rt=x", ";;;="]),
        plain("x-forwarded-for", &["1.2.3.4", "::1", "x", ""]),
        plain("authorization", &["Bearer", "Bearer x.y.z", "Basic x", "", "bearer x"]),
        plain("accept", &["text/html", "*/*", ""]),
        plain("if-none-match", &["*", "x"]),
        plain("range", &["bytes=0-", "bytes=-0", "x"]),
    ]);
    prop_oneof![6 => Just(Vec::new()), 2 => vec(odd, 1..3)].boxed()
}
