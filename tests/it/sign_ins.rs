//! Stories of sign-ins under attack: stolen refresh secrets, guessed passwords, refusals that leave a line.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

use crate::accounts::{joined, me, post, refresh, refresh_cookie, sign_in};
use crate::harness::people::PASSWORD;
use crate::harness::{App, Kind, house, story};

fn count(app: &App, query: &str) -> i64 {
    house::count(&app.config.database, query)
}

const DENIED: &str = "select count(*) as count from audit where event = 'denied' and outcome = 'denied'";

story!(a_secret_that_was_spent_long_ago_ends_the_session_when_it_comes_again, async |app| {
    joined(app, "ming@example.test").await;
    let first = refresh_cookie(&sign_in(app, "ming@example.test", PASSWORD).await);
    let second = refresh_cookie(&refresh(app, &first).await);
    let live = refresh(app, &second).await;
    let third = refresh_cookie(&live);
    let access = live.ok()["accessToken"].as_str().unwrap().to_owned();
    // Two refreshes ago, within seconds: no tab of the owner has it any more.
    assert_eq!(refresh(app, &first).await.outcome(), "401 session_ended");
    assert_eq!(refresh(app, &third).await.outcome(), "401 session_ended");
    app.advance(TimeDelta::seconds(1));
    assert_eq!(me(app, &access).await.outcome(), "401 session_ended");
    assert_eq!(count(app, "select count(*) as count from audit where event = 'sign_in.secret_reused'"), 1);
});

story!(two_tabs_that_refresh_at_once_keep_one_session, async |app| {
    joined(app, "ming@example.test").await;
    let mut secret = refresh_cookie(&sign_in(app, "ming@example.test", PASSWORD).await);
    for _ in 0..10 {
        let tabs: Vec<_> = (0..4)
            .map(|_| {
                let (app, secret) = (app.clone(), secret.clone());
                actix_web::rt::spawn(async move { refresh_cookie(&refresh(&app, &secret).await) })
            })
            .collect();
        let mut given = Vec::new();
        for tab in tabs {
            given.push(tab.await.unwrap());
        }
        given.dedup();
        assert_eq!(given.len(), 1, "every tab has the same secret");
        secret = given.remove(0);
    }
    refresh(app, &secret).await.ok();
});

story!(a_secret_that_is_not_ours_refreshes_nothing, async |app| {
    joined(app, "ming@example.test").await;
    let secret = refresh_cookie(&sign_in(app, "ming@example.test", PASSWORD).await);
    let parts: Vec<&str> = secret.split('.').collect();
    let (sign_in, tag) = (parts[0], parts[2]);
    for forged in [
        format!("{sign_in}.2.{tag}"),
        format!("{sign_in}.0.{tag}"),
        format!("{sign_in}.1."),
        format!("{sign_in}.1.{}", &tag[1..]),
        format!("{sign_in}.{tag}"),
        tag.to_owned(),
        ".".into(),
        "..".into(),
    ] {
        assert_eq!(refresh(app, &forged).await.outcome(), "401 session_ended", "{forged}");
    }
    // Each left a line, and the sign-in lives: anybody can make such things up.
    assert_eq!(count(app, DENIED), 8);
    refresh(app, &secret).await.ok();
});

story!(fifty_guesses_at_once_are_no_more_than_ten, async |app| {
    joined(app, "ming@example.test").await;
    let guesses: Vec<_> = (0..50)
        .map(|number| {
            let app = app.clone();
            actix_web::rt::spawn(async move {
                sign_in(&app, "ming@example.test", &format!("guess number {number}")).await.outcome()
            })
        })
        .collect();
    let mut outcomes = std::collections::BTreeMap::new();
    for guess in guesses {
        *outcomes.entry(guess.await.unwrap()).or_insert(0) += 1;
    }
    let expected = [("401 bad_credentials".to_owned(), 10), ("429 too_many".to_owned(), 40)];
    assert_eq!(outcomes, expected.into_iter().collect());
    assert_eq!(count(app, DENIED), 40);
});

story!(signing_in_often_is_no_guessing, async |app| {
    joined(app, "ming@example.test").await;
    for _ in 0..15 {
        sign_in(app, "ming@example.test", PASSWORD).await.ok();
    }
});

