//! `alongside admin`: the first admin comes from the command line, by a link that counts once; accounts are closed and
//! opened again there.

use std::sync::Arc;

use clap::Subcommand;

use super::{Failure, open, operate, seal};
use crate::access::{Action, Actor, Role};
use crate::base::{Error, Language};
use crate::config::Config;
use crate::gate::{House, hash_of};
use crate::people::accounts::{flow as accounts, rules as account_rules};
use crate::people::invitations::flow;
use crate::people::invitations::model::{InvitationId, Office};
use crate::people::invitations::record::PURPOSE;
use crate::tx::Tx;

/// What the operator can do for admins.
#[derive(Subcommand)]
pub enum Command {
    /// Invite an admin; prints a link that counts once, for 72 hours
    Invite {
        /// The address of the admin's account
        email: String,
    },
    /// Close somebody's account: its sign-ins end within a second, and nobody can sign in to it
    Disable {
        /// The address of the account
        email: String,
    },
    /// Open a closed account again
    Enable {
        /// The address of the account
        email: String,
    },
}

/// Runs one of them.
///
/// # Errors
/// When the address is none or the database cannot be written.
pub fn run(command: Command, config: Config) -> Result<(), Failure> {
    let (Command::Invite { email } | Command::Disable { email } | Command::Enable { email }) = &command;
    let mut faults = Vec::new();
    let email = account_rules::check_new_email(email, &mut faults);
    if !faults.is_empty() {
        return Err(Failure::Usage("EMAIL is not an address that letters reach".into()));
    }
    let house = open(config)?;
    actix_web::rt::System::new().block_on(async move {
        match command {
            Command::Invite { .. } => invite(&house, email).await,
            Command::Disable { .. } => {
                change(&house, email, accounts::close, "the account is not in use").await
            }
            Command::Enable { .. } => {
                change(&house, email, accounts::reopen, "the account is not closed").await
            }
        }?;
        seal(&house).await
    })
}

async fn invite(house: &Arc<House>, email: String) -> Result<(), Failure> {
    let office = Office { role: Role::Admin, scope_kind: None, scope: None, profession: None };
    let keys = house.clone();
    let invitation = operate(house, move |tx| {
        let hash = |id: InvitationId| hash_of(&keys.keys().link(PURPOSE, id.uuid()));
        flow::invite(tx, (email, Language::default()), office, hash, false)
    })
    .await?;
    let secret = house.keys().link(PURPOSE, invitation.id.uuid());
    println!("{}/invitation#token={secret}", house.config.base_url);
    Ok(())
}

async fn change(
    house: &Arc<House>,
    email: String,
    change: fn(&mut Tx<'_>, String) -> crate::base::Result<()>,
    refused: &str,
) -> Result<(), Failure> {
    let key = account_rules::email_key(&email);
    let done =
        house.write(Actor::Operator, Action::Operate, "command line".into(), move |tx| change(tx, key)).await;
    match done {
        Err(Error::NotFound) => Err(Failure::Failed("no account has this address".into())),
        Err(Error::Conflict(_)) => Err(Failure::Failed(refused.into())),
        done => Ok(done?),
    }
}
