//! What the cells of an import say, as a spreadsheet or an input method wrote them.

use std::os::unix::fs::PermissionsExt;

use alongside::cli::import;
use alongside::cli::import::sheet::Sheet;

use crate::harness::house::{contradictions, count, rows};
use crate::harness::story;
use crate::import::{brought, sum, with};

story!(what_a_spreadsheet_makes_of_dates_is_refused_and_never_guessed, async |app| {
    let dates = |ends: &str, starts: &str| {
        let hosts = format!("ref,name_en,kind,district,insurance_valid_to\nH1,Sky,other,sha_tin,{ends}\n");
        let slots =
            format!("ref,opening,starts,ends,capacity,meeting_point_en\nSL1,O1,{starts},14:00,1,The door\n");
        let (bookings, attendance) = ("ref,member,slot,booked\n", "ref,booking,outcome\n");
        with(&[
            ("hosts.csv", &hosts),
            ("slots.csv", &slots),
            ("bookings.csv", bookings),
            ("attendance.csv", attendance),
        ])
    };
    for ends in ["27-06-30", "5/1/2027", "30/6/2027", "Jun-27", "2027-6-30", "2027-06-30 00:00:00"] {
        let (_, outcomes) = brought(app, dates(ends, "+2w wed 11:00").path(), true).await;
        let why = "insurance_valid_to: invalid (form 2026-11-23)";
        assert_eq!(import::failures(&outcomes, "hosts.csv"), [(0, why.to_owned())], "{ends}");
    }
    for starts in ["2027-06-30", "+2w wed", "2027-06-30T11:00", "2027-06-30 11:00:00", "30/6/2027 11:00"] {
        let (_, outcomes) = brought(app, dates("+1y", starts).path(), true).await;
        let why = "starts: invalid (form 2026-11-23 09:00)";
        assert_eq!(import::failures(&outcomes, "slots.csv"), [(0, why.to_owned())], "{starts}");
    }
});

story!(what_an_input_method_makes_wide_and_what_nobody_sees_is_read_as_it_is_meant, async |app| {
    let members = "ref,email,preferred_name,language,under_supervision,unpaid_work,birth_month,joined,,\r\n\
         M1,ａｄａ＠example.test,\u{feff}陳\u{200b}小明,en,ｎｏ,yes,１９８５－０４,－３ｍｏ,,\r\n,,,,,,,,,\r\n";
    let slots = "ref,opening,starts,ends,capacity,meeting_point_en\n\
         SL1,O1,-2w wed 11:00,14:00,１,The door\nSL2,O1,＋２ｗ wed ２２：００,02:00,2,\"The door\r\nbelow\"\n";
    let (_, outcomes) =
        brought(app, with(&[("members.csv", members), ("slots.csv", slots)]).path(), false).await;
    assert_eq!(sum(&outcomes), (9, 0, 0), "{:?}", import::failures(&outcomes, "slots.csv"));
    let named = "select count(*) as count from accounts where preferred_name = '陳小明' and email = 'ada@example.test'";
    assert_eq!(count(&app.config.database, named), 1);
    // From ten in the evening to two in the morning.
    let slot = &app.member("grace").await.get("/slots").await.ok()["items"][0];
    assert!(slot["startsAt"].as_str().unwrap().ends_with("T14:00:00Z"), "{slot}");
    assert!(slot["endsAt"].as_str().unwrap().ends_with("T18:00:00Z"), "{slot}");
});

story!(an_identity_card_number_is_in_no_cell_that_is_brought, async |app| {
    let members = "ref,email,preferred_name,language,under_supervision,unpaid_work,joined\n\
         A123456(3),ada@example.test,Ada,en,no,yes,-3mo\nM2,ben@example.test,Ben Ａ１２３４５６－３,en,no,yes,-3mo\n";
    let (_, outcomes) = brought(app, with(&[("members.csv", members)]).path(), true).await;
    let failed = import::failures(&outcomes, "members.csv");
    assert_eq!(failed.len(), 2, "{failed:?}");
    assert!(failed.iter().all(|(_, why)| why.contains("hkid_not_allowed")), "{failed:?}");
});

#[test]
fn what_failed_is_for_its_owner_alone_and_no_spreadsheet_reckons_with_it() {
    let cells = [
        "=1+1",
        "+2w wed 11:00",
        "-3mo",
        "@sum",
        "'=x",
        "''-",
        " ＝1",
        "plain",
        "it's",
        "'quoted'",
        "",
        "5-3",
    ];
    let row: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
    let known: Vec<String> = (0..cells.len()).map(|at| format!("c{at}")).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let text = format!("{}\n{}\n", known.join(","), row.join(","));
    let read = |bytes: &[u8]| Sheet::read("x.csv", bytes, &known, &[]).unwrap();
    let sheet = read(text.as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.failed.csv");
    sheet.write_failed(&path, &[(0, "=why".into())]).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let written = std::fs::read_to_string(&path).unwrap();
    for cell in written.lines().nth(1).unwrap().split(',') {
        assert!(
            !cell.trim_matches('"').trim_start().starts_with(['=', '+', '-', '@', '＝']),
            "{cell} in {written}"
        );
    }
    let again = read(written.as_bytes());
    let kept = again.lines[0].cells.len() - 1;
    assert_eq!(again.lines[0].cells[..kept], sheet.lines[0].cells[..]);
}
