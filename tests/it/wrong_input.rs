//! Whatever a client sends gets a clear and stable answer, and never a fault of ours.

use actix_web::test::TestRequest;
use alongside::access::Role;
use serde_json::json;

use crate::harness::{App, Reply, story};

async fn raw(app: &App, kind: &str, body: impl Into<Vec<u8>>) -> Reply {
    let request =
        TestRequest::post().uri("/api/v1/sessions").insert_header(("content-type", kind.to_owned()));
    app.send(request.set_payload(body.into())).await
}

story!(a_body_that_cannot_be_read_is_refused_by_its_own_code, app => {
    for (kind, body, outcome, code) in [
        ("application/json", "{".into(), "422 invalid", Some("malformed_json")),
        ("application/json", "[]".into(), "422 invalid", Some("invalid")),
        ("application/json", String::new(), "422 invalid", Some("malformed_json")),
        ("application/json", json!({ "email": "a@b.test" }).to_string(), "422 invalid", Some("required")),
        ("application/json", json!({ "email": 7, "password": "x" }).to_string(), "422 invalid", Some("invalid")),
        ("application/json", json!({ "email": "a", "password": "x", "admin": true }).to_string(), "422 invalid", Some("unknown_field")),
        ("text/plain", json!({ "email": "a", "password": "x" }).to_string(), "415 json_needed", None),
        ("application/json", format!("\"{}\"", "x".repeat(70_000)), "413 body_too_long", None),
        ("application/json", "[".repeat(5_000), "422 invalid", Some("malformed_json")),
    ] {
        let reply = raw(&app, kind, body.clone()).await;
        assert_eq!(reply.outcome(), outcome, "{}", &body[..body.len().min(80)]);
        assert_eq!(reply.codes().first().map(String::as_str), code);
        assert_eq!(reply.headers.get("content-type").unwrap(), "application/problem+json");
        assert_eq!(reply.body["requestId"].as_str(), reply.headers.get("x-request-id").unwrap().to_str().ok());
    }
});

story!(the_field_at_fault_is_named, app => {
    let reply = raw(&app, "application/json", json!({ "email": "a", "password": ["x"] }).to_string()).await;
    assert_eq!(reply.body["errors"][0]["field"], "password");
});

story!(pages_and_paths_that_make_no_sense, app => {
    let admin = app.staff("root", Role::Admin, None).await;
    for (path, outcome) in [
        ("/invitations?limit=0", "422 invalid"),
        ("/invitations?limit=101", "422 invalid"),
        ("/invitations?limit=-1", "422 invalid"),
        ("/invitations?limit=1e9", "422 invalid"),
        ("/invitations?after=xyz", "422 invalid"),
        ("/invitations?sort=email", "422 invalid"),
        ("/invitations/not-an-id", "404 not_found"),
        ("/nothing/at/all", "404 not_found"),
        ("/me/x.css", "404 not_found"),
    ] {
        assert_eq!(admin.get(path).await.outcome(), outcome, "{path}");
    }
});

story!(a_key_used_for_another_request_is_refused, app => {
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
