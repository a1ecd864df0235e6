//! Stories of who works with whom: a host and a member are one centre's, or whichever takes them first.

use alongside::access::Role;
use alongside::people::accounts::model::SupervisionAnswer;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::count;
use crate::harness::mentors::answers;
use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Service};
use crate::harness::{App, story};

fn length(page: &Value) -> usize {
    page["items"].as_array().unwrap().len()
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    let mut names: Vec<_> = items.iter().filter_map(|row| row["preferredName"].as_str()).collect();
    names.sort_unstable();
    names
}

async fn addressees(app: &App) -> Vec<String> {
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort_unstable();
    told
}

/// A coordinator of the Sha Tin centre.
pub async fn elsewhere(app: &App, name: &str) -> Person {
    app.staff(name, Role::Coordinator, Some("MFRC-ST")).await
}

/// How often something happened.
pub fn lines(app: &App, event: &str) -> i64 {
    count(&app.config.database, &format!("select count(*) as count from audit where event = '{event}'"))
}

/// A check of somebody, for a centre that is named.
fn check_for(centre: &str) -> Value {
    json!({ "kind": "reference", "seenOn": "2026-11-20", "centre": centre })
}

const SETTLED: &str = "not_supervised";

impl Person {
    async fn settles(&self, person: &Person) -> String {
        let path = format!("/people/{}/supervision", person.id);
        self.put(&path, json!({ "settled": SETTLED })).await.outcome()
    }

    pub async fn sees_a_check_of(&self, person: &Person) -> String {
        let check = json!({ "kind": "reference", "seenOn": "2026-11-20" });
        self.post(&format!("/people/{}/checks", person.id), check).await.outcome()
    }

    async fn reads_checks_of(&self, person: &Person) -> String {
        self.get(&format!("/people/{}/checks", person.id)).await.outcome()
    }

    async fn hands_over(&self, person: &Person, to: Value) -> String {
        let path = format!("/people/{}/centre", person.id);
        self.put(&path, json!({ "centre": to })).await.outcome()
    }

    pub async fn moves_to(&self, centre: Value) -> Value {
        let version = self.get("/me").await.ok()["version"].clone();
        self.patch("/me", json!({ "centre": centre, "version": version })).await.ok()["centre"].clone()
    }

    pub async fn finds(&self, person: &Person) -> Value {
        self.post("/people/lookup", json!({ "code": person.code })).await.ok()
    }
}

/// An opening of the host that is no more than a draft.
async fn draft(service: &Service) -> String {
    let body = json!({
        "title": { "en": "Letters" }, "text": { "en": "We write." }, "whatYouWillDo": { "en": "Write." },
        "category": "elderly", "district": "sham_shui_po",
    });
    let opening = service.host.post("/managed-openings", body).await.ok();
    format!("/managed-openings/{}", opening["id"].as_str().unwrap())
}

/// An opening that its host has just handed to the coordinators.
async fn submitted(service: &Service) -> (String, Value) {
    let path = draft(service).await;
    let slot = json!({
        "startsAt": "2026-12-05T09:00:00+08:00", "endsAt": "2026-12-05T12:00:00+08:00", "capacity": 3,
        "meetingPoint": { "en": "Lobby" },
    });
    service.host.post(&format!("{path}/slots"), slot).await.ok();
    let opening = service.host.post(&format!("{path}/submission"), json!({ "version": 1 })).await.ok();
    (path, opening["version"].clone())
}

