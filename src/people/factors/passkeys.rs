//! Passkeys: what a device is asked, and whether its answer holds. The state between the two stays on the server.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::model::Factor;
use crate::base::{Error, Result};
use crate::db::Confidential;

/// The site that passkeys belong to.
pub struct Site(Webauthn);

/// What a device is asked, as its browser takes it, and what the answer is held against.
pub struct Asked {
    pub options: Value,
    pub state: Confidential,
}

impl Site {
    /// The site of an address that people type; `None` where its host is no name, for which no device makes a passkey.
    #[must_use]
    pub fn of(base_url: &str) -> Option<Self> {
        let origin = Url::parse(base_url).ok()?;
        let host = origin.domain()?.to_owned();
        WebauthnBuilder::new(&host, &origin).ok()?.build().ok().map(Self)
    }

    /// Asks for a new passkey of somebody's, on no device that has one of theirs.
    ///
    /// # Errors
    /// `Internal` when the library refuses.
    pub fn ask_for_new(&self, account: Uuid, email: &str, name: &str, has: &[Factor]) -> Result<Asked> {
        let known = passkeys(has)?.iter().map(|key| key.cred_id().clone()).collect();
        let (asked, state) =
            self.0.start_passkey_registration(account, email, name, Some(known)).map_err(fault)?;
        let mut options = json(&asked)?;
        // One that the device can find by itself signs in without an address.
        if let Some(Value::Object(wanted)) = options.pointer_mut("/publicKey/authenticatorSelection") {
            wanted.insert("residentKey".into(), "preferred".into());
        }
        Ok(Asked { options, state: kept(&state)? })
    }

    /// The new passkey, if the answer holds.
    ///
    /// # Errors
    /// `Internal` for a state that is none of ours.
    pub fn new_key(&self, state: &Confidential, answer: Value) -> Result<Option<Confidential>> {
        let state: PasskeyRegistration = read(state)?;
        let Ok(answer) = serde_json::from_value::<RegisterPublicKeyCredential>(answer) else {
            return Ok(None);
        };
        match self.0.finish_passkey_registration(&answer, &state) {
            Ok(key) => kept(&key).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Asks for one of these passkeys.
    ///
    /// # Errors
    /// `Internal` when the library refuses.
    pub fn ask_for(&self, has: &[Factor]) -> Result<Asked> {
        let (asked, state) = self.0.start_passkey_authentication(&passkeys(has)?).map_err(fault)?;
        Ok(Asked { options: json(&asked)?, state: kept(&state)? })
    }

    /// Which of these factors has answered, with its key as it is from now on; `None` when the answer does not hold.
    ///
    /// # Errors
    /// `Internal` for a state that is none of ours.
    pub fn answered(&self, state: &Confidential, answer: Value, has: &[Factor]) -> Result<Option<Factor>> {
        let state: PasskeyAuthentication = read(state)?;
        let Ok(answer) = serde_json::from_value::<PublicKeyCredential>(answer) else { return Ok(None) };
        let Ok(result) = self.0.finish_passkey_authentication(&answer, &state) else { return Ok(None) };
        used(has, &result)
    }

    /// Asks for any passkey of this site, which says itself whose it is.
    ///
    /// # Errors
    /// `Internal` when the library refuses.
    pub fn ask_anybody(&self) -> Result<Asked> {
        let (mut asked, state) = self.0.start_discoverable_authentication().map_err(fault)?;
        // Whether to offer it in the field or by a button is the page's to choose.
        asked.mediation = None;
        Ok(Asked { options: json(&asked)?, state: kept(&state)? })
    }

    /// Whose passkey an answer says to come from.
    #[must_use]
    pub fn owner(&self, answer: &Value) -> Option<Uuid> {
        let answer: PublicKeyCredential = serde_json::from_value(answer.clone()).ok()?;
        self.0.identify_discoverable_authentication(&answer).ok().map(|(owner, _)| owner)
    }

    /// Which of their factors has answered, with its key as it is from now on; `None` when the answer does not hold.
    ///
    /// # Errors
    /// `Internal` for a state that is none of ours.
    pub fn signed_in(&self, state: &Confidential, answer: Value, has: &[Factor]) -> Result<Option<Factor>> {
        let state: DiscoverableAuthentication = read(state)?;
        let Ok(answer) = serde_json::from_value::<PublicKeyCredential>(answer) else { return Ok(None) };
        let named = passkeys(has)?.into_iter().find(|key| key.cred_id() == &answer.raw_id);
        let Some(key) = named.map(DiscoverableKey::from) else { return Ok(None) };
        match self.0.finish_discoverable_authentication_v2(&answer, state, &key) {
            Ok(result) => used(has, &result),
            Err(_) => Ok(None),
        }
    }
}

fn used(has: &[Factor], result: &AuthenticationResult) -> Result<Option<Factor>> {
    for factor in has {
        let Some(credential) = &factor.credential else { continue };
        let mut key: Passkey = read(credential)?;
        if key.cred_id() == result.cred_id() && result.user_verified() {
            key.update_credential(result);
            return Ok(Some(Factor { credential: Some(kept(&key)?), ..factor.clone() }));
        }
    }
    Ok(None)
}

fn passkeys(factors: &[Factor]) -> Result<Vec<Passkey>> {
    factors.iter().filter_map(|factor| factor.credential.as_ref()).map(read).collect()
}

fn json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::Internal(format!("passkey: {error}")))
}

fn kept(value: &impl Serialize) -> Result<Confidential> {
    let text = serde_json::to_string(value).map_err(|error| Error::Internal(format!("passkey: {error}")))?;
    Ok(Confidential(text))
}

fn read<T: DeserializeOwned>(kept: &Confidential) -> Result<T> {
    serde_json::from_str(&kept.0).map_err(|error| Error::Internal(format!("passkey: {error}")))
}

fn fault(error: WebauthnError) -> Error {
    Error::Internal(format!("passkey: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_site_with_a_name_has_passkeys() {
        for (address, has) in [
            ("https://alongside.test", true),
            ("http://localhost:8080", true),
            ("http://127.0.0.1:8080", false),
            ("http://[::1]:8080", false),
        ] {
            assert_eq!(Site::of(address).is_some(), has, "{address}");
        }
    }
}
