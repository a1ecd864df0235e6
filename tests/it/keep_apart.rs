//! Stories of people who must not meet: whose pairs they are, and what becomes of what the two share already.

use alongside::access::Role;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::clearances::addressees;
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::service::SATURDAY;
use crate::harness::{App, Reply, allowed, house, story};

fn live(app: &App, centre: &str) -> i64 {
    let query = format!(
        "select count(distinct pair) as count from keep_apart where until_at is null and centre = '{centre}'"
    );
    house::count(&app.config.database, &query)
}

/// Status and body, without the name of the request.
fn answer(reply: &Reply) -> (u16, String) {
    let mut body = reply.body.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("requestId");
    }
    (reply.status.as_u16(), body.to_string())
}

story!(a_pair_stays_in_its_centre_and_two_people_end_it, async |app| {
    let (mut mei, mut tak) = (app.coordinator("mei").await, app.coordinator("tak").await);
    let sham = app.staff("sham", Role::Coordinator, Some("MFRC-ST")).await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    let pair = json!({ "a": ming.code, "b": fai.code });
    let turned = json!({ "a": fai.code, "b": ming.code });
    let removal = "/keep-apart/removal";

    for _ in 0..2 {
        let shared = mei.post("/keep-apart", pair.clone()).await.ok();
        assert_eq!(shared, json!({ "slots": [], "pairings": [] }));
    }
    assert_eq!(live(app, "MFRC-MK"), 1);
    // Another centre neither learns of it nor ends it; the same two may be its own pair as well.
    for _ in 0..2 {
        assert_eq!(sham.post(removal, pair.clone()).await.status, 204);
    }
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (1, 0));
    let entered = sham.post("/keep-apart", turned.clone()).await.ok();
    assert_eq!(entered, json!({ "slots": [], "pairings": [] }));
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (1, 1));

    // One person's word ends nothing; a second's within a week does, and only their centre's pair.
    for _ in 0..2 {
        assert_eq!(mei.post(removal, pair.clone()).await.status, 204);
    }
    assert_eq!(live(app, "MFRC-MK"), 1);
    app.advance(TimeDelta::days(7));
    mei.comes_back().await;
    tak.comes_back().await;
    assert_eq!(tak.post(removal, turned).await.status, 204);
    assert_eq!(mei.post(removal, pair.clone()).await.status, 204);
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (0, 1));
    assert_eq!(mei.post(removal, pair).await.status, 204);
    let lines = "select count(*) as count from audit where event like 'keep_apart.%'";
    assert_eq!(house::count(&app.config.database, lines), 5);
    assert_eq!(app.deliver_mail().await.len(), 0);
});

story!(a_person_in_custody_of_another_centre_is_as_unknown_as_nobody, async |app| {
    let cast = cast(app).await;
    let sham = app.staff("sham", Role::Coordinator, Some("MFRC-ST")).await;
    let mentor = &cast.mentor.person.code;
    for path in ["/keep-apart", "/keep-apart/removal"] {
        let of = |reference: serde_json::Value| json!({ "a": mentor, "b": reference });
        let foreign = sham.post(path, of(cast.waiting["reference"].clone())).await;
        let unknown = sham.post(path, of(json!("P-999999"))).await;
        assert_eq!(foreign.codes(), ["unknown_code"]);
        assert_eq!(answer(&foreign), answer(&unknown));
    }
    // What another centre enters about the mentor tells it nothing of the mentor's pairings and stops none of them.
    let other = app.volunteer("other").await;
    let own = json!({ "a": mentor, "b": other.code });
    let shared = sham.post("/keep-apart", own).await.ok();
    assert_eq!(shared, json!({ "slots": [], "pairings": [] }));
    assert_eq!(live(app, "MFRC-MK"), 0);
});

