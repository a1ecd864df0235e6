//! One world: somebody of every office and in every state, and rows that stand to them by every tie. Whose a row is, and
//! what somebody holds, stands here as the story made it, so that the server's own reading of it is what is tried.

use actix_web::http::Method;
use alongside::access::{
    AccountId, Actor, Caseload, Emergency, Grant, HostId, Owners, Proof, Role, Scope, SignInId, SubjectId,
};
use alongside::base::{Id, Instant};
use alongside::people::sign_ins;
use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::App;
use crate::harness::first_release::lines;
use crate::harness::house::change;
use crate::harness::mentors::answers;
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::service::{SATURDAY, Service, Shift};

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

const CENTRE: &str = "MFRC-MK";
const ELSEWHERE: &str = "MFRC-SKW";
const THIRD: &str = "MFRC-ST";

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

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

fn first(page: &Value) -> String {
    id(&page["items"][0])
}

fn of_centre(code: &str) -> Caseload {
    Caseload::Of(code.to_owned())
}

/// Brings them all together.
struct Builder<'a> {
    app: &'a App,
    world: World,
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

    fn member(&mut self, name: &str, person: &Person) {
        let now = self.app.now();
        self.comes(name, person, vec![office(Role::Member, None)], Proof::Password(now));
    }

    /// Somebody who holds an office already.
    fn holds(&mut self, name: &str, person: &Person, role: Role, scope: Option<&str>) {
        let proof = Proof::Factor(self.app.now());
        self.comes(name, person, vec![office(role, scope)], proof);
    }

    async fn staff(&mut self, name: &str, role: Role, scope: Option<&str>) -> Person {
        let person = self.app.staff(&name.replace(' ', "-"), role, scope).await;
        self.holds(name, &person, role, scope);
        person
    }

    fn row(&mut self, of: &'static str, name: &'static str, id: impl ToString, owners: Owners) {
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
    let service = service(&mut builder, &cast).await;
    rights(&mut builder, &cast).await;
    offices(&mut builder, &root, &service).await;
    states(&mut builder, &root).await;
    builder.world
}

/// Mentors, persons in custody and pairings of Mong Kok.
async fn mentoring(builder: &mut Builder<'_>) -> Cast {
    let app = builder.app;
    let cast = cast(app).await;
    cast.becomes_active().await;
    let (wong, chan, fong) = (&cast.psychologist, &cast.coordinator, &cast.mentor);
    builder.holds("psychologist who works with them", wong, Role::Psychologist, Some(CENTRE));
    builder.holds("coordinator", chan, Role::Coordinator, Some(CENTRE));
    builder.member("mentor", &fong.person);
    let lai = app.active_mentor("lai", wong).await;
    let mut told = referral("阿雲");
    told["inOwnWords"] = json!(OWN_WORDS);
    let other = wong.refers_as(told).await;
    let proposed = app.proposed(lai.id, &other).await;
    builder.member("mentor who was proposed", &lai.person);
    let gai = app.active_mentor("gai", wong).await;
    let waiting = wong.refers("阿安").await;
    let path = format!("/pairings/{}", app.proposed(gai.id, &waiting).await);
    builder.member("mentor whose pairing ended", &gai.person);
    let over = Cast { psychologist: wong.clone(), coordinator: chan.clone(), mentor: gai, waiting, path };
    let end = json!({ "reason": "goals_reached", "version": over.becomes_active().await["version"] });
    wong.post(&format!("{}/ending", over.path), end).await.ok();
    let (ho, kit) = (app.member("ho").await, app.member("kit").await);
    let mut told = answers();
    (told["motivation"], told["strengths"]) = (json!(MOTIVATION), json!(STRENGTHS));
    let screened = ho.applies(told).await;
    chan.holds(&screened).moves(json!({ "to": "screening", "note": NOTE })).await.ok();
    let draft = id(&kit.post("/me/mentor", json!({})).await.ok());
    builder.member("applicant", &ho);
    builder.member("somebody with a draft", &kit);

    let works = [Some(wong.id), None, None];
    let own = |person: &Person| Owners { centre: of_centre(CENTRE), ..Owners::of(person.id) };
    let assigned = |person: &Person| Owners { assigned: works, ..own(person) };
    let pair = |mentor: &Person, known: bool, referral: &Value| Owners {
        own: known.then_some(mentor.id),
        about: [Some(mentor.id), None],
        custody: Some(id(referral).parse().unwrap()),
        assigned: works,
        centre: of_centre(CENTRE),
        ..Owners::default()
    };
    let in_custody =
        |referral: &Value| Owners { own: None, about: [None, None], ..pair(wong, false, referral) };
    let asked = Owners { asks: true, ..own(&ho) };
    let (active, ended) = (cast.path.replace("/pairings/", ""), over.path.replace("/pairings/", ""));
    builder.row("mentors", "active", fong.id, assigned(&fong.person));
    builder.row("mentors", "in screening", screened, asked);
    builder.row("mentors", "draft", draft, Owners::of(kit.id));
    builder.row("referrals", "in a pairing", id(&cast.waiting), in_custody(&cast.waiting));
    builder.row("referrals", "proposed", id(&other), in_custody(&other));
    builder.row("pairings", "active", active, pair(&fong.person, true, &cast.waiting));
    builder.row("pairings", "proposed", proposed, pair(&lai.person, false, &other));
    builder.row("pairings", "ended", ended, pair(&over.mentor.person, true, &over.waiting));
    builder.row("people", "mentor", fong.person.id, own(&fong.person));
    builder.row("psychologists", "of the centre", wong.id, own(wong));
    let centre = Owners { centre: of_centre(CENTRE), ..Owners::default() };
    let round = json!({ "centre": CENTRE, "date": app.now().day() });
    let round = id(&chan.post("/rounds", round).await.ok());
    builder.row("rounds", "waiting", round, centre.clone());
    builder.row("centres", "of the programme", CENTRE, centre);
    builder.row(
        "centres",
        "another",
        ELSEWHERE,
        Owners { centre: of_centre(ELSEWHERE), ..Owners::default() },
    );
    cast
}

