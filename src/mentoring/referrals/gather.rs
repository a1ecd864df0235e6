//! Everything that staff see of one referral, gathered.

use chrono::NaiveDate;

use super::model::{Referral, ReferralId, ReferralMove};
use super::record::ReferralEvent as Event;
use super::{rules, store};
use crate::access::{Action, policy};
use crate::base::{May, Result};
use crate::people::accounts;
use crate::tx::Tx;

/// A referral with what its reader sees beside it.
#[derive(Debug)]
pub struct Dossier {
    pub referral: Referral,
    /// The preferred name of its psychologist.
    pub psychologist: String,
    /// Whether that is the reader.
    pub own: bool,
    pub today: NaiveDate,
    /// What the reader may do now.
    pub may: Vec<May<ReferralMove>>,
}

/// Opens a referral to read it; that it was read is remembered.
///
/// # Errors
/// `Hidden` for strangers.
pub fn read(tx: &mut Tx<'_>, id: ReferralId) -> Result<Dossier> {
    let referral = store::find(tx, id)?.open(tx)?;
    let recorded = tx.record(referral, &Event::Read(id))?;
    dossier(tx, recorded.into_inner())
}

/// A referral that the actor has opened, as they may see it.
///
/// # Errors
/// Whatever the database refuses.
pub fn dossier(tx: &mut Tx<'_>, referral: Referral) -> Result<Dossier> {
    let own = tx.account().is_ok_and(|account| account == referral.psychologist);
    let psychologist = accounts::store::card(tx, referral.psychologist)?.consult(tx)?.preferred_name;
    let may = moves(tx, &referral);
    Ok(Dossier { referral, psychologist, own, today: tx.today(), may })
}

/// Every command that the policy leaves to the reader, and whether the referral is there yet.
fn moves(tx: &Tx<'_>, referral: &Referral) -> Vec<May<ReferralMove>> {
    let owners = store::owners(referral);
    let theirs = |what: &ReferralMove| {
        let action = match what {
            ReferralMove::HandOver => Action::HandOver,
            ReferralMove::Submit | ReferralMove::Change | ReferralMove::Consent | ReferralMove::Leave => {
                Action::ChangeReferral
            }
        };
        policy::may(tx.actor(), action, &owners)
    };
    let told = |what| May::told(what, rules::may(referral, what, tx.today()));
    ReferralMove::ALL.iter().copied().filter(theirs).filter_map(told).collect()
}
