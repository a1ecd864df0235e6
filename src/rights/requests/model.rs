//! A request about one's own data.

use chrono::{NaiveDate, NaiveTime};

use crate::access::AccountId;
use crate::base::{Cursor, Id, Instant, Language, text_enum};
use crate::rights::copies::model::{CopyPart, Whose};

text_enum! {
    /// What is asked.
    pub enum RequestKind {
        /// A copy of everything that is kept.
        Access = "access",
        /// Something is wrong and is to be mended.
        Correction = "correction",
        /// Something is done with it that shall not be.
        Objection = "objection",
        /// It is to be erased.
        Erasure = "erasure",
    }
}

text_enum! {
    /// How it came.
    pub enum RequestWay {
        Page = "page",
        Paper = "paper",
    }
}

text_enum! {
    /// Where a request stands.
    pub enum RequestState {
        Open = "open",
        Answered = "answered",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What may be done with a request.
    pub enum RequestMove {
        Withdraw = "withdraw",
        /// Say whether notes are handed over.
        DecideNotes = "decide_notes",
        Answer = "answer",
        Refuse = "refuse",
        /// Read the copy.
        ReadCopy = "read_copy",
    }
}

text_enum! {
    /// What becomes of notes in the copy.
    pub enum NotesDecision {
        Release = "release",
        Withhold = "withhold",
    }
}

/// Marks ids of requests.
pub enum RequestMark {}
/// The id of a request.
pub type RequestId = Id<RequestMark>;

/// A psychologist's word about notes.
#[derive(Clone, Debug)]
pub struct Notes {
    pub decision: NotesDecision,
    /// Why they are held back.
    pub reason: Option<String>,
    pub by: AccountId,
    pub at: Instant,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Decided {
    pub by: AccountId,
    pub at: Instant,
    /// What was done, or why it is refused, as the person reads it.
    pub reply: Option<String>,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: RequestId,
    pub whose: Whose,
    /// What staff call the person by: a member's code, or the reference of a referral.
    pub code: String,
    /// The preferred name, or the alias of a person in custody.
    pub name: String,
    /// The centre that works with a person in custody.
    pub centre: Option<String>,
    pub kind: RequestKind,
    pub way: RequestWay,
    /// The language in which the answer is read.
    pub language: Language,
    /// The first day of the clock.
    pub asked_on: NaiveDate,
    pub words: Option<String>,
    pub entered_by: Option<AccountId>,
    pub psychologist: Option<AccountId>,
    pub state: RequestState,
    pub notes: Option<Notes>,
    /// Parts that are not handed over.
    pub held_back: Vec<CopyPart>,
    pub decided: Option<Decided>,
    /// The day of the clock for which the last alarm was given, 0 before.
    pub reminded: i64,
    pub created_at: Instant,
    pub version: i64,
}

impl Request {
    /// Its place in a list.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { at: Instant::from_hong_kong(self.asked_on.and_time(NaiveTime::MIN)), id: self.id.uuid() }
    }
}

/// What somebody asks.
#[derive(Clone, Debug)]
pub struct Asked {
    pub kind: RequestKind,
    pub words: Option<String>,
    pub language: Language,
}

/// What came on paper.
#[derive(Clone, Debug)]
pub struct OnPaper {
    /// A member's code, or the reference of a referral.
    pub code: String,
    pub asked: Asked,
    pub received_on: NaiveDate,
}

/// The answer that is given.
#[derive(Clone, Debug)]
pub struct Answering {
    pub granted: bool,
    pub reply: Option<String>,
    pub held_back: Vec<CopyPart>,
}
