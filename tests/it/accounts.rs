//! Stories of accounts: sign-up, proof of the address, sign-in, refresh, sign-out, reset, own particulars.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::{count, rows};
use crate::harness::people::PASSWORD;
use crate::harness::{App, Reply, story};

pub fn sign_up(email: &str) -> Value {
    json!({
        "email": email, "password": PASSWORD, "preferredName": "阿明", "language": "zh-Hant",
        "noticeVersion": "2", "underSupervision": "no",
    })
}

pub async fn post(app: &App, path: &str, body: Value) -> Reply {
    app.ask(Method::POST, path, Some(body)).await
}

pub async fn sign_in(app: &App, email: &str, password: &str) -> Reply {
    post(app, "/sign-ins", json!({ "email": email, "password": password })).await
}

/// The refresh secret that an answer set, and whether its cookie is one that no script or other site can use.
pub fn refresh_cookie(reply: &Reply) -> String {
    let cookie = reply
        .headers
        .get_all("set-cookie")
        .map(|value| value.to_str().unwrap())
        .find(|cookie| cookie.starts_with("__Host-rt="))
        .expect("a refresh cookie");
    for part in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    cookie.split(['=', ';']).nth(1).unwrap().to_owned()
}

pub async fn refresh(app: &App, secret: &str) -> Reply {
    app.send(
        TestRequest::post()
            .uri("/api/v1/sign-ins/refresh")
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header(("cookie", format!("__Host-rt={secret}"))),
    )
    .await
}

pub async fn me(app: &App, token: &str) -> Reply {
    let request = TestRequest::get().uri("/api/v1/me");
    app.send(request.insert_header(("authorization", format!("Bearer {token}")))).await
}

pub async fn joined(app: &App, email: &str) {
    post(app, "/accounts", sign_up(email)).await.ok();
    let token = app.link_secret(email).await;
    post(app, "/accounts/verification", json!({ "token": token })).await.ok();
}

story!(somebody_joins_proves_the_address_and_signs_in, async |app| {
    let reply = post(app, "/accounts", sign_up("ming@example.test")).await;
    assert_eq!(reply.outcome(), "202");
    assert_eq!(sign_in(app, "ming@example.test", PASSWORD).await.outcome(), "401 address_unverified");
    let token = app.link_secret("ming@example.test").await;
    assert_eq!(post(app, "/accounts/verification", json!({ "token": token })).await.outcome(), "204");
    assert_eq!(
        post(app, "/accounts/verification", json!({ "token": token })).await.outcome(),
        "410 link_expired"
    );
    let signed_in = sign_in(app, "MING@example.test", PASSWORD).await;
    refresh_cookie(&signed_in);
    let body = signed_in.ok();
    assert_eq!(body["account"]["preferredName"], "阿明");
    let account = me(app, body["accessToken"].as_str().unwrap()).await.ok();
    assert_eq!(account["supervision"], "none");
    assert_eq!(account["roles"], json!([]));
});

story!(nobody_learns_whether_an_address_has_an_account, async |app| {
    joined(app, "known@example.test").await;
    let (known, unknown) = (
        post(app, "/accounts", sign_up("known@example.test")).await,
        post(app, "/accounts", sign_up("new@example.test")).await,
    );
    assert_eq!((known.status, known.body), (unknown.status, unknown.body));
    for path in ["/accounts/password-reset-mail", "/accounts/verification-mail"] {
        let known = post(app, path, json!({ "email": "known@example.test" })).await;
        let unknown = post(app, path, json!({ "email": "nobody@example.test" })).await;
        assert_eq!((known.status, known.body), (unknown.status, unknown.body));
    }
    let wrong = sign_in(app, "known@example.test", "not the right password").await;
    let nobody = sign_in(app, "nobody@example.test", "not the right password").await;
    assert_eq!(wrong.outcome(), nobody.outcome());
    let letters = app.deliver_mail().await;
    assert!(letters.iter().all(|letter| letter.to != "nobody@example.test"));
});

story!(as_much_is_written_for_an_address_without_an_account_as_for_one_with, async |app| {
    joined(app, "known@example.test").await;
    app.deliver_mail().await;
    let written = || {
        let tables = ["audit", "outbox", "accounts", "link_tokens", "sign_ins"];
        tables.iter().map(|table| rows(app, table)).sum::<i64>()
    };
    let ask = |path: &'static str, email: &'static str| {
        let body = match path {
            "/accounts" => sign_up(email),
            "/sign-ins" => json!({ "email": email, "password": "not the right password" }),
            _ => json!({ "email": email }),
        };
        post(app, path, body)
    };
    for path in ["/accounts/password-reset-mail", "/accounts/verification-mail", "/sign-ins", "/accounts"] {
        let mut rows = Vec::new();
        for email in ["known@example.test", "nobody@example.test"] {
            let before = written();
            ask(path, email).await;
            rows.push(written() - before);
        }
        assert!(rows[0] == rows[1] && rows[0] > 0, "{path}: {rows:?}");
    }
});

