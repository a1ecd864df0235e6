//! The life of a pairing as a table: every step from every state.

use chrono::{NaiveDate, TimeDelta};

use super::model::{
    Consent, Ending, Pairing, PairingMove as Move, PairingNotice, PairingState as S, Rest, Step, Whose,
};
use super::{notices, rules};
use crate::access::AccountId;
use crate::base::{Error, Id, Instant, May, Result};
use crate::mentoring::referrals::model::PaperConsent;

fn now() -> Instant {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Instant::from_hong_kong(day.and_hms_opt(10, 0, 0).unwrap())
}

fn account(number: u128) -> AccountId {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

const PSYCHOLOGIST: u128 = 1;
const REFERRER: u128 = 2;
const MENTOR: u128 = 9;

/// A pairing in a state, as it comes there; one psychologist supervises and refers.
fn pairing(state: S) -> Pairing {
    let endorsed = !matches!(state, S::Proposed | S::Refused | S::Lapsed | S::Declined);
    let asked = if matches!(state, S::Consenting) { Consent::Asked } else { Consent::None };
    let consent = if matches!(state, S::Active | S::Paused | S::Closed) { Consent::Given } else { asked };
    let mut pairing = Pairing {
        id: Id::fresh(now()),
        centre: "MFRC-MK".into(),
        mentor: Id::fresh(now()),
        mentor_account: account(MENTOR),
        referral: Id::fresh(now()),
        psychologist: account(PSYCHOLOGIST),
        referrer: account(PSYCHOLOGIST),
        supervised_by: Some(account(PSYCHOLOGIST)),
        accompanied_by: account(PSYCHOLOGIST),
        round: None,
        state: S::Proposed,
        since: now(),
        points: None,
        factors: Vec::new(),
        endorsements: Vec::new(),
        approved_by: None,
        mentor_consent: consent,
        pic_consent: consent,
        paper: None,
        shared_goals: None,
        rest: Rest::NONE,
        ending: None,
        told: None,
        lapses_at: rules::lapses_at(state, now()),
        created_at: now(),
        version: 1,
    };
    if endorsed {
        pairing = rules::endorse(pairing, account(PSYCHOLOGIST), now()).unwrap();
    }
    Pairing { state, lapses_at: rules::lapses_at(state, now()), ..pairing }
}

fn paper() -> PaperConsent {
    PaperConsent { on: now().day(), language: "zh".into(), witness: "Officer L".into() }
}

/// The steps, in the order of the table's columns.
fn steps() -> Vec<fn(Pairing) -> Result<Pairing>> {
    vec![
        |p| rules::endorse(p, account(PSYCHOLOGIST), now()),
        |p| rules::decline(p, account(PSYCHOLOGIST), now()),
        |p| rules::approve(p, None, now()),
        |p| rules::undo_approval(p, now()),
        |p| rules::refuse(p, now()),
        |p| rules::undo_refusal(p, now()),
        |p| rules::request_consents(p, now()),
        |p| rules::mentor_answers(p, true, now()),
        |p| rules::mentor_answers(p, false, now()),
        |p| rules::pic_answers(p, true, paper(), None, now()),
        |p| rules::pic_answers(p, false, paper(), None, now()),
        |p| rules::pause(p, Some(account(MENTOR)), Whose::Mentor, now()),
        |p| rules::resume(p, None, now()),
        |p| rules::end(p, Ending::Transferred, now()),
        |p| rules::lapse(p, now().plus(TimeDelta::days(40))),
        |p| rules::person_left(p, Ending::Released, now()).ok_or(Error::NotFound),
        |p| rules::replace(p, now()),
    ]
}

#[test]
fn every_step_from_every_state() {
    // P proposed, E endorsed, A approved, C consenting, V active, Z paused, X closed, D declined, R refused, L lapsed.
    //            endorse decline approve undo refuse undo ask m+ m- p+ p- pause resume end lapse left replace
    let table = [
        (S::Proposed, "E D - - R - - - - - - - - - L L L"),
        (S::Endorsed, "- D A - R - - - - - - - - - L L L"),
        (S::Approved, "- - - E - - C - - - - - - - L L -"),
        (S::Consenting, "- - - - - - - C D C D - - X L X -"),
        (S::Active, "- - - - - - - - - - - Z - X - X -"),
        (S::Paused, "- - - - - - - - - - - - V X - X -"),
        (S::Closed, "- - - - - - - - - - - - - - - - -"),
        (S::Declined, "- - - - - - - - - - - - - - - - -"),
        (S::Refused, "- - - - - P - - - - - - - - - - -"),
        (S::Lapsed, "- - - - - - - - - - - - - - - - -"),
    ];
    assert_eq!(table.len(), S::ALL.len());
    for (state, expected) in table {
        let found: Vec<&str> = steps()
            .iter()
            .map(|step| match step(pairing(state)) {
                Ok(next) => letter(next.state),
                Err(_) => "-",
            })
            .collect();
        assert_eq!(found.join(" "), expected, "from {state}");
    }
}

#[test]
fn what_is_shown_as_possible_is_possible_and_nothing_else() {
    let by = Some(account(PSYCHOLOGIST));
    let done = |what: Move, p: Pairing| match what {
        Move::Endorse => rules::endorse(p, account(PSYCHOLOGIST), now()),
        Move::Decline => rules::decline(p, account(PSYCHOLOGIST), now()),
        Move::Approve => rules::approve(p, by, now()),
        Move::UndoApproval => rules::undo_approval(p, now()),
        Move::Refuse => rules::refuse(p, now()),
        Move::ChooseOther => rules::replace(p, now()),
        Move::UndoRefusal => rules::undo_refusal(p, now()),
        Move::RequestConsents => rules::request_consents(p, now()),
        Move::Answer => rules::mentor_answers(p, true, now()),
        Move::TakeYesBack => rules::take_yes_back(p),
        Move::RecordPicConsent => rules::pic_answers(p, true, paper(), None, now()),
        Move::Pause => rules::pause(p, by, Whose::Mentor, now()),
        Move::Resume => rules::resume(p, by, now()),
        Move::AskToGoOn => rules::ask_to_go_on(p, by),
        Move::NotYet => rules::not_yet(p, by),
        Move::RecordPicGoingOn => rules::pic_goes_on(p, true, now()),
        Move::See => notices::see(p, now()),
        Move::End => rules::end(p, Ending::ByWish, now()),
    };
    for state in S::ALL.iter().copied() {
        for what in Move::ALL.iter().copied() {
            let Some(may) = May::told(what, rules::may(&pairing(state), what, by)) else {
                assert!(matches!(done(what, pairing(state)), Err(Error::Forbidden)), "{what} from {state}");
                continue;
            };
            match done(what, pairing(state)) {
                Ok(_) => assert!(may.allowed, "{what} from {state}"),
                refused => assert_eq!(
                    may.reasons.iter().map(|reason| reason.code.to_string()).collect::<Vec<_>>(),
                    codes(refused),
                    "{what} from {state}"
                ),
            }
        }
    }
}

fn letter(state: S) -> &'static str {
    match state {
        S::Proposed => "P",
        S::Endorsed => "E",
        S::Approved => "A",
        S::Consenting => "C",
        S::Active => "V",
        S::Paused => "Z",
        S::Closed => "X",
        S::Declined => "D",
        S::Refused => "R",
        S::Lapsed => "L",
    }
}

