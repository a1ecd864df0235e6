//! Stories of rounds: from the database to proposals that people can read, and what may go wrong between.

use actix_web::http::Method;
use alongside::access::Role;
use alongside::base::Result;
use alongside::proposing::rounds::flow;
use alongside::worker::rounds::work_on_next;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::sweeping::operations;
use crate::harness::{App, story};

const TODAY: &str = "2026-11-23";

async fn started(coordinator: &Person) -> Value {
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await.ok()
}

async fn worked(app: &App) -> bool {
    work_on_next(&app.house).await.unwrap()
}

fn path(round: &Value) -> String {
    format!("/rounds/{}", round["id"].as_str().unwrap())
}

story!(a_round_finds_the_best_pairs_and_says_why, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let mai = app.active_mentor("mai", &wong).await;
    app.change_mentor(fong.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    app.change_mentor(mai.id, |mentor| mentor.certified_until = NaiveDate::from_ymd_opt(2026, 11, 1)).await;
    let alike = wong.refers("阿晴").await;
    let mut other = referral("阿雲");
    other["interests"] = json!(["cycling"]);
    other["themes"] = json!([]);
    let crowded = wong.refers_as(other).await;
    let mut foreign = referral("Noor");
    foreign["languages"] = json!(["ur"]);
    foreign["preferredLanguage"] = json!("ur");
    let alone = wong.refers_as(foreign).await;
    let coordinator = app.coordinator("chan").await;

    let preview = coordinator.get(&format!("/rounds/preview?centre=MFRC-MK&date={TODAY}")).await.ok();
    assert_eq!(
        preview,
        json!({
            "mentors": { "qualify": 1, "total": 2, "heldBack": [{ "code": "mentor_certification_ended", "count": 1 }] },
            "referrals": { "qualify": 3, "total": 3, "heldBack": [] },
            "psychologists": { "capacity": 5 },
        })
    );

    let queued = started(&coordinator).await;
    assert_eq!(
        (queued["state"].as_str(), queued["progress"]["step"].as_str()),
        (Some("queued"), Some("reading"))
    );
    assert!(worked(app).await && !worked(app).await);
    let done = coordinator.get(&path(&queued)).await.ok();
    assert_eq!((done["state"].as_str(), done["certified"].as_bool()), (Some("done"), Some(true)));
    assert_eq!(
        (done["matched"].as_i64(), &done["byTier"], done["proposals"].as_i64()),
        (Some(1), &json!([1, 0, 0, 0]), Some(1))
    );
    assert_eq!(done["tierDays"], json!([90, 180, 365]));
    assert_eq!(done["people"], json!({ "mentors": 2, "referrals": 3, "psychologists": 1 }));
    let left = |reference: &Value| {
        done["unmatched"].as_array().unwrap().iter().find(|one| one["reference"] == *reference).unwrap()["reason"].clone()
    };
    assert_eq!(left(&crowded["reference"])["code"], "crowded_out");
    let nobody = left(&alone["reference"]);
    assert_eq!(
        (nobody["code"].as_str(), &nobody["params"]["firstEmptyRule"]),
        (Some("no_candidate"), &json!("language"))
    );
    assert_eq!(nobody["params"]["removedByRule"]["certification"], 1);

    let proposals = coordinator
        .get(&format!("/pairings?state=proposed&round={}", queued["id"].as_str().unwrap()))
        .await
        .ok();
    let [line] = proposals["items"].as_array().unwrap().as_slice() else { panic!("{proposals}") };
    assert_eq!(
        (&line["pic"]["reference"], line["mentor"]["preferredName"].as_str()),
        (&alike["reference"], Some("fong"))
    );
    let whole = coordinator.get(&format!("/pairings/{}", line["id"].as_str().unwrap())).await.ok();
    let factors = whole["factors"].as_array().unwrap();
    assert_eq!(factors.len(), 10);
    assert_eq!(
        factors[0],
        json!({ "code": "interests", "points": 650, "max": 1300, "evidence": { "shared": ["running"] } })
    );
    assert_eq!(
        factors[1],
        json!({ "code": "themes", "points": 1100, "max": 2200, "evidence": { "shared": ["grief"] } })
    );
    assert_eq!(factors[3]["evidence"], json!({ "comfort": "home" }));
    assert_eq!(factors[7]["evidence"]["overlapHalfHours"], 12);
    let points: i64 = factors.iter().map(|factor| factor["points"].as_i64().unwrap()).sum();
    let score = whole["score"].as_i64().unwrap();
    assert!(points <= score && score < points + 10, "{points} {score}");
    assert_eq!(whole["shared"]["interests"], json!(["running"]));
    assert_eq!(whole["mentor"]["themes"], json!(["grief"]));

    // Who has a proposal is not proposed again; the psychologist and the coordinator were told once each.
    let preview = coordinator.get(&format!("/rounds/preview?centre=MFRC-MK&date={TODAY}")).await.ok();
    assert_eq!(preview["referrals"]["heldBack"], json!([{ "code": "proposed_already", "count": 1 }]));
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["chan@example.test", "wong@example.test"]);
});