/// Community service of Mong Kok, and a host of another centre.
async fn service(builder: &mut Builder<'_>, cast: &Cast) -> Service {
    let app = builder.app;
    let service = app.service().await;
    let host_id = service.host_id.as_str();
    builder.holds("host", &service.host, Role::Host, Some(host_id));
    builder.holds("officer", &service.officer, Role::Officer, None);
    let lok = builder.staff("coordinator elsewhere", Role::Coordinator, Some(ELSEWHERE)).await;
    let body = json!({
        "name": { "en": "Hillside" }, "kind": "youth_organisation", "district": "sha_tin",
        "insuranceValidTo": "2027-03-31", "agreementValidTo": "2027-06-30",
    });
    let hillside = id(&lok.post("/hosts", body).await.ok());
    builder.staff("host elsewhere", Role::Host, Some(&hillside)).await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let opening = first(&service.host.get("/managed-openings").await.ok());
    let (ming, fai) = (service.supervisee("ming").await, app.volunteer("fai").await);
    let (mings, fais) = (ming.books(&slot).await.ok(), fai.books(&slot).await.ok());
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let later = service.shift(Shift { from: "13:00", to: "15:00", ..SATURDAY }).await;
    for person in [&ming, &fai] {
        person.books(&later).await.ok();
    }
    let meeting = first(&service.coordinator.get("/meetings").await.ok());
    let check = json!({ "kind": "reference", "seenOn": app.now().day() });
    let check = id(&service.coordinator.post(&format!("/people/{}/checks", fai.id), check).await.ok());
    let draft = json!({
        "title": { "en": "Tea" }, "text": { "en": "A morning." }, "whatYouWillDo": { "en": "Pour tea." },
        "category": "elderly", "district": "sham_shui_po",
    });
    let draft = id(&service.host.post("/managed-openings", draft).await.ok());
    let supervisee = first(&service.officer.get("/supervisees").await.ok());
    let clearance = first(&service.officer.get("/clearances?state=waiting").await.ok());
    let standing = json!({ "kind": "host", "hostId": hillside, "until": "2026-12-31" });
    let path = format!("/supervisees/{supervisee}/standing-clearances");
    let standing = id(&service.officer.post(&path, standing).await.ok());
    builder.member("supervisee", &ming);
    builder.member("volunteer", &fai);
    let ada = app.volunteer("ada").await;
    builder.member("member of no centre", &ada);

    let host: HostId = host_id.parse().unwrap();
    let at_host = Owners { host: Some(host), centre: of_centre(CENTRE), ..Owners::default() };
    let published = Owners { public: true, ..at_host.clone() };
    let own = |person: &Person, centre: Caseload| Owners { centre, ..Owners::of(person.id) };
    let officers = Owners {
        about: [Some(ming.id), None],
        assigned: [Some(service.officer.id), None, None],
        ..Owners::default()
    };
    builder.row("hosts", "of the centre", host_id, at_host.clone());
    builder.row(
        "hosts",
        "elsewhere",
        &hillside,
        Owners { host: Some(hillside.parse().unwrap()), centre: of_centre(ELSEWHERE), ..Owners::default() },
    );
    for of in ["managed-openings", "openings"] {
        builder.row(of, "published", &opening, published.clone());
        builder.row(of, "draft", &draft, at_host.clone());
    }
    builder.row("slots", "published", &slot, published);
    let confirmed = Owners { host: Some(host), ..own(&fai, of_centre(CENTRE)) };
    builder.row("bookings", "confirmed", id(&fais), confirmed);
    builder.row("bookings", "waiting for the officer", id(&mings), own(&ming, of_centre(CENTRE)));
    builder.row("people", "volunteer", fai.id, own(&fai, of_centre(CENTRE)));
    builder.row("people", "of no centre", ada.id, own(&ada, Caseload::Unclaimed));
    builder.row("people", "staff", cast.coordinator.id, own(&cast.coordinator, Caseload::None));
    builder.row("checks", "of a volunteer", check, own(&fai, of_centre(CENTRE)));
    builder.row("supervisees", "active", supervisee, officers.clone());
    builder.row("clearances", "waiting", clearance, officers.clone());
    builder.row("standing-clearances", "of a host", standing, officers);
    let about = [Some(ming.id), Some(fai.id)];
    builder.row(
        "meetings",
        "waiting",
        meeting,
        Owners { about, centre: of_centre(CENTRE), ..Owners::default() },
    );
    builder.row("sign-ins", "of a volunteer", first(&fai.get("/sign-ins").await.ok()), Owners::of(fai.id));
    let request = json!({ "kind": "access", "words": REQUEST, "language": "en" });
    let request = id(&fai.post("/me/data-requests", request).await.ok());
    builder.row("data-requests", "of a volunteer", request, Owners::of(fai.id));
    service
}

