//! Referrals of people in custody, the pairings they were in, and who must not meet whom.

use uuid::Uuid;

use super::row::Row;
use super::sheet::Columns;
use crate::access::Role;
use crate::base::{FaultCode, Id, Instant, Result};
use crate::mentoring::mentors;
use crate::mentoring::pairings::model::{Ending, PairingId, Propose, Whose};
use crate::mentoring::pairings::{consents, flow as pairings};
use crate::mentoring::referrals::model::{
    Change, Facts, Focus, Need, Needs, Refer, Reference, ReferralState,
};
use crate::mentoring::referrals::{self, body};
use crate::mentoring::sensitive::Sensitive;
use crate::people::accounts;
use crate::people::keep_apart;
use crate::places::{self, Gender};
use crate::tx::Tx;

/// The columns of `referrals.csv`; `ref` is the reference such as `P-2041`.
pub const REFERRAL: Columns = Columns {
    known: &[
        "ref",
        "psychologist",
        "alias",
        "centre",
        "institution",
        "gender",
        "birth_year",
        "languages",
        "preferred_language",
        "interests",
        "themes",
        "themes_agreed",
        "sensitive_interests",
        "sensitive_themes",
        "sensitive_shared",
        "belonging",
        "skill",
        "choice",
        "meaning",
        "in_own_words",
        "focus",
        "home_district",
        "release_month",
        "free",
        "same_gender",
        "sentenced",
        "exclusions",
        "referred",
        "consent_on",
        "consent_language",
        "witness",
        "submitted",
        "left",
        "left_as",
    ],
    needed: &["ref", "psychologist", "alias", "centre", "institution"],
};
/// The columns of `pairings.csv`; each moment is a step that was taken.
pub const PAIRING: Columns = Columns {
    known: &[
        "ref",
        "mentor",
        "referral",
        "proposed",
        "endorsed",
        "approved",
        "asked",
        "mentor_consented",
        "pic_consented",
        "consent_language",
        "witness",
        "shared_goals",
        "paused",
        "ended",
        "ending",
    ],
    needed: &["ref", "mentor", "referral"],
};
/// The columns of `keep_apart.csv`: two members or referrals, and the centre that keeps them apart.
pub const KEEP_APART: Columns = Columns { known: &["ref", "a", "b", "centre"], needed: &["ref", "a", "b"] };

/// Brings a referral to the state of its row.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict with everything that is missing.
pub fn referral(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let reference = row.need("ref", Reference::parse);
    let referred = row.step("referred").unwrap_or(row.loaded);
    let psychologist = row.need_staff(tx, "psychologist", Role::Psychologist, referred)?;
    let centre = row.need("centre", |code| places::all().centre(code).map(|centre| centre.code.clone()));
    let exclusions = row.list("exclusions", |part| Some(part.to_owned()));
    let change = change(row);
    let paper = paper(row, "consent_language");
    let (consent_on, submitted) = (row.day("consent_on"), row.step("submitted"));
    let (left, left_as) = (row.step("left"), row.may("left_as", ReferralState::parse));
    let (Some(reference), Some(psychologist), Some(centre)) = (reference, psychologist, centre) else {
        return Err(row.refused());
    };
    let change = Change { stated_exclusions: Some(member_codes(tx, row, exclusions)?), ..change };
    row.check()?;

    tx.at(referred);
    let change = body::checked(change, tx.now)?;
    let command = Refer {
        psychologist,
        centre,
        alias: change.alias.clone().unwrap_or_default(),
        own_words: change.own_words.clone(),
        facts: change.applied_to(Facts::default()),
        reference: Some(reference),
    };
    let mut referral = referrals::flow::refer(tx, command)?;
    if let (Some(on), Some((language, witness))) = (consent_on, paper) {
        tx.at(submitted.unwrap_or(referred));
        referral = referrals::flow::consent(
            tx,
            referral.id,
            referral.version,
            body::paper(on, language, &witness)?,
        )?;
    }
    if let Some(at) = submitted {
        tx.at(at);
        referral = referrals::flow::submit(tx, referral.id, referral.version)?;
    }
    if let (Some(at), Some(to)) = (left, left_as) {
        tx.at(at);
        referrals::flow::leave(tx, referral.id, referral.version, to)?;
    }
    Ok(Some(referral.id.uuid()))
}

