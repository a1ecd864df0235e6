//! Whoever owns the database bends the audit log, and is found each time: a line flipped, deleted, inserted, swapped or
//! cut off, at a hundred places each.

use alongside::seals::check::What;

use crate::attack::tell;
use crate::harness::house::{On, count};
use crate::harness::log::{Log, Raw};

const PARTS: usize = 12;
const LINES: usize = 17;
const ALL: u64 = (PARTS * LINES) as u64;
const PLACES: u64 = 100;

/// Places that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// An act behind the server's back: statements, and where the first wrong line stands (`None`: it has no place).
type Act = fn(On, &mut Dice) -> (String, Option<u64>, fn(What) -> bool);

fn at(position: u64) -> String {
    format!("id = (select audit from audit_leaves where position = {position})")
}

/// Moves all leaves from a position on by one.
fn shift(from: u64, by: i64) -> String {
    format!(
        "update audit_leaves set position = -1 - position where position >= {from};
         update audit_leaves set position = {by} - 1 - position where position < 0;"
    )
}

fn id(on: On, number: u64) -> String {
    match on {
        On::Sqlite => format!("x'{number:032x}'"),
        On::Postgres => format!("'{number:032x}'::uuid"),
    }
}

/// A line that nobody wrote.
fn forged(on: On, number: u64) -> String {
    let id = id(on, number);
    format!(
        "insert into audit (id, at, actor, action, event, object_kind, outcome, request, details)
         select {id}, min(at), 'operator', 'operate', 'test.happened', 'test', 'done', 'x', '{{}}' from audit;"
    )
}

fn flip(on: On, dice: &mut Dice) -> (String, Option<u64>, fn(What) -> bool) {
    let position = dice.below(ALL);
    let later = match on {
        On::Sqlite => "at = at + 1",
        On::Postgres => "at = at + interval '1 microsecond'",
    };
    let flips = [
        later,
        "actor = 'system'",
        "account = object",
        "sign_in = object",
        "action = action || ' '",
        "event = 'test.happeneD'",
        "object_kind = ''",
        "object = null",
        "outcome = 'denied'",
        "request = 'tesu'",
        "details = '{\"number\":8,\"a\":[1,2.5,\"\\u2028x\"]}'",
        "details = '{}'",
    ];
    let flip = flips[usize::try_from(dice.below(12)).unwrap()];
    (format!("update audit set {flip} where {}", at(position)), Some(position), |what| what == What::Changed)
}

fn delete(_: On, dice: &mut Dice) -> (String, Option<u64>, fn(What) -> bool) {
    let position = dice.below(ALL);
    let line = format!("delete from audit where {};", at(position));
    let leaf = format!("delete from audit_leaves where position = {position};");
    // The line alone, its leaf too, or so that no gap is left.
    let statements = match dice.below(3) {
        0 => line,
        1 => line + &leaf,
        _ => line + &leaf + &shift(position + 1, -1),
    };
    (statements, Some(position), |what| matches!(what, What::Missing | What::CutOff(_)))
}

fn insert(on: On, dice: &mut Dice) -> (String, Option<u64>, fn(What) -> bool) {
    let (number, position) = (1 + dice.below(u64::from(u32::MAX)), dice.below(ALL + 1));
    let line = forged(on, number);
    if dice.below(2) == 0 {
        return (line, None, |what| what == What::Unsealed);
    }
    let hash = match on {
        On::Sqlite => "zeroblob(32)",
        On::Postgres => "decode(repeat('00', 32), 'hex')",
    };
    let leaf = format!(
        "insert into audit_leaves (position, audit, hash) values ({position}, {}, {hash})",
        id(on, number)
    );
    let statements = line + &shift(position, 1) + &leaf;
    (statements, Some(position), |what| matches!(what, What::Inserted | What::Changed))
}

fn swap(on: On, dice: &mut Dice) -> (String, Option<u64>, fn(What) -> bool) {
    let one = dice.below(ALL);
    let other = (one + 1 + dice.below(ALL - 1)) % ALL;
    let statements = if dice.below(2) == 0 {
        let spare = id(on, 1);
        let (first, second) = (at(one), at(other));
        let named = |position: u64| format!("(select audit from audit_leaves where position = {position})");
        format!(
            "update audit set id = {spare} where {first};
             update audit set id = {} where {second};
             update audit set id = {} where id = {spare}",
            named(one),
            named(other)
        )
    } else {
        format!(
            "update audit_leaves set position = -1 where position = {one};
             update audit_leaves set position = {one} where position = {other};
             update audit_leaves set position = {other} where position = -1"
        )
    };
    (statements, Some(one.min(other)), |what| matches!(what, What::Swapped(_)))
}

