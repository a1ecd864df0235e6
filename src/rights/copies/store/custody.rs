//! What is kept of a person in custody.

use diesel::prelude::*;

use super::{MOST, WHY, kept, place};
use crate::access::{Action, Owners, Purpose, ReferralId, Seen, SubjectId};
use crate::base::{Instant, Result};
use crate::db::columns::Object;
use crate::db::schema::{
    consents, data_requests, emergencies, holds, looks, pairing_history, pairings, referrals,
};
use crate::keys::{At, Encrypted};
use crate::rights::copies::model::{CellKind, Column, CopyCell, CopyPart, KeptRow, Key};
use crate::tx::{Sealed, Stored, Tx};

kept! {
    of_referral, referral_columns, referral: ReferralId;

    Referral in Referral = referrals::table.filter(referrals::id.eq(referral));
    referrals {
        referrals.id: Key => Key, referrals.number: i64 => Number, referrals.psychologist: Key => Person,
        referrals.centre: String => Code, referrals.state: String => Code, referrals.alias: Encrypted => Words,
        referrals.facts: Encrypted => Document, referrals.own_words: Option<Encrypted> => Words,
        referrals.consent: Option<Encrypted> => Document, referrals.since: Instant => Moment,
        referrals.eligible_since: Option<Instant> => Moment, referrals.created_at: Instant => Moment,
    }
    PairedInside in Pairings = pairings::table.filter(pairings::referral.eq(referral)).order(pairings::created_at);
    pairings {
        pairings.id: Key => Key, pairings.state: String => Code, pairings.since: Instant => Moment,
        pairings.centre: String => Code, pairings.mentor_account: Key => Person,
        pairings.psychologist: Key => Person, pairings.referrer: Key => Person,
        pairings.pic_consent: String => Code, pairings.paper: Option<Encrypted> => Document,
        pairings.shared_goals: Option<Encrypted> => Words, pairings.paused_by_pic: bool => Truth,
        pairings.pic_goes_on: String => Code, pairings.ending: Option<String> => Code,
        pairings.created_at: Instant => Moment,
    }
    CourseInside in Pairings = pairing_history::table
        .inner_join(pairings::table.on(pairings::id.eq(pairing_history::pairing)))
        .filter(pairings::referral.eq(referral))
        .order((pairing_history::at, pairing_history::id));
    pairing_history {
        pairing_history.pairing: Key => Key, pairing_history.at: Instant => Moment,
        pairing_history.event: String => Code,
    }
    NoteInside in Notes = pairing_history::table
        .inner_join(pairings::table.on(pairings::id.eq(pairing_history::pairing)))
        .filter(pairings::referral.eq(referral))
        .filter(pairing_history::note.is_not_null())
        .order((pairing_history::at, pairing_history::id));
    pairing_history {
        pairing_history.id: Key => Key, pairing_history.at: Instant => Moment,
        pairing_history.recorded_by: Option<Key> => Person, pairing_history.note: Option<Encrypted> => Words,
    }
    LookInside in Looks = looks::table
        .filter(looks::subject.eq(SubjectId::from_uuid(referral.uuid())))
        .filter(looks::seen.eq_any(Seen::TOLD))
        .filter(looks::purpose.ne(Purpose::UNTOLD))
        .order(looks::at.desc())
        .limit(MOST);
    looks {
        looks.at: Instant => Moment, looks.role: String => Code, looks.seen: String => Code,
        looks.purpose: String => Code,
    }
    EmergencyInside in Looks = emergencies::table.filter(emergencies::referral.eq(referral)).order(emergencies::opened_at);
    emergencies {
        emergencies.cause: String => Code, emergencies.opened_at: Instant => Moment,
        emergencies.ends_at: Instant => Moment, emergencies.ended_at: Option<Instant> => Moment,
        emergencies.reviewed_at: Option<Instant> => Moment, emergencies.verdict: Option<String> => Code,
    }
    EmergencyNoteInside in Notes = emergencies::table.filter(emergencies::referral.eq(referral)).order(emergencies::opened_at);
    emergencies {
        emergencies.id: Key => Key, emergencies.opened_at: Instant => Moment,
        emergencies.reason: Encrypted => Words, emergencies.review_note: Option<Encrypted> => Words,
    }
    RequestInside in Requests = data_requests::table
        .filter(data_requests::referral.eq(referral))
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
    ConsentInside in Requests = consents::table.filter(consents::referral.eq(referral)).order(consents::turn);
    consents {
        consents.id: Key => Key, consents.purpose: String => Code, consents.pairing: Option<Key> => Key,
        consents.step: String => Code, consents.way: String => Code, consents.text_version: String => Code,
        consents.language: String => Code, consents.on_day: String => Day, consents.due_on: Option<String> => Day,
        consents.witness: Option<Encrypted> => Words, consents.recorded_by: Option<Key> => Person,
        consents.written_at: Instant => Moment,
    }
    HoldInside in Requests = holds::table.filter(holds::referral.eq(referral)).order(holds::placed_at);
    holds {
        holds.id: Key => Key, holds.placed_at: Instant => Moment, holds.ended_at: Option<Instant> => Moment,
    }
}
