//! What a whole answer that says no is called, where no reason says more: one word each.

use super::text_enum;

text_enum! {
    /// What a whole "no" is called.
    pub enum ProblemCode {
        /// The password is right, and nobody has proven the address yet.
        AddressUnverified = "address_unverified",
        /// Address and password do not belong together.
        BadCredentials = "bad_credentials",
        /// The code or passkey is not right, was used before, or came too late.
        BadProof = "bad_proof",
        /// The body has more bytes than one may.
        BodyTooLong = "body_too_long",
        /// The body did not arrive in time.
        BodyTooSlow = "body_too_slow",
        /// No room or no database just now.
        Busy = "busy",
        /// Nobody is signed in.
        CredentialsMissing = "credentials_missing",
        /// There is one already.
        ExistsAlready = "exists_already",
        /// An office counts once its holder has a second factor: they have none yet.
        FactorEnrolmentRequired = "factor_enrolment_required",
        /// The caller has a second factor and has not proven it in this sign-in.
        FactorRequired = "factor_required",
        /// The caller may know of it but not do this.
        Forbidden = "forbidden",
        /// A fault of ours.
        Internal = "internal",
        /// Something is wrong with the request, field by field.
        Invalid = "invalid",
        /// The body is not said to be JSON.
        JsonNeeded = "json_needed",
        /// The link was used, or ran out.
        LinkExpired = "link_expired",
        /// There is an address, but nothing to do so with it.
        MethodNotAllowed = "method_not_allowed",
        /// There is none, or none that the caller may know of.
        NotFound = "not_found",
        /// The request did not come from a page of this site.
        OtherSite = "other_site",
        /// As things stand it cannot be done, and nobody said why.
        Refused = "refused",
        /// The sign-in has ended.
        SessionEnded = "session_ended",
        /// Somebody changed it since the caller saw it.
        StaleVersion = "stale_version",
        /// It reaches so far that a second factor must have been proven in the last minutes.
        StepUpRequired = "step_up_required",
        /// The token is none of ours, or too old.
        TokenInvalid = "token_invalid",
        /// Too many tries.
        TooMany = "too_many",
    }
}
