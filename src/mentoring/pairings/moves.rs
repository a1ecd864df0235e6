//! What the reader of a pairing may do next, so that pages offer nothing that would be refused for who they are.

use super::model::{Pairing, PairingState};
use super::store;
use crate::access::{Action, policy};
use crate::tx::Tx;

/// The codes of the commands that the state and the policy leave open to the caller.
#[must_use]
pub fn moves(tx: &Tx<'_>, pairing: &Pairing) -> Vec<&'static str> {
    use Action as A;
    use PairingState as S;
    let owners = store::owners(pairing);
    let me = tx.actor().account();
    let endorsed = pairing.endorsements.iter().any(|given| Some(given.by) == me);
    let (proposed, before) =
        (pairing.state == S::Proposed, matches!(pairing.state, S::Proposed | S::Endorsed));
    let running = matches!(pairing.state, S::Consenting | S::Active | S::Paused);
    [
        ("endorse", A::EndorsePairing, proposed && !endorsed),
        ("decline", A::EndorsePairing, before),
        ("approve", A::ApprovePairing, pairing.state == S::Endorsed),
        ("undo_approval", A::ApprovePairing, pairing.state == S::Approved),
        ("refuse", A::RefusePairing, before),
        ("choose_other", A::ChooseMentor, before),
        ("undo_refusal", A::RefusePairing, pairing.state == S::Refused),
        ("request_consents", A::RequestConsents, pairing.state == S::Approved),
        ("record_pic_consent", A::RecordPicConsent, pairing.state == S::Consenting),
        ("pause", A::PausePairing, pairing.state == S::Active),
        ("resume", A::PausePairing, pairing.state == S::Paused),
        ("end", A::EndPairing, running),
    ]
    .into_iter()
    .filter(|(_, action, fits)| *fits && policy::may(tx.actor(), *action, &owners))
    .map(|(code, ..)| code)
    .collect()
}
