//! The rows of the world and those whose they are: mentoring and service of one centre, and what people ask about what is
//! kept of them.

use actix_web::http::Method;
use alongside::access::{Actor, Caseload, Emergency, HostId, Owners, Role, Scope, SubjectId};
use alongside::rights::retention;
use alongside::rights::retention::model::{PurgeLine, RowKind};
use alongside::rights::retention::record::PurgeEvent;
use serde_json::{Value, json};

use super::world::{
    Builder, CENTRE, ELSEWHERE, EMERGENCY, MOTIVATION, NOTE, OWN_WORDS, REQUEST, STRENGTHS, THIRD, first, id,
    of_centre,
};
use crate::harness::mentors::answers;
use crate::harness::pairings::{Cast, cast};
use crate::harness::people::Person;
use crate::harness::programme::referral;
use crate::harness::service::{SATURDAY, Shift};

/// Mentors, persons in custody and pairings of Mong Kok.
pub async fn mentoring(builder: &mut Builder<'_>) -> Cast {
    let app = builder.app;
    let cast = cast(app).await;
    cast.becomes_active().await;
    let (wong, chan, fong) = (&cast.psychologist, &cast.coordinator, &cast.mentor);
    builder.holds("psychologist who works with them", wong, Role::Psychologist, Some(CENTRE));
    builder.holds("coordinator", chan, Role::Coordinator, Some(CENTRE));
    builder.member("mentor", &fong.person);
    let lai = app.active_mentor("lai", wong).await;
    let mut told = referral("阿雲");
    told["inOwnWords"] = json!(OWN_WORDS);
    let other = wong.refers_as(told).await;
    let proposed = app.proposed(lai.id, &other).await;
    builder.member("mentor who was proposed", &lai.person);
    let gai = app.active_mentor("gai", wong).await;
    let waiting = wong.refers("阿安").await;
    let path = format!("/pairings/{}", app.proposed(gai.id, &waiting).await);
    builder.member("mentor whose pairing ended", &gai.person);
    let over = Cast { psychologist: wong.clone(), coordinator: chan.clone(), mentor: gai, waiting, path };
    let end = json!({ "reason": "goals_reached", "version": over.becomes_active().await["version"] });
    wong.post(&format!("{}/ending", over.path), end).await.ok();
    let (ho, kit) = (app.member("ho").await, app.member("kit").await);
    let mut told = answers();
    (told["motivation"], told["strengths"]) = (json!(MOTIVATION), json!(STRENGTHS));
    let screened = ho.applies(told).await;
    chan.holds(&screened).moves(json!({ "to": "screening", "note": NOTE })).await.ok();
    let draft = id(&kit.post("/me/mentor", json!({})).await.ok());
    builder.member("applicant", &ho);
    builder.member("somebody with a draft", &kit);

    let works = [Some(wong.id), None, None];
    let own = |person: &Person| Owners { centre: of_centre(CENTRE), ..Owners::of(person.id) };
    let assigned = |person: &Person| Owners { assigned: works, ..own(person) };
    let pair = |mentor: &Person, known: bool, referral: &Value| Owners {
        own: known.then_some(mentor.id),
        about: [Some(mentor.id), None],
        custody: Some(id(referral).parse().unwrap()),
        assigned: works,
        centre: of_centre(CENTRE),
        ..Owners::default()
    };
    let in_custody =
        |referral: &Value| Owners { own: None, about: [None, None], ..pair(wong, false, referral) };
    let asked = Owners { asks: true, ..own(&ho) };
    let (active, ended) = (cast.path.replace("/pairings/", ""), over.path.replace("/pairings/", ""));
    builder.row("mentors", "active", fong.id, assigned(&fong.person));
    builder.row("mentors", "in screening", screened, asked);
    builder.row("mentors", "draft", draft, Owners::of(kit.id));
    builder.row("referrals", "in a pairing", id(&cast.waiting), in_custody(&cast.waiting));
    builder.row("referrals", "proposed", id(&other), in_custody(&other));
    builder.row("pairings", "active", active, pair(&fong.person, true, &cast.waiting));
    builder.row("pairings", "proposed", proposed, pair(&lai.person, false, &other));
    builder.row("pairings", "ended", ended, pair(&over.mentor.person, true, &over.waiting));
    builder.row("people", "mentor", fong.person.id, own(&fong.person));
    builder.row("psychologists", "of the centre", wong.id, own(wong));
    let centre = Owners { centre: of_centre(CENTRE), ..Owners::default() };
    let round = json!({ "centre": CENTRE, "date": app.now().day() });
    let round = id(&chan.post("/rounds", round).await.ok());
    builder.row("rounds", "waiting", round, centre.clone());
    builder.row("centres", "of the programme", CENTRE, centre);
    builder.row(
        "centres",
        "another",
        ELSEWHERE,
        Owners { centre: of_centre(ELSEWHERE), ..Owners::default() },
    );
    cast
}

