//! Stories of emergency access: the file of one person, for an hour, told at once and reviewed by somebody else.

use actix_web::http::Method;
use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::{change, count, rows};
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::{App, Reply, story};
use crate::today::{row, waits};

const WHY: &str = "Her sister called: nobody has seen her since Sunday.";

fn asked(code: &str) -> Value {
    json!({ "code": code, "cause": "missing", "reason": WHY })
}

/// Opens a file, and answers with the path of the access.
async fn opens(person: &Person, code: &str) -> String {
    let opened = person.post("/emergencies", asked(code)).await.ok();
    assert_eq!((&opened["state"], &opened["own"]), (&json!("open"), &json!(true)));
    format!("/emergencies/{}", opened["id"].as_str().unwrap())
}

async fn ends(person: &Person, path: &str) -> Reply {
    person.ask(Method::POST, &format!("{path}/end"), None).await
}

async fn reviews(person: &Person, path: &str, verdict: &str, note: Option<&str>) -> Reply {
    person.post(&format!("{path}/review"), json!({ "verdict": verdict, "note": note })).await
}

/// Whoever was written to, in order.
async fn told(app: &App) -> Vec<String> {
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    told
}

/// A pairing under way, and a psychologist of another centre.
async fn staged(app: &App) -> (Cast, Person, Person) {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let lam = app.staff("lam", Role::Psychologist, Some("MFRC-ST")).await;
    let privacy = app.staff("privacy", Role::Privacy, None).await;
    app.deliver_mail().await;
    (cast, lam, privacy)
}

fn mentor_of(cast: &Cast) -> String {
    format!("/mentors/{}", cast.mentor.id)
}

fn referral_of(cast: &Cast) -> String {
    format!("/referrals/{}", cast.waiting["id"].as_str().unwrap())
}

/// What of somebody's looks was by an emergency: what was seen, in order.
fn seen(looks: &Value) -> Vec<String> {
    let items = looks["items"].as_array().unwrap().iter();
    let by_it = items.filter(|look| look.get("emergency").is_some());
    let mut seen: Vec<_> = by_it.map(|look| look["seen"].as_str().unwrap().to_owned()).collect();
    seen.sort_unstable();
    seen
}

