//! Every office at every door of every row: what the policy denies is answered by a refusal that tells nothing and
//! changes nothing, and what it allows is refused by no policy. A cell is somebody, an operation and a row.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use actix_web::http::Method;
use alongside::access::leave::leave;
use alongside::access::{Action, Actor, policy};
use alongside::base::Error;
use serde_json::{Value, json};

use super::world::{Row, Somebody, built};
use super::{is_long, tell};
use crate::harness::first_release::{Contents, contents};
use crate::harness::sweeping::operations;
use crate::harness::{App, Reply, story};

/// An operation, as whoever stands before it knows it.
pub struct Door {
    pub method: Method,
    path: String,
    pub name: String,
    action: Action,
    /// Of which rows one stands behind it.
    of: Option<&'static str>,
    body: Option<Value>,
    query: String,
}

/// Rows by the part of the path that names them, with the action of knowing that there is one; where it is `None`, that of
/// the operation itself.
const KINDS: [(&str, Option<Action>); 27] = [
    ("bookings", Some(Action::SeeBooking)),
    ("breaches", Some(Action::SeeBreach)),
    ("centres", None),
    ("checks", Some(Action::SeeChecks)),
    ("clearances", Some(Action::SeeClearance)),
    ("data-requests", Some(Action::SeeRequest)),
    ("emergencies", Some(Action::SeeEmergency)),
    ("factor-reopenings", Some(Action::SeeReopening)),
    ("factors", Some(Action::SeeFactors)),
    ("grants", Some(Action::SeeStaff)),
    ("holds", Some(Action::SeeHold)),
    ("hosts", Some(Action::SeeHost)),
    ("invitations", Some(Action::SeeInvitation)),
    ("managed-openings", Some(Action::SeeOpening)),
    ("meetings", Some(Action::ListMeetings)),
    ("mentors", Some(Action::SeeMentor)),
    ("openings", Some(Action::SeeOpening)),
    ("pairings", Some(Action::SeePairing)),
    ("people", Some(Action::SeeMember)),
    ("psychologists", Some(Action::SeePsychologists)),
    ("purges", Some(Action::SeeRetention)),
    ("referrals", Some(Action::SeeReferral)),
    ("rounds", Some(Action::SeeRound)),
    ("sign-ins", Some(Action::SeeSignIn)),
    ("slots", Some(Action::SeeSlot)),
    ("standing-clearances", Some(Action::SeeStanding)),
    ("supervisees", Some(Action::SeeSupervisee)),
];

/// What asks for more than a token: for a cookie and a sign that the page is ours.
const BY_COOKIE: &str = "refreshSignIn";

/// Refused by a rule that is narrower than the policy: of whoever has an account nobody else prints the copy.
const NARROWER: &str = "readCopy";

/// What ends the sign-in or the office of somebody who tries doors after it.
const ENDS: [&str; 4] = ["signOut", "endSignIn", "endGrant", "confirmReopening"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

/// The action of every operation, by its id: the guard that its handler names.
fn actions() -> BTreeMap<String, Action> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut actions = BTreeMap::new();
    for text in files.into_iter().map(|file| std::fs::read_to_string(file).unwrap()) {
        for handler in text.split("#[utoipa::path(").skip(1) {
            let after = |sign: &str| handler.split_once(sign).map(|(_, rest)| rest);
            let Some(id) = after("operation_id = \"").and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            let guard = after("Guard<").and_then(|rest| rest.split('>').next()).unwrap();
            // Where the feature has a noun of that name, the action goes by another in this file.
            let alias = text.split_once(&format!(" as {guard}")).map(|(before, _)| before);
            let named = alias.and_then(|before| before.rsplit([' ', ',', '{', ':']).next()).unwrap_or(guard);
            let action = Action::ALL.iter().find(|action| action.name() == named).unwrap();
            actions.insert(id.to_owned(), *action);
        }
    }
    actions
}

pub fn kind_of(path: &str) -> Option<&'static str> {
    let (before, _) = path.rsplit_once("/{id}").or_else(|| path.split_once("/{code}"))?;
    let part = match before.split('/').next_back()? {
        "supervision-round" => "mentors",
        part => part,
    };
    let known = KINDS.iter().find(|(of, _)| *of == part);
    Some(known.unwrap_or_else(|| panic!("of which rows is {path}?")).0)
}

