//! What can be wrong with a field of a request, as one word each.

use super::text_enum;

text_enum! {
    /// What is wrong with a field.
    pub enum FaultCode {
        /// A centre works with them already, and it is not the one that is named.
        AnotherCentre = "another_centre",
        /// A step happened before the one it follows.
        BeforePreviousStep = "before_previous_step",
        /// The password is a word of this programme, or of the person's own address.
        ContextWord = "context_word",
        /// The address is one of the demo's, which nobody reads letters at.
        DemoAddress = "demo_address",
        /// Few servers take letters for an address with signs beyond Latin letters, digits and marks.
        EmailNotAscii = "email_not_ascii",
        /// The end is not after the start.
        EndBeforeStart = "end_before_start",
        /// The text holds the number of an identity card.
        HkidNotAllowed = "hkid_not_allowed",
        /// The time is still to come.
        InTheFuture = "in_the_future",
        /// The time is over.
        InThePast = "in_the_past",
        /// It does not have the form that is asked.
        Invalid = "invalid",
        /// The key came with another request before.
        KeyUsedForAnotherRequest = "key_used_for_another_request",
        /// The hours are more than the shift lasts, and nobody says why.
        LongerThanShift = "longer_than_shift",
        /// The body is no JSON.
        MalformedJson = "malformed_json",
        /// There is no such date.
        NotADate = "not_a_date",
        /// Nothing may stand here.
        NotNeeded = "not_needed",
        /// Other centres work with both people, and this one with neither.
        OtherCentre = "other_centre",
        /// It lies outside the bounds.
        OutOfRange = "out_of_range",
        /// The password has too few characters.
        PasswordTooShort = "password_too_short",
        /// Two rows of an import have the same reference.
        ReferenceTwice = "reference_twice",
        /// It must be there.
        Required = "required",
        /// It tells of religion or health, which is asked apart.
        Sensitive = "sensitive",
        /// The shift is longer than one may be.
        ShiftTooLong = "shift_too_long",
        /// The numbers do not add up.
        SumWrong = "sum_wrong",
        /// The day is too far ahead.
        TooFarAhead = "too_far_ahead",
        /// The text has too many characters.
        TooLong = "too_long",
        /// The list has too many entries.
        TooMany = "too_many",
        /// The text has too few characters.
        TooShort = "too_short",
        /// No such code is known.
        UnknownCode = "unknown_code",
        /// No such field is asked for.
        UnknownField = "unknown_field",
        /// No row of an import has this reference.
        UnknownReference = "unknown_reference",
        /// The password is easy to guess.
        WeakPassword = "weak_password",
        /// The person does not have the office that this asks for.
        WrongOffice = "wrong_office",
    }
}
