//! Who is asking.

use crate::access::ids::{AccountId, EmergencyId, HostId, SignInId, SubjectId};
use crate::access::{Proof, Role};
use crate::base::Instant;

/// What a grant is bound to; reference data is named by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Everywhere,
    Centre(String),
    Institution(String),
    Host(HostId),
}

/// A role that an actor holds, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
}

/// An emergency access that is open: leave to read what is kept of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    pub id: EmergencyId,
    /// The one person whom it is for.
    pub subject: SubjectId,
    /// Of the office under which it was opened: whoever holds that no longer has lost this as well.
    pub scope: Scope,
    pub opened_at: Instant,
}

/// Who is asking, with all the grants that they hold at this moment.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody we know.
    Anonymous,
    /// A signed-in person. Their offices count once they have proven a second factor: see [`roles`](Self::roles).
    /// The emergencies are those that they have opened and that are open now.
    Person {
        account: AccountId,
        sign_in: SignInId,
        grants: Vec<Grant>,
        proof: Proof,
        emergencies: Vec<Emergency>,
    },
    /// One of the server's loops, by name.
    System(&'static str),
    /// Somebody at the command line.
    Operator,
}

impl Actor {
    /// The signed-in account.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Person { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// The sign-in of the signed-in account.
    #[must_use]
    pub fn sign_in(&self) -> Option<SignInId> {
        match self {
            Self::Person { sign_in, .. } => Some(*sign_in),
            _ => None,
        }
    }

    /// The word for the audit log.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Person { .. } => "person",
            Self::System(name) => name,
            Self::Operator => "operator",
        }
    }

    /// Every role that counts here and now, with its scope: no office without a second factor.
    pub fn roles(&self) -> impl Iterator<Item = (Role, &Scope)> {
        let implied: &[Role] = match self {
            Self::Anonymous => &[Role::Anyone],
            Self::Person { .. } => &[Role::Anyone, Role::Account],
            Self::System(_) => &[Role::System],
            Self::Operator => &[Role::Operator],
        };
        let counting = self.grants().iter().filter(|grant| self.counts(grant.role));
        implied
            .iter()
            .map(|role| (*role, &Scope::Everywhere))
            .chain(counting.map(|grant| (grant.role, &grant.scope)))
    }

    /// The offices that would count, had their holder proven a second factor.
    pub fn withheld(&self) -> impl Iterator<Item = Role> {
        self.grants().iter().map(|grant| grant.role).filter(|role| !self.counts(*role))
    }

    /// The emergency accesses that the actor has open.
    #[must_use]
    pub const fn emergencies(&self) -> &[Emergency] {
        match self {
            Self::Person { emergencies, .. } => emergencies.as_slice(),
            Self::Anonymous | Self::System(_) | Self::Operator => &[],
        }
    }

    const fn grants(&self) -> &[Grant] {
        match self {
            Self::Person { grants, .. } => grants.as_slice(),
            Self::Anonymous | Self::System(_) | Self::Operator => &[],
        }
    }

    const fn counts(&self, role: Role) -> bool {
        match self {
            Self::Person { proof: Proof::Factor(_), .. } => true,
            Self::Person { proof: Proof::Password(_), .. } => !role.is_staff(),
            _ => false,
        }
    }

    /// Whether the actor holds the role anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles().any(|(held, _)| held == role)
    }

    /// The centres, institutions or hosts for which the actor holds `role`.
    pub fn scopes(&self, role: Role) -> impl Iterator<Item = &Scope> {
        self.roles().filter(move |(held, _)| *held == role).map(|(_, scope)| scope)
    }

    /// The codes of the centres for which the actor holds `role`.
    #[must_use]
    pub fn centres(&self, role: Role) -> Vec<String> {
        self.scopes(role)
            .filter_map(|scope| match scope {
                Scope::Centre(code) => Some(code.clone()),
                _ => None,
            })
            .collect()
    }

    /// The codes of the institutions for which the actor holds `role`.
    #[must_use]
    pub fn institutions(&self, role: Role) -> Vec<String> {
        self.scopes(role)
            .filter_map(|scope| match scope {
                Scope::Institution(code) => Some(code.clone()),
                _ => None,
            })
            .collect()
    }

    /// The hosts that the actor belongs to.
    #[must_use]
    pub fn hosts(&self) -> Vec<HostId> {
        self.scopes(Role::Host)
            .filter_map(|scope| match scope {
                Scope::Host(id) => Some(*id),
                _ => None,
            })
            .collect()
    }
}
