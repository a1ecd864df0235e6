//! Every action of the house: one variant for the policy, one type for signatures.

/// A type that names an action: what a guard asks leave for.
pub trait Named: 'static {
    const ACTION: Action;
}

/// An action that needs no account.
pub trait Public: Named {}

macro_rules! actions {
    ($($name:ident $(: $public:ident)?),+ $(,)?) => {
        /// Something that may be tried; the policy says by whom.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Every action that needs no account; the policy checks that it says so too.
            pub const PUBLIC: &'static [Self] = &[$($({
                const _: &str = stringify!($public);
                Self::$name
            },)?)+];

            /// The name, for the audit log.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
        }
        $(
            #[doc = concat!("Leave to `", stringify!($name), "`.")]
            pub struct $name;
            impl Named for $name { const ACTION: Action = Action::$name; }
            $(actions!(@$public $name);)?
        )+
    };
    (@public $name:ident) => {
        impl Public for $name {}
    };
}

actions! {
    // accounts
    SignUp: public, VerifyAddress: public, AskForMail: public, ResetPassword: public,
    OpenSignIn: public, RefreshSignIn: public, AcceptInvitation: public,
    SeeMe, ChangeMe, ManageSignIns, SeeSignIn, SignOut, SeeAccount, SeePerson,
    Invite, SeeInvitation, DecideInvitation, SeeStaff, EndGrant,
    // second factors
    ProveFactor, SeeFactors, ManageFactors, ReopenFactors, SeeReopening, ConfirmReopening,
    // reference data
    SeePlaces: public,
    // training, mentors
    SeeCourse, ApplyAsMentor, SeeMentor, SeeOwnMentor, ChangeOwnMentor, ListMentors, ReadMentor, MoveMentor,
    EndorseMentor, RecordTraining, RecordShadowing, SignOffMentor, ConfirmOffers, ConfirmComfort,
    ClearInstitutions, HandOver,
    SeePsychologists, SeePsychologist, ChangeOwnPsychologist, ChangePsychologist,
    // supervisees, clearances, checks, keep-apart
    LookUpPerson, RegisterSupervisee, SeeSupervisee, ChangeSupervisee, ListSupervisees,
    SeeClearance, ListClearances, DecideClearance, GrantStanding, SeeStanding,
    SeeMember, ListSettlements, SettleSupervision, RecordCheck, SeeChecks, HandOverMember, KeepApart,
    ListMeetings, DecideMeeting,
    // hosts, openings, slots
    BrowseOpenings: public, SeeOpening, SeeSlot, ListSlots,
    ListManagedOpenings, ReadManagedOpening, DraftOpening, PublishOpening, ChangeSlots,
    SeeHost, ListHosts, ListHostNames, ChangeHosts,
    // bookings, attendance, hours
    BookSlot, SeeBooking, ListOwnBookings, SeeNotice, CancelBooking, SeeRoster, RecordAttendance, VerifyHours, SeeOwnHours,
    SeeCommitment,
    // referrals
    ReferPerson, SeeReferral, ListReferrals, ReadReferral, ChangeReferral,
    // rounds and pairings
    SeeWeights, ChangeWeights, RunRound, SeeRound, ListRounds, SeePairing, ListPairings, ReadPairing, EndorsePairing, ApprovePairing,
    RefusePairing, ChooseMentor, RequestConsents, RecordPicConsent, ConsentToPairing, ListOwnPairings, PausePairing, EndPairing,
    // what waits
    SeeToday,
    // reports
    SeeFigures,
    // how the installation stands
    SeeHealth,
    // rights
    SeeOwnLooks, PrintLooks,
    AskForData, SeeOwnRequests, WithdrawRequest, SeeRequest, ListRequests, EnterRequest, DecideNotes, AnswerRequest,
    ReadCopy, ReadStatements,
    SeeConsent, SayConsent, ReadConsents,
    SeeRetention, ChangeRetention, ApprovePurge, SeeHold, PlaceHold,
    SeeRegisters, SeeBreach, RecordBreach, TraceBreach,
    // emergencies
    OpenEmergency, SeeEmergency, ListEmergencies, EndEmergency, ReviewEmergency,
    // the server itself
    DeliverMail, KeepHouse, Import, Operate,
}
