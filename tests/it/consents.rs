//! Stories of consent: for each purpose its own, written down, taken back at any time, and asked anew.

use actix_web::http::Method;
use alongside::worker::timekeeper;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::pairings::cast;
use crate::harness::people::Person;
use crate::harness::{allowed, story};

async fn own(person: &Person, purpose: &str) -> Value {
    let all = person.get("/me/consents").await.ok();
    let items = all["items"].as_array().unwrap().iter();
    items.clone().find(|one| one["purpose"] == purpose).cloned().unwrap_or(Value::Null)
}

async fn says(person: &Person, path: &str) -> crate::harness::Reply {
    person.ask(Method::POST, &format!("/me/consents/{path}"), None).await
}

/// The words of a file, the last one first: purpose and what was said.
async fn words(staff: &Person, path: &str) -> Vec<String> {
    let all = staff.get(path).await.ok();
    let word = |one: &Value| {
        format!(
            "{} {} {}",
            one["purpose"].as_str().unwrap(),
            one["step"].as_str().unwrap(),
            one["way"].as_str().unwrap()
        )
    };
    all["items"].as_array().unwrap().iter().map(word).collect()
}

story!(whoever_takes_back_their_consent_is_considered_no_more_from_that_moment, async |app| {
    let cast = cast(app).await;
    let mentor = &cast.mentor.person;
    cast.endorses().await;
    // What was agreed to before it was written down counts, without a day.
    let before = own(mentor, "matching").await;
    assert_eq!((&before["state"], before.get("givenOn")), (&json!("given"), None));
    assert_eq!(allowed(&before), ["withdraw"]);
    assert_eq!(says(mentor, "matching").await.codes(), ["wrong_state"]);
    says(mentor, "matching/withdrawal").await.ok();
    let after = own(mentor, "matching").await;
    assert_eq!((&after["state"], &after["withdrawnOn"]), (&json!("withdrawn"), &json!("2026-11-23")));
    assert_eq!(allowed(&after), ["give"]);
    // What was only proposed is over in the same moment, and the person waits for somebody else.
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "lapsed");
    assert_eq!(cast.referral_state().await, "eligible");
    // They may come back, and what they then say is written down with its day, its text and its language.
    says(mentor, "matching").await.ok();
    let again = own(mentor, "matching").await;
    assert_eq!((&again["state"], &again["givenOn"]), (&json!("given"), &json!("2026-11-23")));
    assert_eq!((&again["dueOn"], &again["way"]), (&json!("2027-11-22"), &json!("app")));
    assert_eq!((&again["language"], &again["version"]), (&json!("en"), &json!("1")));
    let path = format!("/people/{}/consents", mentor.id);
    assert_eq!(words(&cast.coordinator, &path).await, ["matching given app", "matching withdrawn app"]);
    assert_eq!(app.coordinator("lok").await.get(&path).await.status, 200, "of the same centre");
    let elsewhere = app.staff("pang", alongside::access::Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(elsewhere.get(&path).await.outcome(), "404 not_found");
    assert_eq!(app.member("ada").await.get("/me/consents").await.ok()["items"], json!([]));
    app.deliver_mail().await;
});

story!(a_pairing_under_way_goes_on_when_its_mentor_wants_no_other, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let mentor = &cast.mentor.person;
    says(mentor, "matching/withdrawal").await.ok();
    assert_eq!(cast.psychologist.get(&cast.path).await.ok()["state"], "active");
    // Both said yes to it, one in the application and one on paper before a witness.
    let of_mentor = words(&cast.coordinator, &format!("/people/{}/consents", mentor.id)).await;
    assert_eq!(of_mentor, ["matching withdrawn app", "pairing given app"]);
    let referral = format!("/referrals/{}/consents", cast.waiting["id"].as_str().unwrap());
    assert_eq!(words(&cast.psychologist, &referral).await, ["pairing given paper", "matching given paper"]);
    let paper = cast.psychologist.get(&referral).await.ok();
    assert!(paper["items"][0]["witness"].is_string(), "{paper}");
    app.deliver_mail().await;
});

story!(a_consent_to_be_matched_lasts_a_year_and_is_asked_anew, async |app| {
    let cast = cast(app).await;
    let mut mentor = cast.mentor.person.clone();
    says(&mentor, "matching/withdrawal").await.ok();
    says(&mentor, "matching").await.ok();
    app.advance(TimeDelta::days(365));
    mentor.comes_back().await;
    let due = own(&mentor, "matching").await;
    assert_eq!((&due["state"], &due["dueOn"]), (&json!("due"), &json!("2027-11-22")));
    assert_eq!(allowed(&due), ["give", "withdraw"]);
    says(&mentor, "matching").await.ok();
    assert_eq!(own(&mentor, "matching").await["dueOn"], "2028-11-22");
    timekeeper::round(&app.house).await.unwrap();
    app.deliver_mail().await;
});

story!(what_tells_of_religion_or_health_is_used_no_more_once_that_is_taken_back, async |app| {
    let cast = cast(app).await;
    let mentor = &cast.mentor.person;
    let answer = async |body: Value| {
        let version = mentor.get("/me/mentor").await.ok()["version"].clone();
        mentor.patch("/me/mentor", json!({ "version": version, "answers": body })).await.ok()
    };
    let all = mentor.get("/places").await.ok();
    let groups = all["interestGroups"].as_array().unwrap().iter();
    let items = groups.flat_map(|group| group["items"].as_array().unwrap());
    let interest = items.into_iter().find(|one| one.get("sensitive").is_some()).unwrap()["code"].clone();
    assert_eq!(own(mentor, "religion_or_health").await, Value::Null, "nobody was asked");
    assert_eq!(says(mentor, "religion_or_health").await.outcome(), "404 not_found");
    answer(json!({ "sensitive": { "interests": [interest.clone()], "themes": [], "shared": true } })).await;
    assert_eq!(own(mentor, "religion_or_health").await["state"], "given");
    let file = format!("/mentors/{}", cast.mentor.id);
    let reads =
        async || cast.coordinator.get(&file).await.ok().to_string().contains(interest.as_str().unwrap());
    assert!(reads().await);
    says(mentor, "religion_or_health/withdrawal").await.ok();
    assert!(!reads().await, "from that moment");
    assert_eq!(own(mentor, "religion_or_health").await["state"], "withdrawn");
    says(mentor, "religion_or_health").await.ok();
    assert!(reads().await, "it was kept for them");
    answer(json!({ "themesShared": true })).await;
    answer(json!({ "themesShared": false })).await;
    let path = format!("/people/{}/consents", mentor.id);
    assert_eq!(
        words(&cast.coordinator, &path).await,
        [
            "shared_themes withdrawn app",
            "shared_themes given app",
            "religion_or_health given app",
            "religion_or_health withdrawn app",
            "religion_or_health given app"
        ]
    );
    app.deliver_mail().await;
});
