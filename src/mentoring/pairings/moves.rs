//! What the reader of a pairing may do now, so that pages offer nothing that would be refused for who they are.

use super::model::{Pairing, PairingMove as Move};
use super::{rules, store};
use crate::access::{Action, policy};
use crate::base::{May, Reason};
use crate::tx::Tx;

/// Every command that the policy leaves to the caller, and whether the pairing is there yet.
#[must_use]
pub fn moves(tx: &Tx<'_>, pairing: &Pairing) -> Vec<May<Move>> {
    let owners = store::owners(pairing);
    let by = tx.actor().account();
    Move::ALL
        .iter()
        .copied()
        .filter(|what| policy::may(tx.actor(), action(*what), &owners))
        .filter_map(|what| May::told(what, rules::may(pairing, what, by)))
        .collect()
}

/// What takes the next step is not open while something that the reader knows of stands in its way.
pub fn hinder(moves: &mut [May<Move>], obstacles: &[Reason]) {
    for step in moves.iter_mut().filter(|one| matches!(one.code, Move::Approve | Move::RequestConsents)) {
        if step.allowed && !obstacles.is_empty() {
            *step = May { code: step.code, allowed: false, reasons: obstacles.to_vec() };
        }
    }
}

const fn action(what: Move) -> Action {
    match what {
        Move::Endorse | Move::Decline => Action::EndorsePairing,
        Move::Approve | Move::UndoApproval => Action::ApprovePairing,
        Move::Refuse | Move::UndoRefusal => Action::RefusePairing,
        Move::ChooseOther => Action::ChooseMentor,
        Move::RequestConsents => Action::RequestConsents,
        Move::Answer | Move::TakeYesBack => Action::ConsentToPairing,
        Move::See => Action::SeeNotice,
        Move::RecordPicConsent | Move::RecordPicGoingOn => Action::RecordPicConsent,
        Move::Pause | Move::Resume | Move::AskToGoOn | Move::NotYet => Action::PausePairing,
        Move::End => Action::EndPairing,
    }
}
