//! Rights that end while their holder asks without a pause: whatever is sent after the end was answered is refused. The
//! clock stands still meanwhile, so nothing is forgotten because of its age.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use alongside::access::Role;
use alongside::people::accounts;
use serde_json::json;

use super::world::{found, key};
use super::{figure, size, tell};
use crate::accounts::post;
use crate::harness::house::count;
use crate::harness::log::Raw;
use crate::harness::people::{PASSWORD, Person};
use crate::harness::{App, Kind, Reply, story};

/// How many ask at once with the same token.
const ASKING: usize = 4;

/// What was found of one end after another.
#[derive(Default)]
struct Ends {
    tried: usize,
    late: Vec<String>,
    longest: Duration,
}

impl Ends {
    /// Somebody reads a page while something ends their right to; `end` says whether it did.
    async fn after(&mut self, what: &str, reader: &Person, path: &str, end: impl Future<Output = bool>) {
        reader.get(path).await.ok();
        let over: Rc<Cell<Option<Instant>>> = Rc::default();
        let asking: Vec<_> = (0..ASKING)
            .map(|_| {
                let (reader, path, over) = (reader.clone(), path.to_owned(), over.clone());
                actix_web::rt::spawn(async move {
                    let mut last = Duration::ZERO;
                    loop {
                        let after = over.get().is_some();
                        if !reader.get(&path).await.status.is_success() {
                            return (false, last);
                        }
                        last = over.get().map_or(last, |end| end.elapsed());
                        if after {
                            return (true, last);
                        }
                    }
                })
            })
            .collect();
        assert!(end.await, "{what} could not be ended");
        over.set(Some(Instant::now()));
        for one in asking {
            let (late, passed) = one.await.unwrap();
            self.longest = self.longest.max(passed);
            if late {
                self.late.push(what.to_owned());
            }
        }
        self.tried += 1;
    }
}

fn done(reply: &Reply) -> bool {
    reply.status.is_success()
}

fn of(path: &str, id: &serde_json::Value) -> String {
    format!("{path}/{}", id.as_str().unwrap())
}

/// Every way in which a sign-in, an account or an office ends.
async fn sign_ins_and_offices(app: &App, ends: &mut Ends, root: &Person, round: usize) {
    let ada = app.member(&format!("ada{round}")).await;
    ends.after("signing out", &ada, "/me", async { done(&ada.delete("/sign-ins/current").await) }).await;

    let mut ming = app.member(&format!("ming{round}")).await;
    let (stolen, list) = (ming.clone(), ming.get("/sign-ins").await.ok());
    ming.comes_back().await;
    let path = of("/sign-ins", &list["items"][0]["id"]);
    ends.after("ending another sign-in", &stolen, "/me", async { done(&ming.delete(&path).await) }).await;

    let fai = app.member(&format!("fai{round}")).await;
    let mail = json!({ "email": fai.email });
    post(app, "/accounts/password-reset-mail", mail).await;
    let reset =
        json!({ "token": app.link_secret(&fai.email).await, "password": format!("{PASSWORD} again") });
    let resets = async { done(&post(app, "/accounts/password-reset", reset).await) };
    ends.after("a new password", &fai, "/me", resets).await;

    let kit = app.member(&format!("kit{round}")).await;
    let email = kit.email.clone();
    let closes = async {
        app.operates(move |tx| accounts::flow::close(tx, email)).await;
        true
    };
    ends.after("closing an account", &kit, "/me", closes).await;

    let lee = app.coordinator(&format!("lee{round}")).await;
    let account = key(&app.config.database, &lee.id.to_string());
    let grant = format!("/grants/{}", found(app, "grants", &format!("account = {account}"))[0]);
    let ends_office = async { done(&root.delete(&grant).await) };
    ends.after("ending an office", &lee, "/mentors", ends_office).await;

    let (lok, yip) =
        (app.coordinator(&format!("lok{round}")).await, app.coordinator(&format!("yip{round}")).await);
    let asked = root.post("/factor-reopenings", json!({ "email": lok.email })).await.ok();
    let path = format!("{}/confirmation", of("/factor-reopenings", &asked["id"]));
    let confirms = async { done(&yip.ask(Method::POST, &path, None).await) };
    ends.after("taking second factors away", &lok, "/mentors", confirms).await;
}

/// Every way in which somebody no longer works with a person.
async fn ties(app: &App, ends: &mut Ends, round: usize) {
    let wong = app.psychologist_with(&format!("wong{round}"), 5).await;
    let next = app.psychologist_with(&format!("next{round}"), 5).await;
    let chan = app.coordinator(&format!("chan{round}")).await;
    let fong = app.active_mentor(&format!("fong{round}"), &wong).await;
    let file = format!("/mentors/{}", fong.id);
    let lam = app.staff(&format!("lam{round}"), Role::Psychologist, Some("MFRC-ST")).await;
    let opens = json!({ "code": fong.person.code, "cause": "missing", "reason": "Nobody has seen him since Sunday." });
    let access = lam.post("/emergencies", opens).await.ok();
    let path = format!("{}/end", of("/emergencies", &access["id"]));
    ends.after("an emergency", &lam, &file, async { done(&lam.ask(Method::POST, &path, None).await) }).await;

    let referral = wong.refers("阿晴").await;
    let path = of("/referrals", &referral["id"]);
    let handed = json!({ "psychologistId": next.id, "version": referral["version"] });
    let hands = async { done(&chan.put(&format!("{path}/psychologist"), handed).await) };
    ends.after("handing a person over", &wong, &path, hands).await;

    let version = chan.get(&file).await.ok()["version"].clone();
    let leaves =
        async { done(&fong.person.post("/me/mentor/withdrawal", json!({ "version": version })).await) };
    ends.after("a mentor's agreement", &wong, &file, leaves).await;
}

story!(whatever_right_ends_ends_at_once, async |app| {
    let root = app.staff("root", Role::Admin, None).await;
    let mut ends = Ends::default();
    for round in 0..size(1, 20) {
        sign_ins_and_offices(app, &mut ends, &root, round).await;
        ties(app, &mut ends, round).await;
    }
    tell("rights that outlived their end", app.kind, ends.tried, ends.late.len());
    figure(
        "longest from the end of a right to the last answer by it",
        app.kind,
        format!("{} ms", ends.longest.as_millis()),
    );
    assert_eq!(ends.late, [""; 0]);
    app.deliver_mail().await;
});

/// On PostgreSQL a table can be held, and with it the request that has read the sign-in already.
#[actix_web::test]
async fn what_was_read_of_a_sign_in_before_its_end_is_not_remembered_after_it() {
    let app = App::on(Kind::Postgres).await;
    let ada = app.member("ada").await;
    let mut raw = Raw::open(&app.config.database);
    raw.run("begin; lock table factors in access exclusive mode");
    let (reader, email) = (ada.clone(), ada.email.clone());
    let reading = actix_web::rt::spawn(async move { reader.get("/me").await.status });
    let waits = "select count(*) as count from pg_locks where not granted and relation = 'factors'::regclass";
    while count(&app.config.database, waits) == 0 {
        tokio::task::yield_now().await;
    }
    app.operates(move |tx| accounts::flow::close(tx, email)).await;
    raw.run("commit");
    reading.await.unwrap();
    assert_eq!(ada.get("/me").await.outcome(), "401 session_ended");
    app.close().await;
}
