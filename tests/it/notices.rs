//! Stories of what others change of a booking: it finds its member, on every device, until they have seen it.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{allowed, story};

/// What a member is told of and has not seen.
async fn told(person: &Person) -> Vec<String> {
    let notices = person.get("/me/notices").await.ok();
    let items = notices["items"].as_array().unwrap();
    items.iter().map(|one| one["notice"].as_str().unwrap().to_owned()).collect()
}

fn notice(booking: &Value) -> String {
    format!("/bookings/{}/notice", booking["id"].as_str().unwrap())
}

story!(a_no_stands_until_it_is_seen_and_stays_to_come_until_its_day, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let mut lok = service.supervisee("lok").await;
    let booking = lok.books(&slot).await.ok();
    assert_eq!(told(&lok).await, Vec::<String>::new());
    let version = json!({ "version": booking["version"] });
    assert_eq!(lok.put(&notice(&booking), version).await.codes(), ["wrong_state"]);
    let asked = service.officer.get("/clearances").await.ok()["items"][0].clone();
    let no = json!({ "cleared": false, "cover": "booking", "version": asked["version"] });
    let decision = format!("/clearances/{}/decision", asked["id"].as_str().unwrap());
    service.officer.put(&decision, no).await.ok();

    assert_eq!(told(&lok).await, ["declined"]);
    let to_come = lok.get("/me/bookings").await.ok()["items"][0].clone();
    assert_eq!((&to_come["state"], &to_come["notice"]), (&json!("declined"), &json!("declined")));
    assert_eq!(lok.get("/me/bookings?when=past").await.ok()["items"], json!([]));
    assert!(allowed(&to_come).contains(&"see"));
    let stale = json!({ "version": booking["version"] });
    assert_eq!(lok.put(&notice(&booking), stale).await.outcome(), "409 stale_version");
    let version = json!({ "version": to_come["version"] });
    let other = app.volunteer("fai").await;
    assert_eq!(other.put(&notice(&booking), version.clone()).await.status, 404);
    assert_eq!(service.coordinator.put(&notice(&booking), version.clone()).await.status, 403);
    let seen = lok.put(&notice(&booking), version.clone()).await.ok();
    assert!(!allowed(&seen).contains(&"see"));
    assert_eq!(told(&lok).await, Vec::<String>::new());
    // It stays among what is to come, until it would be over.
    assert_eq!(lok.get("/me/bookings").await.ok()["items"][0]["state"], "declined");
    app.advance(TimeDelta::days(6));
    lok.comes_back().await;
    assert_eq!(lok.get("/me/bookings").await.ok()["items"], json!([]));
    assert_eq!(lok.get("/me/bookings?when=past").await.ok()["items"][0]["state"], "declined");
});

story!(whatever_others_change_is_told_and_what_the_member_does_is_not, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let people = [app.volunteer("ada").await, app.volunteer("bo").await, app.volunteer("cy").await];
    let [ada, bo, cy] = &people;
    let (adas, bos) = (ada.books(&slot).await.ok(), bo.books(&slot).await.ok());
    let cys = cy.books(&slot).await.ok();
    let path = |booking: &Value| format!("/bookings/{}", booking["id"].as_str().unwrap());
    let version = |booking: &Value| json!({ "version": booking["version"] });

    let opening = service.host.get("/managed-openings").await.ok()["items"][0].clone();
    let shift = opening["slots"][0].clone();
    let moved = json!({ "meetingPoint": { "en": "Gate B" }, "version": shift["version"] });
    service.host.patch(&format!("/slots/{slot}"), moved).await.ok();
    for person in &people {
        assert_eq!(told(person).await, ["meets_elsewhere"]);
    }
    let now = ada.get(&path(&adas)).await.ok();
    assert_eq!((&now["state"], &now["meetingPoint"]["en"]), (&json!("confirmed"), &json!("Gate B")));
    ada.put(&notice(&adas), version(&now)).await.ok();
    assert_eq!(told(ada).await, Vec::<String>::new());

    // A member who cancels is told nothing; one for whom staff do is.
    let now = bo.get(&path(&bos)).await.ok();
    bo.post(&format!("{}/cancellation", path(&bos)), version(&now)).await.ok();
    assert_eq!(told(bo).await, Vec::<String>::new());
    assert_eq!(bo.get("/me/bookings").await.ok()["items"], json!([]));
    let now = cy.get(&path(&cys)).await.ok();
    service.coordinator.post(&format!("{}/cancellation", path(&cys)), version(&now)).await.ok();
    assert_eq!(told(cy).await, ["given_up"]);

    let shift = service.host.get("/managed-openings").await.ok()["items"][0]["slots"][0].clone();
    service.host.post(&format!("/slots/{slot}/cancellation"), version(&shift)).await.ok();
    assert_eq!(told(ada).await, ["called_off"]);
    assert_eq!(ada.get("/me/bookings").await.ok()["items"][0]["notice"], "called_off");
});
