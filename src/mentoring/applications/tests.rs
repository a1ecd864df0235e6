//! Every section, and every state against what people do themselves.

use chrono::NaiveDate;

use super::rules::{OwnStep, answer, change, settled, start, submit, supervision_known};
use super::sections;
use crate::base::Id;
use crate::base::{Error, Instant, Result};
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::fitness::Facts;
use crate::mentoring::mentors::model::{Mentor, MentorState as S, Person};
use crate::mentoring::training::model::Standing;
use crate::people::accounts::model::{Supervision, SupervisionAnswer};
use serde_json::json;

fn now() -> Instant {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Instant::from_hong_kong(day.and_hms_opt(10, 0, 0).unwrap())
}

fn mentor(state: S) -> Mentor {
    let about =
        Person { preferred_name: "Wai-fong".into(), code: "K7M-2QF".into(), supervision: Supervision::None };
    let signed = Some(crate::mentoring::mentors::model::SignOff { by: Id::fresh(now()), at: now() });
    Mentor {
        state,
        submitted_at: Some(now()),
        again_from: now().day().pred_opt(),
        certified_until: now().day().succ_opt(),
        signature: signed,
        supervisor: signed,
        coordinator: signed,
        answers: complete(),
        ..start(Id::fresh(now()), Id::fresh(now()), about, Answers::default(), &Standing::default(), now())
    }
}

fn complete() -> Answers {
    serde_json::from_value(json!({
        "gender": "F", "birthMonth": "1985-04", "district": "yau_tsim_mong", "centre": "MFRC-MK",
        "motivation": "to give back", "languages": [{ "code": "yue", "level": "feelings" }],
        "interests": ["football"], "strengths": "patience", "themes": [], "themesShared": false,
        "offers": { "belonging": "lot", "skill": "some", "choice": "little", "meaning": "some" },
        "stageComfort": { "act": "home", "identity": "fine", "relational": "learning" },
        "modes": ["video"], "availability": format!("1{}", "0".repeat(83)), "capacityWish": 2,
        "underSupervision": "no", "neverSupervised": true, "heldAt": [], "matchConsent": true
    }))
    .unwrap()
}

#[test]
fn nobody_is_asked_twice_about_supervision() {
    use SupervisionAnswer as A;
    for (settled, said, known) in [
        (Supervision::None, A::No, A::No),
        (Supervision::Unsettled, A::Yes, A::Yes),
        (Supervision::Unsettled, A::RatherNotSay, A::RatherNotSay),
        (Supervision::Supervised, A::No, A::Yes),
        (Supervision::SettledNot, A::Yes, A::No),
    ] {
        assert_eq!(supervision_known(settled, said), known, "{settled} {said}");
    }
}

fn facts() -> Facts {
    Facts {
        today: now().day(),
        supervision: Supervision::None,
        officer_approves: false,
        association_forbidden: false,
        cleared_until: Some(NaiveDate::MAX),
        references: 2,
        training: Standing { hours: 48, modules_done: 12, must_pass_missing: Vec::new() },
        agreed_until: None,
    }
}

fn codes(outcome: Result<Mentor>) -> Vec<String> {
    match outcome {
        Err(Error::Conflict(reasons)) => reasons.into_iter().map(|reason| reason.code.to_string()).collect(),
        other => panic!("refused: {other:?}"),
    }
}

#[test]
fn each_section_is_missed_by_name() {
    let whole = serde_json::to_value(complete()).unwrap();
    for (answer, section) in [
        ("gender", "about"),
        ("birthMonth", "about"),
        ("motivation", "about"),
        ("languages", "languages"),
        ("interests", "interests"),
        ("strengths", "interests"),
        ("themes", "themes"),
        ("themesShared", "themes"),
        ("offers", "offers"),
        ("stageComfort", "comfort"),
        ("availability", "availability"),
        ("capacityWish", "availability"),
        ("modes", "modes"),
        ("underSupervision", "supervision"),
        ("neverSupervised", "supervision"),
        ("heldAt", "supervision"),
        ("matchConsent", "consent"),
    ] {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(answer);
        let answers = serde_json::from_value(part).unwrap();
        let missing = sections::missing(&answers);
        assert_eq!(missing.iter().map(|section| section.as_str()).collect::<Vec<_>>(), [section], "{answer}");
        let draft = Mentor { answers, ..mentor(S::Draft) };
        assert_eq!(codes(submit(draft, now())), ["section_incomplete"]);
    }
}

