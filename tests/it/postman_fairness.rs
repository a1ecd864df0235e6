//! One letter, one reader, one address holds up no other.

use std::sync::Barrier;

use alongside::base::Language;
use alongside::tx::Recipient;
use chrono::TimeDelta;

use crate::harness::house::{On, count};
use crate::harness::smtp::{Step, Trouble};
use crate::postman::{MANY, Post, on_both_engines};

on_both_engines! {
    one_bad_address_holds_nobody_up
    twenty_letters_that_cannot_leave_hold_up_no_other
    a_heap_of_letters_for_one_reader_holds_up_no_other
    a_heap_of_letters_for_nobody_holds_up_no_other_and_is_put_away
}

async fn one_bad_address_holds_nobody_up(on: On) {
    let post = Post::open(on);
    let others_left: &Barrier = Box::leak(Box::new(Barrier::new(2)));
    post.sign_up("bad@example.net", Language::En).await;
    for email in MANY {
        post.sign_up(email, Language::En).await;
    }
    post.server.expects(Step::Rcpt, Trouble::DropAfter(others_left));
    let sent = "select count(*) as count from outbox where state = 'sent'";
    let watch = async {
        while count(&post.house.config.database, sent) < 10 {
            tokio::task::yield_now().await;
        }
        others_left.wait();
    };
    let (left, ()) = tokio::join!(post.postman.deliver(), watch);
    assert_eq!(left.unwrap(), 10);
}

async fn twenty_letters_that_cannot_leave_hold_up_no_other(on: On) {
    let post = Post::open(on);
    post.server.knows_nobody_at("@gone.example.net");
    // Some no program can read, some the server cannot take, some it refuses.
    for nth in 0..20 {
        let address = ["nobody", "陳@example.net", "nobody@gone.example.net"][nth % 3];
        post.reminds(Recipient::Address { email: format!("{nth}{address}"), language: Language::En }).await;
    }
    post.clock.advance(TimeDelta::seconds(1));
    post.reminds(Recipient::Address { email: "ming@example.net".into(), language: Language::En }).await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    assert_eq!((post.mails()[0].to.as_str(), post.given_up()), ("ming@example.net", 20));
    let whys = [
        ("the reader must be an e-mail address", 7),
        ("the server takes no such address", 7),
        ("smtp 550", 6),
    ];
    for (why, letters) in whys {
        let query = format!("select count(*) as count from outbox where fault = '{why}'");
        assert_eq!(count(&post.house.config.database, &query), letters, "{why}");
    }
}

async fn a_heap_of_letters_for_one_reader_holds_up_no_other(on: On) {
    let post = Post::open(on);
    let ming = post.account("ming@example.net").await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    for _ in 0..40 {
        post.reminds(Recipient::Account(ming)).await;
    }
    post.clock.advance(TimeDelta::seconds(1));
    post.reminds(Recipient::Address { email: "kit@example.net".into(), language: Language::En }).await;
    // One of ming's, kit's, and where nobody else waits another of ming's.
    let first = post.taken_by_a_server_that_dies(3).await;
    assert_eq!(first, ["appointment"; 3]);
    let held = "select count(*) as count from outbox where lease_until is not null and state = 'waiting' and address is not null";
    assert_eq!(count(&post.house.config.database, held), 1);
    post.clock.advance(TimeDelta::seconds(20));
    assert_eq!(post.postman.deliver().await.unwrap(), 41);
    let readers: Vec<_> = post.mails().into_iter().map(|mail| mail.to).collect();
    assert!(readers.iter().position(|to| to == "kit@example.net").unwrap() <= 20, "{readers:?}");
}

async fn a_heap_of_letters_for_nobody_holds_up_no_other_and_is_put_away(on: On) {
    let post = Post::open(on);
    for _ in 0..40 {
        post.reminds(Recipient::Nobody).await;
    }
    post.clock.advance(TimeDelta::seconds(1));
    post.reminds(Recipient::Address { email: "kit@example.net".into(), language: Language::En }).await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1, "the others are none");
    assert_eq!(post.mails()[0].to, "kit@example.net");
    let waiting = "select count(*) as count from outbox where state <> 'sent'";
    assert_eq!(count(&post.house.config.database, waiting), 0);
}