story!(in_an_emergency_the_file_of_one_mentor_is_open_for_an_hour_and_everybody_is_told, async |app| {
    let (mut cast, mut lam, mut privacy) = staged(app).await;
    let (mentor, referral) = (mentor_of(&cast), referral_of(&cast));
    for path in [&mentor, &referral, &cast.path] {
        assert_eq!(lam.get(path).await.outcome(), "404 not_found", "{path}");
    }
    let access = opens(&lam, &cast.mentor.person.code).await;
    assert_eq!(told(app).await, [cast.mentor.person.email.clone(), privacy.email.clone()]);

    // The reader finds the file, the pairing of the mentor and an address; of the other side nothing.
    let file = lam.get(&access).await.ok();
    assert_eq!(file["reason"], WHY);
    assert_eq!(file["files"]["mentor"], json!(cast.mentor.id));
    assert_eq!(file["files"]["email"], json!(cast.mentor.person.email));
    let side = &file["files"]["pairings"][0];
    assert_eq!(format!("/pairings/{}", side["id"].as_str().unwrap()), cast.path);
    assert_eq!((&side["state"], &side["psychologist"]), (&json!("active"), &json!("wong")));
    assert_eq!(side["sharedGoals"], Value::Null, "those are the person's");
    let (alias, id) = ("阿晴", cast.waiting["id"].as_str().unwrap());
    assert!(!file.to_string().contains(alias) && !file.to_string().contains(id), "{file}");
    assert!(file.get("read").is_none());
    let read = lam.get(&mentor).await.ok();
    assert_eq!((&read["preferredName"], &read["may"]), (&json!("fong"), &json!([])));
    assert_eq!(lam.get(&cast.path).await.outcome(), "403 forbidden", "it shows both sides");
    assert_eq!(lam.get(&referral).await.outcome(), "404 not_found", "it is for one person");

    // It is for reading that row: nothing is listed, nothing changed.
    for list in ["/mentors", "/referrals", "/pairings"] {
        assert_eq!(lam.get(list).await.ok()["items"], json!([]), "{list}");
    }
    let end = json!({ "reason": "other", "version": 1 });
    assert!(lam.post(&format!("{}/ending", cast.path), end).await.status.is_client_error());
    let comfort = json!({ "version": read["version"] });
    let confirmed = lam.put(&format!("{mentor}/comfort-confirmation"), comfort).await;
    assert_eq!(confirmed.outcome(), "403 forbidden");
    assert_eq!(lam.get(&format!("{referral}/looks")).await.outcome(), "404 not_found");

    // After an hour it is over.
    app.advance(TimeDelta::minutes(59));
    lam.comes_back().await;
    lam.get(&mentor).await.ok();
    app.advance(TimeDelta::minutes(1));
    lam.comes_back().await;
    for path in [&mentor, &cast.path] {
        assert_eq!(lam.get(path).await.outcome(), "404 not_found", "{path}");
    }
    let over = lam.get(&access).await.ok();
    assert_eq!(over["emergency"]["state"], "over");
    assert!(over.get("files").is_none());

    // Whom it was for reads of it, and the person in custody, who was not, does not.
    cast.mentor.person.comes_back().await;
    let looks = cast.mentor.person.get("/me/looks").await.ok();
    assert_eq!(seen(&looks), ["account", "mentor", "pairing"]);
    let look =
        looks["items"].as_array().unwrap().iter().find(|look| look.get("emergency").is_some()).unwrap();
    assert_eq!((&look["name"], &look["purpose"]), (&json!("lam"), &json!("emergency")));
    assert_eq!(look["emergency"]["cause"], "missing");
    assert!(look["emergency"].get("verdict").is_none());
    cast.psychologist.comes_back().await;
    let printed = cast.psychologist.get(&format!("{referral}/looks")).await.ok();
    assert_eq!(seen(&printed), [""; 0]);

    // A privacy officer reads what was read, and says what they find.
    privacy.comes_back().await;
    assert_eq!(waits(&privacy).await, [row("review_emergency", "week", 1)]);
    let shown = privacy.get(&access).await.ok();
    assert_eq!(
        (&shown["emergency"]["code"], &shown["reason"]),
        (&json!(cast.mentor.person.code), &json!(WHY))
    );
    assert_eq!(
        (&shown["emergency"]["reader"], &shown["emergency"]["centre"]),
        (&json!("lam"), &json!("MFRC-ST"))
    );
    let mut read: Vec<_> =
        shown["read"].as_array().unwrap().iter().map(|one| one["seen"].as_str().unwrap()).collect();
    read.sort_unstable();
    assert_eq!(read, ["account", "mentor", "pairing"]);
    assert!(!shown.to_string().contains("fong"), "by their code alone: {shown}");
    assert!(shown.get("files").is_none());
    assert_eq!(reviews(&privacy, &access, "unjustified", None).await.codes(), ["required"]);
    assert_eq!(reviews(&privacy, &access, "unjustified", Some("no")).await.codes(), ["too_short"]);
    assert_eq!(reviews(&privacy, &access, "justified", None).await.outcome(), "204");
    assert_eq!(reviews(&privacy, &access, "justified", None).await.outcome(), "409 wrong_state");
    assert_eq!(waits(&privacy).await, []);
    let looks = cast.mentor.person.get("/me/looks").await.ok();
    let reviewed =
        looks["items"].as_array().unwrap().iter().find(|look| look.get("emergency").is_some()).unwrap();
    assert_eq!(reviewed["emergency"]["verdict"], "justified");
    // That it was reviewed is a look as well, and none by an emergency.
    let mut looks = looks["items"].as_array().unwrap().iter();
    let review = looks.find(|look| look["role"] == "privacy" && look["purpose"] == "emergency").unwrap();
    assert!(review.get("emergency").is_none());
    // Whoever opened it is told that it was reviewed.
    assert_eq!(told(app).await, [lam.email.clone()]);
});

