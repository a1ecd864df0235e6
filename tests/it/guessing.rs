//! Stories of somebody who tries codes that nobody has.

use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::json;

use crate::caseload::elsewhere;
use crate::harness::house::count;
use crate::harness::{App, story};

/// How often somebody was refused so.
fn denials(app: &App, code: &str) -> i64 {
    let query = format!(
        "select count(*) as count from audit where outcome = 'denied' and cast(details as text) like '%\"{code}\"%'"
    );
    count(&app.config.database, &query)
}

story!(nobody_finds_people_by_guessing_their_codes, async |app| {
    let (mut mei, sham) = (app.coordinator("mei").await, elsewhere(app, "sham").await);
    let officer = app.staff("officer", Role::Officer, None).await;
    let ada = app.member("ada").await;
    let guess = json!({ "code": "ZZZ-ZZZ" });
    let pair = json!({ "a": ada.code, "b": "ZZZ-ZZZ" });
    for _ in 0..5 {
        // Whom they know they find as often as they like.
        mei.finds(&ada).await;
        assert_eq!(mei.post("/people/lookup", guess.clone()).await.codes(), ["unknown_code"]);
        assert_eq!(mei.post("/keep-apart", pair.clone()).await.codes(), ["unknown_code"]);
    }
    let known = json!({ "code": ada.code });
    let slowed = mei.post("/people/lookup", known.clone()).await;
    assert_eq!(slowed.outcome(), "429 too_many");
    assert_eq!(slowed.headers.get("retry-after").unwrap(), "900");
    assert_eq!(mei.post("/keep-apart", pair).await.outcome(), "429 too_many");
    assert_eq!(denials(app, "too_many"), 2);
    // It is their own account that waits, and no other.
    sham.finds(&ada).await;

    let order = json!({ "code": "ZZZ-ZZZ", "endsOn": "2027-06-30", "associationCondition": false });
    for _ in 0..10 {
        assert_eq!(officer.post("/supervisees", order.clone()).await.codes(), ["unknown_code"]);
    }
    assert_eq!(officer.post("/supervisees", order).await.outcome(), "429 too_many");
    app.advance(TimeDelta::minutes(15));
    mei.comes_back().await;
    assert_eq!(mei.post("/people/lookup", known).await.status, 200);
});
