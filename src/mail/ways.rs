//! Where letters lead: pages of which the address alone would tell what its reader is here go by a word that tells
//! nothing, and that the web application turns into the page (`shell/letters.ts`).

/// The pages with their words, which are in letters for as long as those are kept: none is ever given to another page.
pub const WAYS: &[(&str, &str)] = &[
    ("/admin", "q5"),
    ("/admin/accounts", "k4"),
    ("/admin/health", "j8"),
    ("/clinic/caseload", "t7"),
    ("/clinic/mentors", "c9"),
    ("/clinic/proposals", "w3"),
    ("/clinic/referrals", "n6"),
    ("/data/breaches", "k7"),
    ("/data/emergencies", "x8"),
    ("/data/requests", "x3"),
    ("/data/retention", "d9"),
    ("/host/openings", "e2"),
    ("/my/bookings", "r8"),
    ("/my/hours", "d5"),
    ("/my/looks", "a6"),
    ("/my/mentor", "y3"),
    ("/my/pairings", "g6"),
    ("/my/profile", "s2"),
    ("/my/requests", "j7"),
    ("/my/slots", "v9"),
    ("/officer/clearances", "b4"),
    ("/staff/hosts", "h8"),
    ("/staff/meetings", "z5"),
    ("/staff/mentors", "f2"),
    ("/staff/openings", "p7"),
    ("/staff/pairings", "m4"),
    ("/staff/rounds", "u6"),
];

/// The parts of the site that belong to one kind of person.
const TELLING: [&str; 7] = ["admin", "clinic", "data", "host", "my", "officer", "staff"];

/// The path that stands in a letter for a page; `None` where it would tell what its reader is here.
#[must_use]
pub fn told(page: &str) -> Option<String> {
    let first = page.split(['/', '?', '#']).nth(1).unwrap_or_default();
    if !TELLING.contains(&first) {
        return Some(page.to_owned());
    }
    WAYS.iter().find(|(known, _)| *known == page).map(|(_, word)| format!("/go/{word}"))
}
