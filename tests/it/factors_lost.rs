//! Stories of second factors that are lost, and of those that the demo gives away.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::cli::demo;
use alongside::config::Config;
use serde_json::{Value, json};

use crate::accounts::{joined, sign_in};
use crate::factors::{Browser, code_of};
use crate::harness::{App, Kind, Reply, story};

async fn asks(admin: &crate::harness::people::Person, email: &str) -> Reply {
    admin.post("/factor-reopenings", json!({ "email": email })).await
}

story!(who_has_lost_everything_gets_in_by_the_word_of_two_others, async |app| {
    let (root, second) =
        (app.staff("root", Role::Admin, None).await, app.staff("second", Role::Admin, None).await);
    let (lee, wong) = (app.coordinator("lee").await, app.psychologist("wong").await);
    let ming = app.member("ming").await;
    assert_eq!(asks(&root, &root.email).await.outcome(), "403 forbidden");
    assert_eq!(asks(&root, "nobody@example.test").await.codes(), ["unknown_code"]);
    assert_eq!(asks(&root, &ming.email).await.outcome(), "409 factor_missing");
    for other in [&wong, &ming] {
        assert_eq!(asks(other, &lee.email).await.outcome(), "403 forbidden");
    }
    let asked = asks(&root, &lee.email).await.ok();
    let path = format!("/factor-reopenings/{}/confirmation", asked["id"].as_str().unwrap());
    // Neither whoever asked nor the person says the second word, nor somebody who works with neither.
    assert_eq!(root.post(&path, Value::Null).await.outcome(), "409 two_people_needed");
    assert_eq!(lee.post(&path, Value::Null).await.outcome(), "404 not_found");
    assert_eq!(ming.post(&path, Value::Null).await.outcome(), "403 forbidden");
    assert_eq!(lee.get("/factor-reopenings").await.ok()["items"], json!([]));
    let shown = wong.get("/factor-reopenings").await.ok();
    assert_eq!(shown["items"][0]["preferredName"], "lee");
    app.deliver_mail().await;
    assert_eq!(wong.ask(Method::POST, &path, None).await.outcome(), "204");
    assert_eq!(wong.ask(Method::POST, &path, None).await.outcome(), "409 wrong_state");
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, [lee.email.clone(), root.email.clone(), second.email.clone()]);
    assert_eq!(lee.get("/me").await.outcome(), "401 session_ended");
    let again = Browser::signs_in(app, &lee.email).await;
    assert_eq!(again.signed_in["factor"], "to_enrol");
});

story!(of_a_member_their_centre_says_the_second_word, async |app| {
    joined(app, "ming@example.test").await;
    let browser = Browser::signs_in(app, "ming@example.test").await;
    let me = browser.get("/me").await.ok();
    let moved = json!({ "centre": "MFRC-MK", "version": me["version"] });
    browser.ask(Method::PATCH, "/me", Some(moved)).await.ok();
    let begun = browser.begins("/me/factors/app-attempts").await;
    let code = code_of(app, begun["attempt"].as_str().unwrap());
    let app_of = json!({ "attempt": begun["attempt"], "name": "old telephone", "code": code });
    browser.post("/me/factors/apps", app_of).await.ok();
    let root = app.staff("root", Role::Admin, None).await;
    let asked = asks(&root, "ming@example.test").await.ok();
    let path = format!("/factor-reopenings/{}/confirmation", asked["id"].as_str().unwrap());
    let elsewhere = app.staff("lok", Role::Coordinator, Some("MFRC-SKW")).await;
    for stranger in [&elsewhere, &app.psychologist("wong").await] {
        assert_eq!(stranger.get("/factor-reopenings").await.ok()["items"], json!([]));
        assert_eq!(stranger.ask(Method::POST, &path, None).await.outcome(), "404 not_found");
    }
    let lee = app.coordinator("lee").await;
    assert_eq!(lee.ask(Method::POST, &path, None).await.outcome(), "204");
    assert_eq!(Browser::signs_in(app, "ming@example.test").await.signed_in["factor"], "none");
});

story!(a_reopening_is_taken_back_and_runs_out, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    let (lee, mut wong) = (app.coordinator("lee").await, app.psychologist("wong").await);
    let mut paths = Vec::new();
    for _ in 0..2 {
        let asked = asks(&root, &lee.email).await.ok();
        paths.push(format!("/factor-reopenings/{}", asked["id"].as_str().unwrap()));
    }
    assert_eq!(root.delete(&paths[0]).await.outcome(), "204");
    let confirm = |path: &str| format!("{path}/confirmation");
    assert_eq!(wong.ask(Method::POST, &confirm(&paths[0]), None).await.outcome(), "409 wrong_state");
    app.advance(chrono::TimeDelta::hours(24));
    wong.comes_back().await;
    assert_eq!(wong.ask(Method::POST, &confirm(&paths[1]), None).await.outcome(), "409 wrong_state");
});

async fn signs_in_to_the_demo(app: &App, name: &str) -> Browser {
    let email = format!("{name}@demo.alongside.test");
    Browser::of(app, sign_in(app, &email, demo::PASSWORD).await)
}

#[actix_web::test]
async fn the_demo_tells_its_codes_on_this_machine_alone() {
    let app = App::demo(Kind::Sqlite, |_| {}).await;
    demo::load(&app.house).await.unwrap();
    let browser = signs_in_to_the_demo(&app, "coordinator").await;
    assert_eq!(browser.signed_in["factor"], "to_prove");
    let code = browser.get("/sign-ins/current/demo-code").await.ok()["code"].as_str().unwrap().to_owned();
    browser.proves("app", &code).await.ok();
    browser.get("/pairings").await.ok();
    // Many share the account, so the code of this half minute serves them all.
    signs_in_to_the_demo(&app, "coordinator").await.proves("app", &code).await.ok();
    // A member has none, and somebody of one's own has none that is told.
    let member = signs_in_to_the_demo(&app, "mentor").await;
    assert_eq!(member.signed_in["factor"], "none");
    assert_eq!(member.get("/sign-ins/current/demo-code").await.outcome(), "404 not_found");
    let own = app.staff("own", Role::Admin, None).await;
    assert_eq!(own.get("/sign-ins/current/demo-code").await.outcome(), "404 not_found");
}

#[actix_web::test]
async fn the_demo_in_public_tells_no_code() {
    let public: [fn(&mut Config); 2] =
        [|config| config.listen = "0.0.0.0:8080".into(), |config| config.proxies = 1];
    for change in public {
        let app = App::demo(Kind::Sqlite, change).await;
        demo::load(&app.house).await.unwrap();
        let browser = signs_in_to_the_demo(&app, "admin").await;
        assert_eq!(browser.get("/sign-ins/current/demo-code").await.outcome(), "404 not_found");
        assert_eq!(browser.proves("app", "123456").await.outcome(), "403 bad_proof");
    }
}
