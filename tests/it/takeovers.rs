//! Whoever signs up with somebody else's address gets nothing by it: neither their office nor their account.

use actix_web::http::Method;
use alongside::access::Role;
use serde_json::{Value, json};

use crate::accounts::{post, sign_in, sign_up};
use crate::harness::people::PASSWORD;
use crate::harness::{App, story};

const STRANGERS: &str = "a stranger wrote this";

/// Somebody signs up with an address that is not theirs.
async fn stranger_signs_up(app: &App, email: &str) {
    let mut body = sign_up(email);
    body["password"] = STRANGERS.into();
    body["preferredName"] = "Eve".into();
    post(app, "/accounts", body).await.ok();
}

async fn invite(app: &App, email: &str) -> String {
    app.invited(json!({ "email": email, "role": "officer", "language": "en" })).await;
    app.link_secret(email).await
}

story!(an_office_goes_to_the_one_invited_and_not_to_who_took_the_address_before, async |app| {
    stranger_signs_up(app, "olga@example.test").await;
    let first = app.link_secret("olga@example.test").await;
    let token = invite(app, "olga@example.test").await;
    // The account that is there is nobody's yet: whoever is invited chooses its name and password.
    let offer = post(app, "/invitations/offer", json!({ "token": token })).await.ok();
    assert_eq!(
        (&offer["role"], &offer["place"], &offer["hasAccount"]),
        (&"officer".into(), &Value::Null, &false.into())
    );
    let mut body = json!({ "token": token, "language": "en" });
    let missing = post(app, "/invitations/acceptance", body.clone()).await;
    assert_eq!(missing.codes(), ["required", "required"]);
    body["preferredName"] = "Olga".into();
    body["password"] = PASSWORD.into();
    assert_eq!(post(app, "/invitations/acceptance", body).await.outcome(), "204");
    // The letter of the sign-up that was not hers is worth nothing any more.
    let late = post(app, "/accounts/verification", json!({ "token": first })).await;
    assert_eq!(late.outcome(), "410 link_expired");
    assert_eq!(sign_in(app, "olga@example.test", STRANGERS).await.outcome(), "401 bad_credentials");
    let olga = sign_in(app, "olga@example.test", PASSWORD).await.ok();
    assert_eq!(olga["account"]["preferredName"], "Olga");
    assert_eq!(olga["account"]["roles"][0]["role"], "officer");
});

story!(an_invitation_of_somebody_with_an_account_leaves_the_account_as_it_is, async |app| {
    let ada = app.member("ada").await;
    let token = invite(app, &ada.email).await;
    let offer = post(app, "/invitations/offer", json!({ "token": token })).await.ok();
    assert_eq!(offer["hasAccount"], true);
    let body = json!({ "token": token, "preferredName": "Other", "password": STRANGERS, "language": "en" });
    assert_eq!(post(app, "/invitations/acceptance", body).await.outcome(), "204");
    let used = post(app, "/invitations/offer", json!({ "token": token })).await;
    assert_eq!(used.outcome(), "410 link_expired");
    assert_eq!(sign_in(app, &ada.email, STRANGERS).await.outcome(), "401 bad_credentials");
    let signed_in = sign_in(app, &ada.email, PASSWORD).await.ok();
    assert_eq!(signed_in["account"]["preferredName"], "ada");
});

story!(a_letter_makes_the_sign_up_count_that_it_was_sent_for, async |app| {
    stranger_signs_up(app, "ming@example.test").await;
    let strangers = app.link_secret("ming@example.test").await;
    let mut own = sign_up("ming@example.test");
    own["underSupervision"] = "yes".into();
    post(app, "/accounts", own).await.ok();
    let own = app.link_secret("ming@example.test").await;
    assert_ne!(strangers, own);
    // As long as nobody has proven the address, no password counts.
    for password in [STRANGERS, PASSWORD] {
        assert!(sign_in(app, "ming@example.test", password).await.status.is_client_error());
    }
    assert_eq!(post(app, "/accounts/verification", json!({ "token": own })).await.outcome(), "204");
    assert_eq!(sign_in(app, "ming@example.test", STRANGERS).await.outcome(), "401 bad_credentials");
    let ming = sign_in(app, "ming@example.test", PASSWORD).await.ok();
    assert_eq!(ming["account"]["preferredName"], "阿明");
    assert_eq!(ming["account"]["supervision"], "unsettled");
    // The stranger's letter, should its reader open it too, changes nothing.
    let late = post(app, "/accounts/verification", json!({ "token": strangers })).await;
    assert_eq!(late.outcome(), "410 link_expired");
});

