//! What is told in confidence reaches its readers and nobody else: everybody reads everything that can be read, page by
//! page, and whatever canary is found there must be one of theirs by the policy.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method;
use alongside::access::{Action, policy};

use super::cells::doors;
use super::tell;
use super::world::{EMERGENCY, MOTIVATION, NOTE, OWN_WORDS, REQUEST, STRENGTHS, Somebody, World, built};
use crate::harness::story;

/// By which action on which row, by kind and name, a canary is read.
type Readers = &'static [(&'static str, &'static str, Action)];

/// The goals that both sides of a pairing share, and who was there when the person agreed on paper.
const GOALS: &str = "一齊跑步，慢慢來。";
const WITNESS: &str = "Officer L";

const COPY: [(&str, &str, Action); 2] = [
    ("data-requests", "of a person in custody", Action::ReadCopy),
    ("data-requests", "of a mentor", Action::ReadCopy),
];

/// Every canary with its readers.
const CANARIES: [(&str, Readers); 12] = [
    (
        MOTIVATION,
        &[("mentors", "in screening", Action::ReadMentor), ("mentors", "in screening", Action::SeeOwnMentor)],
    ),
    (
        STRENGTHS,
        &[("mentors", "in screening", Action::ReadMentor), ("mentors", "in screening", Action::SeeOwnMentor)],
    ),
    (NOTE, &[("mentors", "in screening", Action::ReadMentor)]),
    (OWN_WORDS, &[("referrals", "proposed", Action::ReadReferral)]),
    ("阿雲", &[("referrals", "proposed", Action::SeeReferral), ("pairings", "proposed", Action::SeePairing)]),
    (
        "阿晴",
        &[
            ("referrals", "in a pairing", Action::SeeReferral),
            ("pairings", "active", Action::SeePairing),
            ("data-requests", "of a person in custody", Action::SeeRequest),
            COPY[0],
            COPY[1],
        ],
    ),
    (
        GOALS,
        &[
            ("pairings", "active", Action::SeePairing),
            ("pairings", "ended", Action::SeePairing),
            COPY[0],
            COPY[1],
        ],
    ),
    (
        WITNESS,
        &[
            ("referrals", "in a pairing", Action::ReadReferral),
            ("pairings", "active", Action::ReadPairing),
            COPY[0],
        ],
    ),
    (
        REQUEST,
        &[
            ("data-requests", "of a volunteer", Action::SeeRequest),
            ("data-requests", "of a volunteer", Action::SeeOwnRequests),
        ],
    ),
    (
        EMERGENCY,
        &[
            ("emergencies", "open", Action::SeeEmergency),
            ("emergencies", "ended", Action::SeeEmergency),
            COPY[1],
        ],
    ),
    ("new@example.test", &[("invitations", "proposed", Action::SeeInvitation)]),
    (
        "fai@example.test",
        &[("people", "volunteer", Action::SeeAccount), ("data-requests", "of a volunteer", Action::ReadCopy)],
    ),
];

fn may_read(world: &World, by: &Somebody, readers: Readers) -> bool {
    let Some(actor) = &by.actor else { return false };
    readers.iter().any(|(of, name, action)| {
        let row = world.rows.iter().find(|row| row.of == *of && row.name == *name).unwrap();
        policy::may(actor, *action, &row.owners)
    })
}

story!(what_is_told_in_confidence_reaches_its_readers_and_nobody_else, async |app| {
    let world = built(app).await;
    let letters = app.deliver_mail().await;
    let (mut found, mut leaked, mut read) = (BTreeMap::new(), BTreeSet::new(), 0);
    for door in doors().iter().filter(|door| door.method == Method::GET) {
        for row in door.rows(&world.rows) {
            for by in &world.people {
                let reply = door.tried(app, by, row).await;
                let text = reply.body.to_string();
                read += 1;
                for (canary, readers) in CANARIES.iter().filter(|(canary, _)| text.contains(canary)) {
                    *found.entry(*canary).or_insert(0) += 1;
                    if !may_read(&world, by, readers) {
                        leaked.insert(format!("{} reads {canary:?} at {}", by.name, door.name));
                    }
                }
            }
        }
    }
    for letter in &letters {
        let text = format!("{} {} {}", letter.subject, letter.plain, letter.html);
        for (canary, _) in CANARIES.iter().filter(|(canary, _)| text.contains(canary)) {
            leaked.insert(format!("a letter to {} tells {canary:?}", letter.to));
        }
    }
    tell("pages and letters with a canary of somebody else's", app.kind, read + letters.len(), leaked.len());
    let unseen: Vec<_> = CANARIES.iter().filter(|(canary, _)| !found.contains_key(canary)).collect();
    assert!(unseen.is_empty(), "nobody has read {unseen:?}");
    assert!(leaked.is_empty(), "{}", leaked.into_iter().collect::<Vec<_>>().join("\n"));
});