/// What people ask about what is kept of them, and the emergencies of another centre's psychologists.
async fn rights(builder: &mut Builder<'_>, cast: &Cast) {
    let app = builder.app;
    let (wong, fong) = (&cast.psychologist, &cast.mentor.person);
    let works = [Some(wong.id), None, None];
    let request = json!({ "kind": "access", "words": null, "language": "en" });
    let request = id(&fong.post("/me/data-requests", request).await.ok());
    builder.row("data-requests", "of a mentor", request, Owners { assigned: works, ..Owners::of(fong.id) });
    let paper = json!({
        "code": cast.waiting["reference"], "kind": "access", "words": null, "language": "zh-Hant",
        "receivedOn": "2026-11-20",
    });
    let paper = id(&wong.post("/data-requests", paper).await.ok());
    builder.row(
        "data-requests",
        "of a person in custody",
        paper,
        Owners {
            custody: Some(id(&cast.waiting).parse().unwrap()),
            assigned: works,
            centre: of_centre(CENTRE),
            ..Owners::default()
        },
    );
    let factor = first(&wong.get("/me/factors").await.ok());
    builder.row("factors", "of a psychologist", factor, Owners::of(wong.id));
    let opens = json!({ "code": fong.code, "cause": "missing", "reason": EMERGENCY });
    for (name, open) in [("psychologist in an emergency", true), ("psychologist after an emergency", false)] {
        let reader = app.staff(&name.replace(' ', "-"), Role::Psychologist, Some(THIRD)).await;
        let access = id(&reader.post("/emergencies", opens.clone()).await.ok());
        builder.holds(name, &reader, Role::Psychologist, Some(THIRD));
        let emergency = Emergency {
            id: access.parse().unwrap(),
            subject: SubjectId::from_uuid(fong.id.uuid()),
            scope: Scope::Centre(THIRD.into()),
            opened_at: app.now(),
        };
        if open {
            if let Some(Actor::Person { emergencies, .. }) =
                &mut builder.world.people.last_mut().unwrap().actor
            {
                emergencies.push(emergency.clone());
            }
        } else {
            reader.ask(Method::POST, &format!("/emergencies/{access}/end"), None).await;
        }
        builder.row(
            "emergencies",
            if open { "open" } else { "ended" },
            access,
            Owners {
                about: [Some(fong.id), None],
                assigned: [Some(reader.id), None, None],
                emergency: Some(emergency.id),
                ..Owners::default()
            },
        );
    }
}

/// Those who work elsewhere, or with nobody's case.
async fn offices(builder: &mut Builder<'_>, root: &Person, _: &Service) {
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
