//! The people of the mentoring programme: psychologists with places, certified mentors, persons referred.

use alongside::access::{Action, Actor};
use alongside::base::clock::Month;
use alongside::base::week::Week;
use alongside::mentoring::mentors;
use alongside::mentoring::mentors::answers::{
    Amount, Answers, Comfort, LanguageLevel, Offers, SpokenLanguage, StageComfort,
};
use alongside::mentoring::mentors::model::{Mentor, MentorId, MentorState, Person as Named, SignOff};
use alongside::mentoring::mentors::record::{Circle, MentorEvent, What};
use alongside::mentoring::pairings::model::{PairingId, Propose};
use alongside::mentoring::psychologists;
use alongside::mentoring::psychologists::model::Particulars;
use alongside::mentoring::training;
use alongside::mentoring::training::model::ModuleResult;
use alongside::people::accounts;
use alongside::people::checks;
use alongside::people::checks::model::{CheckKind, Sighting};
use alongside::places::Gender;
use alongside::tx::Tx;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::app::App;
use super::mentors::MODULES;
use super::people::Person;

/// Somebody in a story who is a certified mentor.
pub struct ActiveMentor {
    pub person: Person,
    pub id: MentorId,
}

/// Monday and Tuesday morning, which suits everybody of these stories.
pub fn mornings() -> Week {
    let mut week = Week::default();
    week.set(0, 18, 24);
    week.set(1, 18, 24);
    week
}

fn recorded(mentor: &Mentor) -> MentorEvent {
    MentorEvent {
        mentor: mentor.id,
        account: mentor.account,
        by: None,
        what: What::Read,
        circle: Circle::default(),
    }
}

impl App {
    /// A psychologist of Mong Kok who works at Lo Wu and can accompany some pairings.
    pub async fn psychologist_with(&self, name: &str, places: i64) -> Person {
        let person = self.psychologist(name).await;
        let (id, house) = (person.id, self.house.clone());
        let said = Particulars {
            institutions: vec!["LWC".into(), "TLW".into()],
            expertise: vec!["grief".into(), "loneliness".into()],
            capacity: places,
            version: 0,
        };
        house
            .write(Actor::Operator, Action::Operate, "story".into(), move |tx| {
                psychologists::flow::change(tx, id, said)
            })
            .await
            .unwrap();
        person
    }

    /// A certified mentor of Mong Kok, past the first months, admitted at Lo Wu, supervised by `psychologist`.
    pub async fn active_mentor(&self, name: &str, psychologist: &Person) -> ActiveMentor {
        self.mentor_cleared_until(name, psychologist, None).await
    }

    /// The same with the last day of the correctional clearance.
    pub async fn mentor_cleared_until(
        &self,
        name: &str,
        psychologist: &Person,
        valid_to: Option<NaiveDate>,
    ) -> ActiveMentor {
        let person = self.member(name).await;
        let (account, code, supervisor) = (person.id, person.code.clone(), psychologist.id);
        let (preferred_name, now) = (name.to_owned(), self.now());
        let id = MentorId::fresh(now);
        let signed = Some(SignOff { by: supervisor, at: now });
        let mentor = Mentor {
            id,
            account,
            person: Named {
                preferred_name,
                code,
                supervision: alongside::people::accounts::model::Supervision::None,
            },
            state: MentorState::Active,
            since: now,
            answers: answers(),
            submitted_at: Some(now),
            again_from: None,
            psychologist: Some(supervisor),
            endorsement: None,
            signature: signed,
            supervisor: signed,
            coordinator: signed,
            offers_confirmed: signed,
            comfort_confirmed: signed,
            certified_until: NaiveDate::from_ymd_opt(2028, 11, 22),
            active_since: Some(now.minus(TimeDelta::days(200))),
            institutions: vec!["LWC".into()],
            training_hours: 48,
            modules_done: 12,
            shadowing_half_hours: 48,
            active_pairings: 0,
            created_at: now,
            version: 1,
        };
        self.house
            .write(Actor::Operator, Action::Operate, "story".into(), move |tx| {
                let event = recorded(&mentor);
                let first = tx.record(mentor.clone(), &event)?;
                mentors::store::insert(tx, first)?;
                let whole = tx.record(mentor, &event)?;
                for module in MODULES {
                    let passed = ModuleResult {
                        module: module.into(),
                        attended: true,
                        passed: Some(true),
                        on: now.day(),
                        by: None,
                    };
                    training::store::put(tx, &whole, account, &passed)?;
                }
                let clearance =
                    Sighting { kind: CheckKind::CorrectionalClearance, seen_on: now.day(), valid_to };
                checks::flow::record(tx, account, clearance, None)?;
                accounts::store::belong(tx, &whole, account, whole.centre())?;
                mentors::store::save(tx, &whole)
            })
            .await
            .unwrap();
        ActiveMentor { person, id }
    }