story!(of_a_person_in_custody_the_referral_is_open_and_their_psychologist_is_told, async |app| {
    let (cast, lam, privacy) = staged(app).await;
    let (mentor, referral) = (mentor_of(&cast), referral_of(&cast));
    let reference = cast.waiting["reference"].as_str().unwrap();
    let access = opens(&lam, &reference.to_lowercase()).await;
    assert_eq!(told(app).await, [privacy.email.clone(), cast.psychologist.email.clone()]);
    let file = lam.get(&access).await.ok();
    assert_eq!(file["files"]["referral"], cast.waiting["id"]);
    assert_eq!((&file["files"]["mentor"], &file["files"]["email"]), (&Value::Null, &Value::Null));
    let read = lam.get(&referral).await.ok();
    assert_eq!((&read["alias"], &read["may"]), (&json!("阿晴"), &json!([])));
    assert!(!file.to_string().contains("fong"), "{file}");
    assert!(file["files"]["pairings"][0]["sharedGoals"].is_string(), "{file}");
    assert_eq!(lam.get(&mentor).await.outcome(), "404 not_found");
    // A proposal that its mentor does not know of is the staff's who work with it.
    let other = app.active_mentor("ip", &cast.psychologist).await;
    let second = cast.psychologist.refers("安").await;
    let proposal = format!("/pairings/{}", app.proposed(other.id, &second).await);
    let more = opens(&lam, second["reference"].as_str().unwrap()).await;
    assert_eq!(lam.get(&proposal).await.outcome(), "404 not_found");
    assert_eq!(lam.get(&more).await.ok()["files"]["pairings"], json!([]));

    // Their psychologist sees that it is open, and prints who looked; the mentor reads nothing of it.
    let list = cast.psychologist.get("/emergencies").await.ok();
    let first = list["items"].as_array().unwrap().iter().find(|one| one["code"] == reference).unwrap();
    assert_eq!((&first["own"], &first["reader"]), (&json!(false), &json!("lam")));
    assert_eq!(first["accompanies"], cast.waiting["id"]);
    let seen_by = cast.psychologist.get(&access).await.ok();
    assert!(seen_by.get("reason").is_none() && seen_by.get("read").is_none(), "{seen_by}");
    assert_eq!(ends(&cast.psychologist, &access).await.outcome(), "403 forbidden");
    let printed = cast.psychologist.get(&format!("{referral}/looks")).await.ok();
    assert_eq!(seen(&printed), ["pairing", "referral"]);
    assert_eq!(seen(&cast.mentor.person.get("/me/looks").await.ok()), [""; 0]);

    // Of two that are open, each reads of their own.
    let both = opens(&lam, &cast.mentor.person.code).await;
    lam.get(&both).await.ok();
    assert_eq!(seen(&cast.mentor.person.get("/me/looks").await.ok()), ["account", "pairing"]);
    assert_eq!(lam.get(&cast.path).await.outcome(), "403 forbidden");

    // Whoever is done ends it, and reads nothing more at once.
    assert_eq!(ends(&lam, &access).await.outcome(), "204");
    assert_eq!(lam.get(&referral).await.outcome(), "404 not_found");
    assert_eq!(ends(&lam, &access).await.outcome(), "409 wrong_state");
    assert_eq!(waits(&privacy).await, [row("review_emergency", "week", 1)]);
    app.deliver_mail().await;
});

story!(an_emergency_is_refused_where_it_is_none, async |app| {
    let (mut cast, lam, privacy) = staged(app).await;
    let code = cast.mentor.person.code.clone();
    // Whom nobody has, and who has no mentor's file, is one and the same.
    let ada = app.member("ada").await;
    let draft = app.member("draft").await;
    draft.post("/me/mentor", json!({})).await.ok();
    for nobody in ["K7M-2QF", "P-9999", "nobody here", ada.code.as_str(), draft.code.as_str()] {
        let refused = lam.post("/emergencies", asked(nobody)).await;
        assert_eq!((refused.outcome(), refused.codes()), ("422 invalid".into(), vec!["unknown_code".into()]));
    }
    // Whoever works with them needs none.
    let reference = cast.waiting["reference"].as_str().unwrap();
    for own in [code.as_str(), reference] {
        let refused = cast.psychologist.post("/emergencies", asked(own)).await;
        assert_eq!(refused.outcome(), "409 no_emergency_needed", "{own}");
    }
    // Nobody reads about themselves so.
    app.also(&cast.mentor.person, Role::Psychologist, Some("MFRC-ST")).await;
    app.advance(TimeDelta::seconds(1));
    cast.mentor.person.comes_back().await;
    let refused = cast.mentor.person.post("/emergencies", asked(&code)).await;
    assert_eq!(refused.outcome(), "409 not_yourself");
    // A reason that nobody can judge is none.
    for (reason, fault) in
        [("", "required"), ("   too short       ", "too_short"), ("x".repeat(1001).as_str(), "too_long")]
    {
        let body = json!({ "code": code, "cause": "danger", "reason": reason });
        assert_eq!(lam.post("/emergencies", body).await.codes(), [fault]);
    }
    let body =
        json!({ "code": code, "cause": "danger", "reason": "His identity card is A123456(3), look at it." });
    assert_eq!(lam.post("/emergencies", body).await.codes(), ["hkid_not_allowed"]);
    // Everybody else.
    let admin = app.staff("root", Role::Admin, None).await;
    let officer = app.staff("pang", Role::Officer, None).await;
    for other in [&cast.coordinator, &privacy, &admin, &officer, &ada] {
        assert_eq!(other.post("/emergencies", asked(&code)).await.outcome(), "403 forbidden");
    }
    for other in [&cast.coordinator, &admin, &officer, &ada] {
        assert_eq!(other.get("/emergencies").await.outcome(), "403 forbidden");
    }
    assert_eq!(rows(app, "emergencies"), 0);
    app.deliver_mail().await;
});

