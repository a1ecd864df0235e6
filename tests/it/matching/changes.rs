//! A round that was changed is the round that solving anew gives, and carries its own proof.

use alongside::matching::changes::{self, Outcome};
use alongside::matching::{Instance, InvalidInstance, Options, Solved, alternatives, solve, verify_at};

use super::alternatives::solved;
use super::cases::cases;
use super::tiny::{Dice, tiny};

/// What was done to an instance and its round alike.
struct Twins {
    instance: Instance,
    solved: Solved,
    step: i64,
    late: Vec<alongside::matching::Pic>,
    done: [u32; 7],
}

impl Twins {
    fn of(mut instance: Instance, late: usize) -> Self {
        instance.params.keep_bonus = 300;
        let stay = instance.pics.len().saturating_sub(late);
        let late = instance.pics.split_off(stay);
        let here = |pic: u32| (pic as usize) < stay;
        instance.exclusions.retain(|apart| here(apart.1));
        instance.pinned.retain(|pin| here(pin.1));
        instance.previous.retain(|pair| here(pair.1));
        let solved = solved(&instance);
        Self { step: solved.round().step, solved, instance, late, done: [0; 7] }
    }

    /// One change drawn by the dice, made to both.
    fn change(&mut self, dice: &mut Dice) {
        let kind = dice.below(7) as usize;
        let before = self.solved.objective();
        let Some(outcome) = self.made(kind, dice) else { return };
        let Ok(outcome) = outcome else { return };
        self.done[kind] += 1;
        assert_eq!(outcome.gain, self.solved.objective() - before);
        let round = self.solved.round();
        assert_eq!(verify_at(&self.instance, &round, self.step), Ok(()), "after {kind}");
        let anew = solve(&self.instance, &Options::default()).unwrap();
        assert_eq!((round.matched, round.by_tier), (anew.matched, anew.by_tier), "after {kind}");
        let lead = |round: &alongside::matching::Round| round.objective - round.step * units(round);
        assert_eq!(lead(&round), lead(&anew), "after {kind}: another sum of scores");
    }

    fn made(&mut self, kind: usize, dice: &mut Dice) -> Option<Result<Outcome, InvalidInstance>> {
        let (solved, instance) = (&mut self.solved, &mut self.instance);
        let pics = instance.pics.len() as u64;
        let mentors = instance.mentors.len() as u64;
        if mentors == 0 || pics == 0 {
            return None;
        }
        Some(match kind {
            0 => {
                let mut pic = self.late.pop()?;
                pic.id = instance.pics.len() as u32;
                pic.key = None;
                let apart = dice.below(mentors);
                instance.exclusions.push(alongside::matching::Exclusion(apart, pic.id));
                instance.pics.push(pic.clone());
                changes::insert(solved, &pic, &[apart])
            }
            1 => {
                let pic = dice.below(pics);
                let out = changes::remove(solved, pic);
                if out.is_ok() {
                    instance.pics[pic as usize].consent = false;
                }
                out
            }
            2 => {
                let (mentor, places) = (dice.below(mentors), dice.below(4));
                let out = changes::set_mentor_places(solved, mentor, places);
                if out.is_ok() {
                    instance.mentors[mentor as usize].capacity = places;
                }
                out
            }
            3 => {
                let psychologist = dice.below(instance.psychologists.len() as u64);
                let row = &mut instance.psychologists[psychologist as usize];
                let places = (row.capacity + dice.below(4)).saturating_sub(2);
                let out = changes::set_psychologist_places(solved, psychologist, places);
                if out.is_ok() {
                    row.capacity = places;
                }
                out
            }
            4 => {
                let pic = dice.below(pics);
                let others = alternatives(solved, pic, 5).ok()?;
                let other = others.get(dice.below(others.len().max(1) as u64) as usize)?;
                let out = changes::pin(solved, other.mentor, pic);
                if let Ok(out) = &out {
                    assert_eq!(out.gain, -other.regret, "a pair costs what was told");
                    instance.pinned.push((other.mentor, pic));
                }
                out
            }
            5 => {
                let (mentor, pic) = instance.pinned.pop()?;
                changes::unpin(solved, mentor, pic)
            }
            _ => {
                let pairs = solved.round().pairs;
                changes::keep(solved);
                instance.previous = pairs.iter().map(|pair| (pair.mentor, pair.pic)).collect();
                assert_eq!(solved.round().pairs.len(), pairs.len(), "keeping changes nobody's mentor");
                self.done[6] += 1;
                assert_eq!(verify_at(instance, &solved.round(), self.step), Ok(()));
                return None;
            }
        })
    }
}

/// How often `F` counts.
fn units(round: &alongside::matching::Round) -> i64 {
    round.by_tier.iter().zip(1_i64..).map(|(count, tier)| i64::from(*count) * tier).sum()
}

#[test]
fn a_changed_round_is_the_round_solved_anew_on_tiny_instances() {
    let mut done = [0; 7];
    for seed in 0..400 {
        let mut twins = Twins::of(tiny(seed), 2);
        let mut dice = Dice(seed * 31 + 7);
        (0..12).for_each(|_| twins.change(&mut dice));
        done.iter_mut().zip(twins.done).for_each(|(all, one)| *all += one);
    }
    assert!(done.iter().all(|count| *count > 60), "{done:?}");
}

#[test]
fn a_changed_round_is_the_round_solved_anew_on_the_cases() {
    for (name, instance, _) in cases() {
        if name.starts_with("small") {
            let mut twins = Twins::of(instance, 8);
            let mut dice = Dice(5);
            (0..60).for_each(|_| twins.change(&mut dice));
        }
    }
}

#[test]
fn what_cannot_be_changed_is_refused_with_its_reason() {
    let (_, instance, _) = cases().into_iter().find(|case| case.0 == "small-11").unwrap();
    let mut round = solved(&instance);
    let before = round.round();
    let why = |outcome: Result<Outcome, InvalidInstance>| outcome.unwrap_err().to_string();
    assert_eq!(why(changes::remove(&mut round, 9_999)), "pic: 9999 does not exist");
    assert_eq!(why(changes::unpin(&mut round, 0, 0)), "unpin: no such pair is pinned");
    let pair = before.pairs.iter().find(|pair| !pair.pinned).unwrap();
    changes::pin(&mut round, pair.mentor, pair.pic).unwrap();
    assert_eq!(why(changes::remove(&mut round, pair.pic)), format!("pic: {} is pinned", pair.pic));
    assert!(why(changes::set_mentor_places(&mut round, pair.mentor, 0)).contains("pinned pairs hold"));
    let mut late = instance.pics[0].clone();
    assert!(why(changes::insert(&mut round, &late, &[])).starts_with("id: 0,"));
    late.id = instance.pics.len() as u32;
    late.stage = 7;
    assert_eq!(why(changes::insert(&mut round, &late, &[])), "stage: 7, 0 to 2 allowed");
    changes::unpin(&mut round, pair.mentor, pair.pic).unwrap();
    assert_eq!(round.round().objective, before.objective);
}
