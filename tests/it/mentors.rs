//! Stories of the way from an application to a certified mentor.

use actix_web::http::Method;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::mentors::answers;
use crate::harness::story;

/// The named move in a staff view: whether it is allowed, and the codes of every reason against it.
fn move_to(file: &Value, to: &str) -> (bool, Vec<String>) {
    let moves = file["moves"].as_array().unwrap();
    let found = moves.iter().find(|one| one["to"] == to).expect("such a move");
    let reasons = found["reasons"].as_array().unwrap();
    let codes = reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect();
    (found["allowed"].as_bool().unwrap(), codes)
}

/// What the person may do now.
fn allowed(mine: &Value) -> Vec<&str> {
    let steps = mine["may"].as_array().unwrap().iter().filter(|step| step["allowed"] == true);
    steps.map(|step| step["code"].as_str().unwrap()).collect()
}

fn part(names: &[&str]) -> Value {
    let all = answers();
    names
        .iter()
        .map(|name| ((*name).to_owned(), all[*name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

story!(an_applicant_answers_in_pieces_comes_back_and_sends_it, async |app| {
    let mut ka_ho = app.member("ka-ho").await;
    let coordinator = app.coordinator("chan").await;
    assert_eq!(ka_ho.get("/me").await.ok()["mentor"], false);
    assert_eq!(ka_ho.get("/me/mentor").await.outcome(), "404 not_found");

    let draft = ka_ho.post("/me/mentor", json!({})).await.ok();
    assert_eq!(ka_ho.get("/me").await.ok()["mentor"], true);
    assert_eq!((&draft["state"], &draft["complete"]), (&json!("draft"), &json!(false)));
    assert_eq!(draft["next"]["code"], "answer");
    assert_eq!(ka_ho.post("/me/mentor", json!({})).await.outcome(), "409 application_open");

    let pieces: [&[&str]; 3] = [
        &["gender", "birthMonth", "district", "centre", "motivation"],
        &["languages", "interests", "strengths"],
        &["themes", "themesShared", "offers"],
    ];
    let mut version = draft["version"].clone();
    for piece in pieces {
        let saved =
            ka_ho.patch("/me/mentor", json!({ "version": version, "answers": part(piece) })).await.ok();
        version = saved["version"].clone();
    }

    // A fortnight later, on another day, everything is still there.
    app.advance(TimeDelta::days(14));
    ka_ho.comes_back().await;
    let back = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(back["answers"]["motivation"], answers()["motivation"]);
    let done: Vec<&str> = back["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|section| section["done"] == true)
        .map(|section| section["code"].as_str().unwrap())
        .collect();
    assert_eq!(done, ["about", "languages", "interests", "themes", "offers"]);

    let early = ka_ho.post("/me/mentor/submission", json!({ "version": version })).await;
    assert_eq!(early.outcome(), "409 section_incomplete");
    let missing: Vec<_> = early.body["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["params"]["section"].as_str().unwrap())
        .collect();
    assert_eq!(missing, ["comfort", "availability", "modes", "supervision", "consent"]);

    let rest = [
        "stageComfort",
        "availability",
        "capacityWish",
        "modes",
        "underSupervision",
        "neverSupervised",
        "heldAt",
        "matchConsent",
    ];
    let ready = ka_ho.patch("/me/mentor", json!({ "version": version, "answers": part(&rest) })).await.ok();
    assert_eq!((&ready["complete"], &ready["next"]["code"]), (&json!(true), &json!("submit")));
    assert_eq!((allowed(&ready), &ready["settled"]), (vec!["submit", "withdraw"], &json!([])));

    // Nobody else knows of it before it is sent.
    let id = ready["id"].as_str().unwrap();
    let mut coordinator = coordinator;
    coordinator.comes_back().await;
    assert_eq!(coordinator.get(&format!("/mentors/{id}")).await.outcome(), "404 not_found");
    assert_eq!(coordinator.get("/mentors").await.ok()["items"], json!([]));

    app.deliver_mail().await;
    let sent = ka_ho.post("/me/mentor/submission", json!({ "version": ready["version"] })).await.ok();
    assert_eq!((&sent["state"], &sent["next"]["code"]), (&json!("applied"), &json!("applied")));
    assert_eq!(allowed(&sent), ["withdraw"]);
    assert_eq!(sent["steps"][0], json!({ "code": "applied", "state": "current", "on": "2026-12-07" }));
    assert_eq!(sent["steps"][1], json!({ "code": "screening", "state": "to_come" }));
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["chan@example.test", "ka-ho@example.test"]);

    let list = coordinator.get("/mentors?state=applied").await.ok();
    assert_eq!(list["items"][0]["preferredName"], "ka-ho");
    assert_eq!(list["items"][0]["nextMove"]["code"], "screening");
    assert_eq!(coordinator.get("/mentors/counts").await.ok()["byState"]["applied"], 1);

    // What was judged is settled; what suits may change.
    let version = sent["version"].clone();
    let settled = sent["settled"].as_array().unwrap();
    assert!(settled.contains(&json!("centre")) && !settled.contains(&json!("interests")), "{settled:?}");
    let settled =
        ka_ho.patch("/me/mentor", json!({ "version": version, "answers": { "centre": "MFRC-ST" } })).await;
    assert_eq!(settled.outcome(), "409 answers_settled");
    let changed = ka_ho
        .patch("/me/mentor", json!({ "version": version, "answers": { "interests": ["cycling"] } }))
        .await
        .ok();
    assert_eq!(changed["answers"]["interests"], json!(["cycling"]));
});

story!(a_coordinator_brings_somebody_all_the_way, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let id = ka_ho.applies(answers()).await;
    let (file, clinic) = (chan.holds(&id), dr_lee.holds(&id));

    // No stage can be skipped.
    assert_eq!(file.moves(json!({ "to": "accepted" })).await.outcome(), "409 wrong_state");
    file.moves(json!({ "to": "screening", "note": "spoke by telephone" })).await.ok();
    assert_eq!(clinic.change("endorsement", json!({ "yes": true })).await.outcome(), "409 wrong_state");
    file.moves(json!({ "to": "interview" })).await.ok();

    let refused = file.moves(json!({ "to": "accepted" })).await;
    let reasons = ["clearance_check_missing", "references_missing", "psychologist_endorsement_missing"];
    assert_eq!(refused.codes(), reasons);
    assert_eq!(refused.body["reasons"][1]["params"], json!({ "needed": 2, "have": 0 }));
    assert_eq!(move_to(&file.read().await, "accepted"), (false, reasons.map(String::from).to_vec()));
    chan.sees_checks_of(&ka_ho).await;
    clinic.change("endorsement", json!({ "yes": false })).await.ok();
    assert_eq!(file.moves(json!({ "to": "accepted" })).await.codes(), ["psychologist_endorsement_missing"]);
    clinic.change("endorsement", json!({ "yes": true })).await.ok();
    assert_eq!(move_to(&file.read().await, "accepted"), (true, vec![]));
    file.moves(json!({ "to": "accepted" })).await.ok();
    file.moves(json!({ "to": "in_training" })).await.ok();

    let untrained = file.moves(json!({ "to": "shadowing", "psychologistId": dr_lee.id })).await;
    assert_eq!(untrained.codes(), ["hours_missing", "must_pass_missing"]);
    file.passes_every_module().await;
    assert_eq!(file.moves(json!({ "to": "shadowing" })).await.codes(), ["psychologist_missing"]);
    let nobody = file.moves(json!({ "to": "shadowing", "psychologistId": ka_ho.id })).await;
    assert_eq!(nobody.codes(), ["unknown_code"]);
    file.moves(json!({ "to": "shadowing", "psychologistId": dr_lee.id })).await.ok();

    clinic.shadows(12.0).await.ok();
    file.shadows(11.5).await.ok();
    let short = file.moves(json!({ "to": "competency_review" })).await;
    assert_eq!(short.body["reasons"][0]["params"], json!({ "have": 23.5, "need": 24.0 }));
    clinic.shadows(0.5).await.ok();
    assert_eq!(file.change("sign-off", json!({})).await.outcome(), "409 wrong_state");
    file.moves(json!({ "to": "competency_review" })).await.ok();

    let active = json!({ "to": "active", "certifiedUntil": "2028-06-30" });
    assert_eq!(
        file.moves(active.clone()).await.codes(),
        ["sign_off_missing", "sign_off_missing", "confirmation_missing", "confirmation_missing"]
    );
    clinic.change("sign-off", json!({})).await.ok();
    let half = file.moves(active.clone()).await;
    assert_eq!(half.body["reasons"][0]["params"], json!({ "who": "coordinator" }));
    file.change("sign-off", json!({})).await.ok();
    // What matching builds on is confirmed by who knows it: the coordinator's word and the psychologist's are two.
    assert_eq!(file.change("comfort-confirmation", json!({})).await.outcome(), "403 forbidden");
    assert_eq!(clinic.change("offers-confirmation", json!({})).await.outcome(), "403 forbidden");
    clinic.change("comfort-confirmation", json!({})).await.ok();
    let confirmed = file.change("offers-confirmation", json!({})).await.ok();
    assert_eq!(confirmed["confirmations"]["offers"], json!({ "by": "chan", "on": "2026-11-23" }));
    // A later answer is not yet confirmed.
    let mine = ka_ho.get("/me/mentor").await.ok();
    let more =
        json!({ "offers": { "belonging": "lot", "skill": "lot", "choice": "little", "meaning": "some" } });
    ka_ho.patch("/me/mentor", json!({ "version": mine["version"], "answers": more })).await.ok();
    let changed = file.moves(active.clone()).await;
    assert_eq!(
        changed.body["reasons"],
        json!([{ "code": "confirmation_missing", "params": { "what": "offers" } }])
    );
    file.change("offers-confirmation", json!({})).await.ok();
    assert_eq!(file.moves(json!({ "to": "active" })).await.codes(), ["required"]);
    let mentor = file.moves(active).await.ok();

    assert_eq!(mentor["supervisor"]["name"], "dr-lee");
    assert_eq!((&mentor["certifiedUntil"], &mentor["capacity"]), (&json!("2028-06-30"), &json!(1)));
    assert_eq!(mentor["shadowing"]["hours"], 24.0);
    let events: Vec<_> = mentor["history"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["event"] == "moved")
        .map(|line| line["state"].as_str().unwrap())
        .collect();
    let way =
        ["screening", "interview", "accepted", "in_training", "shadowing", "competency_review", "active"];
    assert_eq!(events, way);
    assert_eq!(mentor["history"][1]["note"], "spoke by telephone");

    let mine = ka_ho.get("/me/mentor").await.ok();
    assert_eq!(
        (&mine["state"], &mine["next"]["params"]["certifiedUntil"]),
        (&json!("active"), &json!("2028-06-30"))
    );
    assert!(mine["steps"].as_array().unwrap().iter().all(|step| step["on"] == "2026-11-23"));
    assert!(!mine.to_string().contains("spoke by telephone"), "notes are for staff");
    app.deliver_mail().await;
    let letters = app.letters.borrow();
    assert!(
        letters.iter().all(|letter| !letter.plain.contains("ka-ho") && !letter.subject.contains("mentor"))
    );
    assert!(letters.iter().any(|letter| letter.to == "dr-lee@example.test"), "the psychologist was told");
});

story!(a_coordinator_finds_somebody_by_name_code_and_language_and_reads_whose_turn_it_is, async |app| {
    let (ka_ho, mei) = (app.member("ka-ho").await, app.member("mei-ling").await);
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let id = ka_ho.applies(answers()).await;
    app.advance(TimeDelta::minutes(1));
    let hers = json!({ "languages": [{ "code": "yue", "level": "everyday" }, { "code": "ne", "level": "feelings" }] });
    let mut theirs = answers();
    theirs["languages"] = hers["languages"].clone();
    mei.applies(theirs).await;

    let names = |page: Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item["preferredName"].as_str().unwrap().to_owned()).collect()
    };
    let code = chan.get(&format!("/mentors/{id}")).await.ok()["code"].as_str().unwrap().to_lowercase();
    for (asked, found) in [
        ("q=KA-HO".to_owned(), vec!["ka-ho"]),
        ("q=%20Mei".to_owned(), vec!["mei-ling"]),
        (format!("q={code}"), vec!["ka-ho"]),
        ("language=ne".to_owned(), vec!["mei-ling"]),
        ("q=ka&language=ne".to_owned(), vec![]),
    ] {
        assert_eq!(names(chan.get(&format!("/mentors?{asked}")).await.ok()), found, "{asked}");
    }
    // Narrowed, the list still goes on page by page.
    let first = chan.get("/mentors?language=yue&limit=1").await.ok();
    let next = first["next"].as_str().expect("one more").to_owned();
    assert_eq!(names(first), ["ka-ho"]);
    let second = chan.get(&format!("/mentors?language=yue&limit=1&after={next}")).await.ok();
    assert!(second["next"].is_null());
    assert_eq!(names(second), ["mei-ling"]);

    let turn = async || chan.get("/mentors?q=ka-ho").await.ok()["items"][0]["nextMove"].clone();
    assert_eq!(turn().await, json!({ "code": "screening", "who": "coordinator" }));
    let (file, clinic) = (chan.holds(&id), dr_lee.holds(&id));
    file.moves(json!({ "to": "screening" })).await.ok();
    file.moves(json!({ "to": "interview" })).await.ok();
    assert_eq!(turn().await, json!({ "code": "accepted", "who": "psychologist" }));
    clinic.change("endorsement", json!({ "yes": true })).await.ok();
    assert_eq!(turn().await, json!({ "code": "accepted", "who": "coordinator" }));
    file.moves(json!({ "to": "deferred", "againFrom": "2027-06-01" })).await.ok();
    assert_eq!(turn().await, json!({ "code": "none", "who": "person", "by": "2027-06-01" }));
});

story!(strangers_and_other_centres_find_nothing, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let id = ka_ho.applies(answers()).await;
    let elsewhere = app.staff("wong", Role::Coordinator, Some("MFRC-ST")).await;
    let far = app.staff("dr-ho", Role::Psychologist, Some("MFRC-ST")).await;
    let (eve, officer) = (app.member("eve").await, app.staff("officer", Role::Officer, None).await);
    let one = format!("/mentors/{id}");
    for (who, outcome) in [
        (&elsewhere, "404 not_found"),
        (&far, "404 not_found"),
        (&eve, "403 forbidden"),
        (&officer, "403 forbidden"),
        (&ka_ho, "403 forbidden"),
    ] {
        assert_eq!(who.get(&one).await.outcome(), outcome, "{}", who.email);
    }
    assert_eq!(elsewhere.get("/mentors").await.ok()["items"], json!([]));
    assert_eq!(elsewhere.get("/mentors?centre=MFRC-MK").await.ok()["items"], json!([]));
    let body = json!({ "to": "screening", "version": 3 });
    assert_eq!(elsewhere.put(&format!("{one}/state"), body.clone()).await.outcome(), "404 not_found");
    assert_eq!(far.put(&format!("{one}/state"), body.clone()).await.outcome(), "403 forbidden");
    assert_eq!(
        app.ask(Method::PUT, &format!("{one}/state"), Some(body)).await.outcome(),
        "401 credentials_missing"
    );
    let near = app.psychologist("dr-lee").await;
    let chan = app.coordinator("chan").await;
    // A psychologist of the centre sees an application while it waits for a psychologist's word, not before.
    assert_eq!(near.get(&one).await.outcome(), "404 not_found");
    assert_eq!(near.get("/mentors").await.ok()["items"], json!([]));
    chan.put(&format!("{one}/state"), json!({ "to": "screening", "version": 3 })).await.ok();
    near.get(&one).await.ok();
    assert_eq!(near.get("/mentors").await.ok()["items"][0]["state"], "screening");
    let moved = near.put(&format!("{one}/state"), json!({ "to": "screening", "version": 3 })).await;
    assert_eq!(moved.outcome(), "403 forbidden");
});

story!(a_mentors_file_is_their_own_psychologists_to_read, async |app| {
    let (lee, lam) = (app.psychologist_with("lee", 5).await, app.psychologist("lam").await);
    let fong = app.active_mentor("fong", &lee).await;
    let path = format!("/mentors/{}", fong.id);
    assert_eq!(lee.get(&path).await.ok()["state"], "active");
    assert_eq!(lee.get("/mentors").await.ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(lam.get(&path).await.outcome(), "404 not_found");
    assert_eq!(lam.get("/mentors?centre=MFRC-MK").await.ok()["items"], json!([]));
    assert_eq!(lam.get("/mentors/counts").await.ok()["byState"]["active"], 0);
});

story!(answers_that_make_no_sense_are_named, async |app| {
    let ka_ho = app.member("ka-ho").await;
    let draft = ka_ho.post("/me/mentor", json!({})).await.ok();
    for (answer, field, code) in [
        (json!({ "district": "atlantis" }), "answers.district", "unknown_code"),
        (json!({ "centre": "MFRC-XX" }), "answers.centre", "unknown_code"),
        (
            json!({ "languages": [{ "code": "yue", "level": "feelings" }, { "code": "tlh", "level": "everyday" }] }),
            "answers.languages[1]",
            "unknown_code",
        ),
        (
            json!({ "languages": [{ "code": "yue", "level": "fluent" }] }),
            "answers.languages[0].level",
            "invalid",
        ),
        (json!({ "interests": vec!["football"; 41] }), "answers.interests", "too_many"),
        (json!({ "themes": ["offence"] }), "answers.themes[0]", "unknown_code"),
        (json!({ "birthMonth": "2010-01" }), "answers.birthMonth", "out_of_range"),
        (json!({ "birthMonth": "1985-13" }), "answers.birthMonth", "invalid"),
        (json!({ "strengths": "x".repeat(501) }), "answers.strengths", "too_long"),
        (json!({ "motivation": "my number is A123456(3)" }), "answers.motivation", "hkid_not_allowed"),
        (json!({ "availability": "ff" }), "answers.availability", "invalid"),
        (json!({ "capacityWish": 4 }), "answers.capacityWish", "out_of_range"),
        (json!({ "supervisionEndedMonth": "2027-01" }), "answers.supervisionEndedMonth", "out_of_range"),
        (
            json!({ "heldAt": [{ "institution": "nowhere", "untilMonth": "2026-01" }] }),
            "answers.heldAt[0]",
            "unknown_code",
        ),
        (json!({ "offence": "theft" }), "answers.offence", "unknown_field"),
    ] {
        let reply =
            ka_ho.patch("/me/mentor", json!({ "version": draft["version"], "answers": answer })).await;
        assert_eq!(reply.status, 422, "{answer}");
        assert_eq!(
            (reply.body["errors"][0]["field"].as_str(), reply.body["errors"][0]["code"].as_str()),
            (Some(field), Some(code))
        );
    }
    assert_eq!(ka_ho.get("/me/mentor").await.ok()["version"], draft["version"]);
    assert_eq!(ka_ho.post("/me/mentor", json!({ "person": 1 })).await.codes(), ["unknown_field"]);
});
