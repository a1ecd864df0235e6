//! Stories of religion and health: asked apart, told by choice, shown only where both wish it.

use alongside::mentoring::sensitive::Sensitive;
use alongside::places;
use alongside::worker::rounds::work_on_next;
use serde_json::{Value, json};

use crate::harness::mentors::answers;
use crate::harness::programme::referral;
use crate::harness::story;

fn sensitive(interests: &[&str], themes: &[&str], shared: Option<bool>) -> Value {
    json!({ "interests": interests, "themes": themes, "shared": shared })
}

/// Every choice of the whole product that tells of religion or health; a new one is marked or listed as not.
#[test]
fn what_tells_of_religion_or_health_is_marked() {
    let places = places::all();
    let marked = |of: &mut dyn Iterator<Item = &places::Choice>| -> Vec<String> {
        of.filter(|one| one.sensitive.is_some()).map(|one| one.code.clone()).collect()
    };
    assert_eq!(marked(&mut places.interests()), ["christian", "buddhist", "muslim"]);
    assert_eq!(marked(&mut places.themes.iter()), ["recovery", "gambling", "meaning"]);
    assert_eq!(marked(&mut places.languages.iter()), [""; 0]);
    let words = [
        "religio", "christ", "buddh", "muslim", "faith", "drug", "addict", "gambl", "illness", "宗教",
        "信仰", "教", "癮",
    ];
    for one in places.interests().chain(&places.themes) {
        let named = words
            .iter()
            .any(|word| one.name.en.to_lowercase().contains(word) || one.name.zh_hant.contains(word));
        let denied = one.name.en.contains("non-religious");
        assert!(!named || denied || one.sensitive.is_some(), "{}", one.code);
    }
}

story!(an_applicant_is_asked_for_religion_and_health_apart_and_may_leave_it, async |app| {
    let member = app.member("ka-ho").await;
    let draft = member.post("/me/mentor", json!({})).await.ok();
    let save = |answers: Value| {
        member.patch("/me/mentor", json!({ "version": draft["version"], "answers": answers }))
    };
    for (answers, field, code) in [
        (json!({ "interests": ["football", "buddhist"] }), "answers.interests[1]", "sensitive"),
        (json!({ "themes": ["recovery"] }), "answers.themes[0]", "sensitive"),
        (
            json!({ "sensitive": sensitive(&["football"], &[], Some(true)) }),
            "answers.sensitive.interests[0]",
            "unknown_code",
        ),
        (
            json!({ "sensitive": sensitive(&[], &["trust"], Some(true)) }),
            "answers.sensitive.themes[0]",
            "unknown_code",
        ),
        // Nobody says yes for them.
        (json!({ "sensitive": sensitive(&["muslim"], &[], None) }), "answers.sensitive.shared", "required"),
    ] {
        let refused = save(answers.clone()).await;
        assert_eq!(refused.status, 422, "{answers}");
        assert_eq!(
            (&refused.body["errors"][0]["field"], &refused.body["errors"][0]["code"]),
            (&json!(field), &json!(code))
        );
    }
    // Everything else is answered, and nothing of this is missing.
    let complete = save(answers()).await.ok();
    assert_eq!((complete["complete"].as_bool(), complete["answers"].get("sensitive")), (Some(true), None));

    let told = json!({ "version": complete["version"], "answers": { "sensitive": sensitive(&["buddhist"], &["recovery"], Some(false)) } });
    let told = member.patch("/me/mentor", told).await.ok();
    assert_eq!(told["answers"]["sensitive"]["themes"], json!(["recovery"]));
    member.post("/me/mentor/submission", json!({ "version": told["version"] })).await.ok();

    // Staff read the application without it, until the person says yes; they may still change their mind.
    let coordinator = app.coordinator("chan").await;
    let file = format!("/mentors/{}", told["id"].as_str().unwrap());
    assert_eq!(coordinator.get(&file).await.ok()["answers"].get("sensitive"), None);
    let version = member.get("/me/mentor").await.ok()["version"].clone();
    let yes = json!({ "version": version, "answers": { "sensitive": sensitive(&["buddhist"], &["recovery"], Some(true)) } });
    member.patch("/me/mentor", yes).await.ok();
    let seen = coordinator.get(&file).await.ok()["answers"]["sensitive"].clone();
    assert_eq!(seen, sensitive(&["buddhist"], &["recovery"], Some(true)));
});

