//! Openings, shifts, hours and questions of community service that wait.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::tally::{dated, moments, undated};
use crate::access::HostId;
use crate::base::{Instant, Result};
use crate::db::schema::{accounts, bookings, confirmations, hosts, openings, slots};
use crate::service::attendance::model::Service;
use crate::service::bookings::model::BookingState;
use crate::service::confirmations::model::ConfirmationState;
use crate::service::hosts::model::Host;
use crate::service::openings::model::{Opening, OpeningState};
use crate::service::slots::model::{Card, SlotState};
use crate::service::slots::store::CARD;
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::today::store::meetings::Question;
use crate::tx::Tx;

/// What is told of an opening; when it came here nobody wrote down.
fn opening(opening: Opening) -> Item {
    Item {
        id: opening.id.uuid(),
        within: None,
        deadline: Deadline::Since(None),
        about: About { title: Some(opening.facts.title), ..About::default() },
    }
}

fn shift(card: Card, deadline: Deadline) -> Item {
    Item {
        id: card.slot.uuid(),
        within: Some(card.opening.uuid()),
        deadline,
        about: About {
            title: Some(card.title),
            starts_at: Some(card.starts_at),
            places: Some((card.taken, card.capacity)),
            ..About::default()
        },
    }
}

macro_rules! openings_in {
    ($state:expr) => {
        openings::table
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .filter(openings::state.eq($state))
    };
}

macro_rules! shifts {
    () => {
        slots::table
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .filter(slots::state.eq(SlotState::Open))
    };
}

/// What waits for people of these hosts.
pub fn hosts(tx: &mut Tx<'_>, theirs: &[HostId], into: &mut Vec<Waiting>) -> Result<()> {
    let (now, reader) = (tx.now, tx.reader());
    macro_rules! unmarked {
        () => {
            shifts!().filter(openings::host.eq_any(theirs.to_vec())).filter(slots::ends_at.le(now)).filter(
                exists(
                    bookings::table
                        .filter(bookings::slot.eq(slots::id))
                        .filter(bookings::state.eq(BookingState::Confirmed))
                        .filter(bookings::person.ne(reader)),
                ),
            )
        };
    }
    undated!(tx, into, Wait::RecordAttendance, unmarked!(), slots::ends_at, slots::id, CARD, |card: Card| {
        let over = Deadline::Since(Some(card.ends_at));
        shift(card, over)
    });
    undated!(
        tx,
        into,
        Wait::ReturnedOpening,
        openings_in!(OpeningState::Returned).filter(openings::host.eq_any(theirs.to_vec())),
        openings::created_at,
        openings::id,
        (openings::all_columns, hosts::name, hosts::centre),
        opening
    );
    Ok(())
}

/// What waits for the coordinators of some centres, whose or nobody's the hosts are.
pub fn coordinators(tx: &mut Tx<'_>, centres: &[String], cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let theirs = || hosts::centre.is_null().or(hosts::centre.eq_any(centres.to_vec()));
    undated!(
        tx,
        into,
        Wait::ReviewOpening,
        openings_in!(OpeningState::Submitted).filter(theirs()),
        openings::submitted_at,
        openings::id,
        (openings::all_columns, hosts::name, hosts::centre),
        |one: Opening| {
            let since = Deadline::Since(one.submitted_at);
            Item { deadline: since, ..opening(one) }
        }
    );
    let (now, after_week): (Instant, Instant) = (cuts.now, cuts.after_week);
    dated!(
        tx,
        into,
        Wait::FillSlot,
        moments(cuts),
        shifts!()
            .filter(slots::listed.eq(true))
            .filter(slots::starts_at.gt(now))
            .filter(slots::starts_at.lt(after_week))
            .filter((slots::taken + slots::taken).lt(slots::capacity))
            .filter(theirs()),
        slots::starts_at,
        slots::id,
        CARD,
        |card: Card| {
            let begins = Deadline::At(card.starts_at);
            shift(card, begins)
        }
    );
    let reader = tx.reader();
    undated!(
        tx,
        into,
        Wait::VerifyHours,
        bookings::table
            .inner_join(accounts::table.on(accounts::id.eq(bookings::person)))
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .inner_join(slots::table.on(slots::id.eq(bookings::slot)))
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .filter(bookings::state.eq(BookingState::Attended))
            .filter(bookings::person.ne(reader))
            .filter(theirs()),
        bookings::starts_at,
        bookings::id,
        ((bookings::all_columns, hosts::centre), accounts::preferred_name, openings::title),
        |service: Service| Item {
            id: service.booking.id.uuid(),
            within: None,
            deadline: Deadline::Since(Some(service.booking.time.end)),
            about: About {
                name: Some(service.preferred_name),
                title: Some(service.title),
                ..About::default()
            },
        }
    );
    dated!(
        tx,
        into,
        Wait::DecideMeeting,
        moments(cuts),
        confirmations::table
            .inner_join(bookings::table.on(bookings::id.eq(confirmations::booking)))
            .filter(confirmations::state.eq(ConfirmationState::Waiting))
            .filter(confirmations::centre.eq_any(centres.to_vec()))
            .filter(confirmations::person.ne(reader))
            .filter(confirmations::first_person.ne(reader)),
        bookings::starts_at,
        confirmations::id,
        (confirmations::all_columns, bookings::starts_at),
        Question::told
    );
    let last = cuts.last_announced();
    macro_rules! running_out {
        ($wait:expr, $column:expr, $which:expr) => {
            dated!(
                tx,
                into,
                $wait,
                cuts.days(),
                hosts::table.filter(theirs()).filter($column.le(last.clone())).filter(exists(
                    openings::table
                        .filter(openings::host.eq(hosts::id))
                        .filter(openings::state.eq(OpeningState::Published)),
                )),
                $column.assume_not_null(),
                hosts::id,
                hosts::all_columns,
                |host: Host| Item {
                    id: host.id.uuid(),
                    within: None,
                    deadline: $which(&host).map_or(Deadline::Since(None), Deadline::On),
                    about: About { title: Some(host.facts.name), ..About::default() },
                }
            )
        };
    }
    running_out!(Wait::RenewInsurance, hosts::insurance_valid_to, |host: &Host| host
        .facts
        .insurance_valid_to);
    running_out!(Wait::RenewAgreement, hosts::agreement_valid_to, |host: &Host| host
        .facts
        .agreement_valid_to);
    Ok(())
}
