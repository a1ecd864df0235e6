//! Stories of people with two hats: whoever is staff decides nothing about themselves, and reads nothing kept of them.

use std::collections::BTreeSet;

use actix_web::http::Method;
use alongside::access::{
    AccountId, Action, Actor, Caseload, Grant, HostId, Owners, Proof, Role, Scope, policy,
};
use alongside::base::{Id, Instant};
use alongside::people::accounts::model::SupervisionAnswer;
use alongside::people::invitations;
use alongside::people::invitations::model::{Office, Profession};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::ids;
use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, at};
use crate::harness::sweeping::{Operation, operations};
use crate::harness::{App, Reply, story};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().filter_map(|row| row["preferredName"].as_str()).collect()
}

story!(a_coordinator_neither_settles_nor_checks_themselves, async |app| {
    let ming = app.member_who_said("ming", SupervisionAnswer::RatherNotSay).await;
    let fai = app.member_who_said("fai", SupervisionAnswer::Yes).await;
    app.also(&ming, Role::Coordinator, Some("MFRC-MK")).await;
    assert_eq!(names(&ming.get("/settlements").await.ok()), ["fai"]);
    let supervision = |person: &Person| format!("/people/{}/supervision", person.id);
    let checks = |person: &Person| format!("/people/{}/checks", person.id);
    let settled = json!({ "settled": "not_supervised" });
    assert_eq!(ming.put(&supervision(&ming), settled.clone()).await.outcome(), "403 forbidden");
    let check = json!({ "kind": "reference", "seenOn": "2026-11-20" });
    assert_eq!(ming.post(&checks(&ming), check.clone()).await.outcome(), "403 forbidden");
    assert_eq!(ming.get(&checks(&ming)).await.outcome(), "403 forbidden");
    // For others they do, and others for them.
    assert_eq!(ming.put(&supervision(&fai), settled.clone()).await.status, 204);
    assert_eq!(ming.post(&checks(&fai), check.clone()).await.status, 201);
    let mei = app.coordinator("mei").await;
    assert_eq!(names(&mei.get("/settlements").await.ok()), ["ming"]);
    assert_eq!(mei.put(&supervision(&ming), settled).await.status, 204);
    assert_eq!(mei.post(&checks(&ming), check).await.status, 201);
});

story!(nobody_reports_or_verifies_their_own_hours, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (mut fai, ada) = (app.volunteer("fai").await, app.volunteer("ada").await);
    let (fais, adas) = (fai.books(&slot).await.ok(), ada.books(&slot).await.ok());
    app.also(&fai, Role::Host, Some(&service.host_id)).await;
    app.also(&fai, Role::Coordinator, Some("MFRC-MK")).await;
    app.advance(TimeDelta::days(6));
    service.come_back().await;
    fai.comes_back().await;
    let roster = fai.get(&format!("/slots/{slot}/roster")).await.ok();
    assert_eq!((names(&roster), &roster["slot"]["taken"]), (vec!["ada"], &json!(2)));
    let part = |booking: &Value, part: &str| format!("/bookings/{}/{part}", booking["id"].as_str().unwrap());
    let came = |booking: &Value| json!({ "outcome": "attended", "version": booking["version"] });
    let forbidden = fai.put(&part(&fais, "attendance"), came(&fais)).await;
    assert_eq!(forbidden.outcome(), "403 forbidden");
    fai.put(&part(&adas, "attendance"), came(&adas)).await.ok();
    let seen = service.host.put(&part(&fais, "attendance"), came(&fais)).await.ok();
    assert_eq!(names(&fai.get("/attendance").await.ok()), ["ada"]);
    let hours = json!({ "hours": 3, "version": seen["version"] });
    assert_eq!(fai.put(&part(&fais, "hours"), hours.clone()).await.outcome(), "403 forbidden");
    service.coordinator.put(&part(&fais, "hours"), hours).await.ok();
    assert_eq!(fai.get("/me/hours").await.ok()["verifiedHours"], 3.0);
});

