//! The postman: every letter in the outbox is sent, whatever the mail server does, and the rest stays to be seen.

use std::sync::Arc;

use alongside::access::{Action, Actor};
use alongside::base::{Clock, Language};
use alongside::gate::House;
use alongside::people::accounts::flow;
use alongside::people::accounts::model::{Said, SignUp, SupervisionAnswer};
use alongside::worker::postman::Postman;
use chrono::TimeDelta;
use tempfile::TempDir;

use crate::harness::eml::Mail;
use crate::harness::house::{On, count, house, start_of_stories};
use crate::harness::smtp::{Server, Step, Trouble};

/// A house, its mail server and its postman.
struct Post {
    house: Arc<House>,
    clock: Clock,
    server: Server,
    postman: Postman,
    _dir: TempDir,
}

impl Post {
    fn open(on: On) -> Self {
        let (dir, server) = (TempDir::new().unwrap(), Server::start());
        let clock = Clock::hand(start_of_stories());
        let house = house(on, dir.path(), clock.clone(), |config| {
            config.mail = server.url();
            config.base_url = "https://go.example.org".into();
        });
        Self { postman: Postman::new(house.clone()).unwrap(), house, clock, server, _dir: dir }
    }

    async fn sign_up(&self, email: &'static str, language: Language) {
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

    /// How many letters stand in the outbox as given up.
    fn given_up(&self) -> i64 {
        count(&self.house.config.database, "select count(*) as count from outbox where state = 'given_up'")
    }

    fn mails(&self) -> Vec<Mail> {
        self.server.taken().iter().map(|taken| Mail::read(&taken.data)).collect()
    }
}

macro_rules! on_both_engines {
    ($($name:ident)+) => {
        mod on_sqlite { $(#[actix_rt::test] async fn $name() { super::$name(super::On::Sqlite).await })+ }
        mod on_postgres { $(#[actix_rt::test] async fn $name() { super::$name(super::On::Postgres).await })+ }
    };
}

on_both_engines! {
    a_letter_reaches_its_reader_once_with_a_link_that_works
    a_letter_waits_while_the_server_is_down
    a_letter_refused_for_good_is_given_up_and_holds_up_nobody
    a_letter_whose_answer_was_lost_goes_again_under_the_same_identifier
    a_letter_is_given_up_after_three_days_of_trying
    two_servers_share_the_letters_and_send_none_twice
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
    post.server.expects(Step::Greeting, Trouble::Drop);
    assert_eq!(post.postman.deliver().await.unwrap(), 0);

    // The other letter was not tried against a dead server, and is still due.
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    post.clock.advance(TimeDelta::seconds(59));
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    post.clock.advance(TimeDelta::seconds(1));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
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
    assert_eq!(post.mails()[0].to, "kit@example.net");
    assert_eq!(post.given_up(), 1);
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
