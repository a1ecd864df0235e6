//! What is told of whoever looked.

use super::model::Looked;
use crate::access::{Purpose, Role, Seen};

/// What there is to see of somebody with an account.
pub const OF_ACCOUNT: [Seen; 6] =
    [Seen::Account, Seen::Supervision, Seen::Checks, Seen::Bookings, Seen::Mentor, Seen::Pairing];
/// What there is to see of a person in custody.
pub const OF_REFERRAL: [Seen; 2] = [Seen::Referral, Seen::Pairing];

/// The look as its subject reads it. Those who work with people are known to them by name; of the others the office is
/// told, and where. Who was looked up from a centre that does not work with them learns the office alone: which centre asks
/// for somebody could tell who else goes there.
#[must_use]
pub fn told(look: Looked, centre: Option<&str>) -> Looked {
    let elsewhere = look.purpose == Purpose::Find && look.place.as_deref() != centre;
    let named = matches!(look.role, Role::Psychologist | Role::Coordinator | Role::Officer);
    Looked {
        name: look.name.filter(|_| named && !(elsewhere && look.role == Role::Coordinator)),
        place: look.place.filter(|_| !elsewhere),
        ..look
    }
}

/// What of `all` nobody has seen. What one thing shows of another counts as seen as well: a name stands in everything, checks
/// and supervision in the file of a mentor, both files beside a pairing, a booking in what an officer clears.
#[must_use]
pub fn unseen(all: &[Seen], seen: &[Seen]) -> Vec<Seen> {
    let shows = |one: Seen, other: Seen| match one {
        _ if one == other => true,
        Seen::Apart => false,
        // Who answers may have read the whole copy.
        Seen::Request => other != Seen::Apart,
        Seen::Mentor => matches!(other, Seen::Account | Seen::Checks | Seen::Supervision),
        Seen::Pairing => {
            matches!(other, Seen::Account | Seen::Checks | Seen::Supervision | Seen::Mentor | Seen::Referral)
        }
        Seen::Supervision => matches!(other, Seen::Account | Seen::Bookings),
        Seen::Account | Seen::Checks | Seen::Bookings | Seen::Referral => other == Seen::Account,
    };
    all.iter().copied().filter(|other| !seen.iter().any(|one| shows(*one, *other))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Instant};

    fn look(role: Role, place: Option<&str>, purpose: Purpose) -> Looked {
        let now = Instant::default();
        let (id, seen, place) = (Id::fresh(now), Seen::Account, place.map(str::to_owned));
        let name = Some("Chan".to_owned());
        Looked { id, at: now, role, name, place, host: None, seen, purpose, emergency: None, host_name: None }
    }

    #[test]
    fn who_works_with_people_is_named_and_where_alone_tells_of_nobody_else() {
        let own = Some("MFRC-ST");
        for (role, place, purpose, named, placed) in [
            (Role::Coordinator, own, Purpose::Find, true, true),
            (Role::Coordinator, Some("MFRC-KT"), Purpose::Find, false, false),
            (Role::Coordinator, Some("MFRC-KT"), Purpose::Hours, true, true),
            (Role::Officer, None, Purpose::Find, true, false),
            (Role::Psychologist, own, Purpose::Screen, true, true),
            (Role::Host, None, Purpose::Roster, false, false),
            (Role::Admin, None, Purpose::Offices, false, false),
        ] {
            let told = told(look(role, place, purpose), own);
            assert_eq!((told.name.is_some(), told.place.is_some()), (named, placed), "{role} {purpose}");
        }
    }
    #[test]
    fn what_one_thing_shows_of_another_is_seen_as_well() {
        assert_eq!(unseen(&OF_ACCOUNT, &[]), OF_ACCOUNT);
        assert_eq!(unseen(&OF_ACCOUNT, &[Seen::Apart]), OF_ACCOUNT, "that would tell of it");
        assert_eq!(unseen(&OF_ACCOUNT, &[Seen::Mentor]), [Seen::Bookings, Seen::Pairing]);
        assert_eq!(unseen(&OF_REFERRAL, &[Seen::Pairing]), []);
    }
}