fn change(row: &mut Row<'_>) -> Change {
    let words = |row: &Row<'_>, column: &str| row.cell(column).map(str::to_owned);
    let codes = |row: &mut Row<'_>, column| Some(row.list(column, |part| Some(part.to_owned())));
    Change {
        alias: Some(words(row, "alias").unwrap_or_default()),
        own_words: words(row, "in_own_words"),
        institution: Some(words(row, "institution").unwrap_or_default()),
        gender: Some(row.may("gender", gender)),
        birth_year: Some(row.may("birth_year", |cell| cell.parse().ok())),
        languages: codes(row, "languages"),
        preferred_language: Some(words(row, "preferred_language")),
        interests: codes(row, "interests"),
        themes: codes(row, "themes"),
        themes_agreed: Some(row.yes("themes_agreed")),
        sensitive: sensitive(row),
        needs: Some(needs(row)),
        focus: Some(row.may("focus", Focus::parse)),
        home_district: Some(words(row, "home_district")),
        release_month: Some(row.month("release_month")),
        free: Some(row.week("free")),
        same_gender: Some(row.yes("same_gender")),
        sentenced: Some(row.yes("sentenced")),
        stated_exclusions: None,
    }
}

/// What tells of religion or health, from columns of its own; nobody's answer to "may it be shown" is guessed.
pub fn sensitive(row: &mut Row<'_>) -> Option<Sensitive> {
    let interests = row.list("sensitive_interests", |part| Some(part.to_owned()));
    let themes = row.list("sensitive_themes", |part| Some(part.to_owned()));
    let shared = row.cell("sensitive_shared").map(|_| row.yes("sensitive_shared"));
    let named = !interests.is_empty() || !themes.is_empty();
    named.then_some(Sensitive { interests, themes, shared })
}

/// `M`, `F` or `X`.
pub fn gender(cell: &str) -> Option<Gender> {
    match cell {
        "M" => Some(Gender::M),
        "F" => Some(Gender::F),
        "X" => Some(Gender::X),
        _ => None,
    }
}

fn needs(row: &mut Row<'_>) -> Option<Needs> {
    let needs = Needs {
        belonging: row.may("belonging", Need::parse),
        skill: row.may("skill", Need::parse),
        choice: row.may("choice", Need::parse),
        meaning: row.may("meaning", Need::parse),
    };
    Some(needs).filter(|needs| needs.each().iter().any(Option::is_some))
}

/// The language and the witness of a consent on paper, when the row has them.
fn paper(row: &mut Row<'_>, language: &'static str) -> Option<(String, String)> {
    let language =
        row.may(language, |code| places::all().written_language(code).map(|found| found.code.clone()));
    Some((language?, row.cell("witness").unwrap_or_default().to_owned()))
}

/// The member codes of the members to whom a list of references points.
fn member_codes(tx: &mut Tx<'_>, row: &mut Row<'_>, references: Vec<String>) -> Result<Vec<String>> {
    let mut codes = Vec::new();
    for reference in references {
        match row.ledger().object("member", &reference) {
            Some(member) => codes.push(accounts::store::card(tx, Id::from_uuid(member))?.open(tx)?.code),
            None => row.fault("exclusions", FaultCode::UnknownReference),
        }
    }
    Ok(codes)
}

