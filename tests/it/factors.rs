//! Stories of second factors: no office without one, codes that count once, what reaches furthest asks anew.

use actix_web::http::Method;
use alongside::access::{Action, Actor, Role};
use alongside::people::factors::{codes, store};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::accounts::{joined, post, refresh, refresh_cookie, sign_in};
use crate::harness::people::{PASSWORD, Person};
use crate::harness::sweeping::operations;
use crate::harness::{App, Reply, house, story};

/// Somebody at a browser of their own, who signs in by the pages' way.
pub struct Browser {
    app: App,
    pub token: String,
    pub signed_in: Value,
    refresh: String,
}

impl Browser {
    pub async fn signs_in(app: &App, email: &str) -> Self {
        Self::of(app, sign_in(app, email, PASSWORD).await)
    }

    pub fn of(app: &App, reply: Reply) -> Self {
        let refresh = refresh_cookie(&reply);
        let signed_in = reply.ok();
        let token = signed_in["accessToken"].as_str().unwrap().to_owned();
        Self { app: app.clone(), token, signed_in, refresh }
    }

    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.app.ask_with(Some(&self.token), method, path, body).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub async fn begins(&self, path: &str) -> Value {
        self.ask(Method::POST, path, None).await.ok()
    }

    pub async fn proves(&self, way: &str, code: &str) -> Reply {
        self.post("/sign-ins/current/proofs", json!({ "way": way, "code": code })).await
    }

    /// Adds an app and gives what the answer says.
    async fn adds_app(&self) -> Value {
        let begun = self.begins("/me/factors/app-attempts").await;
        let code = code_of(&self.app, begun["attempt"].as_str().unwrap());
        let body = json!({ "attempt": begun["attempt"], "name": "my telephone", "code": code });
        self.post("/me/factors/apps", body).await.ok()
    }
}

/// The code that the app of a row shows now.
pub fn code_of(app: &App, row: &str) -> String {
    codes::current(&app.house.keys().codes(row.parse().unwrap()), app.now()).unwrap()
}

/// The code that somebody's app shows now.
pub async fn code(app: &App, person: &Person) -> String {
    let id = person.id;
    let row = app
        .house
        .read(Actor::Operator, Action::Operate, "story".into(), move |tx| {
            Ok(store::of(tx, id)?.into_iter().next().map(|row| row.unchecked("a story").id))
        })
        .await
        .unwrap();
    code_of(app, &row.unwrap().to_string())
}

/// Another code than that.
fn wrong(code: &str) -> String {
    let other = if code.ends_with('7') { '8' } else { '7' };
    format!("{}{other}", &code[..5])
}

fn next_code(app: &App) {
    app.advance(TimeDelta::seconds(60));
}

story!(no_office_counts_before_a_second_factor, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let browser = Browser::signs_in(app, &admin.email).await;
    assert_eq!(browser.signed_in["factor"], "to_prove");
    assert_eq!(browser.signed_in["ways"], json!(["app"]));
    assert_eq!(
        (&browser.signed_in["account"], &browser.signed_in["provenUntil"]),
        (&Value::Null, &Value::Null)
    );
    let may = ["/sign-ins/current", "/sign-ins/passkeys", "/sign-ins/passkey-attempts", "/sign-ins/refresh"];
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    for operation in operations() {
        let path = operation.path.strip_prefix("/api/v1").unwrap();
        let described = &api["paths"][&operation.path][operation.method.as_str().to_lowercase()];
        let open = described["security"] == json!([]);
        if open || may.iter().any(|may| path.starts_with(may)) {
            continue;
        }
        let filled = path.replace("{id}", "01900000-0000-7000-8000-000000000000").replace("{code}", "M1");
        let reply = browser.ask(operation.method.clone(), &filled, operation.sample(&api)).await;
        assert_eq!(reply.outcome(), "403 factor_required", "{}", operation.name);
    }
    // The same code again, and a wrong one, prove nothing; the first has.
    let shown = code(app, &admin).await;
    assert_eq!(browser.proves("app", &wrong(&shown)).await.outcome(), "403 bad_proof");
    let proven = browser.proves("app", &shown).await.ok();
    assert_eq!(proven["factor"], "proven");
    assert_eq!(proven["account"]["email"], admin.email);
    browser.get("/staff-accounts").await.ok();
    let other = Browser::signs_in(app, &admin.email).await;
    assert_eq!(other.proves("app", &shown).await.outcome(), "403 bad_proof");
    next_code(app);
    other.proves("app", &code(app, &admin).await).await.ok();
    let failed = "select count(*) as count from audit where event = 'factor.failed'";
    assert_eq!(house::count(&app.config.database, failed), 2);
});