story!(nobody_registers_invites_or_dismisses_themselves, async |app| {
    let lam = app.member("lam").await;
    app.also(&lam, Role::Officer, None).await;
    app.also(&lam, Role::Admin, None).await;
    let registration = json!({ "code": lam.code, "endsOn": "2027-06-30", "associationCondition": false });
    assert_eq!(lam.post("/supervisees", registration).await.outcome(), "403 forbidden");
    let found = lam.post("/people/lookup", json!({ "code": lam.code })).await;
    assert_eq!(found.outcome(), "403 forbidden");
    let invitation = |email: &str| json!({ "email": email, "role": "coordinator", "scopeId": "MFRC-MK", "language": "en" });
    assert_eq!(lam.post("/invitations", invitation(&lam.email)).await.outcome(), "403 forbidden");
    let root = app.staff("root", Role::Admin, None).await;
    let sent = root.post("/invitations", invitation(&lam.email)).await.ok();
    let path = format!("/invitations/{}", sent["id"].as_str().unwrap());
    assert_eq!(lam.delete(&path).await.outcome(), "403 forbidden");
    assert_eq!(root.delete(&path).await.status, 204);
    let staff = lam.get("/staff-accounts").await.ok();
    let office = |name: &str| {
        let mut rows = staff["items"].as_array().unwrap().iter();
        let row = rows.find(|row| row["preferredName"] == name).unwrap();
        format!("/grants/{}", row["grantId"].as_str().unwrap())
    };
    assert_eq!(lam.delete(&office("lam")).await.outcome(), "403 forbidden");
    assert_eq!(lam.delete(&office("root")).await.status, 204);
});

story!(a_mentor_who_is_staff_learns_of_a_proposal_when_they_are_asked, async |app| {
    let cast = cast(app).await;
    let fong = &cast.mentor.person;
    app.also(fong, Role::Coordinator, Some("MFRC-MK")).await;
    app.also(fong, Role::Psychologist, Some("MFRC-MK")).await;
    let other = cast.psychologist.refers("阿雲").await;
    let lai = app.active_mentor("lai", &cast.psychologist).await;
    app.proposed(lai.id, &other).await;
    app.deliver_mail().await;
    let asks = async |method: Method, part: &str, body: Value| {
        let body = (method != Method::GET && method != Method::DELETE).then_some(body);
        fong.ask(method, &format!("{}{part}", cast.path), body).await.outcome()
    };
    let tries = || {
        let (seen, why) = (json!({ "version": 1 }), json!({ "version": 1, "reason": "because" }));
        [
            (Method::GET, "", json!({})),
            (Method::GET, "/alternatives", json!({})),
            (Method::PUT, "/endorsement", json!({ "version": 1, "endorse": true })),
            (Method::PUT, "/approval", seen.clone()),
            (Method::PUT, "/refusal", why),
            (Method::POST, "/consent-request", seen.clone()),
            (Method::POST, "/pause", json!({ "version": 1, "wishedBy": "staff" })),
        ]
    };
    for (method, part, body) in tries() {
        assert_eq!(asks(method, part, body).await, "404 not_found", "{part}");
    }
    // The one proposal that they read is not theirs.
    let lines = fong.get("/pairings").await.ok();
    assert_eq!(lines["items"].as_array().unwrap().len(), 1);
    assert_eq!(lines["items"][0]["mentor"]["preferredName"], "lai");
    assert_eq!(fong.get("/pairings/counts").await.ok(), json!({ "waiting": 1 }));
    cast.endorses().await;
    let told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    assert_eq!(told, ["chan@example.test"]);
    cast.approves().await.ok();
    cast.asks().await.ok();
    for (method, part, body) in tries() {
        let outcome = asks(method, part, body).await;
        // As a mentor they may rest it, if it were active.
        let expected = if part == "/pause" { "409" } else { "403 forbidden" };
        assert!(outcome.starts_with(expected), "{part} {outcome}");
    }
    assert_eq!(cast.mentor_says(true).await.ok()["consent"], "given");
});

