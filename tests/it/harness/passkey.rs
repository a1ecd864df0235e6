//! A device that makes passkeys, in software: honest, unless it is told otherwise.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as ES256, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One passkey on a device.
pub struct Device {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    owner: Value,
    counter: u32,
    /// The site whose page asks.
    pub origin: String,
    /// The site that the key says to be for.
    pub site: String,
    /// Whether it has asked for a finger, a face or a number.
    pub verified: bool,
}

impl Device {
    /// A device at `https://alongside.test`.
    pub fn new() -> Self {
        let chance = SystemRandom::new();
        let pair = EcdsaKeyPair::generate_pkcs8(&ES256, &chance).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ES256, pair.as_ref(), &chance).unwrap();
        Self {
            id: Sha256::digest(key.public_key().as_ref())[..16].to_vec(),
            key,
            owner: Value::Null,
            counter: 0,
            origin: "https://alongside.test".into(),
            site: "alongside.test".into(),
            verified: true,
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        let said =
            json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        said.to_string().into_bytes()
    }

    fn data(&mut self, more: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data = Sha256::digest(self.site.as_bytes()).to_vec();
        data.push(0x01 | if self.verified { 0x04 } else { 0 } | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes the passkey that was asked for: what its browser sends.
    pub fn make(&mut self, options: &Value) -> Value {
        self.owner = options["publicKey"]["user"]["id"].clone();
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(&self.id);
        // A COSE key: EC2, ES256, P-256, x, y.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut attested = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attested.push(u8::try_from(data.len()).unwrap());
        attested.extend(&data);
        let id = B64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
            "clientDataJSON": B64.encode(self.client_data("webauthn.create", options)),
            "attestationObject": B64.encode(attested),
        } })
    }

    /// Answers what it was asked: what its browser sends.
    pub fn answer(&mut self, options: &Value) -> Value {
        let (client, data) = (self.client_data("webauthn.get", options), self.data(0));
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let id = B64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
            "clientDataJSON": B64.encode(client),
            "authenticatorData": B64.encode(data),
            "signature": B64.encode(signature.as_ref()),
            "userHandle": self.owner,
        } })
    }
}
