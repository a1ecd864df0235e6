//! Stories of what others change of a pairing: it stands with its mentor until they have seen it, and tells no more than
//! is theirs to know.

use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::pairings::{Cast, cast};
use crate::harness::{allowed, story};

/// The pairing as its mentor sees it.
async fn own(cast: &Cast) -> Value {
    cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone()
}

/// What the mentor is told and has not seen.
async fn told(cast: &Cast) -> Option<String> {
    let own = own(cast).await;
    allowed(&own).contains(&"see").then(|| own["notice"].as_str().unwrap().to_owned())
}

async fn at_version(cast: &Cast) -> Value {
    json!({ "version": cast.version().await })
}

async fn rests(cast: &Cast, wished_by: &str) {
    let pause = json!({ "wishedBy": wished_by, "version": cast.version().await });
    cast.coordinator.post(&format!("{}/pause", cast.path), pause).await.ok();
}

async fn ends(cast: &Cast, reason: &str) {
    let end = json!({ "reason": reason, "version": cast.version().await });
    cast.coordinator.post(&format!("{}/ending", cast.path), end).await.ok();
}

story!(an_ended_pairing_stands_with_its_mentor_until_they_have_seen_it, async |app| {
    let cast = cast(app).await;
    let notice = format!("/me{}/notice", cast.path);
    cast.becomes_active().await;
    assert_eq!(told(&cast).await.as_deref(), Some("begun"));
    ends(&cast, "goals_reached").await;
    assert_eq!(told(&cast).await.as_deref(), Some("goals_reached"));
    let version = at_version(&cast).await;
    let stale = json!({ "version": version["version"].as_i64().unwrap() - 1 });
    let mentor = &cast.mentor.person;
    assert_eq!(mentor.put(&notice, stale).await.outcome(), "409 stale_version");
    assert_eq!(app.volunteer("fai").await.put(&notice, version.clone()).await.status, 404);
    assert_eq!(cast.coordinator.put(&notice, version.clone()).await.status, 403);
    let seen = mentor.put(&notice, version.clone()).await.ok();
    assert_eq!((&seen["notice"], allowed(&seen)), (&json!("goals_reached"), vec![]));
    assert_eq!(told(&cast).await, None);
    // Nobody learns from the pairing that they have.
    assert_eq!(at_version(&cast).await, version);
    assert_eq!(mentor.put(&notice, version).await.outcome(), "409 wrong_state");
});

story!(a_rest_by_others_reads_the_same_whoever_wished_it, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let (mentor, own) = (&cast.mentor.person, format!("/me{}", cast.path));
    mentor.post(&format!("{own}/pause"), at_version(&cast).await).await.ok();
    assert_eq!(told(&cast).await, None);
    mentor.post(&format!("{own}/resumption"), at_version(&cast).await).await.ok();
    assert_eq!(told(&cast).await, None);
    rests(&cast, "pic").await;
    assert_eq!(told(&cast).await.as_deref(), Some("rests"));
    let yes = json!({ "goesOn": true, "version": cast.version().await });
    cast.psychologist.put(&format!("{}/pic-going-on", cast.path), yes).await.ok();
    assert_eq!(told(&cast).await.as_deref(), Some("goes_on"));
    rests(&cast, "staff").await;
    assert_eq!(told(&cast).await.as_deref(), Some("rests"));
    // While contact is stopped, how the person fares is not told.
    ends(&cast, "released").await;
    assert_eq!(told(&cast).await.as_deref(), Some("ended"));
});

story!(what_was_agreed_to_and_does_not_begin_is_told, async |app| {
    let mut cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    cast.mentor_says(true).await.ok();
    assert_eq!(told(&cast).await, None);
    app.advance(TimeDelta::days(22));
    timekeeper::round(&app.house).await.unwrap();
    cast.mentor.person.comes_back().await;
    assert_eq!(told(&cast).await.as_deref(), Some("does_not_begin"));
});
