//! Letters with links: a link counts from when its letter leaves, and a letter whose link is dead stays.

use alongside::access::{Action, Actor};
use alongside::base::{Error, Language};
use alongside::people::invitations::flow as invitations;
use alongside::tx::Tx;
use chrono::TimeDelta;

use crate::harness::house::On;
use crate::postman::{Post, on_both_engines};

on_both_engines! {
    a_link_lives_from_when_its_letter_leaves
    an_invitation_lives_from_when_its_letter_leaves
    a_letter_whose_link_is_dead_is_not_sent
}

async fn a_link_lives_from_when_its_letter_leaves(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    post.clock.advance(TimeDelta::hours(30));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    post.clock.advance(TimeDelta::minutes(29));
    post.verifies(&post.mails()[0]).await.unwrap();
}

async fn an_invitation_lives_from_when_its_letter_leaves(on: On) {
    let post = Post::open(on);
    post.invites("fong@example.net").await;
    post.clock.advance(TimeDelta::hours(73));
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    post.clock.advance(TimeDelta::hours(71));
    let secret = post.mails()[0].link().split_once("#token=").unwrap().1.to_owned();
    let accept = invitations::Accept {
        secret,
        preferred_name: Some("Fong".into()),
        password_hash: Some("none".into()),
        language: Language::En,
    };
    let accepted = move |tx: &mut Tx<'_>| invitations::accept(tx, accept).map(|_| ());
    post.house.write(Actor::Anonymous, Action::AcceptInvitation, String::new(), accepted).await.unwrap();
}

async fn a_letter_whose_link_is_dead_is_not_sent(on: On) {
    let post = Post::open(on);
    post.sign_up("ming@example.net", Language::En).await;
    assert_eq!(post.postman.deliver().await.unwrap(), 1);
    // Another letter is asked for, and then the first one's link is opened all the same.
    post.sign_up("ming@example.net", Language::En).await;
    post.verifies(&post.mails()[0]).await.unwrap();
    let invitation = post.invites("fong@example.net").await.id;
    post.operates(move |tx| invitations::revoke(tx, invitation)).await;
    assert_eq!(post.postman.deliver().await.unwrap(), 0);
    assert_eq!((post.mails().len(), post.needless()), (1, 2));
    assert!(matches!(post.verifies(&post.mails()[0]).await, Err(Error::Gone)));
}
