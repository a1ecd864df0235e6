//! The rules of openings, state by state.

use super::*;
use crate::base::{Error, Id};
use crate::service::hosts::model::{HostFacts, HostKind};
use crate::service::slots::rules as slot_rules;

fn at(text: &str) -> Instant {
    Instant::from_hong_kong(text.parse().unwrap())
}

const NOW: &str = "2026-11-23T10:00:00";

fn text(text: &str) -> Text3 {
    Text3 { en: Some(text.into()), ..Text3::default() }
}

fn facts(category: Category) -> OpeningFacts {
    OpeningFacts {
        title: text("Tea with elders"),
        text: text("A quiet afternoon."),
        what_you_will_do: text("Listen and pour tea."),
        what_to_bring: None,
        category,
        district: "yau_tsim_mong".into(),
        min_age: Some(18),
        needs_check: None,
    }
}

fn host(insurance: Option<&str>, agreement: Option<&str>) -> Host {
    let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
    let facts = HostFacts {
        name: text("Harbour Elders"),
        kind: HostKind::ElderlyService,
        district: "yau_tsim_mong".into(),
        insurance_valid_to: day(insurance),
        agreement_valid_to: day(agreement),
    };
    Host { id: Id::fresh(at(NOW)), code: None, facts, created_at: at(NOW), version: 1, centre: None }
}

fn opening(state: OpeningState, category: Category) -> Opening {
    let drafted = draft(Id::fresh(at(NOW)), None, &host(None, None), facts(category), at(NOW));
    Opening { state, ..drafted }
}

fn slot(starts: &str, ends: &str) -> Slot {
    let new = slot_rules::NewSlot {
        starts_at: at(starts),
        ends_at: at(ends),
        capacity: 5,
        meeting_point: text("Exit E"),
    };
    slot_rules::add(Id::fresh(at(NOW)), None, Id::fresh(at(NOW)), (Id::fresh(at(NOW)), None), new)
}

fn saturday() -> Slot {
    slot("2026-11-28T07:00:00", "2026-11-28T12:30:00")
}