story!(whoever_holds_an_office_and_has_no_factor_adds_one_first, async |app| {
    let body =
        json!({ "email": "new@example.test", "role": "coordinator", "scopeId": "MFRC-MK", "language": "en" });
    app.invited(body).await;
    let token = app.link_secret("new@example.test").await;
    let accepted = json!({ "token": token, "preferredName": "New", "password": PASSWORD, "language": "en" });
    assert_eq!(post(app, "/invitations/acceptance", accepted).await.outcome(), "204");
    let browser = Browser::signs_in(app, "new@example.test").await;
    assert_eq!(browser.signed_in["factor"], "to_enrol");
    assert_eq!(browser.get("/today").await.outcome(), "403 factor_enrolment_required");
    assert_eq!(browser.get("/pairings").await.outcome(), "403 factor_enrolment_required");
    browser.get("/me").await.ok();
    let before = browser.get("/me/factors").await.ok();
    assert_eq!((&before["items"], &before["passkeysOffered"]), (&json!([]), &json!(true)));
    let begun = browser.begins("/me/factors/app-attempts").await;
    let shown = code_of(app, begun["attempt"].as_str().unwrap());
    let typed = |code: &str| json!({ "attempt": begun["attempt"], "name": "telephone", "code": code });
    assert_eq!(browser.post("/me/factors/apps", typed(&wrong(&shown))).await.outcome(), "409 code_wrong");
    let added = browser.post("/me/factors/apps", typed(&shown)).await.ok();
    assert_eq!(added["recoveryCodes"].as_array().unwrap().len(), 10);
    assert_eq!(added["factor"]["may"][0]["reasons"][0]["code"], "last_factor");
    // The sign-in is proven by it, the attempt is over, and its code was used.
    browser.get("/pairings").await.ok();
    assert_eq!(browser.post("/me/factors/apps", typed(&shown)).await.outcome(), "409 attempt_over");
    assert_eq!(browser.proves("app", &shown).await.outcome(), "403 bad_proof");
    // The last one stays; the secret is in no table and no answer.
    let remove = format!("/me/factors/{}", added["factor"]["id"].as_str().unwrap());
    assert_eq!(browser.ask(Method::DELETE, &remove, None).await.outcome(), "409 last_factor");
    let secret = begun["secret"].as_str().unwrap();
    assert!(!browser.get("/me/factors").await.ok().to_string().contains(secret));
    let kept = format!(
        "select count(*) as count from factors where credential like '%{secret}%' or name like '%{secret}%'"
    );
    assert_eq!(house::count(&app.config.database, &kept), 0);
    let letters = app.deliver_mail().await;
    assert!(letters.iter().any(|letter| letter.subject.contains("How you sign in has changed")));
});

story!(guessing_codes_comes_to_an_end, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let browser = Browser::signs_in(app, &admin.email).await;
    let shown = code(app, &admin).await;
    for _ in 0..5 {
        assert_eq!(browser.proves("app", &wrong(&shown)).await.outcome(), "403 bad_proof");
    }
    let slowed = browser.proves("app", &shown).await;
    assert_eq!(slowed.outcome(), "429 too_many");
    assert!(slowed.headers.contains_key("retry-after"));
    // Another sign-in, which the password alone opens, has no more tries: ten thousand are a month's work of each.
    for _ in 0..20 {
        let other = Browser::signs_in(app, &admin.email).await;
        assert_eq!(other.proves("app", &wrong(&shown)).await.outcome(), "429 too_many");
        assert_eq!(other.proves("recovery", "2222-2222-2222-2222").await.outcome(), "429 too_many");
    }
    app.advance(TimeDelta::minutes(15));
    let later = Browser::signs_in(app, &admin.email).await;
    later.proves("app", &code(app, &admin).await).await.ok();
});

