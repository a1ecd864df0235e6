//! Stories of slots: how they change, are cancelled, and come from an import.

use alongside::access::{Action, Actor, Role};
use alongside::base::{Code, Error, Instant, Text3};
use alongside::service::hosts::model::{HostFacts, HostKind};
use alongside::service::openings::flow;
use alongside::service::openings::model::OpeningFacts;
use alongside::service::slots::model::Category;
use alongside::service::slots::rules::NewSlot;
use alongside::service::{hosts, openings, slots};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{allowed, story};
use crate::openings::{at, drafted, host, list, opening_body, published, slot_body, starts, with, with_slot};

story!(flags_are_sold_on_wednesday_and_saturday_mornings, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "flags").await;
    let id = drafted(&host, with(opening_body("Flag Day"), json!({ "category": "flag_day" }))).await;
    let slots = format!("/managed-openings/{id}/slots");
    let outcome =
        async |day: &str, from: &str, to: &str| host.post(&slots, slot_body(day, from, to)).await.outcome();
    assert_eq!(outcome("11-27", "07:00", "12:30").await, "409 flag_day_needs_sat_or_wed");
    assert_eq!(outcome("11-28", "07:00", "13:00").await, "409 flag_day_hours");
    assert_eq!(outcome("11-28", "07:00", "12:30").await, "201");
    assert_eq!(outcome("12-02", "09:00", "12:00").await, "201");
});

story!(a_slot_is_changed_and_cancelled_until_it_begins, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let (other, _) = crate::openings::host(app, &coordinator, "lantern").await;
    let id = drafted(&host, opening_body("Tea")).await;
    let slot = with_slot(&host, &id, slot_body("11-28", "14:00", "17:00")).await;
    let soon = with_slot(&host, &id, slot_body("11-23", "10:05", "11:00")).await;
    let path = |slot: &Value| format!("/slots/{}", slot["id"].as_str().unwrap());
    let bigger = json!({ "version": 1, "capacity": 20, "startsAt": at("11-28", "15:00") });
    assert_eq!(other.patch(&path(&slot), bigger.clone()).await.outcome(), "404 not_found");
    published(&host, &coordinator, &id).await;
    assert_eq!(other.patch(&path(&slot), bigger.clone()).await.outcome(), "403 forbidden");
    let changed = host.patch(&path(&slot), bigger.clone()).await.ok();
    assert_eq!((&changed["capacity"], &changed["startsAt"]), (&json!(20), &json!("2026-11-28T07:00:00Z")));
    assert_eq!(changed["meetingPoint"]["en"], "Lobby of Block 3", "what is left out stays");
    assert_eq!(host.patch(&path(&slot), bigger).await.outcome(), "409 stale_version");
    let backwards = json!({ "version": 2, "endsAt": at("11-28", "15:00") });
    assert_eq!(host.patch(&path(&slot), backwards).await.codes(), ["end_before_start"]);
    let uncovered = json!({
        "version": 2, "startsAt": "2027-04-01T14:00:00+08:00", "endsAt": "2027-04-01T17:00:00+08:00",
    });
    assert_eq!(host.patch(&path(&slot), uncovered).await.codes(), ["insurance_expired"]);
    assert_eq!(starts(&list(app, "?from=2026-11-28").await), ["2026-11-28T07:00:00Z"]);

    let cancellation = format!("{}/cancellation", path(&slot));
    assert_eq!(host.post(&cancellation, json!({ "version": 1 })).await.outcome(), "409 stale_version");
    let cancelled = host.post(&cancellation, json!({ "version": 2 })).await.ok();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(starts(&list(app, "?from=2026-11-28").await), Vec::<&str>::new());
    assert_eq!(host.post(&cancellation, json!({ "version": 3 })).await.outcome(), "409 wrong_state");
    app.advance(TimeDelta::minutes(6));
    let begun = format!("{}/cancellation", path(&soon));
    assert_eq!(host.post(&begun, json!({ "version": 1 })).await.outcome(), "409 already_started");
    // Nor is anything of it offered.
    let seen = host.get(&format!("/managed-openings/{id}")).await.ok();
    assert!(seen["slots"].as_array().unwrap().iter().all(|slot| allowed(slot).is_empty()), "{seen}");
});

