//! Fills an empty database: 100,000 slots of 1,000 openings, 5,000 members with live sign-ins.

use std::path::Path;

use alongside::access::SignInId;
use alongside::access::{AccountId, HostId};
use alongside::base::{Clock, Id, Instant};
use alongside::db::schema::{accounts, hosts, openings, sign_ins, slots};
use alongside::db::{Connection, Engine, Settings};
use alongside::gate::Keys;
use alongside::gate::passwords::Passwords;
use chrono::TimeDelta;
use diesel::prelude::*;

pub const SLOTS: usize = 100_000;
/// So many that nobody among them meets the ceiling of a day's bookings within the five seconds of a load.
pub const MEMBERS: usize = 5_000;
pub const PASSWORD: &str = "two people one road";

pub struct Seeded {
    pub openings: Vec<String>,
    pub slots: Vec<String>,
    pub tokens: Vec<String>,
    pub days: Vec<String>,
}

const CATEGORIES: [&str; 5] = ["elderly", "flag_day", "youth", "environment", "other"];
const DISTRICTS: [&str; 6] = ["eastern", "sha_tin", "tuen_mun", "wan_chai", "yau_tsim_mong", "southern"];

impl Seeded {
    pub fn fill(url: &str, data: &Path) -> Self {
        let keys = Keys::from_file(&data.join("secret")).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let engine = Engine::open(&Settings { durable: false, ..Settings::of(url) }).unwrap();
        let now = Clock::default().now();
        let hash =
            runtime.block_on(Passwords::new(false).unwrap().hash("bench".into(), PASSWORD.into())).unwrap();
        let seeded = runtime.block_on(engine.write(move |connection| {
            let host = Id::<()>::fresh(now);
            let title = |at: usize| {
                alongside::db::columns::Object(
                    serde_json::json!({ "zhHant": format!("長者探訪 {at}"), "en": format!("Visit {at}") }),
                )
            };
            insert_host(connection, host, title(0), now)?;
            let openings: Vec<Id<()>> = (0..1000).map(|_| Id::fresh(now)).collect();
            for (at, id) in openings.iter().enumerate() {
                insert_opening(connection, *id, host, at, title(at), now)?;
            }
            let mut names = Vec::with_capacity(SLOTS);
            for at in 0..SLOTS {
                let id = Id::<()>::fresh(now);
                insert_slot(connection, id, openings[at % openings.len()], at, title(at), now)?;
                names.push(id.to_string());
            }
            let mut people = Vec::with_capacity(MEMBERS);
            for at in 0..MEMBERS {
                people.push(insert_member(connection, at, &hash, now)?);
            }
            Ok((openings.iter().map(ToString::to_string).collect::<Vec<_>>(), names, people))
        }));
        let (openings, slots, people) = seeded.unwrap();
        let tokens = people.iter().map(|(account, sign_in)| keys.access(*account, *sign_in, now).unwrap().0);
        let day = |ahead: i64| now.plus(TimeDelta::days(ahead)).day().to_string();
        Self { openings, slots, tokens: tokens.collect(), days: (1..200).map(day).collect() }
    }

    /// What the run must have left: every booking with its audit line, diary entry and place, none over capacity.
    pub fn prove(&self, url: &str) {
        use alongside::db::schema::{audit, bookings};
        use diesel::dsl::count_star;
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let engine = Engine::open(&Settings::of(url)).unwrap();
        let counted = runtime.block_on(engine.read(|connection: &mut Connection<'_>| {
            let booked: Vec<i64> = connection.load(bookings::table.select(count_star()))?;
            let lines: Vec<i64> = connection
                .load(audit::table.filter(audit::object_kind.eq("booking")).select(count_star()))?;
            let taken: Vec<i64> =
                connection.load(slots::table.filter(slots::taken.gt(0)).select(slots::taken))?;
            Ok((booked[0], lines[0], taken.iter().sum::<i64>()))
        }));
        let (booked, lines, taken) = counted.unwrap();
        assert!(
            booked > 0 && booked == lines && booked == taken,
            "bookings {booked}, audit {lines}, places {taken}"
        );
        eprintln!("  {booked} bookings = audit lines = places taken");
    }
}

type Done<T = ()> = alongside::base::Result<T>;
type Json = alongside::db::columns::Object;

