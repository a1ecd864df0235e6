//! Applicants, mentors and referrals that wait for a psychologist.

use diesel::prelude::*;

use super::mentors::{submitted, waits, whole};
use super::tally::undated;
use crate::access::AccountId;
use crate::base::Result;
use crate::db::schema::{accounts, mentors, referrals};
use crate::mentoring::mentors::guards::SHADOWING_HALF_HOURS;
use crate::mentoring::mentors::model::MentorState;
use crate::mentoring::referrals::model::{Referral, ReferralState};
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::tx::Tx;

/// What waits for a psychologist of some centres, pairings apart.
pub fn clinic(
    tx: &mut Tx<'_>,
    account: AccountId,
    centres: &[String],
    into: &mut Vec<Waiting>,
) -> Result<()> {
    macro_rules! part {
        ($wait:expr, $which:expr) => {
            undated!(
                tx,
                into,
                $wait,
                submitted!(tx).filter($which),
                mentors::since,
                mentors::id,
                whole!(),
                waits
            )
        };
    }
    part!(
        Wait::EndorseApplicant,
        mentors::state
            .eq(MentorState::Interview)
            .and(mentors::endorsed.is_null())
            .and(mentors::centre.eq_any(centres.to_vec()))
    );
    // Who was named; a supervisor there is only from the signature on.
    let named = || mentors::psychologist.eq(Some(account)).and(mentors::supervisor.is_null());
    part!(
        Wait::RecordShadowing,
        mentors::state
            .eq(MentorState::Shadowing)
            .and(mentors::shadowing_half_hours.lt(SHADOWING_HALF_HOURS))
            .and(named())
    );
    part!(
        Wait::SignOffMentor,
        mentors::state.eq(MentorState::CompetencyReview).and(mentors::signed_by.is_null()).and(named())
    );
    macro_rules! drafts {
        () => {
            referrals::table
                .filter(referrals::psychologist.eq(account))
                .filter(referrals::state.eq(ReferralState::Draft))
        };
    }
    undated!(
        tx,
        into,
        Wait::FinishReferral,
        drafts!(),
        referrals::created_at,
        referrals::id,
        referrals::all_columns,
        |referral: Referral| Item {
            id: referral.id.uuid(),
            within: None,
            deadline: Deadline::Since(Some(referral.created_at)),
            about: About { alias: Some(referral.alias), ..About::default() },
        }
    );
    Ok(())
}