story!(a_hosts_shifts_are_its_own_centres_alone, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (draft, mut ming) = (draft(&service).await, app.volunteer("ming").await);
    let booking = ming.books(&slot).await.ok();
    let part = |part: &str| format!("/bookings/{}{part}", booking["id"].as_str().unwrap());
    let mut sham = elsewhere(app, "sham").await;
    let version = json!({ "version": booking["version"] });
    assert_eq!(sham.post(&part("/cancellation"), version).await.outcome(), "404 not_found");

    app.advance(TimeDelta::days(6));
    service.come_back().await;
    sham.comes_back().await;
    let came = json!({ "outcome": "attended", "hours": 2, "version": booking["version"] });
    assert_eq!(sham.put(&part("/attendance"), came.clone()).await.outcome(), "404 not_found");
    let entry = service.host.put(&part("/attendance"), came).await.ok();
    let hours = json!({ "hours": 2, "version": entry["version"] });
    assert_eq!(sham.put(&part("/hours"), hours.clone()).await.outcome(), "404 not_found");
    assert_eq!(sham.get(&part("")).await.outcome(), "404 not_found");
    let change = json!({ "district": "sha_tin", "version": 1 });
    let host = format!("/hosts/{}", service.host_id);
    assert_eq!(sham.patch(&host, change.clone()).await.outcome(), "404 not_found");
    assert_eq!(sham.get(&draft).await.outcome(), "404 not_found");
    // Everybody knows of a shift that was published; who comes to it they do not read.
    let roster = format!("/slots/{slot}/roster");
    assert_eq!(sham.get(&roster).await.outcome(), "403 forbidden");

    // A page holds what its reader works with, and is full of it.
    let lists = ["/attendance?limit=1", "/managed-openings?limit=2", "/hosts?limit=1"];
    for path in lists {
        assert_eq!(sham.get(path).await.ok(), json!({ "items": [], "next": null }), "{path}");
        assert!(length(&service.coordinator.get(path).await.ok()) > 0, "{path}");
    }
    let farm = json!({ "name": { "en": "Farm" }, "kind": "other", "district": "sha_tin" });
    assert_eq!(sham.post("/hosts", farm).await.ok()["centre"], "MFRC-ST");
    assert_eq!(sham.get("/hosts?limit=1").await.ok()["items"][0]["name"]["en"], "Farm");
    let seen = service.coordinator.get("/hosts?limit=1").await.ok();
    assert_eq!((&seen["items"][0]["name"]["en"], &seen["next"]), (&json!("Harbour"), &Value::Null));

    ming.comes_back().await;
    for path in [&draft, &roster] {
        service.coordinator.get(path).await.ok();
    }
    service.coordinator.put(&part("/hours"), hours).await.ok();
    assert_eq!(service.coordinator.patch(&host, change).await.ok()["centre"], "MFRC-MK");
    let admin = app.staff("root", Role::Admin, None).await;
    assert_eq!(length(&admin.get("/hosts").await.ok()), 2);
});

story!(staff_of_a_host_read_no_more_there_for_an_office_elsewhere, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    app.volunteer("ming").await.books(&slot).await.ok();
    let sham = elsewhere(app, "sham").await;
    app.also(&sham, Role::Host, Some(&service.host_id)).await;
    let seen = &sham.get("/managed-openings").await.ok()["items"][0];
    assert!(seen.get("associationSensitive").is_none() && seen.get("centre").is_none(), "{seen}");
    let theirs = &service.coordinator.get("/managed-openings").await.ok()["items"][0];
    assert_eq!((&theirs["associationSensitive"], &theirs["centre"]), (&json!(false), &json!("MFRC-MK")));
    let roster = sham.get(&format!("/slots/{slot}/roster")).await.ok();
    assert_eq!((&roster["named"], &roster["items"]), (&json!(false), &json!([])));
});

