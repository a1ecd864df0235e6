//! Stories of a round that is stored while others propose: what may be proposed is asked again, and the round ends.

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