story!(a_refresh_secret_counts_once_and_its_theft_ends_the_session, async |app| {
    joined(app, "ming@example.test").await;
    let first = refresh_cookie(&sign_in(app, "ming@example.test", PASSWORD).await);
    let second = refresh_cookie(&refresh(app, &first).await);
    assert_ne!(first, second);
    // A second tab, or an answer that got lost: the same secret again, and one session lives on.
    assert_eq!(refresh_cookie(&refresh(app, &first).await), second);
    app.advance(TimeDelta::seconds(31));
    let live = refresh(app, &second).await;
    let third = refresh_cookie(&live);
    let access = live.ok()["accessToken"].as_str().unwrap().to_owned();
    app.advance(TimeDelta::seconds(31));
    assert_eq!(refresh(app, &second).await.outcome(), "401 session_ended");
    assert_eq!(refresh(app, &third).await.outcome(), "401 session_ended");
    app.advance(TimeDelta::seconds(1));
    assert_eq!(me(app, &access).await.outcome(), "401 session_ended");
});

story!(another_site_cannot_refresh, async |app| {
    joined(app, "ming@example.test").await;
    let secret = refresh_cookie(&sign_in(app, "ming@example.test", PASSWORD).await);
    for header in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.test")]
    {
        let request = TestRequest::post().uri("/api/v1/sign-ins/refresh");
        let request = request.insert_header(header).insert_header(("cookie", format!("__Host-rt={secret}")));
        assert_eq!(app.send(request).await.outcome(), "403 other_site");
    }
    let request = TestRequest::post().uri("/api/v1/sign-ins/refresh");
    let request = request.insert_header(("origin", "https://alongside.test"));
    let request = request.insert_header(("cookie", format!("__Host-rt={secret}")));
    app.send(request).await.ok();
});

story!(signing_out_counts_at_once, async |app| {
    let ada = app.member("ada").await;
    ada.get("/me").await.ok();
    assert_eq!(ada.delete("/sign-ins/current").await.outcome(), "204");
    assert_eq!(ada.get("/me").await.outcome(), "401 session_ended");
});

story!(people_see_and_end_their_own_sessions_only, async |app| {
    let mut ada = app.member("ada").await;
    let bea = app.member("bea").await;
    ada.comes_back().await;
    let sessions = ada.get("/sign-ins").await.ok()["items"].as_array().unwrap().clone();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|session| session["current"] == false).unwrap();
    let path = format!("/sign-ins/{}", other["id"].as_str().unwrap());
    assert_eq!(bea.delete(&path).await.outcome(), "404 not_found");
    assert_eq!(ada.delete(&path).await.outcome(), "204");
    assert_eq!(ada.get("/sign-ins").await.ok()["items"].as_array().unwrap().len(), 1);
});

story!(a_forgotten_password_is_set_anew_and_every_session_ends, async |app| {
    let ada = app.member("ada").await;
    post(app, "/accounts/password-reset-mail", json!({ "email": ada.email })).await.ok();
    let token = app.link_secret(&ada.email).await;
    let weak = post(app, "/accounts/password-reset", json!({ "token": token, "password": "short" })).await;
    assert_eq!(weak.codes(), ["password_too_short"]);
    // A link for one thing does not do another.
    assert_eq!(
        post(app, "/accounts/verification", json!({ "token": token })).await.outcome(),
        "410 link_expired"
    );
    let new = "a new road begins here";
    let body = json!({ "token": token, "password": new });
    assert_eq!(post(app, "/accounts/password-reset", body.clone()).await.outcome(), "204");
    assert_eq!(post(app, "/accounts/password-reset", body).await.outcome(), "410 link_expired");
    assert_eq!(ada.get("/me").await.outcome(), "401 session_ended");
    assert_eq!(sign_in(app, &ada.email, PASSWORD).await.outcome(), "401 bad_credentials");
    sign_in(app, &ada.email, new).await.ok();
});

story!(a_link_runs_out, async |app| {
    let ada = app.member("ada").await;
    post(app, "/accounts/password-reset-mail", json!({ "email": ada.email })).await.ok();
    let token = app.link_secret(&ada.email).await;
    app.advance(TimeDelta::minutes(31));
    let body = json!({ "token": token, "password": "a new road begins here" });
    assert_eq!(post(app, "/accounts/password-reset", body).await.outcome(), "410 link_expired");
});