story!(a_mentor_who_is_staff_neither_reads_nor_moves_their_own_file, async |app| {
    let cast = cast(app).await;
    let (fong, file) = (&cast.mentor.person, format!("/mentors/{}", cast.mentor.id));
    app.also(fong, Role::Coordinator, Some("MFRC-MK")).await;
    app.also(fong, Role::Psychologist, Some("MFRC-MK")).await;
    let lai = app.active_mentor("lai", &cast.psychologist).await;
    assert_eq!(fong.get(&file).await.outcome(), "403 forbidden");
    let body = json!({ "to": "paused", "version": 2 });
    assert_eq!(fong.put(&format!("{file}/state"), body).await.outcome(), "403 forbidden");
    let body = json!({ "attended": true, "passed": true, "on": "2026-11-23", "version": 2 });
    assert_eq!(fong.put(&format!("{file}/modules/M1"), body).await.outcome(), "403 forbidden");
    assert_eq!(names(&fong.get("/mentors").await.ok()), ["lai"]);
    assert_eq!(fong.get("/mentors/counts").await.ok()["byState"]["active"], 1);
    assert_eq!(lai.person.get("/me/mentor").await.status, 200);
    // Nobody is their own supervisor, whoever says so.
    let own = cast.coordinator.holds(&cast.mentor.id.to_string());
    let handed = own.change("supervisor", json!({ "psychologistId": fong.id })).await;
    assert_eq!(handed.codes(), ["unknown_code"]);
});

/// Somebody about whom there is a row of every kind, and who holds every office that could reach it.
async fn many_hats(app: &App) -> Person {
    let cast = cast(app).await;
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let fong = cast.mentor.person;
    fong.may_do_unpaid_work().await;
    fong.books(&slot).await.ok();
    let body = json!({ "code": fong.code, "endsOn": "2027-06-30", "associationCondition": true });
    service.officer.post("/supervisees", body).await.ok();
    let next =
        service.shift(crate::harness::service::Shift { day: "11-29", sensitive: true, ..SATURDAY }).await;
    fong.books(&next).await.ok();
    for (role, scope) in [
        (Role::Coordinator, Some("MFRC-MK")),
        (Role::Psychologist, Some("MFRC-MK")),
        (Role::Liaison, Some("LWC")),
        (Role::Host, Some(service.host_id.as_str())),
        (Role::Officer, None),
        (Role::Researcher, None),
        (Role::Privacy, None),
        (Role::Admin, None),
    ] {
        app.also(&fong, role, scope).await;
    }
    fong
}

/// What people see and do of their own by themselves, with no office.
fn is_own(operation: &Operation) -> bool {
    let path = &operation.path;
    path.starts_with("/api/v1/me")
        || path.starts_with("/api/v1/sign-ins")
        || [
            "get /api/v1/bookings/{id}",
            "post /api/v1/bookings/{id}/cancellation",
            "put /api/v1/bookings/{id}/notice",
        ]
        .contains(&operation.name.as_str())
}

story!(no_list_for_staff_shows_its_reader, async |app| {
    let fong = many_hats(app).await;
    for operation in operations() {
        if operation.method != Method::GET || operation.path.contains("{id}") || is_own(&operation) {
            continue;
        }
        let path = operation.path.strip_prefix("/api/v1").unwrap().replace("{code}", "MFRC-MK");
        let reply = fong.get(&path).await;
        assert!([200, 422].contains(&reply.status.as_u16()), "{path} {}", reply.outcome());
        // That they work here is no secret to them.
        if !["/staff-accounts", "/psychologists"].contains(&path.as_str()) {
            assert!(!reply.body.to_string().contains("\"fong\""), "{path} {}", reply.body);
        }
    }
});

