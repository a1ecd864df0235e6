//! Whatever makes a mentor unfit is told alike by rounds, placings, the desk of a pairing and the steps of a mentor.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};

use super::instance::build;
use super::snapshot::{Candidate, Proposed, Snapshot};
use crate::base::clock::Month;
use crate::base::week::Week;
use crate::base::{Error, Id, Instant};
use crate::matching::{self as m, Rule};
use crate::mentoring::mentors::answers::{
    Amount, Answers, Comfort, LanguageLevel, Offers, SpokenLanguage, StageComfort,
};
use crate::mentoring::mentors::fitness::{Facts, Unfit};
use crate::mentoring::mentors::model::{Mentor, MentorState, Person, SignOff};
use crate::mentoring::mentors::rules::{self as steps, Move};
use crate::mentoring::pairings::guards::{Sides, obstacles};
use crate::mentoring::pairings::model::{Consent, Pairing, PairingState, Rest};
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals::model::{
    Facts as Known, Focus, Need, Needs, PaperConsent, Reference, Referral, ReferralState,
};
use crate::mentoring::training::model::Standing;
use crate::people::accounts::model::Supervision;
use crate::people::invitations::model::Profession;
use crate::places::{self, Gender};

const INSTITUTION: &str = "LWC";

fn now() -> Instant {
    Instant::from_hong_kong(day().and_hms_opt(10, 0, 0).unwrap())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A mentor, the psychologist who supervises them, and somebody who waits: nothing stands between them.
struct Case {
    candidate: Candidate,
    supervisor: Psychologist,
    referral: Referral,
}

fn case() -> Case {
    let mut free = Week::default();
    (0..7).for_each(|day| free.set(day, 0, 48));
    let supervisor = Psychologist {
        account: Id::fresh(now()),
        preferred_name: "Dr Lam".into(),
        profession: Profession::ClinicalPsychologist,
        centre: "MFRC-MK".into(),
        active: true,
        institutions: vec![INSTITUTION.into()],
        expertise: Vec::new(),
        capacity: 5,
        active_pairings: 0,
        version: 1,
    };
    Case { candidate: candidate(&supervisor, free), referral: referral(&supervisor, free), supervisor }
}

fn candidate(supervisor: &Psychologist, free: Week) -> Candidate {
    let signed = Some(SignOff { by: supervisor.account, at: now() });
    let answers = Answers {
        gender: Some(Gender::F),
        birth_month: Some(Month { year: 1985, month: 4 }),
        district: Some("sha_tin".into()),
        centre: Some("MFRC-MK".into()),
        languages: Some(vec![SpokenLanguage { code: "yue".into(), level: LanguageLevel::Feelings }]),
        offers: Some(Offers {
            belonging: Amount::Lot,
            skill: Amount::Some,
            choice: Amount::Some,
            meaning: Amount::Little,
        }),
        stage_comfort: Some(StageComfort {
            act: Comfort::Fine,
            identity: Comfort::Home,
            relational: Comfort::Fine,
        }),
        availability: Some(free),
        match_consent: Some(true),
        capacity_wish: Some(3),
        never_supervised: Some(true),
        ..Answers::default()
    };
    let mentor = Mentor {
        id: Id::fresh(now()),
        account: Id::fresh(now()),
        person: Person {
            preferred_name: "Ka-ho".into(),
            code: "K7M-2QF".into(),
            supervision: Supervision::None,
        },
        state: MentorState::Active,
        since: now(),
        answers,
        submitted_at: Some(now()),
        again_from: None,
        psychologist: Some(supervisor.account),
        endorsement: None,
        signature: signed,
        supervisor: signed,
        coordinator: Some(SignOff { by: Id::fresh(now()), at: now() }),
        offers_confirmed: signed,
        comfort_confirmed: signed,
        certified_until: Some(day() + Days::new(300)),
        active_since: Some(now().minus(TimeDelta::days(400))),
        institutions: vec![INSTITUTION.into()],
        training_hours: 48,
        modules_done: 12,
        shadowing_half_hours: 48,
        active_pairings: 0,
        created_at: now(),
        version: 1,
    };
    let facts = Facts {
        today: day(),
        supervision: Supervision::None,
        officer_approves: false,
        association_forbidden: false,
        cleared_until: Some(day() + Days::new(300)),
        references: 2,
        training: Standing { hours: 48, modules_done: 12, must_pass_missing: Vec::new() },
        agreed_until: None,
    };
    Candidate { mentor, facts }
}

fn referral(psychologist: &Psychologist, free: Week) -> Referral {
    let much = Some(Need::Much);
    let facts = Known {
        institution: INSTITUTION.into(),
        gender: Some(Gender::F),
        birth_year: Some(1996),
        languages: vec!["yue".into()],
        preferred_language: Some("yue".into()),
        needs: Some(Needs { belonging: much, skill: much, choice: much, meaning: much }),
        focus: Some(Focus::Identity),
        home_district: Some("sha_tin".into()),
        release_month: Some(Month { year: 2028, month: 5 }),
        free: Some(free),
        sentenced: true,
        ..Known::default()
    };
    Referral {
        id: Id::fresh(now()),
        reference: Reference(2001),
        psychologist: psychologist.account,
        centre: "MFRC-MK".into(),
        state: ReferralState::Eligible,
        alias: "阿晴".into(),
        facts,
        own_words: None,
        consent: Some(PaperConsent { on: day(), language: "zh".into(), witness: "Officer L".into() }),
        since: now(),
        eligible_since: Some(now()),
        created_at: now(),
        version: 1,
    }
}

impl Case {
    fn snapshot(&self) -> Snapshot {
        Snapshot {
            day: day(),
            weights: m::Weights::PRODUCT,
            mentors: vec![self.candidate.clone()],
            referrals: vec![self.referral.clone()],
            psychologists: Some(self.supervisor.clone()).into_iter().filter(|one| one.active).collect(),
            proposed: Proposed::default(),
            exclusions: BTreeSet::new(),
        }
    }

    /// What the round says of the mentor.
    fn round(&self) -> Vec<String> {
        self.snapshot().mentor_held_by(&self.candidate).map(|code| code.to_string()).collect()
    }

    /// What the engine holds against the two; `None` where the mentor is not even in the instance.
    fn engine(&self) -> Option<Vec<Rule>> {
        let built = build(&self.snapshot(), places::all());
        let prepared = m::Prepared::of(&built.instance).unwrap();
        let solved = prepared.solve(&m::Options::default()).unwrap();
        (!built.mentors.is_empty()).then(|| solved.broken_rules(0, 0))
    }

    /// What the desk says when the coordinator would approve the pairing of the two.
    fn desk(&self) -> Vec<String> {
        let Candidate { mentor, facts } = self.candidate.clone();
        let pairing = Pairing {
            id: Id::fresh(now()),
            centre: "MFRC-MK".into(),
            mentor: mentor.id,
            mentor_account: mentor.account,
            referral: self.referral.id,
            psychologist: self.supervisor.account,
            referrer: self.referral.psychologist,
            supervised_by: Some(self.supervisor.account),
            accompanied_by: self.referral.psychologist,
            round: None,
            state: PairingState::Endorsed,
            since: now(),
            points: None,
            factors: Vec::new(),
            endorsements: Vec::new(),
            approved_by: None,
            mentor_consent: Consent::None,
            pic_consent: Consent::None,
            paper: None,
            shared_goals: None,
            rest: Rest::NONE,
            ending: None,
            told: None,
            lapses_at: None,
            created_at: now(),
            version: 1,
        };
        let sides = Sides {
            mentor,
            facts,
            referral: self.referral.clone(),
            supervisor: Some(self.supervisor.clone()).filter(|one| one.active),
            apart: false,
        };
        obstacles(&pairing, &sides, PairingState::Approved, day())
            .into_iter()
            .map(|reason| reason.code.to_string())
            .collect()
    }

    fn made_unfit(self, unfit: Unfit) -> Self {
        let Self { mut candidate, mut supervisor, referral } = self;
        let (mentor, facts) = (&mut candidate.mentor, &mut candidate.facts);
        match unfit {
            Unfit::NotActive => mentor.state = MentorState::Suspended,
            Unfit::ProfileIncomplete => mentor.answers.stage_comfort = None,
            Unfit::NoConsent => mentor.answers.match_consent = Some(false),
            Unfit::Association => facts.association_forbidden = true,
            Unfit::Untrained => facts.training.must_pass_missing.push("M04"),
            Unfit::Clearance => facts.cleared_until = None,
            Unfit::Certification => mentor.certified_until = day().pred_opt(),
            Unfit::Supervisor => supervisor.active = false,
            Unfit::Institutions => mentor.institutions.clear(),
        }
        Self { candidate, supervisor, referral }
    }
}

#[test]
fn a_mentor_who_is_fit_is_held_back_by_nothing() {
    let case = case();
    assert_eq!(case.round(), Vec::<String>::new());
    assert_eq!(case.engine(), Some(Vec::new()));
    assert_eq!(case.desk(), Vec::<String>::new());
}

#[test]
fn round_and_desk_name_whatever_makes_a_mentor_unfit_by_the_same_code() {
    for unfit in Unfit::ALL.iter().copied() {
        let case = case().made_unfit(unfit);
        let code = unfit.code().as_str();
        assert_eq!(case.round().first().map(String::as_str), Some(code), "the round on {code}");
        assert!(case.desk().iter().any(|told| told == code), "the desk on {code}: {:?}", case.desk());
        // Who is in the instance is counted by a rule of the engine's own; nobody unfit passes all of them.
        assert_ne!(case.engine(), Some(Vec::new()), "the engine on {code}");
    }
}

#[test]
fn a_mentor_comes_back_only_with_what_they_must_keep_up() {
    let back = |case: Case| {
        let Candidate { mentor, facts } = case.candidate;
        let resting = Mentor { state: MentorState::Paused, ..mentor };
        match steps::step(resting, MentorState::Active, Move::default(), &facts, now()) {
            Ok(_) => Vec::new(),
            Err(Error::Conflict(reasons)) => {
                reasons.into_iter().map(|reason| reason.code.to_string()).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    };
    assert_eq!(back(case()), Vec::<String>::new());
    for unfit in [Unfit::Clearance, Unfit::Certification] {
        assert_eq!(back(case().made_unfit(unfit)), [unfit.code().as_str()]);
    }
    // Staff read which modules are missing, where others read only that something is.
    assert_eq!(back(case().made_unfit(Unfit::Untrained)), ["must_pass_missing"]);
}
