//! Stories of `alongside import`.

use std::path::Path;
use std::sync::Arc;

use alongside::cli::import::{self, Sheets, run::Outcome};
use indicatif::ProgressBar;
use serde_json::json;

use crate::harness::house::{contradictions, count, rows};
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

pub(crate) async fn brought(app: &App, folder: &Path, rehearsal: bool) -> (Arc<Sheets>, Vec<Outcome>) {
    let sheets = Arc::new(import::folder(folder).unwrap());
    let outcomes =
        import::bring(&app.house, sheets.clone(), rehearsal, &ProgressBar::hidden()).await.unwrap();
    (sheets, outcomes)
}

pub(crate) fn sum(outcomes: &[Outcome]) -> (usize, usize, usize) {
    outcomes.iter().fold((0, 0, 0), |(brought, known, failed), outcome| {
        (brought + outcome.brought, known + outcome.known, failed + outcome.failed.len())
    })
}

story!(a_folder_is_brought_once, async |app| {
    let small = folder(&SMALL);
    let (_, outcomes) = brought(app, small.path(), false).await;
    // Eight rows, and one publication.
    assert_eq!(sum(&outcomes), (9, 0, 0));
    let member = app.member("grace").await;
    let slots = member.get("/slots").await.ok();
    assert_eq!(slots["items"][0]["opening"]["title"], json!({ "en": "Lunch" }));
    assert_eq!(slots["items"][0]["placesLeft"], 2);
    let lines = rows(app, "audit");

    let (_, again) = brought(app, small.path(), false).await;
    assert_eq!(sum(&again), (0, 9, 0));
    assert_eq!(rows(app, "audit"), lines);
    assert_eq!(rows(app, "hours_ledger"), 1);
    assert_eq!(rows(app, "outbox"), 0, "nobody is written to about the past");
});

story!(a_rehearsal_changes_nothing, async |app| {
    let small = folder(&SMALL);
    let (_, outcomes) = brought(app, small.path(), true).await;
    assert_eq!(sum(&outcomes), (9, 0, 0));
    for table in ["accounts", "hosts", "bookings", "imports", "audit"] {
        assert_eq!(rows(app, table), 0, "{table}");
    }
});

story!(rows_that_fail_say_why_and_the_rest_is_kept, async |app| {
    let mut files: Vec<(&str, &str)> = SMALL.to_vec();
    files.retain(|(name, _)| !["members.csv", "bookings.csv", "attendance.csv"].contains(name));
    files.push((
        "members.csv",
        "ref,email,preferred_name,language,under_supervision,unpaid_work,joined\n\
         M1,ada@example.test,Ada,en,no,yes,-3mo\n\
         M2,no address,Ben,fr,perhaps,yes,-3mo\n\
         M3,ada@example.test,Ada again,en,no,yes,-3mo\n\
         M1,cy@example.test,Cy,en,no,yes,-3mo\n\
         M4,dee@example.test,Dee,en,no\n\
         M5,eve@example.test,Eve,en,yes,yes,-3mo\n\
         ,fay@example.test,Fay,en,no,yes,-3mo\n",
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
    let (sheets, outcomes) = brought(app, folder.path(), false).await;
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
            (4, "booked: invalid (form 2026-11-23 09:00)".to_owned()),
        ]
    );
    assert_eq!(rows(app, "accounts"), 3);
    assert_eq!(rows(app, "bookings"), 2);
    assert_eq!(contradictions(app), 0);

    // What failed comes back as a file that can be mended and read again.
    let (_, sheet) = sheets.iter().find(|(file, _)| *file == "members.csv").unwrap();
    let path = folder.path().join("members.failed.csv");
    sheet.write_failed(&path, &why("members.csv")).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), 6);
    assert!(written.contains("M3,ada@example.test,Ada again,en,no,yes,'-3mo,address_taken"), "{written}");
    std::fs::rename(&path, folder.path().join("members.csv")).unwrap();
    let (_, again) = brought(app, folder.path(), false).await;
    assert_eq!(import::failures(&again, "members.csv").len(), 4, "M1 of the fourth row is known by now");
});

/// `SMALL` with the files of the same names in its place, or added.
pub(crate) fn with(other: &[(&str, &str)]) -> tempfile::TempDir {
    let mut files: Vec<(&str, &str)> = SMALL.to_vec();
    files.retain(|(name, _)| other.iter().all(|(theirs, _)| theirs != name));
    files.extend(other);
    folder(&files)
}