story!(who_must_not_meet_is_not_proposed, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let coordinator = app.coordinator("chan").await;
    let apart = wong.refers("阿晴").await;
    let body = json!({ "a": apart["reference"], "b": fong.person.code });
    coordinator.post("/keep-apart", body).await.ok();
    let mut named = referral("阿雲");
    named["statedExclusions"] = json!([fong.person.code]);
    wong.refers_as(named).await;
    let refused = wong.refers("阿月").await;
    let turned_down = app.proposed(fong.id, &refused).await;
    let no = json!({ "reason": "Neighbours.", "version": 1 });
    coordinator.put(&format!("/pairings/{turned_down}/refusal"), no).await.ok();
    let round = started(&coordinator).await;
    worked(app).await;
    let done = coordinator.get(&path(&round)).await.ok();
    assert_eq!((done["matched"].as_i64(), done["unmatchedCount"].as_i64()), (Some(0), Some(3)));
    for left in done["unmatched"].as_array().unwrap() {
        assert_eq!(left["reason"]["code"], "no_candidate");
        // Neither rule nor count betrays who is kept apart.
        assert_eq!(left["reason"]["params"], json!({}));
    }
});

story!(a_mentor_whose_order_forbids_it_is_held_back_until_an_officer_clears_it, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let coordinator = app.coordinator("chan").await;
    let officer = app.staff("ng", Role::Officer, None).await;
    let order = json!({ "code": fong.person.code, "endsOn": "2027-11-23", "associationCondition": true });
    let supervisee = officer.post("/supervisees", order).await.ok();
    let preview = format!("/rounds/preview?centre=MFRC-MK&date={TODAY}");
    let held = coordinator.get(&preview).await.ok()["mentors"]["heldBack"].clone();
    assert_eq!(held, json!([{ "code": "association_clearance_needed", "count": 1 }]));
    let clearance = json!({ "kind": "mentoring", "until": "2027-06-01" });
    let path = format!("/supervisees/{}/standing-clearances", supervisee["id"].as_str().unwrap());
    officer.post(&path, clearance).await.ok();
    assert_eq!(coordinator.get(&preview).await.ok()["mentors"]["qualify"], 1);
});

story!(a_mentor_is_matched_only_while_the_clearance_lasts, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    app.mentor_cleared_until("fong", &wong, NaiveDate::from_ymd_opt(2026, 12, 1)).await;
    wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let on = |day: &str| format!("/rounds/preview?centre=MFRC-MK&date={day}");
    assert_eq!(coordinator.get(&on("2026-12-01")).await.ok()["mentors"]["qualify"], 1);
    let held = coordinator.get(&on("2026-12-02")).await.ok()["mentors"]["heldBack"].clone();
    assert_eq!(held, json!([{ "code": "clearance_check_missing", "count": 1 }]));
    let late = json!({ "centre": "MFRC-MK", "date": "2026-12-02" });
    let round = coordinator.post("/rounds", late).await.ok();
    worked(app).await;
    let done = coordinator.get(&path(&round)).await.ok();
    assert_eq!(
        (done["matched"].as_i64(), done["unmatched"][0]["reason"]["params"]["firstEmptyRule"].as_str()),
        (Some(0), Some("certification"))
    );
});

