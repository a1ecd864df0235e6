//! Stories of referrals: a psychologist refers somebody, by alias, with consent on paper.

use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::house::count;
use crate::harness::programme::referral;
use crate::harness::story;

fn path(of: &Value) -> String {
    format!("/referrals/{}", of["id"].as_str().unwrap())
}

story!(somebody_is_referred_agrees_on_paper_and_waits, async |app| {
    let psychologist = app.psychologist("wong").await;
    let first = json!({ "alias": "阿晴", "centre": "MFRC-MK", "institution": "LWC" });
    let draft = psychologist.post("/referrals", first).await.ok();
    assert_eq!((draft["reference"].as_str(), draft["state"].as_str()), (Some("P-2001"), Some("draft")));
    let path = path(&draft);
    let refused = psychologist.post(&format!("{path}/submission"), json!({ "version": 1 })).await;
    let mut expected = vec!["section_incomplete"; 6];
    expected.extend(["consent_missing", "not_sentenced"]);
    assert_eq!(
        (refused.status.as_u16(), refused.codes()),
        (409, expected.iter().map(|code| (*code).to_owned()).collect())
    );

    let mut rest = referral("阿晴");
    rest.as_object_mut().unwrap().remove("centre");
    rest["version"] = draft["version"].clone();
    let filled = psychologist.patch(&path, rest).await.ok();
    assert_eq!(filled["missing"], json!([{ "code": "consent_missing", "params": {} }]));
    let paper =
        json!({ "on": "2026-11-20", "language": "zh", "witness": "Officer L", "version": filled["version"] });
    let agreed = psychologist.put(&format!("{path}/consent"), paper).await.ok();
    let waiting =
        psychologist.post(&format!("{path}/submission"), json!({ "version": agreed["version"] })).await.ok();
    assert_eq!((waiting["state"].as_str(), waiting["waitingDays"].as_i64()), (Some("eligible"), Some(0)));
    assert_eq!(waiting["inOwnWords"], "我想學會一個人也不怕。");

    app.advance(TimeDelta::days(3));
    let mut psychologist = psychologist;
    psychologist.comes_back().await;
    let listed = psychologist.get("/referrals?state=eligible,matched").await.ok();
    assert_eq!(listed["items"][0]["waitingDays"], 3);
    assert_eq!(psychologist.get("/referrals?state=draft").await.ok()["items"], json!([]));
});

story!(a_coordinator_sees_who_waits_but_not_their_own_words, async |app| {
    let psychologist = app.psychologist("wong").await;
    let waiting = psychologist.refers("阿晴").await;
    let coordinator = app.coordinator("chan").await;
    let seen = coordinator.get(&path(&waiting)).await.ok();
    assert_eq!(seen["alias"], "阿晴");
    assert_eq!(seen["psychologist"]["name"], "wong");
    assert!(seen.get("inOwnWords").is_none() && seen.get("statedExclusions").is_none());
    assert_eq!(coordinator.get("/referrals").await.ok()["items"][0]["reference"], "P-2001");
    let change = json!({ "version": waiting["version"], "alias": "x" });
    assert_eq!(coordinator.patch(&path(&waiting), change).await.outcome(), "403 forbidden");
    // Opening it was written down.
    let reads =
        count(&app.config.database, "select count(*) as count from audit where event = 'referral.read'");
    assert_eq!(reads, 1);
});

story!(strangers_find_no_referral, async |app| {
    let waiting = app.psychologist("wong").await.refers("阿晴").await;
    let other = app.psychologist("lam").await;
    let elsewhere = app.staff("ho", Role::Coordinator, Some("MFRC-ST")).await;
    for stranger in [&other, &elsewhere] {
        assert_eq!(stranger.get(&path(&waiting)).await.outcome(), "404 not_found");
        assert_eq!(stranger.get("/referrals").await.ok()["items"], json!([]));
    }
    let withdrawal = json!({ "version": waiting["version"] });
    assert_eq!(
        other.post(&format!("{}/withdrawal", path(&waiting)), withdrawal).await.outcome(),
        "404 not_found"
    );
    let member = app.member("ada").await;
    assert_eq!(member.get(&path(&waiting)).await.outcome(), "403 forbidden");
    assert_eq!(member.post("/referrals", referral("x")).await.outcome(), "403 forbidden");
    let mut abroad = referral("阿晴");
    abroad["centre"] = "MFRC-ST".into();
    assert_eq!(other.post("/referrals", abroad).await.outcome(), "403 forbidden");
});

