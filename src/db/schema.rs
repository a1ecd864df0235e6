//! Every table, written by hand; a test holds it against both engines.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    accounts (id) {
        id -> Uid,
        email -> Text,
        email_key -> Text,
        password_hash -> Nullable<Text>,
        preferred_name -> Text,
        language -> Text,
        code -> Text,
        member -> Bool,
        state -> Text,
        supervision -> Text,
        supervision_answer -> Text,
        birth_month -> Nullable<Text>,
        unpaid_work_at -> Nullable<Moment>,
        notice_version -> Text,
        notice_language -> Text,
        notice_at -> Moment,
        created_at -> Moment,
        version -> BigInt,
        centre -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    grants (id) {
        id -> Uid,
        account -> Uid,
        role -> Text,
        scope_kind -> Nullable<Text>,
        scope -> Nullable<Text>,
        profession -> Nullable<Text>,
        from_at -> Moment,
        until_at -> Nullable<Moment>,
        granted_by -> Nullable<Uid>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    sign_ins (id) {
        id -> Uid,
        account -> Uid,
        rotated_at -> Moment,
        created_at -> Moment,
        last_seen_at -> Moment,
        idle_until -> Moment,
        expires_at -> Moment,
        ended_at -> Nullable<Moment>,
        device -> Text,
        version -> BigInt,
        proven_at -> Nullable<Moment>,
        proven_by -> Nullable<Text>,
        factor -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    link_tokens (id) {
        id -> Uid,
        account -> Uid,
        purpose -> Text,
        hash -> Binary,
        created_at -> Moment,
        expires_at -> Moment,
        used_at -> Nullable<Moment>,
        password_hash -> Nullable<Text>,
        preferred_name -> Nullable<Text>,
        language -> Nullable<Text>,
        supervision_answer -> Nullable<Text>,
        notice_version -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    invitations (id) {
        id -> Uid,
        email -> Text,
        email_key -> Text,
        role -> Text,
        scope_kind -> Nullable<Text>,
        scope -> Nullable<Text>,
        profession -> Nullable<Text>,
        language -> Text,
        hash -> Binary,
        invited_by -> Nullable<Uid>,
        sent_at -> Moment,
        expires_at -> Moment,
        accepted_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
        version -> BigInt,
        approved_at -> Nullable<Moment>,
        approved_by -> Nullable<Uid>,
        lapsed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    audit (id) {
        id -> Uid,
        at -> Moment,
        actor -> Text,
        account -> Nullable<Uid>,
        sign_in -> Nullable<Uid>,
        action -> Text,
        event -> Text,
        object_kind -> Text,
        object -> Nullable<Uid>,
        outcome -> Text,
        request -> Text,
        details -> Document,
        written_in -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    audit_leaves (position) {
        position -> BigInt,
        audit -> Uid,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    audit_checkpoints (size) {
        size -> BigInt,
        edge -> Binary,
        note -> Text,
        at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    outbox (id) {
        id -> Uid,
        kind -> Text,
        account -> Nullable<Uid>,
        address -> Nullable<PrivateText>,
        language -> Nullable<Text>,
        link -> Text,
        token_purpose -> Nullable<Text>,
        token -> Nullable<Uid>,
        state -> Text,
        attempts -> BigInt,
        due_at -> Moment,
        lease_until -> Nullable<Moment>,
        created_at -> Moment,
        sent_at -> Nullable<Moment>,
        fault -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    answers (account, key) {
        account -> Uid,
        key -> Text,
        fingerprint -> Binary,
        status -> BigInt,
        body -> ConfidentialText,
        at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    hosts (id) {
        id -> Uid,
        code -> Nullable<Text>,
        name -> Document,
        kind -> Text,
        district -> Text,
        insurance_valid_to -> Nullable<Text>,
        agreement_valid_to -> Nullable<Text>,
        created_at -> Moment,
        version -> BigInt,
        centre -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    openings (id) {
        id -> Uid,
        code -> Nullable<Text>,
        host -> Uid,
        state -> Text,
        title -> Document,
        text -> Document,
        what_you_will_do -> Document,
        what_to_bring -> Nullable<Document>,
        category -> Text,
        district -> Text,
        min_age -> Nullable<BigInt>,
        needs_check -> Nullable<Text>,
        association_sensitive -> Bool,
        return_note -> Nullable<Text>,
        created_at -> Moment,
        published_at -> Nullable<Moment>,
        version -> BigInt,
        submitted_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    slots (id) {
        id -> Uid,
        code -> Nullable<Text>,
        opening -> Uid,
        starts_at -> Moment,
        ends_at -> Moment,
        capacity -> BigInt,
        taken -> BigInt,
        meeting_point -> Document,
        state -> Text,
        version -> BigInt,
        listed -> Bool,
        category -> Text,
        district -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    module_results (account, module) {
        account -> Uid,
        module -> Text,
        attended -> Bool,
        passed -> Nullable<Bool>,
        on_day -> Text,
        recorded_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    psychologists (account) {
        account -> Uid,
        institutions -> Document,
        expertise -> Document,
        capacity -> BigInt,
        active_pairings -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    mentors (id) {
        id -> Uid,
        account -> Uid,
        state -> Text,
        since -> Moment,
        centre -> Nullable<Text>,
        answers -> ConfidentialText,
        submitted_at -> Nullable<Moment>,
        again_from -> Nullable<Text>,
        psychologist -> Nullable<Uid>,
        endorsed -> Nullable<Bool>,
        endorsed_by -> Nullable<Uid>,
        endorsed_at -> Nullable<Moment>,
        signed_by -> Nullable<Uid>,
        signed_at -> Nullable<Moment>,
        supervisor -> Nullable<Uid>,
        supervisor_since -> Nullable<Moment>,
        coordinator -> Nullable<Uid>,
        coordinator_signed_at -> Nullable<Moment>,
        offers_confirmed_by -> Nullable<Uid>,
        offers_confirmed_at -> Nullable<Moment>,
        comfort_confirmed_by -> Nullable<Uid>,
        comfort_confirmed_at -> Nullable<Moment>,
        certified_until -> Nullable<Text>,
        active_since -> Nullable<Moment>,
        institutions -> Document,
        training_hours -> BigInt,
        modules_done -> BigInt,
        shadowing_half_hours -> BigInt,
        active_pairings -> BigInt,
        created_at -> Moment,
        version -> BigInt,
        answers_erased_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    shadowing (id) {
        id -> Uid,
        mentor -> Uid,
        on_day -> Text,
        half_hours -> BigInt,
        recorded_by -> Nullable<Uid>,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    mentor_history (id) {
        id -> Uid,
        mentor -> Uid,
        version -> BigInt,
        at -> Moment,
        event -> Text,
        state -> Nullable<Text>,
        recorded_by -> Nullable<Uid>,
        note -> Nullable<ConfidentialText>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    commitments (person, starts_at) {
        person -> Uid,
        starts_at -> Moment,
        ends_at -> Moment,
        kind -> Text,
        source -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    supervisees (id) {
        id -> Uid,
        person -> Uid,
        officer -> Uid,
        ends_on -> Text,
        association_condition -> Bool,
        state -> Text,
        registered_at -> Moment,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    standing_clearances (id) {
        id -> Uid,
        supervisee -> Uid,
        kind -> Text,
        host -> Nullable<Uid>,
        category -> Nullable<Text>,
        until_on -> Text,
        granted_at -> Moment,
        ended_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    clearances (id) {
        id -> Uid,
        supervisee -> Uid,
        officer -> Uid,
        booking -> Uid,
        slot -> Uid,
        host -> Uid,
        category -> Text,
        asked_at -> Moment,
        lapses_at -> Moment,
        state -> Text,
        decided_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    checks (id) {
        id -> Uid,
        person -> Uid,
        kind -> Text,
        seen_on -> Text,
        valid_to -> Nullable<Text>,
        seen_by -> Nullable<Uid>,
        recorded_at -> Moment,
        withdrawn_on -> Nullable<Text>,
        withdrawn_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    keep_apart (person, other, pair) {
        person -> Uid,
        other -> Uid,
        pair -> Uid,
        from_at -> Moment,
        until_at -> Nullable<Moment>,
        centre -> Text,
        entered_by -> Nullable<Uid>,
        ending_asked_by -> Nullable<Uid>,
        ending_asked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    bookings (id) {
        id -> Uid,
        slot -> Uid,
        person -> Uid,
        host -> Uid,
        starts_at -> Moment,
        ends_at -> Moment,
        state -> Text,
        quarters -> Nullable<BigInt>,
        booked_at -> Moment,
        version -> BigInt,
        confirms_at -> Nullable<Moment>,
        hours_reason -> Nullable<ConfidentialText>,
        notice -> Nullable<Text>,
        notice_seen_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    confirmations (id) {
        id -> Uid,
        pair -> Uid,
        centre -> Text,
        slot -> Uid,
        booking -> Uid,
        person -> Uid,
        first_booking -> Uid,
        first_person -> Uid,
        asked_at -> Moment,
        state -> Text,
        decided_by -> Nullable<Uid>,
        decided_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    hours_ledger (id) {
        id -> Uid,
        person -> Uid,
        booking -> Uid,
        quarters -> BigInt,
        purpose -> Text,
        served_on -> Text,
        written_at -> Moment,
        reason -> Nullable<ConfidentialText>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    imports (kind, reference) {
        kind -> Text,
        reference -> Text,
        object -> Uid,
        at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    factors (id) {
        id -> Uid,
        account -> Uid,
        kind -> Text,
        name -> Text,
        credential -> Nullable<PrivateText>,
        last_step -> Nullable<BigInt>,
        created_at -> Moment,
        last_used_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    recovery_codes (id) {
        id -> Uid,
        account -> Uid,
        hash -> Binary,
        used_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    ceremonies (id) {
        id -> Uid,
        account -> Nullable<Uid>,
        sign_in -> Nullable<Uid>,
        purpose -> Text,
        state -> Nullable<PrivateText>,
        ends_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    reopenings (id) {
        id -> Uid,
        account -> Uid,
        staff -> Bool,
        centre -> Nullable<Text>,
        asked_by -> Uid,
        asked_at -> Moment,
        ends_at -> Moment,
        confirmed_by -> Nullable<Uid>,
        confirmed_at -> Nullable<Moment>,
        withdrawn_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    grants,
    sign_ins,
    factors,
    link_tokens,
    invitations,
    outbox,
    hosts,
    openings,
    slots,
    supervisees,
    standing_clearances,
    clearances,
    checks,
    keep_apart,
    bookings,
    confirmations,
    hours_ledger,
);
diesel::allow_tables_to_appear_in_same_query!(audit, accounts);
diesel::allow_tables_to_appear_in_same_query!(audit, grants);
diesel::allow_tables_to_appear_in_same_query!(reopenings, accounts);
diesel::allow_tables_to_appear_in_same_query!(psychologists, accounts);
diesel::allow_tables_to_appear_in_same_query!(psychologists, grants);
diesel::allow_tables_to_appear_in_same_query!(accounts, mentors, shadowing, mentor_history);
diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    referrals (id) {
        id -> Uid,
        number -> BigInt,
        psychologist -> Uid,
        centre -> Text,
        state -> Text,
        alias -> ConfidentialText,
        facts -> ConfidentialText,
        own_words -> Nullable<ConfidentialText>,
        consent -> Nullable<ConfidentialText>,
        since -> Moment,
        eligible_since -> Nullable<Moment>,
        created_at -> Moment,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    centre_weights (centre) {
        centre -> Text,
        weights -> Document,
        changed_by -> Nullable<Uid>,
        changed_at -> Moment,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    rounds (id) {
        id -> Uid,
        centre -> Text,
        on_day -> Text,
        state -> Text,
        step -> Text,
        permille -> BigInt,
        cancel_asked -> Bool,
        asked_by -> Nullable<Uid>,
        lease_until -> Nullable<Moment>,
        attempts -> BigInt,
        created_at -> Moment,
        finished_at -> Nullable<Moment>,
        outcome -> Nullable<Document>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    pairings (id) {
        id -> Uid,
        centre -> Text,
        mentor -> Uid,
        mentor_account -> Uid,
        referral -> Uid,
        psychologist -> Uid,
        referrer -> Uid,
        round -> Nullable<Uid>,
        state -> Text,
        since -> Moment,
        points -> Nullable<BigInt>,
        factors -> Nullable<ConfidentialText>,
        endorsements -> Document,
        approved_by -> Nullable<Uid>,
        mentor_consent -> Text,
        pic_consent -> Text,
        paper -> Nullable<ConfidentialText>,
        shared_goals -> Nullable<ConfidentialText>,
        paused_by_mentor -> Bool,
        ending -> Nullable<Text>,
        lapses_at -> Nullable<Moment>,
        created_at -> Moment,
        version -> BigInt,
        paused_by_pic -> Bool,
        paused_by_staff -> Bool,
        mentor_goes_on -> Text,
        pic_goes_on -> Text,
        notice -> Nullable<Text>,
        notice_seen_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    pairing_history (id) {
        id -> Uid,
        pairing -> Uid,
        at -> Moment,
        turn -> BigInt,
        event -> Text,
        recorded_by -> Nullable<Uid>,
        note -> Nullable<ConfidentialText>,
        reasons -> Nullable<Document>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(accounts, referrals, pairings, pairing_history);
diesel::allow_tables_to_appear_in_same_query!(pairings, mentors);
diesel::allow_tables_to_appear_in_same_query!(mentors, referrals);
diesel::allow_tables_to_appear_in_same_query!(mentors, pairing_history);
diesel::allow_tables_to_appear_in_same_query!(mentors, supervisees);
diesel::allow_tables_to_appear_in_same_query!(referrals, supervisees);
diesel::allow_tables_to_appear_in_same_query!(pairings, supervisees);
diesel::allow_tables_to_appear_in_same_query!(pairings, rounds);
diesel::allow_tables_to_appear_in_same_query!(mentors, checks);

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    server (id) {
        id -> BigInt,
        fingerprint -> Nullable<Binary>,
        proved_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    wrapping_keys (version) {
        version -> BigInt,
        fingerprint -> Binary,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    data_keys (id) {
        id -> Uid,
        subject -> Uid,
        wrapped -> Binary,
        version -> BigInt,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    clear_texts (field) {
        field -> Text,
        done -> Nullable<Uid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    looks (id) {
        id -> Uid,
        subject -> Uid,
        reader -> Uid,
        role -> Text,
        scope -> Nullable<Text>,
        seen -> Text,
        purpose -> Text,
        stretch -> Moment,
        at -> Moment,
        emergency -> Nullable<Uid>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(looks, accounts);

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    data_requests (id) {
        id -> Uid,
        person -> Nullable<Uid>,
        referral -> Nullable<Uid>,
        kind -> Text,
        way -> Text,
        language -> Text,
        asked_on -> Text,
        words -> Nullable<ConfidentialText>,
        entered_by -> Nullable<Uid>,
        psychologist -> Nullable<Uid>,
        state -> Text,
        notes -> Nullable<Text>,
        notes_reason -> Nullable<ConfidentialText>,
        notes_by -> Nullable<Uid>,
        notes_at -> Nullable<Moment>,
        held_back -> Document,
        reply -> Nullable<ConfidentialText>,
        decided_by -> Nullable<Uid>,
        decided_at -> Nullable<Moment>,
        reminded -> BigInt,
        created_at -> Moment,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    emergencies (id) {
        id -> Uid,
        reader -> Uid,
        role -> Text,
        scope -> Nullable<Text>,
        subject -> Uid,
        person -> Nullable<Uid>,
        referral -> Nullable<Uid>,
        cause -> Text,
        reason -> ConfidentialText,
        opened_at -> Moment,
        ends_at -> Moment,
        ended_at -> Nullable<Moment>,
        reviewed_by -> Nullable<Uid>,
        reviewed_at -> Nullable<Moment>,
        verdict -> Nullable<Text>,
        review_note -> Nullable<ConfidentialText>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    retention_periods (kind) {
        kind -> Text,
        months -> BigInt,
        changed_by -> Uid,
        changed_at -> Moment,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    purges (id) {
        id -> Uid,
        as_of -> Text,
        state -> Text,
        lines -> Document,
        proposed_by -> Uid,
        proposed_at -> Moment,
        approved_by -> Nullable<Uid>,
        approved_at -> Nullable<Moment>,
        ended_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    swept (kind, on_day) {
        kind -> Text,
        on_day -> Text,
        erased -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    consents (id) {
        id -> Uid,
        person -> Nullable<Uid>,
        referral -> Nullable<Uid>,
        purpose -> Text,
        pairing -> Nullable<Uid>,
        step -> Text,
        way -> Text,
        text_version -> Text,
        language -> Text,
        on_day -> Text,
        due_on -> Nullable<Text>,
        witness -> Nullable<ConfidentialText>,
        turn -> BigInt,
        recorded_by -> Nullable<Uid>,
        written_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    breaches (id) {
        id -> Uid,
        found_at -> Moment,
        what -> Text,
        steps -> Document,
        entered_by -> Uid,
        entered_at -> Moment,
        closed_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::columns::*;

    holds (id) {
        id -> Uid,
        person -> Nullable<Uid>,
        referral -> Nullable<Uid>,
        reason -> ConfidentialText,
        placed_by -> Uid,
        placed_at -> Moment,
        ended_by -> Nullable<Uid>,
        ended_at -> Nullable<Moment>,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(data_requests, accounts);
diesel::allow_tables_to_appear_in_same_query!(data_requests, referrals);
diesel::allow_tables_to_appear_in_same_query!(emergencies, accounts);
diesel::allow_tables_to_appear_in_same_query!(emergencies, referrals);
diesel::allow_tables_to_appear_in_same_query!(emergencies, looks);
diesel::allow_tables_to_appear_in_same_query!(looks, referrals);
diesel::allow_tables_to_appear_in_same_query!(holds, accounts);
diesel::allow_tables_to_appear_in_same_query!(holds, referrals);
diesel::allow_tables_to_appear_in_same_query!(holds, data_requests);
diesel::allow_tables_to_appear_in_same_query!(holds, emergencies);
diesel::allow_tables_to_appear_in_same_query!(holds, checks);
diesel::allow_tables_to_appear_in_same_query!(holds, supervisees);
diesel::allow_tables_to_appear_in_same_query!(holds, keep_apart);
diesel::allow_tables_to_appear_in_same_query!(holds, mentors);
diesel::allow_tables_to_appear_in_same_query!(data_keys, referrals);
