//! What settings are refused, and which defaults follow from others.

use super::*;

#[test]
fn a_setting_that_cannot_be_used_is_named() {
    type Change = fn(&mut Options);
    let wrong: [(&str, Change); 31] = [
        ("backup_recipient", |options| options.backups = Some("x".into())),
        ("backup_recipient", |options| options.backup_recipient = Some("AGE-SECRET-KEY-1u:".into())),
        ("backup_every", |options| options.backup_every = Some(0)),
        ("backup_keep", |options| options.backup_keep = Some(0)),
        ("metrics_listen", |options| options.metrics_listen = Some("9100".into())),
        ("metrics_listen", |options| options.metrics_listen = Some("0.0.0.0:9100".into())),
        ("metrics_listen", |options| options.metrics_listen = Some("[::]:9100".into())),
        ("metrics_listen", |options| options.metrics_listen = Some("127.0.0.1:8080".into())),
        ("disk_low_percent", |options| options.disk_low_percent = Some(101)),
        ("mail_from", |options| options.mail_from = Some("nonsense".into())),
        ("mail_from", |options| options.mail_from = Some(String::new())),
        ("mail", |options| options.mail = Some("smtp://u:p@host:99999".into())),
        ("mail", |options| options.mail = Some("smtps://".into())),
        ("mail", |options| options.mail = Some("smtps://:465".into())),
        ("mail", |options| options.mail = Some("file:".into())),
        ("mail", |options| options.mail = Some("pigeon:coop".into())),
        ("base_url", |options| options.base_url = Some("https://x.example/sub".into())),
        ("patience", |options| options.patience = Some(0)),
        ("connections_per_source", |options| options.connections_per_source = Some(0)),
        ("base_url", |options| options.base_url = Some("https://a b/x?y".into())),
        ("base_url", |options| options.base_url = Some("https://x.example:99999".into())),
        ("base_url", |options| options.base_url = Some("https://:443".into())),
        ("base_url", |options| options.base_url = Some("x.example".into())),
        ("duty_telephone", |options| options.duty_telephone = Some("  ".into())),
        ("stop_within", |options| options.stop_within = Some(0)),
        ("stop_within", |options| options.stop_within = Some(u64::MAX)),
        ("tries_per_source", |options| options.tries_per_source = Some(0)),
        ("tries_per_account", |options| options.tries_per_account = Some(0)),
        ("database", |options| options.database = Some("mysql://u:secret@host/x".into())),
        ("database_owner", |options| options.database_owner = Some("postgres://ada@db/x".into())),
        ("DATABASE_URL", |options| options.database_url = Some("mysql://u:secret@host/x".into())),
    ];
    for (number, (name, change)) in wrong.into_iter().enumerate() {
        let mut options = Options::default();
        change(&mut options);
        let said = options.settle(None).expect_err(name);
        assert!(said.contains(name), "{number}: {said}");
        assert!(!said.contains("u:"), "{number} tells a password: {said}");
    }
}

#[test]
fn addresses_that_people_type_are_taken_without_their_slash() {
    for (given, taken) in [
        ("https://x.example", "https://x.example"),
        ("https://x.example/", "https://x.example"),
        ("http://192.0.2.7:8080", "http://192.0.2.7:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        let options = Options { base_url: Some(given.into()), ..Options::default() };
        assert_eq!(options.settle(None).unwrap().base_url, taken);
    }
}

#[test]
fn without_an_address_letters_lead_to_where_this_machine_listens() {
    for (listen, site) in [
        (None, "http://localhost:8080"),
        (Some("127.0.0.1:18083"), "http://localhost:18083"),
        (Some("[::1]:18083"), "http://localhost:18083"),
        (Some("0.0.0.0:18083"), "http://localhost:8080"),
    ] {
        let options = Options { listen: listen.map(str::to_owned), ..Options::default() };
        assert_eq!(options.settle(None).unwrap().base_url, site, "{listen:?}");
    }
}

#[test]
fn database_url_counts_where_nothing_of_ours_says_it() {
    let given = |ours: Option<&str>, file: Option<&str>, theirs: Option<&str>| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        std::fs::write(&path, file.map(|url| format!("database = \"{url}\"")).unwrap_or_default()).unwrap();
        let own = |url: Option<&str>| url.map(str::to_owned);
        let options = Options { database: own(ours), database_url: own(theirs), ..Options::default() };
        options.settle(Some(&path)).unwrap().database
    };
    let (a, b, c) = (Some("sqlite:a"), Some("sqlite:b"), Some("postgres://c/c"));
    assert_eq!(given(a, b, c), "sqlite:a");
    assert_eq!(given(None, b, c), "sqlite:b");
    assert_eq!(given(None, None, c), "postgres://c/c");
    assert_eq!(given(None, None, None), "sqlite:var/alongside.db");
}
