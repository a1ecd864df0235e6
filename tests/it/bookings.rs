//! Stories of bookings: a member takes a place, and nothing is overbooked, double-booked or lost.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::service::{SATURDAY, Shift, at};
use crate::harness::{App, Reply, allowed, house, story};

fn count(app: &App, query: &str) -> i64 {
    house::count(&app.config.database, query)
}

fn items(page: &Value) -> Vec<&Value> {
    page["items"].as_array().unwrap().iter().collect()
}

fn path(booking: &Value) -> String {
    format!("/bookings/{}", booking["id"].as_str().unwrap())
}

fn version(row: &Value) -> Value {
    json!({ "version": row["version"] })
}

/// A moment of November 2026, such as `28T14:00`.
fn utc(moment: &str) -> Value {
    json!(format!("2026-11-{moment}:00Z"))
}

story!(a_member_finds_a_slot_books_it_and_thinks_again, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let ming = app.volunteer("ming").await;

    let list = ming.get("/slots").await.ok();
    assert_eq!(list["items"][0]["slotId"], slot.as_str());
    assert_eq!(list["items"][0]["verdict"], json!({ "bookable": true, "reasons": [] }));
    assert!(!list.to_string().contains("Lobby"));
    let seen = ming.get(&format!("/slots/{slot}")).await.ok();
    assert_eq!(seen["meetingPoint"]["en"], "Lobby of Block 3");
    assert_eq!(seen["hostWillKnow"], json!(["preferred_name", "times"]));
    assert_eq!(seen["cancelUntil"], "2026-11-27T01:00:00Z");
    assert_eq!(seen["opening"]["whatYouWillDo"]["en"], "Listen and pour tea.");

    let booking = ming.books(&slot).await;
    assert_eq!(booking.status, 201);
    let booking = booking.ok();
    assert_eq!((&booking["state"], allowed(&booking)), (&json!("confirmed"), vec!["cancel"]));
    assert_eq!(booking["slot"]["placesLeft"], 2);
    let letters: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    assert!(letters.contains(&"ming@example.test".to_owned()), "{letters:?}");

    assert_eq!(ming.books(&slot).await.codes(), ["already_booked"]);
    let list = ming.get("/slots").await.ok();
    assert_eq!(list["items"][0]["bookingId"], booking["id"]);
    assert_eq!(items(&ming.get("/me/bookings").await.ok()).len(), 1);
    assert_eq!(items(&ming.get("/me/bookings?when=past").await.ok()).len(), 0);

    let cancelled = ming.post(&format!("{}/cancellation", path(&booking)), version(&booking)).await.ok();
    assert_eq!((&cancelled["state"], &cancelled["slot"]["placesLeft"]), (&json!("cancelled"), &json!(3)));
    assert_eq!(cancelled.get("meetingPoint"), None);
    let again = ming.post(&format!("{}/cancellation", path(&booking)), version(&cancelled)).await;
    assert_eq!(again.codes(), ["wrong_state"]);
    assert_eq!(items(&ming.get("/me/bookings?when=upcoming").await.ok()).len(), 0);
    assert_eq!(items(&ming.get("/me/bookings?when=past").await.ok()).len(), 1);
    assert_eq!(count(app, "select count(*) as count from commitments"), 0);

    ming.books(&slot).await.ok();
    assert_eq!(count(app, "select count(*) as count from commitments"), 1);
});

story!(nobody_is_in_two_places_at_once, async |app| {
    let service = app.service().await;
    let morning = service.shift(SATURDAY).await;
    let overlapping = service.shift(Shift { from: "11:30", to: "13:00", ..SATURDAY }).await;
    let right_after = service.shift(Shift { from: "12:00", to: "14:00", ..SATURDAY }).await;
    let ming = app.volunteer("ming").await;
    ming.books(&morning).await.ok();
    let refused = ming.books(&overlapping).await;
    assert_eq!(refused.outcome(), "409 clash");
    let when = json!({ "startsAt": "2026-11-28T01:00:00Z", "endsAt": "2026-11-28T04:00:00Z" });
    assert_eq!(refused.body["reasons"][0]["params"], when);
    ming.books(&right_after).await.ok();
    assert_eq!(count(app, "select cast(sum(taken) as bigint) as count from slots"), 2);
});

