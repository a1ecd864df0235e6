//! Stories of the supervision round: whose psychologist has left is placed with another, and can be matched again.

use alongside::access::Role;
use serde_json::{Value, json};

use crate::choices::{path, round};
use crate::harness::people::Person;
use crate::harness::{App, story};

const PATH: &str = "/centres/MFRC-MK/supervision-round";

fn names(found: &Value, what: &str) -> Vec<String> {
    let rows = found[what].as_array().unwrap();
    rows.iter().map(|one| one["mentor"]["preferredName"].as_str().unwrap().to_owned()).collect()
}

story!(a_mentor_whose_psychologist_left_is_placed_and_can_be_matched_again, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let lam = app.psychologist_with("lam", 2).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.active_mentor("mai", &lam).await;
    let coordinator = app.coordinator("chan").await;
    let nobody = coordinator.get(PATH).await.ok();
    assert_eq!(nobody, json!({ "placed": [], "unplaced": [] }));

    app.leaves("wong").await;
    let ready = || coordinator.get("/rounds/preview?centre=MFRC-MK&date=2026-11-23");
    assert_eq!(
        ready().await.ok()["mentors"]["heldBack"],
        json!([{ "code": "supervisor_missing", "count": 1 }])
    );
    let found = coordinator.get(PATH).await.ok();
    let [one] = found["placed"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(
        (one["mentor"]["preferredName"].as_str(), one["mentor"]["before"].as_str()),
        (Some("fong"), Some("wong"))
    );
    assert_eq!(
        (one["psychologist"]["name"].as_str(), &one["institutions"], &one["themes"]),
        (Some("lam"), &json!(["LWC"]), &json!(["grief"]))
    );

    // Only what is proposed can be confirmed, as it was seen, by a coordinator.
    let confirm = format!("{PATH}/{}", fong.id);
    let body = json!({ "psychologistId": lam.id, "version": one["mentor"]["version"] });
    assert_eq!(lam.put(&confirm, body.clone()).await.outcome(), "403 forbidden");
    let other = json!({ "psychologistId": wong.id, "version": one["mentor"]["version"] });
    assert_eq!(coordinator.put(&confirm, other).await.outcome(), "409 placing_changed");
    app.deliver_mail().await;
    let left = coordinator.put(&confirm, body.clone()).await.ok();
    assert_eq!(left, json!({ "placed": [], "unplaced": [] }));
    assert_eq!(coordinator.put(&confirm, body).await.outcome(), "409 stale_version");
    let file = coordinator.get(&format!("/mentors/{}", fong.id)).await.ok();
    assert_eq!(
        (
            file["supervisor"]["name"].as_str(),
            file["history"].as_array().unwrap().iter().any(|line| line["event"] == "handed_over")
        ),
        (Some("lam"), true)
    );
    let mut told: Vec<String> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    told.dedup();
    assert!(
        told.contains(&"fong@example.test".to_owned()) && told.contains(&"lam@example.test".to_owned()),
        "{told:?}"
    );
    assert_eq!(ready().await.ok()["mentors"]["qualify"], 2);
});

story!(
    a_mentor_who_cannot_be_placed_is_told_why_and_a_place_taken_meanwhile_is_not_given_twice,
    async |app| {
        let wong = app.psychologist_with("wong", 5).await;
        let lam = app.psychologist_with("lam", 1).await;
        let mut ids = Vec::new();
        for name in ["fong", "mai", "lok", "sze", "kit"] {
            ids.push(app.active_mentor(name, &wong).await.id);
        }
        app.change_mentor(ids[2], |mentor| mentor.answers.match_consent = Some(false)).await;
        app.change_mentor(ids[3], |mentor| mentor.institutions = Vec::new()).await;
        app.change_mentor(ids[4], |mentor| mentor.institutions = vec!["SPP".into()]).await;
        app.leaves("wong").await;
        let coordinator = app.coordinator("chan").await;
        let found = coordinator.get(PATH).await.ok();
        assert_eq!((names(&found, "placed").len(), names(&found, "unplaced").len()), (1, 4));
        let mut why: Vec<&str> = found["unplaced"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["reason"]["code"].as_str().unwrap())
            .collect();
        why.sort_unstable();
        assert_eq!(
            why,
            ["institutions_missing", "mentor_consent_missing", "no_psychologist_there", "psychologists_full"]
        );

        // Meanwhile lam takes no more: what was proposed is not there any more.
        let one = &found["placed"][0]["mentor"];
        let own = lam.get("/me/psychologist").await.ok();
        let full = json!({ "institutions": own["institutions"], "expertise": own["expertise"], "capacity": 0, "version": own["version"] });
        lam.put("/me/psychologist", full).await.ok();
        let body = json!({ "psychologistId": lam.id, "version": one["version"] });
        let confirmed = coordinator.put(&format!("{PATH}/{}", one["id"].as_str().unwrap()), body).await;
        assert_eq!(confirmed.outcome(), "409 placing_changed");
        assert_eq!(names(&coordinator.get(PATH).await.ok(), "placed").len(), 0);
    }
);