story!(nobody_prolongs_an_emergency_by_themselves, async |app| {
    let (cast, mut lam, mut privacy) = staged(app).await;
    let code = cast.mentor.person.code.clone();
    let access = opens(&lam, &code).await;
    assert_eq!(lam.post("/emergencies", asked(&code)).await.outcome(), "409 emergency_unreviewed");
    assert_eq!(
        reviews(&privacy, &access, "justified", None).await.outcome(),
        "409 wrong_state",
        "it is open"
    );
    // Another psychologist decides for themselves, and sees nothing of the first.
    let stranger = app.staff("pang", Role::Psychologist, Some("MFRC-ST")).await;
    assert_eq!(stranger.get(&access).await.outcome(), "404 not_found");
    assert_eq!(stranger.get("/emergencies").await.ok()["items"], json!([]));
    assert_eq!(stranger.get(&mentor_of(&cast)).await.outcome(), "404 not_found");
    assert_eq!(ends(&stranger, &access).await.outcome(), "404 not_found");
    app.advance(TimeDelta::minutes(61));
    lam.comes_back().await;
    assert_eq!(lam.post("/emergencies", asked(&code)).await.outcome(), "409 emergency_unreviewed");
    // Who opened it does not review it, whatever they hold.
    app.also(&lam, Role::Privacy, None).await;
    app.advance(TimeDelta::seconds(1));
    assert_eq!(reviews(&lam, &access, "justified", None).await.outcome(), "409 two_people_needed");
    assert_eq!(waits(&lam).await, []);
    privacy.comes_back().await;
    let note = "Their own psychologist was in the room and could have been asked.";
    assert_eq!(reviews(&privacy, &access, "unjustified", Some(note)).await.outcome(), "204");
    assert_eq!(lam.get(&access).await.ok()["note"], note);
    opens(&lam, &code).await;
    // What is open again is told of that one, although it is the same quarter of an hour.
    let by_emergency = "select count(distinct emergency) as count from looks where emergency is not null";
    let before = count(&app.config.database, by_emergency);
    lam.get(&mentor_of(&cast)).await.ok();
    assert_eq!(count(&app.config.database, by_emergency), before + 1);
    app.deliver_mail().await;
});

story!(a_proof_that_is_not_fresh_opens_and_reviews_nothing, async |app| {
    let (cast, mut lam, mut privacy) = staged(app).await;
    app.advance(TimeDelta::minutes(5));
    let refused = lam.post("/emergencies", asked(&cast.mentor.person.code)).await;
    assert_eq!(refused.outcome(), "403 step_up_required");
    lam.comes_back().await;
    let access = opens(&lam, &cast.mentor.person.code).await;
    assert_eq!(ends(&lam, &access).await.outcome(), "204");
    app.advance(TimeDelta::minutes(5));
    assert_eq!(reviews(&privacy, &access, "justified", None).await.outcome(), "403 step_up_required");
    privacy.comes_back().await;
    assert_eq!(reviews(&privacy, &access, "justified", None).await.outcome(), "204");
    app.deliver_mail().await;
});

story!(whoever_loses_the_office_has_lost_the_emergency_as_well, async |app| {
    let (cast, lam, _) = staged(app).await;
    opens(&lam, &cast.mentor.person.code).await;
    // An office elsewhere is another one.
    app.also(&lam, Role::Psychologist, Some("MFRC-KT")).await;
    app.advance(TimeDelta::seconds(1));
    lam.get(&mentor_of(&cast)).await.ok();
    let end = "update grants set until_at = from_at where role = 'psychologist' and scope = 'MFRC-ST'";
    change(app, end);
    app.advance(TimeDelta::seconds(1));
    assert_eq!(lam.get(&mentor_of(&cast)).await.outcome(), "404 not_found");
    app.deliver_mail().await;
});

story!(who_works_with_somebody_reads_them_by_their_work_and_not_by_an_emergency, async |app| {
    let (cast, lam, _) = staged(app).await;
    opens(&lam, &cast.mentor.person.code).await;
    // From now on the mentor is theirs.
    let to = lam.id;
    app.change_mentor(cast.mentor.id, move |mentor| {
        mentor.supervisor = mentor
            .supervisor
            .map(|signed| alongside::mentoring::mentors::model::SignOff { by: to, ..signed });
    })
    .await;
    lam.get(&mentor_of(&cast)).await.ok();
    let looks = cast.mentor.person.get("/me/looks").await.ok();
    let items = looks["items"].as_array().unwrap();
    let look = items.iter().find(|look| look["name"] == "lam" && look["seen"] == "mentor").unwrap();
    assert_eq!((&look["purpose"], look.get("emergency")), (&json!("screen"), None));
    app.deliver_mail().await;
});
