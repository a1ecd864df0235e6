//! Stories of what waits for hosts, officers, coordinators and admins in community service and of accounts.

use alongside::access::Role;
use alongside::people::accounts::model::SupervisionAnswer;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::change;
use crate::harness::service::{SATURDAY, Shift, at};
use crate::harness::story;
use crate::meetings;
use crate::today::{only, row, waits};

fn path(row: &Value, list: &str) -> String {
    format!("/{list}/{}", row["id"].as_str().unwrap())
}

story!(an_opening_goes_to_the_coordinator_and_back_to_its_host, async |app| {
    let service = app.service().await;
    let stranger = service.other_host().await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    let body = json!({
        "title": { "en": "Tea with elders" }, "text": { "en": "A quiet morning." },
        "whatYouWillDo": { "en": "Listen and pour tea." }, "category": "elderly", "district": "sham_shui_po",
    });
    let opening = service.host.post("/managed-openings", body).await.ok();
    let path = path(&opening, "managed-openings");
    let slot = json!({
        "startsAt": at("12-12", "09:00"), "endsAt": at("12-12", "12:00"), "capacity": 3,
        "meetingPoint": { "en": "Lobby" },
    });
    service.host.post(&format!("{path}/slots"), slot).await.ok();
    assert_eq!(waits(&service.coordinator).await, []);
    let sent = service.host.post(&format!("{path}/submission"), json!({ "version": 1 })).await.ok();
    assert_eq!(waits(&service.coordinator).await, [row("review_opening", "open", 1)]);
    assert_eq!(only(&service.coordinator).await["items"][0]["title"]["en"], "Tea with elders");
    let note = json!({ "note": "Which entrance?", "version": sent["version"] });
    let back = service.coordinator.post(&format!("{path}/return"), note).await.ok();
    assert_eq!(waits(&service.coordinator).await, []);
    assert_eq!(waits(&service.host).await, [row("returned_opening", "open", 1)]);
    assert_eq!(only(&service.host).await["items"][0]["id"], opening["id"]);
    service.host.post(&format!("{path}/submission"), json!({ "version": back["version"] })).await.ok();
    assert_eq!(waits(&service.host).await, []);
    assert_eq!(waits(&stranger).await, []);
    assert_eq!(waits(&elsewhere).await, []);
    app.deliver_mail().await;
});

story!(a_shift_wants_people_then_its_attendance_then_its_hours, async |app| {
    let mut service = app.service().await;
    let stranger = service.other_host().await;
    let slot = service.shift(SATURDAY).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    assert_eq!(waits(&service.coordinator).await, [row("fill_slot", "week", 1)]);
    let told = only(&service.coordinator).await["items"][0].clone();
    assert_eq!((&told["taken"], &told["capacity"], &told["id"]), (&json!(0), &json!(3), &json!(slot)));
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let mings = ming.books(&slot).await.ok();
    assert_eq!(waits(&service.coordinator).await, [row("fill_slot", "week", 1)]);
    let fais = fai.books(&slot).await.ok();
    // Two of three is more than half.
    assert_eq!(waits(&service.coordinator).await, []);
    assert_eq!(waits(&service.host).await, []);

    app.advance(TimeDelta::days(6));
    service.come_back().await;
    assert_eq!(waits(&service.host).await, [row("record_attendance", "open", 1)]);
    let told = only(&service.host).await["items"][0].clone();
    assert_eq!((&told["id"], &told["since"]), (&json!(slot), &json!("2026-11-28T04:00:00Z")));
    let came = json!({ "outcome": "attended", "version": mings["version"] });
    let entry = service.host.put(&format!("{}/attendance", path(&mings, "bookings")), came).await.ok();
    // One is not marked yet.
    assert_eq!(waits(&service.host).await, [row("record_attendance", "open", 1)]);
    let absent = json!({ "outcome": "absent", "version": fais["version"] });
    service.host.put(&format!("{}/attendance", path(&fais, "bookings")), absent).await.ok();
    assert_eq!(waits(&service.host).await, []);
    assert_eq!(waits(&service.coordinator).await, [row("verify_hours", "open", 1)]);
    assert_eq!(only(&service.coordinator).await["items"][0]["name"], "ming");
    let hours = json!({ "hours": 3, "version": entry["version"] });
    service.coordinator.put(&format!("{}/hours", path(&mings, "bookings")), hours).await.ok();
    assert_eq!(waits(&service.coordinator).await, []);
    let (mut stranger, mut elsewhere) = (stranger, elsewhere);
    stranger.comes_back().await;
    elsewhere.comes_back().await;
    assert_eq!(waits(&stranger).await, []);
    assert_eq!(waits(&elsewhere).await, []);
    app.deliver_mail().await;
});

