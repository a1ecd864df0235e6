//! What is kept of somebody with an account.

use diesel::prelude::*;

use super::{MOST, WHY, kept, place};
use crate::access::{AccountId, Action, Owners, Purpose, Seen, SubjectId};
use crate::base::{Instant, Result};
use crate::db::columns::Object;
use crate::db::schema::{
    accounts, bookings, checks, clearances, commitments, consents, data_requests, emergencies, factors,
    grants, holds, hours_ledger, invitations, link_tokens, looks, mentor_history, mentors, module_results,
    openings, outbox, pairing_history, pairings, psychologists, recovery_codes, reopenings, shadowing,
    sign_ins, slots, standing_clearances, supervisees,
};
use crate::keys::{At, Encrypted};
use crate::rights::copies::model::{CellKind, Column, CopyCell, CopyPart, KeptRow, Key};
use crate::tx::{Sealed, Stored, Tx};

kept! {
    of_account, account_columns, person: AccountId;

    Account in Account = accounts::table.filter(accounts::id.eq(person));
    accounts {
        accounts.id: Key => Key, accounts.email: String => Words, accounts.preferred_name: String => Words,
        accounts.language: String => Code, accounts.code: String => Words, accounts.member: bool => Truth,
        accounts.state: String => Code, accounts.supervision: String => Code,
        accounts.supervision_answer: String => Code, accounts.birth_month: Option<String> => Words,
        accounts.unpaid_work_at: Option<Instant> => Moment, accounts.notice_version: String => Words,
        accounts.notice_language: String => Code, accounts.notice_at: Instant => Moment,
        accounts.created_at: Instant => Moment, accounts.centre: Option<String> => Code,
    }
    SignIn in SignIns = sign_ins::table.filter(sign_ins::account.eq(person)).order(sign_ins::created_at.desc()).limit(MOST);
    sign_ins {
        sign_ins.created_at: Instant => Moment, sign_ins.last_seen_at: Instant => Moment,
        sign_ins.expires_at: Instant => Moment, sign_ins.ended_at: Option<Instant> => Moment,
        sign_ins.device: String => Words, sign_ins.proven_at: Option<Instant> => Moment,
        sign_ins.proven_by: Option<String> => Code,
    }
    Factor in SignIns = factors::table.filter(factors::account.eq(person)).order(factors::created_at);
    factors {
        factors.kind: String => Code, factors.name: String => Words, factors.created_at: Instant => Moment,
        factors.last_used_at: Option<Instant> => Moment,
    }
    RecoveryCode in SignIns = recovery_codes::table.filter(recovery_codes::account.eq(person));
    recovery_codes { recovery_codes.used_at: Option<Instant> => Moment }
    Reopening in SignIns = reopenings::table.filter(reopenings::account.eq(person)).order(reopenings::asked_at);
    reopenings {
        reopenings.asked_by: Key => Person, reopenings.asked_at: Instant => Moment,
        reopenings.ends_at: Instant => Moment, reopenings.confirmed_by: Option<Key> => Person,
        reopenings.confirmed_at: Option<Instant> => Moment, reopenings.withdrawn_at: Option<Instant> => Moment,
    }
    MailedLink in SignIns = link_tokens::table.filter(link_tokens::account.eq(person)).order(link_tokens::created_at);
    link_tokens {
        link_tokens.purpose: String => Code, link_tokens.created_at: Instant => Moment,
        link_tokens.expires_at: Instant => Moment, link_tokens.used_at: Option<Instant> => Moment,
    }
    Office in Offices = grants::table.filter(grants::account.eq(person)).order(grants::from_at);
    grants {
        grants.role: String => Code, grants.scope_kind: Option<String> => Code, grants.scope: Option<String> => Code,
        grants.profession: Option<String> => Code, grants.from_at: Instant => Moment,
        grants.until_at: Option<Instant> => Moment, grants.granted_by: Option<Key> => Person,
    }
    Invited in Offices = invitations::table
        .inner_join(accounts::table.on(accounts::email_key.eq(invitations::email_key)))
        .filter(accounts::id.eq(person))
        .order(invitations::sent_at);
    invitations {
        invitations.email: String => Words, invitations.role: String => Code,
        invitations.scope_kind: Option<String> => Code, invitations.scope: Option<String> => Code,
        invitations.profession: Option<String> => Code, invitations.language: String => Code,
        invitations.invited_by: Option<Key> => Person, invitations.sent_at: Instant => Moment,
        invitations.expires_at: Instant => Moment, invitations.accepted_at: Option<Instant> => Moment,
        invitations.revoked_at: Option<Instant> => Moment, invitations.approved_at: Option<Instant> => Moment,
        invitations.approved_by: Option<Key> => Person, invitations.lapsed_at: Option<Instant> => Moment,
    }
    Psychologist in Offices = psychologists::table.filter(psychologists::account.eq(person));
    psychologists {
        psychologists.institutions: Object => Document, psychologists.expertise: Object => Document,
        psychologists.capacity: i64 => Number, psychologists.active_pairings: i64 => Number,
    }
    Mentor in Mentor = mentors::table.filter(mentors::account.eq(person)).order(mentors::created_at);
    mentors {
        mentors.id: Key => Key, mentors.state: String => Code, mentors.since: Instant => Moment,
        mentors.centre: Option<String> => Code, mentors.answers: Encrypted => Document,
        mentors.submitted_at: Option<Instant> => Moment, mentors.again_from: Option<String> => Day,
        mentors.psychologist: Option<Key> => Person, mentors.endorsed: Option<bool> => Truth,
        mentors.endorsed_by: Option<Key> => Person, mentors.endorsed_at: Option<Instant> => Moment,
        mentors.signed_by: Option<Key> => Person, mentors.signed_at: Option<Instant> => Moment,
        mentors.supervisor: Option<Key> => Person, mentors.supervisor_since: Option<Instant> => Moment,
        mentors.coordinator: Option<Key> => Person, mentors.coordinator_signed_at: Option<Instant> => Moment,
        mentors.offers_confirmed_by: Option<Key> => Person, mentors.offers_confirmed_at: Option<Instant> => Moment,
        mentors.comfort_confirmed_by: Option<Key> => Person,
        mentors.comfort_confirmed_at: Option<Instant> => Moment, mentors.certified_until: Option<String> => Day,
        mentors.active_since: Option<Instant> => Moment, mentors.institutions: Object => Document,
        mentors.training_hours: i64 => Number, mentors.modules_done: i64 => Number,
        mentors.shadowing_half_hours: i64 => Number, mentors.active_pairings: i64 => Number,
        mentors.created_at: Instant => Moment, mentors.answers_erased_at: Option<Instant> => Moment,
    }
    ModuleResult in Mentor = module_results::table.filter(module_results::account.eq(person)).order(module_results::on_day);
    module_results {
        module_results.module: String => Code, module_results.attended: bool => Truth,
        module_results.passed: Option<bool> => Truth, module_results.on_day: String => Day,
        module_results.recorded_by: Option<Key> => Person,
    }
    Shadowing in Mentor = shadowing::table
        .inner_join(mentors::table.on(mentors::id.eq(shadowing::mentor)))
        .filter(mentors::account.eq(person))
        .order((shadowing::on_day, shadowing::id));
    shadowing {
        shadowing.mentor: Key => Key, shadowing.on_day: String => Day, shadowing.half_hours: i64 => Number,
        shadowing.recorded_by: Option<Key> => Person, shadowing.created_at: Instant => Moment,
    }
    MentorHistory in Mentor = mentor_history::table
        .inner_join(mentors::table.on(mentors::id.eq(mentor_history::mentor)))
        .filter(mentors::account.eq(person))
        .order((mentor_history::at, mentor_history::id));
    mentor_history {
        mentor_history.mentor: Key => Key, mentor_history.at: Instant => Moment,
        mentor_history.event: String => Code, mentor_history.state: Option<String> => Code,
        mentor_history.recorded_by: Option<Key> => Person,
    }
    MentorNote in Notes = mentor_history::table
        .inner_join(mentors::table.on(mentors::id.eq(mentor_history::mentor)))
        .filter(mentors::account.eq(person))
        .filter(mentor_history::note.is_not_null())
        .order((mentor_history::at, mentor_history::id));
    mentor_history {
        mentor_history.id: Key => Key, mentor_history.at: Instant => Moment,
        mentor_history.recorded_by: Option<Key> => Person,
        mentor_history.note: Option<Encrypted> => Words,
    }
    // A pairing that its mentor does not know of yet is not told here either.
    Paired in Pairings = pairings::table
        .filter(pairings::mentor_account.eq(person))
        .filter(pairings::mentor_consent.ne("none"))
        .order(pairings::created_at);
    pairings {
        pairings.id: Key => Key, pairings.state: String => Code, pairings.since: Instant => Moment,
        pairings.centre: String => Code, pairings.mentor: Key => Key,
        pairings.psychologist: Key => Person, pairings.mentor_consent: String => Code,
        pairings.paused_by_mentor: bool => Truth, pairings.mentor_goes_on: String => Code,
        pairings.ending: Option<String> => Code, pairings.lapses_at: Option<Instant> => Moment,
        pairings.shared_goals: Option<Encrypted> => Words, pairings.created_at: Instant => Moment,
    }
    PairedCourse in Pairings = pairing_history::table
        .inner_join(pairings::table.on(pairings::id.eq(pairing_history::pairing)))
        .filter(pairings::mentor_account.eq(person))
        .filter(pairings::mentor_consent.ne("none"))
        .order((pairing_history::at, pairing_history::id));
    pairing_history {
        pairing_history.pairing: Key => Key, pairing_history.at: Instant => Moment,
        pairing_history.event: String => Code,
    }
    Supervisee in Supervision = supervisees::table.filter(supervisees::person.eq(person)).order(supervisees::registered_at);
    supervisees {
        supervisees.id: Key => Key, supervisees.officer: Key => Person, supervisees.ends_on: String => Day,
        supervisees.association_condition: bool => Truth, supervisees.state: String => Code,
        supervisees.registered_at: Instant => Moment,
    }
    Standing in Supervision = standing_clearances::table
        .inner_join(supervisees::table.on(supervisees::id.eq(standing_clearances::supervisee)))
        .filter(supervisees::person.eq(person))
        .order(standing_clearances::granted_at);
    standing_clearances {
        standing_clearances.supervisee: Key => Key, standing_clearances.kind: String => Code,
        standing_clearances.host: Option<Key> => Key, standing_clearances.category: Option<String> => Code,
        standing_clearances.until_on: String => Day, standing_clearances.granted_at: Instant => Moment,
        standing_clearances.ended_at: Option<Instant> => Moment,
    }
    Clearance in Supervision = clearances::table
        .inner_join(supervisees::table.on(supervisees::id.eq(clearances::supervisee)))
        .filter(supervisees::person.eq(person))
        .order(clearances::asked_at);
    clearances {
        clearances.supervisee: Key => Key, clearances.officer: Key => Person, clearances.booking: Key => Key,
        clearances.slot: Key => Key, clearances.host: Key => Key, clearances.category: String => Code,
        clearances.asked_at: Instant => Moment, clearances.lapses_at: Instant => Moment,
        clearances.state: String => Code, clearances.decided_at: Option<Instant> => Moment,
    }
    Check in Checks = checks::table.filter(checks::person.eq(person)).order(checks::recorded_at);
    checks {
        checks.kind: String => Code, checks.seen_on: String => Day, checks.valid_to: Option<String> => Day,
        checks.seen_by: Option<Key> => Person, checks.recorded_at: Instant => Moment,
        checks.withdrawn_on: Option<String> => Day, checks.withdrawn_by: Option<Key> => Person,
    }
    Booking in Bookings = bookings::table
        .inner_join(slots::table.on(slots::id.eq(bookings::slot)))
        .inner_join(openings::table.on(openings::id.eq(slots::opening)))
        .filter(bookings::person.eq(person))
        .order(bookings::starts_at.desc())
        .limit(MOST);
    bookings {
        bookings.id: Key => Key, bookings.slot: Key => Key, bookings.host: Key => Key,
        openings.title: Object => Document, bookings.starts_at: Instant => Moment, bookings.ends_at: Instant => Moment,
        bookings.state: String => Code, bookings.quarters: Option<i64> => Number,
        bookings.booked_at: Instant => Moment, bookings.confirms_at: Option<Instant> => Moment,
        bookings.hours_reason: Option<Encrypted> => Words, bookings.notice: Option<String> => Code,
        bookings.notice_seen_at: Option<Instant> => Moment,
    }
    Commitment in Bookings = commitments::table.filter(commitments::person.eq(person)).order(commitments::starts_at);
    commitments {
        commitments.starts_at: Instant => Moment, commitments.ends_at: Instant => Moment,
        commitments.kind: String => Code, commitments.source: Key => Key,
    }
    Hours in Hours = hours_ledger::table
        .filter(hours_ledger::person.eq(person))
        .order(hours_ledger::written_at.desc())
        .limit(MOST);
    hours_ledger {
        hours_ledger.id: Key => Key, hours_ledger.booking: Key => Key, hours_ledger.quarters: i64 => Number,
        hours_ledger.purpose: String => Code, hours_ledger.served_on: String => Day,
        hours_ledger.written_at: Instant => Moment, hours_ledger.reason: Option<Encrypted> => Words,
    }
    Letter in Letters = outbox::table.filter(outbox::account.eq(person)).order(outbox::created_at.desc()).limit(MOST);
    outbox {
        outbox.kind: String => Code, outbox.language: Option<String> => Code, outbox.state: String => Code,
        outbox.created_at: Instant => Moment, outbox.sent_at: Option<Instant> => Moment,
    }
    Look in Looks = looks::table
        .filter(looks::subject.eq(SubjectId::from_uuid(person.uuid())))
        .filter(looks::seen.eq_any(Seen::TOLD))
        .filter(looks::purpose.ne(Purpose::UNTOLD))
        .order(looks::at.desc())
        .limit(MOST);
    looks {
        looks.at: Instant => Moment, looks.role: String => Code, looks.seen: String => Code,
        looks.purpose: String => Code,
    }
    Emergency in Looks = emergencies::table.filter(emergencies::person.eq(person)).order(emergencies::opened_at);
    emergencies {
        emergencies.cause: String => Code, emergencies.opened_at: Instant => Moment,
        emergencies.ends_at: Instant => Moment, emergencies.ended_at: Option<Instant> => Moment,
        emergencies.reviewed_at: Option<Instant> => Moment, emergencies.verdict: Option<String> => Code,
    }
    EmergencyNote in Notes = emergencies::table.filter(emergencies::person.eq(person)).order(emergencies::opened_at);
    emergencies {
        emergencies.id: Key => Key, emergencies.opened_at: Instant => Moment,
        emergencies.reason: Encrypted => Words, emergencies.review_note: Option<Encrypted> => Words,
    }
    Request in Requests = data_requests::table
        .filter(data_requests::person.eq(person))
        .order(data_requests::created_at);
    data_requests {
        data_requests.id: Key => Key, data_requests.kind: String => Code, data_requests.way: String => Code,
        data_requests.language: String => Code, data_requests.asked_on: String => Day,
        data_requests.words: Option<Encrypted> => Words, data_requests.entered_by: Option<Key> => Person,
        data_requests.psychologist: Option<Key> => Person, data_requests.state: String => Code,
        data_requests.notes: Option<String> => Code, data_requests.notes_reason: Option<Encrypted> => Words,
        data_requests.notes_by: Option<Key> => Person, data_requests.notes_at: Option<Instant> => Moment,
        data_requests.held_back: Object => Document,
        data_requests.reply: Option<Encrypted> => Words, data_requests.decided_by: Option<Key> => Person,
        data_requests.decided_at: Option<Instant> => Moment,
    }
    Consent in Requests = consents::table.filter(consents::person.eq(person)).order(consents::turn);
    consents {
        consents.id: Key => Key, consents.purpose: String => Code, consents.pairing: Option<Key> => Key,
        consents.step: String => Code, consents.way: String => Code, consents.text_version: String => Code,
        consents.language: String => Code, consents.on_day: String => Day, consents.due_on: Option<String> => Day,
        consents.witness: Option<Encrypted> => Words, consents.recorded_by: Option<Key> => Person,
        consents.written_at: Instant => Moment,
    }
    Hold in Requests = holds::table.filter(holds::person.eq(person)).order(holds::placed_at);
    holds {
        holds.id: Key => Key, holds.placed_at: Instant => Moment, holds.ended_at: Option<Instant> => Moment,
    }
}
