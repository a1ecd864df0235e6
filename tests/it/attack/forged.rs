//! Forged and altered tokens: none opens anything, whether its signature is another's or it says what we never say.

use actix_web::test::TestRequest;
use alongside::access::Role;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::hmac::{HMAC_SHA256, HMAC_SHA384, HMAC_SHA512, Key, sign};
use serde_json::{Value, json};

use super::{Dice, size, tell};
use crate::harness::app::SECRET;
use crate::harness::{App, story};

const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

/// The key with which the server signs what is called so.
fn drawn(name: &str) -> Key {
    Key::new(HMAC_SHA256, sign(&Key::new(HMAC_SHA256, SECRET), name.as_bytes()).as_ref())
}

fn part(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn written(head: &Value, claims: &Value, key: &Key) -> String {
    let said = format!("{}.{}", part(head.to_string().as_bytes()), part(claims.to_string().as_bytes()));
    let sign = part(sign(key, said.as_bytes()).as_ref());
    format!("{said}.{sign}")
}

/// A token signed with the server's own key, whatever it says.
fn signed(head: &Value, claims: &Value) -> String {
    written(head, claims, &drawn("access tokens"))
}

fn ours() -> Value {
    json!({ "alg": "HS256", "typ": "at+jwt" })
}

fn claims(token: &str) -> Value {
    let body = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice(&body).unwrap()
}

async fn shown(app: &App, token: &str) -> String {
    let request =
        TestRequest::get().uri("/api/v1/me").insert_header(("authorization", format!("Bearer {token}")));
    app.send(request).await.outcome()
}

story!(a_token_that_is_not_ours_opens_nothing, async |app| {
    let ada = app.member("ada").await;
    let parts: Vec<&str> = ada.token().split('.').collect();
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
    let (head, body, sign) = (parts[0], parts[1], parts[2]);
    for forged in [
        String::new(),
        "x".repeat(5000),
        format!("{head}.{body}"),
        format!("{head}.{body}."),
        format!("{none}.{body}."),
        format!("{none}.{body}.{sign}"),
        format!("{head}.{body}.{}", &sign[1..]),
        format!("{head}.{}x.{sign}", body),
        format!("{sign}.{body}.{head}"),
    ] {
        assert_eq!(shown(app, &forged).await, "401 token_invalid", "{forged}");
    }
});

story!(a_token_of_our_key_that_says_what_we_never_say_opens_nothing, async |app| {
    let ada = app.member("ada").await;
    let said = claims(ada.token());
    let now = said["iat"].as_i64().unwrap();
    let with = |field: &str, value: Value| {
        let mut claims = said.clone();
        claims[field] = value;
        signed(&ours(), &claims)
    };
    let without = |field: &str| {
        let mut claims = said.clone();
        claims.as_object_mut().unwrap().remove(field);
        signed(&ours(), &claims)
    };
    let headed = |head: Value| signed(&head, &said);
    let mut tokens = vec![
        with("exp", (now - 5).into()),
        with("exp", (now + 601).into()),
        with("exp", i64::MAX.into()),
        with("exp", i64::MIN.into()),
        with("exp", "tomorrow".into()),
        with("nbf", (now + 6).into()),
        with("nbf", i64::MAX.into()),
        with("iat", (now + 6).into()),
        with("iat", i64::MIN.into()),
        with("aud", "another-api".into()),
        with("aud", json!(["alongside-api"])),
        with("iss", "somebody".into()),
        with("sub", NOBODY.into()),
        with("sid", NOBODY.into()),
        with("sid", "all".into()),
        headed(json!({ "alg": "HS256", "typ": "JWT" })),
        headed(json!({ "alg": "HS256" })),
        headed(json!({ "alg": "HS512", "typ": "at+jwt" })),
        headed(json!({ "alg": "none", "typ": "at+jwt" })),
    ];
    tokens.extend(["exp", "nbf", "iat", "iss", "aud", "sub", "sid", "jti"].map(without));
    assert!(shown(app, &signed(&ours(), &said)).await.starts_with("200 "));
    for token in tokens {
        assert!(shown(app, &token).await.starts_with("401 "), "{token}");
    }
});

/// The signs of a token.
const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A token whose text was altered at one place or another, of which the signature speaks.
fn bent(dice: &mut Dice, token: &str) -> String {
    let mut text = token.as_bytes().to_vec();
    let at = dice.below(text.len());
    match dice.below(6) {
        0 => text[at] = *dice.one(SIGNS),
        1 => text.insert(at, *dice.one(SIGNS)),
        2 => _ = text.remove(at),
        3 => text.truncate(at),
        4 => text[at] = *dice.one(b" .=+/%,;\"~"),
        // Another letter case is another token.
        _ => text[at] ^= 0x20 * u8::from(text[at].is_ascii_alphabetic()),
    }
    String::from_utf8(text).unwrap()
}

/// One bit of what a part says is turned.
fn turned(dice: &mut Dice, token: &str) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let which = dice.below(parts.len());
    let mut bytes = URL_SAFE_NO_PAD.decode(&parts[which]).unwrap();
    let bit = dice.below(bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
    parts[which] = if dice.below(8) == 0 { STANDARD.encode(&bytes) } else { part(&bytes) };
    parts.join(".")
}

/// Parts of two tokens, put together otherwise.
fn mixed(dice: &mut Dice, one: &str, other: &str) -> String {
    let parts: Vec<&str> = one.split('.').chain(other.split('.')).chain(["", "e30", "bnVsbA"]).collect();
    let many = *dice.one(&[1, 2, 3, 3, 3, 3, 4, 5]);
    (0..many).map(|_| *dice.one(&parts)).collect::<Vec<_>>().join(".")
}

/// What our token says, under another algorithm or another key.
fn of_another_key(dice: &mut Dice, said: &Value) -> String {
    let names = [
        "links",
        "refresh secrets",
        "known devices",
        "audit checkpoints",
        "one-time codes",
        "fingerprint",
        "access tokens ",
        "",
    ];
    let name = *dice.one(&names);
    let guess = [dice.below(256).to_be_bytes(), dice.below(256).to_be_bytes()].concat();
    let key = match dice.below(5) {
        0 => Key::new(HMAC_SHA256, SECRET),
        1 => Key::new(HMAC_SHA256, &guess),
        2 => Key::new(*dice.one(&[HMAC_SHA384, HMAC_SHA512]), drawn_bytes().as_ref()),
        _ => drawn(name),
    };
    let alg = *dice.one(&["HS256", "HS384", "HS512", "none", "None", "RS256", "ES256", "EdDSA", "hs256", ""]);
    let mut head = json!({ "alg": alg, "typ": "at+jwt" });
    let more = [
        ("kid", json!("../secret")),
        ("jku", json!("https://evil.test/keys")),
        ("jwk", json!({ "kty": "oct", "k": "" })),
    ];
    if dice.below(2) == 0 {
        let (name, value) = dice.one(&more);
        head[*name] = value.clone();
    }
    let token = written(&head, said, &key);
    if dice.below(4) == 0 { format!("{}.", token.rsplit_once('.').unwrap().0) } else { token }
}

fn drawn_bytes() -> ring::hmac::Tag {
    sign(&Key::new(HMAC_SHA256, SECRET), b"access tokens")
}

/// A token of our key of which one claim, or the head, says what we never say.
fn never_said(dice: &mut Dice, said: &Value, other: &Value) -> String {
    let now = said["iat"].as_i64().unwrap();
    let odd = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(0.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}"),
        json!(now.to_string()),
        json!([]),
        json!({}),
        json!(NOBODY),
    ];
    let mut claims = said.clone();
    let many = i64::try_from(dice.below(1 << 20)).unwrap();
    match dice.below(7) {
        0 => {
            let names = ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"];
            let name = *dice.one(&names);
            // Any id names a token; the rest of these is no value of any claim.
            let odd = if name == "jti" { &odd[..11] } else { &odd[..] };
            let value = dice.one(odd).clone();
            let list = dice.below(4) == 0;
            claims[name] = if list { json!([claims[name].clone(), value]) } else { value };
        }
        1 => claims["exp"] = (now - 5 - many).into(),
        2 => claims["exp"] = (now + 601 + many).into(),
        3 => claims["nbf"] = (now + 6 + many).into(),
        4 => claims["iat"] = (now + 6 + many).into(),
        // Somebody's account with somebody else's sign-in.
        5 => claims[*dice.one(&["sub", "sid"])] = other[*dice.one(&["sub", "sid", "jti"])].clone(),
        _ => {
            let typ = *dice.one(&["JWT", "at+JWS", "at+jwt ", "", "refresh+jwt"]);
            return signed(&json!({ "alg": "HS256", "typ": typ }), &claims);
        }
    }
    signed(&ours(), &claims)
}

story!(no_altered_token_opens_anything, async |app| {
    let (ada, root) = (app.member("ada").await, app.staff("root", Role::Admin, None).await);
    let (said, roots) = (claims(ada.token()), claims(root.token()));
    let mut dice = Dice(1);
    let (mut tried, mut accepted) = (0, Vec::new());
    while tried < size(600, 10_000) {
        let token = match tried % 5 {
            0 => bent(&mut dice, ada.token()),
            1 => turned(&mut dice, ada.token()),
            2 => mixed(&mut dice, ada.token(), root.token()),
            3 => of_another_key(&mut dice, &said),
            _ => never_said(&mut dice, &said, &roots),
        };
        // By chance it is as it was, or somebody's own put together again.
        if [ada.token(), root.token()].contains(&token.as_str()) {
            continue;
        }
        tried += 1;
        let outcome = shown(app, &token).await;
        if !outcome.starts_with("401 ") {
            accepted.push(format!("{outcome} {token}"));
        }
    }
    tell("forged and altered tokens accepted", app.kind, tried, accepted.len());
    assert_eq!(accepted, [""; 0]);
    assert!(shown(app, ada.token()).await.starts_with("200 "));
});
