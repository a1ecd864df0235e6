//! Sweeps over every operation of the API's description: nothing forgot who is asking.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use alongside::access::leave::{Asks, asks};
use alongside::access::{Action, Role, Tie, policy};
use serde_json::{Value, json};

use crate::harness::house::ids;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::story;
use crate::harness::sweeping::{Operation, operations};

/// Operations that answer people without an account. This list only ever shrinks.
const OPEN: [&str; 14] = [
    "get /api/v1/openings",
    "get /api/v1/openings/{id}",
    "get /api/v1/places",
    "get /api/v1/site",
    "post /api/v1/accounts",
    "post /api/v1/accounts/password-reset",
    "post /api/v1/accounts/password-reset-mail",
    "post /api/v1/accounts/verification",
    "post /api/v1/accounts/verification-mail",
    "post /api/v1/invitations/acceptance",
    "post /api/v1/invitations/offer",
    "post /api/v1/sign-ins",
    "post /api/v1/sign-ins/passkey-attempts",
    "post /api/v1/sign-ins/passkeys",
];

/// Asks for a cookie instead of a token, and for a sign that the page is ours: 403 without either.
const BY_COOKIE: &str = "post /api/v1/sign-ins/refresh";

/// The path with ids and codes of nothing that exists.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        _ if !part.starts_with('{') => part.to_owned(),
        "{code}" => "M1".into(),
        _ => "01900000-0000-7000-8000-000000000000".into(),
    });
    parts.collect::<Vec<_>>().join("/")
}

fn request(operation: &Operation) -> TestRequest {
    let request = TestRequest::default().method(operation.method.clone()).uri(&filled(&operation.path));
    match operation.method {
        Method::GET | Method::DELETE => request,
        _ => request.set_json(serde_json::json!({})),
    }
}

story!(nobody_without_an_account_gets_past_the_guard, async |app| {
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    for operation in operations() {
        let reply = app.send(request(&operation)).await;
        let needed = &api["paths"][&operation.path][operation.method.as_str().to_lowercase()]["security"];
        let said = match operation.name.as_str() {
            BY_COOKIE => json!([{ "refreshCookie": [] }]),
            name if OPEN.contains(&name) => json!([]),
            _ => json!([{ "bearer": [] }]),
        };
        assert_eq!(*needed, said, "{}", operation.name);
        match operation.name.as_str() {
            BY_COOKIE => assert_eq!(reply.outcome(), "403 other_site"),
            name if OPEN.contains(&name) => assert_ne!(reply.status, 401, "{name}"),
            name => assert_eq!(reply.status, 401, "{name} {}", reply.outcome()),
        }
        assert!(!reply.status.is_server_error(), "{} {}", operation.name, reply.outcome());
    }
});

story!(a_stranger_finds_nothing_behind_an_id, async |app| {
    let eve = app.member("eve").await;
    for operation in operations().into_iter().filter(|operation| operation.path.contains("{")) {
        let token = format!("Bearer {}", eve.token());
        let reply = app.send(request(&operation).insert_header(("authorization", token))).await;
        // 403: not for members at all; 404: no such row for them; 422: the empty body is refused first; 410: a link.
        assert!(
            [403, 404, 422].contains(&reply.status.as_u16()),
            "{} {} {}",
            operation.name,
            reply.outcome(),
            reply.body
        );
    }
});

/// Tables whose rows somebody may know of who has nothing to do with them.
const PRIVATE: [&str; 14] = [
    "hosts",
    "sign_ins",
    "invitations",
    "grants",
    "supervisees",
    "clearances",
    "checks",
    "keep_apart",
    "confirmations",
    "bookings",
    "mentors",
    "referrals",
    "pairings",
    "accounts",
];

story!(a_row_of_somebody_elses_is_answered_as_one_that_is_not_there, async |app| {
    // Everybody and everything of one centre, one host, one officer, one institution…
    let service = app.service().await;
    let psychologist = app.psychologist_with("wong", 5).await;
    let mentor = app.active_mentor("fong", &psychologist).await;
    let waiting = psychologist.refers("阿晴").await;
    app.proposed(mentor.id, &waiting).await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let (ming, fai) = (service.supervisee("ming").await, app.volunteer("fai").await);
    for person in [&ming, &fai] {
        person.books(&slot).await.ok();
    }
    let pair = serde_json::json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let later = service.shift(Shift { from: "13:00", to: "15:00", ..SATURDAY }).await;
    for person in [&ming, &fai] {
        person.books(&later).await.ok();
    }
    for person in [&mentor.person, &ming, &fai] {
        service.coordinator.sees_checks_of(person).await;
    }
    let admin = app.staff("root", Role::Admin, None).await;
    let body = serde_json::json!({ "email": "new@example.test", "role": "admin", "language": "en" });
    admin.post("/invitations", body).await.ok();
    let database = &app.config.database;
    let rows: Vec<(&str, String)> = PRIVATE
        .into_iter()
        .flat_map(|table| {
            let ids = ids(database, table, if table == "keep_apart" { "pair" } else { "id" });
            assert!(!ids.is_empty(), "no {table} in the story");
            ids.into_iter().take(3).map(move |id| (table, id))
        })
        .collect();
    // … asked for by those of another.
    let strangers = [
        ("member", app.member("eve").await),
        ("coordinator", app.staff("lok", Role::Coordinator, Some("MFRC-SKW")).await),
        ("psychologist", app.staff("pang", Role::Psychologist, Some("MFRC-SKW")).await),
        ("host", service.other_host().await),
        ("officer", app.staff("ouyang", Role::Officer, None).await),
    ];
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let mut told = std::collections::BTreeSet::new();
    for operation in operations().into_iter().filter(|operation| operation.path.contains("{id}")) {
        let body = operation.sample(&api);
        let path = operation.path.strip_prefix("/api/v1").unwrap();
        for (role, stranger) in &strangers {
            let ask = |id: &str| {
                let (path, body, method) = (path.replace("{id}", id), body.clone(), operation.method.clone());
                async move { stranger.ask(method, &path, body).await }
            };
            let mut nothing = ask("01900000-0000-7000-8000-000000000000").await;
            for (table, id) in &rows {
                let mut reply = ask(id).await;
                for body in [&mut nothing.body, &mut reply.body] {
                    if let Some(fields) = body.as_object_mut() {
                        fields.remove("requestId");
                    }
                }
                if (reply.status, &reply.body) != (nothing.status, &nothing.body) {
                    told.insert(format!("{role} {} {table} {}", operation.name, reply.outcome()));
                }
            }
        }
    }
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [""; 0]);
});