story!(whom_no_centre_works_with_is_whichever_does_something_first, async |app| {
    let (mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    let lok = app.member_who_said("lok", SupervisionAnswer::Yes).await;
    let yan = app.member_who_said("yan", SupervisionAnswer::RatherNotSay).await;
    for coordinator in [&mei, &sham] {
        assert_eq!(names(&coordinator.get("/settlements").await.ok()), ["lok", "yan"]);
        let found = coordinator.finds(&lok).await;
        assert_eq!((&found["inCaseload"], &found["supervision"]), (&json!(true), &json!("unsettled")));
        assert!(found.get("centre").is_none());
        assert_eq!(coordinator.reads_checks_of(&lok).await, "200");
    }
    // To look and to read is nothing yet.
    assert_eq!(lines(app, "person.taken"), 0);
    assert_eq!(mei.sees_a_check_of(&lok).await, "201");
    assert_eq!(sham.settles(&yan).await, "204");
    assert_eq!(lines(app, "person.taken"), 2);
    assert_eq!(lok.get("/me").await.ok()["centre"], "MFRC-MK");
    assert_eq!(yan.get("/me").await.ok()["centre"], "MFRC-ST");

    for (other, theirs) in [(&sham, &lok), (&mei, &yan)] {
        assert_eq!(other.settles(theirs).await, "404 not_found");
        assert_eq!(other.sees_a_check_of(theirs).await, "404 not_found");
        assert_eq!(other.reads_checks_of(theirs).await, "404 not_found");
        assert_eq!(other.hands_over(theirs, json!("MFRC-TM")).await, "404 not_found");
        let found = other.finds(theirs).await;
        assert_eq!(found["inCaseload"], false);
        assert!(found.get("supervision").is_none() && found.get("centre").is_none(), "{found}");
    }
    assert_eq!(names(&mei.get("/settlements").await.ok()), ["lok"]);
    assert_eq!(length(&sham.get("/settlements").await.ok()), 0);
    assert_eq!(mei.settles(&lok).await, "204");
    assert_eq!(mei.finds(&lok).await["centre"], "MFRC-MK");
    // An officer finds a member whatever centre works with them, and is told no more than before.
    let officer = app.staff("officer", Role::Officer, None).await;
    assert!(officer.finds(&yan).await.get("inCaseload").is_none());
    // Who is no member is nobody's case.
    assert_eq!(mei.reads_checks_of(&sham).await, "404 not_found");
    app.deliver_mail().await;
});

story!(a_refused_first_act_takes_nobody_on, async |app| {
    let (mei, ada) = (app.coordinator("mei").await, app.member("ada").await);
    assert_eq!(mei.settles(&ada).await, "409 wrong_state");
    let check = json!({ "kind": "reference", "seenOn": "2036-11-20" });
    assert_eq!(mei.post(&format!("/people/{}/checks", ada.id), check).await.status, 422);
    assert_eq!(ada.get("/me").await.ok()["centre"], Value::Null);
    assert_eq!(lines(app, "person.taken"), 0);
});

story!(a_member_moves_to_another_centre_and_the_old_one_works_with_them_no_more, async |app| {
    let (mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    let ada = app.member("ada").await;
    assert_eq!(mei.sees_a_check_of(&ada).await, "201");
    let version = ada.get("/me").await.ok()["version"].clone();
    let unknown = json!({ "centre": "MFRC-XX", "version": version });
    assert_eq!(ada.patch("/me", unknown).await.codes(), ["unknown_code"]);
    let name = json!({ "preferredName": "Ada", "version": version });
    assert_eq!(ada.patch("/me", name).await.ok()["centre"], "MFRC-MK");

    assert_eq!(ada.moves_to(json!("MFRC-ST")).await, "MFRC-ST");
    assert_eq!(
        (mei.reads_checks_of(&ada).await, sham.reads_checks_of(&ada).await),
        ("404 not_found".into(), "200".into())
    );
    assert_eq!(ada.moves_to(Value::Null).await, Value::Null);
    assert_eq!(
        (mei.reads_checks_of(&ada).await, sham.reads_checks_of(&ada).await),
        ("200".into(), "200".into())
    );
    assert_eq!(lines(app, "account.centre_chosen"), 2);
    assert_eq!(addressees(app).await, [""; 0]);
});

story!(where_somebody_applies_as_a_mentor_there_they_are_worked_with, async |app| {
    let (mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    let fong = app.member("fong").await;
    // A draft is nobody's but theirs.
    let draft = fong.post("/me/mentor", json!({})).await.ok();
    let at = |centre: &str, version: &Value| json!({ "version": version, "answers": { "centre": centre } });
    let draft = fong.patch("/me/mentor", at("MFRC-ST", &draft["version"])).await.ok();
    assert_eq!(fong.get("/me").await.ok()["centre"], Value::Null);
    let rest = json!({ "version": draft["version"], "answers": answers() });
    let draft = fong.patch("/me/mentor", rest).await.ok();
    fong.post("/me/mentor/submission", json!({ "version": draft["version"] })).await.ok();
    assert_eq!(fong.get("/me").await.ok()["centre"], "MFRC-MK");
    assert_eq!(
        (mei.reads_checks_of(&fong).await, sham.reads_checks_of(&fong).await),
        ("200".into(), "404 not_found".into())
    );
    app.deliver_mail().await;
});

story!(a_member_is_handed_on_and_let_go, async |app| {
    let (mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    let ada = app.member("ada").await;
    // What is nobody's cannot be given away.
    assert_eq!(mei.hands_over(&ada, json!("MFRC-ST")).await, "403 forbidden");
    assert_eq!(mei.sees_a_check_of(&ada).await, "201");
    assert_eq!(mei.hands_over(&ada, json!("MFRC-XX")).await, "422 invalid");
    assert_eq!(mei.hands_over(&ada, json!("MFRC-ST")).await, "204");
    assert_eq!(addressees(app).await, ["ada@example.test"]);
    assert_eq!(ada.get("/me").await.ok()["centre"], "MFRC-ST");
    assert_eq!(mei.reads_checks_of(&ada).await, "404 not_found");
    assert_eq!(sham.hands_over(&ada, Value::Null).await, "204");
    assert_eq!(mei.finds(&ada).await["inCaseload"], true);
    assert_eq!(lines(app, "person.handed_over"), 2);
    // Nobody hands themselves over by their office.
    app.also(&ada, Role::Coordinator, Some("MFRC-MK")).await;
    assert_eq!(ada.hands_over(&ada, json!("MFRC-MK")).await, "403 forbidden");
    app.deliver_mail().await;
});

story!(a_host_is_handed_on_let_go_and_taken_again, async |app| {
    let service = app.service().await;
    let (mei, sham) = (&service.coordinator, elsewhere(app, "sham").await);
    let host = format!("/hosts/{}", service.host_id);
    let unknown = json!({ "centre": "MFRC-XX", "version": 1 });
    assert_eq!(mei.patch(&host, unknown).await.codes(), ["unknown_code"]);
    let given = mei.patch(&host, json!({ "centre": "MFRC-ST", "version": 1 })).await.ok();
    assert_eq!(given["centre"], "MFRC-ST");
    assert_eq!(addressees(app).await, ["sham@example.test"]);
    assert_eq!(length(&mei.get("/hosts").await.ok()), 0);
    let mine = sham.get("/hosts").await.ok()["items"][0].clone();
    let free = sham.patch(&host, json!({ "centre": null, "version": mine["version"] })).await.ok();
    assert_eq!(free["centre"], Value::Null);

    // Everybody's, until somebody publishes what it offers.
    let (opening, version) = submitted(&service).await;
    for coordinator in [mei, &sham] {
        assert_eq!(length(&coordinator.get("/hosts").await.ok()), 1);
        assert_eq!(length(&coordinator.get("/managed-openings?state=submitted").await.ok()), 1);
    }
    let body = json!({ "associationSensitive": false, "version": version });
    let shown = sham.put(&format!("{opening}/publication"), body).await.ok();
    assert_eq!(shown["centre"], "MFRC-ST");
    assert_eq!((length(&mei.get("/hosts").await.ok()), lines(app, "host.taken")), (0, 1));
    assert_eq!(length(&mei.get("/managed-openings").await.ok()), 0);

    // Or until its facts are changed.
    let mine = sham.get("/hosts").await.ok()["items"][0].clone();
    let free = sham.patch(&host, json!({ "centre": null, "version": mine["version"] })).await.ok();
    let change = json!({ "district": "sha_tin", "version": free["version"] });
    assert_eq!(mei.patch(&host, change).await.ok()["centre"], "MFRC-MK");
    assert_eq!((length(&sham.get("/hosts").await.ok()), lines(app, "host.taken")), (0, 2));
    app.deliver_mail().await;
});

story!(who_coordinates_two_centres_says_for_which_they_begin, async |app| {
    let service = app.service().await;
    let both = elsewhere(app, "both").await;
    app.also(&both, Role::Coordinator, Some("MFRC-TM")).await;
    let lok = app.member_who_said("lok", SupervisionAnswer::Yes).await;
    let path = format!("/people/{}/supervision", lok.id);
    let naming = |centre: &str| json!({ "settled": SETTLED, "centre": centre });
    let refused = both.put(&path, json!({ "settled": SETTLED })).await;
    assert_eq!((refused.status.as_u16(), refused.codes()), (422, vec!["required".into()]));
    assert_eq!(both.put(&path, naming("MFRC-MK")).await.codes(), ["unknown_code"]);
    assert_eq!(both.put(&path, naming("MFRC-TM")).await.status, 204);
    assert_eq!(lok.get("/me").await.ok()["centre"], "MFRC-TM");
    // Whose case it is already needs no name, and another's is none that can be named.
    assert_eq!(both.sees_a_check_of(&lok).await, "201");
    for centre in ["MFRC-ST", "MFRC-MK"] {
        assert_eq!(both.put(&path, naming(centre)).await.codes(), ["another_centre"], "{centre}");
        let refused = both.post(&format!("/people/{}/checks", lok.id), check_for(centre)).await;
        assert_eq!(
            (refused.status.as_u16(), refused.codes()),
            (422, vec!["another_centre".into()]),
            "{centre}"
        );
    }
    let seen = both.post(&format!("/people/{}/checks", lok.id), check_for("MFRC-TM")).await;
    assert_eq!(seen.status, 201);
    assert_eq!(length(&both.get(&format!("/people/{}/checks", lok.id)).await.ok()), 2);

    let farm = |centre: Value| json!({ "name": { "en": "Farm" }, "kind": "other", "district": "sha_tin", "centre": centre });
    assert_eq!(both.post("/hosts", farm(Value::Null)).await.codes(), ["required"]);
    assert_eq!(both.post("/hosts", farm(json!("MFRC-MK"))).await.codes(), ["unknown_code"]);
    for centre in ["MFRC-ST", "MFRC-TM"] {
        assert_eq!(both.post("/hosts", farm(json!(centre))).await.ok()["centre"], centre);
    }
    assert_eq!(length(&both.get("/hosts").await.ok()), 2);

    let host = format!("/hosts/{}", service.host_id);
    service.coordinator.patch(&host, json!({ "centre": null, "version": 1 })).await.ok();
    let (opening, version) = submitted(&service).await;
    let publication = format!("{opening}/publication");
    let body = |centre: Value| json!({ "associationSensitive": true, "version": version, "centre": centre });
    assert_eq!(both.put(&publication, body(Value::Null)).await.codes(), ["required"]);
    assert_eq!(both.put(&publication, body(json!("MFRC-ST"))).await.ok()["centre"], "MFRC-ST");
    app.deliver_mail().await;
});

story!(a_letter_about_a_host_goes_to_its_own_centre, async |app| {
    let service = app.service().await;
    app.coordinator("tak").await;
    elsewhere(app, "sham").await;
    submitted(&service).await;
    assert_eq!(addressees(app).await, ["mei@example.test", "tak@example.test"]);
    let host = format!("/hosts/{}", service.host_id);
    service.coordinator.patch(&host, json!({ "centre": null, "version": 1 })).await.ok();
    submitted(&service).await;
    assert_eq!(addressees(app).await, ["mei@example.test", "sham@example.test", "tak@example.test"]);
});

story!(two_people_of_another_centre_are_kept_apart_by_nobody_else, async |app| {
    let service = app.service().await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let slot = service.shift(SATURDAY).await;
    for person in [&ming, &fai] {
        person.moves_to(json!("MFRC-MK")).await;
        person.books(&slot).await.ok();
    }
    let lok = elsewhere(app, "lok").await;
    let pair = json!({ "a": ming.code, "b": fai.code });
    let refused = lok.post("/keep-apart", pair.clone()).await;
    assert_eq!((refused.codes(), refused.body["slots"].clone()), (vec!["other_centre".into()], Value::Null));
    assert_eq!(length(&lok.get("/meetings").await.ok()), 0);
    // With one of their own it is their centre's matter too, and ends where they began it.
    ming.moves_to(json!("MFRC-ST")).await;
    assert_eq!(length(&json!({ "items": lok.post("/keep-apart", pair).await.ok()["slots"] })), 1);
    assert_eq!(length(&lok.get("/meetings").await.ok()), 1);
});

story!(letting_go_of_somebody_is_said_and_never_left_out, async |app| {
    let service = app.service().await;
    let ming = app.volunteer("ming").await;
    let check = json!({ "kind": "reference", "seenOn": "2026-11-20" });
    let seen = service.coordinator.post(&format!("/people/{}/checks", ming.id), check).await.ok();
    assert_eq!(seen["seenBy"], service.coordinator.get("/me").await.ok()["preferredName"]);
    let path = format!("/people/{}/centre", ming.id);
    assert_eq!(service.coordinator.put(&path, json!({})).await.codes(), ["required"]);
    assert_eq!(service.coordinator.put(&path, json!({ "centre": null })).await.status, 204);
});
