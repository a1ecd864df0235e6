//! Stories of what keeps an applicant waiting: supervision, the time since, and the institutions that held them.

use alongside::access::Role;
use alongside::base::clock::Month;
use alongside::mentoring::mentors::answers::HeldAt;
use alongside::people::accounts::model::SupervisionAnswer;
use serde_json::{Value, json};

use crate::harness::mentors::answers;
use crate::harness::story;

story!(supervision_is_settled_before_screening, async |app| {
    let ka_ho = app.member_who_said("ka-ho", SupervisionAnswer::RatherNotSay).await;
    let mei_ling = app.member("mei-ling").await;
    let chan = app.coordinator("chan").await;
    let mut said_yes = answers();
    said_yes["underSupervision"] = json!("yes");
    for person in [&ka_ho, &mei_ling] {
        let id = person.applies(said_yes.clone()).await;
        let refused = chan.holds(&id).moves(json!({ "to": "screening" })).await;
        assert_eq!(refused.outcome(), "409 supervision_unsettled", "{}", person.email);
        let settled = chan
            .put(&format!("/people/{}/supervision", person.id), json!({ "settled": "not_supervised" }))
            .await;
        assert_eq!(settled.status, 204);
        chan.holds(&id).moves(json!({ "to": "screening" })).await.ok();
    }
    let mut lately = answers();
    lately["neverSupervised"] = json!(null);
    lately["supervisionEndedMonth"] = json!("2025-06");
    let jacky = app.member("jacky").await;
    let id = jacky.applies(lately).await;
    let refused = chan.holds(&id).moves(json!({ "to": "screening" })).await;
    assert_eq!(
        refused.body["reasons"],
        json!([{ "code": "desistance_too_short", "params": { "months": 24 } }])
    );
});

story!(nobody_goes_on_before_they_have_said_since_when_they_are_free, async |app| {
    let ka_ho = app.member_who_said("ka-ho", SupervisionAnswer::RatherNotSay).await;
    let chan = app.coordinator("chan").await;
    let mut silent = answers();
    silent["underSupervision"] = json!("rather_not_say");
    silent["neverSupervised"] = json!(null);
    let id = ka_ho.applies(silent.clone()).await;
    chan.put(&format!("/people/{}/supervision", ka_ho.id), json!({ "settled": "not_supervised" })).await;
    let file = chan.holds(&id);
    assert_eq!(file.moves(json!({ "to": "screening" })).await.outcome(), "409 end_month_unknown");
    let answer = |mine: &Value, answers: Value| json!({ "version": mine["version"], "answers": answers });
    let mine = ka_ho.get("/me/mentor").await.ok();
    ka_ho.patch("/me/mentor", answer(&mine, json!({ "supervisionEndedMonth": "2024-06" }))).await.ok();
    file.moves(json!({ "to": "screening" })).await.ok();

    // Who says "no" is asked before sending; the month until which somebody was held is an end too.
    silent["underSupervision"] = json!("no");
    let mei = app.member("mei").await;
    let draft = mei.post("/me/mentor", json!({})).await.ok();
    let draft = mei.patch("/me/mentor", answer(&draft, silent)).await.ok();
    let early = mei.post("/me/mentor/submission", json!({ "version": draft["version"] })).await;
    assert_eq!(
        early.body["reasons"],
        json!([{ "code": "section_incomplete", "params": { "section": "supervision" } }])
    );
    let held = json!({ "heldAt": [{ "institution": "STP", "untilMonth": "2025-03" }], "supervisionEndedMonth": "2020-01" });
    let draft = mei.patch("/me/mentor", answer(&draft, held)).await.ok();
    let sent = mei.post("/me/mentor/submission", json!({ "version": draft["version"] })).await.ok();
    let refused = chan.holds(sent["id"].as_str().unwrap()).moves(json!({ "to": "screening" })).await;
    assert_eq!(refused.outcome(), "409 desistance_too_short");
});

story!(who_is_under_supervision_needs_the_officers_yes, async |app| {
    let ka_ho = app.member_who_said("ka-ho", SupervisionAnswer::Yes).await;
    let (chan, officer) = (app.coordinator("chan").await, app.staff("officer", Role::Officer, None).await);
    let id = ka_ho.applies(answers()).await;
    let file = chan.holds(&id);
    let registered = json!({ "code": ka_ho.code, "endsOn": "2027-03-31", "associationCondition": true });
    let supervisee = officer.post("/supervisees", registered).await.ok();
    let refused = file.moves(json!({ "to": "screening" })).await;
    assert_eq!(refused.outcome(), "409 not_under_supervision");
    let seen = file.read().await;
    assert_eq!((&seen["supervision"], &seen["associationForbidden"]), (&json!("supervised"), &json!(true)));

    let path = format!("/supervisees/{}/standing-clearances", supervisee["id"].as_str().unwrap());
    let standing = officer.post(&path, json!({ "kind": "mentoring", "until": "2027-01-31" })).await.ok();
    assert_eq!(file.read().await["associationForbidden"], false);
    file.moves(json!({ "to": "screening" })).await.ok();

    // Taken back, it counts no more for the next step.
    officer.delete(&format!("/standing-clearances/{}", standing["id"].as_str().unwrap())).await;
    assert_eq!(file.moves(json!({ "to": "interview" })).await.outcome(), "409 not_under_supervision");
});

story!(institutions_admit_a_mentor_but_none_that_held_them, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let liaison = app.staff("liaison", Role::Liaison, Some("TFC")).await;
    let id = ka_ho.becomes_mentor(&chan, &dr_lee, answers()).await;
    let file = chan.holds(&id);
    // However it became known: the guard of the way is one thing, the gate of an institution another.
    let held = HeldAt { institution: "STP".into(), until_month: Month::parse("2025-03").unwrap() };
    app.change_mentor(id.parse().unwrap(), |mentor| mentor.answers.held_at = Some(vec![held])).await;
    let refused = file.change("institutions", json!({ "institutions": ["TFC", "STP"] })).await;
    assert_eq!(
        refused.body["reasons"],
        json!([{ "code": "held_there", "params": { "institution": "STP", "months": 24 } }])
    );
    assert_eq!(
        file.change("institutions", json!({ "institutions": ["Alcatraz"] })).await.codes(),
        ["unknown_code"]
    );
    let cleared = file.change("institutions", json!({ "institutions": ["HLC", "HLC"] })).await.ok();
    assert_eq!(cleared["clearedInstitutions"], json!(["HLC"]));

    // A liaison speaks for the own institution and sees nothing else.
    let path = format!("/mentors/{id}/institutions");
    let body = |codes: &[&str]| json!({ "institutions": codes, "version": cleared["version"] });
    assert_eq!(liaison.put(&path, body(&["TFC"])).await.outcome(), "403 forbidden");
    let both = liaison.put(&path, body(&["HLC", "TFC"])).await.ok();
    assert_eq!(both["clearedInstitutions"], json!(["HLC", "TFC"]));
    assert_eq!(liaison.get(&format!("/mentors/{id}")).await.outcome(), "403 forbidden");
});