story!(one_round_of_a_centre_at_a_time_and_a_queued_one_is_cancelled_at_once, async |app| {
    let coordinator = app.coordinator("chan").await;
    let round = started(&coordinator).await;
    let again = coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await;
    assert_eq!(again.outcome(), "409 round_under_way");
    let cancelled = coordinator.post(&format!("{}/cancellation", path(&round)), json!({})).await.ok();
    assert_eq!(cancelled["state"], "cancelled");
    assert!(!worked(app).await);
    let once_more = coordinator.post(&format!("{}/cancellation", path(&round)), json!({})).await;
    assert_eq!(once_more.outcome(), "409 wrong_state");
    started(&coordinator).await;
    assert_eq!(coordinator.get("/rounds").await.ok()["items"].as_array().unwrap().len(), 2);
});

story!(a_round_left_behind_is_taken_up_again, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    app.active_mentor("fong", &wong).await;
    wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let round = started(&coordinator).await;
    // A server takes it and dies.
    let lost = app.operates(flow::claim).await.unwrap();
    assert_eq!(coordinator.get(&path(&round)).await.ok()["state"], "running");
    assert!(!worked(app).await, "it still has its lease");
    app.advance(TimeDelta::seconds(21));
    assert!(worked(app).await);
    let done = coordinator.get(&path(&round)).await.ok();
    assert_eq!((done["state"].as_str(), done["proposals"].as_i64()), (Some("done"), Some(1)));
    // The dead one wakes up and finds that it is not theirs any more.
    let house = app.house.clone();
    let late: Result<_> = house
        .write(
            alongside::access::Actor::System("rounds"),
            alongside::access::Action::RunRound,
            "late".into(),
            move |tx| flow::give_up(tx, lost, alongside::proposing::rounds::model::RoundState::Failed),
        )
        .await;
    assert!(matches!(late, Err(alongside::base::Error::Stale)));
    assert_eq!(coordinator.get(&path(&round)).await.ok()["state"], "done");
});

story!(a_round_that_always_breaks_is_given_up_and_one_cancelled_while_running_stops, async |app| {
    let coordinator = app.coordinator("chan").await;
    let broken = started(&coordinator).await;
    for _ in 0..3 {
        assert!(app.operates(flow::claim).await.is_some());
        app.advance(TimeDelta::seconds(61));
    }
    assert!(app.operates(flow::claim).await.is_none());
    assert_eq!(coordinator.get(&path(&broken)).await.ok()["state"], "failed");
    let running = started(&coordinator).await;
    app.operates(flow::claim).await.unwrap();
    let asked = coordinator.post(&format!("{}/cancellation", path(&running)), json!({})).await.ok();
    assert_eq!((asked["state"].as_str(), asked["cancelAsked"].as_bool()), (Some("running"), Some(true)));
    app.advance(TimeDelta::seconds(61));
    assert!(!worked(app).await);
    assert_eq!(coordinator.get(&path(&running)).await.ok()["state"], "cancelled");
});