story!(guessing_is_slowed_but_does_not_shut_the_owner_out, async |app| {
    joined(app, "ming@example.test").await;
    let signed_in = sign_in(app, "ming@example.test", PASSWORD).await;
    let device = signed_in
        .headers
        .get_all("set-cookie")
        .find_map(|value| value.to_str().unwrap().strip_prefix("__Host-device=")?.split(';').next())
        .unwrap()
        .to_owned();
    for _ in 0..10 {
        assert_eq!(
            sign_in(app, "ming@example.test", "not the right password").await.outcome(),
            "401 bad_credentials"
        );
    }
    let slowed = sign_in(app, "ming@example.test", PASSWORD).await;
    assert_eq!(slowed.outcome(), "429 too_many");
    assert!(slowed.headers.contains_key("retry-after"));
    let body = json!({ "email": "ming@example.test", "password": PASSWORD });
    let request = TestRequest::post().uri("/api/v1/sign-ins").set_json(body);
    app.send(request.insert_header(("cookie", format!("__Host-device={device}")))).await.ok();
    app.advance(TimeDelta::minutes(16));
    sign_in(app, "ming@example.test", PASSWORD).await.ok();
});

story!(people_change_their_language_and_name, async |app| {
    let ada = app.member("ada").await;
    let account = ada.get("/me").await.ok();
    let changed =
        ada.patch("/me", json!({ "language": "zh-Hans", "version": account["version"] })).await.ok();
    assert_eq!(changed["language"], "zh-Hans");
    let stale = ada.patch("/me", json!({ "preferredName": "Ada", "version": account["version"] })).await;
    assert_eq!(stale.outcome(), "409 stale_version");
    let unknown = ada.patch("/me", json!({ "role": "admin", "version": changed["version"] })).await;
    assert_eq!(unknown.codes(), ["unknown_field"]);
    let card =
        ada.patch("/me", json!({ "preferredName": "A123456(3)", "version": changed["version"] })).await;
    assert_eq!(card.codes(), ["hkid_not_allowed"]);
});

story!(an_invitation_makes_staff_and_gives_no_rights_before, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let invite = json!({
        "email": "cora@example.test", "role": "coordinator", "scopeKind": "centre", "scopeId": "MFRC-MK", "language": "en",
    });
    let key = TestRequest::post()
        .uri("/api/v1/invitations")
        .set_json(&invite)
        .insert_header(("authorization", format!("Bearer {}", admin.token())))
        .insert_header(("idempotency-key", "invite-cora-1"));
    let first = app.send(key).await;
    assert_eq!(first.outcome(), "201");
    let again = TestRequest::post()
        .uri("/api/v1/invitations")
        .set_json(&invite)
        .insert_header(("authorization", format!("Bearer {}", admin.token())))
        .insert_header(("idempotency-key", "invite-cora-1"));
    assert_eq!(app.send(again).await.body, first.body);
    let second = app.staff("second", Role::Admin, None).await;
    assert_eq!(second.approves(&first.body).await.outcome(), "204");
    let token = app.link_secret("cora@example.test").await;
    let offer = post(app, "/invitations/offer", json!({ "token": token })).await.ok();
    assert_eq!((&offer["role"], &offer["hasAccount"]), (&json!("coordinator"), &json!(false)));
    assert_eq!(offer["place"]["zhHant"], "多用途家庭及更生服務中心（旺角）");
    let body = json!({ "token": token, "preferredName": "Cora", "password": PASSWORD, "language": "en" });
    assert_eq!(post(app, "/invitations/acceptance", body.clone()).await.outcome(), "204");
    assert_eq!(post(app, "/invitations/acceptance", body).await.outcome(), "410 link_expired");
    let signed_in = sign_in(app, "cora@example.test", PASSWORD).await.ok();
    assert_eq!(signed_in["account"]["roles"][0]["role"], "coordinator");
    assert_eq!(signed_in["account"]["roles"][0]["scope"]["id"], "MFRC-MK");
    let staff = admin.get("/staff-accounts").await.ok();
    let grant = staff["items"].as_array().unwrap().iter().find(|row| row["role"] == "coordinator").unwrap();
    let path = format!("/grants/{}", grant["grantId"].as_str().unwrap());
    assert_eq!(admin.delete(&path).await.outcome(), "204");
    let after = me(app, signed_in["accessToken"].as_str().unwrap()).await.ok();
    assert_eq!(after["roles"], json!([]));
});

