//! What choosing somebody else is said to cost is what it costs: held against solving anew.

use std::collections::BTreeMap;

use alongside::matching::{Instance, Options, solve};
use alongside::mentoring::mentors::model::MentorId;
use alongside::mentoring::pairings::model::PairingId;
use alongside::places;
use alongside::proposing::choices::model::{Choice, Market};
use alongside::proposing::choices::{gather, weighing};

use crate::choices::{mentor, person, round};
use crate::harness::story;

/// Everybody's mentor after a choice, by index.
fn after(market: &Market, choice: &Choice, at: impl Fn(MentorId, &str) -> (u32, u32)) -> Vec<(u32, u32)> {
    let alias = |id| market.snapshot.referrals.iter().find(|one| one.id == id).unwrap().reference.to_string();
    let moved: BTreeMap<_, _> =
        choice.effects.iter().map(|effect| (effect.instead_of.0, effect.to.as_ref())).collect();
    let mut pairs = vec![at(choice.suggested.mentor.id, &alias(choice.referral))];
    for other in &market.others {
        match moved.get(&other.id) {
            Some(None) => {}
            Some(Some(to)) => pairs.push(at(to.mentor.id, &alias(other.referral))),
            None => pairs.push(at(other.mentor, &alias(other.referral))),
        }
    }
    pairs
}

story!(what_a_choice_is_said_to_cost_is_what_solving_anew_gives, async |app| {
    let wong = app.psychologist_with("wong", 5).await;
    let ng = app.psychologist_with("ng", 2).await;
    let coordinator = app.coordinator("chan").await;
    let hobbies = ["running", "badminton", "cycling"];
    for (at, languages) in
        [&["yue"][..], &["yue", "ur"], &["ur"], &["yue", "en"], &["en"]].into_iter().enumerate()
    {
        let by = if at % 2 == 0 { &wong } else { &ng };
        mentor(app, &format!("mentor{at}"), by, languages, &[hobbies[at % 3]]).await;
    }
    for (at, language) in ["yue", "yue", "ur", "en", "en"].into_iter().enumerate() {
        wong.refers_as(person(&format!("阿{at}"), language, &[hobbies[(at + 1) % 3]])).await;
    }
    let lines = round(app, &coordinator).await;
    assert_eq!(lines.len(), 5);
    let (mut priced, mut moved, mut without) = (0, 0, 0);
    for line in &lines {
        let id: PairingId = line["id"].as_str().unwrap().parse().unwrap();
        let market = app.operates(move |tx| gather::market(tx, id, None)).await;
        let instance = weighing::instance(market.clone(), places::all()).unwrap();
        let index = |mentor: MentorId, reference: &str| {
            let key = Some(mentor.to_string());
            let mentor = instance.mentors.iter().find(|one| one.key == key).unwrap().id;
            (mentor, instance.pics.iter().find(|one| one.key.as_deref() == Some(reference)).unwrap().id)
        };
        let mut last = i64::MAX;
        for choice in weighing::weigh(market.clone(), places::all()).unwrap().choices {
            let then = after(&market, &choice, index);
            let forced = Instance { pinned: vec![then[0]], ..instance.clone() };
            let best = solve(&forced, &Options::default()).unwrap();
            // All that is said, pinned: it obeys every rule and every place, and is as good as the best.
            let said = Instance { pinned: then.clone(), ..instance.clone() };
            let told = solve(&said, &Options::default()).unwrap();
            assert_eq!((told.objective, told.matched), (best.objective, best.matched), "{choice:?}");
            assert_eq!(usize::try_from(best.matched).unwrap(), then.len());
            assert!(best.objective <= last, "the cheapest first");
            last = best.objective;
            priced += 1;
            moved += choice.effects.iter().filter(|effect| effect.to.is_some()).count();
            without += choice.effects.iter().filter(|effect| effect.to.is_none()).count();
        }
    }
    assert!(priced > 4 && moved > 0 && without > 0, "{priced} {moved} {without}");
});