story!(a_shift_over_midnight_is_one_shift_of_its_first_day, async |app| {
    let service = app.service().await;
    let shift = async |day: &str, from: &str, until: &str, to: &str| {
        let slot = service.shift(SATURDAY).await;
        let times = json!({ "version": 1, "startsAt": at(day, from), "endsAt": at(until, to) });
        service.host.patch(&format!("/slots/{slot}"), times).await.ok();
        slot
    };
    let night = shift("11-28", "22:00", "11-29", "02:00").await;
    // What is not changed stays, whichever of the rest is.
    let change = async |body: Value| service.host.patch(&format!("/slots/{night}"), body).await.ok();
    let bigger = change(json!({ "version": 2, "capacity": 7 })).await;
    assert_eq!((&bigger["startsAt"], &bigger["endsAt"]), (&utc("28T14:00"), &utc("28T18:00")));
    let longer = change(json!({ "version": 3, "endsAt": at("11-29", "02:30") })).await;
    assert_eq!((&longer["startsAt"], &longer["endsAt"]), (&utc("28T14:00"), &utc("28T18:30")));
    assert_eq!(longer["capacity"], 7);

    let inside = shift("11-29", "01:00", "11-29", "03:00").await;
    let until_midnight = shift("11-28", "20:00", "11-29", "00:00").await;
    let after = shift("11-29", "02:30", "11-29", "04:00").await;
    let ming = app.volunteer("ming").await;
    ming.books(&night).await.ok();
    for clashing in [&inside, &until_midnight] {
        assert_eq!(ming.books(clashing).await.codes(), ["clash"]);
    }
    ming.books(&after).await.ok();
    let starts = |list: &Value| -> Vec<Value> {
        list["items"].as_array().unwrap().iter().map(|slot| slot["startsAt"].clone()).collect()
    };
    // It stands under the day on which it begins.
    let listed = starts(&ming.get("/slots?from=2026-11-28&to=2026-11-28").await.ok());
    assert!(listed.contains(&utc("28T14:00")), "{listed:?}");
    let listed = starts(&ming.get("/slots?from=2026-11-29&to=2026-11-29").await.ok());
    assert!(!listed.contains(&utc("28T14:00")), "{listed:?}");
    // Midnight at its end touches the next day and takes nothing of it.
    let lok = app.volunteer("lok").await;
    lok.books(&until_midnight).await.ok();
    lok.books(&shift("11-29", "00:00", "11-29", "01:00").await).await.ok();
});

story!(every_reason_is_told_at_once_before_and_while_booking, async |app| {
    use alongside::people::accounts::model::SupervisionAnswer;
    let service = app.service().await;
    let slot = service.shift(Shift { capacity: 1, min_age: Some(18), needs_check: true, ..SATURDAY }).await;
    let first = app.volunteer("first").await;
    first.put("/me/birth-month", json!({ "birthMonth": "1985-04" })).await.ok();
    let check = json!({
        "kind": "sexual_conviction_record_check", "seenOn": "2026-01-05", "validTo": "2026-11-28",
    });
    let checks = format!("/people/{}/checks", first.id);
    service.coordinator.post(&checks, check).await.ok();
    first.books(&slot).await.ok();

    let young = app.member_who_said("young", SupervisionAnswer::RatherNotSay).await;
    young.put("/me/birth-month", json!({ "birthMonth": "2010-01" })).await.ok();
    let all = ["full", "supervision_unsettled", "permission_unconfirmed", "min_age", "check_missing"];
    assert_eq!(young.verdict(&slot).await, (false, all.map(str::to_owned).to_vec()));
    let refused = young.books(&slot).await;
    assert_eq!(refused.codes(), all);
    assert_eq!(refused.body["reasons"][3]["params"], json!({ "age": 18 }));
    assert_eq!(count(app, "select count(*) as count from bookings"), 1);

    let unknown = app.volunteer("unknown").await;
    assert_eq!(unknown.verdict(&slot).await.1, ["full", "birth_month_unknown", "check_missing"]);
});

