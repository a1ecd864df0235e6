//! Stories of psychologists who leave, and of who takes over.

use alongside::access::Role;
use serde_json::{Value, json};

use crate::harness::story;

fn items(page: &Value) -> usize {
    page["items"].as_array().unwrap().len()
}

story!(a_mentor_and_their_pairings_go_along_to_another_psychologist, async |app| {
    let (wong, lam) = (app.psychologist_with("wong", 5).await, app.psychologist_with("lam", 1).await);
    let coordinator = app.coordinator("chan").await;
    let far = app.staff("ho", Role::Psychologist, Some("MFRC-ST")).await;
    let mentor = app.active_mentor("fong", &wong).await;
    let waiting = wong.refers("阿晴").await;
    let pairing = format!("/pairings/{}", app.proposed(mentor.id, &waiting).await);
    wong.put(&format!("{pairing}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
    coordinator.put(&format!("{pairing}/approval"), json!({ "version": 2 })).await.ok();
    coordinator.post(&format!("{pairing}/consent-request"), json!({ "version": 3 })).await.ok();
    mentor.person.put(&format!("/me{pairing}/consent"), json!({ "given": true, "version": 4 })).await.ok();
    let paper =
        json!({ "given": true, "on": "2026-11-23", "language": "yue", "witness": "Officer L", "version": 5 });
    wong.put(&format!("{pairing}/pic-consent"), paper).await.ok();
    app.deliver_mail().await;

    let id = mentor.id.to_string();
    let file = coordinator.holds(&id);
    assert_eq!(
        file.change("supervisor", json!({ "psychologistId": far.id })).await.codes(),
        ["unknown_code"]
    );
    assert_eq!(
        wong.holds(&id).change("supervisor", json!({ "psychologistId": lam.id })).await.outcome(),
        "403 forbidden"
    );
    assert_eq!(
        file.change("supervisor", json!({ "psychologistId": wong.id })).await.outcome(),
        "409 assigned_already"
    );
    let seen = file.change("supervisor", json!({ "psychologistId": lam.id })).await.ok();
    assert_eq!(seen["supervisor"]["name"], "lam");
    // The signature stays with who signed.
    assert_eq!(seen["signOffs"]["psychologist"]["by"], "wong");
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["fong@example.test", "lam@example.test", "wong@example.test"]);
    assert_eq!(lam.get(&pairing).await.ok()["psychologist"]["name"], "lam");

    // One place was free, and it is taken; back again, it is free.
    let second = wong.refers("阿雲").await;
    let other = format!("/pairings/{}", app.proposed(mentor.id, &second).await);
    lam.put(&format!("{other}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
    wong.put(&format!("{other}/endorsement"), json!({ "endorse": true, "version": 2 })).await.ok();
    let full = coordinator.put(&format!("{other}/approval"), json!({ "version": 3 })).await;
    assert_eq!(full.outcome(), "409 psychologist_no_capacity");
});

story!(a_person_in_custody_is_handed_to_another_psychologist, async |app| {
    let (wong, lam) = (app.psychologist_with("wong", 5).await, app.psychologist_with("lam", 5).await);
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &lam).await;
    let waiting = wong.refers("阿晴").await;
    let pairing = format!("/pairings/{}", app.proposed(mentor.id, &waiting).await);
    let path = format!("/referrals/{}", waiting["id"].as_str().unwrap());
    app.deliver_mail().await;
    assert_eq!(lam.get(&path).await.outcome(), "404 not_found");
    let body = json!({ "psychologistId": lam.id, "version": waiting["version"] });
    assert_eq!(wong.put(&format!("{path}/psychologist"), body.clone()).await.outcome(), "403 forbidden");
    let handed = coordinator.put(&format!("{path}/psychologist"), body.clone()).await.ok();
    assert_eq!((handed["psychologist"]["name"].as_str(), handed.get("inOwnWords")), (Some("lam"), None));
    assert_eq!(coordinator.put(&format!("{path}/psychologist"), body).await.outcome(), "409 stale_version");
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["lam@example.test", "wong@example.test"]);

    // Everything of it is the other's now: the words, the pairing, and one endorsement is enough.
    assert_eq!(lam.get(&path).await.ok()["inOwnWords"], "我想學會一個人也不怕。");
    assert_eq!(
        (wong.get(&path).await.outcome().as_str(), items(&wong.get("/referrals").await.ok())),
        ("404 not_found", 0)
    );
    let endorsed =
        lam.put(&format!("{pairing}/endorsement"), json!({ "endorse": true, "version": 2 })).await.ok();
    assert_eq!(endorsed["state"], "endorsed");
});