fn codes(refused: Result<Pairing>) -> Vec<String> {
    match refused {
        Err(Error::Conflict(reasons)) => reasons.into_iter().map(|reason| reason.code.to_string()).collect(),
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn where_somebody_else_referred_both_endorse() {
    let two = Pairing { referrer: account(REFERRER), ..pairing(S::Proposed) };
    let one = rules::endorse(two.clone(), account(PSYCHOLOGIST), now()).unwrap();
    assert_eq!(one.state, S::Proposed);
    assert_eq!(codes(rules::approve(one.clone(), None, now())), ["both_psychologists_needed"]);
    assert_eq!(codes(rules::endorse(one.clone(), account(PSYCHOLOGIST), now())), ["already_endorsed"]);
    assert!(matches!(rules::endorse(one.clone(), account(3), now()), Err(Error::Forbidden)));
    assert_eq!(rules::endorse(one, account(REFERRER), now()).unwrap().state, S::Endorsed);
}

#[test]
fn a_refusal_taken_back_leads_to_where_the_endorsements_put_it() {
    let refused = rules::refuse(pairing(S::Endorsed), now()).unwrap();
    assert_eq!(rules::undo_refusal(refused, now()).unwrap().state, S::Endorsed);
}

#[test]
fn it_is_active_when_both_agreed_in_either_order() {
    let asked = || rules::request_consents(pairing(S::Approved), now()).unwrap();
    let mentor_first = rules::mentor_answers(asked(), true, now()).unwrap();
    let both = rules::pic_answers(mentor_first, true, paper(), Some("拳擊以外的生活".into()), now()).unwrap();
    assert_eq!((both.state, both.lapses_at), (S::Active, None));
    let person_first = rules::pic_answers(asked(), true, paper(), None, now()).unwrap();
    assert_eq!(rules::mentor_answers(person_first.clone(), true, now()).unwrap().state, S::Active);
    assert_eq!(rules::mentor_answers(person_first, false, now()).unwrap().state, S::Declined);
}

#[test]
fn a_yes_can_be_taken_back_until_it_is_under_way() {
    let asked = || rules::request_consents(pairing(S::Approved), now()).unwrap();
    assert_eq!(codes(rules::take_yes_back(asked())), ["wrong_state"]);
    let yes = rules::mentor_answers(asked(), true, now()).unwrap();
    assert_eq!(codes(rules::mentor_answers(yes.clone(), false, now())), ["wrong_state"]);
    let open = rules::take_yes_back(yes.clone()).unwrap();
    assert_eq!((open.state, open.mentor_consent), (S::Consenting, Consent::Asked));
    let active = rules::pic_answers(yes, true, paper(), None, now()).unwrap();
    assert_eq!(codes(rules::take_yes_back(active)), ["wrong_state"]);
    // The person's yes alone does not begin it.
    let person = rules::pic_answers(open, true, paper(), None, now()).unwrap();
    assert_eq!(person.state, S::Consenting);
    assert_eq!(rules::mentor_answers(person, true, now()).unwrap().state, S::Active);
}

#[test]
fn a_paper_from_before_the_question_or_from_tomorrow_counts_for_nothing() {
    for on in [-1, 1] {
        let paper = PaperConsent { on: now().day() + TimeDelta::days(on), ..paper() };
        let answer = rules::pic_answers(pairing(S::Consenting), true, paper, None, now());
        assert!(matches!(answer, Err(Error::Invalid(_))));
    }
}

#[test]
fn a_mentor_resumes_only_what_they_paused() {
    let mentor = Some(account(MENTOR));
    let by_mentor = rules::pause(pairing(S::Active), mentor, Whose::Mentor, now()).unwrap();
    assert_eq!(rules::resume(by_mentor, mentor, now()).unwrap().state, S::Active);
    let by_staff = rules::pause(pairing(S::Active), None, Whose::Staff, now()).unwrap();
    assert_eq!(codes(rules::resume(by_staff, mentor, now())), ["paused_by_staff"]);
}

#[test]
fn it_goes_on_when_everybody_who_wanted_it_to_rest_has_said_yes() {
    let mentor = Some(account(MENTOR));
    let one = rules::pause(pairing(S::Active), mentor, Whose::Mentor, now()).unwrap();
    assert_eq!(codes(rules::resume(one.clone(), None, now())), ["pause_of_another"]);
    assert_eq!(codes(rules::not_yet(one.clone(), mentor)), ["wrong_state"]);
    assert_eq!(codes(rules::pic_goes_on(one.clone(), true, now())), ["wrong_state"]);
    assert_eq!(codes(rules::pause(one.clone(), None, Whose::Mentor, now())), ["wrong_state"]);
    let both = rules::pause(one, None, Whose::Pic, now()).unwrap();
    let asked = rules::ask_to_go_on(both, None).unwrap();
    assert_eq!((asked.rest.mentor_goes_on, asked.rest.pic_goes_on), (Consent::Asked, Consent::Asked));
    assert_eq!(codes(rules::ask_to_go_on(asked.clone(), None)), ["wrong_state"]);
    let refused = rules::not_yet(asked.clone(), mentor).unwrap();
    assert_eq!((refused.state, refused.rest.mentor_goes_on), (S::Paused, Consent::Declined));
    let half = rules::resume(asked, mentor, now()).unwrap();
    assert_eq!((half.state, half.rest.mentor, half.rest.pic), (S::Paused, false, true));
    let whole = rules::pic_goes_on(half, true, now()).unwrap();
    assert_eq!((whole.state, whole.rest), (S::Active, Rest::NONE));
}

#[test]
fn what_staff_stop_forgets_nobody_who_wanted_it_to_rest() {
    let mentor = Some(account(MENTOR));
    let by_mentor = rules::pause(pairing(S::Active), mentor, Whose::Mentor, now()).unwrap();
    let held = rules::hold(rules::ask_to_go_on(by_mentor, None).unwrap(), now()).unwrap();
    assert_eq!(codes(rules::resume(held.clone(), mentor, now())), ["paused_by_staff"]);
    assert_eq!(codes(rules::not_yet(held.clone(), mentor)), ["wrong_state"]);
    assert_eq!(codes(rules::resume(held.clone(), None, now())), ["pause_of_another"]);
    assert!(rules::hold(held.clone(), now()).is_none());
    let asked = rules::ask_to_go_on(held, None).unwrap();
    assert_eq!(rules::resume(asked, mentor, now()).unwrap().state, S::Active);
}

#[test]
fn what_never_began_reached_no_goals() {
    for (state, fits) in [(S::Consenting, false), (S::Active, true), (S::Paused, true)] {
        assert_eq!(rules::end(pairing(state), Ending::GoalsReached, now()).is_ok(), fits, "{state}");
    }
}

#[test]
fn nothing_lapses_before_its_time() {
    let soon = now().plus(TimeDelta::days(29));
    assert_eq!(codes(rules::lapse(pairing(S::Proposed), soon)), ["not_due"]);
    assert_eq!(rules::lapse(pairing(S::Consenting), soon).unwrap().state, S::Lapsed);
}

#[test]
fn what_others_change_is_told_to_the_mentor_and_whose_wish_it_was_is_not() {
    let held = |rest: Rest| Pairing { rest, ..pairing(S::Paused) };
    let (by_pic, by_staff) = (Rest { pic: true, ..Rest::NONE }, Rest { staff: true, ..Rest::NONE });
    let ends = |from: Pairing, ending| (from.state, rules::end(from, ending, now()).unwrap(), Step::Ended);
    let yes = Pairing { mentor_consent: Consent::Given, ..pairing(S::Consenting) };
    let no = rules::pic_answers(yes.clone(), false, paper(), None, now()).unwrap();
    let begun = rules::pic_answers(yes.clone(), true, paper(), None, now()).unwrap();
    let rests = |wish, step| (S::Active, rules::pause(pairing(S::Active), None, wish, now()).unwrap(), step);
    for (expected, (before, next, step)) in [
        (Some(PairingNotice::Begun), (S::Consenting, begun, Step::PicConsented)),
        (Some(PairingNotice::DoesNotBegin), (S::Consenting, no, Step::PicDeclined)),
        (Some(PairingNotice::DoesNotBegin), ends(yes.clone(), Ending::Released)),
        (Some(PairingNotice::DoesNotBegin), (S::Consenting, rules::hold(yes, now()).unwrap(), Step::Held)),
        (Some(PairingNotice::Rests), rests(Whose::Pic, Step::PausedForPic)),
        (Some(PairingNotice::Rests), rests(Whose::Staff, Step::Paused)),
        (Some(PairingNotice::GoesOn), (S::Paused, pairing(S::Active), Step::PicGoesOn)),
        (Some(PairingNotice::GoalsReached), ends(pairing(S::Active), Ending::GoalsReached)),
        (Some(PairingNotice::Released), ends(pairing(S::Active), Ending::Released)),
        (Some(PairingNotice::Ended), ends(held(by_pic), Ending::Released)),
        (Some(PairingNotice::Ended), ends(held(by_staff), Ending::GoalsReached)),
        (Some(PairingNotice::Ended), ends(pairing(S::Active), Ending::ByWish)),
        (Some(PairingNotice::Ended), ends(pairing(S::Active), Ending::Transferred)),
        (Some(PairingNotice::EndedAsWished), ends(pairing(S::Active), Ending::ByMentor)),
        (None, (S::Proposed, pairing(S::Lapsed), Step::Lapsed)),
        (None, (S::Approved, pairing(S::Consenting), Step::ConsentsAsked)),
        (None, (S::Paused, held(by_pic), Step::PicNotYet)),
    ] {
        let told = notices::telling(next.clone(), before, step, Some(account(PSYCHOLOGIST)));
        assert_eq!(told.told.map(|told| told.notice), expected, "{step}");
        let quiet = notices::telling(told, before, step, Some(account(MENTOR)));
        assert_eq!(quiet.told, None, "{step}");
    }
}