pub fn doors() -> Vec<Door> {
    let (api, actions) = (serde_json::to_value(alongside::server::description_of_api()).unwrap(), actions());
    let mut doors = Vec::new();
    for operation in operations() {
        let described = &api["paths"][&operation.path][operation.method.as_str().to_lowercase()];
        let name = described["operationId"].as_str().unwrap().to_owned();
        let path = operation.path.strip_prefix("/api/v1").unwrap().to_owned();
        let required = described["parameters"].as_array().into_iter().flatten();
        let required = required.filter(|one| one["in"] == "query" && one["required"] == true);
        let given: Vec<_> = required
            .map(|one| match one["name"].as_str().unwrap() {
                "version" => format!("version={NO_VERSION}"),
                "centre" => "centre=MFRC-MK".to_owned(),
                "date" => "date=2026-11-23".to_owned(),
                name => format!("{name}=2026-11-23"),
            })
            .collect();
        doors.push(Door {
            of: kind_of(&path),
            action: actions[&name],
            body: body(&api, described, &name),
            query: if given.is_empty() { String::new() } else { format!("?{}", given.join("&")) },
            method: operation.method,
            path,
            name,
        });
    }
    doors
}

/// A version that no row has: what is allowed changes nothing then.
const NO_VERSION: i64 = 1_000_000;

/// A body as the description shows it; where an example is refused before its row is asked for, another.
fn body(api: &Value, described: &Value, name: &str) -> Option<Value> {
    let content = described["requestBody"]["content"].get("application/json")?;
    let place = content["examples"]["example"]["$ref"].as_str().unwrap();
    let mut body = api.pointer(&place[1..]).unwrap()["value"].clone();
    match name {
        "changeReferral" => body = json!({ "alias": "阿晴", "version": 0 }),
        "changePsychologist" => {
            (body["institutions"], body["expertise"]) = (json!(["LWC"]), json!(["grief"]))
        }
        "changeWeights" | "previewWeights" => {
            body["weights"].as_object_mut().unwrap().values_mut().for_each(|weight| *weight = json!(100));
        }
        "grantStandingClearance" => body = json!({ "kind": "mentoring", "until": "2026-12-31" }),
        "recordConsent" | "recordPicConsent" => body["language"] = json!("zh"),
        _ => {}
    }
    for (field, value) in [("on", json!("2026-11-23")), ("version", json!(NO_VERSION))] {
        if body.get(field).is_some() {
            body[field] = value;
        }
    }
    Some(body)
}

impl Door {
    /// Whether trying it changes nothing even where it is allowed.
    fn is_harmless(&self) -> bool {
        let versioned = self.body.as_ref().is_some_and(|body| body.get("version").is_some());
        self.method == Method::GET || versioned || self.query.contains("version=")
    }

    pub fn rows<'a>(&self, all: &'a [Row]) -> Vec<Option<&'a Row>> {
        match self.of {
            None => vec![None],
            Some(of) => all.iter().filter(|row| row.of == of).map(Some).collect(),
        }
    }

    pub async fn tried(&self, app: &App, by: &Somebody, row: Option<&Row>) -> Reply {
        let id = row.map(|row| row.id.as_str()).unwrap_or_default();
        let code = match self.of {
            Some("centres") => id,
            _ if self.path.starts_with("/centres/") => "MFRC-MK",
            _ => "M1",
        };
        let path = format!("{}{}", self.path.replace("{id}", id).replace("{code}", code), self.query);
        app.ask_with(by.token.as_deref(), self.method.clone(), &path, self.body.clone()).await
    }

    /// With which status the policy denies it; `None` where it allows it.
    fn denied(&self, app: &App, all: &[Row], by: &Somebody, row: Option<&Row>) -> Option<u16> {
        let Some(actor) = &by.actor else { return Some(401) };
        match leave(actor, self.action, app.now()) {
            Ok(()) => {}
            Err(Error::Unauthenticated(_)) => return Some(401),
            Err(_) => return Some(403),
        }
        let row = row?;
        // What everybody may read is read for everybody alike.
        let actor = if self.of == Some("openings") { &Actor::Anonymous } else { actor };
        // What somebody said of their file or agreed to stands beside the file, for those who read that.
        let file = |file: &Row| file.of == "mentors" && file.owners.own == row.owners.own;
        let is_beside = matches!(self.action, Action::ReadStatements | Action::ReadConsents);
        let beside = all.iter().filter(|other| is_beside && file(other));
        if beside.into_iter().any(|file| policy::may(actor, self.action, &file.owners)) {
            return None;
        }
        let (_, see) = KINDS.iter().find(|(of, _)| *of == row.of)?;
        if !policy::may(actor, see.unwrap_or(self.action), &row.owners) {
            return Some(404);
        }
        (!policy::may(actor, self.action, &row.owners)).then_some(403)
    }
}