story!(an_invitation_must_fit_its_role, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    for (body, code) in [
        (json!({ "email": "x@example.test", "role": "member", "language": "en" }), "invalid"),
        (json!({ "email": "x@example.test", "role": "coordinator", "language": "en" }), "required"),
        (
            json!({ "email": "x@example.test", "role": "coordinator", "scopeId": "NOWHERE", "language": "en" }),
            "unknown_code",
        ),
        (
            json!({ "email": "x@example.test", "role": "admin", "scopeId": "MFRC-MK", "language": "en" }),
            "invalid",
        ),
        (
            json!({ "email": "x@example.test", "role": "psychologist", "scopeId": "MFRC-MK", "language": "en" }),
            "required",
        ),
        (json!({ "email": "not an address", "role": "admin", "language": "en" }), "invalid"),
    ] {
        let reply = admin.post("/invitations", body.clone()).await;
        assert_eq!(
            (reply.outcome().as_str(), reply.codes()),
            ("422 invalid", vec![code.to_owned()]),
            "{body}"
        );
    }
    let ada = app.member("ada").await;
    let body = json!({ "email": "x@example.test", "role": "admin", "language": "en" });
    assert_eq!(ada.post("/invitations", body).await.outcome(), "403 forbidden");
});

story!(an_invitation_says_whether_it_can_be_taken_back, async |app| {
    let admin = app.staff("root", Role::Admin, None).await;
    let body = json!({ "email": "x@example.test", "role": "admin", "language": "en" });
    let made = admin.post("/invitations", body).await.ok();
    let other = json!({ "code": "approve", "allowed": false, "reasons": [{ "code": "two_people_needed", "params": {} }] });
    let own = json!({ "code": "revoke", "allowed": true, "reasons": [] });
    assert_eq!(made["may"], json!([other, own]));
    let path = format!("/invitations/{}", made["id"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(admin.delete(&path).await.outcome(), "204", "taking it back twice changes nothing");
    }
    let seen = admin.get("/invitations").await.ok()["items"][0].clone();
    let reasons = json!([{ "code": "wrong_state", "params": { "is": "revoked" } }]);
    let refused = |code: &str| json!({ "code": code, "allowed": false, "reasons": reasons });
    assert_eq!(seen["may"], json!([refused("approve"), refused("revoke")]));
});

story!(an_address_of_the_demo_makes_nobody_and_turns_no_server_into_the_demo, async |app| {
    let reply = post(app, "/accounts", sign_up("x@Demo.Alongside.test")).await;
    assert_eq!((reply.outcome(), reply.codes()), ("422 invalid".into(), vec!["demo_address".to_owned()]));
    let admin = app.staff("amy", Role::Admin, None).await;
    let invite = json!({ "email": "x@demo.alongside.test", "role": "officer", "language": "en" });
    assert_eq!(admin.post("/invitations", invite).await.outcome(), "422 invalid");
    assert!(!alongside::cli::demo::is_loaded(&app.house).await.unwrap());
});

story!(a_name_stays_on_its_line_and_shows_something, async |app| {
    let with_name = |name: &str| {
        let mut body = sign_up("ada@example.test");
        body["preferredName"] = json!(name);
        body
    };
    for (name, refused) in [("Ada\nBen", "invalid"), ("\u{200b}\u{3164}", "required")] {
        assert_eq!(post(app, "/accounts", with_name(name)).await.codes(), [refused], "{name:?}");
    }
    post(app, "/accounts", with_name("\u{202e}Ada\u{feff}")).await.ok();
    let named = "select count(*) as count from link_tokens where preferred_name = 'Ada'";
    assert_eq!(count(&app.config.database, named), 1);
});

story!(an_address_is_one_however_it_is_typed, async |app| {
    let ada = app.member("ada").await;
    for typed in ["ａｄａ＠example.test", "\u{feff}Ada@Example.test\u{200b}", "　ada@example.test"] {
        let body = json!({ "email": typed, "password": PASSWORD });
        post(app, "/sign-ins", body).await.ok();
    }
    drop(ada);
    let refused = post(app, "/accounts", sign_up("阿達@example.test")).await;
    assert_eq!(refused.codes(), ["email_not_ascii"]);
    // A name server knows one of these two; somebody who typed the other is written to as well.
    for address in ["ada@例子.test", "ada@xn--fsqu00a.test"] {
        post(app, "/accounts", sign_up(address)).await.ok();
    }
    let known = "select count(*) as count from accounts where email = 'ada@xn--fsqu00a.test'";
    assert_eq!(count(&app.config.database, known), 1);
});