story!(whoever_a_row_names_must_hold_the_office, async |app| {
    let folder = with(&[
        (
            "staff.csv",
            "ref,email,preferred_name,role,scope,profession,since\n\
             S1,hong@example.test,阿康,host,H1,,-1y\n\
             S2,eva@example.test,Eva,officer,,,-1mo\n\
             S3,lam@example.test,林,psychologist,MFRC-MK,clinical_psychologist,-1y\n",
        ),
        ("supervisees.csv", "ref,member,officer,ends_on,registered\nV1,M1,S1,+1y,-1w\nV2,M1,S2,+1y,-2mo\n"),
        (
            "referrals.csv",
            "ref,psychologist,alias,centre,institution,referred\n\
             P-2001,S1,阿木,MFRC-MK,STP,-1mo\nP-2002,S3,阿木,MFRC-MK,STP,-2y\n",
        ),
        (
            "mentors.csv",
            "ref,member,interview,endorsed_by,competency_review,coordinator\n\
             MN1,M1,-1mo,S1,-1w,S3\n",
        ),
    ]);
    let (_, outcomes) = brought(app, folder.path(), false).await;
    let why = |file: &str| import::failures(&outcomes, file);
    let wrong = |line, column, role| (line, format!("{column}: wrong_office (needed {role})"));
    // Who became an officer only later could not register anybody before.
    assert_eq!(why("supervisees.csv"), [wrong(0, "officer", "officer"), wrong(1, "officer", "officer")]);
    assert_eq!(
        why("referrals.csv"),
        [wrong(0, "psychologist", "psychologist"), wrong(1, "psychologist", "psychologist")]
    );
    let both =
        "endorsed_by: wrong_office (needed psychologist); coordinator: wrong_office (needed coordinator)";
    assert_eq!(why("mentors.csv"), [(0, both.to_owned())]);
    for table in ["supervisees", "referrals", "mentors"] {
        assert_eq!(rows(app, table), 0, "{table}");
    }
});

story!(religion_and_health_have_columns_of_their_own, async |app| {
    let head = "ref,psychologist,alias,centre,institution,referred,interests,themes,\
                sensitive_interests,sensitive_themes,sensitive_shared\n";
    let row = |reference, cells| format!("{reference},S3,阿木,MFRC-MK,STP,-1w,{cells}\n");
    let lines = [
        head.to_owned(),
        row("P-2001", "running;muslim,recovery,,,"),
        row("P-2002", "running,trust,muslim,recovery,"),
        row("P-2003", "running,trust,muslim,recovery,no"),
    ];
    let staff = "ref,email,preferred_name,role,scope,profession,since\n\
                 S3,lam@example.test,林,psychologist,MFRC-MK,clinical_psychologist,-1y\n";
    let folder = folder(&[("staff.csv", staff), ("referrals.csv", &lines.concat())]);
    let (_, outcomes) = brought(app, folder.path(), false).await;
    let why = [(0, "interests[1]: sensitive; themes[0]: sensitive"), (1, "sensitive.shared: required")];
    assert_eq!(import::failures(&outcomes, "referrals.csv"), why.map(|(line, why)| (line, why.to_owned())));
    assert_eq!(rows(app, "referrals"), 1);
});

