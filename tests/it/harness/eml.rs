//! Reads a message as a mail program does, so that tests see what its reader sees.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A message with its headers and bodies decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub from: String,
    pub subject: String,
    pub message_id: String,
    pub plain: String,
    pub html: String,
}

impl Mail {
    /// Reads a message of two alternative parts.
    pub fn read(text: &str) -> Self {
        let (headers, body) = split(text);
        let kind = header(headers, "Content-Type");
        let boundary = kind.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
        assert_eq!(parts.len(), 4, "a preamble, two parts and the end");
        Self {
            to: header(headers, "To"),
            from: header(headers, "From"),
            subject: header(headers, "Subject"),
            message_id: header(headers, "Message-ID"),
            plain: part(parts[1], "text/plain"),
            html: part(parts[2], "text/html"),
        }
    }

    /// The one link of the letter.
    pub fn link(&self) -> &str {
        let mut links = self.plain.split_whitespace().filter(|word| word.contains("://"));
        let link = links.next().expect("a link");
        assert_eq!(links.next(), None, "one link only");
        link
    }
}

fn split(text: &str) -> (&str, &str) {
    text.split_once("\r\n\r\n").expect("headers and a body")
}

/// A header unfolded and its encoded words (RFC 2047) decoded.
fn header(headers: &str, name: &str) -> String {
    let unfolded = headers.replace("\r\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).expect(name);
    let (mut text, mut after_encoded) = (String::new(), true);
    for word in line.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
        // The space between two encoded words only keeps them apart.
        if !(after_encoded && (encoded.is_some() || text.is_empty())) {
            text.push(' ');
        }
        match encoded {
            Some(encoded) => text.push_str(&utf8(STANDARD.decode(encoded).unwrap())),
            None => text.push_str(word),
        }
        after_encoded = encoded.is_some();
    }
    text
}

fn part(text: &str, kind: &str) -> String {
    let (headers, body) = split(text.trim_start());
    assert!(header(headers, "Content-Type").starts_with(kind));
    let text = match header(headers, "Content-Transfer-Encoding").as_str() {
        "base64" => utf8(STANDARD.decode(body.replace("\r\n", "")).unwrap()),
        "quoted-printable" => quoted_printable(body),
        "7bit" => body.to_owned(),
        other => panic!("unexpected encoding {other}"),
    };
    text.replace("\r\n", "\n").trim_end().to_owned()
}

fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    utf8(bytes)
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}
