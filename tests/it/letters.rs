//! Letters: discreet in three languages, and safe wherever they are read.

use std::collections::BTreeSet;

use alongside::base::{Instant, Language};
use alongside::mail::ways::WAYS;
use alongside::mail::{Kind, Letter, Letterhead, Unfit};

const BASE: &str = "https://go.example.org";

/// Words that would tell a stranger what the site is for.
const TELLING: &str = "mentor custod prison jail inmate detain psycholog therap counsel rehab supervis probation \
    parole offen crime crimin convict record correctional desist alongside peer volunteer flag referral pairing centre \
    囚 獄 狱 監 监 懲 惩 犯 罪 更生 感化 導師 导师 輔導 辅导 心理 朋輩 朋辈 同行 義工 义工";

fn head() -> Letterhead {
    Letterhead::new(BASE, "通知 Notices <post@example.org>").unwrap()
}

fn letter(kind: Kind, language: Language) -> Letter {
    Letter { kind, language, to: "siu.ming@example.net".into(), path: "/verify#token=a-b_c".into() }
}

/// The word that stands in letters for a page.
pub fn word_of(page: &str) -> &'static str {
    WAYS.iter().find(|(known, _)| *known == page).expect("a page that letters lead to").1
}

fn every_letter() -> impl Iterator<Item = Letter> {
    Kind::ALL.iter().flat_map(|kind| Language::ALL.iter().map(|language| letter(*kind, *language)))
}

#[test]
fn no_letter_says_what_the_site_is_for() {
    for letter in every_letter() {
        let rendered = letter.render(&head()).unwrap();
        let words = format!("{}\n{}\n{}", rendered.subject, rendered.plain, rendered.html).to_lowercase();
        for telling in TELLING.split_whitespace() {
            assert!(!words.contains(telling), "{letter:?} says {telling}");
        }
        for personal in ["siu.ming", "example.net"] {
            assert!(!words.contains(personal), "{letter:?} repeats the address");
        }
    }
}

#[test]
fn each_kind_and_language_has_its_own_words() {
    let mut subjects = BTreeSet::new();
    for letter in every_letter() {
        let rendered = letter.render(&head()).unwrap();
        let tag = letter.language.as_str();
        assert!(rendered.html.contains(&format!("<html lang=\"{tag}\">")), "{letter:?}");
        assert_eq!(rendered.subject.is_ascii(), letter.language == Language::En, "{letter:?}");
        assert!(subjects.insert((letter.kind as usize, rendered.subject)), "{letter:?} has a subject twice");
    }
    assert_eq!(subjects.len(), Kind::ALL.len() * Language::ALL.len());
}

#[test]
fn a_letter_links_to_the_site_only_and_loads_nothing() {
    for letter in every_letter() {
        let rendered = letter.render(&head()).unwrap();
        let link = format!("{BASE}/verify#token=a-b_c");
        assert_eq!(rendered.plain.matches("://").count(), 1, "{letter:?}");
        assert!(rendered.plain.contains(&format!("\n{link}\n")), "{letter:?}");
        assert_eq!(rendered.html.matches("://").count(), 1, "{letter:?}");
        assert!(rendered.html.contains(&format!("<a href=\"{link}\">")), "{letter:?}");
        for remote in ["<img", "<link", "<script", "src=", "url(", "@import", "<iframe"] {
            assert!(!rendered.html.contains(remote), "{letter:?} has {remote}");
        }
    }
}

#[test]
fn a_path_cannot_lead_away_or_break_out() {
    let paths = [
        "",
        "verify",
        "//evil.example",
        "/\\evil.example",
        "/a\r\nBcc: x@example.net",
        "/a b",
        "/a\">",
        "/<script>",
        "/é",
        "@evil.example/",
        "https://evil.example/",
    ];
    for path in paths {
        let letter = Letter { path: path.into(), ..letter(Kind::SomethingToRead, Language::En) };
        assert_eq!(letter.render(&head()).err(), Some(Unfit::Path), "{path:?}");
    }
    let query = Letter { path: "/openings?tab=1&day=2".into(), ..letter(Kind::Appointment, Language::En) };
    let rendered = query.render(&head()).unwrap();
    assert!(rendered.plain.contains("/openings?tab=1&day=2"));
    assert!(rendered.html.contains("href=\"https://go.example.org/openings?tab=1&amp;day=2\""));
}

#[test]
fn no_link_tells_what_its_reader_is_here_and_the_pages_know_where_each_leads() {
    let pages = include_str!("../../frontend/src/lib/shell/letters.ts");
    let mut words = BTreeSet::new();
    for (page, word) in WAYS {
        let letter = Letter { path: (*page).into(), ..letter(Kind::SomethingToRead, Language::En) };
        let rendered = letter.render(&head()).unwrap();
        let told = format!("{}{}", rendered.plain, rendered.html);
        assert!(told.contains(&format!("{BASE}/go/{word}")) && !told.contains(page), "{told}");
        assert!(pages.contains(&format!("  {word}: '{page}',\n")), "letters.ts does not know {word}: {page}");
        assert!(words.insert(word), "{word} leads to two pages");
    }
    assert_eq!(pages.matches(": '/").count(), WAYS.len());
    // A page of one kind of person that has no word goes into no letter.
    for path in ["/my", "/my/mentor/x", "/staff?x", "/clinic/unheard-of", "/officer#x"] {
        let letter = Letter { path: path.into(), ..letter(Kind::SomethingToRead, Language::En) };
        assert_eq!(letter.render(&head()).err(), Some(Unfit::Path), "{path}");
    }
}

#[test]
fn an_address_cannot_smuggle_in_a_header() {
    let addresses = [
        "",
        "nobody",
        "a@b\r\nBcc: c@example.net",
        "a@example.net, b@example.net",
        "Ming <a@example.net>",
        "a b@example.net",
    ];
    for to in addresses {
        let letter = Letter { to: to.into(), ..letter(Kind::SomethingToRead, Language::En) };
        let composed = letter.compose("1", Instant::default(), &head());
        assert_eq!(composed.err(), Some(Unfit::ReaderAddress), "{to:?}");
    }
    for id in ["", "a b", "a\r\nBcc: x", "../a", "<a>"] {
        let composed = letter(Kind::Appointment, Language::En).compose(id, Instant::default(), &head());
        assert_eq!(composed.err(), Some(Unfit::Identifier), "{id:?}");
    }
}

#[test]
fn a_letterhead_that_cannot_be_used_says_why() {
    let sender = "Notices <post@example.org>";
    assert!(Letterhead::new(BASE, sender).is_ok());
    assert!(Letterhead::new("http://127.0.0.1:8080/", "Notices <notices@localhost>").is_ok());
    assert!(Letterhead::new("http://[::1]:8080", "post@example.org").is_ok());
    for base in [
        "",
        "go.example.org",
        "ftp://go.example.org",
        "https://",
        "https://a b",
        "https://a/path",
        "https://a\"x",
    ] {
        assert_eq!(Letterhead::new(base, sender).err(), Some(Unfit::BaseAddress), "{base:?}");
    }
    for sender in ["", "nobody", "Notices", "Notices <nobody>", "a\r\nBcc: x@example.net <post@example.org>"]
    {
        assert_eq!(Letterhead::new(BASE, sender).err(), Some(Unfit::Sender), "{sender:?}");
    }
}

#[test]
fn a_letter_never_shows_its_address_or_link_in_a_log() {
    let shown = format!("{:?}", letter(Kind::ResetPassword, Language::En));
    assert!(!shown.contains("siu.ming") && !shown.contains("token"), "{shown}");
}
