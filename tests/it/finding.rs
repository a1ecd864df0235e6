//! Stories of finding a slot: the public list, narrowed and page by page.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::story;
use crate::openings::{drafted, host, list, opening_body, published, slot_body, starts, with, with_slot};

story!(the_list_is_narrowed_by_district_category_and_days, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let tea = drafted(&host, opening_body("Tea")).await;
    with_slot(&host, &tea, slot_body("11-28", "14:00", "17:00")).await;
    with_slot(&host, &tea, slot_body("11-30", "00:00", "03:00")).await;
    published(&host, &coordinator, &tea).await;
    let beach =
        with(opening_body("Clean the beach"), json!({ "category": "environment", "district": "islands" }));
    let beach = drafted(&host, beach).await;
    with_slot(&host, &beach, slot_body("11-29", "09:00", "12:00")).await;
    published(&host, &coordinator, &beach).await;
    let (first, second, third) = ("2026-11-28T06:00:00Z", "2026-11-29T01:00:00Z", "2026-11-29T16:00:00Z");
    for (query, expected) in [
        ("", vec![first, second, third]),
        ("?district=islands", vec![second]),
        ("?category=elderly", vec![first, third]),
        ("?category=elderly&district=islands", vec![]),
        ("?from=2026-11-29", vec![second, third]),
        ("?to=2026-11-29", vec![first, second]),
        ("?from=2026-11-29&to=2026-11-29", vec![second]),
    ] {
        assert_eq!(starts(&list(app, query).await), expected, "{query}");
    }
    // The copies that the list is found by follow the opening.
    let moved = json!({ "version": 3, "district": "islands", "category": "other" });
    coordinator.patch(&format!("/managed-openings/{tea}"), moved).await.ok();
    assert_eq!(starts(&list(app, "?district=islands").await), [first, second, third]);
    assert_eq!(list(app, "?category=other").await["items"][0]["opening"]["category"], "other");
    // What has begun is not offered.
    app.advance(TimeDelta::hours(5 * 24 + 5));
    assert_eq!(starts(&list(app, "").await), [second, third]);
});

story!(pages_neither_skip_nor_repeat, async |app| {
    let coordinator = app.coordinator("mei").await;
    let (host, _) = host(app, &coordinator, "harbour").await;
    let id = drafted(&host, opening_body("Tea")).await;
    // Five slots at each of five times, so that pages are cut among slots that start together.
    for day in ["11-28", "11-29", "11-30", "12-01", "12-02"] {
        for _ in 0..5 {
            with_slot(&host, &id, slot_body(day, "14:00", "17:00")).await;
        }
    }
    published(&host, &coordinator, &id).await;
    let (mut seen, mut times, mut query) = (BTreeSet::new(), Vec::new(), "?limit=7".to_owned());
    loop {
        let page = list(app, &query).await;
        for item in page["items"].as_array().unwrap() {
            assert!(seen.insert(item["slotId"].to_string()), "a slot was repeated");
            times.push(item["startsAt"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        assert_eq!(page["items"].as_array().unwrap().len(), 7);
        query = format!("?limit=7&after={next}");
    }
    assert_eq!(seen.len(), 25);
    assert!(times.is_sorted());
    let managed = coordinator.get("/managed-openings?limit=1").await.ok();
    assert_eq!(
        (managed["items"][0]["slots"].as_array().unwrap().len(), &managed["next"]),
        (25, &Value::Null)
    );
});