story!(an_officer_decides_by_when_a_request_lapses, async |app| {
    let service = app.service().await;
    let sensitive = Shift { sensitive: true, ..SATURDAY };
    let soon = service.shift(sensitive).await;
    let later = service.shift(Shift { day: "12-12", ..sensitive }).await;
    let (lok, other) = (service.supervisee("lok").await, app.staff("other", Role::Officer, None).await);
    lok.books(&later).await.ok();
    lok.books(&soon).await.ok();
    let both = [row("decide_clearance", "week", 1), row("decide_clearance", "later", 1)];
    assert_eq!(waits(&service.officer).await, both);
    assert_eq!(waits(&other).await, []);
    let told = service.officer.get("/today").await.ok()["rows"][0]["items"][0].clone();
    assert_eq!(
        (&told["name"], &told["dueAt"], &told["title"]["en"]),
        (&json!("lok"), &json!("2026-11-27T01:00:00Z"), &json!("Tea with elders"))
    );
    let answer = format!("/clearances/{}/decision", told["id"].as_str().unwrap());
    let body = json!({ "cleared": true, "cover": "booking", "version": 1 });
    service.officer.put(&answer, body).await.ok();
    assert_eq!(waits(&service.officer).await, [row("decide_clearance", "later", 1)]);

    let supervisees = service.officer.get("/supervisees").await.ok();
    let standing = format!("{}/standing-clearances", path(&supervisees["items"][0], "supervisees"));
    let grant = |until: &str| json!({ "kind": "category", "category": "youth", "until": until });
    service.officer.post(&standing, grant("2026-12-24")).await.ok();
    assert_eq!(waits(&service.officer).await.len(), 1);
    service.officer.post(&standing, grant("2026-12-23")).await.ok();
    // A longer one is there already.
    assert_eq!(waits(&service.officer).await.len(), 1);
    let host = |until: &str| json!({ "kind": "host", "hostId": service.host_id, "until": until });
    service.officer.post(&standing, host("2026-12-01")).await.ok();
    let with_standing = [row("decide_clearance", "later", 1), row("renew_standing", "later", 1)];
    let mut found = waits(&service.officer).await;
    found.sort();
    assert_eq!(found, with_standing);
    // What clears the host for longer clears the booking that waits there, too.
    service.officer.post(&standing, host("2027-03-01")).await.ok();
    assert_eq!(waits(&service.officer).await, []);
    app.deliver_mail().await;
});