story!(history_happened_in_its_order, async |app| {
    let folder = with(&[
        (
            "staff.csv",
            "ref,email,preferred_name,role,scope,since\nS1,hong@example.test,阿康,host,H1,-1y\n\
             S2,eva@example.test,Eva,officer,,-1y\n",
        ),
        ("supervisees.csv", "ref,member,officer,ends_on,registered\nV1,M1,S2,+1y,-4mo\n"),
        (
            "mentors.csv",
            "ref,member,started,applied,screening,interview,accepted,in_training,modules,shadowing\n\
             MN1,M1,-2mo,-2w,-3w,-1w,-8d,-6d,M1 -7d;M2 -2d,-3d\n",
        ),
        (
            "bookings.csv",
            "ref,member,slot,booked,cancelled\n\
             B1,M1,SL1,-3w,\nB2,M1,SL2,-1w,-2w\nB3,M1,SL1,-1w,\nB4,M1,SL2,-4mo,\n",
        ),
        (
            "attendance.csv",
            "ref,booking,outcome,hours,recorded,verified\nA1,B1,attended,2.5,-1w tue,-1w mon\n",
        ),
        (
            "openings.csv",
            "ref,host,state,category,district,title_en,text_en,what_you_will_do_en,drafted,published,closed\n\
             O1,H1,published,elderly,sham_shui_po,Lunch,Sit beside an elder,Eat and listen,,-2mo,\n\
             O2,H1,closed,elderly,sham_shui_po,Tea,Sit beside an elder,Drink and listen,-1mo,-2mo,-3mo\n",
        ),
    ]);
    let (_, outcomes) = brought(app, folder.path(), false).await;
    let why = |file: &str| import::failures(&outcomes, file);
    let late = |columns: &[&str]| {
        columns.iter().map(|one| format!("{one}: before_previous_step")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(why("supervisees.csv"), [(0, late(&["registered"]))]);
    assert_eq!(why("mentors.csv"), [(0, late(&["screening", "accepted", "modules", "shadowing"]))]);
    let bookings = [(1, late(&["cancelled"])), (2, late(&["slot"])), (3, late(&["booked"]))];
    assert_eq!(why("bookings.csv"), bookings);
    assert_eq!(why("attendance.csv"), [(0, late(&["verified"]))]);
    assert_eq!(why("openings.csv"), [(1, late(&["published", "closed"]))]);
});

story!(nobody_is_born_in_the_future, async |app| {
    let folder = with(&[(
        "members.csv",
        "ref,email,preferred_name,under_supervision,birth_month\n\
         M1,ada@example.test,Ada,no,2090-01\nM2,ben@example.test,Ben,no,1900-01\nM3,cy@example.test,Cy,no,2000-01\n",
    )]);
    let (_, outcomes) = brought(app, folder.path(), false).await;
    let why = "birth_month: out_of_range (max 119, min 10)".to_owned();
    assert_eq!(import::failures(&outcomes, "members.csv"), [(0, why.clone()), (1, why)]);
});

story!(an_opening_that_cannot_be_published_counts_once_and_stays_a_draft, async |app| {
    // Without a slot nothing can be published.
    let folder = with(&[
        (
            "openings.csv",
            "ref,host,state,category,district,title_en,text_en,what_you_will_do_en,published\n\
             O1,H1,published,elderly,sham_shui_po,Lunch,Sit beside an elder,Eat and listen,-2mo\nO2,H1\n",
        ),
        ("slots.csv", "ref,opening,starts,ends,capacity\n"),
        ("bookings.csv", "ref,member,slot\n"),
    ]);
    let table = import::tables::files().find(|table| table.file == "openings.csv").unwrap();
    for again in [false, true] {
        let (_, outcomes) = brought(app, folder.path(), false).await;
        assert_eq!(import::counts(&outcomes, table), (0, 0, 2), "{again}");
    }
    let drafts = "select count(*) as count from openings where state = 'draft'";
    assert_eq!(count(&app.config.database, drafts), 1);
});

story!(a_file_with_other_columns_is_refused_whole, async |app| {
    let utf16: Vec<u8> = "\u{feff}ref,kind".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (text, about) in [
        (b"ref,name\nH1,x\n".as_slice(), "name"),
        (b"ref,kind,kind\nH1,other,other\n", "twice"),
        (b"ref,kind\nH1,other\n", "missing: district"),
        (&utf16, "CSV UTF-8"),
        (b"ref,kind,\xb3\xaf\n", "line 1 is not UTF-8"),
        // One row in Big5 among good ones: 羅Sir, and a sentence of 陳 and 阿.
        (b"ref,kind,district,name_zh_hant\nH1,other,sha_tin,Ada\nH2,other,sha_tin,\xc3\xb9Sir\xa6\xb3\xac\xb0\xb3\xaf\xaa\xfc\n",
            "line 3 is not UTF-8 but looks like Big5-HKSCS"),
        (b"ref,kind,district,name_zh_hans\nH1,other,sha_tin,\xcf\xe3\xb8\xdb\xc9\xe7\xb9\xa4\xb7\xfe\xce\xf1\xd6\xd0\xd0\xc4\n",
            "looks like GB18030"),
    ] {
        let folder = folder(&[]);
        std::fs::write(folder.path().join("hosts.csv"), text).unwrap();
        let refused = import::folder(folder.path()).unwrap_err();
        assert!(format!("{refused:?}").contains(about), "{refused:?}");
    }
    let nothing = folder(&[]);
    assert!(import::folder(nothing.path()).is_err());
    assert_eq!(rows(app, "hosts"), 0);
});

story!(what_waits_for_an_officer_who_left_waits_for_whoever_an_import_brings, async |app| {
    const OFFICERS: &str = "ref,email,preferred_name,role,scope,profession,since\n\
         S1,hong@example.test,阿康,host,H1,,-1y\nS2,eva@example.test,Eva,officer,,,-1y\n";
    const UNDER_EVA: &str = "ref,member,officer,ends_on,association_condition,registered\n\
         V1,M1,S2,+1y,yes,-4w\n";
    let opening = "ref,host,state,category,district,title_en,text_en,what_you_will_do_en,published,\
         association_sensitive\n\
         O1,H1,published,elderly,sham_shui_po,Lunch,Sit beside an elder,Eat and listen,-2mo,yes\n";
    let bookings = "ref,member,slot,booked,clearance\nB1,M1,SL2,-1w,waiting\n";
    let first = [
        ("staff.csv", OFFICERS),
        ("supervisees.csv", UNDER_EVA),
        ("openings.csv", opening),
        ("bookings.csv", bookings),
        ("attendance.csv", "ref,booking,outcome,hours,recorded,verified\n"),
    ];
    let (_, outcomes) = brought(app, with(&first).path(), false).await;
    assert_eq!(sum(&outcomes).2, 0, "{:?}", import::failures(&outcomes, "bookings.csv"));
    let asked = |officer: &str| {
        let query = "select count(*) as count from clearances join accounts on accounts.id = officer \
                     where clearances.state = 'waiting' and preferred_name = ";
        count(&app.config.database, &format!("{query}'{officer}'"))
    };
    assert_eq!((asked("Eva"), asked("Gil")), (1, 0));

    app.leaves("Eva").await;
    let staff = format!("{OFFICERS}S3,gil@example.test,Gil,officer,,,-1w\n");
    let taken_over = format!("{UNDER_EVA}V2,M1,S3,+1y,yes,\n");
    let second = [("staff.csv", staff.as_str()), ("supervisees.csv", taken_over.as_str())];
    let both = first.iter().filter(|(name, _)| second.iter().all(|(theirs, _)| theirs != name)).copied();
    let (_, outcomes) = brought(app, with(&both.chain(second).collect::<Vec<_>>()).path(), false).await;
    assert_eq!(sum(&outcomes).2, 0, "{:?}", import::failures(&outcomes, "supervisees.csv"));
    assert_eq!((asked("Eva"), asked("Gil")), (0, 1));
});

story!(hours_of_an_import_are_as_honest_as_those_of_a_page, async |app| {
    let slots = "ref,opening,starts,ends,capacity,meeting_point_en\n\
         SL1,O1,-2w wed 08:00,14:00,3,Door\nSL2,O1,-2w wed 15:00,22:00,3,Door\nSL3,O1,-2w fri 11:00,14:00,3,Door\n";
    let bookings = "ref,member,slot,booked\nB1,M1,SL1,-3w\nB2,M1,SL2,-3w\nB3,M1,SL3,-3w\n";
    let attendance = "ref,booking,outcome,hours,reason,verified\nA1,B1,attended,,,-1w\nA2,B2,attended,,,-1w\n\
         A3,B3,attended,3.5,,-1w\nA4,B3,absent,3,,\nA5,B3,attended,3.5,Cleared up,-1w\n";
    let folder = with(&[("slots.csv", slots), ("bookings.csv", bookings), ("attendance.csv", attendance)]);
    let (_, outcomes) = brought(app, folder.path(), false).await;
    let why = [
        "too_many_hours (hours 6.0, most 12.0, on 2026-11-11)",
        "reason: longer_than_shift (hours 3.0)",
        "hours: not_needed",
    ];
    let rows_that_failed = why.iter().enumerate().map(|(row, why)| (row + 1, (*why).to_owned()));
    assert_eq!(import::failures(&outcomes, "attendance.csv"), rows_that_failed.collect::<Vec<_>>());
    assert_eq!(rows(app, "hours_ledger"), 2);
});
