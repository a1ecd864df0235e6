//! Whatever a client sends gets a clear and stable answer, and never a fault of ours.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use alongside::access::Role;
use serde_json::{Map, Value, json};

use crate::harness::people::Person;
use crate::harness::{App, Reply, story};

async fn raw(app: &App, kind: &str, body: impl Into<Vec<u8>>) -> Reply {
    let request =
        TestRequest::post().uri("/api/v1/sign-ins").insert_header(("content-type", kind.to_owned()));
    app.send(request.set_payload(body.into())).await
}

story!(a_body_that_cannot_be_read_is_refused_by_its_own_code, async |app| {
    for (kind, body, outcome, code) in [
        ("application/json", "{".into(), "422 invalid", Some("malformed_json")),
        ("application/json", "[]".into(), "422 invalid", Some("invalid")),
        ("application/json", String::new(), "422 invalid", Some("malformed_json")),
        ("application/json", json!({ "email": "a@b.test" }).to_string(), "422 invalid", Some("required")),
        (
            "application/json",
            json!({ "email": 7, "password": "x" }).to_string(),
            "422 invalid",
            Some("invalid"),
        ),
        (
            "application/json",
            json!({ "email": "a", "password": "x", "admin": true }).to_string(),
            "422 invalid",
            Some("unknown_field"),
        ),
        ("text/plain", json!({ "email": "a", "password": "x" }).to_string(), "415 json_needed", None),
        ("application/json", format!("\"{}\"", "x".repeat(70_000)), "413 body_too_long", None),
        ("application/json", "[".repeat(5_000), "422 invalid", Some("malformed_json")),
    ] {
        let reply = raw(app, kind, body.clone()).await;
        assert_eq!(reply.outcome(), outcome, "{}", &body[..body.len().min(80)]);
        assert_eq!(reply.codes().first().map(String::as_str), code);
        assert_eq!(reply.headers.get("content-type").unwrap(), "application/problem+json");
        assert_eq!(
            reply.body["requestId"].as_str(),
            reply.headers.get("x-request-id").unwrap().to_str().ok()
        );
    }
});

story!(the_field_at_fault_is_named, async |app| {
    let reply = raw(app, "application/json", json!({ "email": "a", "password": ["x"] }).to_string()).await;
    assert_eq!(reply.body["errors"][0]["field"], "password");
});

story!(pages_and_paths_that_make_no_sense, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    for (path, outcome) in [
        ("/invitations?limit=0", "422 invalid"),
        ("/invitations?limit=101", "422 invalid"),
        ("/invitations?limit=-1", "422 invalid"),
        ("/invitations?limit=1e9", "422 invalid"),
        ("/invitations?after=xyz", "422 invalid"),
        ("/invitations?sort=email", "422 invalid"),
        ("/openings/not-an-id", "404 not_found"),
        ("/nothing/at/all", "404 not_found"),
        ("/me/x.css", "404 not_found"),
    ] {
        assert_eq!(admin.get(path).await.outcome(), outcome, "{path}");
    }
});

story!(what_stands_behind_the_question_mark_is_read_as_strictly_as_a_body, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    for (path, field, code) in [
        ("/invitations?limit=", "limit", "invalid"),
        ("/invitations?limit", "limit", "invalid"),
        ("/invitations?limit=3&after=", "after", "invalid"),
        ("/invitations?limit=three", "limit", "invalid"),
        ("/invitations?limit=3&limit=4", "limit", "invalid"),
        ("/invitations?limmit=3", "limmit", "unknown_field"),
        ("/openings?Limit=3", "Limit", "unknown_field"),
        ("/me?limit=3", "limit", "unknown_field"),
        ("/places?", "", ""),
        ("/places?=", "", "unknown_field"),
    ] {
        let reply = admin.get(path).await;
        if code.is_empty() {
            reply.ok();
            continue;
        }
        assert_eq!(reply.outcome(), "422 invalid", "{path}");
        assert_eq!(
            (&reply.body["errors"][0]["field"], &reply.body["errors"][0]["code"]),
            (&json!(field), &json!(code)),
            "{path}"
        );
    }
});

story!(no_operation_overlooks_a_parameter_that_it_does_not_know, async |app| {
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    for (path, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let parts = path.split('/').map(|part| {
                if part.starts_with('{') { "01900000-0000-7000-8000-000000000000" } else { part }
            });
            let path = format!("{}?limmit=3", parts.collect::<Vec<_>>().join("/"));
            let request = TestRequest::default().method(method.to_uppercase().parse().unwrap()).uri(&path);
            let reply = app.send(request).await;
            let fault = &reply.body["errors"][0];
            assert_eq!((reply.status.as_u16(), &fault["field"]), (422, &json!("limmit")), "{method} {path}");
        }
    }
});