story!(a_letter_that_was_asked_for_again_gives_no_strangers_password, async |app| {
    post(app, "/accounts", sign_up("ming@example.test")).await.ok();
    stranger_signs_up(app, "ming@example.test").await;
    app.deliver_mail().await;
    post(app, "/accounts/verification-mail", json!({ "email": "ming@example.test" })).await.ok();
    let token = app.link_secret("ming@example.test").await;
    assert_eq!(post(app, "/accounts/verification", json!({ "token": token })).await.outcome(), "204");
    // Two signed up and the letter was sent for neither: the owner chooses a password by "forgot password".
    for password in [STRANGERS, PASSWORD] {
        assert_eq!(sign_in(app, "ming@example.test", password).await.outcome(), "401 bad_credentials");
    }
    post(app, "/accounts/password-reset-mail", json!({ "email": "ming@example.test" })).await.ok();
    let token = app.link_secret("ming@example.test").await;
    let body = json!({ "token": token, "password": "a new road begins here" });
    post(app, "/accounts/password-reset", body).await.ok();
    sign_in(app, "ming@example.test", "a new road begins here").await.ok();
});

story!(a_letter_that_was_asked_for_again_does_for_who_signed_up_alone, async |app| {
    post(app, "/accounts", sign_up("ming@example.test")).await.ok();
    app.deliver_mail().await;
    post(app, "/accounts/verification-mail", json!({ "email": "ming@example.test" })).await.ok();
    let token = app.link_secret("ming@example.test").await;
    assert_eq!(post(app, "/accounts/verification", json!({ "token": token })).await.outcome(), "204");
    sign_in(app, "ming@example.test", PASSWORD).await.ok();
});

story!(many_sign_ups_of_one_address_at_once_make_one_account_and_tell_nothing, async |app| {
    let asked: Vec<_> = (0..8)
        .map(|_| {
            let app = app.clone();
            actix_web::rt::spawn(async move {
                app.ask(Method::POST, "/accounts", Some(sign_up("ming@example.test"))).await.outcome()
            })
        })
        .collect();
    for outcome in asked {
        assert!(["202", "503 busy"].contains(&outcome.await.unwrap().as_str()));
    }
    let query = "select count(*) as count from accounts";
    assert_eq!(crate::harness::house::count(&app.config.database, query), 1);
});

story!(a_verification_link_runs_out_and_another_can_be_asked_for, async |app| {
    post(app, "/accounts", sign_up("ming@example.test")).await.ok();
    let token: Value = app.link_secret("ming@example.test").await.into();
    app.advance(chrono::TimeDelta::minutes(31));
    assert_eq!(
        post(app, "/accounts/verification", json!({ "token": token })).await.outcome(),
        "410 link_expired"
    );
    post(app, "/accounts/verification-mail", json!({ "email": "ming@example.test" })).await.ok();
    let token = app.link_secret("ming@example.test").await;
    assert_eq!(post(app, "/accounts/verification", json!({ "token": token })).await.outcome(), "204");
});

story!(an_address_is_one_however_it_is_typed_and_no_other_that_looks_like_it, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    let invitation = |email: &str| json!({ "email": email, "role": "admin", "language": "en" });
    let proposed = root.post("/invitations", invitation("kim@example.test")).await.ok();
    let second = app.staff("second", Role::Admin, None).await;
    assert_eq!(second.approves(&proposed).await.outcome(), "204");
    let secret = app.link_secret("kim@example.test").await;
    // A KELVIN SIGN is a K, so what is sent goes to whom the letter K belongs.
    post(app, "/accounts", sign_up("\u{212a}im@example.test")).await.ok();
    let letters = app.deliver_mail().await;
    assert!(letters.iter().all(|letter| letter.to.eq_ignore_ascii_case("kim@example.test")));
    assert_eq!(letters.len(), 1);
    // Letters that only look Latin, and names that mix scripts, are no address at all.
    for other in [
        "k\u{131}m@example.test",
        "\u{43a}im@example.test",
        "kim@ex\u{430}mple.test",
        "kim@\u{3b5}xample.test",
    ] {
        let refused = post(app, "/accounts", sign_up(other)).await;
        assert_eq!(refused.body["errors"][0]["field"], "email", "{other}");
        let refused = root.post("/invitations", invitation(other)).await;
        assert_eq!(refused.body["errors"][0]["field"], "email", "{other}");
        assert_eq!(sign_in(app, other, PASSWORD).await.outcome(), "401 bad_credentials");
    }
    let accept = json!({ "token": secret, "preferredName": "Kim", "password": PASSWORD, "language": "en" });
    assert_eq!(post(app, "/invitations/acceptance", accept).await.outcome(), "204");
    sign_in(app, "\u{212a}IM@Example.TEST", PASSWORD).await.ok();
});