story!(whoever_works_for_several_centres_says_for_which_they_speak, async |app| {
    let mei = app.coordinator("mei").await;
    let (ming, fai) = (app.volunteer("ming").await, app.volunteer("fai").await);
    app.also(&mei, Role::Coordinator, Some("MFRC-ST")).await;
    let pair = |centre: Option<&str>| json!({ "a": ming.code, "b": fai.code, "centre": centre });
    assert_eq!(mei.post("/keep-apart", pair(None)).await.codes(), ["required"]);
    assert_eq!(mei.post("/keep-apart", pair(Some("MFRC-TM"))).await.codes(), ["unknown_code"]);
    mei.post("/keep-apart", pair(Some("MFRC-ST"))).await.ok();
    assert_eq!((live(app, "MFRC-MK"), live(app, "MFRC-ST")), (0, 1));
});

impl Cast {
    /// Enters mentor and person as a pair of the coordinator's centre; what they still share.
    async fn keeps_apart(&self) -> Value {
        let pair = json!({ "a": self.waiting["reference"], "b": self.mentor.person.code });
        self.coordinator.post("/keep-apart", pair).await.ok()
    }

    async fn read_by(&self, reader: &Person) -> Value {
        reader.get(&self.path).await.ok()
    }

    async fn resumed_by(&self, reader: &Person) -> String {
        let body = json!({ "version": self.version().await });
        reader.post(&format!("{}/resumption", self.path), body).await.outcome()
    }
}

/// The last step of the history: what happened, by whom, and why.
fn last(seen: &Value) -> (Value, Value, Vec<Value>) {
    let line = seen["history"].as_array().unwrap().last().unwrap();
    let reasons = line["reasons"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    (line["event"].clone(), line["by"].clone(), reasons)
}

story!(a_pairing_under_way_of_two_who_are_kept_apart_rests_as_if_by_hand, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    let shared = cast.keeps_apart().await;
    assert_eq!((&shared["slots"], &shared["pairings"][0]["state"]), (&json!([]), &json!("paused")));
    assert_eq!(addressees(app).await, ["fong@example.test", "wong@example.test"]);
    // A coordinator of the centre reads why; the psychologist and the mentor what they read of every pause by staff.
    let why = vec![json!("kept_apart")];
    assert_eq!(last(&cast.read_by(&cast.coordinator).await), (json!("paused"), json!("chan"), why));
    let mut apart =
        vec![cast.read_by(&cast.psychologist).await, cast.mentor.person.get("/me/pairings").await.ok()];
    let own = apart[1]["items"][0].clone();
    assert_eq!((&own["state"], &own["alias"]), (&json!("paused"), &Value::Null));
    // Nobody goes on with it while the pair stands.
    assert_eq!(cast.resumed_by(&cast.coordinator).await, "409 ask_staff");
    assert_eq!(cast.resumed_by(&cast.psychologist).await, "409 ask_staff");
    let body = json!({ "version": own["version"] });
    let resumed = cast.mentor.person.post(&format!("/me{}/resumption", cast.path), body).await;
    assert_eq!(resumed.outcome(), "409 paused_by_staff");
    let second = app.coordinator("tak").await;
    for coordinator in [&cast.coordinator, &second] {
        let pair = json!({ "a": cast.mentor.person.code, "b": cast.waiting["reference"] });
        assert_eq!(coordinator.post("/keep-apart/removal", pair).await.status, 204);
    }
    assert_eq!(
        cast.read_by(&cast.coordinator).await["state"],
        "paused",
        "what rests is a person's to take up"
    );
    assert_eq!(cast.resumed_by(&cast.coordinator).await, "200");
    // The same by hand reads the same.
    let body = json!({ "wishedBy": "staff", "version": cast.version().await });
    cast.coordinator.post(&format!("{}/pause", cast.path), body).await.ok();
    addressees(app).await;
    let mut by_hand =
        vec![cast.read_by(&cast.psychologist).await, cast.mentor.person.get("/me/pairings").await.ok()];
    for seen in [&mut apart, &mut by_hand] {
        let history = seen[0]["history"].as_array_mut().unwrap();
        history.drain(..history.len() - 1);
        seen[0]["version"] = Value::Null;
        seen[1]["items"][0]["version"] = Value::Null;
    }
    assert_eq!(apart, by_hand);
});

