//! The postman: every letter in the outbox is sent, whatever the mail server does, and the rest stays to be seen.

use std::sync::{Arc, Barrier};

use alongside::access::{AccountId, Action, Actor, Role};
use alongside::base::{Clock, Error, Language, Result};
use alongside::gate::{House, hash_of};
use alongside::mail::Kind;
use alongside::people::accounts::flow;
use alongside::people::accounts::model::{Said, SignUp, SupervisionAnswer};
use alongside::people::invitations::flow as invitations;
use alongside::people::invitations::model::{Invitation, Office};
use alongside::people::invitations::record::PURPOSE;
use alongside::tx::{Recipient, Tx};
use alongside::worker::postman::{LINK_USELESS, Postman};
use chrono::TimeDelta;
use tempfile::TempDir;

use crate::harness::eml::Mail;
use crate::harness::house::{On, count, house, start_of_stories};
use crate::harness::smtp::{Server, Step, Trouble};

/// A house, its mail server and its postman.
pub struct Post {
    pub house: Arc<House>,
    pub clock: Clock,
    pub server: Server,
    pub postman: Postman,
    _dir: TempDir,
}

impl Post {
    pub fn open(on: On) -> Self {
        let (dir, server) = (TempDir::new().unwrap(), Server::start());
        let clock = Clock::hand(start_of_stories());
        let house = house(on, dir.path(), clock.clone(), |config| {
            config.mail = server.url();
            config.base_url = "https://go.example.org".into();
        });
        Self { postman: Postman::new(house.clone()).unwrap(), house, clock, server, _dir: dir }
    }

    pub async fn sign_up(&self, email: &'static str, language: Language) {
        let command = SignUp {
            email: email.into(),
            said: Said {
                password_hash: "none".into(),
                preferred_name: "Ming".into(),
                language,
                answer: SupervisionAnswer::No,
                notice_version: "1".into(),
            },
        };
        let house = self.house.clone();
        let signed_up = move |tx: &mut alongside::tx::Tx<'_>| {
            flow::sign_up(tx, command, |purpose, row| flow::link_hash(house.keys(), purpose, row))
        };
        self.house.write(Actor::Anonymous, Action::SignUp, String::new(), signed_up).await.unwrap();
    }

    /// Signs somebody up, and knows them.
    pub async fn account(&self, email: &'static str) -> AccountId {
        self.sign_up(email, Language::En).await;
        let find = |tx: &mut Tx<'_>| {
            alongside::people::accounts::store::with_email(tx, email.into())?.unwrap().open(tx)
        };
        self.operates(find).await.id
    }

    pub async fn reminds(&self, to: Recipient) {
        self.operates(move |tx| tx.record((), &Reminder(to)).map(|_| ())).await;
    }

    /// Does something as the command line would.
    pub async fn operates<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        self.house.write(Actor::Operator, Action::Operate, String::new(), command).await.unwrap()
    }

    pub async fn invites(&self, email: &'static str) -> Invitation {
        let (house, to) = (self.house.clone(), (email.to_owned(), Language::En));
        let office = Office { role: Role::Admin, scope_kind: None, scope: None, profession: None };
        let invite = move |tx: &mut Tx<'_>| {
            let secret = |id: alongside::people::invitations::model::InvitationId| {
                house.keys().link(PURPOSE, id.uuid())
            };
            invitations::invite(tx, to, office, |id| hash_of(&secret(id)), true)
        };
        self.operates(invite).await
    }

    /// Opens the link of a letter that proves the address.
    pub async fn verifies(&self, mail: &Mail) -> Result<()> {
        let secret = mail.link().split_once("#token=").unwrap().1.to_owned();
        let verified = move |tx: &mut Tx<'_>| flow::verify_address(tx, &secret).map(|_| ());
        self.house.write(Actor::Anonymous, Action::VerifyAddress, String::new(), verified).await
    }

    /// Takes letters out as a server would that dies before it has sent them; their kinds in the order of leaving.
    pub async fn taken_by_a_server_that_dies(&self, most: usize) -> Vec<String> {
        let take = move |tx: &mut Tx<'_>| tx.take_letters(most, Vec::new());
        let taken =
            self.house.write(Actor::System("postman"), Action::DeliverMail, String::new(), take).await;
        taken.unwrap().into_iter().map(|due| due.kind).collect()
    }

    /// How many letters were not sent because nobody needs them.
    pub fn needless(&self) -> i64 {
        let query = format!("select count(*) as count from outbox where fault = '{LINK_USELESS}'");
        count(&self.house.config.database, &query)
    }

    /// How many letters stand in the outbox as given up.
    pub fn given_up(&self) -> i64 {
        count(&self.house.config.database, "select count(*) as count from outbox where state = 'given_up'")
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.server.taken().iter().map(|taken| Mail::read(&taken.data)).collect()
    }
}

