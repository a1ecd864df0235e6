//! Mail: no letter is lost between here and a folder or a mail server, whatever the server does.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use alongside::base::{Instant, Language};
use alongside::mail::{Composed, Kind, Letter, Letterhead, Transport, Undelivered};

use crate::harness::eml::Mail;
use crate::harness::smtp::{Server, Step, Trouble};

const PATIENCE: Duration = Duration::from_secs(10);

fn letter(kind: Kind, language: Language) -> Letter {
    Letter { kind, language, to: "siu.ming@example.net".into(), path: "/verify#token=a-b_c".into() }
}

fn head() -> Letterhead {
    Letterhead::new("https://go.example.org", "通知 Notices <post@example.org>").unwrap()
}

fn compose(letter: &Letter) -> Composed {
    letter.compose("0193-7c1e", Instant::from_micros(1_800_000_000_000_000), &head()).unwrap()
}

#[test]
fn a_folder_gets_one_whole_file_per_letter() {
    let var = tempfile::tempdir().unwrap();
    let folder = var.path().join("mail");
    let transport = Transport::open(&format!("file:{}", folder.display()), PATIENCE).unwrap();
    let composed = compose(&letter(Kind::VerifyAddress, Language::ZhHant));
    transport.send(&composed).unwrap();
    let once = std::fs::read_to_string(folder.join("0193-7c1e.eml")).unwrap();
    assert!(once.contains("Message-ID: <0193-7c1e@example.org>\r\n"), "{once}");
    assert!(once.contains("To: siu.ming@example.net\r\n"), "{once}");

    transport.send(&compose(&letter(Kind::VerifyAddress, Language::ZhHant))).unwrap();
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(
        files,
        ["0193-7c1e.eml"],
        "the same letter sent twice is the same file, and nothing is left over"
    );
    assert_eq!(std::fs::read_to_string(folder.join("0193-7c1e.eml")).unwrap(), once);

    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("0193-7c1e.eml")), 0o600);
}

#[test]
fn a_folder_that_cannot_be_written_is_a_reason_to_try_again() {
    let var = tempfile::tempdir().unwrap();
    let in_the_way = var.path().join("mail");
    std::fs::write(&in_the_way, "a file").unwrap();
    let transport = Transport::open(&format!("file:{}", in_the_way.display()), PATIENCE).unwrap();
    let failed = transport.send(&compose(&letter(Kind::Appointment, Language::En))).unwrap_err();
    assert_eq!(failed, Undelivered::Unreachable("the folder cannot be written"));
}

#[test]
fn a_transport_address_that_cannot_be_used_says_why() {
    for address in
        ["", "file:", "post.example.org", "http://post.example.org", "smtp:post", "smtp://", "smtps://a b"]
    {
        assert!(Transport::open(address, PATIENCE).is_err(), "{address:?}");
    }
    let secret = Transport::open("smtp://user:pass?word@host", PATIENCE).err().unwrap();
    assert!(!secret.to_string().contains("pass?word"));
}

fn send(server: &Server) -> Result<(), Undelivered> {
    let transport = Transport::open(&server.url(), PATIENCE).unwrap();
    transport.send(&compose(&letter(Kind::SomethingToRead, Language::En)))
}

fn fails(step: Step, trouble: Trouble) -> Undelivered {
    let server = Server::start();
    server.expects(step, trouble);
    let failed = send(&server).unwrap_err();
    assert_eq!(server.taken(), []);
    failed
}

#[test]
fn a_mail_server_takes_letters_in_every_language() {
    let server = Server::start();
    let transport = Transport::open(&server.url(), PATIENCE).unwrap();
    for kind in Kind::ALL.iter().copied() {
        for language in Language::ALL.iter().copied() {
            transport.send(&compose(&letter(kind, language))).unwrap();
        }
    }
    let taken = server.taken();
    assert_eq!(taken.len(), Kind::ALL.len() * Language::ALL.len());
    for message in taken {
        assert_eq!(message.from, "post@example.org");
        assert_eq!(message.to, ["siu.ming@example.net"]);
        assert!(message.data.is_ascii(), "old servers take seven bits only");
        assert!(message.data.contains("Auto-Submitted: auto-generated\r\n"));
        assert!(message.data.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n"));
        assert!(message.data.lines().all(|line| line.len() <= 998));
    }
}

#[test]
fn a_mail_program_shows_the_words_of_the_letter() {
    let server = Server::start();
    let transport = Transport::open(&server.url(), PATIENCE).unwrap();
    for kind in Kind::ALL {
        for language in Language::ALL {
            let letter = letter(*kind, *language);
            transport.send(&compose(&letter)).unwrap();
            let mail = Mail::read(&server.taken().last().unwrap().data);
            let words = letter.render(&head()).unwrap();
            assert_eq!(mail.subject, words.subject);
            assert_eq!(mail.plain, words.plain.trim_end());
            assert_eq!(mail.html, words.html.trim_end());
            assert_eq!(mail.from, "通知 Notices <post@example.org>");
            assert_eq!(mail.to, "siu.ming@example.net");
            assert_eq!(mail.link(), "https://go.example.org/verify#token=a-b_c");
            assert_eq!(mail.message_id, "<0193-7c1e@example.org>");
        }
    }
}

#[test]
fn a_letter_whose_answer_was_lost_goes_again_under_the_same_identifier() {
    let server = Server::start();
    server.expects(Step::Message, Trouble::TakeThenDrop);
    assert!(matches!(send(&server), Err(Undelivered::Delayed(_))));
    send(&server).unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1], "the reader's program sees one letter, not two");
    assert!(taken[0].data.contains("Message-ID: <0193-7c1e@example.org>\r\n"));
}