story!(the_first_few_are_named_and_all_are_counted, async |app| {
    let service = app.service().await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    for name in ["a", "b", "c", "d", "e"] {
        app.member_who_said(name, SupervisionAnswer::RatherNotSay).await;
        app.advance(TimeDelta::minutes(1));
    }
    assert_eq!(waits(&service.coordinator).await, [row("settle_supervision", "open", 5)]);
    let items = only(&service.coordinator).await["items"].clone();
    let names: Vec<_> = items.as_array().unwrap().iter().map(|item| item["name"].clone()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    // Whom no centre has taken waits for each.
    assert_eq!(waits(&elsewhere).await, [row("settle_supervision", "open", 5)]);
    let body = json!({ "settled": "not_supervised" });
    let first = format!("/people/{}/supervision", items[0]["id"].as_str().unwrap());
    assert_eq!(service.coordinator.put(&first, body).await.status, 204);
    assert_eq!(waits(&service.coordinator).await, [row("settle_supervision", "open", 4)]);
    app.deliver_mail().await;
});

story!(where_two_would_meet_the_list_says_only_when, async |app| {
    let scene = meetings::scene(app).await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    scene.ming.books(&scene.slots[0]).await.ok();
    scene.fai.books(&scene.slots[0]).await.ok();
    let today = scene.service.coordinator.get("/today").await.ok();
    let meeting =
        today["rows"].as_array().unwrap().iter().find(|row| row["wait"] == "decide_meeting").unwrap();
    assert_eq!((&meeting["soon"], &meeting["count"]), (&json!("week"), &json!(1)));
    let told = &meeting["items"][0];
    assert_eq!(told["startsAt"], "2026-11-28T01:00:00Z");
    assert!(!today.to_string().contains("ming") && !today.to_string().contains("fai"), "{today}");
    assert!(waits(&elsewhere).await.iter().all(|(wait, ..)| wait != "decide_meeting"));
    let listed = scene.service.coordinator.get("/meetings").await.ok()["items"][0].clone();
    let decided = json!({ "leaves": "nobody", "version": listed["version"] });
    scene.service.coordinator.put(&format!("{}/decision", path(&listed, "meetings")), decided).await;
    assert!(waits(&scene.service.coordinator).await.iter().all(|(wait, ..)| wait != "decide_meeting"));
    app.deliver_mail().await;
});

story!(the_papers_of_a_host_on_show_are_called_to_mind, async |app| {
    let service = app.service().await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    change(app, "update hosts set insurance_valid_to = '2026-12-10', agreement_valid_to = '2026-11-20'");
    assert_eq!(waits(&service.coordinator).await, []);
    change(app, "update hosts set insurance_valid_to = '2027-12-10', agreement_valid_to = '2027-11-20'");
    service.shift(Shift { day: "12-12", ..SATURDAY }).await;
    assert_eq!(waits(&service.coordinator).await, []);
    change(app, "update hosts set insurance_valid_to = '2026-12-10', agreement_valid_to = '2026-11-20'");
    let both = [row("renew_agreement", "overdue", 1), row("renew_insurance", "later", 1)];
    assert_eq!(waits(&service.coordinator).await, both);
    assert_eq!(waits(&elsewhere).await, []);
    app.deliver_mail().await;
});

story!(an_admin_sees_invitations_run_out_and_who_holds_no_office, async |app| {
    let mut admin = app.staff("amy", Role::Admin, None).await;
    let mut second = app.staff("ben", Role::Privacy, None).await;
    let invite = json!({ "email": "new@example.test", "role": "officer", "language": "en" });
    let first = admin.post("/invitations", invite.clone()).await.ok();
    assert_eq!(waits(&admin).await, []);
    assert_eq!(waits(&second).await, [row("approve_invitation", "week", 1)]);
    assert_eq!(only(&second).await["office"], "privacy");
    assert_eq!(second.approves(&first).await.outcome(), "204");
    assert_eq!(waits(&second).await, []);
    app.deliver_mail().await;
    assert_eq!(waits(&admin).await, [row("invitation_ends", "week", 1)]);
    app.advance(TimeDelta::days(4));
    admin.comes_back().await;
    assert_eq!(waits(&admin).await, [row("invitation_ends", "overdue", 1)]);
    let again = admin.post("/invitations", invite).await.ok();
    second.comes_back().await;
    assert_eq!(second.approves(&again).await.outcome(), "204");
    assert_eq!(waits(&admin).await, [row("invitation_ends", "week", 1)]);
    admin.delete(&path(&again, "invitations")).await.ok();
    admin.delete(&path(&first, "invitations")).await.ok();
    assert_eq!(waits(&admin).await, []);

    app.coordinator("chan").await;
    let staff = admin.get("/staff-accounts").await.ok()["items"].as_array().unwrap().clone();
    let chan = staff.iter().find(|one| one["preferredName"] == "chan").unwrap();
    let ended = admin.delete(&format!("/grants/{}", chan["grantId"].as_str().unwrap())).await;
    assert_eq!(ended.status, 204);
    assert_eq!(waits(&admin).await, [row("account_without_office", "open", 1)]);
    assert_eq!(only(&admin).await["items"][0]["name"], "chan");
    let invite = json!({
        "email": "chan@example.test", "role": "coordinator", "scopeId": "MFRC-MK", "language": "en",
    });
    let proposed = admin.post("/invitations", invite).await.ok();
    assert_eq!(waits(&admin).await, []);
    assert_eq!(second.approves(&proposed).await.outcome(), "204");
    assert_eq!(waits(&admin).await, [row("invitation_ends", "week", 1)]);
    app.deliver_mail().await;
});
