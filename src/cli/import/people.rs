//! Staff, members, their checks, and people under supervision.

use uuid::Uuid;

use super::row::Row;
use super::sheet::Columns;
use crate::access::Role;
use crate::base::error::OnUnique;
use crate::base::text::Bounds;
use crate::base::{Code, FaultCode, Id, Result};
use crate::mentoring::psychologists;
use crate::mentoring::psychologists::model::{MOST_PAIRINGS, Particulars};
use crate::people::accounts::model::{AccountState, NewMember, SupervisionAnswer};
use crate::people::checks::model::{CheckKind, Sighting};
use crate::people::invitations::model::{Office, Profession};
use crate::people::supervisees::model::Registration;
use crate::people::{accounts, checks, invitations, supervisees};
use crate::places;
use crate::service::clearances;
use crate::service::clearances::model::Cover;
use crate::service::slots::model::Category;
use crate::tx::Tx;

/// The columns of `staff.csv`: one office a row.
pub const STAFF: Columns = Columns {
    known: &[
        "ref",
        "email",
        "preferred_name",
        "language",
        "role",
        "scope",
        "profession",
        "since",
        "institutions",
        "expertise",
        "capacity",
    ],
    needed: &["ref", "email", "preferred_name", "role"],
};
/// The columns of `members.csv`.
pub const MEMBER: Columns = Columns {
    known: &[
        "ref",
        "email",
        "preferred_name",
        "language",
        "under_supervision",
        "settled",
        "birth_month",
        "unpaid_work",
        "centre",
        "joined",
    ],
    needed: &["ref", "email", "preferred_name", "under_supervision"],
};
/// The columns of `checks.csv`: what was passed.
pub const CHECK: Columns = Columns {
    known: &["ref", "member", "kind", "seen_on", "valid_to"],
    needed: &["ref", "member", "kind", "seen_on"],
};
/// The columns of `supervisees.csv`.
pub const SUPERVISEE: Columns = Columns {
    known: &[
        "ref",
        "member",
        "officer",
        "ends_on",
        "association_condition",
        "registered",
        "cleared",
        "cleared_until",
    ],
    needed: &["ref", "member", "officer", "ends_on"],
};

/// A preferred name, as at sign-up.
const NAME: Bounds = Bounds::line(1, 40);

/// Brings somebody to an office; who has an account already keeps it.
///
/// # Errors
/// `Invalid` with every fault of the row.
pub fn staff(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let email = accounts::rules::check_email(row.cell("email").unwrap_or_default(), row.faults());
    let name = row.line("preferred_name", NAME).unwrap_or_default();
    let language = row.language();
    let Some(role) = row.need("role", Role::parse) else { return Err(row.refused()) };
    let scope = match role {
        Role::Host => row.need_reference("scope", "host").map(|host| host.to_string()),
        _ => row.cell("scope").map(str::to_owned),
    };
    let profession = row.may("profession", Profession::parse);
    let office = Office { role, scope_kind: role.scope_kind().map(str::to_owned), scope, profession };
    invitations::rules::check_office(&office, place_exists, row.faults());
    let since = row.happened("since").unwrap_or(row.loaded);
    let particulars = particulars(row);
    row.check()?;

    tx.at(since);
    let account = match accounts::store::with_email(tx, accounts::rules::email_key(&email))? {
        Some(known) => match known.open(tx)? {
            known if known.state == AccountState::Unverified => {
                accounts::flow::claim(tx, known, None, name, language)?.id
            }
            known => known.id,
        },
        None => invitations::flow::new_staff(tx, email, None, name, language)?.id,
    };
    invitations::flow::begin(tx, account, office, None)?;
    if role == Role::Psychologist {
        psychologists::flow::change(tx, account, particulars)?;
    }
    Ok(Some(account.uuid()))
}

/// The centre that works with a host or a member; nothing when the cell is empty.
pub fn centre(row: &mut Row<'_>) -> Option<String> {
    let code = row.cell("centre").map(str::to_owned);
    if accounts::rules::check_centre(code.as_deref()).is_err() {
        row.fault("centre", FaultCode::UnknownCode);
    }
    code
}

fn place_exists(kind: &str, code: &str) -> bool {
    match kind {
        "centre" => places::all().centre(code).is_some(),
        "institution" => places::all().institution(code).is_some(),
        // A host is found by its reference before this is asked.
        _ => true,
    }
}