story!(no_office_opens_a_row_about_its_holder, async |app| {
    let fong = many_hats(app).await;
    let database = &app.config.database;
    let about: Vec<(&str, String)> =
        ["mentors", "pairings", "bookings", "supervisees", "clearances", "checks", "grants"]
            .into_iter()
            .flat_map(|table| ids(database, table, "id").into_iter().map(move |id| (table, id)))
            .chain([("accounts", fong.id.to_string())])
            .collect();
    let own_grants = fong.get("/staff-accounts").await.ok();
    let own_grants: BTreeSet<&str> = own_grants["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["preferredName"] == "fong")
        .map(|row| row["grantId"].as_str().unwrap())
        .collect();
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let mut opened = BTreeSet::new();
    for operation in operations().into_iter().filter(|one| one.path.contains("{id}") && !is_own(one)) {
        let body = operation.sample(&api);
        for (table, id) in &about {
            if *table == "grants" && !own_grants.contains(id.as_str()) {
                continue;
            }
            let path = operation.path.strip_prefix("/api/v1").unwrap();
            let path = path.replace("{id}", id).replace("{code}", "MFRC-MK");
            // Their own particulars, as the psychologist that they also are, they change at /me.
            let reply: Reply = fong.ask(operation.method.clone(), &path, body.clone()).await;
            if ![403, 404, 422].contains(&reply.status.as_u16()) {
                opened.insert(format!("{} {table} {}", operation.name, reply.outcome()));
            }
        }
    }
    assert_eq!(opened.into_iter().collect::<Vec<_>>(), [""; 0]);
});

/// For every action and every office of today and tomorrow: a row about whoever holds the office is reached by nothing
/// that they could not do without it, but by what is listed here.
#[test]
fn an_office_adds_nothing_to_a_row_about_its_holder() {
    let account: AccountId = Id::fresh(Instant::default());
    let host: HostId = Id::fresh(Instant::default());
    let person = |offices: &[Role]| Actor::Person {
        account,
        sign_in: Id::fresh(Instant::default()),
        grants: offices
            .iter()
            .map(|role| Grant {
                role: *role,
                scope: match role.scope_kind() {
                    Some("centre") => Scope::Centre("MFRC-MK".into()),
                    Some("institution") => Scope::Institution("LWC".into()),
                    Some("host") => Scope::Host(host),
                    _ => Scope::Everywhere,
                },
            })
            .collect(),
        proof: Proof::Factor(Instant::default()),
        emergencies: Vec::new(),
    };
    let mut reached = BTreeSet::new();
    for role in Role::ALL.iter().copied().filter(|role| role.is_staff()) {
        for own in [None, Some(account)] {
            let centres = [Caseload::Of("MFRC-MK".into()), Caseload::Unclaimed];
            for (centre, (assigned, asks)) in centres
                .into_iter()
                .flat_map(|centre| [(None, false), (Some(account), true)].map(|rest| (centre.clone(), rest)))
            {
                let owners = Owners {
                    own,
                    about: [None, Some(account)],
                    custody: None,
                    assigned: [assigned, None, None],
                    centre,
                    institution: Some("LWC".into()),
                    host: Some(host),
                    asks,
                    public: false,
                    emergency: None,
                };
                for action in Action::ALL {
                    let may = |offices: &[Role]| policy::may(&person(offices), *action, &owners);
                    if may(&[Role::Member, role]) && !may(&[Role::Member]) {
                        reached.insert(format!("{role} {}", action.name()));
                    }
                }
            }
        }
    }
    let particulars = [
        "admin SeeInvitation",
        "admin SeeStaff",
        "privacy SeeInvitation",
        "psychologist ChangeOwnPsychologist",
        "psychologist SeePsychologist",
        "psychologist SeePsychologists",
    ];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), particulars);
}