#[test]
fn people_leave_pause_and_come_back_where_the_state_allows() {
    for state in S::ALL {
        let to = |how| change(mentor(*state), how, &facts(), now()).map(|next| next.state);
        let withdrawn = match state {
            S::Active | S::Paused | S::Suspended => Some(S::SteppedDown),
            S::Declined | S::Withdrawn | S::SteppedDown => None,
            _ => Some(S::Withdrawn),
        };
        assert_eq!(to(OwnStep::Withdraw).ok(), withdrawn, "{state}");
        assert_eq!(to(OwnStep::Pause).ok(), (*state == S::Active).then_some(S::Paused), "{state}");
        assert_eq!(to(OwnStep::Resume).ok(), (*state == S::Paused).then_some(S::Active), "{state}");
        let sent = submit(mentor(*state), now()).map(|next| next.state);
        let sends = matches!(state, S::Draft | S::Deferred);
        assert_eq!(sent.ok(), sends.then_some(S::Applied), "{state}");
    }
}

#[test]
fn goodbyes_are_said_before_stepping_down_and_a_pause_is_always_possible() {
    let paired = || Mentor { active_pairings: 1, ..mentor(S::Active) };
    assert_eq!(codes(change(paired(), OwnStep::Withdraw, &facts(), now())), ["pairings_open"]);
    assert_eq!(change(paired(), OwnStep::Pause, &facts(), now()).unwrap().state, S::Paused);
}

#[test]
fn a_pause_does_not_outlive_the_certification() {
    let paused = Mentor { certified_until: now().day().pred_opt(), ..mentor(S::Paused) };
    assert_eq!(codes(change(paused, OwnStep::Resume, &facts(), now())), ["mentor_certification_ended"]);
}

#[test]
fn who_was_deferred_waits_for_the_day_and_begins_without_earlier_words() {
    let deferred = Mentor { again_from: now().day().succ_opt(), ..mentor(S::Deferred) };
    assert_eq!(codes(submit(deferred, now())), ["too_early"]);
    let again = submit(mentor(S::Deferred), now()).unwrap();
    assert_eq!((again.supervisor, again.coordinator, again.again_from), (None, None, None));
}

#[test]
fn what_was_judged_stays_what_suits_changes() {
    let gender: Answers = serde_json::from_value(json!({ "gender": "M" })).unwrap();
    let district: Answers = serde_json::from_value(json!({ "district": "sha_tin" })).unwrap();
    for state in S::ALL {
        let open = matches!(state, S::Draft | S::Deferred);
        assert_eq!(answer(mentor(*state), gender.clone()).is_ok(), open, "{state}");
        assert_eq!(answer(mentor(*state), district.clone()).is_ok(), !state.is_final(), "{state}");
    }
    assert_eq!(codes(answer(mentor(S::Applied), gender)), ["answers_settled"]);
}

#[test]
fn when_all_is_over_every_answer_is_settled() {
    let schema = serde_json::to_value(<Answers as utoipa::PartialSchema>::schema()).unwrap();
    let mut all: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut settled = settled(&mentor(S::Withdrawn));
    all.sort_unstable();
    settled.sort_unstable();
    assert_eq!(settled, all);
}

#[test]
fn the_end_of_supervision_goes_when_the_question_is_asked_anew() {
    let ended: Answers =
        serde_json::from_value(json!({ "underSupervision": "no", "supervisionEndedMonth": "2024-01" }))
            .unwrap();
    let again: Answers = serde_json::from_value(json!({ "underSupervision": "no" })).unwrap();
    let answers = Answers::default().with(ended);
    assert!(answers.supervision_ended_month.is_some());
    assert!(answers.clone().with(Answers::default()).supervision_ended_month.is_some());
    assert!(answers.clone().with(again).supervision_ended_month.is_none());
    // A month and "never" take each other's place.
    let never: Answers = serde_json::from_value(json!({ "neverSupervised": true })).unwrap();
    let answers = answers.with(never);
    assert_eq!((answers.supervision_ended_month, answers.never_supervised), (None, Some(true)));
    let month: Answers = serde_json::from_value(json!({ "supervisionEndedMonth": "2024-02" })).unwrap();
    assert!(answers.with(month).never_supervised.is_none());
}

#[test]
fn who_applies_again_is_admitted_no_more_where_they_were_held_meanwhile() {
    let held = json!({ "heldAt": [{ "institution": "STP", "untilMonth": "2026-05" }] });
    let deferred = Mentor { institutions: vec!["LWC".into(), "STP".into()], ..mentor(S::Deferred) };
    let deferred = answer(deferred, serde_json::from_value(held).unwrap()).unwrap();
    assert_eq!(submit(deferred, now()).unwrap().institutions, ["LWC"]);
}

#[test]
fn the_end_that_is_owed_is_given_once_after_sending() {
    let month: Answers = serde_json::from_value(json!({ "supervisionEndedMonth": "2024-01" })).unwrap();
    let owing = Mentor { answers: Answers { never_supervised: None, ..complete() }, ..mentor(S::Screening) };
    let given = answer(owing, month.clone()).unwrap();
    assert!(given.answers.says_end());
    assert_eq!(codes(answer(given, month)), ["answers_settled"]);
}