story!(every_answer_has_the_headers_that_protect_a_browser, async |app| {
    let ada = app.member("ada").await;
    let plain = |path: &str| TestRequest::get().uri(path);
    for request in [
        plain("/healthz"),
        plain("/readyz"),
        plain("/api/v1/site"),
        plain("/api/v1/me"),
        plain("/api/v1/me").insert_header(("authorization", format!("Bearer {}", ada.token()))),
        plain("/api/v1/nothing"),
        plain("/nothing.js"),
        TestRequest::post().uri("/api/v1/sign-ins").set_payload("{"),
        TestRequest::post()
            .uri("/api/v1/sign-ins")
            .insert_header(("content-type", "application/json"))
            .set_payload("{"),
        TestRequest::post().uri("/somewhere"),
    ] {
        let reply = app.send(request).await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "strict-transport-security",
            "x-request-id",
        ] {
            assert!(reply.headers.contains_key(name), "{} lacks {name}", reply.outcome());
        }
        let policy = reply.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"));
        assert!(!reply.headers.contains_key("access-control-allow-origin"));
    }
});

/// The whole policy as a table that a reader can check: who may what, by which tie.
#[test]
fn the_policy_is_the_one_that_was_agreed() {
    let mut table = String::new();
    for action in Action::ALL {
        let rights: Vec<_> = Role::ALL
            .iter()
            .filter(|role| !matches!(role, Role::System | Role::Operator))
            .filter_map(|role| {
                let ties: Vec<_> = Tie::ALL
                    .into_iter()
                    .filter(|tie| policy::allows(*action, *role, *tie))
                    .map(Tie::as_str)
                    .collect();
                // To every row; an office to every row but those about its holder, unless it says so.
                match (ties.len(), ties.contains(&"own")) {
                    (0, _) => None,
                    (all, true) if all == Tie::ALL.len() && role.is_staff() => {
                        Some(format!("{role}(also about themselves)"))
                    }
                    (all, true) if all == Tie::ALL.len() => Some(format!("{role}")),
                    (all, false) if all + 1 == Tie::ALL.len() && role.is_staff() => Some(format!("{role}")),
                    _ => Some(format!("{role}({})", ties.join(", "))),
                }
            })
            .collect();
        let asks = match asks(*action) {
            Asks::FreshProof => "  [fresh proof]",
            Asks::Nothing if !Action::PUBLIC.contains(action) => "  [before any proof]",
            Asks::Nothing | Asks::Proof => "",
        };
        table += &format!("{:24} {}{asks}\n", action.name(), rights.join("  "));
    }
    insta::assert_snapshot!("policy", table);
}

/// An answer of the API that is not our JSON would be a hole in the description.
#[test]
fn every_operation_describes_its_problems() {
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(key, _)| *key != "parameters") {
            assert_ne!(operation["responses"]["default"], Value::Null, "{method} {path}");
        }
    }
}

story!(the_description_of_the_api_can_be_read_as_a_page, async |app| {
    let read = async |path: &str| app.send(actix_web::test::TestRequest::get().uri(path)).await;
    let page = read("/api/docs").await.ok();
    let page = page.as_str().unwrap();
    for part in ["POST /api/v1/slots/{id}/bookings", "id=\"shape-SiteView\"", "href=\"/api/docs.css\""] {
        assert!(page.contains(part), "{part}");
    }
    for foreign in ["http://", "https://", "<script", "style=", "<style"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(read("/api/docs.css").await.status.is_success());
});

#[actix_web::test]
async fn a_server_for_others_keeps_the_page_to_itself() {
    let public = |config: &mut alongside::config::Config| config.listen = "0.0.0.0:8080".into();
    let app = crate::harness::App::with(crate::harness::Kind::Sqlite, public).await;
    for path in ["/api/docs", "/api/docs.css"] {
        let reply = app.send(actix_web::test::TestRequest::get().uri(path)).await;
        assert_eq!(reply.status.as_u16(), 404, "{path}");
    }
    app.close().await;
}