story!(a_recovery_code_counts_once, async |app| {
    joined(app, "ming@example.test").await;
    let browser = Browser::signs_in(app, "ming@example.test").await;
    assert_eq!(browser.signed_in["factor"], "none");
    let added = browser.adds_app().await;
    let paper: Vec<&str> =
        added["recoveryCodes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    let lost = Browser::signs_in(app, "ming@example.test").await;
    assert_eq!(lost.signed_in["ways"], json!(["app", "recovery"]));
    let proven = lost.proves("recovery", &paper[0].to_lowercase().replace('-', " ")).await.ok();
    assert_eq!(proven["factor"], "proven");
    assert_eq!(lost.get("/me/factors").await.ok()["recoveryCodesLeft"], 9);
    let again = Browser::signs_in(app, "ming@example.test").await;
    assert_eq!(again.proves("recovery", paper[0]).await.outcome(), "403 bad_proof");
    // New ones end those before.
    let new = lost.begins("/me/factors/recovery-codes").await;
    assert_eq!(again.proves("recovery", paper[1]).await.outcome(), "403 bad_proof");
    again.proves("recovery", new["recoveryCodes"][9].as_str().unwrap()).await.ok();
});

story!(a_member_with_a_factor_proves_it_and_removing_it_ends_what_it_proved, async |app| {
    joined(app, "ming@example.test").await;
    let first = Browser::signs_in(app, "ming@example.test").await;
    let elsewhere = Browser::signs_in(app, "ming@example.test").await;
    let added = first.adds_app().await;
    let row = added["factor"]["id"].as_str().unwrap();
    // What was signed in before is half of a sign-in now, everywhere, and gives nothing.
    app.advance(TimeDelta::seconds(1));
    for path in ["/me", "/sign-ins", "/me/factors"] {
        assert_eq!(elsewhere.get(path).await.outcome(), "403 factor_required", "{path}");
    }
    elsewhere.get("/places").await.ok();
    next_code(app);
    elsewhere.proves("app", &code_of(app, row)).await.ok();
    elsewhere.get("/me").await.ok();
    // A refresh keeps the proof.
    let renewed = Browser::of(app, refresh(app, &elsewhere.refresh).await);
    assert_eq!(renewed.signed_in["factor"], "proven");
    assert_eq!(first.ask(Method::DELETE, &format!("/me/factors/{row}"), None).await.outcome(), "204");
    assert_eq!(elsewhere.get("/me").await.outcome(), "401 session_ended");
    first.get("/me").await.ok();
    assert_eq!(first.get("/me/factors").await.ok()["recoveryCodesLeft"], 0);
    let plain = Browser::signs_in(app, "ming@example.test").await;
    assert_eq!(plain.signed_in["factor"], "none");
});

story!(what_reaches_furthest_asks_for_a_proof_of_the_last_minutes, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let browser = Browser::signs_in(app, &admin.email).await;
    let proven = browser.proves("app", &code(app, &admin).await).await.ok();
    let until = app.now().plus(TimeDelta::minutes(5));
    assert_eq!(proven["provenUntil"], json!(until));
    let body = json!({ "email": "new@example.test", "role": "admin", "language": "en" });
    app.advance(TimeDelta::seconds(299));
    browser.post("/invitations", body.clone()).await.ok();
    app.advance(TimeDelta::seconds(1));
    let again = json!({ "email": "newer@example.test", "role": "admin", "language": "en" });
    assert_eq!(browser.post("/invitations", again.clone()).await.outcome(), "403 step_up_required");
    for path in ["/me/factors/app-attempts", "/me/factors/passkey-attempts", "/me/factors/recovery-codes"] {
        let refused = browser.ask(Method::POST, path, None).await;
        assert_eq!(refused.outcome(), "403 step_up_required", "{path}");
    }
    browser.get("/staff-accounts").await.ok();
    browser.proves("app", &code(app, &admin).await).await.ok();
    browser.post("/invitations", again).await.ok();
});

story!(the_first_factor_is_added_soon_after_the_password, async |app| {
    joined(app, "ming@example.test").await;
    let browser = Browser::signs_in(app, "ming@example.test").await;
    app.advance(TimeDelta::minutes(10));
    let browser = Browser::of(app, refresh(app, &browser.refresh).await);
    let refused = browser.ask(Method::POST, "/me/factors/app-attempts", None).await;
    assert_eq!(refused.outcome(), "403 step_up_required");
    Browser::signs_in(app, "ming@example.test").await.adds_app().await;
});

story!(a_new_password_keeps_the_factor, async |app| {
    joined(app, "ming@example.test").await;
    let browser = Browser::signs_in(app, "ming@example.test").await;
    browser.adds_app().await;
    app.deliver_mail().await;
    post(app, "/accounts/password-reset-mail", json!({ "email": "ming@example.test" })).await.ok();
    let token = app.link_secret("ming@example.test").await;
    let new = "a new road begins here";
    post(app, "/accounts/password-reset", json!({ "token": token, "password": new })).await;
    let after = Browser::of(app, sign_in(app, "ming@example.test", new).await);
    assert_eq!(after.signed_in["factor"], "to_prove");
});