story!(a_check_must_hold_on_the_day_of_the_shift, async |app| {
    let service = app.service().await;
    let slot = service.shift(Shift { needs_check: true, ..SATURDAY }).await;
    let ming = app.volunteer("ming").await;
    let check = |to: &str| {
        json!({
            "kind": "sexual_conviction_record_check", "seenOn": "2026-01-05", "validTo": to,
        })
    };
    let checks = format!("/people/{}/checks", ming.id);
    service.coordinator.post(&checks, check("2026-11-27")).await.ok();
    let refused = ming.books(&slot).await;
    assert_eq!(refused.outcome(), "409 check_expires");
    assert_eq!(refused.body["reasons"][0]["params"]["validTo"], "2026-11-27");
    service.coordinator.post(&checks, check("2026-12-31")).await.ok();
    ming.books(&slot).await.ok();
    assert_eq!(items(&service.coordinator.get(&checks).await.ok()).len(), 2);
    assert_eq!(ming.get(&checks).await.status, 403);
});

story!(a_list_of_only_what_i_may_take_leaves_out_the_rest, async |app| {
    let service = app.service().await;
    let ming = app.volunteer("ming").await;
    let mut free = Vec::new();
    for hour in ["09", "11", "13", "15", "17"] {
        let (from, to) = (format!("{hour}:00").leak(), format!("{hour}:45").leak());
        free.push(service.shift(Shift { from, to, ..SATURDAY }).await);
        service.shift(Shift { from, to, min_age: Some(18), ..SATURDAY }).await;
    }
    let slots = |page: &Value| -> Vec<String> {
        items(page).iter().map(|item| item["slotId"].as_str().unwrap().to_owned()).collect()
    };
    let all = ming.get("/slots?mine=false").await.ok();
    assert_eq!(items(&all).len(), 10);
    let first = ming.get("/slots?mine=true&limit=2").await.ok();
    let mut found = slots(&first);
    let mut next = first["next"].clone();
    while let Some(after) = next.as_str() {
        let page = ming.get(&format!("/slots?mine=true&limit=2&after={after}")).await.ok();
        found.extend(slots(&page));
        next = page["next"].clone();
    }
    assert_eq!(found, free);
    assert_eq!(items(&ming.get("/slots?category=youth").await.ok()).len(), 0);
    assert_eq!(ming.get("/slots?colour=red").await.status, 422);
    assert_eq!(ming.get("/slots?limit=1000").await.codes(), ["out_of_range"]);
});

story!(cancelling_ends_a_day_before_and_booking_at_the_start, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (mut ming, mut late) = (app.volunteer("ming").await, app.volunteer("late").await);
    let booking = ming.books(&slot).await.ok();
    // One second after Friday, nine o'clock.
    app.advance(TimeDelta::hours(95) + TimeDelta::seconds(1));
    ming.comes_back().await;
    late.comes_back().await;
    let refused = ming.post(&format!("{}/cancellation", path(&booking)), version(&booking)).await;
    assert_eq!(refused.outcome(), "409 too_late_to_cancel");
    assert_eq!(refused.body["reasons"][0]["params"]["until"], "2026-11-27T01:00:00Z");
    let seen = ming.get(&path(&booking)).await.ok();
    assert_eq!(seen["may"][0]["reasons"], refused.body["reasons"]);
    late.books(&slot).await.ok();
    app.advance(TimeDelta::hours(24));
    late.comes_back().await;
    let third = app.volunteer("third").await;
    assert_eq!(third.books(&slot).await.codes(), ["too_late"]);
    assert_eq!(items(&third.get("/slots").await.ok()).len(), 0);
});

story!(what_is_another_persons_does_not_exist, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (ming, eve) = (app.volunteer("ming").await, app.volunteer("eve").await);
    let hillside = service.other_host().await;
    let booking = ming.books(&slot).await.ok();
    assert_eq!(eve.get(&path(&booking)).await.outcome(), "404 not_found");
    let cancellation = format!("{}/cancellation", path(&booking));
    assert_eq!(eve.post(&cancellation, version(&booking)).await.outcome(), "404 not_found");
    assert_eq!(eve.get(&format!("/slots/{slot}/roster")).await.status, 403);
    // Everybody may know of the slot, but not of who comes.
    assert_eq!(hillside.get(&format!("/slots/{slot}/roster")).await.status, 403);
    let seen = json!({ "outcome": "attended", "version": 1 });
    let attendance = format!("{}/attendance", path(&booking));
    assert_eq!(hillside.put(&attendance, seen).await.outcome(), "404 not_found");
    assert_eq!(service.host.books(&slot).await.status, 403);
    let draft = service.host.get("/managed-openings").await.ok();
    assert_eq!(items(&draft).len(), 1);
    assert_eq!(items(&eve.get("/me/bookings").await.ok()).len(), 0);
});

