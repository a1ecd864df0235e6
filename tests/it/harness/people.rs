//! People of a story: each acts through HTTP with a token of a real session.

use actix_web::http::Method;
use alongside::access::{AccountId, Action, Actor, Role};
use alongside::base::{Language, Result};
use alongside::people::accounts::model::{Account, AccountState, Said, SignUp, SupervisionAnswer};
use alongside::people::accounts::record::AccountEvent;
use alongside::people::factors::model::{FactorId, FactorKind, Way};
use alongside::people::factors::record::FactorEvent;
use alongside::people::invitations::model::{Office, Profession};
use alongside::people::sign_ins::model::SignIn;
use alongside::people::{factors, sign_ins};
use alongside::tx::Tx;
use serde_json::{Value, json};

use super::app::{App, Reply};

/// Somebody in a story.
#[derive(Clone)]
pub struct Person {
    pub app: App,
    pub id: AccountId,
    /// What staff are told to find them by.
    pub code: String,
    pub email: String,
    token: String,
}

/// The password of everybody in a story.
pub const PASSWORD: &str = "two people one road";

impl App {
    /// A member who answered that they are not under supervision.
    pub async fn member(&self, name: &str) -> Person {
        self.person(name, true, SupervisionAnswer::No, Vec::new()).await
    }

    /// A member who answered otherwise.
    pub async fn member_who_said(&self, name: &str, answer: SupervisionAnswer) -> Person {
        self.person(name, true, answer, Vec::new()).await
    }

    /// Staff in a role; `scope` is a centre's or institution's code or a host's id, where the role needs one.
    pub async fn staff(&self, name: &str, role: Role, scope: Option<&str>) -> Person {
        let office = Office {
            role,
            scope_kind: role.scope_kind().map(str::to_owned),
            scope: scope.map(str::to_owned),
            profession: (role == Role::Psychologist).then_some(Profession::ClinicalPsychologist),
        };
        self.person(name, false, SupervisionAnswer::No, vec![office]).await
    }

    /// Gives somebody a further office.
    pub async fn also(&self, person: &Person, role: Role, scope: Option<&str>) {
        let account = person.id;
        let office = Office {
            role,
            scope_kind: role.scope_kind().map(str::to_owned),
            scope: scope.map(str::to_owned),
            profession: (role == Role::Psychologist).then_some(Profession::ClinicalPsychologist),
        };
        self.operates(move |tx| {
            alongside::people::invitations::flow::begin(tx, account, office, None)?;
            if !factors::store::of(tx, account)?.is_empty() {
                return Ok(());
            }
            let factor = has_app(tx, account)?;
            for sign_in in sign_ins::store::live(tx, account)? {
                let sign_in = sign_in.unchecked("a story");
                sign_ins::flow::prove(tx, sign_in, Way::App, Some(factor))?;
            }
            Ok(())
        })
        .await;
    }

    /// A coordinator of the Mong Kok centre.
    pub async fn coordinator(&self, name: &str) -> Person {
        self.staff(name, Role::Coordinator, Some("MFRC-MK")).await
    }

    /// Somebody is invited: an admin proposes it, and who watches over privacy says the second word.
    pub async fn invited(&self, body: Value) {
        let admin = self.staff("root", Role::Admin, None).await;
        let second = self.staff("second", Role::Privacy, None).await;
        let proposed = admin.post("/invitations", body).await.ok();
        assert_eq!(second.approves(&proposed).await.outcome(), "204");
    }

    /// Somebody of the staff no longer works here.
    pub async fn leaves(&self, name: &str) {
        let admin = self.staff("root", Role::Admin, None).await;
        let staff = admin.get("/staff-accounts").await.ok();
        let items = staff["items"].as_array().unwrap();
        let left = items.iter().find(|one| one["preferredName"] == name).unwrap();
        let gone = admin.delete(&format!("/grants/{}", left["grantId"].as_str().unwrap())).await;
        assert_eq!(gone.status, 204);
    }