macro_rules! on_both_engines {
    ($($name:ident)+) => {
        mod on_sqlite { $(#[actix_rt::test] async fn $name() { super::$name(super::On::Sqlite).await })+ }
        mod on_postgres { $(#[actix_rt::test] async fn $name() { super::$name(super::On::Postgres).await })+ }
    };
}

pub(crate) use on_both_engines;

on_both_engines! {
    a_letter_reaches_its_reader_once_with_a_link_that_works
    a_letter_waits_while_the_server_is_down
    a_letter_refused_for_good_is_given_up_and_holds_up_nobody
    a_letter_whose_answer_was_lost_goes_again_under_the_same_identifier
    a_letter_is_given_up_after_three_days_of_trying
    two_servers_share_the_letters_and_send_none_twice
    a_server_that_does_not_answer_pauses_all
    letters_leave_several_at_a_time
    letters_that_somebody_waits_for_leave_first
    what_a_dead_server_held_is_taken_over_within_seconds
    a_clock_that_is_set_back_holds_no_letter
    a_letter_that_was_sent_by_another_is_not_sent_again
}

async fn a_letter_reaches_its_reader_once_with_a_link_that_works(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::ZhHant).await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);

    let mails = post.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "ming@example.net");
    assert_eq!(mails[0].subject, "請確認你的電郵地址");
    let secret = mails[0].link().strip_prefix("https://go.example.org/verify#token=").unwrap().to_owned();
    let verified = move |tx: &mut alongside::tx::Tx<'_>| flow::verify_address(tx, &secret);
    post.house.write(Actor::Anonymous, Action::VerifyAddress, String::new(), verified).await.unwrap();
}

async fn a_letter_waits_while_the_server_is_down(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    post.sign_up("kit@example.net", Language::En).await;
    // Two letters, and each time the question whether the server takes up any conversation.
    for _ in 0..4 {
        post.server.expects(Step::Greeting, Trouble::Drop);
    }
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.server.recovers();

    post.clock.advance(TimeDelta::seconds(59));
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.clock.advance(TimeDelta::seconds(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 2);
    let mut readers: Vec<_> = post.mails().into_iter().map(|mail| mail.to).collect();
    readers.sort();
    assert_eq!(readers, ["kit@example.net", "ming@example.net"]);
}

async fn a_letter_refused_for_good_is_given_up_and_holds_up_nobody(on: On) {
    let post = Post::open(on);
    post.sign_up("nobody@example.net", Language::En).await;
    post.clock.advance(TimeDelta::seconds(1));
    post.sign_up("kit@example.net", Language::ZhHans).await;
    post.server.expects(Step::Rcpt, Trouble::Answer("550 no such mailbox"));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    post.clock.advance(TimeDelta::days(5));
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    // They leave at once, and the server refuses whichever comes first.
    assert_eq!((post.mails().len(), post.given_up()), (1, 1));
}

async fn a_letter_whose_answer_was_lost_goes_again_under_the_same_identifier(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    post.server.expects(Step::Message, Trouble::TakeThenDrop);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.clock.advance(TimeDelta::minutes(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    let taken = post.server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1]);
}

async fn a_letter_is_given_up_after_three_days_of_trying(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    for _ in 0..20 {
        assert_eq!(post.given_up(), 0);
        post.server.expects(Step::Mail, Trouble::Answer("451 later"));
        assert_eq!(post.postman.deliver().await.unwrap(), 0);
        post.clock.advance(TimeDelta::hours(4));
    }
    assert_eq!(post.given_up(), 1);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    assert_eq!(post.mails(), []);
}

async fn two_servers_share_the_letters_and_send_none_twice(on: On) {
    let post = Post::open(on);
    for email in ["a@example.net", "b@example.net", "c@example.net", "d@example.net", "e@example.net"] {
        post.sign_up(email, Language::En).await;
    }
    let other = Postman::new(post.house.clone()).unwrap();
    let (here, there) = tokio::join!(post.postman.deliver(), other.deliver());
    assert_eq!(here.unwrap() + there.unwrap(), 5);
    let mut readers: Vec<_> = post.mails().into_iter().map(|mail| mail.to).collect();
    readers.sort();
    assert_eq!(
        readers,
        ["a@example.net", "b@example.net", "c@example.net", "d@example.net", "e@example.net"]
    );
}

pub const MANY: [&str; 10] = [
    "a@example.net",
    "b@example.net",
    "c@example.net",
    "d@example.net",
    "e@example.net",
    "f@example.net",
    "g@example.net",
    "h@example.net",
    "i@example.net",
    "j@example.net",
];

async fn a_server_that_does_not_answer_pauses_all(on: On) {
    let post = Post::open(on);
    for email in MANY {
        post.sign_up(email, Language::En).await;
        // Each is tried, and then whether the server takes up another conversation.
        post.server.expects(Step::Greeting, Trouble::Drop).expects(Step::Greeting, Trouble::Drop);
    }
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    // Eight were tried; the other two, which were not, meet the troubles that are left.
    assert_eq!(post.server.troubles_left(), 4);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.clock.advance(TimeDelta::minutes(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 10);
}

async fn letters_leave_several_at_a_time(on: On) {
    let post = Post::open(on);
    let all_here: &Barrier = Box::leak(Box::new(Barrier::new(8)));
    for email in &MANY[..8] {
        post.sign_up(email, Language::En).await;
        post.server.expects(Step::Message, Trouble::Meet(all_here));
    }
    assert_eq!(post.postman.deliver().await.unwrap(), 8);
}

/// Nothing but a letter that reminds.
struct Reminder(Recipient);

impl alongside::tx::Event for Reminder {
    type Of = ();

    fn line(&self) -> alongside::tx::Line {
        alongside::tx::Line {
            event: "story.reminded",
            kind: "letter",
            object: None,
            details: serde_json::Value::Null,
        }
    }

    fn letters(&self) -> Vec<alongside::tx::Letter> {
        let (to, link) = (self.0.clone(), "/my/bookings".into());
        vec![alongside::tx::Letter { to, kind: Kind::Appointment, link, token: None }]
    }
    fn facts(&self) -> Vec<alongside::tx::Fact> {
        Vec::new()
    }
}

async fn letters_that_somebody_waits_for_leave_first(on: On) {
    let post = Post::open(on);
    let ming = post.account("ming@example.net").await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    for _ in 0..3 {
        post.reminds(Recipient::Account(ming)).await;
    }
    post.clock.advance(TimeDelta::seconds(1));
    post.invites("fong@example.net").await;
    post.clock.advance(TimeDelta::seconds(1));
    post.sign_up("kit@example.net", Language::En).await;
    let kinds = post.taken_by_a_server_that_dies(4).await;
    assert_eq!(kinds, ["verify_address", "invitation", "appointment", "appointment"]);
    assert_eq!(post.taken_by_a_server_that_dies(4).await, ["appointment"]);
}

async fn what_a_dead_server_held_is_taken_over_within_seconds(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    assert_eq!(post.taken_by_a_server_that_dies(8).await.len(), 1);
    post.clock.advance(TimeDelta::seconds(19));
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.clock.advance(TimeDelta::seconds(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
}

async fn a_clock_that_is_set_back_holds_no_letter(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    post.sign_up("kit@example.net", Language::En).await;
    assert_eq!(post.taken_by_a_server_that_dies(1).await.len(), 1);
    post.clock.advance(-TimeDelta::days(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 2);
}

async fn a_letter_that_was_sent_by_another_is_not_sent_again(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    let take = |tx: &mut Tx<'_>| tx.take_letters(1, Vec::new());
    let mut taken =
        post.house.write(Actor::System("postman"), Action::DeliverMail, String::new(), take).await.unwrap();
    let held = taken.remove(0).held;
    post.clock.advance(TimeDelta::seconds(20));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    // The first server wakes up and finds its own sending failed.
    let then = Some(post.house.now());
    let late = move |tx: &mut Tx<'_>| {
        assert_eq!(tx.hold_letter(held)?, None);
        tx.letter_failed(held, "timed out", then)
    };
    post.house.write(Actor::System("postman"), Action::DeliverMail, String::new(), late).await.unwrap();
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    assert_eq!(post.mails().len(), 1);
}
