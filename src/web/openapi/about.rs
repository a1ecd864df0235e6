//! What the description says of the API as a whole: its name, its licence, where it is, its parts, how to sign in.

use utoipa::openapi::info::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{OpenApi, RefOr};

/// The token of whoever is signed in: what nearly every operation needs.
pub const BEARER: &str = "bearer";

const DESCRIPTION: &str = "Peer mentoring and community service for people leaving crime behind.

Bodies are JSON in camelCase; fields and parameters that an operation does not know are refused, never overlooked. \
Times are UTC (RFC 3339). Lists come in pages: `limit`, and `after` with the `next` of the page before. \
A row that changes has a `version`; whoever changes it says which version they have read.

Errors are RFC 9457 problems (`application/problem+json`). Act upon the `code`; a refusal lists every reason against \
it, each a stable code with parameters, and never personal data.";

/// The parts of the API, in the order in which a reader meets them.
const TAGS: [(&str, &str); 21] = [
    ("site", "What every page needs before anybody is signed in: the server, places and choices."),
    ("accounts", "Sign-up, proof of an address, a forgotten password, and what people say of themselves."),
    ("sign-ins", "Signing in, staying signed in, signing out."),
    ("factors", "Second factors: passkeys, apps with one-time codes, recovery codes; and proving one."),
    ("staff", "Invitations to be staff, and the roles of those who accepted."),
    ("bookings", "What a member may choose from, and the places they have taken."),
    ("attendance", "Who came to a slot, and the hours that a coordinator verified."),
    ("hosts", "Organisations where volunteers help."),
    ("openings", "What hosts want help with, from draft to closing, with its slots."),
    ("supervision", "People under supervision, registered by their officers, and open questions about it."),
    ("clearances", "What officers allow beforehand: one booking, or everything of a kind until a day."),
    ("checks", "Record checks that a person has passed."),
    ("keep-apart", "Pairs of people who must not meet."),
    ("mentors", "Applying as a mentor, training, sign-off, and the psychologists beside them."),
    ("referrals", "Persons in custody, referred by their psychologist under an alias."),
    ("rounds", "Who waits and who can give, matched as well as possible, with reasons."),
    ("pairings", "A mentor, a psychologist and a person in custody, from proposal to a good ending."),
    ("today", "What waits for whoever asks, in each of their offices."),
    ("reports", "Figures of one centre for its own staff: counts, and nobody's name."),
    ("health", "How the installation itself stands, for those who administer it."),
    ("rights", "What people may ask about what is kept of them: who looked and why, a copy, a correction."),
];

/// Writes what concerns the whole.
pub fn introduce(api: &mut OpenApi) {
    let licence = env!("CARGO_PKG_LICENSE");
    api.info = InfoBuilder::new()
        .title("Alongside 同行")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .contact(Some(ContactBuilder::new().name(Some("Whoever runs this server")).build()))
        .license(Some(LicenseBuilder::new().name(licence).identifier(Some(licence)).build()))
        .build();
    let here =
        ServerBuilder::new().url("/").description(Some("The server that this description comes from."));
    api.servers = Some(vec![here.build()]);
    let tag = |(name, about): &(&str, &str)| TagBuilder::new().name(*name).description(Some(*about)).build();
    api.tags = Some(TAGS.iter().map(tag).collect());
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("The `accessToken` of a sign-in; it counts for ten minutes."))
        .build();
    let cookie = "The refresh secret, in the cookie that signing in has set.";
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description("__Host-rt", cookie));
    let schemes = &mut api.components.get_or_insert_default().security_schemes;
    schemes.insert(BEARER.into(), RefOr::T(SecurityScheme::Http(token)));
    schemes.insert("refreshCookie".into(), RefOr::T(SecurityScheme::ApiKey(cookie)));
}
