//! Stories of the class register: a whole page of results is one save.

use alongside::access::Role;
use serde_json::{Value, json};

use crate::harness::mentors::{MODULES, answers};
use crate::harness::people::Person;
use crate::harness::{App, story};

/// Somebody in training; the id of their file.
async fn pupil(app: &App, chan: &Person, wong: &Person, name: &str) -> String {
    let person = app.member(name).await;
    let id = person.applies(answers()).await;
    let file = chan.holds(&id);
    file.moves(json!({ "to": "screening" })).await.ok();
    file.moves(json!({ "to": "interview" })).await.ok();
    chan.sees_checks_of(&person).await;
    wong.holds(&id).change("endorsement", json!({ "yes": true })).await.ok();
    file.moves(json!({ "to": "accepted" })).await.ok();
    file.moves(json!({ "to": "in_training" })).await.ok();
    id
}

fn entry(id: &str, version: &Value, module: &str) -> Value {
    json!({
        "mentorId": id, "version": version, "module": module, "attended": true, "passed": true,
        "on": "2026-11-23",
    })
}

async fn class(chan: &Person) -> Vec<Value> {
    chan.get("/class-register").await.ok()["items"].as_array().unwrap().clone()
}

story!(twelve_results_of_one_mentor_are_one_save, async |app| {
    let (wong, chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    let id = pupil(app, &chan, &wong, "ka-ho").await;
    let before = class(&chan).await[0].clone();
    assert_eq!((&before["id"], &before["preferredName"]), (&json!(id), &json!("ka-ho")));
    let all: Vec<_> = MODULES.iter().map(|module| entry(&id, &before["version"], module)).collect();
    let saved = chan.put("/class-register", json!({ "results": all })).await.ok();
    let file = chan.holds(&id).read().await;
    assert_eq!(saved, json!({ "mentors": [{ "mentorId": id, "version": file["version"] }] }));
    assert_eq!(
        (&file["training"]["hours"], &file["version"]),
        (&json!(48), &json!(before["version"].as_i64().unwrap() + 1))
    );
    assert_eq!(
        file["history"].as_array().unwrap().iter().filter(|line| line["event"] == "module_recorded").count(),
        1
    );
    // From the file that it was before, nothing is saved twice.
    let again = chan.put("/class-register", json!({ "results": all })).await;
    assert_eq!(again.outcome(), "409 stale_version");
    chan.holds(&id).moves(json!({ "to": "shadowing", "psychologistId": wong.id })).await.ok();
    assert_eq!(class(&chan).await, [] as [Value; 0]);
    app.deliver_mail().await;
});

story!(a_class_is_one_save_of_all_or_none, async |app| {
    let (wong, chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    let mut ids = Vec::new();
    for name in ["one", "two", "three"] {
        ids.push(pupil(app, &chan, &wong, name).await);
    }
    let entries = async |module: &str| -> Vec<Value> {
        class(&chan)
            .await
            .iter()
            .map(|one| entry(one["id"].as_str().unwrap(), &one["version"], module))
            .collect()
    };
    let good = entries("M1").await;
    // Everything that is wrong is said at once, and nothing is kept.
    let mut wrong = good.clone();
    wrong[0]["on"] = json!("2026-11-24");
    wrong[1]["attended"] = json!(false);
    wrong[2]["module"] = json!("M99");
    let reply = chan.put("/class-register", json!({ "results": wrong })).await;
    assert_eq!(reply.outcome(), "422 invalid");
    let fields: Vec<_> =
        reply.body["errors"].as_array().unwrap().iter().map(|fault| fault["field"].clone()).collect();
    assert_eq!(fields, ["results[0].on", "results[1].passed", "results[2].module"]);
    assert!(class(&chan).await.iter().all(|one| one["training"]["hours"] == 0));

    // One was absent, and one has nothing entered: a gap is no fault.
    let mut page = good.clone();
    page[1]["attended"] = json!(false);
    page[1]["passed"] = Value::Null;
    page.pop();
    let saved = chan.put("/class-register", json!({ "results": page })).await.ok();
    assert_eq!(saved["mentors"].as_array().unwrap().len(), 2);
    let states: Vec<_> =
        class(&chan).await.iter().map(|one| one["training"]["modules"][0]["state"].clone()).collect();
    assert_eq!(states, ["passed", "not_yet", "not_yet"]);

    // Whoever was changed meanwhile stops the whole page.
    let stale = chan.put("/class-register", json!({ "results": good })).await;
    assert_eq!(stale.outcome(), "409 stale_version");

    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(class(&elsewhere).await, [] as [Value; 0]);
    let page = json!({ "results": entries("M2").await });
    assert_eq!(elsewhere.put("/class-register", page.clone()).await.outcome(), "404 not_found");
    assert_eq!(wong.put("/class-register", page).await.outcome(), "403 forbidden");
    assert_eq!(chan.put("/class-register", json!({ "results": [] })).await.outcome(), "422 invalid");
    app.deliver_mail().await;
});

story!(results_of_whoever_has_left_are_refused_with_all_the_page, async |app| {
    let (wong, chan) = (app.psychologist_with("wong", 5).await, app.coordinator("chan").await);
    let (stays, leaves) = (pupil(app, &chan, &wong, "one").await, pupil(app, &chan, &wong, "two").await);
    let gone = chan.holds(&leaves).moves(json!({ "to": "declined" })).await.ok();
    let here = class(&chan).await[0].clone();
    let page = json!({ "results": [
        entry(&stays, &here["version"], "M1"), entry(&leaves, &gone["version"], "M1"),
    ] });
    assert_eq!(chan.put("/class-register", page).await.codes(), ["wrong_state"]);
    assert_eq!(class(&chan).await[0]["training"]["hours"], 0);
    app.deliver_mail().await;
});