fn codes<T>(outcome: Result<T, Vec<Reason>>) -> String {
    let reasons = outcome.err().unwrap_or_default();
    reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_step_has_its_states() {
    use OpeningState as S;
    let host = host(Some("2027-01-01"), Some("2027-01-01"));
    for state in S::ALL.iter().copied() {
        let in_state = || opening(state, Category::Elderly);
        let may = |outcome: &str| outcome != "wrong_state";
        let slots = [saturday()];
        assert_eq!(may(&codes(submit(in_state(), &slots, at(NOW)))), matches!(state, S::Draft | S::Returned));
        assert_eq!(
            may(&codes(publish(in_state(), false, &host, &slots, at(NOW)))),
            matches!(state, S::Submitted | S::Published)
        );
        assert_eq!(send_back(in_state(), "Say where to meet.").is_ok(), state == S::Submitted);
        assert_eq!(may(&codes(close(in_state()))), state != S::Closed);
        let by_host = change(in_state(), facts(Category::Elderly), false, &slots);
        assert_eq!(may(&codes(by_host)), matches!(state, S::Draft | S::Returned));
        let by_coordinator = change(in_state(), facts(Category::Elderly), true, &slots);
        assert_eq!(may(&codes(by_coordinator)), state != S::Closed);
    }
}

#[test]
fn publishing_needs_slots_and_cover_through_the_last_of_them() {
    let good = Some("2026-11-28");
    let cases = [
        (good, good, vec![saturday()], ""),
        (Some("2026-11-27"), good, vec![saturday()], "insurance_expired"),
        (good, Some("2026-11-27"), vec![saturday()], "agreement_expired"),
        (None, None, vec![saturday()], "insurance_expired agreement_expired"),
        (
            good,
            good,
            vec![saturday(), slot("2026-12-02T09:00:00", "2026-12-02T10:00:00")],
            "insurance_expired agreement_expired",
        ),
        (good, good, vec![], "no_slots"),
    ];
    for (insurance, agreement, slots, expected) in cases {
        let submitted = opening(OpeningState::Submitted, Category::Elderly);
        let published = publish(submitted, true, &host(insurance, agreement), &slots, at(NOW));
        assert_eq!(codes(published), expected);
    }
}

#[test]
fn what_is_published_says_when_and_keeps_that_when_it_is_judged_again() {
    let host = host(Some("2027-01-01"), Some("2027-01-01"));
    let submitted = opening(OpeningState::Submitted, Category::Elderly);
    let first = publish(submitted, false, &host, &[saturday()], at(NOW)).unwrap();
    let again = publish(first, true, &host, &[saturday()], at("2026-11-24T10:00:00")).unwrap();
    assert_eq!((again.published_at, again.association_sensitive), (Some(at(NOW)), true));
}

#[test]
fn categories_ask_for_what_they_need_and_say_it_once() {
    let sunday = slot("2026-11-29T07:00:00", "2026-11-29T12:30:00");
    let monday = slot("2026-11-30T07:00:00", "2026-11-30T12:30:00");
    let checked =
        OpeningFacts { needs_check: Some(CheckKind::SexualConvictionRecordCheck), ..facts(Category::Youth) };
    let cases = [
        (facts(Category::FlagDay), vec![saturday()], ""),
        (facts(Category::FlagDay), vec![sunday, monday], "flag_day_needs_sat_or_wed"),
        (facts(Category::Youth), vec![saturday()], "youth_needs_check"),
        (checked, vec![saturday()], ""),
    ];
    for (facts, slots, expected) in cases {
        let returned = Opening { facts: facts.clone(), ..opening(OpeningState::Returned, Category::Other) };
        assert_eq!(codes(submit(returned, &slots, at(NOW))), expected);
        let published = opening(OpeningState::Published, Category::Other);
        assert_eq!(codes(change(published, facts.clone(), true, &slots)), expected);
        let draft = opening(OpeningState::Draft, Category::Other);
        assert_eq!(codes(change(draft, facts, false, &slots)), "", "a draft may be unfinished");
    }
}

#[test]
fn a_slot_fits_an_opening_that_is_not_closed_and_is_covered_once_it_is_public() {
    use OpeningState as S;
    let host = host(Some("2026-11-27"), Some("2027-01-01"));
    for (state, expected) in [
        (S::Draft, ""),
        (S::Submitted, ""),
        (S::Returned, ""),
        (S::Published, "insurance_expired"),
        (S::Closed, "wrong_state"),
    ] {
        assert_eq!(codes(fits(&opening(state, Category::Other), &host, saturday().time())), expected);
    }
    let flags = opening(S::Draft, Category::FlagDay);
    let sunday = slot("2026-11-29T07:00:00", "2026-11-29T12:30:00");
    assert_eq!(codes(fits(&flags, &host, sunday.time())), "flag_day_needs_sat_or_wed");
}

#[test]
fn every_fault_of_an_opening_is_named_at_once() {
    let bad = OpeningFacts {
        title: Text3::default(),
        text: text(&"x".repeat(2001)),
        district: "MOON".into(),
        min_age: Some(9),
        needs_check: Some(CheckKind::Reference),
        ..facts(Category::Other)
    };
    let Err(Error::Invalid(faults)) = checked(bad) else { panic!("it passed") };
    let named: Vec<_> = faults.iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect();
    assert_eq!(
        named,
        [
            "title required",
            "text.en too_long",
            "district unknown_code",
            "minAge out_of_range",
            "needsCheck invalid"
        ]
    );
}

#[test]
fn an_opening_without_things_to_bring_says_nothing_of_them() {
    let empty = OpeningFacts { what_to_bring: Some(text("  ")), ..facts(Category::Other) };
    assert_eq!(checked(empty).unwrap().what_to_bring, None);
}

#[test]
fn what_is_shown_as_possible_is_possible_and_nothing_else() {
    let host = host(Some("2027-01-01"), Some("2027-01-01"));
    let slots = [saturday()];
    for state in OpeningState::ALL.iter().copied() {
        for what in OpeningMove::ALL.iter().copied() {
            for may_publish in [false, true] {
                let one = opening(state, Category::Elderly);
                let may = may(&one, what, may_publish).is_ok();
                let done = match what {
                    OpeningMove::Change => change(one.clone(), one.facts, may_publish, &slots).is_ok(),
                    OpeningMove::Submit => submit(one, &slots, at(NOW)).is_ok(),
                    OpeningMove::Publish => publish(one, false, &host, &slots, at(NOW)).is_ok(),
                    OpeningMove::SendBack => send_back(one, "Say where to meet.").is_ok(),
                    OpeningMove::Close => close(one).is_ok(),
                    OpeningMove::AddSlot => fits(&one, &host, saturday().time()).is_ok(),
                };
                assert_eq!(may, done, "{what} from {state}, by somebody who may publish: {may_publish}");
            }
        }
    }
}
