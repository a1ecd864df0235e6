//! Stories of the course.

use serde_json::json;

use crate::harness::mentors::{MODULES, answers};
use crate::harness::story;

story!(the_course_is_there_for_everybody_to_read, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let course = ka_ho.get("/course").await.ok();
    let modules = course["modules"].as_array().unwrap();
    assert_eq!(modules.iter().map(|module| module["code"].as_str().unwrap()).collect::<Vec<_>>(), MODULES);
    assert_eq!(modules.iter().map(|module| module["hours"].as_i64().unwrap()).sum::<i64>(), 48);
    for module in modules {
        for language in ["zhHant", "zhHans", "en"] {
            assert!(!module["name"][language].as_str().unwrap().is_empty(), "{module}");
        }
    }
});

story!(a_module_failed_later_holds_back_at_every_step, async |app| {
    let (ka_ho, psychologist) = (app.member("ka-ho").await, app.psychologist_with("dr-lee", 5).await);
    let chan = app.coordinator("chan").await;
    let id = ka_ho.becomes_mentor(&chan, &psychologist, answers()).await;
    let file = chan.holds(&id);
    let missing = json!([{ "code": "must_pass_missing", "params": { "modules": ["M6"] } }]);
    file.records("M6", true, Some(false)).await.ok();

    // Neither renewed nor back from a pause, and no round counts on them.
    let renewal = json!({ "to": "active", "certifiedUntil": "2028-06-30" });
    assert_eq!(file.moves(renewal.clone()).await.body["reasons"], missing);
    let preview = chan.get("/rounds/preview?centre=MFRC-MK&date=2026-11-23").await.ok();
    assert_eq!(preview["mentors"]["heldBack"], json!([{ "code": "training_incomplete", "count": 1 }]));
    file.moves(json!({ "to": "paused" })).await.ok();
    assert_eq!(file.moves(json!({ "to": "active" })).await.body["reasons"], missing);
    file.records("M6", true, Some(true)).await.ok();
    file.moves(json!({ "to": "active" })).await.ok();
    file.moves(renewal).await.ok();
});

story!(nobody_is_signed_off_past_a_module_they_did_not_pass, async |app| {
    let (ka_ho, dr_lee) = (app.member("ka-ho").await, app.psychologist("dr-lee").await);
    let chan = app.coordinator("chan").await;
    let id = ka_ho.comes_to_review(&chan, &dr_lee, answers()).await;
    let file = chan.holds(&id);
    file.records("M3", false, None).await.ok();
    let refused = file.moves(json!({ "to": "active", "certifiedUntil": "2028-06-30" })).await;
    assert_eq!(refused.codes(), ["must_pass_missing"]);
});