#[test]
fn a_server_in_trouble_is_tried_again() {
    for step in [Step::Greeting, Step::Mail, Step::Rcpt, Step::Data, Step::Message] {
        assert!(matches!(fails(step, Trouble::Drop), Undelivered::Delayed(_)), "{step:?}");
        let failed = fails(step, Trouble::Answer("451 4.3.0 siu.ming@example.net later"));
        assert_eq!(failed, Undelivered::Delayed("smtp 451".into()), "{step:?}");
    }
    assert_eq!(fails(Step::Greeting, Trouble::Answer("421 busy")), Undelivered::Delayed("smtp 421".into()));
    let nonsense = fails(Step::Data, Trouble::Answer("nonsense"));
    assert_eq!(nonsense, Undelivered::Delayed("no proper answer".into()));
}

#[test]
fn a_server_that_hangs_is_given_up_after_our_patience() {
    for step in [Step::Greeting, Step::Rcpt, Step::Message] {
        let server = Server::start();
        server.expects(step, Trouble::Hang);
        let transport = Transport::open(&server.url(), Duration::from_millis(50)).unwrap();
        let failed = transport.send(&compose(&letter(Kind::Appointment, Language::ZhHans))).unwrap_err();
        assert_eq!(failed, Undelivered::Delayed("timed out".into()), "{step:?}");
    }
}

#[test]
fn a_server_that_takes_up_no_other_conversation_is_no_letters_fault() {
    for trouble in [Trouble::Answer("554 nothing is taken from you"), Trouble::Drop] {
        let server = Server::start();
        server.expects(Step::Greeting, trouble).expects(Step::Greeting, trouble);
        assert!(matches!(send(&server), Err(Undelivered::Unreachable(_))), "{trouble:?}");
    }
}

#[test]
fn a_mailbox_that_does_not_exist_is_not_tried_again() {
    let failed = fails(Step::Rcpt, Trouble::Answer("550 5.1.1 siu.ming@example.net unknown"));
    assert_eq!(failed, Undelivered::Refused("smtp 550".into()));
}

#[test]
fn what_is_refused_for_good_speaks_of_the_mailbox() {
    for (answer, for_good) in [
        ("550 no such mailbox", true),
        ("552 5.2.2 mailbox full", true),
        ("553 not allowed", true),
        ("501 5.1.3 bad address", true),
        ("556 5.1.10 takes no mail", true),
        ("550 5.1.8 sender unknown", false),
        ("554 5.7.1 relay access denied", false),
        ("501 bad argument", false),
        ("503 5.5.1 out of order", false),
        ("450 4.1.1 unknown for now", false),
    ] {
        let failed = fails(Step::Rcpt, Trouble::Answer(answer));
        let why = format!("smtp {}", &answer[..3]);
        let expected = if for_good { Undelivered::Refused(why) } else { Undelivered::Delayed(why) };
        assert_eq!(failed, expected, "{answer}");
    }
}

#[test]
fn an_address_that_the_server_cannot_take_is_not_tried_again() {
    let server = Server::start();
    let transport = Transport::open(&server.url(), PATIENCE).unwrap();
    let to = Letter { to: "陳@example.net".into(), ..letter(Kind::Appointment, Language::En) };
    let failed = transport.send(&compose(&to)).unwrap_err();
    assert_eq!(failed, Undelivered::Refused("the server takes no such address".into()));
}

#[test]
fn a_refusal_that_is_the_operators_fault_is_tried_again() {
    let failed = fails(Step::Mail, Trouble::Answer("530 5.7.0 authentication required"));
    assert_eq!(failed, Undelivered::Delayed("smtp 530".into()));
}

#[test]
fn nobody_listening_is_tried_again() {
    let address = Server::start().url();
    let transport = Transport::open(&address, PATIENCE).unwrap();
    let failed = transport.send(&compose(&letter(Kind::Appointment, Language::En))).unwrap_err();
    assert_eq!(failed, Undelivered::Unreachable("no connection"));
}

#[test]
fn no_password_and_no_letter_goes_to_a_server_without_encryption() {
    let server = Server::start();
    // 0.0.0.0 reaches the same server here, yet does not count as this machine.
    let url = format!("smtp://user:secret@0.0.0.0:{}", server.address.port());
    let transport = Transport::open(&url, PATIENCE).unwrap();
    let failed = transport.send(&compose(&letter(Kind::Appointment, Language::En))).unwrap_err();
    assert_eq!(failed.why(), "the server lacks what is needed (encryption, sign-in)");
    assert_eq!(server.taken(), []);
}