story!(an_import_tells_of_the_past_by_the_same_rules, async |app| {
    let text = |text: &str| Text3 { en: Some(text.into()), ..Text3::default() };
    let facts = HostFacts {
        name: text("Harbour"),
        kind: HostKind::Charity,
        district: "eastern".into(),
        insurance_valid_to: "2026-06-30".parse().ok(),
        agreement_valid_to: "2027-06-30".parse().ok(),
    };
    let opening = OpeningFacts {
        title: text("Tea"),
        text: text("A quiet afternoon."),
        what_you_will_do: text("Pour tea."),
        what_to_bring: None,
        category: Category::Elderly,
        district: "eastern".into(),
        min_age: None,
        needs_check: None,
    };
    let then = |day: &str| Instant::from_hong_kong(format!("2026-{day}T14:00:00").parse().unwrap());
    let slot = |day: &str| NewSlot {
        starts_at: then(day),
        ends_at: then(day).plus(TimeDelta::hours(3)),
        capacity: 5,
        meeting_point: text("Lobby"),
    };
    let (covered, uncovered) = (slot("06-20"), slot("07-01"));
    let import = app.house.write(Actor::Operator, Action::Import, "story".into(), move |tx| {
        let host = hosts::flow::enter(tx, Some("H01".into()), facts, None)?;
        let opening = flow::draft(tx, host.id, Some("O01".into()), opening)?.opening;
        flow::add_slot(tx, opening.id, Some("S01".into()), covered)?;
        let opening = flow::submit(tx, opening.id, opening.version)?.opening;
        tx.at(then("06-01"));
        let opening = flow::publish(tx, opening.id, false, None, opening.version)?.opening;
        let refused = flow::add_slot(tx, opening.id, None, uncovered).map(|slot| slot.id);
        Ok((opening.published_at, refused))
    });
    let (published_at, refused) = import.await.unwrap();
    assert_eq!(published_at, Some(then("06-01")));
    assert!(matches!(refused, Err(Error::Conflict(reasons)) if reasons[0].code == Code::InsuranceExpired));
    assert_eq!(list(app, "").await["items"], json!([]));
    assert_eq!(app.deliver_mail().await.len(), 0, "nobody is written to about the past");
});

story!(a_week_shows_every_shift_of_ones_own_hosts, async |app| {
    let service = app.service().await;
    let saturday = service.shift(SATURDAY).await;
    let later = service.shift(Shift { day: "12-01", capacity: 1, ..SATURDAY }).await;
    let gone = service.shift(Shift { day: "11-29", ..SATURDAY }).await;
    service.host.post(&format!("/slots/{gone}/cancellation"), json!({ "version": 1 })).await.ok();
    app.volunteer("ka-ho").await.books(&saturday).await.ok();
    let week = "/managed-slots?from=2026-11-23&to=2026-11-29";
    let both = "/managed-slots?from=2026-11-28&to=2027-01-01";
    for person in [&service.host, &service.coordinator] {
        let shown = person.get(week).await.ok();
        let [slot] = shown["slots"].as_array().unwrap().as_slice() else { panic!("{shown}") };
        assert_eq!(
            (&slot["id"], &slot["taken"], &slot["capacity"], &slot["title"]["en"], &slot["hostName"]["en"]),
            (&json!(saturday), &json!(1), &json!(3), &json!("Tea with elders"), &json!("Harbour"))
        );
        assert_eq!((&slot["openingState"], &slot["category"]), (&json!("published"), &json!("elderly")));
        let ids: Vec<_> = person.get(both).await.ok()["slots"]
            .as_array()
            .unwrap()
            .iter()
            .map(|slot| slot["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ids, [saturday.clone(), later.clone()]);
    }
    let none = json!({ "slots": [] });
    assert_eq!(service.other_host().await.get(both).await.ok(), none);
    assert_eq!(app.staff("yip", Role::Coordinator, Some("MFRC-ST")).await.get(both).await.ok(), none);
    assert_eq!(app.member("ka-yan").await.get(week).await.outcome(), "403 forbidden");
    // Five weeks and no more; the last day does not come before the first.
    for wrong in ["from=2026-11-28&to=2027-01-02", "from=2026-11-28&to=2026-11-27"] {
        let refused = service.host.get(&format!("/managed-slots?{wrong}")).await;
        assert_eq!(refused.codes(), ["out_of_range"]);
    }
});