story!(results_are_recorded_module_by_module, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let id = ka_ho.applies(answers()).await;
    let file = chan.holds(&id);
    assert_eq!(file.records("M1", true, Some(true)).await.outcome(), "409 wrong_state");
    file.moves(json!({ "to": "screening" })).await.ok();
    file.moves(json!({ "to": "interview" })).await.ok();
    chan.sees_checks_of(&ka_ho).await;
    dr_lee.holds(&id).change("endorsement", json!({ "yes": true })).await.ok();
    file.moves(json!({ "to": "accepted" })).await.ok();
    file.moves(json!({ "to": "in_training" })).await.ok();

    assert_eq!(file.records("M13", true, None).await.outcome(), "404 not_found");
    assert_eq!(file.records("M1", false, Some(true)).await.codes(), ["invalid"]);
    let tomorrow = json!({ "attended": true, "on": "2026-11-24" });
    assert_eq!(file.change("modules/M1", tomorrow).await.codes(), ["out_of_range"]);
    // After the interview a file is its own psychologist's: others know nothing of it.
    assert_eq!(dr_lee.get(&format!("/mentors/{id}")).await.outcome(), "404 not_found");

    // Attended first, failed, and passed at the second try.
    for (passed, state) in [(None, "attended"), (Some(false), "not_passed"), (Some(true), "passed")] {
        file.records("M3", true, passed).await.ok();
        let mine = ka_ho.get("/me/mentor").await.ok();
        let module = &mine["training"]["modules"][2];
        assert_eq!((&module["state"], &module["on"]), (&json!(state), &json!("2026-11-23")));
        assert_eq!(mine["training"]["hours"], 8);
    }
    let line = &chan.get("/mentors").await.ok()["items"][0];
    assert_eq!((&line["trainingHours"], &line["modulesDone"]), (&json!(8), &json!(1)));

    // Seven and eight need not be passed: forty hours are enough.
    for module in MODULES.iter().filter(|module| !["M7", "M8", "M12"].contains(module)) {
        file.records(module, true, Some(true)).await.ok();
    }
    let refused = file.moves(json!({ "to": "shadowing", "psychologistId": dr_lee.id })).await;
    assert_eq!(
        refused.body["reasons"],
        json!([
            { "code": "hours_missing", "params": { "have": 38, "need": 40 } },
            { "code": "must_pass_missing", "params": { "modules": ["M12"] } },
        ])
    );
    file.records("M12", true, Some(true)).await.ok();
    file.moves(json!({ "to": "shadowing", "psychologistId": dr_lee.id })).await.ok();
    // Everything that is wrong is said at once, with its bounds, and nothing is cut to fit.
    let version = file.read().await["version"].clone();
    let wrong = json!({ "on": "2026-11-24", "hours": 12.5, "version": version });
    let refused = dr_lee.post(&format!("/mentors/{id}/shadowing"), wrong).await;
    assert_eq!(
        refused.body["errors"],
        json!([
            { "field": "on", "code": "out_of_range", "params": { "max": "2026-11-23" } },
            { "field": "hours", "code": "out_of_range", "params": { "min": 0.5, "max": 12 } },
        ])
    );
    assert_eq!(file.read().await["shadowing"]["hours"], 0.0);

    // What was learnt is not lost when somebody leaves and begins again.
    let mine = ka_ho.get("/me/mentor").await.ok();
    ka_ho.post("/me/mentor/withdrawal", json!({ "version": mine["version"] })).await.ok();
    let again = ka_ho.post("/me/mentor", json!({})).await.ok();
    assert_eq!((&again["state"], &again["training"]["hours"]), (&json!("draft"), &json!(40)));
});

story!(shadowing_is_recorded_by_who_was_there, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, dr_lee, dr_ho) =
        (app.coordinator("chan").await, app.psychologist("dr-lee").await, app.psychologist("dr-ho").await);
    let id = ka_ho.becomes_mentor(&chan, &dr_lee, answers()).await;
    assert_eq!(chan.holds(&id).shadows(1.0).await.outcome(), "409 wrong_state");

    let wai_fong = app.member("wai-fong").await;
    let id = wai_fong.applies(answers()).await;
    let (file, clinic) = (chan.holds(&id), dr_lee.holds(&id));
    assert_eq!(file.shadows(1.0).await.outcome(), "409 wrong_state");
    file.moves(json!({ "to": "screening" })).await.ok();
    file.moves(json!({ "to": "interview" })).await.ok();
    chan.sees_checks_of(&wai_fong).await;
    clinic.change("endorsement", json!({ "yes": true })).await.ok();
    file.moves(json!({ "to": "accepted" })).await.ok();
    file.moves(json!({ "to": "in_training" })).await.ok();
    file.passes_every_module().await;
    file.moves(json!({ "to": "shadowing", "psychologistId": dr_lee.id })).await.ok();
    assert_eq!(wai_fong.get("/me/mentor").await.ok()["shadowing"]["psychologist"], "dr-lee");

    for hours in [0.0, -1.0, 0.25, 12.5, 1e300] {
        assert_eq!(clinic.shadows(hours).await.codes(), ["out_of_range"], "{hours}");
    }
    // Only the psychologist who is named, or the coordinator.
    assert_eq!(dr_ho.get(&format!("/mentors/{id}")).await.outcome(), "404 not_found");
    let one = clinic.shadows(2.5).await;
    assert_eq!(one.status, 201);
    assert_eq!(
        one.ok()["shadowing"]["entries"],
        json!([{ "on": "2026-11-23", "hours": 2.5, "by": "dr-lee" }])
    );

    // Another psychologist takes over; the hours stay.
    file.moves(json!({ "to": "shadowing", "psychologistId": dr_ho.id })).await.ok();
    assert_eq!(dr_lee.get(&format!("/mentors/{id}")).await.outcome(), "404 not_found");
    assert_eq!(dr_ho.holds(&id).shadows(1.0).await.ok()["shadowing"]["hours"], 3.5);
});