story!(a_pairing_under_way_goes_along_with_the_placing, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let lam = app.psychologist_with("lam", 2).await;
    let fong = app.active_mentor("fong", &wong).await;
    let waiting = lam.refers("阿晴").await;
    let pairing = format!("/pairings/{}", app.proposed(fong.id, &waiting).await);
    let coordinator = app.coordinator("chan").await;
    for (at, psychologist) in [&wong, &lam].into_iter().enumerate() {
        let yes = json!({ "endorse": true, "version": at + 1 });
        psychologist.put(&format!("{pairing}/endorsement"), yes).await.ok();
    }
    coordinator.put(&format!("{pairing}/approval"), json!({ "version": 3 })).await.ok();
    coordinator.post(&format!("{pairing}/consent-request"), json!({ "version": 4 })).await.ok();
    fong.person.put(&format!("/me{pairing}/consent"), json!({ "given": true, "version": 5 })).await.ok();
    let paper =
        json!({ "given": true, "on": "2026-11-23", "language": "zh", "witness": "Officer L", "version": 6 });
    lam.put(&format!("{pairing}/pic-consent"), paper).await.ok();
    app.leaves("wong").await;
    let found = coordinator.get(PATH).await.ok();
    let version = &found["placed"][0]["mentor"]["version"];
    let body = json!({ "psychologistId": lam.id, "version": version });
    coordinator.put(&format!("{PATH}/{}", fong.id), body).await.ok();
    assert_eq!(coordinator.get(&pairing).await.ok()["psychologist"]["name"], "lam");
});

story!(the_supervision_round_of_another_centre_is_not_there, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(elsewhere.get(PATH).await.outcome(), "404 not_found");
    let body = json!({ "psychologistId": wong.id, "version": 2 });
    for centre in ["MFRC-MK", "MFRC-ST"] {
        let path = format!("/centres/{centre}/supervision-round/{}", fong.id);
        assert_eq!(elsewhere.put(&path, body.clone()).await.outcome(), "404 not_found");
    }
    assert_eq!(wong.get(PATH).await.outcome(), "403 forbidden");
});

/// Says as a psychologist where they work, with room for five.
async fn works_at_lo_wu(person: &Person) {
    let own = person.get("/me/psychologist").await.ok();
    let said = json!({
        "institutions": ["LWC"], "expertise": ["grief"], "capacity": 5, "version": own["version"],
    });
    person.put("/me/psychologist", said).await.ok();
}

story!(nobody_is_placed_with_themselves, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.also(&fong.person, Role::Psychologist, Some("MFRC-MK")).await;
    works_at_lo_wu(&fong.person).await;
    app.leaves("wong").await;
    let coordinator = app.coordinator("chan").await;
    let found = coordinator.get(PATH).await.ok();
    assert_eq!(found["placed"], json!([]));
    assert_eq!(found["unplaced"][0]["reason"]["code"], "no_psychologist_there");
    app.active_mentor("mai", &wong).await;
    let found = coordinator.get(PATH).await.ok();
    assert_eq!(
        (names(&found, "placed"), names(&found, "unplaced")),
        (vec!["mai".into()], vec!["fong".into()])
    );
    assert_eq!(found["placed"][0]["psychologist"]["name"], "fong");
});

story!(nobody_is_proposed_to_whom_they_accompany, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.also(&fong.person, Role::Psychologist, Some("MFRC-MK")).await;
    works_at_lo_wu(&fong.person).await;
    fong.person.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    assert_eq!(round(app, &coordinator).await, Vec::<Value>::new());
    let mai = app.active_mentor("mai", &wong).await;
    let lines = round(app, &coordinator).await;
    assert_eq!((lines.len(), &lines[0]["mentor"]["id"]), (1, &json!(mai.id)));
    let seen = coordinator.get(&format!("{}/alternatives", path(&lines[0]))).await.ok();
    assert_eq!(
        (&seen["choices"], &seen["impossible"][0]["mentor"]["preferredName"]),
        (&json!([]), &json!("fong"))
    );
    app.deliver_mail().await;
});
