//! What happens to requests, and whom it tells.

use serde_json::json;

use super::model::{NotesDecision, Request, RequestKind};
use crate::access::AccountId;
use crate::base::Language;
use crate::mail::Kind;
use crate::rights::copies::model::Whose;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// Where the privacy officer answers, and psychologists say whether notes are handed over.
const DESK: &str = "/data/requests";
/// Where a person reads what became of it.
const OWN: &str = "/my/requests";

/// Something that happened to a request.
#[derive(Debug)]
pub enum RequestEvent {
    /// It was asked; those who watch over privacy are told, and whoever says whether notes are handed over.
    Asked {
        request: Box<Request>,
        officers: Vec<AccountId>,
    },
    Withdrawn(Box<Request>),
    NotesDecided {
        request: Box<Request>,
        officers: Vec<AccountId>,
    },
    /// Whoever is erased by it is told at the address that they had.
    Answered {
        request: Box<Request>,
        address: Option<(String, Language)>,
    },
    /// Nothing names them any more, and the key to what was told in confidence is gone: the certificate.
    Erased(Box<Request>),
    /// The clock has come so far.
    Reminded {
        request: Box<Request>,
        officers: Vec<AccountId>,
    },
    /// Another psychologist, or none, says whether notes are handed over.
    PutTo {
        request: Box<Request>,
        officers: Vec<AccountId>,
    },
}

impl RequestEvent {
    const fn request(&self) -> &Request {
        match self {
            Self::Asked { request, .. }
            | Self::NotesDecided { request, .. }
            | Self::Reminded { request, .. }
            | Self::PutTo { request, .. }
            | Self::Answered { request, .. }
            | Self::Withdrawn(request)
            | Self::Erased(request) => request,
        }
    }
}

impl Event for RequestEvent {
    type Of = Request;

    fn line(&self) -> Line {
        let request = self.request();
        let (event, details) = match self {
            Self::Asked { .. } => ("request.asked", json!({ "kind": request.kind, "way": request.way })),
            Self::Withdrawn(_) => ("request.withdrawn", json!({})),
            Self::NotesDecided { .. } => {
                let released = request.notes.as_ref().map(|notes| notes.decision == NotesDecision::Release);
                ("request.notes_decided", json!({ "released": released }))
            }
            Self::Erased(_) => ("person.erased", json!({ "way": request.way })),
            Self::Answered { .. } => {
                ("request.answered", json!({ "state": request.state, "heldBack": request.held_back }))
            }
            Self::Reminded { .. } => ("request.reminded", json!({ "day": request.reminded })),
            Self::PutTo { .. } => ("request.put_to", json!({ "psychologist": request.psychologist })),
        };
        Line::new(event, "data_request", request.id.uuid()).with(details)
    }

    fn letters(&self) -> Vec<Letter> {
        let request = self.request();
        let read = |to: &AccountId, page: &str| Letter::something_to_read(*to, page);
        let clinic = request.psychologist.iter().map(|one| read(one, DESK));
        match self {
            Self::Asked { officers, .. } | Self::PutTo { officers, .. } => {
                officers.iter().map(|one| read(one, DESK)).chain(clinic).collect()
            }
            Self::NotesDecided { officers, .. } => officers.iter().map(|one| read(one, DESK)).collect(),
            Self::Reminded { officers, .. } => {
                let undecided = request.notes.is_none() && request.kind == RequestKind::Access;
                let clinic = clinic.filter(|_| undecided);
                officers.iter().map(|one| read(one, DESK)).chain(clinic).collect()
            }
            Self::Answered { address: Some((email, language)), .. } => vec![Letter {
                to: Recipient::Address { email: email.clone(), language: *language },
                kind: Kind::AccountErased,
                link: "/privacy".into(),
                token: None,
            }],
            // Whoever cannot sign in is told by those who brought the paper.
            Self::Answered { .. } => match request.whose {
                Whose::Account(person) => vec![read(&person, OWN)],
                Whose::Referral(_) => request.entered_by.iter().map(|one| read(one, DESK)).collect(),
            },
            Self::Withdrawn(_) | Self::Erased(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Erased(_) => vec![Fact::RightsChanged],
            Self::Asked { .. }
            | Self::Withdrawn(_)
            | Self::NotesDecided { .. }
            | Self::Answered { .. }
            | Self::Reminded { .. }
            | Self::PutTo { .. } => Vec::new(),
        }
    }
}