fn particulars(row: &mut Row<'_>) -> Particulars {
    let institutions = row.codes("institutions", |code| places::all().institution(code).is_some());
    let expertise = row.codes("expertise", |code| places::all().theme(code).is_some());
    let capacity = row.number("capacity").unwrap_or(0);
    if !(0..=MOST_PAIRINGS).contains(&capacity) {
        row.fault("capacity", FaultCode::OutOfRange);
    }
    Particulars { institutions, expertise, capacity, version: 0 }
}

/// Brings a member.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict when the address has an account.
pub fn member(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let email = accounts::rules::check_email(row.cell("email").unwrap_or_default(), row.faults());
    let preferred_name = row.line("preferred_name", NAME).unwrap_or_default();
    let language = row.language();
    let answer = row.need("under_supervision", SupervisionAnswer::parse);
    let (settled, unpaid_work) = (row.yes("settled"), row.yes("unpaid_work"));
    let birth_month = row.month("birth_month");
    if let Some(month) = birth_month {
        accounts::rules::check_birth_month(month, row.loaded, row.faults());
    }
    let centre = centre(row);
    let joined = row.happened("joined").unwrap_or(row.loaded);
    let Some(answer) = answer else { return Err(row.refused()) };
    row.check()?;

    tx.at(joined);
    let member = NewMember { email, preferred_name, language, answer, birth_month, unpaid_work, centre };
    let account = accounts::flow::enter(tx, member).on_unique(Code::AddressTaken)?;
    if settled {
        supervisees::flow::settle(tx, account.id, None)?;
    }
    Ok(Some(account.id.uuid()))
}

/// Brings a check that a member has passed.
///
/// # Errors
/// `Invalid` with every fault of the row.
pub fn check(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let person = row.need_reference("member", "member");
    let kind = row.need("kind", CheckKind::parse);
    let (seen_on, valid_to) = (row.day("seen_on"), row.day("valid_to"));
    if seen_on.is_none() && row.cell("seen_on").is_none() {
        row.fault("seen_on", FaultCode::Required);
    }
    let (Some(person), Some(kind), Some(seen_on)) = (person, kind, seen_on) else {
        return Err(row.refused());
    };
    row.check()?;
    let sighting = Sighting { kind, seen_on, valid_to };
    let check = checks::flow::record(tx, Id::from_uuid(person), sighting, None)?;
    Ok(Some(check.id.uuid()))
}

/// Brings the registration of somebody under supervision.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict when they are registered.
pub fn supervisee(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let person = row.need_member(tx, "member")?;
    let registered = row.step("registered").unwrap_or(row.loaded);
    let officer = row.need_staff(tx, "officer", Role::Officer, registered)?;
    let ends_on = row.day("ends_on");
    let association_condition = row.yes("association_condition");
    let (cleared, until) = (covers(row), row.day("cleared_until"));
    if !cleared.is_empty() && row.cell("cleared_until").is_none() {
        row.fault("cleared_until", FaultCode::Required);
    }
    let (Some(person), Some(officer), Some(ends_on)) = (person, officer, ends_on) else {
        if row.cell("ends_on").is_none() {
            row.fault("ends_on", FaultCode::Required);
        }
        return Err(row.refused());
    };
    row.check()?;
    tx.at(registered);
    let code = accounts::store::card(tx, person)?.open(tx)?.code;
    let registration = Registration { ends_on, association_condition };
    let supervisee = supervisees::flow::register(tx, officer, &code, registration)?.supervisee.id;
    if let Some(until) = until {
        for cover in cleared {
            clearances::flow::grant(tx, supervisee, cover, until)?;
        }
    }
    Ok(Some(supervisee.uuid()))
}

/// What an officer has cleared beforehand: categories, hosts by their reference, `mentoring`.
fn covers(row: &mut Row<'_>) -> Vec<Cover> {
    let hosts = row.ledger();
    row.list("cleared", |part| match (Category::parse(part), part) {
        (Some(category), _) => Some(Cover::Category(category)),
        (None, "mentoring") => Some(Cover::Mentoring),
        (None, host) => hosts.object("host", host).map(|id| Cover::Host(Id::from_uuid(id))),
    })
}
