//! What binds an actor to a row. Rows state their owners; only this module compares.

use crate::access::{AccountId, Actor, HostId, Scope};

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
    /// The row is for everybody to see.
    Public,
    /// None of these.
    Stranger,
}

impl Tie {
    /// Every tie.
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Assigned, Self::Scope, Self::Asked, Self::Public, Self::Stranger];

    /// The word for tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Assigned => "assigned",
            Self::Scope => "scope",
            Self::Asked => "asked",
            Self::Public => "public",
            Self::Stranger => "stranger",
        }
    }
}

/// To whom a row belongs.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// The person the row is about.
    pub own: Option<AccountId>,
    /// The people who work with it.
    pub assigned: [Option<AccountId>; 3],
    /// The code of its centre.
    pub centre: Option<String>,
    /// The code of its institution.
    pub institution: Option<String>,
    pub host: Option<HostId>,
    /// Whether it waits for the word of anybody in its scope who may give it.
    pub asks: bool,
    /// Whether everybody may see it.
    pub public: bool,
}

impl Owners {
    /// A row about one person.
    #[must_use]
    pub fn of(person: AccountId) -> Self {
        Self { own: Some(person), ..Self::default() }
    }

    /// A row for everybody.
    #[must_use]
    pub fn everybody() -> Self {
        Self { public: true, ..Self::default() }
    }

    /// Every tie between the row and an actor who holds a role in `scope`.
    pub fn ties(&self, actor: &Actor, scope: &Scope) -> impl Iterator<Item = Tie> {
        let account = actor.account();
        let own = account.is_some() && self.own == account;
        let assigned = account.is_some() && self.assigned.contains(&account);
        let scoped = match scope {
            Scope::Everywhere => false,
            Scope::Centre(code) => self.centre.as_ref() == Some(code),
            Scope::Institution(code) => self.institution.as_ref() == Some(code),
            Scope::Host(id) => self.host == Some(*id),
        };
        [
            own.then_some(Tie::Own),
            assigned.then_some(Tie::Assigned),
            scoped.then_some(Tie::Scope),
            (scoped && self.asks).then_some(Tie::Asked),
            self.public.then_some(Tie::Public),
            Some(Tie::Stranger),
        ]
        .into_iter()
        .flatten()
    }
}
