//! Stories of psychologists who leave, and of who takes over.

use actix_web::test::TestRequest;
use alongside::access::Role;
use alongside::people::invitations;
use alongside::people::invitations::model::Office;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::{Reply, story};

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
        json!({ "given": true, "on": "2026-11-23", "language": "zh", "witness": "Officer L", "version": 5 });
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

story!(whoever_handed_over_reads_nothing_any_more, async |app| {
    let (wong, lam) = (app.psychologist_with("wong", 5).await, app.psychologist_with("lam", 5).await);
    let (ho, coordinator) = (app.psychologist_with("ho", 5).await, app.coordinator("chan").await);
    let mentor = app.active_mentor("fong", &wong).await;
    let refer = async |alias: &str| {
        let waiting = lam.refers(alias).await;
        format!("/pairings/{}", app.proposed(mentor.id, &waiting).await)
    };
    // One that ended, one that is open, one that begins afterwards.
    let ended = refer("阿晴").await;
    let body = json!({ "endorse": false, "reason": "too soon", "version": 1 });
    wong.put(&format!("{ended}/endorsement"), body).await.ok();
    let open = refer("阿雲").await;
    for pairing in [&ended, &open] {
        wong.get(pairing).await.ok();
    }
    let (id, file) = (mentor.id.to_string(), format!("/mentors/{}", mentor.id));
    coordinator.holds(&id).change("supervisor", json!({ "psychologistId": ho.id })).await.ok();
    let begun = refer("Noor").await;
    for path in [&ended, &open, &begun, &file] {
        assert_eq!(wong.get(path).await.outcome(), "404 not_found", "{path}");
    }
    for list in ["/pairings", "/mentors"] {
        assert_eq!(items(&wong.get(list).await.ok()), 0, "{list}");
    }
    assert_eq!(wong.get("/pairings/counts").await.ok()["waiting"], 0);
    let body = json!({ "endorse": true, "version": 1 });
    assert_eq!(wong.put(&format!("{open}/endorsement"), body).await.outcome(), "404 not_found");
    // Who accompanies the person, and the desk, read all three; the new supervisor what is theirs.
    for pairing in [&ended, &open, &begun] {
        lam.get(pairing).await.ok();
        coordinator.get(pairing).await.ok();
    }
    assert_eq!((items(&lam.get("/pairings").await.ok()), items(&ho.get("/pairings").await.ok())), (3, 1));
    assert_eq!(ho.get(&file).await.status, 200);
    assert_eq!(ho.get(&open).await.outcome(), "404 not_found");
});

story!(whoever_handed_a_person_over_reads_nothing_of_what_ended_either, async |app| {
    let (wong, lam) = (app.psychologist_with("wong", 5).await, app.psychologist_with("lam", 5).await);
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &lam).await;
    let waiting = wong.refers("阿晴").await;
    let pairing = format!("/pairings/{}", app.proposed(mentor.id, &waiting).await);
    let body = json!({ "reason": "too far", "version": 1 });
    coordinator.put(&format!("{pairing}/refusal"), body).await.ok();
    wong.get(&pairing).await.ok();
    let path = format!("/referrals/{}/psychologist", waiting["id"].as_str().unwrap());
    let body = json!({ "psychologistId": lam.id, "version": waiting["version"] });
    coordinator.put(&path, body).await.ok();
    assert_eq!(wong.get(&pairing).await.outcome(), "404 not_found");
    assert_eq!(items(&wong.get("/pairings").await.ok()), 0);
    lam.get(&pairing).await.ok();
});

story!(a_mentor_who_has_stepped_down_is_the_centres_alone, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    let mentor = app.active_mentor("fong", &wong).await;
    let file = format!("/mentors/{}", mentor.id);
    wong.get(&file).await.ok();
    coordinator.holds(&mentor.id.to_string()).moves(json!({ "to": "stepped_down" })).await.ok();
    assert_eq!(wong.get(&file).await.outcome(), "404 not_found");
    assert_eq!(items(&wong.get("/mentors").await.ok()), 0);
    coordinator.get(&file).await.ok();
});

/// The same request with the same key.
async fn sent(by: &Person, path: &str, body: &Value) -> Reply {
    let request = TestRequest::post()
        .uri(&format!("/api/v1{path}"))
        .insert_header(("authorization", format!("Bearer {}", by.token())))
        .insert_header(("idempotency-key", "once-and-only-once"))
        .set_json(body);
    by.app.send(request).await
}

story!(a_first_answer_is_given_again_only_to_who_may_still_read_it, async |app| {
    let (wong, lam) = (app.psychologist_with("wong", 5).await, app.psychologist_with("lam", 5).await);
    let coordinator = app.coordinator("chan").await;
    let said = referral("阿晴");
    let first = sent(&wong, "/referrals", &said).await.ok();
    assert_eq!(sent(&wong, "/referrals", &said).await.ok(), first);
    let path = format!("/referrals/{}/psychologist", first["id"].as_str().unwrap());
    let body = json!({ "psychologistId": lam.id, "version": first["version"] });
    coordinator.put(&path, body).await.ok();
    assert_eq!(sent(&wong, "/referrals", &said).await.outcome(), "404 not_found");
    // Nor is it made a second time.
    assert_eq!(items(&wong.get("/referrals").await.ok()), 0);

    // The same of somebody under supervision whom another officer has taken over.
    let (first, second) =
        (app.staff("ouyang", Role::Officer, None).await, app.staff("siu", Role::Officer, None).await);
    let (ming, root) = (app.member("ming").await, app.staff("root", Role::Admin, None).await);
    let body = json!({ "code": ming.code, "endsOn": "2027-06-30", "associationCondition": true });
    let registered = sent(&first, "/supervisees", &body).await.ok();
    assert_eq!(sent(&first, "/supervisees", &body).await.ok(), registered);
    let staff = root.get("/staff-accounts").await.ok();
    let mut rows = staff["items"].as_array().unwrap().iter();
    let grant = rows.find(|row| row["preferredName"] == "ouyang").unwrap()["grantId"].clone();
    root.delete(&format!("/grants/{}", grant.as_str().unwrap())).await;
    assert_eq!(sent(&first, "/supervisees", &body).await.outcome(), "403 forbidden");
    second.post("/supervisees", body.clone()).await.ok();
    let id = first.id;
    app.operates(move |tx| {
        let office = Office { role: Role::Officer, scope_kind: None, scope: None, profession: None };
        invitations::flow::begin(tx, id, office, None)
    })
    .await;
    assert_eq!(sent(&first, "/supervisees", &body).await.outcome(), "404 not_found");
});