/// What reads the same, whether a pair was entered or staff paused it by hand as well.
async fn as_others_read_it(cast: &Cast) -> [Value; 2] {
    let mut seen =
        [cast.read_by(&cast.psychologist).await, cast.mentor.person.get("/me/pairings").await.ok()];
    let history = seen[0]["history"].as_array_mut().unwrap();
    history.drain(..history.len() - 1);
    seen[0]["version"] = Value::Null;
    seen[1]["items"][0]["version"] = Value::Null;
    seen
}

story!(what_its_mentor_paused_reads_the_same_kept_apart_or_paused_by_staff_as_well, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let at_version = async || json!({ "version": cast.version().await });
    let own = format!("/me{}", cast.path);
    cast.mentor.person.post(&format!("{own}/pause"), at_version().await).await.ok();
    cast.keeps_apart().await;
    let apart = as_others_read_it(&cast).await;
    let pair = json!({ "a": cast.mentor.person.code, "b": cast.waiting["reference"] });
    let other = app.coordinator("lee").await;
    for coordinator in [&cast.coordinator, &other] {
        assert_eq!(coordinator.post("/keep-apart/removal", pair.clone()).await.status, 204);
    }
    let request = format!("{}/resumption-request", cast.path);
    cast.coordinator.post(&request, at_version().await).await.ok();
    cast.mentor.person.post(&format!("{own}/resumption"), at_version().await).await.ok();
    cast.mentor.person.post(&format!("{own}/pause"), at_version().await).await.ok();
    let pause = json!({ "wishedBy": "staff", "version": cast.version().await });
    cast.coordinator.post(&format!("{}/pause", cast.path), pause).await.ok();
    assert_eq!(apart, as_others_read_it(&cast).await);
});

story!(a_pairing_that_its_mentor_paused_is_the_staffs_to_take_up, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    let own = format!("/me{}", cast.path);
    let version = json!({ "version": cast.version().await });
    let paused = cast.mentor.person.post(&format!("{own}/pause"), version).await.ok();
    assert!(allowed(&paused).contains(&"resume"));
    cast.keeps_apart().await;
    let seen = cast.mentor.person.get("/me/pairings").await.ok()["items"][0].clone();
    assert_eq!(
        (&seen["state"], &seen["alias"], allowed(&seen)),
        (&json!("paused"), &Value::Null, vec!["see"])
    );
    addressees(app).await;
});

story!(what_is_proposed_of_two_who_are_kept_apart_lapses, async |app| {
    let cast = cast(app).await;
    cast.endorses().await;
    cast.approves().await.ok();
    cast.asks().await.ok();
    addressees(app).await;
    assert_eq!(cast.keeps_apart().await, json!({ "slots": [], "pairings": [] }));
    assert_eq!(addressees(app).await, ["fong@example.test", "wong@example.test"]);
    let seen = cast.read_by(&cast.coordinator).await;
    assert_eq!(seen["state"], "lapsed");
    assert_eq!(last(&seen), (json!("held"), json!("chan"), vec![json!("kept_apart")]));
    assert_eq!(last(&cast.read_by(&cast.psychologist).await).2, Vec::<Value>::new());
    assert_eq!(cast.mentor.person.get("/me/pairings").await.ok()["items"][0]["state"], "lapsed");
    // Places and person are free for others.
    assert_eq!(app.places_taken(cast.mentor.id).await, 0);
    assert_eq!(cast.referral_state().await, "eligible");
});

story!(another_centres_pair_touches_no_pairing_and_stops_its_next_step, async |app| {
    let cast = cast(app).await;
    cast.becomes_active().await;
    addressees(app).await;
    // Somebody who works for both centres speaks for the other, which works with the mentor as a member.
    cast.mentor.person.moves_to(json!("MFRC-ST")).await;
    let both = app.coordinator("both").await;
    app.also(&both, Role::Coordinator, Some("MFRC-ST")).await;
    let pair = json!({ "a": cast.waiting["reference"], "b": cast.mentor.person.code, "centre": "MFRC-ST" });
    assert_eq!(both.post("/keep-apart", pair).await.ok(), json!({ "slots": [], "pairings": [] }));
    assert_eq!(cast.read_by(&cast.coordinator).await["state"], "active");
    assert_eq!(addressees(app).await.len(), 0);
});
