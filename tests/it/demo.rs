//! Stories of the demo.

use std::sync::Arc;

use alongside::cli::{demo, import};
use alongside::mentoring::mentors::model::MentorState;
use alongside::places;
use chrono::TimeDelta;
use indicatif::ProgressBar;
use serde_json::json;

use crate::harness::house::{contradictions, count, rows};
use crate::harness::story;

story!(the_demo_loads_whole_and_contradicts_nothing, async |app| {
    assert!(!demo::is_loaded(&app.house).await.unwrap());
    demo::load(&app.house).await.unwrap();
    assert!(demo::is_loaded(&app.house).await.unwrap());
    assert_eq!(contradictions(app), 0);
    assert_eq!(rows(app, "mentors"), 42);
    assert_eq!(rows(app, "referrals"), 45);
    assert_eq!(rows(app, "slots"), 133);
    assert!(rows(app, "bookings") >= 400);
    assert_eq!(rows(app, "outbox"), 0);
    let of = |table: &str, which: &str| {
        count(&app.config.database, &format!("select count(*) as count from {table} where {which}"))
    };
    let pairings =
        [("active", 22), ("paused", 1), ("closed", 1), ("consenting", 1), ("proposed", 1), ("endorsed", 2)];
    for (state, expected) in pairings.into_iter().chain([("approved", 1)]) {
        assert_eq!(of("pairings", &format!("state = '{state}'")), expected, "{state}");
    }
    for state in MentorState::ALL {
        assert!(of("mentors", &format!("state = '{}'", state.as_str())) > 0, "nobody is {}", state.as_str());
    }
    let sheets = demo::sheets().unwrap();
    let (_, mentors) = sheets.iter().find(|(file, _)| *file == "mentors.csv").unwrap();
    let men = (0..mentors.lines.len()).filter(|line| mentors.cell(*line, "gender") == Some("M")).count();
    assert_eq!(men, 34);
    assert_eq!(of("slots", "state = 'cancelled'"), 1);
    // At the centre of the demo's coordinator something waits on the first visit.
    let waits = "centre = 'MFRC-MK' and state in ('proposed', 'endorsed', 'approved')";
    assert_eq!(of("pairings", waits), 4);

    // Every centre works with somebody, and somebody waits for whichever takes them first.
    for centre in places::all().centres.iter().map(|centre| centre.code.as_str()) {
        for table in ["hosts", "accounts"] {
            assert!(of(table, &format!("centre = '{centre}'")) > 0, "{table} of {centre}");
        }
    }
    assert!(of("hosts", "centre is null") > 0 && of("accounts", "member and centre is null") > 0);
    assert_eq!(
        of(
            "mentors m join accounts a on a.id = m.account",
            "m.submitted_at is not null and (a.centre is null or a.centre <> m.centre)"
        ),
        0
    );

    // Everybody of the demo can sign in, and a second load is nothing.
    let lines = rows(app, "audit");
    demo::load(&app.house).await.unwrap();
    assert_eq!(rows(app, "audit"), lines);
    for name in
        ["applicant", "mentor", "supervisee", "psychologist", "coordinator", "officer", "host", "admin"]
    {
        let body = json!({ "email": format!("{name}@demo.alongside.test"), "password": demo::PASSWORD });
        app.ask(actix_web::http::Method::POST, "/sign-ins", Some(body)).await.ok();
    }
    app.advance(TimeDelta::minutes(1));
});

story!(the_demo_loads_on_whatever_day_and_at_whatever_hour, async |app| {
    // From Monday at 10:00 to the first hour of Wednesday, and the last of Saturday and of Sunday.
    for hours in [38, 95, 24] {
        app.advance(TimeDelta::hours(hours));
        let sheets = Arc::new(demo::sheets().unwrap());
        let outcomes = import::bring(&app.house, sheets, true, &ProgressBar::hidden()).await.unwrap();
        let failed: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.failed).collect();
        assert!(failed.is_empty(), "{}: {failed:?}", app.now());
    }
});

story!(a_demo_that_broke_off_is_loaded_to_its_end, async |app| {
    let sheets: import::Sheets = demo::sheets()
        .unwrap()
        .into_iter()
        .filter(|(file, _)| ["hosts.csv", "members.csv"].contains(file))
        .collect();
    import::bring(&app.house, Arc::new(sheets), false, &ProgressBar::hidden()).await.unwrap();
    assert!(!demo::is_loaded(&app.house).await.unwrap());
    demo::load(&app.house).await.unwrap();
    assert!(demo::is_loaded(&app.house).await.unwrap());
});

story!(the_demo_keeps_away_from_real_people, async |app| {
    app.member("ada").await;
    let refused = demo::load(&app.house).await.unwrap_err();
    assert!(format!("{refused:?}").contains("not the demo's"), "{refused:?}");
    assert_eq!(rows(app, "hosts"), 0);
});