/// Community service of Mong Kok, and a host of another centre.
pub async fn service(builder: &mut Builder<'_>, cast: &Cast) {
    let app = builder.app;
    let service = app.service().await;
    let host_id = service.host_id.as_str();
    builder.holds("host", &service.host, Role::Host, Some(host_id));
    builder.holds("officer", &service.officer, Role::Officer, None);
    let lok = builder.staff("coordinator elsewhere", Role::Coordinator, Some(ELSEWHERE)).await;
    let body = json!({
        "name": { "en": "Hillside" }, "kind": "youth_organisation", "district": "sha_tin",
        "insuranceValidTo": "2027-03-31", "agreementValidTo": "2027-06-30",
    });
    let hillside = id(&lok.post("/hosts", body).await.ok());
    builder.staff("host elsewhere", Role::Host, Some(&hillside)).await;
    let slot = service.shift(Shift { sensitive: true, ..SATURDAY }).await;
    let opening = first(&service.host.get("/managed-openings").await.ok());
    let (ming, fai) = (service.supervisee("ming").await, app.volunteer("fai").await);
    let (mings, fais) = (ming.books(&slot).await.ok(), fai.books(&slot).await.ok());
    let pair = json!({ "a": ming.code, "b": fai.code });
    service.coordinator.post("/keep-apart", pair).await.ok();
    let later = service.shift(Shift { from: "13:00", to: "15:00", ..SATURDAY }).await;
    for person in [&ming, &fai] {
        person.books(&later).await.ok();
    }
    let meeting = first(&service.coordinator.get("/meetings").await.ok());
    let check = json!({ "kind": "reference", "seenOn": app.now().day() });
    let check = id(&service.coordinator.post(&format!("/people/{}/checks", fai.id), check).await.ok());
    let draft = json!({
        "title": { "en": "Tea" }, "text": { "en": "A morning." }, "whatYouWillDo": { "en": "Pour tea." },
        "category": "elderly", "district": "sham_shui_po",
    });
    let draft = id(&service.host.post("/managed-openings", draft).await.ok());
    let supervisee = first(&service.officer.get("/supervisees").await.ok());
    let clearance = first(&service.officer.get("/clearances?state=waiting").await.ok());
    let standing = json!({ "kind": "host", "hostId": hillside, "until": "2026-12-31" });
    let path = format!("/supervisees/{supervisee}/standing-clearances");
    let standing = id(&service.officer.post(&path, standing).await.ok());
    builder.member("supervisee", &ming);
    builder.member("volunteer", &fai);
    let ada = app.volunteer("ada").await;
    builder.member("member of no centre", &ada);

    let host: HostId = host_id.parse().unwrap();
    let at_host = Owners { host: Some(host), centre: of_centre(CENTRE), ..Owners::default() };
    let published = Owners { public: true, ..at_host.clone() };
    let own = |person: &Person, centre: Caseload| Owners { centre, ..Owners::of(person.id) };
    let officers = Owners {
        about: [Some(ming.id), None],
        assigned: [Some(service.officer.id), None, None],
        ..Owners::default()
    };
    builder.row("hosts", "of the centre", host_id, at_host.clone());
    builder.row(
        "hosts",
        "elsewhere",
        &hillside,
        Owners { host: Some(hillside.parse().unwrap()), centre: of_centre(ELSEWHERE), ..Owners::default() },
    );
    for of in ["managed-openings", "openings"] {
        builder.row(of, "published", &opening, published.clone());
        builder.row(of, "draft", &draft, at_host.clone());
    }
    builder.row("slots", "published", &slot, published);
    let confirmed = Owners { host: Some(host), ..own(&fai, of_centre(CENTRE)) };
    builder.row("bookings", "confirmed", id(&fais), confirmed);
    builder.row("bookings", "waiting for the officer", id(&mings), own(&ming, of_centre(CENTRE)));
    builder.row("people", "volunteer", fai.id, own(&fai, of_centre(CENTRE)));
    builder.row("people", "of no centre", ada.id, own(&ada, Caseload::Unclaimed));
    builder.row("people", "staff", cast.coordinator.id, own(&cast.coordinator, Caseload::None));
    builder.row("checks", "of a volunteer", check, own(&fai, of_centre(CENTRE)));
    builder.row("supervisees", "active", supervisee, officers.clone());
    builder.row("clearances", "waiting", clearance, officers.clone());
    builder.row("standing-clearances", "of a host", standing, officers);
    let about = [Some(ming.id), Some(fai.id)];
    builder.row(
        "meetings",
        "waiting",
        meeting,
        Owners { about, centre: of_centre(CENTRE), ..Owners::default() },
    );
    builder.row("sign-ins", "of a volunteer", first(&fai.get("/sign-ins").await.ok()), Owners::of(fai.id));
    let request = json!({ "kind": "access", "words": REQUEST, "language": "en" });
    let request = id(&fai.post("/me/data-requests", request).await.ok());
    builder.row("data-requests", "of a volunteer", request, Owners::of(fai.id));
}

