//! What an actor can be. A person holds several roles at once.

use crate::base::text_enum;

text_enum! {
    /// A role; the first two are held without a grant.
    pub enum Role {
        /// Everybody, signed in or not.
        Anyone = "anyone",
        /// Every signed-in account.
        Account = "account",
        /// Signed up by themselves: may book openings and apply as a mentor.
        Member = "member",
        Psychologist = "psychologist",
        Coordinator = "coordinator",
        Officer = "officer",
        Liaison = "liaison",
        Host = "host",
        Researcher = "researcher",
        Privacy = "privacy",
        Admin = "admin",
        /// The server's own loops.
        System = "system",
        /// Somebody at the server's command line.
        Operator = "operator",
    }
}

impl Role {
    /// Whether the role is given by invitation.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        matches!(
            self,
            Self::Psychologist
                | Self::Coordinator
                | Self::Officer
                | Self::Liaison
                | Self::Host
                | Self::Researcher
                | Self::Privacy
                | Self::Admin
        )
    }

    /// What a grant of the role must be bound to: `centre`, `institution`, `host`, or nothing.
    #[must_use]
    pub const fn scope_kind(self) -> Option<&'static str> {
        match self {
            Self::Coordinator | Self::Psychologist => Some("centre"),
            Self::Liaison => Some("institution"),
            Self::Host => Some("host"),
            _ => None,
        }
    }
}
