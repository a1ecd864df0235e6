//! Every reason for a "no" as one word: the whole vocabulary of refusals.
//!
//! A new one is one line here, in the order of the alphabet, and its place in [`Code::about`](super::About); the web
//! application's check then asks for its words in three languages. Words are stored in rows: none is ever changed.

use super::text_enum;

text_enum! {
    /// Why not.
    pub enum Code {
        /// The invitation was accepted.
        AcceptedAlready = "accepted_already",
        /// Another row of an import has this address.
        AddressTaken = "address_taken",
        /// The agreement with the host ends before the last shift.
        AgreementExpired = "agreement_expired",
        /// The person has a booking of this slot.
        AlreadyBooked = "already_booked",
        /// This psychologist has endorsed the pairing.
        AlreadyEndorsed = "already_endorsed",
        /// The person has a registration that counts.
        AlreadyRegistered = "already_registered",
        /// The shift has begun.
        AlreadyStarted = "already_started",
        /// Staff have checked these answers.
        AnswersSettled = "answers_settled",
        /// The person has an application under way.
        ApplicationOpen = "application_open",
        /// A hold whose cause nobody reads: two who must not meet, or nobody who could clear.
        AskStaff = "ask_staff",
        /// It is that psychologist's already.
        AssignedAlready = "assigned_already",
        /// An order forbids the mentor to associate, and no officer has cleared mentoring.
        AssociationClearanceNeeded = "association_clearance_needed",
        /// The attempt to add a second factor ran out, or was taken up before.
        AttemptOver = "attempt_over",
        /// The two have too few half hours in common.
        AvailabilityTooShort = "availability_too_short",
        /// The slot has a minimum age, and the person has not said when they were born.
        BirthMonthUnknown = "birth_month_unknown",
        /// The person has shifts to come, or hours that nobody has verified.
        BookingsOpen = "bookings_open",
        /// One of two endorsements is missing.
        BothPsychologistsNeeded = "both_psychologists_needed",
        /// More places are taken than the slot would have.
        CapacityBelowTaken = "capacity_below_taken",
        /// One of the two changed while the round was worked out.
        ChangedMeanwhile = "changed_meanwhile",
        /// The record check ends before the shift does.
        CheckExpires = "check_expires",
        /// The slot asks for a record check that the person lacks.
        CheckMissing = "check_missing",
        /// The person has something else at that time.
        Clash = "clash",
        /// The correctional clearance was not seen, or has ended.
        ClearanceCheckMissing = "clearance_check_missing",
        /// The one-time code is not the one that the app shows now.
        CodeWrong = "code_wrong",
        /// Nobody has confirmed what the mentor said of themself.
        ConfirmationMissing = "confirmation_missing",
        /// The booking waits for the centre to confirm it.
        ConfirmationNeeded = "confirmation_needed",
        /// The person in custody does not consent to being matched.
        Consent = "consent",
        /// The consent on paper of the person in custody is not recorded.
        ConsentMissing = "consent_missing",
        /// The consent of the person in custody is too old.
        ConsentRenewalDue = "consent_renewal_due",
        /// The copy lay ready for as long as it does.
        CopyGone = "copy_gone",
        /// The request for it is not answered.
        CopyNotReady = "copy_not_ready",
        /// Whoever would suit has no place left.
        CrowdedOut = "crowded_out",
        /// The hours take a decision of their own: they are other than the shift, or have a reason.
        DecideAlone = "decide_alone",
        /// The end of sentence or supervision is too recent.
        DesistanceTooShort = "desistance_too_short",
        /// An earlier emergency access to the same person has not been reviewed.
        EmergencyUnreviewed = "emergency_unreviewed",
        /// The mentor has not said when sentence or supervision ended.
        EndMonthUnknown = "end_month_unknown",
        /// There is no second factor.
        FactorMissing = "factor_missing",
        /// A flag day ends at noon or so: the hours are not allowed.
        FlagDayHours = "flag_day_hours",
        /// Flags are sold on Saturdays and Wednesdays.
        FlagDayNeedsSatOrWed = "flag_day_needs_sat_or_wed",
        /// No place is left.
        Full = "full",
        /// Nothing is erased while there is a dispute.
        HeldForDispute = "held_for_dispute",
        /// The mentor was held in that institution too recently.
        HeldThere = "held_there",
        /// The course has hours to go.
        HoursMissing = "hours_missing",
        /// The mentor has no leave for the person's institution.
        InstitutionNotCleared = "institution_not_cleared",
        /// The mentor has leave for no institution.
        InstitutionsMissing = "institutions_missing",
        /// The host's insurance ends before the last shift.
        InsuranceExpired = "insurance_expired",
        /// The centre of the pairing keeps the two apart.
        KeptApart = "kept_apart",
        /// The two share no language in which the mentor can talk about feelings.
        LanguageNotShared = "language_not_shared",
        /// Whoever holds an office keeps one second factor.
        LastFactor = "last_factor",
        /// The mentor's certification has ended.
        MentorCertificationEnded = "mentor_certification_ended",
        /// The mentor does not consent to being matched.
        MentorConsentMissing = "mentor_consent_missing",
        /// The mentor has as many pairings as they wish.
        MentorNoCapacity = "mentor_no_capacity",
        /// The mentor is not at work.
        MentorNotActive = "mentor_not_active",
        /// Proposals that wait take the mentor's places.
        MentorProposedAlready = "mentor_proposed_already",
        /// The person is a mentor, or on the way to it.
        MentorUnderWay = "mentor_under_way",
        /// The person is younger than the slot asks, on its day.
        MinAge = "min_age",
        /// A module that must be passed was not.
        MustPassMissing = "must_pass_missing",
        /// The rules leave no mentor for the person.
        NoCandidate = "no_candidate",
        /// Whoever wants to read it may do so without an emergency.
        NoEmergencyNeeded = "no_emergency_needed",
        /// No psychologist works in an institution of the mentor's.
        NoPsychologistThere = "no_psychologist_there",
        /// The opening has no slot to come.
        NoSlots = "no_slots",
        /// It does not lapse yet.
        NotDue = "not_due",
        /// The slot takes no bookings.
        NotOpen = "not_open",
        /// The person is on remand.
        NotSentenced = "not_sentenced",
        /// The two cannot be proposed as things stand; why is told apart by nobody.
        NotSuitableNow = "not_suitable_now",
        /// The person is under supervision, and the officer has not approved mentoring.
        NotUnderSupervision = "not_under_supervision",
        /// The shift has not begun.
        NotYet = "not_yet",
        /// Nobody decides this about themself.
        NotYourself = "not_yourself",
        /// Nobody has said whether notes are handed over.
        NotesUndecided = "notes_undecided",
        /// Nothing is over its age.
        NothingDue = "nothing_due",
        /// The row of an import has more or fewer cells than its file has columns.
        NumberOfCells = "number_of_cells",
        /// The person holds an office.
        OfficeHeld = "office_held",
        /// The booking waits for the officer.
        OfficerClearanceNeeded = "officer_clearance_needed",
        /// The officer declined the booking.
        OfficerDeclined = "officer_declined",
        /// The mentor has pairings to end first.
        PairingsOpen = "pairings_open",
        /// The address of the server is a number, for which no device makes a passkey.
        PasskeysNotOffered = "passkeys_not_offered",
        /// Mentor or person wanted the pairing to rest: they are asked before it goes on.
        PauseOfAnother = "pause_of_another",
        /// Staff paused the pairing, and only they resume it.
        PausedByStaff = "paused_by_staff",
        /// The person has not confirmed that they may do unpaid work.
        PermissionUnconfirmed = "permission_unconfirmed",
        /// Another psychologist would be better now.
        PlacingChanged = "placing_changed",
        /// Answers that a round needs are missing.
        ProfileIncomplete = "profile_incomplete",
        /// A proposal for the person waits.
        ProposedAlready = "proposed_already",
        /// The psychologist who works with the person says it.
        PsychologistDecides = "psychologist_decides",
        /// No psychologist has endorsed the application.
        PsychologistEndorsementMissing = "psychologist_endorsement_missing",
        /// No psychologist is named for the mentor.
        PsychologistMissing = "psychologist_missing",
        /// The psychologist accompanies as many pairs as they can.
        PsychologistNoCapacity = "psychologist_no_capacity",
        /// Every psychologist there accompanies as many pairs as they can.
        PsychologistsFull = "psychologists_full",
        /// Another proposal to erase has not ended.
        PurgeOpen = "purge_open",
        /// Another referral has this reference.
        ReferenceTaken = "reference_taken",
        /// Too few references were seen.
        ReferencesMissing = "references_missing",
        /// The person waits for no mentor.
        ReferralNotEligible = "referral_not_eligible",
        /// The referral has not ended.
        ReferralUnderWay = "referral_under_way",
        /// A request of that kind is open.
        RequestOpen = "request_open",
        /// A round of the centre is being worked out.
        RoundUnderWay = "round_under_way",
        /// The person wants a mentor of the same gender.
        SameGenderWanted = "same_gender_wanted",
        /// A part of the form is not complete.
        SectionIncomplete = "section_incomplete",
        /// Shadowing has hours to go.
        ShadowingHoursMissing = "shadowing_hours_missing",
        /// A signature for certification is missing.
        SignOffMissing = "sign_off_missing",
        /// People have booked the slot.
        SlotHasBookings = "slot_has_bookings",
        /// Steps of a breach are not noted yet.
        StepsLeft = "steps_left",
        /// The person is registered with an officer.
        SupervisedStill = "supervised_still",
        /// Whether the person is under supervision is not settled.
        SupervisionUnsettled = "supervision_unsettled",
        /// The mentor has another psychologist than the pairing.
        SupervisorChanged = "supervisor_changed",
        /// The mentor's psychologist no longer serves.
        SupervisorMissing = "supervisor_missing",
        /// The mentor's psychologist does not work in the person's institution.
        SupervisorNotThere = "supervisor_not_there",
        /// The person may not apply again yet.
        TooEarly = "too_early",
        /// It is too late for that.
        TooLate = "too_late",
        /// The time to cancel is over.
        TooLateToCancel = "too_late_to_cancel",
        /// The person has booked as often within a day as one may.
        TooManyBookings = "too_many_bookings",
        /// There are as many second factors as one may have.
        TooManyFactors = "too_many_factors",
        /// The person's hours of that day would be more than a day counts.
        TooManyHours = "too_many_hours",
        /// The opening has as many slots to come as one may have.
        TooManySlots = "too_many_slots",
        /// The person leaves before enough sessions could take place.
        TooShortStay = "too_short_stay",
        /// The course is not done, or something of it was failed since.
        TrainingIncomplete = "training_incomplete",
        /// The other signature must be somebody else's.
        TwoPeopleNeeded = "two_people_needed",
        /// The row is in a state in which this cannot be done.
        WrongState = "wrong_state",
        /// Work with the young asks for the police's check.
        YouthNeedsCheck = "youth_needs_check",
        /// A reason that only older rows have, from a version that still said it.
        #[serde(other)]
        NoLongerSaid = "no_longer_said",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Reason;

    #[test]
    fn the_words_are_in_order_and_read_as_they_are_said() {
        let words: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let (last, said) = words.split_last().unwrap();
        assert!(said.is_sorted(), "{said:?}");
        assert_eq!(*last, "no_longer_said");
        for code in Code::ALL {
            let told = Reason::new(*code);
            let text = serde_json::to_string(&told).unwrap();
            assert_eq!(text, format!(r#"{{"code":"{code}","params":{{}}}}"#));
            assert_eq!(serde_json::from_str::<Reason>(&text).unwrap(), told);
        }
    }

    #[test]
    fn a_word_of_an_older_version_does_not_close_its_row() {
        let old = r#"{"code":"a_word_nobody_says","params":{"left":1}}"#;
        let read: Reason = serde_json::from_str(old).unwrap();
        assert_eq!(read, Reason::with(Code::NoLongerSaid, serde_json::json!({ "left": 1 })));
    }
}
