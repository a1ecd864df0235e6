//! What binds an actor to a row. Rows state their owners; only this module compares.

use crate::access::{AccountId, Actor, Emergency, EmergencyId, HostId, ReferralId, Role, Scope, SubjectId};

/// How an actor, in one role, stands to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The row is about the actor, or of their making.
    Own,
    /// The row names the actor as the one who works with it.
    Assigned,
    /// The row belongs to the actor's centre, institution or host.
    Scope,
    /// It does, and waits for the word of anybody there who may give it.
    Asked,
    /// The row could belong to the actor's centre as to any, and none has taken it yet.
    Unclaimed,
    /// The row is for everybody to see.
    Public,
    /// The row is about the one person whom the actor has an emergency access for.
    Emergency,
    /// None of these.
    Stranger,
}

impl Tie {
    /// Every tie.
    pub const ALL: [Self; 8] = [
        Self::Own,
        Self::Assigned,
        Self::Scope,
        Self::Asked,
        Self::Unclaimed,
        Self::Public,
        Self::Emergency,
        Self::Stranger,
    ];

    /// The word for tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Assigned => "assigned",
            Self::Scope => "scope",
            Self::Asked => "asked",
            Self::Unclaimed => "unclaimed",
            Self::Public => "public",
            Self::Emergency => "emergency",
            Self::Stranger => "stranger",
        }
    }
}

/// Which centre works with a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Caseload {
    /// No centre does, and none will: by its nature the row is nobody's caseload.
    #[default]
    None,
    /// Whichever centre takes it first.
    Unclaimed,
    /// The centre of this code.
    Of(String),
}

impl Caseload {
    /// Of a row that centres take: of whichever has.
    #[must_use]
    pub fn taken_by(centre: Option<String>) -> Self {
        centre.map_or(Self::Unclaimed, Self::Of)
    }
}

/// To whom a row belongs.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// The person whose own the row is: who may know of it without any office.
    pub own: Option<AccountId>,
    /// The people whom the row is about, whether or not they may know of it: no office of theirs reaches it.
    pub about: [Option<AccountId>; 2],
    /// The person in custody whom it is about, who has no account.
    pub custody: Option<ReferralId>,
    /// The people who work with it.
    pub assigned: [Option<AccountId>; 3],
    /// The centre that works with it.
    pub centre: Caseload,
    /// The code of its institution.
    pub institution: Option<String>,
    pub host: Option<HostId>,
    /// Whether it waits for the word of anybody in its scope who may give it.
    pub asks: bool,
    /// Whether everybody may see it.
    pub public: bool,
    /// The emergency access that the row itself is.
    pub emergency: Option<EmergencyId>,
}

impl Owners {
    /// A row about one person, and their own.
    #[must_use]
    pub fn of(person: AccountId) -> Self {
        Self { own: Some(person), about: [Some(person), None], ..Self::default() }
    }

    /// A row for everybody.
    #[must_use]
    pub fn everybody() -> Self {
        Self { public: true, ..Self::default() }
    }

    /// Whether the row is about the actor.
    #[must_use]
    pub fn are_about(&self, actor: &Actor) -> bool {
        actor.account().is_some() && self.about.contains(&actor.account())
    }

    /// The emergency accesses by which an actor who holds `role` in `scope` may read the row, each for one person whom it is
    /// about. What that person may not know of, such as a proposal, and what nobody works with yet, such as a draft of
    /// theirs, is read by nobody so.
    pub fn emergencies<'a>(
        &self,
        actor: &'a Actor,
        role: Role,
        scope: &Scope,
    ) -> impl Iterator<Item = &'a Emergency> {
        let known = self.own.is_some() || self.about == [None, None];
        let reached = role == Role::Psychologist && self.centre != Caseload::None && known;
        let is_about = |subject: SubjectId| {
            self.about.iter().flatten().any(|person| person.uuid() == subject.uuid())
                || self.custody.is_some_and(|person| person.uuid() == subject.uuid())
        };
        actor.emergencies().iter().filter(move |one| reached && one.scope == *scope && is_about(one.subject))
    }

    /// Every tie between the row and an actor who holds `role` in `scope`. To a row about themselves nobody is bound
    /// by an office: there the office has the tie of one's own, and no other.
    pub fn ties(&self, actor: &Actor, role: Role, scope: &Scope) -> impl Iterator<Item = Tie> {
        let account = actor.account();
        let self_held = role.is_staff() && self.are_about(actor);
        let own = account.is_some() && self.own == account;
        let assigned = account.is_some() && self.assigned.contains(&account);
        let scoped = match scope {
            Scope::Everywhere => false,
            Scope::Centre(code) => matches!(&self.centre, Caseload::Of(centre) if centre == code),
            Scope::Institution(code) => self.institution.as_ref() == Some(code),
            Scope::Host(id) => self.host == Some(*id),
        };
        let unclaimed = matches!(scope, Scope::Centre(_)) && self.centre == Caseload::Unclaimed;
        let others = [
            own.then_some(Tie::Own),
            assigned.then_some(Tie::Assigned),
            scoped.then_some(Tie::Scope),
            (scoped && self.asks).then_some(Tie::Asked),
            unclaimed.then_some(Tie::Unclaimed),
            self.public.then_some(Tie::Public),
            self.emergencies(actor, role, scope).next().map(|_| Tie::Emergency),
            Some(Tie::Stranger),
        ];
        if self_held { [Some(Tie::Own), None, None, None, None, None, None, None] } else { others }
            .into_iter()
            .flatten()
    }
}