    /// A clinical psychologist of the Mong Kok centre.
    pub async fn psychologist(&self, name: &str) -> Person {
        self.staff(name, Role::Psychologist, Some("MFRC-MK")).await
    }

    async fn person(
        &self,
        name: &str,
        member: bool,
        answer: SupervisionAnswer,
        offices: Vec<Office>,
    ) -> Person {
        let house = self.house.clone();
        let email = format!("{name}@example.test");
        let command = SignUp {
            email: email.clone(),
            said: Said {
                password_hash: house.passwords.hash(email.clone(), PASSWORD.into()).await.unwrap(),
                preferred_name: name.to_owned(),
                language: Language::En,
                answer,
                notice_version: "1".into(),
            },
        };
        let (account, session) = house
            .write(Actor::Operator, Action::Operate, "story".into(), move |tx| {
                let account = alongside::people::accounts::rules::sign_up(tx.fresh(), command, tx.now);
                let account = Account { state: AccountState::Active, member, ..account };
                let event = AccountEvent::SignedUp(account.id);
                let recorded = tx.record(account, &event)?;
                let account = alongside::people::accounts::store::insert(tx, recorded)?;
                for office in offices {
                    alongside::people::invitations::flow::begin(tx, account.id, office, None)?;
                }
                let staff = alongside::people::sign_ins::store::is_staff(tx, account.id)?;
                if staff {
                    has_app(tx, account.id)?;
                }
                Ok((account.clone(), opened(tx, account.id)?))
            })
            .await
            .unwrap();
        let (token, _) = self.house.keys().access(account.id, session.id, self.now()).unwrap();
        Person { app: self.clone(), id: account.id, code: account.code, email, token }
    }
}

/// Gives an account an app that shows one-time codes.
pub fn has_app(tx: &mut Tx<'_>, account: AccountId) -> Result<FactorId> {
    let app = factors::rules::app(tx.fresh(), account, "app".into(), None, tx.now);
    // As if it had been there before the story: nobody is written to about it.
    let recorded = tx.record(app, &FactorEvent::Used(account, FactorKind::App))?;
    Ok(factors::store::insert(tx, recorded)?.id)
}

/// Opens a sign-in, and proves it for whoever has a second factor.
pub fn opened(tx: &mut Tx<'_>, account: AccountId) -> Result<SignIn> {
    let (sign_in, _) = sign_ins::flow::open(tx, account, "other".into(), true, None)?;
    let app = factors::store::of(tx, account)?.into_iter().next();
    match app.map(|app| app.unchecked("a story").id) {
        Some(app) => sign_ins::flow::prove(tx, sign_in, Way::App, Some(app)),
        None => Ok(sign_in),
    }
}

impl Person {
    /// The story went on past ten minutes: the same session gets a new access token; one that ran out, a new session.
    pub async fn comes_back(&mut self) {
        let id = self.id;
        let house = self.app.house.clone();
        let session = house
            .write(Actor::Operator, Action::Operate, "story".into(), move |tx| opened(tx, id))
            .await
            .unwrap();
        self.token = self.app.house.keys().access(id, session.id, self.app.now()).unwrap().0;
    }

    /// The access token, for requests made by hand.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// A request with this person's token.
    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.app.ask_with(Some(&self.token), method, path, body).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path, None).await
    }
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path, Some(body)).await
    }
    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::PUT, path, Some(body)).await
    }
    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::PATCH, path, Some(body)).await
    }
    pub async fn delete(&self, path: &str) -> Reply {
        self.ask(Method::DELETE, path, None).await
    }

    /// Says the second word for an invitation.
    pub async fn approves(&self, proposed: &Value) -> Reply {
        let path = format!("/invitations/{}/approval", proposed["id"].as_str().unwrap());
        self.ask(Method::POST, &path, None).await
    }

    /// Confirms that unpaid work is permitted, which a first booking needs.
    pub async fn may_do_unpaid_work(&self) {
        self.put("/me/unpaid-work", json!({ "confirmed": true })).await.ok();
    }
}