fn insert_host(connection: &mut Connection<'_>, id: Id<()>, name: Json, now: Instant) -> Done {
    connection
        .execute(diesel::insert_into(hosts::table).values((
            hosts::id.eq(HostId::from_uuid(id.uuid())),
            hosts::name.eq(name),
            hosts::kind.eq("charity"),
            hosts::district.eq("eastern"),
            hosts::insurance_valid_to.eq("2099-01-01"),
            hosts::agreement_valid_to.eq("2099-01-01"),
            hosts::created_at.eq(now),
            hosts::version.eq(1),
        )))
        .map(|_| ())
}

fn insert_opening(
    connection: &mut Connection<'_>,
    id: Id<()>,
    host: Id<()>,
    at: usize,
    text: Json,
    now: Instant,
) -> Done {
    connection
        .execute(diesel::insert_into(openings::table).values((
            openings::id.eq(id),
            openings::host.eq(host),
            openings::state.eq("published"),
            openings::title.eq(text.clone()),
            openings::text.eq(text.clone()),
            openings::what_you_will_do.eq(text),
            openings::category.eq(CATEGORIES[at % CATEGORIES.len()]),
            openings::district.eq(DISTRICTS[at % DISTRICTS.len()]),
            openings::association_sensitive.eq(false),
            openings::created_at.eq(now),
            openings::published_at.eq(now),
            openings::version.eq(1),
        )))
        .map(|_| ())
}

/// Slots of five minutes, one after another from three days ahead: no two overlap, so that each member may take all.
fn insert_slot(
    connection: &mut Connection<'_>,
    id: Id<()>,
    opening: Id<()>,
    at: usize,
    place: Json,
    now: Instant,
) -> Done {
    let start = now.plus(TimeDelta::days(3)).plus(TimeDelta::minutes(5 * i64::try_from(at).unwrap()));
    connection
        .execute(diesel::insert_into(slots::table).values((
            slots::id.eq(id),
            slots::opening.eq(opening),
            slots::starts_at.eq(start),
            slots::ends_at.eq(start.plus(TimeDelta::minutes(5))),
            slots::capacity.eq(500),
            slots::taken.eq(0),
            slots::meeting_point.eq(place),
            slots::state.eq("open"),
            slots::version.eq(1),
            slots::listed.eq(true),
            slots::category.eq(CATEGORIES[at % 1000 % CATEGORIES.len()]),
            slots::district.eq(DISTRICTS[at % 1000 % DISTRICTS.len()]),
        )))
        .map(|_| ())
}

fn insert_member(
    connection: &mut Connection<'_>,
    at: usize,
    hash: &str,
    now: Instant,
) -> Done<(AccountId, SignInId)> {
    let (account, sign_in) = (AccountId::fresh(now), SignInId::fresh(now));
    let email = format!("member{at}@example.test");
    connection.execute(diesel::insert_into(accounts::table).values((
        (
            accounts::id.eq(account),
            accounts::email.eq(email.clone()),
            accounts::email_key.eq(email),
            accounts::password_hash.eq(hash.to_owned()),
            accounts::preferred_name.eq(format!("Member {at}")),
            accounts::language.eq("zh-Hant"),
            accounts::code.eq(format!("B{at:05}")),
            accounts::member.eq(true),
            accounts::state.eq("active"),
        ),
        (
            accounts::supervision.eq("none"),
            accounts::supervision_answer.eq("no"),
            accounts::birth_month.eq("1985-04"),
            accounts::unpaid_work_at.eq(now),
            accounts::notice_version.eq("1"),
            accounts::notice_language.eq("zh-Hant"),
            accounts::notice_at.eq(now),
            accounts::created_at.eq(now),
            accounts::version.eq(1),
        ),
    )))?;
    connection.execute(diesel::insert_into(sign_ins::table).values((
        sign_ins::id.eq(sign_in),
        sign_ins::account.eq(account),
        sign_ins::rotated_at.eq(now),
        sign_ins::created_at.eq(now),
        sign_ins::last_seen_at.eq(now),
        sign_ins::idle_until.eq(now.plus(TimeDelta::hours(24))),
        sign_ins::expires_at.eq(now.plus(TimeDelta::days(30))),
        sign_ins::device.eq("other"),
        sign_ins::version.eq(1),
    )))?;
    Ok((account, sign_in))
}
