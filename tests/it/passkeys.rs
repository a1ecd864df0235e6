//! Stories of passkeys: a device answers once, for this site alone, and with whoever holds it.

use serde_json::{Value, json};

use crate::accounts::{joined, post};
use crate::factors::Browser;
use crate::harness::passkey::Device;
use crate::harness::{App, Kind, Reply, story};

const EMAIL: &str = "ming@example.test";

impl Browser {
    async fn adds_passkey(&self, device: &mut Device) -> Reply {
        let begun = self.begins("/me/factors/passkey-attempts").await;
        let made = device.make(&begun["options"]);
        self.post("/me/factors/passkeys", passkey(&begun["attempt"], made)).await
    }

    async fn proves_by(&self, device: &mut Device) -> Reply {
        let begun = self.begins("/sign-ins/current/passkey-attempts").await;
        let answer = device.answer(&begun["options"]);
        self.answers(&begun["attempt"], &answer).await
    }

    async fn answers(&self, attempt: &Value, answer: &Value) -> Reply {
        let body = json!({ "way": "passkey", "attempt": attempt, "credential": answer });
        self.post("/sign-ins/current/proofs", body).await
    }
}

fn passkey(attempt: &Value, made: Value) -> Value {
    json!({ "attempt": attempt, "name": "my telephone", "credential": made })
}

/// Somebody who has a passkey, and a sign-in that asks for it.
async fn with_passkey(app: &App) -> (Device, Browser) {
    joined(app, EMAIL).await;
    let mut device = Device::new();
    let added = Browser::signs_in(app, EMAIL).await.adds_passkey(&mut device).await.ok();
    assert_eq!(added["factor"]["kind"], "passkey");
    assert_eq!(added["recoveryCodes"].as_array().unwrap().len(), 10);
    let browser = Browser::signs_in(app, EMAIL).await;
    assert_eq!(
        (&browser.signed_in["factor"], &browser.signed_in["ways"][0]),
        (&json!("to_prove"), &json!("passkey"))
    );
    (device, browser)
}

story!(a_passkey_proves_a_sign_in_and_every_answer_counts_once, async |app| {
    let (mut device, browser) = with_passkey(app).await;
    let begun = browser.begins("/sign-ins/current/passkey-attempts").await;
    let answer = device.answer(&begun["options"]);
    assert_eq!(browser.answers(&begun["attempt"], &answer).await.ok()["factor"], "proven");
    // The same answer to the same attempt, and to another.
    assert_eq!(browser.answers(&begun["attempt"], &answer).await.outcome(), "403 bad_proof");
    let other = browser.begins("/sign-ins/current/passkey-attempts").await;
    assert_eq!(browser.answers(&other["attempt"], &answer).await.outcome(), "403 bad_proof");
    // A wrong answer has used the attempt up too.
    let right = device.answer(&other["options"]);
    assert_eq!(browser.answers(&other["attempt"], &right).await.outcome(), "403 bad_proof");
    browser.proves_by(&mut device).await.ok();
});

story!(a_passkey_is_for_this_site_and_for_whoever_holds_it, async |app| {
    let (mut device, browser) = with_passkey(app).await;
    let lies: [fn(&mut Device); 3] = [
        |device| device.origin = "https://alongside.test.evil.example".into(),
        |device| device.site = "evil.example".into(),
        |device| device.verified = false,
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        lie(&mut device);
        assert_eq!(browser.proves_by(&mut device).await.outcome(), "403 bad_proof", "{number}");
        (device.origin, device.site) = ("https://alongside.test".into(), "alongside.test".into());
        device.verified = true;
    }
    // An attempt of another sign-in, one that took too long, and somebody else's key.
    let other = Browser::signs_in(app, EMAIL).await;
    let begun = other.begins("/sign-ins/current/passkey-attempts").await;
    let answer = device.answer(&begun["options"]);
    assert_eq!(browser.answers(&begun["attempt"], &answer).await.outcome(), "403 bad_proof");
    other.answers(&begun["attempt"], &answer).await.ok();
    let late = browser.begins("/sign-ins/current/passkey-attempts").await;
    app.advance(chrono::TimeDelta::minutes(5));
    let answer = device.answer(&late["options"]);
    assert_eq!(browser.answers(&late["attempt"], &answer).await.outcome(), "403 bad_proof");
    assert_eq!(browser.proves_by(&mut Device::new()).await.outcome(), "403 bad_proof");
});

story!(a_new_passkey_is_held_against_what_was_asked, async |app| {
    joined(app, EMAIL).await;
    let browser = Browser::signs_in(app, EMAIL).await;
    let lies: [fn(&mut Device); 3] = [
        |device| device.origin = "https://evil.example".into(),
        |device| device.site = "evil.example".into(),
        |device| device.verified = false,
    ];
    for lie in lies {
        let mut device = Device::new();
        lie(&mut device);
        assert_eq!(browser.adds_passkey(&mut device).await.codes(), ["invalid"]);
    }
    let begun = browser.begins("/me/factors/passkey-attempts").await;
    let made = Device::new().make(&begun["options"]);
    browser.post("/me/factors/passkeys", passkey(&begun["attempt"], made.clone())).await.ok();
    let again = browser.post("/me/factors/passkeys", passkey(&begun["attempt"], made)).await;
    assert_eq!(again.outcome(), "409 attempt_over");
});

story!(a_passkey_alone_signs_in, async |app| {
    let (mut device, _) = with_passkey(app).await;
    let ask = async || app.ask(actix_web::http::Method::POST, "/sign-ins/passkey-attempts", None).await.ok();
    let begun = ask().await;
    assert_eq!(begun["options"]["publicKey"]["userVerification"], "required");
    let body = |attempt: &Value, answer: &Value| json!({ "attempt": attempt, "credential": answer });
    let answer = device.answer(&begun["options"]);
    let browser = Browser::of(app, post(app, "/sign-ins/passkeys", body(&begun["attempt"], &answer)).await);
    assert_eq!(browser.signed_in["factor"], "proven");
    assert_eq!(browser.signed_in["account"]["email"], EMAIL);
    browser.get("/me").await.ok();
    let again = post(app, "/sign-ins/passkeys", body(&begun["attempt"], &answer)).await;
    assert_eq!(again.outcome(), "401 bad_credentials");
    let begun = ask().await;
    device.verified = false;
    let unverified = device.answer(&begun["options"]);
    let refused = post(app, "/sign-ins/passkeys", body(&begun["attempt"], &unverified)).await;
    assert_eq!(refused.outcome(), "401 bad_credentials");
    // What one browser was asked in its sign-in is nothing for signing in.
    device.verified = true;
    let begun = browser.begins("/sign-ins/current/passkey-attempts").await;
    let answer = device.answer(&begun["options"]);
    let crossed = post(app, "/sign-ins/passkeys", body(&begun["attempt"], &answer)).await;
    assert_eq!(crossed.outcome(), "401 bad_credentials");
});

#[actix_web::test]
async fn a_server_without_a_name_offers_no_passkeys() {
    let app = App::with(Kind::Sqlite, |config| config.base_url = "http://127.0.0.1:8080".into()).await;
    app.ask(actix_web::http::Method::GET, "/site", None).await.ok();
    let refused = app.ask(actix_web::http::Method::POST, "/sign-ins/passkey-attempts", None).await;
    assert_eq!(refused.outcome(), "409 passkeys_not_offered");
    app.close().await;
}
