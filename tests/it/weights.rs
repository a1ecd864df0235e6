//! Stories of weights: what a centre sets decides its next round, and the preview told it beforehand.

use alongside::access::Role;
use alongside::worker::rounds::work_on_next;
use serde_json::{Value, json};

use crate::harness::house::count;
use crate::harness::story;

const PATH: &str = "/centres/MFRC-MK/weights";

fn interests_first() -> Value {
    json!({
        "interests": 350, "themes": 0, "needs": 180, "stage": 40, "age": 50, "language": 90,
        "travel": 70, "availability": 130, "continuity": 60, "cp_expertise": 30,
    })
}

story!(other_weights_change_the_next_round_as_the_preview_told, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let mai = app.active_mentor("mai", &wong).await;
    app.change_mentor(mai.id, |mentor| {
        mentor.answers.themes = Some(Vec::new());
        mentor.answers.interests = Some(vec!["running".into(), "fitness".into()]);
    })
    .await;
    let waiting = wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;

    let first = coordinator.get(PATH).await.ok();
    assert_eq!(
        (first["version"].as_i64(), first["weights"]["themes"].as_i64(), first.get("changed")),
        (Some(0), Some(220), None)
    );
    assert_eq!(first["weights"], first["product"]);
    let preview = format!("{PATH}/preview");
    let same = coordinator.post(&preview, json!({ "weights": first["weights"] })).await.ok();
    assert_eq!(same, json!({ "matchedNow": 1, "matchedThen": 1, "stay": 1, "change": 0, "changed": [] }));
    let told = coordinator.post(&preview, json!({ "weights": interests_first() })).await.ok();
    assert_eq!(
        (told["stay"].as_i64(), told["change"].as_i64(), told["matchedThen"].as_i64()),
        (Some(0), Some(1), Some(1))
    );
    let change = &told["changed"][0];
    assert_eq!((&change["referralId"], change["alias"].as_str()), (&waiting["id"], Some("阿晴")));
    assert_eq!(
        (change["from"]["preferredName"].as_str(), change["to"]["preferredName"].as_str()),
        (Some("fong"), Some("mai"))
    );
    assert!(change["from"]["points"].as_i64() > Some(0) && change["to"]["points"].as_i64() > Some(0));
    // Nothing is stored by looking.
    assert_eq!(coordinator.get(PATH).await.ok(), first);

    let kept = coordinator.put(PATH, json!({ "weights": interests_first(), "version": 0 })).await.ok();
    assert_eq!(
        (kept["version"].as_i64(), &kept["weights"], kept["changed"]["by"].as_str()),
        (Some(1), &interests_first(), Some("chan"))
    );
    assert_eq!(coordinator.get(PATH).await.ok(), kept);
    let database = &app.config.database;
    assert_eq!(count(database, "select count(*) as count from audit where event = 'weights.changed'"), 1);

    let round = coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": "2026-11-23" })).await.ok();
    assert!(work_on_next(&app.house).await.unwrap());
    let proposals = coordinator
        .get(&format!("/pairings?state=proposed&round={}", round["id"].as_str().unwrap()))
        .await
        .ok();
    assert_eq!(proposals["items"][0]["mentor"]["preferredName"], "mai");
    let whole =
        coordinator.get(&format!("/pairings/{}", proposals["items"][0]["id"].as_str().unwrap())).await.ok();
    assert_eq!((&whole["factors"][0]["points"], &whole["score"]), (&json!(3500), &change["to"]["points"]));
    assert_ne!(fong.id, mai.id);
});

story!(weights_that_do_not_add_up_are_refused_with_every_fault, async |app| {
    let coordinator = app.coordinator("chan").await;
    let mut wrong = interests_first();
    wrong["age"] = json!(-1);
    wrong["themes"] = json!(1001);
    for path in [PATH.to_owned(), format!("{PATH}/preview")] {
        let mut body = json!({ "weights": wrong });
        let method = if path == PATH {
            body["version"] = json!(0);
            "PUT"
        } else {
            "POST"
        };
        let reply = coordinator.ask(method.parse().unwrap(), &path, Some(body)).await;
        assert_eq!(
            (reply.status.as_u16(), reply.codes()),
            (422, ["out_of_range", "out_of_range", "sum_wrong"].map(String::from).to_vec())
        );
    }
    let mut nine = interests_first();
    nine.as_object_mut().unwrap().remove("age");
    assert_eq!(coordinator.put(PATH, json!({ "weights": nine, "version": 0 })).await.status, 422);
    assert_eq!(coordinator.get(PATH).await.ok()["version"], 0);
});

story!(who_saw_older_weights_reads_them_again_first, async |app| {
    let (chan, lee) = (app.coordinator("chan").await, app.coordinator("lee").await);
    let body = json!({ "weights": interests_first(), "version": 0 });
    chan.put(PATH, body.clone()).await.ok();
    assert_eq!(lee.put(PATH, body).await.outcome(), "409 stale_version");
    let again =
        lee.put(PATH, json!({ "weights": lee.get(PATH).await.ok()["product"], "version": 1 })).await.ok();
    assert_eq!((again["version"].as_i64(), again["changed"]["by"].as_str()), (Some(2), Some("lee")));
});

story!(the_weights_of_another_centre_are_not_there, async |app| {
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    let body = json!({ "weights": interests_first() });
    let mut whole = body.clone();
    whole["version"] = json!(0);
    for path in [PATH, "/centres/nowhere/weights"] {
        assert_eq!(elsewhere.get(path).await.outcome(), "404 not_found");
        assert_eq!(elsewhere.put(path, whole.clone()).await.outcome(), "404 not_found");
        assert_eq!(elsewhere.post(&format!("{path}/preview"), body.clone()).await.outcome(), "404 not_found");
    }
    assert_eq!(app.psychologist("wong").await.get(PATH).await.outcome(), "403 forbidden");
});
