//! When a referral may do what: every command from every state, and what is missing.

use chrono::{NaiveDate, TimeDelta};

use super::model::{
    Change, Facts, Focus, Need, Needs, PaperConsent, Refer, Reference, Referral, ReferralMove as Move,
    ReferralState as S,
};
use super::rules;
use crate::base::clock::Month;
use crate::base::week::Week;
use crate::base::{Error, Id, Instant, Result};
use crate::places::Gender;

fn now() -> Instant {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Instant::from_hong_kong(day.and_hms_opt(10, 0, 0).unwrap())
}

fn paper() -> PaperConsent {
    PaperConsent { on: now().day(), language: "zh".into(), witness: "Officer L".into() }
}

fn whole(state: S) -> Referral {
    let mut free = Week::default();
    free.set(0, 18, 24);
    let facts = Facts {
        institution: "LWCI".into(),
        gender: Some(Gender::F),
        birth_year: Some(1996),
        languages: vec!["yue".into()],
        preferred_language: Some("yue".into()),
        needs: Some(Needs {
            belonging: Some(Need::Much),
            skill: Some(Need::Some),
            choice: Some(Need::NotNow),
            meaning: Some(Need::Some),
        }),
        focus: Some(Focus::Identity),
        home_district: Some("ST".into()),
        release_month: Month::parse("2027-05"),
        free: Some(free),
        sentenced: true,
        ..Facts::default()
    };
    let command = Refer {
        psychologist: Id::fresh(now()),
        centre: "MFRC-MK".into(),
        alias: "阿晴".into(),
        facts,
        own_words: None,
        reference: None,
    };
    let referral = rules::refer(Id::fresh(now()), Reference(2001), command, now());
    Referral { consent: Some(paper()), state, ..referral }
}

fn codes(referral: &Referral) -> Vec<String> {
    rules::missing(referral, now().day()).into_iter().map(|reason| reason.code.to_string()).collect()
}

#[test]
fn every_command_from_every_state() {
    // submit, change, consent, withdraw, release
    let table = [
        (S::Draft, "eligible draft draft withdrawn released"),
        (S::Eligible, "- eligible eligible withdrawn released"),
        (S::Matched, "- matched matched withdrawn released"),
        (S::InPairing, "- in_pairing in_pairing withdrawn released"),
        (S::Completed, "- - - - -"),
        (S::Withdrawn, "- - - - -"),
        (S::Released, "- - - - -"),
    ];
    assert_eq!(table.len(), S::ALL.len());
    let commands: [fn(Referral) -> Result<Referral>; 5] = [
        |one| rules::submit(one, now()),
        |one| rules::change(one, &Change::default(), now().day()),
        |one| rules::consent(one, paper(), now().day()),
        |one| rules::leave(one, S::Withdrawn, now()),
        |one| rules::leave(one, S::Released, now()),
    ];
    for (state, expected) in table {
        let found: Vec<&str> = commands
            .iter()
            .map(|command| command(whole(state)).map_or("-", |next| next.state.as_str()))
            .collect();
        assert_eq!(found.join(" "), expected, "from {state}");
        // What is shown as possible is possible, and nothing else.
        let shown = [Move::Submit, Move::Change, Move::Consent, Move::Leave, Move::Leave];
        for (what, command) in shown.into_iter().zip(commands) {
            let may = rules::may(&whole(state), what, now().day()).is_ok();
            assert_eq!(may, command(whole(state)).is_ok(), "{what} from {state}");
        }
        let hands = rules::hand_over(whole(state), Id::fresh(now()), now().day()).is_ok();
        assert_eq!(rules::may(&whole(state), Move::HandOver, now().day()).is_ok(), hands, "{state}");
    }
}

#[test]
fn a_referral_says_everything_that_is_missing() {
    assert_eq!(codes(&whole(S::Draft)), [""; 0]);
    let empty = Referral { facts: Facts::default(), consent: None, ..whole(S::Draft) };
    let mut expected = vec!["section_incomplete"; 6];
    expected.extend(["consent_missing", "not_sentenced"]);
    assert_eq!(codes(&empty), expected);
}

#[test]
fn six_sessions_need_six_weeks_before_the_first_of_the_release_month() {
    let released = |month: &str| {
        let whole = whole(S::Draft);
        let facts = Facts { release_month: Month::parse(month), ..whole.facts };
        Referral { facts, ..whole }
    };
    // From 23 November to 1 January are 39 days.
    assert_eq!(codes(&released("2027-01")), ["too_short_stay"]);
    assert_eq!(codes(&released("2027-02")), [""; 0]);
}

#[test]
fn a_consent_counts_for_twelve_months() {
    let day = now().day();
    let consented = |days| {
        let paper = PaperConsent { on: day - TimeDelta::days(days), ..paper() };
        Referral { consent: Some(paper), ..whole(S::Eligible) }
    };
    assert_eq!(codes(&consented(364)), [""; 0]);
    assert_eq!(codes(&consented(365)), ["consent_renewal_due"]);
    assert!(matches!(
        rules::consent(whole(S::Draft), PaperConsent { on: day + TimeDelta::days(1), ..paper() }, day),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn what_was_handed_in_stays_complete_and_coherent() {
    let emptied = Change { languages: Some(Vec::new()), ..Change::default() };
    assert!(matches!(rules::change(whole(S::Eligible), &emptied, now().day()), Err(Error::Conflict(_))));
    assert!(rules::change(whole(S::Draft), &emptied, now().day()).is_ok());
    let foreign = Change { preferred_language: Some(Some("ur".into())), ..Change::default() };
    assert!(matches!(rules::change(whole(S::Draft), &foreign, now().day()), Err(Error::Invalid(_))));
}

#[test]
fn needs_may_be_half_said_in_a_draft_but_not_when_it_is_handed_in() {
    let half = Needs { belonging: Some(Need::Much), skill: None, choice: None, meaning: None };
    let change = Change { needs: Some(Some(half)), ..Change::default() };
    assert!(matches!(rules::change(whole(S::Eligible), &change, now().day()), Err(Error::Conflict(_))));
    let draft = rules::change(whole(S::Draft), &change, now().day()).unwrap();
    assert_eq!((draft.facts.needs, codes(&draft)), (Some(half), vec!["section_incomplete".to_owned()]));
}

#[test]
fn a_reference_is_read_as_it_is_written() {
    assert_eq!(Reference::parse(" p-2041 ").map(|one| one.to_string()).as_deref(), Some("P-2041"));
    for wrong in ["2041", "P-20", "P-20a1", "K7M-2QF", "P--204", "P-+204"] {
        assert_eq!(Reference::parse(wrong), None, "{wrong}");
    }
}