story!(what_cannot_be_is_refused_field_by_field, async |app| {
    let psychologist = app.psychologist("wong").await;
    for (field, value, code) in [
        ("alias", json!(""), "required"),
        ("alias", json!("x".repeat(41)), "too_long"),
        ("alias", json!("A123456(3)"), "hkid_not_allowed"),
        ("centre", json!("nowhere"), "unknown_code"),
        ("institution", json!("nowhere"), "unknown_code"),
        ("birthYear", json!(1800), "out_of_range"),
        ("birthYear", json!("1990"), "invalid"),
        ("languages", json!(["klingon"]), "unknown_code"),
        ("preferredLanguage", json!("ur"), "invalid"),
        ("interests", json!(["sky_diving_at_night"]), "unknown_code"),
        ("themes", json!(["theft"]), "unknown_code"),
        ("needs", json!({ "belonging": "lots" }), "invalid"),
        ("focus", json!("guilt"), "invalid"),
        ("releaseMonth", json!("May 2027"), "invalid"),
        ("free", json!("ff"), "invalid"),
        ("statedExclusions", json!(["ZZZ-ZZZ"]), "unknown_code"),
        ("inOwnWords", json!("字".repeat(601)), "too_long"),
        ("offence", json!("x"), "unknown_field"),
    ] {
        let mut body = referral("阿晴");
        body[field] = value;
        let reply = psychologist.post("/referrals", body).await;
        assert_eq!(
            (reply.status.as_u16(), reply.codes()),
            (422, vec![code.to_owned()]),
            "{field} {}",
            reply.body
        );
    }
});

story!(two_who_write_at_once_do_not_overwrite_each_other, async |app| {
    let psychologist = app.psychologist("wong").await;
    let waiting = psychologist.refers("阿晴").await;
    let change = json!({ "version": waiting["version"], "alias": "阿清" });
    psychologist.patch(&path(&waiting), change.clone()).await.ok();
    assert_eq!(psychologist.patch(&path(&waiting), change).await.outcome(), "409 stale_version");
});

story!(whoever_withdraws_waits_no_longer, async |app| {
    let psychologist = app.psychologist("wong").await;
    let waiting = psychologist.refers("阿晴").await;
    let version = json!({ "version": waiting["version"] });
    let gone = psychologist.post(&format!("{}/withdrawal", path(&waiting)), version).await.ok();
    assert_eq!((gone["state"].as_str(), &gone["missing"]), (Some("withdrawn"), &json!([])));
    let again = json!({ "version": gone["version"] });
    let refused = psychologist.post(&format!("{}/release", path(&waiting)), again).await;
    assert_eq!(refused.outcome(), "409 wrong_state");
});

story!(a_long_list_is_read_page_by_page, async |app| {
    let psychologist = app.psychologist("wong").await;
    for number in 0..5 {
        let body = json!({ "alias": format!("person {number}"), "centre": "MFRC-MK", "institution": "LWC" });
        psychologist.post("/referrals", body).await.ok();
        app.advance(TimeDelta::seconds(1));
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = psychologist.get(&format!("/referrals?limit=2{after}")).await.ok();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["reference"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(seen, ["P-2005", "P-2004", "P-2003", "P-2002", "P-2001"]);
});

story!(what_is_taken_out_of_the_form_is_gone_and_half_of_the_needs_are_kept, async |app| {
    let wong = app.psychologist("wong").await;
    let mut body = referral("阿晴");
    body["needs"] = json!({ "belonging": "much" });
    let draft = wong.post("/referrals", body).await.ok();
    let needs = json!({ "belonging": "much", "skill": null, "choice": null, "meaning": null });
    assert_eq!(draft["needs"], needs);
    assert!(
        draft["missing"].as_array().unwrap().iter().any(|one| one["params"] == json!({ "section": "needs" }))
    );
    let path = format!("/referrals/{}", draft["id"].as_str().unwrap());
    let change = json!({
        "inOwnWords": "", "homeDistrict": null, "birthYear": null, "focus": null, "version": draft["version"],
    });
    let saved = wong.patch(&path, change).await.ok();
    for gone in ["inOwnWords", "homeDistrict", "birthYear", "focus"] {
        assert_eq!(saved[gone], serde_json::Value::Null, "{gone}");
    }
    // What is not named stays.
    assert_eq!((&saved["gender"], &saved["needs"]), (&json!("F"), &needs));
});
