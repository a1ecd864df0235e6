//! Stories of dual control: nobody gives an office alone, and none to themselves.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::people::invitations::record::PURPOSE;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::accounts::post;
use crate::factors::{Browser, code};
use crate::harness::house::count;
use crate::harness::people::{PASSWORD, Person};
use crate::harness::{App, story};
use crate::today::{row, waits};

const FAY: &str = "fay@example.test";

fn coordinator(email: &str) -> Value {
    json!({ "email": email, "role": "coordinator", "scopeId": "MFRC-MK", "language": "en" })
}

async fn proposed(admin: &Person, email: &str) -> Value {
    admin.post("/invitations", coordinator(email)).await.ok()
}

/// Accepts an invitation as if its letter had come, which tells its secret.
async fn accepts(app: &App, invitation: &Value) -> String {
    let secret = app.house.keys().link(PURPOSE, invitation["id"].as_str().unwrap().parse().unwrap());
    let body = json!({ "token": secret, "preferredName": "Fay", "password": PASSWORD, "language": "en" });
    post(app, "/invitations/acceptance", body).await.outcome()
}

/// Whoever was written to, in order.
async fn told(app: &App) -> Vec<String> {
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    told
}

story!(an_office_takes_the_word_of_two_people, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    let second = app.staff("second", Role::Admin, None).await;
    let privacy = app.staff("privacy", Role::Privacy, None).await;
    let (lee, ada) = (app.coordinator("lee").await, app.member("ada").await);
    let invitation = proposed(&root, FAY).await;
    assert_eq!((&invitation["state"], &invitation["own"]), (&json!("proposed"), &json!(true)));
    // Those who may say the second word are told; the one invited is not, and could do nothing.
    assert_eq!(told(app).await, [privacy.email.clone(), second.email.clone()]);
    assert_eq!(accepts(app, &invitation).await, "410 link_expired");
    assert_eq!(root.approves(&invitation).await.outcome(), "409 two_people_needed");
    for other in [&lee, &ada] {
        assert_eq!(other.approves(&invitation).await.outcome(), "403 forbidden");
    }
    assert_eq!(waits(&root).await, []);
    assert_eq!(waits(&second).await, [row("approve_invitation", "week", 1)]);
    assert_eq!(second.approves(&invitation).await.outcome(), "204");
    assert_eq!(privacy.approves(&invitation).await.outcome(), "409 wrong_state");
    assert_eq!(waits(&privacy).await, []);
    assert_eq!(told(app).await, [FAY]);
    assert_eq!(accepts(app, &invitation).await, "204");
    // All admins learn that somebody is new.
    assert_eq!(told(app).await, [root.email.clone(), second.email.clone()]);
    let said = |event: &str, by: &Person| {
        let account = match app.config.database.starts_with("postgres") {
            true => format!("'{}'", by.id),
            false => format!("x'{}'", by.id.to_string().replace('-', "")),
        };
        count(
            &app.config.database,
            &format!("select count(*) as count from audit where event = '{event}' and account = {account}"),
        )
    };
    assert_eq!((said("invitation.proposed", &root), said("invitation.approved", &second)), (1, 1));
});

story!(nobody_says_the_second_word_for_an_office_of_their_own, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    for (name, role) in [("lam", Role::Admin), ("pong", Role::Privacy)] {
        let one = app.staff(name, role, None).await;
        let invitation = proposed(&root, &one.email).await;
        let today = one.get("/today").await.ok().to_string();
        assert!(!today.contains(&one.email), "{today}");
        assert_eq!(one.approves(&invitation).await.outcome(), "403 forbidden", "{name}");
    }
    assert_eq!(root.post("/invitations", coordinator(&root.email)).await.outcome(), "403 forbidden");
});

story!(where_there_is_one_admin_who_watches_over_privacy_says_yes_or_no, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    let privacy = app.staff("privacy", Role::Privacy, None).await;
    let (yes, no) = (proposed(&root, FAY).await, proposed(&root, "gus@example.test").await);
    assert_eq!(waits(&privacy).await, [row("approve_invitation", "week", 2)]);
    let listed = privacy.get("/invitations").await.ok();
    assert_eq!(listed["items"][1]["may"][0], json!({ "code": "approve", "allowed": true, "reasons": [] }));
    assert_eq!(privacy.approves(&yes).await.outcome(), "204");
    let path = format!("/invitations/{}", no["id"].as_str().unwrap());
    assert_eq!(privacy.delete(&path).await.outcome(), "204");
    assert_eq!(privacy.approves(&no).await.outcome(), "409 wrong_state");
    assert_eq!(told(app).await, [FAY.to_owned(), privacy.email.clone(), privacy.email.clone()]);
    // They invite nobody themselves, and read no other page of the admins.
    assert_eq!(privacy.post("/invitations", coordinator(FAY)).await.outcome(), "403 forbidden");
    assert_eq!(privacy.get("/staff-accounts").await.outcome(), "403 forbidden");
});

story!(what_nobody_approves_within_a_week_lapses, async |app| {
    let (root, mut second) =
        (app.staff("root", Role::Admin, None).await, app.staff("second", Role::Admin, None).await);
    let invitation = proposed(&root, FAY).await;
    told(app).await;
    app.advance(TimeDelta::days(7));
    second.comes_back().await;
    assert_eq!(waits(&second).await, []);
    assert_eq!(second.approves(&invitation).await.outcome(), "409 wrong_state");
    for _ in 0..2 {
        timekeeper::round(&app.house).await.unwrap();
    }
    assert_eq!(told(app).await, std::slice::from_ref(&root.email));
    assert_eq!(second.get("/invitations").await.ok()["items"][0]["state"], "lapsed");
    let lapsed = "select count(*) as count from audit where event = 'invitation.lapsed'";
    assert_eq!(count(&app.config.database, lapsed), 1);
    let path = format!("/invitations/{}", invitation["id"].as_str().unwrap());
    assert_eq!(second.delete(&path).await.outcome(), "409 wrong_state");
});

story!(the_second_word_asks_for_a_fresh_proof, async |app| {
    let (root, second) =
        (app.staff("root", Role::Admin, None).await, app.staff("second", Role::Admin, None).await);
    let invitation = proposed(&root, FAY).await;
    let path = format!("/invitations/{}/approval", invitation["id"].as_str().unwrap());
    let browser = Browser::signs_in(app, &second.email).await;
    browser.proves("app", &code(app, &second).await).await.ok();
    app.advance(TimeDelta::minutes(5));
    assert_eq!(browser.ask(Method::POST, &path, None).await.outcome(), "403 step_up_required");
    browser.proves("app", &code(app, &second).await).await.ok();
    assert_eq!(browser.ask(Method::POST, &path, None).await.outcome(), "204");
});
