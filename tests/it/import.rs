//! Stories of `alongside import` and of the demo.

use std::path::Path;
use std::sync::Arc;

use alongside::cli::demo;
use alongside::cli::import::{self, Sheets, run::Outcome};
use chrono::TimeDelta;
use indicatif::ProgressBar;
use serde_json::json;

use crate::harness::house::count;
use crate::harness::{App, story};

/// A host with one opening and two slots, a member who has been there once.
const SMALL: [(&str, &str); 7] = [
    (
        "hosts.csv",
        "ref,name_zh_hant,name_en,kind,district,insurance_valid_to,agreement_valid_to\n\
         H1,晴朗中心,Clear Sky,elderly_service,sham_shui_po,+1y,+1y\n",
    ),
    (
        "staff.csv",
        "ref,email,preferred_name,language,role,scope\nS1,hong@example.test,阿康,zh-Hant,host,H1\n",
    ),
    (
        "members.csv",
        "ref,email,preferred_name,language,under_supervision,unpaid_work,joined\n\
         M1,ada@example.test,Ada,en,no,yes,-3mo\n",
    ),
    (
        "openings.csv",
        "ref,host,state,category,district,title_en,text_en,what_you_will_do_en,published\n\
         O1,H1,published,elderly,sham_shui_po,Lunch,Sit beside an elder,Eat and listen,-2mo\n",
    ),
    (
        "slots.csv",
        "ref,opening,starts,ends,capacity,meeting_point_en\n\
         SL1,O1,-2w wed 11:00,14:00,1,The door\nSL2,O1,+2w wed 11:00,14:00,2,The door\n",
    ),
    ("bookings.csv", "ref,member,slot,booked\nB1,M1,SL1,-3w\n"),
    ("attendance.csv", "ref,booking,outcome,hours,recorded,verified\nA1,B1,attended,2.5,-1w mon,-1w tue\n"),
];

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

async fn brought(app: &App, folder: &Path, rehearsal: bool) -> (Arc<Sheets>, Vec<Outcome>) {
    let sheets = Arc::new(import::folder(folder).unwrap());
    let outcomes =
        import::bring(&app.0.house, sheets.clone(), rehearsal, &ProgressBar::hidden()).await.unwrap();
    (sheets, outcomes)
}

fn sum(outcomes: &[Outcome]) -> (usize, usize, usize) {
    outcomes.iter().fold((0, 0, 0), |(brought, known, failed), outcome| {
        (brought + outcome.brought, known + outcome.known, failed + outcome.failed.len())
    })
}

fn rows(app: &App, table: &str) -> i64 {
    count(&app.0.config.database, &format!("select count(*) as count from {table}"))
}

/// How many bookings there are that the tables' other rows contradict.
fn contradictions(app: &App) -> i64 {
    let held = "(select count(*) from bookings b where b.slot = slots.id
                 and b.state not in ('cancelled', 'declined', 'lapsed'))";
    let slots = format!("select count(*) as count from slots where taken > capacity or taken <> {held}");
    let overlaps = "select count(*) as count from commitments a join commitments b
                    on a.person = b.person and a.source <> b.source
                    and a.starts_at < b.ends_at and b.starts_at < a.ends_at";
    count(&app.0.config.database, &slots) + count(&app.0.config.database, overlaps)
}

story!(a_folder_is_brought_once, app => {
    let small = folder(&SMALL);
    let (_, outcomes) = brought(&app, small.path(), false).await;
    // Eight rows, and one publication.
    assert_eq!(sum(&outcomes), (9, 0, 0));
    let member = app.member("grace").await;
    let slots = member.get("/slots").await.ok();
    assert_eq!(slots["items"][0]["opening"]["title"], json!({ "en": "Lunch" }));
    assert_eq!(slots["items"][0]["placesLeft"], 2);
    let lines = rows(&app, "audit");

    let (_, again) = brought(&app, small.path(), false).await;
    assert_eq!(sum(&again), (0, 9, 0));
    assert_eq!(rows(&app, "audit"), lines);
    assert_eq!(rows(&app, "hours_ledger"), 1);
    assert_eq!(rows(&app, "outbox"), 0, "nobody is written to about the past");
});

story!(a_rehearsal_changes_nothing, app => {
    let small = folder(&SMALL);
    let (_, outcomes) = brought(&app, small.path(), true).await;
    assert_eq!(sum(&outcomes), (9, 0, 0));
    for table in ["accounts", "hosts", "bookings", "imports", "audit"] {
        assert_eq!(rows(&app, table), 0, "{table}");
    }
});

