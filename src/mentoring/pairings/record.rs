//! What each step of a pairing writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::{Pairing, PairingId, PairingNotice, PairingState, Step};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Pages that letters lead to; none names a person.
const MENTOR: &str = "/my/pairings";
const PROPOSALS: &str = "/clinic/proposals";
const CASELOAD: &str = "/clinic/caseload";
const DESK: &str = "/staff/pairings";

/// A step of a pairing happened.
#[derive(Debug)]
pub struct Happened {
    step: Step,
    id: PairingId,
    state: PairingState,
    /// Once the mentor knows of it.
    mentor: Option<AccountId>,
    /// Whether the mentor wants it to rest.
    rests_for_mentor: bool,
    psychologists: Vec<AccountId>,
    coordinator: Option<AccountId>,
    /// The coordinators of the centre, for what is nobody's in particular.
    centre: Vec<AccountId>,
    /// Whoever did it needs no letter about it.
    by: Option<AccountId>,
    /// Whether a round proposed it, which tells everybody once.
    in_round: bool,
}

impl Happened {
    /// The step that led to `next`.
    #[must_use]
    pub fn to(next: &Pairing, step: Step, by: Option<AccountId>, centre: Vec<AccountId>) -> Self {
        let mut psychologists: Vec<_> = next.psychologists().into_iter().flatten().collect();
        psychologists.dedup();
        Self {
            step,
            id: next.id,
            state: next.state,
            mentor: next.is_known_to_mentor().then_some(next.mentor_account),
            rests_for_mentor: next.rest.mentor,
            psychologists,
            coordinator: next.approved_by,
            centre,
            by,
            in_round: next.round.is_some(),
        }
    }

    /// Whether the step is told to every coordinator of the centre.
    #[must_use]
    pub const fn concerns_centre(step: Step) -> bool {
        matches!(
            step,
            Step::Endorsed
                | Step::EndorsementDeclined
                | Step::MentorNotYet
                | Step::PicNotYet
                | Step::Held
                | Step::Lapsed
        )
    }

    fn told(&self) -> Vec<(AccountId, &'static str)> {
        let psychologists = |page| self.psychologists.iter().map(move |person| (*person, page));
        let coordinator = self.coordinator.map(|person| (person, DESK));
        let centre = self.centre.iter().map(|person| (*person, DESK));
        let mentor = self.mentor.map(|person| (person, MENTOR));
        match self.step {
            Step::Proposed if self.in_round => Vec::new(),
            // One choice may move several, and tells each of its people once.
            Step::Chosen | Step::Shifted | Step::Replaced | Step::GaveWay => Vec::new(),
            Step::Proposed | Step::RefusalUndone => psychologists(PROPOSALS).collect(),
            // Now it is the desk's turn; after the first of two endorsements not yet.
            Step::Endorsed if self.state != PairingState::Endorsed => Vec::new(),
            Step::Endorsed | Step::EndorsementDeclined => centre.collect(),
            // An approval sends nothing, so that it can be undone.
            Step::Approved | Step::ApprovalUndone | Step::Refused => Vec::new(),
            Step::MentorConsented | Step::MentorDeclined | Step::MentorTookBack => {
                psychologists(CASELOAD).chain(coordinator).collect()
            }
            // It rests by the person's wish as well: nothing changes for the mentor.
            Step::MentorGoesOn | Step::PicGoesOn if self.state == PairingState::Paused => {
                psychologists(CASELOAD).chain(coordinator).collect()
            }
            Step::MentorNotYet | Step::PicNotYet => psychologists(CASELOAD).chain(centre).collect(),
            Step::GoingOnAsked => {
                psychologists(CASELOAD).chain(mentor.filter(|_| self.rests_for_mentor)).collect()
            }
            Step::Held | Step::Lapsed => psychologists(CASELOAD).chain(mentor).chain(centre).collect(),
            Step::ConsentsAsked
            | Step::PicConsented
            | Step::PicDeclined
            | Step::Paused
            | Step::PausedForMentor
            | Step::PausedForPic
            | Step::Resumed
            | Step::MentorGoesOn
            | Step::PicGoesOn
            | Step::Ended
            | Step::PersonLeft => match mentor {
                Some(mentor) => psychologists(CASELOAD).chain([mentor]).chain(coordinator).collect(),
                None => Vec::new(),
            },
        }
    }
}

impl Event for Happened {
    type Of = Pairing;

    fn line(&self) -> Line {
        Line::new("pairing.step", "pairing", self.id.uuid())
            .with(json!({ "step": self.step, "state": self.state }))
    }

    fn letters(&self) -> Vec<Letter> {
        self.told()
            .into_iter()
            .filter(|(person, _)| Some(*person) != self.by)
            .map(|(person, page)| Letter::something_to_read(person, page))
            .collect()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Another psychologist accompanies a pairing from now on; whoever is concerned is told with the mentor or the person.
#[derive(Debug)]
pub struct Accompanied {
    pub pairing: PairingId,
    pub psychologist: AccountId,
}

impl Event for Accompanied {
    type Of = Pairing;

    fn line(&self) -> Line {
        Line::new("pairing.accompanied", "pairing", self.pairing.uuid())
            .with(json!({ "by": self.psychologist }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// The mentor has seen what others changed of a pairing.
#[derive(Debug)]
pub struct Seen {
    pairing: PairingId,
    notice: Option<PairingNotice>,
}

impl Seen {
    /// What the mentor has seen of this one.
    #[must_use]
    pub fn of(pairing: &Pairing) -> Self {
        Self { pairing: pairing.id, notice: pairing.told.map(|told| told.notice) }
    }
}

impl Event for Seen {
    type Of = Pairing;

    fn line(&self) -> Line {
        Line::new("pairing.notice_seen", "pairing", self.pairing.uuid())
            .with(json!({ "notice": self.notice }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Somebody opened a pairing to read it.
#[derive(Debug)]
pub struct Read(pub PairingId);

impl Event for Read {
    type Of = Pairing;

    fn line(&self) -> Line {
        Line::new("pairing.read", "pairing", self.0.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