story!(a_path_has_one_spelling_for_whoever_reads_it, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let asked = |path: &str| {
        let bearer = ("authorization", format!("Bearer {}", admin.token()));
        app.send(TestRequest::get().uri(path).insert_header(bearer))
    };
    for path in [
        "/%61pi/v1/me",
        "/api/v1/%6De",
        "/api/v1/invitations%3Flimit=3",
        "/%61pi/v1/invitations?limmit=3",
        "/api/v1/openings/%30190000-0000-7000-8000-000000000000",
        "/api%2Fv1/me",
        "/api%2fv1%2Fme",
        "/api/v1%5cme",
        "//api/v1/me",
        "/api//v1/me",
        "/api/v1//me",
        "/api/v1/me//",
        "/./api/v1/me",
        "/x/../api/v1/me",
        "/x/%2e%2e/api/v1/me",
        "/api",
        "/api/",
        "/API/v1/me",
        "/Api/V1/me",
        "/api/v1/me/",
        "/%2561pi/v1/me/..",
    ] {
        let reply = asked(path).await;
        assert_eq!(reply.outcome(), "404 not_found", "{path}");
        for (name, value) in [
            ("content-type", "application/problem+json"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(reply.headers.get(name).unwrap(), value, "{path}");
        }
    }
    asked("/api/v1/me").await.ok();
});

story!(a_key_used_for_another_request_is_refused, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let invite = |email: &str, key: &str| {
        TestRequest::post()
            .uri("/api/v1/invitations")
            .insert_header(("authorization", format!("Bearer {}", admin.token())))
            .insert_header(("idempotency-key", key.to_owned()))
            .set_json(json!({ "email": email, "role": "admin", "language": "en" }))
    };
    assert_eq!(app.send(invite("one@example.test", "key-number-1")).await.outcome(), "201");
    assert_eq!(app.send(invite("one@example.test", "key-number-1")).await.outcome(), "201");
    let other = app.send(invite("two@example.test", "key-number-1")).await;
    assert_eq!(other.codes(), ["key_used_for_another_request"]);
    assert_eq!(app.send(invite("two@example.test", "short")).await.codes(), ["invalid"]);
    assert_eq!(admin.get("/invitations").await.ok()["items"].as_array().unwrap().len(), 1);
});

story!(an_invitation_names_a_host_that_there_is_by_the_id_that_everybody_writes, async |app| {
    let service = app.service().await;
    let admin = app.staff("root", Role::Admin, None).await;
    let invite = |scope: String| json!({ "email": "h@example.test", "role": "host", "scopeKind": "host", "scopeId": scope, "language": "en" });
    for scope in ["01900000-0000-7000-8000-000000000000", "harbour", ""] {
        assert_eq!(
            admin.post("/invitations", invite(scope.into())).await.codes(),
            ["unknown_code"],
            "{scope}"
        );
    }
    let sent = admin.post("/invitations", invite(service.host_id.to_uppercase())).await.ok();
    assert_eq!(sent["scopeId"], service.host_id.as_str());
});

story!(what_no_database_can_keep_is_refused_at_the_door, async |app| {
    let ada = app.member("ada").await;
    for version in [json!(i64::MAX), json!(i64::MIN), json!(u64::MAX), json!(1_u64 << 53)] {
        let reply = ada.patch("/me", json!({ "language": "en", "version": version })).await;
        assert_eq!(
            (reply.outcome().as_str(), reply.body["errors"][0]["field"].as_str()),
            ("422 invalid", Some("version"))
        );
    }
    let reply = ada.patch("/me", json!({ "preferredName": "A\u{0}da", "version": 1 })).await;
    assert_eq!(reply.body["errors"][0]["field"], "preferredName");
    let signing_in = json!({ "email": "ada@example.test", "password": "two people\u{0}one road" });
    assert_eq!(app.ask(Method::POST, "/sign-ins", Some(signing_in)).await.outcome(), "422 invalid");
    assert_eq!(ada.get("/openings?category=%00").await.outcome(), "422 invalid");
});

/// What a schema of the API's description may look like when somebody follows it.
pub fn sample(api: &Value, schema: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        return sample(api, api.pointer(&name[1..]).unwrap());
    }
    for one_of in ["oneOf", "anyOf", "allOf"] {
        if let Some(options) = schema[one_of].as_array() {
            return sample(api, options.iter().find(|option| option["type"] != "null").unwrap());
        }
    }
    if let Some(word) = schema["enum"].as_array() {
        return word[0].clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default(),
        kind => kind.clone(),
    };
    match (kind.as_str(), schema["format"].as_str()) {
        (Some("integer" | "number"), _) => json!(1),
        (Some("boolean"), _) => json!(true),
        (Some("array"), _) => json!([sample(api, &schema["items"])]),
        (Some("object"), _) => {
            let fields = schema["properties"].as_object().cloned().unwrap_or_default();
            fields
                .iter()
                .map(|(name, field)| (name.clone(), sample(api, field)))
                .collect::<Map<_, _>>()
                .into()
        }
        (_, Some("uuid")) => json!("01900000-0000-7000-8000-000000000000"),
        (_, Some("date")) => json!("2026-12-01"),
        (_, Some("date-time")) => json!("2026-12-01T10:00:00+08:00"),
        _ => json!("A quiet road home"),
    }
}