/// What people ask about what is kept of them, and the emergencies of another centre's psychologists.
pub async fn rights(builder: &mut Builder<'_>, cast: &Cast) {
    let app = builder.app;
    let (wong, fong) = (&cast.psychologist, &cast.mentor.person);
    let works = [Some(wong.id), None, None];
    let request = json!({ "kind": "access", "words": null, "language": "en" });
    let request = id(&fong.post("/me/data-requests", request).await.ok());
    builder.row("data-requests", "of a mentor", request, Owners { assigned: works, ..Owners::of(fong.id) });
    let paper = json!({
        "code": cast.waiting["reference"], "kind": "access", "words": null, "language": "zh-Hant",
        "receivedOn": "2026-11-20",
    });
    let paper = id(&wong.post("/data-requests", paper).await.ok());
    builder.row(
        "data-requests",
        "of a person in custody",
        paper,
        Owners {
            custody: Some(id(&cast.waiting).parse().unwrap()),
            assigned: works,
            centre: of_centre(CENTRE),
            ..Owners::default()
        },
    );
    let mak = app.staff("mak", Role::Privacy, None).await;
    builder.holds("privacy officer who enters", &mak, Role::Privacy, None);
    let breach = json!({ "foundAt": app.now(), "what": "A list was left on a table for an hour." });
    builder.row("breaches", "open", id(&mak.post("/breaches", breach).await.ok()), Owners::default());
    let hold = json!({ "code": fong.code, "reason": "There is a complaint about him." });
    builder.row("holds", "of a mentor", id(&mak.post("/holds", hold).await.ok()), Owners::of(fong.id));
    let by = mak.id;
    let purge = app.operates(move |tx| {
        let line = PurgeLine { kind: RowKind::Checks, before: tx.today(), found: 1, erased: 0 };
        let purge = retention::rules::propose(tx.fresh(), vec![line], by, tx.now)?;
        let recorded = tx.record(purge.clone(), &PurgeEvent::Withdrawn(Box::new(purge)))?;
        retention::store::insert(tx, recorded)
    });
    builder.row("purges", "proposed", purge.await.id.to_string(), Owners::default());
    let factor = first(&wong.get("/me/factors").await.ok());
    builder.row("factors", "of a psychologist", factor, Owners::of(wong.id));
    let opens = json!({ "code": fong.code, "cause": "missing", "reason": EMERGENCY });
    for (name, open) in [("psychologist in an emergency", true), ("psychologist after an emergency", false)] {
        let reader = app.staff(&name.replace(' ', "-"), Role::Psychologist, Some(THIRD)).await;
        let access = id(&reader.post("/emergencies", opens.clone()).await.ok());
        builder.holds(name, &reader, Role::Psychologist, Some(THIRD));
        let emergency = Emergency {
            id: access.parse().unwrap(),
            subject: SubjectId::from_uuid(fong.id.uuid()),
            scope: Scope::Centre(THIRD.into()),
            opened_at: app.now(),
        };
        if open {
            if let Some(Actor::Person { emergencies, .. }) =
                &mut builder.world.people.last_mut().unwrap().actor
            {
                emergencies.push(emergency.clone());
            }
        } else {
            reader.ask(Method::POST, &format!("/emergencies/{access}/end"), None).await;
        }
        builder.row(
            "emergencies",
            if open { "open" } else { "ended" },
            access,
            Owners {
                about: [Some(fong.id), None],
                assigned: [Some(reader.id), None, None],
                emergency: Some(emergency.id),
                ..Owners::default()
            },
        );
    }
}