story!(a_request_that_is_sent_again_books_once, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let ming = app.volunteer("ming").await;
    let request = || {
        actix_web::test::TestRequest::post()
            .uri(&format!("/api/v1/slots/{slot}/bookings"))
            .insert_header(("authorization", format!("Bearer {}", ming.token())))
            .insert_header(("idempotency-key", "one-booking-only"))
            .set_json(json!({}))
    };
    let (first, second): (Reply, Reply) = (app.send(request()).await, app.send(request()).await);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.body, second.body);
    assert_eq!(count(app, "select count(*) as count from bookings"), 1);
});

story!(a_host_calls_a_slot_off_and_everybody_is_told, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    ming.books(&slot).await.ok();
    let supervisee = service.supervisee("lok").await;
    supervisee.books(&slot).await.ok();
    let elsewhere = service.shift(SATURDAY).await;
    assert_eq!(fai.books(&elsewhere).await.status, 201);
    app.deliver_mail().await;

    let path = format!("/slots/{slot}");
    let times = json!({ "version": 1, "endsAt": "2026-11-28T13:00:00+08:00" });
    assert_eq!(service.host.patch(&path, times).await.codes(), ["slot_has_bookings"]);
    let place = json!({ "version": 1, "meetingPoint": { "en": "Gate 2" } });
    let changed = service.host.patch(&path, place).await.ok();
    assert_eq!(app.deliver_mail().await.len(), 2);

    let done = service.host.post(&format!("{path}/cancellation"), version(&changed)).await.ok();
    assert_eq!((&done["state"], &done["taken"]), (&json!("cancelled"), &json!(0)));
    let mut told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    told.sort_unstable();
    assert_eq!(told, ["lok@example.test", "ming@example.test"]);
    let past = ming.get("/me/bookings").await.ok();
    assert_eq!(past["items"][0]["state"], "cancelled");
    assert_eq!(fai.books(&slot).await.codes(), ["not_open", "clash"]);
    ming.books(&elsewhere).await.ok();
});

story!(a_coordinator_gives_a_place_up_for_whoever_telephones, async |app| {
    let mut service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let mut ming = app.volunteer("ming").await;
    let booking = ming.books(&slot).await.ok();
    app.deliver_mail().await;
    app.advance(TimeDelta::days(4) + TimeDelta::hours(12));
    service.come_back().await;
    ming.comes_back().await;
    let cancellation = format!("{}/cancellation", path(&booking));
    assert_eq!(ming.post(&cancellation, version(&booking)).await.codes(), ["too_late_to_cancel"]);
    assert_eq!(service.host.post(&cancellation, version(&booking)).await.status, 403);
    let given_up = service.coordinator.post(&cancellation, version(&booking)).await.ok();
    assert_eq!(given_up["state"], "cancelled");
    let told: Vec<_> = app.deliver_mail().await.into_iter().map(|letter| letter.to).collect();
    assert_eq!(told, ["ming@example.test"]);
    assert_eq!(ming.get(&format!("/slots/{slot}")).await.ok()["placesLeft"], 3);
});

story!(one_person_books_only_so_often_in_a_day_and_is_told_when_again, async |app| {
    let service = app.service().await;
    let slot = service.shift(SATURDAY).await;
    let (mut ming, eve) = (app.volunteer("ming").await, app.volunteer("eve").await);
    for _ in 0..20 {
        let booking = ming.books(&slot).await.ok();
        ming.post(&format!("{}/cancellation", path(&booking)), version(&booking)).await.ok();
        app.advance(TimeDelta::seconds(30));
    }
    let refused = ming.books(&slot).await;
    let reasons =
        json!([{ "code": "too_many_bookings", "params": { "most": 20, "again": utc("24T02:00") } }]);
    assert_eq!(refused.body["reasons"], reasons);
    eve.books(&slot).await.ok();
    app.advance(TimeDelta::hours(24) - TimeDelta::seconds(600));
    ming.comes_back().await;
    ming.books(&slot).await.ok();
});