story!(a_person_in_custody_is_asked_apart_too, async |app| {
    let wong = app.psychologist("wong").await;
    let mut body = referral("阿晴");
    body["interests"] = json!(["running", "christian"]);
    body["themes"] = json!(["gambling"]);
    let refused = wong.post("/referrals", body).await;
    let faults: Vec<_> = refused.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["field"].as_str(), one["code"].as_str()))
        .collect();
    assert_eq!(faults, [(Some("interests[1]"), Some("sensitive")), (Some("themes[0]"), Some("sensitive"))]);

    let mut body = referral("阿晴");
    body["sensitive"] = sensitive(&["christian"], &["gambling"], Some(false));
    let waiting = wong.refers_as(body).await;
    let path = format!("/referrals/{}", waiting["id"].as_str().unwrap());
    assert_eq!(wong.get(&path).await.ok()["sensitive"]["interests"], json!(["christian"]));
    let coordinator = app.coordinator("chan").await;
    assert_eq!(coordinator.get(&path).await.ok().get("sensitive"), None);
});

story!(what_both_named_and_both_agreed_to_show_is_shown_and_nothing_else, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let fong = app.active_mentor("fong", &wong).await;
    let of_mentor = |shared| {
        move |mentor: &mut alongside::mentoring::mentors::model::Mentor| {
            mentor.answers.sensitive = Some(Sensitive {
                interests: vec!["christian".into(), "buddhist".into()],
                themes: vec!["recovery".into()],
                shared: Some(shared),
            });
        }
    };
    app.change_mentor(fong.id, of_mentor(true)).await;
    let mut body = referral("阿晴");
    body["sensitive"] = sensitive(&["christian"], &["recovery", "meaning"], Some(true));
    wong.refers_as(body).await;
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": "2026-11-23" })).await.ok();
    work_on_next(&app.house).await.unwrap();
    let line = coordinator.get("/pairings").await.ok()["items"][0].clone();
    let path = format!("/pairings/{}", line["id"].as_str().unwrap());
    let told = |seen: &Value| {
        let has = |list: &Value, code: &str| list.as_array().unwrap().contains(&json!(code));
        let factors = seen["factors"].to_string();
        (
            has(&seen["shared"]["interests"], "christian"),
            has(&seen["shared"]["themes"], "recovery"),
            has(&seen["mentor"]["interests"], "christian"),
            seen.to_string().contains("buddhist"),
            factors.contains("christian") && factors.contains("recovery"),
        )
    };
    assert_eq!(told(&coordinator.get(&path).await.ok()), (true, true, true, false, true));
    // Who takes it back takes it back from what is stored, too.
    app.change_mentor(fong.id, of_mentor(false)).await;
    assert_eq!(told(&coordinator.get(&path).await.ok()), (false, false, false, false, false));
});

story!(what_was_answered_before_it_was_asked_apart_is_kept_in_its_own_place, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    // As older answers stand in the database.
    app.change_mentor(fong.id, |mentor| {
        mentor.answers.interests = Some(vec!["football".into(), "muslim".into()]);
        mentor.answers.themes = Some(vec!["gambling".into(), "trust".into()]);
        mentor.answers.themes_shared = Some(true);
    })
    .await;
    let answers = fong.person.get("/me/mentor").await.ok()["answers"].clone();
    assert_eq!((&answers["interests"], &answers["themes"]), (&json!(["football"]), &json!(["trust"])));
    assert_eq!(answers["sensitive"], sensitive(&["muslim"], &["gambling"], Some(true)));
});