/// Brings a pairing through every step of its row.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict with every reason against a step.
pub fn pairing(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let mentor = row.need_reference("mentor", "mentor").map(Id::from_uuid);
    let referral = row.need_reference("referral", "referral").map(Id::from_uuid);
    if let Some(id) = mentor {
        row.begin(mentors::store::find(tx, id)?.open(tx)?.active_since);
    }
    if let Some(id) = referral {
        row.begin(Some(referrals::store::find(tx, id)?.open(tx)?.created_at));
    }
    let proposed = row.step("proposed").unwrap_or(row.loaded);
    let [endorsed, approved, asked] = ["endorsed", "approved", "asked"].map(|column| row.step(column));
    // The two answer in whatever order.
    let answers = ["mentor_consented", "pic_consented"].map(|column| Some((column, row.happened(column)?)));
    row.follow(&answers.into_iter().flatten().collect::<Vec<_>>());
    let [paused, ended] = ["paused", "ended"].map(|column| row.step(column));
    let paper = paper(row, "consent_language");
    let goals = row.cell("shared_goals").map(str::to_owned);
    let ending = row.may("ending", Ending::parse).unwrap_or(Ending::Other);
    let (Some(mentor), Some(referral)) = (mentor, referral) else { return Err(row.refused()) };
    row.check()?;

    tx.at(proposed);
    let propose = Propose { mentor, referral, round: None, points: None, factors: Vec::new() };
    let pairing = pairings::propose(tx, propose)?;
    let (id, mentor) = (pairing.id, pairing.mentor_account);
    let mut psychologists = vec![pairing.psychologist, pairing.referrer];
    psychologists.dedup();
    if let Some(at) = endorsed {
        for psychologist in psychologists {
            step(tx, id, at, |tx, version| pairings::endorse(tx, id, version, psychologist, true, None))?;
        }
    }
    if let Some(at) = approved {
        step(tx, id, at, |tx, version| pairings::approve(tx, id, version))?;
    }
    if let Some(at) = asked {
        step(tx, id, at, |tx, version| pairings::request_consents(tx, id, version))?;
    }
    let mut answers: Vec<(&str, Instant)> = answers.into_iter().flatten().collect();
    answers.sort_by_key(|(_, at)| *at);
    for (column, at) in answers {
        if column == "mentor_consented" {
            step(tx, id, at, |tx, version| consents::mentor_answers(tx, id, version, mentor, true))?;
        } else if let Some((language, witness)) = paper.clone() {
            let (paper, goals) = (body::paper(at.day(), language, &witness)?, goals.clone());
            step(tx, id, at, |tx, version| consents::pic_answers(tx, id, version, true, paper, goals))?;
        }
    }
    if let Some(at) = paused {
        step(tx, id, at, |tx, version| consents::pause(tx, id, version, Some(mentor), Whose::Mentor))?;
    }
    if let Some(at) = ended {
        step(tx, id, at, |tx, version| pairings::end(tx, id, version, ending))?;
    }
    Ok(Some(id.uuid()))
}

/// Takes one step of a pairing at a moment, at the version that it has then.
fn step<T>(
    tx: &mut Tx<'_>,
    id: PairingId,
    at: Instant,
    take: impl FnOnce(&mut Tx<'_>, i64) -> Result<T>,
) -> Result<()> {
    tx.at(at);
    let version = crate::mentoring::pairings::store::find(tx, id)?.open(tx)?.version;
    take(tx, version).map(|_| ())
}

/// Brings a pair of people who must not meet.
///
/// # Errors
/// `Invalid` with every fault of the row.
pub fn keep_apart(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    const KINDS: &[&str] = &["member", "referral"];
    let parties = ["a", "b"].map(|column| row.one_of(column, KINDS));
    let [Some(a), Some(b)] = parties else {
        for column in ["a", "b"] {
            if row.cell(column).is_none() {
                row.fault(column, FaultCode::Required);
            }
        }
        return Err(row.refused());
    };
    if a == b {
        row.fault("b", FaultCode::Invalid);
    }
    let (one, other) = (Id::from_uuid(a), Id::from_uuid(b));
    let named = row.may("centre", |code| places::all().centre(code).map(|centre| centre.code.clone()));
    let centre = match named {
        Some(centre) => Some(centre),
        None => keep_apart::flow::their_centre(tx, one, other)?,
    };
    if centre.is_none() && row.cell("centre").is_none() {
        row.fault("centre", FaultCode::Required);
    }
    row.check()?;
    keep_apart::flow::add(tx, one, other, centre.unwrap_or_default())?;
    Ok(Some(a))
}