/// Whether a refusal tells nothing but that it is one.
fn tells_nothing(reply: &Reply) -> bool {
    let said = ["type", "title", "status", "code", "requestId"];
    reply.body.as_object().is_some_and(|body| body.keys().all(|name| said.contains(&name.as_str())))
}

/// Whether an answer is the policy's refusal. Of what stands behind no row, some may be missing.
fn is_denial(reply: &Reply, row: Option<&Row>) -> bool {
    let of_policy =
        ["403 forbidden", "403 factor_required", "403 factor_enrolment_required", "403 step_up_required"];
    let outcome = reply.outcome();
    let signed_out = ["401 credentials_missing", "401 token_invalid", "401 session_ended"];
    of_policy.contains(&outcome.as_str())
        || signed_out.contains(&outcome.as_str())
        || (row.is_some() && reply.status == 404)
}

/// What is kept, but for the log of refusals and of looks.
fn kept(app: &App) -> Contents {
    let mut all = contents(&app.config.database);
    all.retain(|table, _| !["audit", "looks"].contains(&table.as_str()));
    all
}

story!(what_the_policy_denies_is_denied_and_what_it_allows_is_not, async |app| {
    let (world, doors) = (built(app).await, doors());
    app.deliver_mail().await;
    let mut cells = Vec::new();
    for door in doors.iter().filter(|door| door.name != BY_COOKIE) {
        for row in door.rows(&world.rows) {
            cells.extend(world.people.iter().map(|by| (door, by, row)));
        }
    }
    // In short every seventh, which meets every door and everybody.
    let step = if is_long() { 1 } else { 7 };
    let cells: Vec<_> = cells.into_iter().step_by(step).collect();
    let (denied, allowed): (Vec<_>, Vec<_>) =
        cells.into_iter().partition(|(door, by, row)| door.denied(app, &world.rows, by, *row).is_some());
    let mut wrong = Vec::new();
    let cell = |door: &Door, by: &Somebody, row: Option<&Row>, reply: &Reply| {
        let row = row.map(|row| format!(" {} ({})", row.of, row.name)).unwrap_or_default();
        format!("{} {}{row} {}", by.name, door.name, reply.outcome())
    };
    let before = kept(app);
    for &(door, by, row) in &denied {
        let reply = door.tried(app, by, row).await;
        let expected = door.denied(app, &world.rows, by, row);
        if expected != Some(reply.status.as_u16()) || !tells_nothing(&reply) {
            wrong.push(format!("{} instead of {expected:?}", cell(door, by, row, &reply)));
        }
    }
    for (table, rows) in kept(app) {
        if before.get(&table) != Some(&rows) {
            wrong.push(format!("{table} was changed by somebody who was denied"));
        }
    }
    let allowed = allowed.into_iter().filter(|(door, ..)| door.name != NARROWER);
    let (harmless, acts): (Vec<_>, Vec<_>) = allowed.partition(|(door, ..)| door.is_harmless());
    let mut tried = denied.len() + harmless.len();
    for (door, by, row) in harmless {
        let reply = door.tried(app, by, row).await;
        if is_denial(&reply, row) {
            wrong.push(format!("{} though it is allowed", cell(door, by, row, &reply)));
        }
    }
    // What is done once may be gone for the next, so each row is acted upon once.
    let mut done = Vec::new();
    for (door, by, row) in acts.into_iter().filter(|(door, ..)| !ENDS.contains(&door.name.as_str())) {
        let at = row.map(|row| &row.id);
        if at.is_some() && done.contains(&at) {
            continue;
        }
        tried += 1;
        let reply = door.tried(app, by, row).await;
        if is_denial(&reply, row) {
            wrong.push(format!("{} though it is allowed", cell(door, by, row, &reply)));
        }
        if reply.status.is_success() {
            done.push(at);
        }
    }
    tell("cells of role, operation, tie and state", app.kind, tried, wrong.len());
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {tried} cells:\n{}", wrong.len(), wrong.join("\n"));
    app.deliver_mail().await;
});