fn cut(_: On, dice: &mut Dice) -> (String, Option<u64>, fn(What) -> bool) {
    let position = dice.below(ALL);
    let lines = format!(
        "delete from audit where id in (select audit from audit_leaves where position >= {position});"
    );
    let leaves = format!("delete from audit_leaves where position >= {position};");
    // A careful hand takes the checkpoints along: only what was sent out tells of them.
    let checkpoints = format!("delete from audit_checkpoints where size > {position};");
    let statements = match dice.below(3) {
        0 => lines,
        1 => lines + &leaves,
        _ => lines + &leaves + &checkpoints,
    };
    (statements, Some(position), |what| matches!(what, What::CutOff(_)))
}

async fn every_act_is_found(on: On) {
    let log = Log::with(on, PARTS, LINES).await;
    let sent = log.sent();
    let mut raw = Raw::open(&log.url);
    assert_eq!(log.check(&mut raw, sent.clone()).wrong(), []);
    raw.without_triggers();
    let acts: [(&str, Act); 5] =
        [("flip", flip), ("delete", delete), ("insert", insert), ("swap", swap), ("cut", cut)];
    for (name, act) in acts {
        let mut dice = Dice(7);
        for _ in 0..PLACES {
            let (statements, place, fits) = act(on, &mut dice);
            raw.run("begin");
            raw.run(&statements);
            let wrong = log.check(&mut raw, sent.clone()).wrong();
            raw.run("rollback");
            let first = wrong.first().unwrap_or_else(|| panic!("{name} was not found: {statements}"));
            assert_eq!(first.position, place, "{name}: {statements}\n{wrong:?}");
            assert!(fits(first.what), "{name}: {statements}\n{wrong:?}");
        }
    }
    assert_eq!(log.check(&mut raw, sent).wrong(), []);
    tell("lines of the audit log bent and not found", on, acts.len() * usize::try_from(PLACES).unwrap(), 0);
}

#[actix_rt::test]
async fn every_act_is_found_sqlite() {
    every_act_is_found(On::Sqlite).await;
}

#[actix_rt::test]
async fn every_act_is_found_postgres() {
    every_act_is_found(On::Postgres).await;
}

/// Who computes the hashes anew has no signature for them: of which lines it was one is told.
async fn who_changes_the_seals_too_is_found(on: On) {
    let log = Log::with(on, PARTS, LINES).await;
    let mut raw = Raw::open(&log.url);
    raw.without_triggers();
    let changed = 4 * LINES as u64 + 3;
    raw.run(&format!("update audit set outcome = 'denied' where {}", at(changed)));
    let leaves =
        alongside::tx::leaves::leaves(&mut raw.connection(), i64::try_from(changed).unwrap(), 1).unwrap();
    let hash: String =
        leaves[0].entry.as_ref().unwrap().leaf(changed).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = match on {
        On::Sqlite => format!("x'{hash}'"),
        On::Postgres => format!("decode('{hash}', 'hex')"),
    };
    raw.run(&format!("update audit_leaves set hash = {hash} where position = {changed}"));
    let (from, until) = (4 * LINES as u64, 5 * LINES as u64);
    let wrong = log.check(&mut raw, Vec::new()).wrong();
    assert_eq!((wrong[0].position, wrong[0].what), (Some(from), What::Resealed(until)));
    assert_eq!(wrong.len(), 1, "the checkpoints that follow go on from what was signed");

    // Who takes all seals away, and has the server make them anew, is found by what was sent out.
    raw.run("delete from audit_leaves; delete from audit_checkpoints");
    assert_eq!(log.seal().await, PARTS * LINES);
    assert_eq!(log.check(&mut raw, Vec::new()).wrong(), []);
    let notes = log.sent();
    let wrong = log.check(&mut raw, notes[..PARTS].to_vec()).wrong();
    assert!(matches!(wrong[0].what, What::NotAsSent(_)), "{wrong:?}");
    assert_eq!(count(&log.url, "select count(*) as count from audit_checkpoints"), 1);
}

#[actix_rt::test]
async fn who_changes_the_seals_too_is_found_sqlite() {
    who_changes_the_seals_too_is_found(On::Sqlite).await;
}

#[actix_rt::test]
async fn who_changes_the_seals_too_is_found_postgres() {
    who_changes_the_seals_too_is_found(On::Postgres).await;
}

/// A server does not go on from a checkpoint that it has not signed, so that it makes no false one good.
#[actix_rt::test]
async fn nothing_is_sealed_upon_a_false_checkpoint() {
    let log = Log::with(On::Sqlite, 2, 5).await;
    let mut raw = Raw::open(&log.url);
    raw.without_triggers();
    for bend in [
        "update audit_checkpoints set edge = zeroblob(64) where size = 10",
        "update audit_checkpoints set note = replace(note, '10', '11') where size = 10",
        "delete from audit_checkpoints where size = 10; insert into audit_checkpoints values (10, zeroblob(64), 'x', 0)",
    ] {
        raw.run(bend);
        log.write(1).await;
        let mut sealer = alongside::worker::sealer::Sealer::new(log.house.clone());
        assert!(sealer.seal().await.is_err(), "{bend}");
        let wrong = log.check(&mut raw, Vec::new()).wrong();
        assert!(wrong.iter().any(|wrong| wrong.what == What::Checkpoint), "{wrong:?}");
    }
}
