//! Requests about one's own data that wait for an answer, or for a word about notes.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;

use super::tally::dated;
use crate::access::AccountId;
use crate::base::Result;
use crate::db::schema::{accounts, data_requests, referrals};
use crate::rights::requests::model::{Request, RequestKind, RequestState};
use crate::rights::requests::rules::{ALARMS, DAYS};
use crate::rights::requests::store::told;
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::Tx;

/// Requests that nobody has answered, for those who answer.
pub fn to_answer(tx: &mut Tx<'_>, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let reader = tx.reader();
    dated!(
        tx,
        into,
        Wait::AnswerRequest,
        cuts.days_after(DAYS),
        told!()
            .filter(data_requests::state.eq(RequestState::Open))
            .filter(data_requests::person.is_null().or(data_requests::person.ne(reader))),
        data_requests::asked_on,
        data_requests::id,
        told!(@select),
        |request: Request| item(request, DAYS)
    );
    Ok(())
}

/// Requests for a copy of which a psychologist says whether notes are handed over: by the first alarm of the clock.
pub fn to_decide(tx: &mut Tx<'_>, account: AccountId, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    let [alarm, _] = ALARMS;
    dated!(
        tx,
        into,
        Wait::DecideNotes,
        cuts.days_after(alarm),
        told!()
            .filter(data_requests::psychologist.eq(account))
            .filter(data_requests::kind.eq(RequestKind::Access))
            .filter(data_requests::notes.is_null())
            .filter(data_requests::state.eq(RequestState::Open)),
        data_requests::asked_on,
        data_requests::id,
        told!(@select),
        |request: Request| item(request, alarm)
    );
    Ok(())
}

fn item(request: Request, days: i64) -> Item {
    let due = request.asked_on.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(NaiveDate::MAX);
    Item {
        id: request.id.uuid(),
        within: None,
        deadline: Deadline::On(due),
        about: About { name: Some(request.name), ..About::default() },
    }
}
