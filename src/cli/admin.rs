//! `alongside admin`: the first admin comes from the command line, by a link that counts once.

use clap::Subcommand;

use super::{Failure, open, operate};
use crate::access::Role;
use crate::accounts::rules as account_rules;
use crate::base::Language;
use crate::config::Config;
use crate::gate::hash_of;
use crate::invitations::flow;
use crate::invitations::model::{InvitationId, Office};
use crate::invitations::record::PURPOSE;

/// What the operator can do for admins.
#[derive(Subcommand)]
pub enum Command {
    /// Invite an admin; prints a link that counts once, for 72 hours
    Invite {
        /// The address of the admin's account
        email: String,
    },
}

/// Runs one of them.
///
/// # Errors
/// When the address is none or the database cannot be written.
pub fn run(command: Command, config: Config) -> Result<(), Failure> {
    let Command::Invite { email } = command;
    let mut faults = Vec::new();
    let email = account_rules::check_new_email(&email, &mut faults);
    if !faults.is_empty() {
        return Err(Failure::Usage("EMAIL is not an address that letters reach".into()));
    }
    let house = open(config)?;
    actix_web::rt::System::new().block_on(async move {
        let office = Office { role: Role::Admin, scope_kind: None, scope: None, profession: None };
        let keys = house.clone();
        let invitation = operate(&house, move |tx| {
            let hash = |id: InvitationId| hash_of(&keys.keys().link(PURPOSE, id.uuid()));
            flow::invite(tx, (email, Language::default()), office, hash, false)
        })
        .await?;
        let secret = house.keys().link(PURPOSE, invitation.id.uuid());
        println!("{}/invitation#token={secret}", house.config.base_url);
        Ok(())
    })
}