story!(rows_that_fail_say_why_and_the_rest_is_kept, app => {
    let mut files = SMALL.to_vec();
    files.retain(|(name, _)| !["members.csv", "bookings.csv", "attendance.csv"].contains(name));
    files.push((
        "members.csv",
        "ref,email,preferred_name,language,under_supervision,unpaid_work\n\
         M1,ada@example.test,Ada,en,no,yes\n\
         M2,no address,Ben,fr,perhaps,yes\n\
         M3,ada@example.test,Ada again,en,no,yes\n\
         M1,cy@example.test,Cy,en,no,yes\n\
         M4,dee@example.test,Dee,en,no\n\
         M5,eve@example.test,Eve,en,yes,yes\n\
         ,fay@example.test,Fay,en,no,yes\n",
    ));
    files.push((
        "bookings.csv",
        "ref,member,slot,booked\n\
         B1,M1,SL1,-3w\n\
         B2,M2,SL1,-3w\n\
         B3,M5,SL1,-3w\n\
         B4,M1,SL2,+3d\n\
         B5,M1,SL2,sometime\n\
         B6,M1,SL2,-1d\n",
    ));
    let folder = folder(&files);
    let (sheets, outcomes) = brought(&app, folder.path(), false).await;
    let why = |file: &str| import::failures(&outcomes, file);
    assert_eq!(
        why("members.csv"),
        [
            (1, "email: invalid; language: invalid; under_supervision: invalid".to_owned()),
            (2, "address_taken".to_owned()),
            (3, "ref: reference_twice".to_owned()),
            (4, "number_of_cells".to_owned()),
            (6, "ref: required".to_owned()),
        ]
    );
    assert_eq!(
        why("bookings.csv"),
        [
            (1, "member: unknown_reference (is M2)".to_owned()),
            (2, "full; supervision_unsettled".to_owned()),
            (3, "booked: in_the_future".to_owned()),
            (4, "booked: invalid".to_owned()),
        ]
    );
    assert_eq!(rows(&app, "accounts"), 3);
    assert_eq!(rows(&app, "bookings"), 2);
    assert_eq!(contradictions(&app), 0);

    // What failed comes back as a file that can be mended and read again.
    let (_, sheet) = sheets.iter().find(|(file, _)| *file == "members.csv").unwrap();
    let path = folder.path().join("members.failed.csv");
    sheet.write_failed(&path, &why("members.csv")).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), 6);
    assert!(written.contains("M3,ada@example.test,Ada again,en,no,yes,address_taken"), "{written}");
    std::fs::rename(&path, folder.path().join("members.csv")).unwrap();
    let (_, again) = brought(&app, folder.path(), false).await;
    assert_eq!(import::failures(&again, "members.csv").len(), 4, "M1 of the fourth row is known by now");
});

story!(a_file_with_other_columns_is_refused_whole, app => {
    for (text, about) in [("ref,name\nH1,x\n", "name"), ("ref,kind,kind\nH1,other,other\n", "twice")] {
        let folder = folder(&[("hosts.csv", text)]);
        let refused = import::folder(folder.path()).unwrap_err();
        assert!(format!("{refused:?}").contains(about), "{refused:?}");
    }
    let nothing = folder(&[]);
    assert!(import::folder(nothing.path()).is_err());
    assert_eq!(rows(&app, "hosts"), 0);
});

story!(the_demo_loads_whole_and_contradicts_nothing, app => {
    assert!(!demo::is_loaded(&app.0.house).await.unwrap());
    demo::load(&app.0.house).await.unwrap();
    assert!(demo::is_loaded(&app.0.house).await.unwrap());
    assert_eq!(contradictions(&app), 0);
    assert_eq!(rows(&app, "mentors"), 39);
    assert_eq!(rows(&app, "referrals"), 45);
    assert_eq!(rows(&app, "slots"), 132);
    assert!(rows(&app, "bookings") >= 400);
    assert_eq!(rows(&app, "outbox"), 0);
    let under_way = "select count(*) as count from pairings where state in ('active', 'paused')";
    assert_eq!(count(&app.0.config.database, under_way), 22);

    // Everybody of the demo can sign in, and a second load is nothing.
    let lines = rows(&app, "audit");
    demo::load(&app.0.house).await.unwrap();
    assert_eq!(rows(&app, "audit"), lines);
    for name in ["applicant", "mentor", "supervisee", "psychologist", "coordinator", "officer", "host", "admin"] {
        let body = json!({ "email": format!("{name}@demo.alongside.test"), "password": demo::PASSWORD });
        app.ask(actix_web::http::Method::POST, "/sessions", Some(body)).await.ok();
    }
    app.advance(TimeDelta::minutes(1));
});

story!(the_demo_loads_on_whatever_day_and_at_whatever_hour, app => {
    // From Monday at 10:00 to the first hour of Wednesday, and the last of Saturday and of Sunday.
    for hours in [38, 95, 24] {
        app.advance(TimeDelta::hours(hours));
        let sheets = Arc::new(demo::sheets().unwrap());
        let outcomes = import::bring(&app.0.house, sheets, true, &ProgressBar::hidden()).await.unwrap();
        let failed: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.failed).collect();
        assert!(failed.is_empty(), "{}: {failed:?}", app.now());
    }
});

story!(the_demo_keeps_away_from_real_people, app => {
    app.member("ada").await;
    let refused = demo::load(&app.0.house).await.unwrap_err();
    assert!(format!("{refused:?}").contains("not the demo's"), "{refused:?}");
    assert_eq!(rows(&app, "hosts"), 0);
});
