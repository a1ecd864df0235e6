//! Stories of a round that is stored while others propose: what may be proposed is asked again, and the round ends.

use std::sync::mpsc;
use std::time::Duration;

use actix_web::test::TestRequest;
use alongside::access::{Action, Actor, Role};
use alongside::base::Result;
use alongside::proposing::rounds::model::{Round, Solved};
use alongside::proposing::rounds::{flow, gather, solving, storing};
use alongside::tx::Tx;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::choices::{mentor, path, person, round};
use crate::clearances::count;
use crate::harness::people::Person;
use crate::harness::{App, story};

const TODAY: &str = "2026-11-23";

async fn started(coordinator: &Person) -> Value {
    coordinator.post("/rounds", json!({ "centre": "MFRC-MK", "date": TODAY })).await.ok()
}

/// A round as far as it comes before it is stored.
async fn solved(app: &App) -> (Round, Solved) {
    let round = app.operates(flow::claim).await.unwrap();
    let (centre, day) = (round.centre.clone(), round.day);
    let snapshot = app.operates(move |tx| gather::snapshot(tx, &centre, day)).await;
    let solved = solving::solve(&snapshot, alongside::places::all(), &|_, _| true).unwrap();
    (round, solved)
}

async fn stored(app: &App, (round, solved): (Round, Solved)) -> Round {
    app.operates(move |tx| storing::complete(tx, round, solved)).await
}

/// What became of the newest round: how many are matched, and why the others are not.
async fn outcome(coordinator: &Person, round: &Value) -> (Value, i64, Vec<Value>) {
    let done = coordinator.get(&format!("/rounds/{}", round["id"].as_str().unwrap())).await.ok();
    let left = done["unmatched"].as_array().unwrap().iter();
    let reasons = left.map(|one| one["reason"]["code"].clone()).collect();
    (done["state"].clone(), done["matched"].as_i64().unwrap(), reasons)
}

fn open_proposals(app: &App) -> i64 {
    count(app, "select count(*) as count from pairings where state = 'proposed'")
}

story!(two_who_were_proposed_meanwhile_are_not_proposed_twice, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    let waiting = wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let begun = started(&coordinator).await;
    let ready = solved(app).await;
    app.proposed(fong.id, &waiting).await;
    stored(app, ready).await;
    assert_eq!(outcome(&coordinator, &begun).await, (json!("done"), 0, vec![json!("proposed_already")]));
    assert_eq!(open_proposals(app), 1);
    // Nothing stands in the way of the next.
    started(&coordinator).await;
});

story!(a_place_that_was_taken_meanwhile_is_not_taken_twice, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.change_mentor(fong.id, |mentor| mentor.answers.capacity_wish = Some(1)).await;
    wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let begun = started(&coordinator).await;
    let ready = solved(app).await;
    app.proposed(fong.id, &wong.refers("阿雲").await).await;
    stored(app, ready).await;
    assert_eq!(outcome(&coordinator, &begun).await, (json!("done"), 0, vec![json!("changed_meanwhile")]));
    assert_eq!(open_proposals(app), 1);
});

story!(a_mentor_who_may_not_meet_people_any_more_is_left_out, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let begun = started(&coordinator).await;
    let ready = solved(app).await;
    app.change_mentor(fong.id, |mentor| mentor.institutions.clear()).await;
    stored(app, ready).await;
    assert_eq!(outcome(&coordinator, &begun).await, (json!("done"), 0, vec![json!("changed_meanwhile")]));
    assert_eq!(open_proposals(app), 0);
});

story!(a_round_stored_beside_a_choice_leaves_nobody_with_more_than_they_can_take, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    let lines = round(app, &coordinator).await;
    mentor(app, "mai", &wong, &["yue"], &[]).await;
    wong.refers_as(person("阿雲", "yue", &[])).await;
    started(&coordinator).await;
    let ready = solved(app).await;
    assert_eq!(ready.1.chosen.len(), 1);
    // Both want the one place that mai has.
    let choices = coordinator.get(&format!("{}/alternatives", path(&lines[0]))).await.ok();
    let mai = &choices["choices"].as_array().unwrap()[0];
    assert_eq!(mai["mentor"]["preferredName"], "mai");
    let choice = json!({ "mark": mai["mark"], "reason": "One street.", "version": choices["version"] });
    let chooses = format!("{}/choice", path(&lines[0]));
    let (chosen, _) = tokio::join!(coordinator.post(&chooses, choice), stored(app, ready));
    assert!(["201", "409 stale_version"].contains(&chosen.outcome().as_str()), "{}", chosen.body);
    let crowded = "select count(*) as count from (select mentor from pairings where state = 'proposed'
                   group by mentor having count(*) > 1) as crowded";
    assert_eq!(count(app, crowded), 0);
    assert!(open_proposals(app) <= 2);
    started(&coordinator).await;
});