pub fn hostile() -> Vec<Value> {
    vec![
        json!("\u{0}"),
        json!("a\u{0}b"),
        json!(""),
        json!("x".repeat(6000)),
        json!("\u{202e}\u{feff}\r\n"),
        json!("' or 1=1 --"),
        json!("9999999-01-01"),
        json!("-262143-01-01"),
        json!("+262142-12-31"),
        json!("0000-01-01"),
        json!("9999-12-31"),
        json!("9999-12-31T23:59:59Z"),
        json!("+262142-12-31T23:59:59Z"),
        json!("-262143-01-01T00:00:00Z"),
        json!("0001-01-01T00:00:00Z"),
        json!("300000-W01"),
        json!("9999-12"),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!((1_i64 << 53) - 1),
        json!(-1),
        json!(0),
        json!(2_147_483_648_i64),
        json!(1e308),
        json!(0.5),
        Value::Null,
        json!(true),
        json!([]),
        json!({}),
        json!([null]),
        json!(["\u{0}"]),
        json!(vec![1; 2000]),
        json!({ "en": "\u{0}" }),
    ]
}

/// One of the people who may try an operation at all.
async fn somebody_who_may(
    people: &[Person],
    method: &Method,
    path: &str,
    body: Option<&Value>,
) -> Option<Person> {
    for person in people {
        let reply = person.ask(method.clone(), path, body.cloned()).await;
        if ![401, 403].contains(&reply.status.as_u16()) {
            return Some(person.clone());
        }
    }
    None
}

story!(whatever_is_sent_to_whatever_operation_is_no_fault_of_ours, async |app| {
    let service = app.service().await;
    let people = [
        app.volunteer("ada").await,
        service.coordinator.clone(),
        app.psychologist("paula").await,
        service.officer.clone(),
        service.host.clone(),
        app.staff("root", Role::Admin, None).await,
    ];
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let mut tried = 0;
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(key, _)| *key != "parameters") {
            let ends_sessions = path.ends_with("/sign-ins/current");
            let verb: Method = method.to_uppercase().parse().unwrap();
            let short = path.strip_prefix("/api/v1").unwrap();
            let with = |value: &str| {
                short
                    .split('/')
                    .map(|part| if part.starts_with('{') { value } else { part })
                    .collect::<Vec<_>>()
                    .join("/")
            };
            let plain = with("01900000-0000-7000-8000-000000000000");
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let body = (!schema.is_null()).then(|| sample(&api, schema));
            if ends_sessions {
                continue;
            }
            let Some(person) = somebody_who_may(&people, &verb, &plain, body.as_ref()).await else {
                continue;
            };
            let mut requests = Vec::new();
            if short.contains('{') {
                for value in ["%00", "a%00b", "%ff", "9223372036854775808", "'", "%F0%9F%8C%8A", "-1"] {
                    requests.push((with(value), body.clone()));
                }
            }
            for parameter in
                operation["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query")
            {
                for value in [
                    "%00",
                    "a%00",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "%2B262142-12-31",
                    "-262143-01-01",
                    "9999-12-31",
                    "x",
                    "",
                    "%ff",
                ] {
                    requests.push((
                        format!("{plain}?{}={value}", parameter["name"].as_str().unwrap()),
                        body.clone(),
                    ));
                }
            }
            for field in body.as_ref().and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name)
            {
                for value in hostile() {
                    let mut changed = body.clone().unwrap();
                    changed[field] = value;
                    requests.push((plain.clone(), Some(changed)));
                }
            }
            for (path, body) in requests {
                let reply = person.ask(verb.clone(), &path, body.clone()).await;
                tried += 1;
                assert!(
                    !reply.status.is_server_error(),
                    "{method} {path} {body:?}: {} {}",
                    reply.outcome(),
                    reply.body
                );
            }
        }
    }
    assert!(tried > 2000, "{tried}");
});

story!(what_is_wrong_with_a_request_is_told_to_whoever_may_try_it, async |app| {
    let ada = app.member("ada").await;
    // The first time the guard has to look her sign-in up, the second time it remembers.
    for again in [false, true] {
        let nobody = app.ask(Method::GET, "/rounds/preview", None).await;
        assert_eq!(nobody.status, 401, "{again}");
        assert_eq!(ada.get("/rounds/preview").await.outcome(), "403 forbidden", "{again}");
        assert_eq!(ada.post("/rounds", json!({ "centre": 7 })).await.outcome(), "403 forbidden", "{again}");
        assert_eq!(ada.post("/pairings/x/choice", json!([])).await.outcome(), "403 forbidden", "{again}");
        app.advance(chrono::TimeDelta::seconds(2));
    }
    let lok = app.staff("lok", alongside::access::Role::Coordinator, Some("MFRC-MK")).await;
    assert_eq!(lok.get("/rounds/preview").await.codes(), ["required"]);
});