    /// Changes a mentor behind everybody's back.
    pub async fn change_mentor(&self, id: MentorId, change: impl FnOnce(&mut Mentor) + Send + 'static) {
        self.house
            .write(Actor::Operator, Action::Operate, "story".into(), move |tx| {
                let mut mentor = mentors::store::find(tx, id)?.open(tx)?;
                change(&mut mentor);
                let event = recorded(&mentor);
                let recorded = tx.record(mentor, &event)?;
                mentors::store::save(tx, &recorded)
            })
            .await
            .unwrap();
    }

    /// How many places a mentor's pairings take.
    pub async fn places_taken(&self, id: MentorId) -> i64 {
        let mentor = self.operates(move |tx| mentors::store::find(tx, id)?.open(tx)).await;
        mentor.active_pairings
    }

    /// A proposal as a round would store it.
    pub async fn proposed(&self, mentor: MentorId, referral: &Value) -> PairingId {
        let referral = referral["id"].as_str().unwrap().parse().unwrap();
        let propose = Propose { mentor, referral, round: None, points: Some(7000), factors: Vec::new() };
        self.operates(move |tx| alongside::mentoring::pairings::flow::propose(tx, propose)).await.id
    }

    /// Something that the command line or a loop does.
    pub async fn operates<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> alongside::base::Result<T> + Send + 'static,
    ) -> T {
        let house = self.house.clone();
        house.write(Actor::Operator, Action::Operate, "story".into(), command).await.unwrap()
    }
}

fn answers() -> Answers {
    let spoken = |code: &str, level| SpokenLanguage { code: code.into(), level };
    Answers {
        gender: Some(Gender::F),
        birth_month: Month::parse("1986-04"),
        district: Some("north".into()),
        centre: Some("MFRC-MK".into()),
        languages: Some(vec![spoken("yue", LanguageLevel::Feelings), spoken("en", LanguageLevel::Everyday)]),
        interests: Some(vec!["running".into(), "badminton".into()]),
        themes: Some(vec!["grief".into(), "shame".into()]),
        themes_shared: Some(true),
        offers: Some(Offers {
            belonging: Amount::Lot,
            skill: Amount::Some,
            choice: Amount::Little,
            meaning: Amount::Some,
        }),
        stage_comfort: Some(StageComfort {
            act: Comfort::Fine,
            identity: Comfort::Home,
            relational: Comfort::Learning,
        }),
        availability: Some(mornings()),
        capacity_wish: Some(2),
        match_consent: Some(true),
        never_supervised: Some(true),
        ..Answers::default()
    }
}

/// Everything that a referral says, as a psychologist sends it.
pub fn referral(alias: &str) -> Value {
    json!({
        "alias": alias, "centre": "MFRC-MK", "institution": "LWC", "gender": "F", "birthYear": 1996,
        "languages": ["yue", "en"], "preferredLanguage": "yue", "interests": ["running", "fitness"],
        "themes": ["grief", "loneliness"], "themesAgreed": true,
        "needs": { "belonging": "much", "skill": "some", "choice": "not_now", "meaning": "some" },
        "inOwnWords": "我想學會一個人也不怕。", "focus": "identity", "homeDistrict": "sha_tin",
        "releaseMonth": "2027-10", "free": mornings().hex(), "sameGender": true, "sentenced": true,
    })
}

impl Person {
    /// This psychologist refers somebody who has agreed on paper and now waits.
    pub async fn refers(&self, alias: &str) -> Value {
        self.refers_as(referral(alias)).await
    }

    /// The same with a body of one's own.
    pub async fn refers_as(&self, body: Value) -> Value {
        let draft = self.post("/referrals", body).await.ok();
        let path = format!("/referrals/{}", draft["id"].as_str().unwrap());
        let on = self.app.now().day();
        let paper = json!({
            "on": on, "language": "zh", "witness": "Officer L", "version": draft["version"],
        });
        let agreed = self.put(&format!("{path}/consent"), paper).await.ok();
        self.post(&format!("{path}/submission"), json!({ "version": agreed["version"] })).await.ok()
    }
}
