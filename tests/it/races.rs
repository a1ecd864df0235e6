//! Many at once: whatever the order, nothing is overbooked or double-booked, and everything is accounted for.

use serde_json::json;

use crate::harness::service::{SATURDAY, Shift};
use crate::harness::{App, house, story};

fn count(app: &App, query: &str) -> i64 {
    house::count(&app.config.database, query)
}

story!(two_hundred_at_once_fill_ten_places_and_no_more, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { capacity: 10, ..SATURDAY }).await;
    let mut people = Vec::new();
    for number in 0..200 {
        people.push(app.volunteer(&format!("member{number}")).await);
    }
    let asked: Vec<_> = people
        .into_iter()
        .map(|person| {
            let slot = slot.clone();
            actix_web::rt::spawn(async move { person.books(&slot).await.outcome() })
        })
        .collect();
    let mut outcomes = std::collections::BTreeMap::new();
    for outcome in asked {
        *outcomes.entry(outcome.await.unwrap()).or_insert(0) += 1;
    }
    let expected = [("201".to_owned(), 10), ("409 full".to_owned(), 190)];
    assert_eq!(outcomes, expected.into_iter().collect());
    for (what, query) in [
        ("bookings", "select count(*) as count from bookings where state = 'confirmed'"),
        ("audit lines", "select count(*) as count from audit where event = 'booking.made'"),
        ("diary entries", "select count(*) as count from commitments"),
        ("letters", "select count(*) as count from outbox where kind = 'appointment'"),
        ("the counter", "select cast(sum(taken) as bigint) as count from slots"),
    ] {
        assert_eq!(count(app, query), 10, "{what}");
    }
});

story!(one_person_asking_twenty_times_at_once_is_in_one_place, async |app| {
    let service = app.service().await;
    let mut slots = Vec::new();
    for _ in 0..20 {
        slots.push(service.shift(SATURDAY).await);
    }
    let ming = app.volunteer("ming").await;
    let asked: Vec<_> = slots
        .into_iter()
        .map(|slot| {
            let ming = ming.clone();
            actix_web::rt::spawn(async move { ming.books(&slot).await.outcome() })
        })
        .collect();
    let mut booked = 0;
    for outcome in asked {
        match outcome.await.unwrap().as_str() {
            "201" => booked += 1,
            refused => assert_eq!(refused, "409 clash"),
        }
    }
    assert_eq!(booked, 1);
    assert_eq!(count(app, "select count(*) as count from commitments"), 1);
    assert_eq!(count(app, "select cast(sum(taken) as bigint) as count from slots"), 1);
});

story!(one_request_sent_many_times_at_once_is_done_once_and_answered_alike, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let ming = app.volunteer("ming").await;
    let invite = json!({ "email": "new@example.test", "role": "admin", "language": "en" });
    let admin = app.staff("root", alongside::access::Role::Admin, None).await;
    for (person, path, body) in
        [(ming, format!("/slots/{slot}/bookings"), json!({})), (admin, "/invitations".into(), invite)]
    {
        let asked: Vec<_> = (0..12)
            .map(|_| {
                let request = actix_web::test::TestRequest::post()
                    .uri(&format!("/api/v1{path}"))
                    .insert_header(("authorization", format!("Bearer {}", person.token())))
                    .insert_header(("idempotency-key", "sent-again-and-again"))
                    .set_json(&body);
                let app = app.clone();
                actix_web::rt::spawn(async move { app.send(request).await })
            })
            .collect();
        let mut answers = Vec::new();
        for reply in asked {
            let reply = reply.await.unwrap();
            assert_eq!(reply.outcome(), "201", "{path}");
            answers.push(reply.body);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{path}");
    }
    assert_eq!(count(app, "select count(*) as count from bookings"), 1);
    assert_eq!(count(app, "select count(*) as count from invitations"), 1);
});

story!(of_two_who_must_not_meet_and_book_at_once_one_is_asked_about, async |app| {
    let service = app.service().await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    for (n, day) in ["11-24", "11-25", "11-26", "11-27", "11-28"].into_iter().enumerate() {
        let slot = service.shift(Shift { day, ..SATURDAY }).await;
        let (one, other) = (ming.clone(), fai.clone());
        let (for_one, for_other) = (slot.clone(), slot.clone());
        let one = actix_web::rt::spawn(async move { one.books(&for_one).await.outcome() });
        let other = actix_web::rt::spawn(async move { other.books(&for_other).await.outcome() });
        assert_eq!([one.await.unwrap(), other.await.unwrap()], ["201", "201"], "{day}");
        let asked = "select count(*) as count from confirmations where state = 'waiting'";
        assert_eq!(count(app, asked), i64::try_from(n + 1).unwrap(), "{day}: the second is asked about");
    }
});

story!(nobody_steps_down_while_a_pairing_of_theirs_is_approved, async |app| {
    for number in 0..5 {
        let wong = app.psychologist_with(&format!("wong{number}"), 5).await;
        let coordinator = app.coordinator(&format!("chan{number}")).await;
        let fong = app.active_mentor(&format!("fong{number}"), &wong).await;
        let path = format!("/pairings/{}", app.proposed(fong.id, &wong.refers("阿晴").await).await);
        wong.put(&format!("{path}/endorsement"), json!({ "endorse": true, "version": 1 })).await.ok();
        let version = coordinator.get(&format!("/mentors/{}", fong.id)).await.ok()["version"].clone();
        let (id, mentor) = (fong.id, fong.person.clone());
        let approves =
            async move { coordinator.put(&format!("{path}/approval"), json!({ "version": 2 })).await };
        let leaves = async move { mentor.post("/me/mentor/withdrawal", json!({ "version": version })).await };
        let approves = actix_web::rt::spawn(approves);
        let leaves = actix_web::rt::spawn(leaves);
        let outcomes =
            [approves.await.unwrap().status.is_success(), leaves.await.unwrap().status.is_success()];
        assert_ne!(outcomes, [true, true]);
        assert_ne!(outcomes, [false, false]);
        assert_eq!(app.places_taken(id).await, i64::from(outcomes[0]));
    }
    app.deliver_mail().await;
});