story!(rounds_of_other_centres_and_days_are_refused, async |app| {
    let coordinator = app.coordinator("chan").await;
    let round = started(&coordinator).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(elsewhere.get(&path(&round)).await.outcome(), "404 not_found");
    assert_eq!(elsewhere.get("/rounds").await.ok()["items"], json!([]));
    let body = json!({ "centre": "MFRC-MK", "date": TODAY });
    assert_eq!(elsewhere.post("/rounds", body).await.outcome(), "404 not_found");
    let preview = format!("/rounds/preview?centre=MFRC-MK&date={TODAY}");
    assert_eq!(elsewhere.get(&preview).await.outcome(), "404 not_found");
    for (centre, date, code) in [
        ("nowhere", TODAY, "unknown_code"),
        ("MFRC-MK", "2026-11-22", "out_of_range"),
        ("MFRC-MK", "2026-12-25", "out_of_range"),
        ("MFRC-MK", "soon", "invalid"),
    ] {
        let reply = coordinator.post("/rounds", json!({ "centre": centre, "date": date })).await;
        assert_eq!((reply.status.as_u16(), reply.codes()), (422, vec![code.to_owned()]), "{centre} {date}");
    }
    assert_eq!(app.psychologist("wong").await.get("/rounds").await.outcome(), "403 forbidden");
});

story!(what_a_round_counts_the_coordinators_of_its_centre_alone_read, async |app| {
    let service = app.service().await;
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    wong.refers("阿晴").await;
    let round = started(&service.coordinator).await;
    worked(app).await;
    let proposal = service.coordinator.get("/pairings").await.ok()["items"][0]["id"].clone();
    let nobody: [(Role, Option<&str>); 5] = [
        (Role::Liaison, Some("LWC")),
        (Role::Researcher, None),
        (Role::Privacy, None),
        (Role::Admin, None),
        (Role::Coordinator, Some("MFRC-ST")),
    ];
    let mut readers = vec![wong, fong.person, service.officer, service.host];
    for (role, scope) in nobody {
        readers.push(app.staff(role.as_str(), role, scope).await);
    }
    let counts = |path: &str| {
        path.contains("/rounds") || path.contains("supervision-round") || path.ends_with("/alternatives")
    };
    let mut asked = 0;
    for operation in operations() {
        let path = operation.path.strip_prefix("/api/v1").unwrap();
        if operation.method != Method::GET || !counts(path) {
            continue;
        }
        let id = if path.contains("pairings") { &proposal } else { &round["id"] };
        let mut path = path.replace("{id}", id.as_str().unwrap()).replace("{code}", "MFRC-MK");
        if path.ends_with("/preview") {
            path = format!("{path}?centre=MFRC-MK&date={TODAY}");
        }
        assert_eq!(service.coordinator.get(&path).await.status, 200, "{path}");
        for reader in &readers {
            let reply = reader.get(&path).await;
            let nothing = reply.status == 200 && reply.body["items"] == json!([]);
            assert!(nothing || [403, 404].contains(&reply.status.as_u16()), "{path} {}", reader.email);
        }
        asked += 1;
    }
    assert!(asked >= 6, "{asked}");
});

story!(a_coordinator_who_is_a_mentor_reads_of_nobody_left_over_how_many_would_suit, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let mut urdu = referral("阿雲");
    urdu["languages"] = json!(["ur"]);
    urdu["preferredLanguage"] = json!("ur");
    let mut excluding = referral("阿晴");
    excluding["statedExclusions"] = json!([fong.person.code]);
    for body in [urdu, excluding] {
        wong.refers_as(body).await;
    }
    let coordinator = app.coordinator("chan").await;
    let round = started(&coordinator).await;
    worked(app).await;
    app.also(&fong.person, Role::Coordinator, Some("MFRC-MK")).await;
    let reasons = async |reader: &Person| -> Vec<Value> {
        let seen = reader.get(&path(&round)).await.ok();
        seen["unmatched"].as_array().unwrap().iter().map(|one| one["reason"].clone()).collect()
    };
    let nobody = json!({ "code": "no_candidate", "params": {} });
    assert_eq!(reasons(&fong.person).await, [nobody.clone(), nobody.clone()]);
    let told = reasons(&coordinator).await;
    assert!(
        told.contains(&nobody) && told.iter().any(|one| one["params"]["firstEmptyRule"] == "language"),
        "{told:?}"
    );
});