story!(whoever_takes_a_person_over_meanwhile_is_not_proposed_to_them, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let fong = app.active_mentor("fong", &wong).await;
    app.also(&fong.person, Role::Psychologist, Some("MFRC-MK")).await;
    let waiting = wong.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let begun = started(&coordinator).await;
    let ready = solved(app).await;
    assert_eq!(ready.1.chosen.len(), 1);
    let path = format!("/referrals/{}", waiting["id"].as_str().unwrap());
    let handed = json!({ "psychologistId": fong.person.id, "version": waiting["version"] });
    coordinator.put(&format!("{path}/psychologist"), handed).await.ok();
    stored(app, ready).await;
    assert_eq!(outcome(&coordinator, &begun).await, (json!("done"), 0, vec![json!("changed_meanwhile")]));
    assert_eq!(open_proposals(app), 0);
    app.deliver_mail().await;
});

/// Waits on PostgreSQL until a command of this application waits for its turn; SQLite has one writer anyway.
async fn somebody_waits(app: &App) {
    if app.config.database.starts_with("sqlite") {
        return;
    }
    // Other stories wait for the same turn; this one has looked into this story's answers.
    let waits = "select count(*) as count from pg_locks waits join pg_locks reads on reads.pid = waits.pid
                 where waits.locktype = 'advisory' and not waits.granted
                 and reads.relation = 'answers'::regclass";
    while count(app, waits) == 0 {
        tokio::task::yield_now().await;
    }
}

story!(a_choice_that_a_round_overtakes_reads_that_things_changed, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let coordinator = app.coordinator("chan").await;
    mentor(app, "fong", &wong, &["yue"], &["running"]).await;
    wong.refers_as(person("阿晴", "yue", &["running"])).await;
    let lines = round(app, &coordinator).await;
    mentor(app, "mai", &wong, &["yue"], &[]).await;
    wong.refers_as(person("阿雲", "yue", &[])).await;
    started(&coordinator).await;
    let (running, solved) = solved(app).await;
    let choices = coordinator.get(&format!("{}/alternatives", path(&lines[0]))).await.ok();
    let mai = choices["choices"].as_array().unwrap()[0].clone();
    assert_eq!(mai["mentor"]["preferredName"], "mai");

    // The round has mai for another person, and is about to say so, when the choice comes.
    let (stored, was_stored) = tokio::sync::oneshot::channel();
    let (end, ends) = mpsc::channel::<()>();
    let house = app.house.clone();
    let completes = move |tx: &mut Tx<'_>| {
        let done = storing::complete(tx, running, solved)?;
        assert!(stored.send(()).is_ok());
        assert!(ends.recv_timeout(Duration::from_secs(60)).is_ok());
        Ok(done)
    };
    let completing = actix_web::rt::spawn(async move {
        house.write(Actor::Operator, Action::Operate, "story".into(), completes).await
    });
    was_stored.await.unwrap();
    let choice = json!({ "mark": mai["mark"], "reason": "One street.", "version": choices["version"] });
    let request = TestRequest::post()
        .uri(&format!("/api/v1{}/choice", path(&lines[0])))
        .insert_header(("authorization", format!("Bearer {}", coordinator.token())))
        .insert_header(("idempotency-key", "choose-mai-just-now"))
        .set_json(choice);
    let sender = app.clone();
    let choosing = actix_web::rt::spawn(async move { sender.send(request).await.outcome() });
    somebody_waits(app).await;
    end.send(()).unwrap();
    assert_eq!(completing.await.unwrap().unwrap().outcome.unwrap().matched, 1);
    assert_eq!(choosing.await.unwrap(), "409 stale_version");
    assert_eq!(open_proposals(app), 2, "the round's, and the one that stood");
    app.deliver_mail().await;
});

story!(a_round_that_is_given_back_waits_for_nobody, async |app| {
    let coordinator = app.coordinator("chan").await;
    started(&coordinator).await;
    // A server that is told to stop gives it back as often as it must; that is no try.
    for _ in 0..5 {
        let round = app.operates(flow::claim).await.unwrap();
        assert_eq!(round.attempts, 1);
        give_back(app, &round, false).await;
    }
    for _ in 0..3 {
        let round = app.operates(flow::claim).await.unwrap();
        give_back(app, &round, true).await;
    }
    assert!(app.operates(flow::claim).await.is_none());
    assert_eq!(coordinator.get("/rounds").await.ok()["items"][0]["state"], "failed");
});

async fn give_back(app: &App, round: &Round, failed: bool) {
    let (id, attempt) = (round.id, round.attempts);
    let back = move |tx: &mut Tx<'_>| -> Result<()> { flow::give_back(tx, id, attempt, failed) };
    app.operates(back).await;
}

story!(a_clock_that_is_set_back_holds_no_round, async |app| {
    let coordinator = app.coordinator("chan").await;
    started(&coordinator).await;
    assert!(app.operates(flow::claim).await.is_some());
    assert!(app.operates(flow::claim).await.is_none());
    app.advance(-TimeDelta::days(1));
    assert!(app.operates(flow::claim).await.is_some());
});
