//! One world: somebody of every office and in every state, and rows that stand to them by every tie. Whose a row is, and
//! what somebody holds, stands here as the story made it, so that the server's own reading of it is what is tried.

use alongside::access::{AccountId, Actor, Caseload, Grant, Owners, Proof, Role, Scope, SignInId};
use alongside::base::{Id, Instant};
use alongside::people::sign_ins;
use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use super::rows::{mentoring, rights, service};
use crate::harness::App;
use crate::harness::first_release::lines;
use crate::harness::house::change;
use crate::harness::people::Person;

/// Somebody who tries a door.
pub struct Somebody {
    pub name: String,
    pub token: Option<String>,
    /// As the policy knows them; `None` when their sign-in counts no longer.
    pub actor: Option<Actor>,
}

/// A row behind a door.
pub struct Row {
    /// The first part of the path by which it is asked for.
    pub of: &'static str,
    pub name: &'static str,
    pub id: String,
    pub owners: Owners,
}

pub struct World {
    pub people: Vec<Somebody>,
    pub rows: Vec<Row>,
}

/// What is told in confidence here, each once: whoever reads it is one of its readers.
pub const MOTIVATION: &str = "Canary of a motivation: nobody came for me.";
pub const STRENGTHS: &str = "Canary of strengths: I know how waiting feels.";
pub const NOTE: &str = "Canary of a note: we spoke for an hour.";
pub const OWN_WORDS: &str = "Canary of own words: 我想學會一個人也不怕。";
pub const REQUEST: &str = "Canary of a request: everything, please.";
pub const EMERGENCY: &str = "Canary of an emergency: nobody has seen him since Sunday.";

pub const CENTRE: &str = "MFRC-MK";
pub const ELSEWHERE: &str = "MFRC-SKW";
pub const THIRD: &str = "MFRC-ST";

fn office(role: Role, scope: Option<&str>) -> Grant {
    let scope = match (role.scope_kind(), scope) {
        (Some("centre"), Some(code)) => Scope::Centre(code.into()),
        (Some("institution"), Some(code)) => Scope::Institution(code.into()),
        (Some("host"), Some(id)) => Scope::Host(id.parse().unwrap()),
        _ => Scope::Everywhere,
    };
    Grant { role, scope }
}

/// The key of a row as a statement writes it.
pub fn key(database: &str, id: &str) -> String {
    match database.starts_with("sqlite") {
        true => format!("x'{}'", id.replace('-', "")),
        false => format!("'{id}'"),
    }
}

/// The ids of rows, as they are written in URLs.
pub fn found(app: &App, table: &str, of: &str) -> Vec<String> {
    let id = if app.config.database.starts_with("sqlite") { "lower(hex(id))" } else { "id::text" };
    let rows = lines(&app.config.database, &format!("select {id} as line from {table} where {of}"));
    rows.iter().map(|id| Uuid::try_parse(id).unwrap().to_string()).collect()
}

pub fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

pub fn first(page: &Value) -> String {
    id(&page["items"][0])
}

pub fn of_centre(code: &str) -> Caseload {
    Caseload::Of(code.to_owned())
}

/// Brings them all together.
pub struct Builder<'a> {
    pub app: &'a App,
    pub world: World,
}

impl Builder<'_> {
    fn comes(&mut self, name: &str, person: &Person, grants: Vec<Grant>, proof: Proof) {
        let actor = Actor::Person {
            account: person.id,
            sign_in: Id::fresh(self.app.now()),
            grants,
            proof,
            emergencies: Vec::new(),
        };
        let token = Some(person.token().to_owned());
        self.world.people.push(Somebody { name: name.to_owned(), token, actor: Some(actor) });
    }

    pub fn member(&mut self, name: &str, person: &Person) {
        let now = self.app.now();
        self.comes(name, person, vec![office(Role::Member, None)], Proof::Password(now));
    }

    /// Somebody who holds an office already.
    pub fn holds(&mut self, name: &str, person: &Person, role: Role, scope: Option<&str>) {
        let proof = Proof::Factor(self.app.now());
        self.comes(name, person, vec![office(role, scope)], proof);
    }

    pub async fn staff(&mut self, name: &str, role: Role, scope: Option<&str>) -> Person {
        let person = self.app.staff(&name.replace(' ', "-"), role, scope).await;
        self.holds(name, &person, role, scope);
        person
    }

    pub fn row(&mut self, of: &'static str, name: &'static str, id: impl ToString, owners: Owners) {
        self.world.rows.push(Row { of, name, id: id.to_string(), owners });
    }
}

