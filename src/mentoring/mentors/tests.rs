//! Every state against every step, and every guard.

use chrono::{NaiveDate, TimeDelta};

use super::answers::{Answers, HeldAt};
use super::fitness::{self, Facts};
use super::guards;
use super::model::{Confirmed, Endorsement, Mentor, MentorAct, MentorState as S, Person, SignOff};
use super::rules::{self, Move};
use crate::access::AccountId;
use crate::base::clock::Month;
use crate::base::{Error, Id, Instant, Result};
use crate::mentoring::training::model::Standing;
use crate::people::accounts::model::Supervision;

fn now() -> Instant {
    Instant::from_hong_kong(day("2026-11-23").and_hms_opt(10, 0, 0).unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn somebody() -> AccountId {
    Id::fresh(now())
}

/// Somebody for whom every guard of every step is met.
fn ready(state: S) -> Mentor {
    let signed = Some(SignOff { by: somebody(), at: now() });
    Mentor {
        id: Id::fresh(now()),
        account: somebody(),
        person: Person {
            preferred_name: "Ka-ho".into(),
            code: "K7M-2QF".into(),
            supervision: Supervision::None,
        },
        state,
        since: now().minus(TimeDelta::days(3)),
        answers: Answers {
            match_consent: Some(true),
            capacity_wish: Some(3),
            never_supervised: Some(true),
            ..Answers::default()
        },
        submitted_at: Some(now().minus(TimeDelta::days(90))),
        again_from: None,
        psychologist: signed.map(|signed| signed.by),
        endorsement: Some(Endorsement { yes: true, by: somebody(), at: now() }),
        signature: signed,
        supervisor: signed,
        coordinator: Some(SignOff { by: somebody(), at: now() }),
        offers_confirmed: signed,
        comfort_confirmed: signed,
        certified_until: Some(day("2027-06-30")),
        active_since: None,
        institutions: Vec::new(),
        training_hours: 48,
        modules_done: 12,
        shadowing_half_hours: 48,
        active_pairings: 0,
        created_at: now(),
        version: 7,
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

/// What a step needs of its own.
fn with(from: S, to: S) -> Move {
    match to {
        S::Deferred => Move { again_from: Some(day("2027-05-01")), ..Move::default() },
        S::Shadowing => Move { psychologist: Some(somebody()), ..Move::default() },
        S::Active if !matches!(from, S::Paused | S::Suspended) => {
            Move { certified_until: Some(day("2028-11-23")), ..Move::default() }
        }
        _ => Move::default(),
    }
}

fn codes<T: std::fmt::Debug>(outcome: Result<T>) -> Vec<String> {
    match outcome {
        Err(Error::Conflict(reasons)) => reasons.into_iter().map(|reason| reason.code.to_string()).collect(),
        Err(Error::Invalid(faults)) => {
            faults.into_iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect()
        }
        other => panic!("refused: {other:?}"),
    }
}

#[test]
fn from_every_state_exactly_the_steps_of_the_pipeline() {
    use S::*;
    let allowed: [(S, &[S]); 15] = [
        (Draft, &[]),
        (Applied, &[Screening, Deferred, Declined]),
        (Screening, &[Interview, Deferred, Declined]),
        (Interview, &[Accepted, Deferred, Declined]),
        (Accepted, &[InTraining, Deferred, Declined]),
        (InTraining, &[Shadowing, Deferred, Declined]),
        (Shadowing, &[CompetencyReview, Shadowing, Deferred, Declined]),
        (CompetencyReview, &[Active, Shadowing, Deferred, Declined]),
        (Active, &[Active, Paused, Suspended, SteppedDown]),
        (Deferred, &[Declined]),
        (Declined, &[]),
        (Withdrawn, &[]),
        (Paused, &[Active, Suspended, SteppedDown]),
        (Suspended, &[Active, SteppedDown]),
        (SteppedDown, &[]),
    ];
    assert_eq!(allowed.len(), S::ALL.len());
    for (from, nexts) in allowed {
        for to in S::ALL {
            let outcome = rules::step(ready(from), *to, with(from, *to), &facts(), now());
            if nexts.contains(to) {
                assert_eq!(outcome.unwrap().state, *to, "{from} → {to}");
            } else {
                assert_eq!(codes(outcome), ["wrong_state"], "{from} → {to}");
            }
        }
    }
}

#[test]
fn every_guard_is_named_when_it_is_not_met() {
    let everything_missing = || {
        let mentor = |state| Mentor {
            endorsement: None,
            signature: None,
            coordinator: None,
            offers_confirmed: None,
            comfort_confirmed: None,
            shadowing_half_hours: 47,
            active_pairings: 1,
            ..ready(state)
        };
        let facts = Facts {
            supervision: Supervision::Unsettled,
            cleared_until: None,
            references: 1,
            training: Standing { hours: 39, modules_done: 9, must_pass_missing: vec!["M12"] },
            ..facts()
        };
        (mentor, facts)
    };
    let expected: [(S, S, &[&str]); 10] = [
        (S::Applied, S::Screening, &["supervision_unsettled"]),
        (S::Screening, S::Interview, &["supervision_unsettled"]),
        (
            S::Interview,
            S::Accepted,
            &[
                "supervision_unsettled",
                "clearance_check_missing",
                "references_missing",
                "psychologist_endorsement_missing",
            ],
        ),
        (S::Accepted, S::InTraining, &["supervision_unsettled"]),
        (S::InTraining, S::Shadowing, &["supervision_unsettled", "hours_missing", "must_pass_missing"]),
        (
            S::Shadowing,
            S::CompetencyReview,
            &["supervision_unsettled", "hours_missing", "must_pass_missing", "shadowing_hours_missing"],
        ),
        (
            S::CompetencyReview,
            S::Active,
            &[
                "supervision_unsettled",
                "clearance_check_missing",
                "hours_missing",
                "must_pass_missing",
                "sign_off_missing",
                "sign_off_missing",
                "confirmation_missing",
                "confirmation_missing",
            ],
        ),
        // A no and a stop need nothing; a farewell needs its goodbyes.
        (S::Interview, S::Declined, &[]),
        (S::Active, S::Suspended, &[]),
        (S::Suspended, S::SteppedDown, &["pairings_open"]),
    ];
    for (from, to, codes) in expected {
        let (mentor, facts) = everything_missing();
        let found: Vec<_> = rules::refusals(&mentor(from), to, &facts)
            .into_iter()
            .map(|reason| reason.code.as_str())
            .collect();
        assert_eq!(found, codes, "{from} → {to}");
    }
}

#[test]
fn supervision_needs_the_officers_yes_and_two_years_must_have_gone_by() {
    let ended = |month: &str| Answers { supervision_ended_month: Month::parse(month), ..Answers::default() };
    let never = Answers { never_supervised: Some(true), ..Answers::default() };
    let released = |month: &str, answers: Answers| Answers {
        held_at: Some(vec![HeldAt { institution: "STP".into(), until_month: Month::parse(month).unwrap() }]),
        ..answers
    };
    let cases: [(Supervision, bool, Answers, &[&str]); 12] = [
        (Supervision::None, false, Answers::default(), &["end_month_unknown"]),
        (Supervision::SettledNot, false, Answers::default(), &["end_month_unknown"]),
        (Supervision::None, false, never.clone(), &[]),
        // The later of order and release counts, whatever else was said.
        (Supervision::None, false, released("2024-12", ended("2020-01")), &["desistance_too_short"]),
        (Supervision::None, false, released("2024-12", never), &["desistance_too_short"]),
        (Supervision::None, false, released("2024-11", Answers::default()), &[]),
        (Supervision::Supervised, true, released("2026-03", Answers::default()), &["desistance_too_short"]),
        (Supervision::SettledNot, false, ended("2024-11"), &[]),
        (Supervision::SettledNot, false, ended("2024-12"), &["desistance_too_short"]),
        (Supervision::Supervised, false, Answers::default(), &["not_under_supervision"]),
        (Supervision::Supervised, true, Answers::default(), &[]),
        (Supervision::Unsettled, true, ended("2026-01"), &["supervision_unsettled", "desistance_too_short"]),
    ];
    for (supervision, officer_approves, answers, expected) in cases {
        let mentor = Mentor { answers, ..ready(S::Applied) };
        let facts = Facts { supervision, officer_approves, ..facts() };
        let found: Vec<_> = guards::reasons(&mentor, S::Screening, &facts)
            .into_iter()
            .map(|reason| reason.code.as_str())
            .collect();
        assert_eq!(found, expected, "{supervision}");
    }
}

#[test]
fn a_step_says_what_it_lacks() {
    let step = |from, to, with| codes(rules::step(ready(from), to, with, &facts(), now()));
    let on = |day_: &str| Some(day(day_));
    assert_eq!(step(S::Applied, S::Deferred, Move::default()), ["againFrom required"]);
    let today = Move { again_from: on("2026-11-23"), ..Move::default() };
    assert_eq!(step(S::Applied, S::Deferred, today), ["againFrom out_of_range"]);
    assert_eq!(step(S::CompetencyReview, S::Active, Move::default()), ["certifiedUntil required"]);
    for out in ["2026-11-23", "2028-11-24"] {
        let until = Move { certified_until: on(out), ..Move::default() };
        assert_eq!(step(S::CompetencyReview, S::Active, until), ["certifiedUntil out_of_range"]);
    }
    let needless = Move {
        again_from: on("2027-01-01"),
        psychologist: Some(somebody()),
        certified_until: on("2027-01-01"),
    };
    assert_eq!(
        step(S::Applied, S::Screening, needless),
        ["againFrom invalid", "psychologistId invalid", "certifiedUntil invalid"]
    );
    let nobody = Mentor { psychologist: None, ..ready(S::InTraining) };
    assert_eq!(
        codes(rules::step(nobody, S::Shadowing, Move::default(), &facts(), now())),
        ["psychologist_missing"]
    );
    // Shadowing begins again only with somebody else.
    assert_eq!(step(S::Shadowing, S::Shadowing, Move::default()), ["psychologist_missing"]);
    let over = Mentor { certified_until: on("2026-11-22"), ..ready(S::Paused) };
    assert_eq!(
        codes(rules::step(over, S::Active, Move::default(), &facts(), now())),
        ["mentor_certification_ended"]
    );
}

#[test]
fn back_to_shadowing_asks_for_both_signatures_anew() {
    let mentor =
        rules::step(ready(S::CompetencyReview), S::Shadowing, Move::default(), &facts(), now()).unwrap();
    assert_eq!((mentor.signature, mentor.supervisor, mentor.coordinator), (None, None, None));
    assert_eq!(mentor.since, now());
}

#[test]
fn becoming_a_mentor_is_remembered_and_renewing_does_not_begin_anew() {
    let until = Move { certified_until: Some(day("2028-01-31")), ..Move::default() };
    let mentor = rules::step(ready(S::CompetencyReview), S::Active, until, &facts(), now()).unwrap();
    assert_eq!((mentor.active_since, mentor.certified_until), (Some(now()), Some(day("2028-01-31"))));
    let later = now().plus(TimeDelta::days(300));
    let until = Move { certified_until: Some(day("2029-01-31")), ..Move::default() };
    let renewed = rules::step(mentor, S::Active, until, &facts(), later).unwrap();
    assert_eq!((renewed.active_since, renewed.since), (Some(now()), now()));
    assert_eq!(renewed.certified_until, Some(day("2029-01-31")));
}

#[test]
fn words_and_signatures_have_their_state() {
    let (one, other) = (somebody(), Id::fresh(now().plus(TimeDelta::seconds(1))));
    for state in S::ALL {
        let outcome = rules::endorse(ready(*state), one, false, now());
        assert_eq!(outcome.is_ok(), *state == S::Interview, "{state}");
        let outcome = rules::sign_off(ready(*state), one, now());
        assert_eq!(outcome.is_ok(), *state == S::CompetencyReview, "{state}");
        let shadows = matches!(state, S::Shadowing | S::CompetencyReview);
        assert_eq!(rules::may(&ready(*state), MentorAct::RecordShadowing, None).is_ok(), shadows, "{state}");
        let trains = matches!(
            state,
            S::Accepted | S::InTraining | S::Shadowing | S::CompetencyReview | S::Active | S::Paused
        );
        assert_eq!(rules::may(&ready(*state), MentorAct::RecordTraining, None).is_ok(), trains, "{state}");
    }
    let unsigned =
        Mentor { psychologist: Some(one), signature: None, coordinator: None, ..ready(S::CompetencyReview) };
    let mentor = rules::sign_off(unsigned, one, now()).unwrap();
    assert_eq!(mentor.supervisor.map(|signed| signed.by), Some(one));
    let mentor = rules::sign_off(mentor, other, now()).unwrap();
    assert_eq!(mentor.coordinator.map(|signed| signed.by), Some(other));
    // Another psychologist was named meanwhile: the first may not sign as coordinator as well.
    let mentor = Mentor { psychologist: Some(other), ..mentor };
    assert_eq!(codes(rules::sign_off(mentor, one, now())), ["two_people_needed"]);
}

#[test]
fn nobody_goes_back_to_where_they_were_held() {
    let held = |until: &str| Mentor {
        answers: Answers {
            held_at: Some(vec![HeldAt {
                institution: "STP".into(),
                until_month: Month::parse(until).unwrap(),
            }]),
            ..Answers::default()
        },
        ..ready(S::InTraining)
    };
    let both = || vec!["LKP".to_owned(), "STP".to_owned()];
    assert_eq!(codes(rules::clear(held("2024-12"), both(), now().day())), ["held_there"]);
    assert!(rules::clear(held("2024-12"), vec!["LKP".into()], now().day()).is_ok());
    assert_eq!(rules::clear(held("2024-11"), both(), now().day()).unwrap().institutions, both());
    assert_eq!(codes(rules::clear(ready(S::Interview), both(), now().day())), ["wrong_state"]);
}

#[test]
fn one_pairing_at_first_then_as_many_as_wished_up_to_three() {
    let since = |text: &str| Some(Instant::from_hong_kong(day(text).and_hms_opt(9, 0, 0).unwrap()));
    let wish = |wish| Answers { capacity_wish: wish, ..Answers::default() };
    for (state, active_since, wished, expected) in [
        (S::Active, since("2026-08-24"), Some(3), 1),
        (S::Active, since("2026-08-23"), Some(3), 3),
        (S::Active, since("2026-08-23"), Some(2), 2),
        (S::Active, since("2026-08-23"), Some(9), 3),
        (S::Active, since("2026-08-23"), None, 1),
        (S::Paused, since("2025-01-01"), Some(3), 0),
        (S::CompetencyReview, None, Some(3), 0),
    ] {
        let mentor = Mentor { active_since, answers: wish(wished), ..ready(state) };
        assert_eq!(rules::capacity(&mentor, now().day()), expected, "{state} {active_since:?} {wished:?}");
    }
}

#[test]
fn an_order_counts_for_more_than_a_yes() {
    let mentor = ready(S::Active);
    assert!(fitness::consents_to_matching(&mentor, &facts()));
    assert!(!fitness::consents_to_matching(&mentor, &Facts { association_forbidden: true, ..facts() }));
    let silent = Mentor { answers: Answers::default(), ..mentor };
    assert!(!fitness::consents_to_matching(&silent, &facts()));
}

#[test]
fn what_is_shown_as_possible_is_possible_and_nothing_else() {
    let by = somebody();
    for state in S::ALL.iter().copied() {
        for what in MentorAct::ALL.iter().copied() {
            let mentor = ready(state);
            let may = rules::may(&mentor, what, Some(by)).is_ok();
            let done = match what {
                MentorAct::Endorse => rules::endorse(mentor, by, true, now()).is_ok(),
                MentorAct::SignOff => rules::sign_off(mentor, by, now()).is_ok(),
                MentorAct::ConfirmOffers => rules::confirm(mentor, Confirmed::Offers, by, now()).is_ok(),
                MentorAct::ConfirmComfort => rules::confirm(mentor, Confirmed::Comfort, by, now()).is_ok(),
                MentorAct::ClearInstitutions => rules::clear(mentor, Vec::new(), now().day()).is_ok(),
                MentorAct::HandOver => rules::hand_over(mentor, by, now()).is_ok(),
                // Judged by the same rule and nothing else; `flow` has no state of its own.
                MentorAct::RecordTraining | MentorAct::RecordShadowing => may,
            };
            assert_eq!(may, done, "{what} in {state}");
        }
    }
}
