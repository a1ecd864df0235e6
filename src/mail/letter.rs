//! A letter, and how it becomes a message with a plain-text and an HTML part.

use std::fmt;

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::kind::Kind;
use super::{texts, ways};
use crate::base::{Instant, Language};

/// A letter that waits to be sent. It holds an address, so it is personal data.
#[derive(Clone)]
pub struct Letter {
    pub kind: Kind,
    pub language: Language,
    /// The e-mail address of the reader.
    pub to: String,
    /// The page behind the link, from `/` on, which stands in the letter as [`ways`] says; a token goes after `#`, which no server logs.
    pub path: String,
}

/// Leaves out the address and the path, which can hold a token.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("kind", &self.kind)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// What all letters of a site share: where links lead and who signs.
#[derive(Clone)]
pub struct Letterhead {
    base: String,
    from: Mailbox,
}

/// Why a letter or a letterhead cannot be used. Retrying does not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The base address is not `http(s)://host`, without a path, spaces or quotes.
    BaseAddress,
    /// The sender is not like `Name <name@example.org>`.
    Sender,
    /// The reader's address is not an e-mail address.
    ReaderAddress,
    /// The path does not start with one `/`, holds characters that do not belong in a link, or tells too much.
    Path,
    /// The identifier is not made of letters, digits and `-`.
    Identifier,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BaseAddress => "the base address must look like https://example.org, without a path",
            Self::Sender => "the sender must look like Name <name@example.org>",
            Self::ReaderAddress => "the reader must be an e-mail address",
            Self::Path => "the path must start with one /, hold only characters of a link and have a word in src/mail/ways.rs where it tells \
             who reads it",
            Self::Identifier => "the identifier must be made of letters, digits and -",
        })
    }
}

impl std::error::Error for Unfit {}

impl Letterhead {
    /// `base` is where the site is reached from outside, such as `https://example.org`; `sender` is like
    /// `Notices <notices@example.org>`, with a name as neutral as the letters.
    ///
    /// # Errors
    /// Says which of the two cannot be used.
    pub fn new(base: &str, sender: &str) -> Result<Self, Unfit> {
        let base = base.trim_end_matches('/');
        let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
        if !host.is_some_and(is_host) {
            return Err(Unfit::BaseAddress);
        }
        if sender.chars().any(char::is_control) {
            return Err(Unfit::Sender);
        }
        let from = sender.parse().map_err(|_| Unfit::Sender)?;
        Ok(Self { base: base.to_owned(), from })
    }
}

/// The words of a letter before they are packed into a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// A message ready to leave, with the identifier under which it may be sent again.
pub struct Composed {
    pub(super) id: String,
    pub(super) message: Message,
}

impl Letter {
    /// The subject and both bodies.
    ///
    /// # Errors
    /// [`Unfit::Path`] when the link would leave the site, break out of the text, or tell what its reader is here.
    pub fn render(&self, head: &Letterhead) -> Result<Rendered, Unfit> {
        if !self.path.starts_with('/')
            || self.path.starts_with("//")
            || !self.path.chars().all(belongs_in_path)
        {
            return Err(Unfit::Path);
        }
        let link = format!("{}{}", head.base, ways::told(&self.path).ok_or(Unfit::Path)?);
        let text = texts::text(self.kind, self.language);
        let end = texts::automatic(self.language);

        let plain = match text.after {
            Some(after) => format!("{}\n\n{}\n{link}\n\n{after}\n\n{end}\n", text.before, text.link),
            None => format!("{}\n\n{}\n{link}\n\n{end}\n", text.before, text.link),
        };
        let after = text.after.map(paragraph).unwrap_or_default();
        let html = format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head><meta charset=\"utf-8\"><title>{subject}</title></head>\n\
             <body>\n{before}<p><a href=\"{href}\">{label}</a></p>\n{after}{end}</body>\n</html>\n",
            tag = self.language.as_str(),
            subject = escape(text.subject),
            before = paragraph(text.before),
            href = escape(&link),
            label = escape(text.link),
            end = paragraph(end),
        );
        Ok(Rendered { subject: text.subject.to_owned(), plain, html })
    }

    /// The message. The same letter with the same `id` and time gives the same bytes each time,
    /// so that a letter sent twice (an answer was lost) can be told from two letters.
    ///
    /// # Errors
    /// Says what about the letter or the identifier cannot be used.
    pub fn compose(&self, id: &str, written: Instant, head: &Letterhead) -> Result<Composed, Unfit> {
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err(Unfit::Identifier);
        }
        let Rendered { subject, plain, html } = self.render(head)?;
        let to = self.to.parse().map_err(|_| Unfit::ReaderAddress)?;
        let parts = MultiPart::alternative().boundary(format!("part-{id}"));
        let message = Message::builder()
            .from(head.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date(written.utc().into())
            .message_id(Some(format!("<{id}@{}>", head.from.email.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", self.language.as_str()))
            .multipart(parts.singlepart(SinglePart::plain(plain)).singlepart(SinglePart::html(html)))
            .map_err(|_| Unfit::ReaderAddress)?;
        Ok(Composed { id: id.to_owned(), message })
    }
}

/// A header that lettre has no type for: `Auto-Submitted` keeps out-of-office robots from answering (RFC 3834),
/// `Content-Language` lets a screen reader choose the voice (RFC 3282).
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A name or an address, and a port where one is written.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((v6, rest)) if v6.parse::<std::net::Ipv6Addr>().is_ok() => (v6, rest),
        Some(_) => return false,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let named = host.starts_with('[')
        || !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    let port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    named && port
}

fn belongs_in_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~/?#=&%".contains(c)
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