/// Builds it; the clock must stand still from then on, for a proof is fresh for five minutes.
pub async fn built(app: &App) -> World {
    let stale = app.staff("stale", Role::Admin, None).await;
    let then = app.now();
    app.advance(TimeDelta::minutes(6));
    let mut builder = Builder { app, world: World { people: Vec::new(), rows: Vec::new() } };
    let nobody = Somebody { name: "nobody".into(), token: None, actor: Some(Actor::Anonymous) };
    builder.world.people.push(nobody);
    builder.comes("admin whose proof is old", &stale, vec![office(Role::Admin, None)], Proof::Factor(then));
    let root = builder.staff("root", Role::Admin, None).await;
    let cast = mentoring(&mut builder).await;
    service(&mut builder, &cast).await;
    rights(&mut builder, &cast).await;
    offices(&mut builder, &root).await;
    states(&mut builder, &root).await;
    builder.world
}

/// Those who work elsewhere, or with nobody's case.
async fn offices(builder: &mut Builder<'_>, root: &Person) {
    let app = builder.app;
    builder.staff("psychologist of the centre", Role::Psychologist, Some(CENTRE)).await;
    let yip = builder.staff("psychologist elsewhere", Role::Psychologist, Some(ELSEWHERE)).await;
    let own = Owners { centre: of_centre(ELSEWHERE), ..Owners::of(yip.id) };
    builder.row("psychologists", "elsewhere", yip.id, own);
    builder.staff("another officer", Role::Officer, None).await;
    builder.staff("liaison", Role::Liaison, Some("LWC")).await;
    builder.staff("liaison elsewhere", Role::Liaison, Some("TLW")).await;
    builder.staff("researcher", Role::Researcher, None).await;
    builder.staff("privacy officer", Role::Privacy, None).await;
    let eve = app.member("eve").await;
    builder.member("member who knows nobody", &eve);
    let body = json!({ "email": "new@example.test", "role": "admin", "language": "en" });
    let invitation = id(&root.post("/invitations", body).await.ok());
    builder.row("invitations", "proposed", invitation, Owners::default());
    let mei = builder.staff("coordinator who lost a telephone", Role::Coordinator, Some(THIRD)).await;
    let reopening = id(&root.post("/factor-reopenings", json!({ "email": mei.email })).await.ok());
    let about = Owners { about: [Some(mei.id), None], ..Owners::default() };
    builder.row("factor-reopenings", "of staff", reopening, Owners { public: true, ..about.clone() });
    let grant =
        found(app, "grants", &format!("account = {}", key(&app.config.database, &mei.id.to_string())))
            .remove(0);
    builder.row("grants", "of a coordinator", grant, about);
}

/// Those who may no longer, or not yet: each held an office of the centre.
async fn states(builder: &mut Builder<'_>, root: &Person) {
    let app = builder.app;
    let coordinator = || vec![office(Role::Coordinator, Some(CENTRE))];
    let half = app.coordinator("half").await;
    let token = signed_in(app, half.id).await;
    builder.comes("coordinator without a proof", &half, coordinator(), Proof::Half);
    builder.world.people.last_mut().unwrap().token = Some(token);

    let bare = app.coordinator("bare").await;
    change(
        app,
        &format!("delete from factors where account = {}", key(&app.config.database, &bare.id.to_string())),
    );
    let token = signed_in(app, bare.id).await;
    builder.comes("coordinator without a factor", &bare, coordinator(), Proof::Password(app.now()));
    builder.world.people.last_mut().unwrap().token = Some(token);

    let left = app.coordinator("left").await;
    let grant =
        found(app, "grants", &format!("account = {}", key(&app.config.database, &left.id.to_string())))
            .remove(0);
    assert_eq!(root.delete(&format!("/grants/{grant}")).await.status, 204);
    builder.comes("coordinator who left", &left, Vec::new(), Proof::Factor(app.now()));

    let disabled = app.coordinator("disabled").await;
    let row = key(&app.config.database, &disabled.id.to_string());
    change(app, &format!("update accounts set state = 'disabled' where id = {row}"));
    let gone = app.coordinator("gone").await;
    assert_eq!(gone.delete("/sign-ins/current").await.status, 204);
    for (name, person) in [("coordinator who is disabled", &disabled), ("coordinator who signed out", &gone)]
    {
        let token = Some(person.token().to_owned());
        builder.world.people.push(Somebody { name: name.to_owned(), token, actor: None });
    }
}

/// The token of a new sign-in by password alone.
async fn signed_in(app: &App, account: AccountId) -> String {
    let opens = move |tx: &mut alongside::tx::Tx<'_>| {
        let (sign_in, _) = sign_ins::flow::open(tx, account, "other".into(), true, None)?;
        Ok(sign_in.id)
    };
    let sign_in: SignInId = app.operates(opens).await;
    token(app, account, sign_in, app.now())
}

fn token(app: &App, account: AccountId, sign_in: SignInId, now: Instant) -> String {
    app.house.keys().access(account, sign_in, now).unwrap().0
}