story!(a_flood_of_refusals_is_counted_to_the_last_one, async |app| {
    let mut ada = app.member("ada").await;
    for _ in 0..200 {
        assert_eq!(ada.get("/rounds").await.outcome(), "403 forbidden");
    }
    // A line each for the first sixty, and one for the next sixty together.
    assert_eq!(count(app, DENIED), 61);
    let many = |times: u32| {
        let said = format!("{DENIED} and cast(details as text) like '%\"times\"%{times}%'");
        count(app, &said)
    };
    assert_eq!((many(60), many(80)), (1, 0));
    app.advance(TimeDelta::minutes(15));
    ada.comes_back().await;
    // Once their time is over, a line stands for those that are left.
    assert_eq!(ada.get("/rounds").await.outcome(), "403 forbidden");
    assert_eq!((many(80), count(app, DENIED)), (1, 63));
});

#[actix_web::test]
async fn signing_in_without_end_is_work_for_everybody_and_has_an_end() {
    let app = &App::with(Kind::Sqlite, |config| config.tries_per_source = 20).await;
    for name in ["ming@example.test", "fong@example.test"] {
        joined(app, name).await;
    }
    let mut slowed = 0;
    for _ in 0..23 {
        match sign_in(app, "Ming@example.test", PASSWORD).await.outcome().as_str() {
            "200" => {}
            "429 too_many" => slowed += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((slowed, count(app, DENIED)), (3, 3));
    // It is the account that waits, and nobody else at the same place.
    sign_in(app, "fong@example.test", PASSWORD).await.ok();
    app.advance(TimeDelta::minutes(15));
    sign_in(app, "ming@example.test", PASSWORD).await.ok();
}

story!(a_new_password_lifts_the_ceiling_and_uses_up_the_other_links, async |app| {
    joined(app, "ming@example.test").await;
    for _ in 0..10 {
        sign_in(app, "ming@example.test", "not the right password").await;
    }
    assert_eq!(sign_in(app, "ming@example.test", PASSWORD).await.outcome(), "429 too_many");
    let ask = json!({ "email": "ming@example.test" });
    post(app, "/accounts/password-reset-mail", ask.clone()).await.ok();
    let first = app.link_secret("ming@example.test").await;
    post(app, "/accounts/password-reset-mail", ask).await.ok();
    let second = app.link_secret("ming@example.test").await;
    let new = "a new road begins here";
    let reset = |token: &str| json!({ "token": token, "password": new });
    assert_eq!(post(app, "/accounts/password-reset", reset(&second)).await.outcome(), "204");
    assert_eq!(post(app, "/accounts/password-reset", reset(&first)).await.outcome(), "410 link_expired");
    sign_in(app, "ming@example.test", new).await.ok();
});

story!(as_much_is_written_for_an_address_without_an_account, async |app| {
    joined(app, "known@example.test").await;
    app.deliver_mail().await;
    let written = |app: &App| {
        (
            count(app, "select count(*) as count from audit"),
            count(app, "select count(*) as count from outbox")
                + count(app, "select count(*) as count from link_tokens"),
        )
    };
    for path in ["/accounts/password-reset-mail", "/accounts/verification-mail"] {
        let mut grown = Vec::new();
        for email in ["known@example.test", "nobody@example.test"] {
            let before = written(app);
            post(app, path, json!({ "email": email })).await.ok();
            let after = written(app);
            grown.push((after.0 - before.0, after.1 - before.1));
        }
        assert_eq!(grown, [(1, 2), (1, 2)], "{path}");
    }
    let letters = app.deliver_mail().await;
    assert!(letters.iter().all(|letter| letter.to == "known@example.test"));
});

story!(every_refusal_of_a_person_leaves_a_line_and_a_flood_of_them_does_not, async |app| {
    let (ada, bea) = (app.member("ada").await, app.member("bea").await);
    // Not for members at all: the guard refuses.
    assert_eq!(ada.get("/invitations").await.outcome(), "403 forbidden");
    assert_eq!(count(app, &format!("{DENIED} and action = 'SeeInvitation' and object is null")), 1);
    // Another's sign-in, and none at all: the same answer and the same line, with the id that was asked for.
    let sign_in = bea.get("/sign-ins").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    for id in [sign_in.as_str(), "01900000-0000-7000-8000-000000000000"] {
        assert_eq!(ada.delete(&format!("/sign-ins/{id}")).await.outcome(), "404 not_found");
    }
    assert_eq!(count(app, &format!("{DENIED} and object is not null")), 2);
    for _ in 0..100 {
        assert_eq!(ada.get("/invitations").await.outcome(), "403 forbidden");
    }
    assert_eq!(count(app, DENIED), 60);
    // Somebody else's refusals are written all the same.
    assert_eq!(bea.get("/invitations").await.outcome(), "403 forbidden");
    assert_eq!(count(app, DENIED), 61);
});

story!(a_head_is_answered_as_a_get_and_a_wrong_method_is_told_the_right_ones, async |app| {
    use actix_web::http::Method;
    let ada = app.member("ada").await;
    assert_eq!(ada.ask(Method::HEAD, "/me", None).await.status, 200);
    assert_eq!(app.ask(Method::HEAD, "/site", None).await.status, 200);
    assert_eq!(app.ask(Method::HEAD, "/me", None).await.status, 401);
    for (method, path, allowed) in [
        (Method::DELETE, "/me", "GET, HEAD, PATCH"),
        (Method::GET, "/sign-ins/refresh", "POST"),
        (Method::POST, "/openings/01900000-0000-7000-8000-000000000000", "GET, HEAD"),
    ] {
        let reply = app.ask(method, path, None).await;
        assert_eq!(reply.outcome(), "405 method_not_allowed", "{path}");
        assert_eq!(reply.headers.get("allow").unwrap(), allowed, "{path}");
    }
    let nothing = app.send(TestRequest::delete().uri("/api/v1/nothing")).await;
    assert_eq!(nothing.outcome(), "404 not_found");
});

story!(a_closed_account_ends_at_once_and_can_be_opened_again, async |app| {
    use alongside::people::accounts::flow;
    let ada = app.member("ada").await;
    ada.get("/me").await.ok();
    let key = ada.email.clone();
    app.operates(move |tx| flow::close(tx, key)).await;
    assert_eq!(ada.get("/me").await.outcome(), "401 session_ended");
    assert_eq!(sign_in(app, &ada.email, PASSWORD).await.outcome(), "401 bad_credentials");
    let letters = app.deliver_mail().await;
    assert_eq!(letters.len(), 1);
    post(app, "/accounts/password-reset-mail", json!({ "email": ada.email })).await.ok();
    assert_eq!(app.deliver_mail().await.len(), 0);
    let key = ada.email.clone();
    app.operates(move |tx| flow::reopen(tx, key)).await;
    assert_eq!(app.deliver_mail().await.len(), 1);
    sign_in(app, &ada.email, PASSWORD).await.ok();
    assert_eq!(ada.get("/me").await.outcome(), "401 session_ended");
    for event in ["account.closed", "account.reopened"] {
        assert_eq!(count(app, &format!("select count(*) as count from audit where event = '{event}'")), 1);
    }
});

mod limited {
    use super::*;

    /// A sign-in that comes through a proxy, which says where it comes from.
    async fn guess(app: &App, forwarded: &str) -> String {
        let body =
            json!({ "email": format!("{forwarded}@example.test"), "password": "not the right password" });
        let request = TestRequest::post().uri("/api/v1/sign-ins").peer_addr("10.0.0.1:4000".parse().unwrap());
        app.send(request.insert_header(("x-forwarded-for", forwarded)).set_json(body)).await.outcome()
    }

    #[actix_web::test]
    async fn one_source_has_so_many_guesses_for_all_accounts_together() {
        let app = App::with(Kind::Sqlite, |config| config.tries_per_source = 3).await;
        for made_up in ["1.1.1.1", "2.2.2.2", "3.3.3.3"] {
            assert_eq!(guess(&app, made_up).await, "401 bad_credentials");
        }
        // No proxy is trusted: what the header says gives nobody a fresh start.
        assert_eq!(guess(&app, "4.4.4.4").await, "429 too_many");
        app.advance(TimeDelta::minutes(16));
        assert_eq!(guess(&app, "4.4.4.4").await, "401 bad_credentials");
    }

    #[actix_web::test]
    async fn behind_a_proxy_only_what_it_says_itself_counts() {
        let change =
            |config: &mut alongside::config::Config| (config.proxies, config.tries_per_source) = (1, 2);
        let app = App::with(Kind::Sqlite, change).await;
        // The last entry is the proxy's; whatever stands before it is the client's own tale.
        for tale in ["9.9.9.1, 5.5.5.5", "9.9.9.2, 5.5.5.5"] {
            assert_eq!(guess(&app, tale).await, "401 bad_credentials");
        }
        assert_eq!(guess(&app, "9.9.9.3, 5.5.5.5").await, "429 too_many");
        assert_eq!(guess(&app, "9.9.9.3, 6.6.6.6").await, "401 bad_credentials");
        // One subscriber owns a whole /64 of IPv6.
        for address in ["2001:db8:0:1::1", "2001:db8:0:1::2"] {
            assert_eq!(guess(&app, address).await, "401 bad_credentials");
        }
        assert_eq!(guess(&app, "2001:db8:0:1:ffff::3").await, "429 too_many");
        assert_eq!(guess(&app, "2001:db8:0:2::1").await, "401 bad_credentials");
    }
}

story!(the_audit_log_can_be_neither_changed_nor_shortened, async |app| {
    use diesel::connection::SimpleConnection as _;
    use diesel::{Connection as _, PgConnection, SqliteConnection};
    app.member("ada").await;
    let before = count(app, "select count(*) as count from audit");
    assert!(before > 0);
    for statement in ["update audit set outcome = 'denied'", "delete from audit"] {
        let database = &app.config.database;
        let outcome = match database.strip_prefix("sqlite:") {
            Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(statement),
            None => PgConnection::establish(database).unwrap().batch_execute(statement),
        };
        assert!(outcome.is_err(), "{statement}");
    }
    assert_eq!(count(app, "select count(*) as count from audit"), before);
    assert_eq!(count(app, DENIED), 0);
});

story!(a_sign_in_ends_when_nobody_uses_it_and_after_its_time_all_the_same, async |app| {
    joined(app, "ming@example.test").await;
    let lee = app.coordinator("lee").await;
    let second = TimeDelta::seconds(1);
    for (email, idle, whole) in [
        (lee.email.as_str(), TimeDelta::minutes(30), TimeDelta::hours(12)),
        ("ming@example.test", TimeDelta::hours(24), TimeDelta::days(30)),
    ] {
        let mut secret = refresh_cookie(&sign_in(app, email, PASSWORD).await);
        app.advance(idle - second);
        secret = refresh_cookie(&refresh(app, &secret).await);
        app.advance(idle + second);
        assert_eq!(refresh(app, &secret).await.outcome(), "401 session_ended", "{email} idle");
        secret = refresh_cookie(&sign_in(app, email, PASSWORD).await);
        let (begun, step) = (app.now(), idle - TimeDelta::minutes(1));
        while app.now().since(begun) + step < whole {
            app.advance(step);
            secret = refresh_cookie(&refresh(app, &secret).await);
        }
        app.advance(whole + second - app.now().since(begun));
        assert_eq!(refresh(app, &secret).await.outcome(), "401 session_ended", "{email} whole");
    }
});

story!(a_device_that_is_not_known_is_told_to_its_owner, async |app| {
    joined(app, "ming@example.test").await;
    let first = sign_in(app, "ming@example.test", PASSWORD).await;
    let device = first
        .headers
        .get_all("set-cookie")
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
        .find(|cookie| cookie.starts_with("__Host-device="))
        .unwrap();
    // The first of all is nothing new, nor is the same device again.
    let body = json!({ "email": "ming@example.test", "password": PASSWORD });
    let again = TestRequest::post().uri("/api/v1/sign-ins").insert_header(("cookie", device)).set_json(body);
    app.send(again).await.ok();
    assert!(app.deliver_mail().await.is_empty());
    sign_in(app, "ming@example.test", PASSWORD).await.ok();
    let letters = app.deliver_mail().await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].link().ends_with("/forgot"));
});
