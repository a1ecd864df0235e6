//! Tokens: short access tokens (JWT), and the secrets that links and refresh cookies carry.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use ring::hmac;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use signature::{Signer, Verifier};
use uuid::Uuid;

use super::secret;
use crate::access::{AccountId, SignInId};
use crate::base::clock::random_bytes;
use crate::base::{Error, Id, Instant, ProblemCode, Result};
use crate::vault;

/// Seconds that an access token counts.
pub const ACCESS_SECONDS: i64 = 600;
/// Seconds by which two clocks may differ.
const LEEWAY: i64 = 5;
const ISSUER: &str = "alongside";
const AUDIENCE: &str = "alongside-api";
const KIND: &str = "at+jwt";
/// Longer tokens are not even looked at.
const LONGEST: usize = 4096;

/// What an access token says; every claim is required and of this type.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    jti: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// The keys drawn from the server's secret.
pub struct Keys {
    sign: EncodingKey,
    check: DecodingKey,
    validation: Validation,
    links: hmac::Key,
    refreshes: hmac::Key,
    devices: hmac::Key,
    seals: Vec<u8>,
    codes: hmac::Key,
    fingerprint: Vec<u8>,
}

/// SHA-256: what the database keeps of a secret.
#[must_use]
pub fn hash_of(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A new secret of 256 bits.
#[must_use]
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

impl Keys {
    /// Draws the keys from a secret of at least 32 bytes.
    #[must_use]
    pub fn of(secret: &[u8]) -> Self {
        // A second server in one process (as in tests) finds the provider installed already.
        if PROVIDER.install_default().is_err() {
            tracing::trace!("the signing provider is already installed");
        }
        let root = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let drawn = |name: &str| hmac::sign(&root, name.as_bytes());
        let access = drawn("access tokens");
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        // Times are judged below, by the house's clock.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Self {
            sign: EncodingKey::from_secret(access.as_ref()),
            check: DecodingKey::from_secret(access.as_ref()),
            validation,
            links: hmac::Key::new(hmac::HMAC_SHA256, drawn("links").as_ref()),
            refreshes: hmac::Key::new(hmac::HMAC_SHA256, drawn("refresh secrets").as_ref()),
            devices: hmac::Key::new(hmac::HMAC_SHA256, drawn("known devices").as_ref()),
            seals: drawn("audit checkpoints").as_ref().to_vec(),
            codes: hmac::Key::new(hmac::HMAC_SHA256, drawn("one-time codes").as_ref()),
            fingerprint: drawn("fingerprint").as_ref().to_vec(),
        }
    }

    /// Draws them from the secret in a file, which is made when there is none.
    ///
    /// # Errors
    /// As [`secret::read`].
    pub fn from_file(path: &Path) -> Result<Self, String> {
        Ok(Self::of(&secret::read(path)?))
    }

    /// What the database keeps to know the secret again by; nothing follows from it.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<u8> {
        self.fingerprint.clone()
    }

    /// Who signs the checkpoints of the audit log.
    ///
    /// # Errors
    /// `Internal` when the key cannot be made.
    pub fn seals(&self) -> Result<vault::Signer> {
        vault::Signer::of(&self.seals)
            .ok_or_else(|| Error::Internal("the key of the seals could not be made".into()))
    }

    /// A token that lets its bearer act as `account` for ten minutes, while `sign-in` lives; and its end.
    ///
    /// # Errors
    /// `Internal` when signing fails.
    pub fn access(&self, account: AccountId, sign_in: SignInId, now: Instant) -> Result<(String, Instant)> {
        let seconds = now.micros().div_euclid(1_000_000);
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: account.uuid(),
            sid: sign_in.uuid(),
            jti: Id::<Claims>::fresh(now).uuid(),
            iat: seconds,
            nbf: seconds,
            exp: seconds + ACCESS_SECONDS,
        };
        let header = Header { typ: Some(KIND.into()), ..Header::new(Algorithm::HS256) };
        let token = jsonwebtoken::encode(&header, &claims, &self.sign)
            .map_err(|_| Error::Internal("a token could not be signed".into()))?;
        Ok((token, Instant::from_micros((seconds + ACCESS_SECONDS) * 1_000_000)))
    }

    /// Whose token this is.
    ///
    /// # Errors
    /// `Unauthenticated` for anything but a token of ours that counts now.
    pub fn check(&self, token: &str, now: Instant) -> Result<(AccountId, SignInId)> {
        let bad = Error::Unauthenticated(ProblemCode::TokenInvalid);
        if token.len() > LONGEST {
            return Err(bad);
        }
        let Ok(data) = jsonwebtoken::decode::<Claims>(token, &self.check, &self.validation) else {
            return Err(bad);
        };
        let (claims, seconds) = (data.claims, now.micros().div_euclid(1_000_000));
        // The sums of what a token says cannot overflow.
        let timely = claims.nbf <= seconds + LEEWAY
            && claims.iat <= seconds + LEEWAY
            && seconds < claims.exp.saturating_add(LEEWAY)
            && claims.exp.saturating_sub(claims.iat) <= ACCESS_SECONDS;
        if data.header.typ.as_deref() != Some(KIND) || !timely {
            return Err(bad);
        }
        Ok((AccountId::from_uuid(claims.sub), SignInId::from_uuid(claims.sid)))
    }

    /// The secret that a mailed link carries for a row: it can be made again for the letter, so that the database
    /// keeps only its hash.
    #[must_use]
    pub fn link(&self, purpose: &str, row: Uuid) -> String {
        let mut context = hmac::Context::with_key(&self.links);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(row.as_bytes());
        URL_SAFE_NO_PAD.encode(context.sign().as_ref())
    }

    /// The refresh secret of a sign-in's `generation`, `sign-in.generation.tag`: made from both, so that a lost answer
    /// can be given again and every spent secret is known for what it is.
    #[must_use]
    pub fn refresh(&self, sign_in: SignInId, generation: i64) -> String {
        let said = format!("{sign_in}.{generation}");
        let tag = URL_SAFE_NO_PAD.encode(hmac::sign(&self.refreshes, said.as_bytes()).as_ref());
        format!("{said}.{tag}")
    }

    /// The sign-in and generation of a refresh secret that was shown, if it is one of ours.
    #[must_use]
    pub fn refreshes(&self, shown: &str) -> Option<(SignInId, i64)> {
        let (said, tag) = shown.rsplit_once('.').filter(|_| shown.len() <= LONGEST)?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        hmac::verify(&self.refreshes, said.as_bytes(), &tag).ok()?;
        let (sign_in, generation) = said.split_once('.')?;
        Some((sign_in.parse().ok()?, generation.parse().ok()?))
    }

    /// The secret of an app that shows one-time codes (160 bits): made from its row, so that the database holds none.
    #[must_use]
    pub fn codes(&self, row: Uuid) -> [u8; 20] {
        let tag = hmac::sign(&self.codes, row.as_bytes());
        let mut secret = [0; 20];
        secret.iter_mut().zip(tag.as_ref()).for_each(|(byte, drawn)| *byte = *drawn);
        secret
    }

    /// What a device that has signed in as `account` before can show.
    #[must_use]
    pub fn device(&self, account: AccountId) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.devices, account.uuid().as_bytes()).as_ref())
    }

    /// Whether a device has shown that it has signed in as `account` before.
    #[must_use]
    pub fn knows_device(&self, account: AccountId, shown: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(shown)
            .is_ok_and(|tag| hmac::verify(&self.devices, account.uuid().as_bytes(), &tag).is_ok())
    }
}

/// HMAC-SHA-256 by ring, which is here for TLS anyway; jsonwebtoken's own providers bring RSA and curves along.
static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Hs256::of(*algorithm, key.as_bytes())?)),
    verifier_factory: |algorithm, key| Ok(Box::new(Hs256::of(*algorithm, key.try_get_as_bytes()?)?)),
    key_utils: KeyUtils::new_unimplemented(),
};

struct Hs256(hmac::Key);

impl Hs256 {
    fn of(algorithm: Algorithm, secret: &[u8]) -> jsonwebtoken::errors::Result<Self> {
        if algorithm != Algorithm::HS256 {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, secret)))
    }
}
impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(hmac::sign(&self.0, message).as_ref().to_vec())
    }
}
impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], tag: &Vec<u8>) -> Result<(), signature::Error> {
        hmac::verify(&self.0, message, tag).map_err(|_| signature::Error::new())
    }
}
impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
