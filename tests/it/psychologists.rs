//! Stories of what a round counts on of psychologists.

use alongside::access::Role;
use serde_json::json;

use crate::harness::story;

story!(psychologists_say_what_they_can_do, async |app| {
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    app.staff("dr-ho", Role::Psychologist, Some("MFRC-ST")).await;
    let first = dr_lee.get("/me/psychologist").await.ok();
    assert_eq!(
        first,
        json!({ "institutions": [], "expertise": [], "capacity": 0, "profession": "clinical_psychologist", "version": 0 })
    );
    let said =
        json!({ "institutions": ["TFC", "TFC"], "expertise": ["gambling"], "capacity": 8, "version": 0 });
    let second = dr_lee.put("/me/psychologist", said.clone()).await.ok();
    assert_eq!((&second["version"], &second["institutions"]), (&json!(1), &json!(["TFC"])));
    assert_eq!(dr_lee.put("/me/psychologist", said).await.outcome(), "409 stale_version");
    let wrong =
        json!({ "institutions": ["nowhere"], "expertise": ["offence"], "capacity": 41, "version": 1 });
    assert_eq!(
        dr_lee.put("/me/psychologist", wrong).await.codes(),
        ["unknown_code", "unknown_code", "out_of_range"]
    );
    let third = json!({ "institutions": [], "expertise": [], "capacity": 3, "version": 1 });
    assert_eq!(dr_lee.put("/me/psychologist", third).await.ok()["version"], 2);
    let list = chan.get("/psychologists").await.ok();
    assert_eq!(
        list["items"],
        json!([{ "id": dr_lee.id, "preferredName": "dr-lee", "profession": "clinical_psychologist", "capacity": 3, "active": true, "institutions": [], "expertise": [], "version": 2 }])
    );
    assert_eq!(chan.get("/me/psychologist").await.outcome(), "404 not_found");
});

story!(a_coordinator_says_it_for_a_psychologist_of_the_centre, async |app| {
    let (chan, dr_lee) = (app.coordinator("chan").await, app.psychologist("dr-lee").await);
    let elsewhere = app.staff("wong", Role::Coordinator, Some("MFRC-ST")).await;
    let path = format!("/psychologists/{}", dr_lee.id);
    let said = json!({ "institutions": ["TFC"], "expertise": ["gambling"], "capacity": 8, "version": 0 });
    assert_eq!(dr_lee.put(&path, said.clone()).await.outcome(), "403 forbidden");
    assert_eq!(elsewhere.put(&path, said.clone()).await.outcome(), "403 forbidden");
    chan.put(&path, said.clone()).await.ok();
    assert_eq!(dr_lee.get("/me/psychologist").await.ok()["institutions"], json!(["TFC"]));
    assert_eq!(chan.put(&path, said).await.outcome(), "409 stale_version");
});
