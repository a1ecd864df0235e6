//! The reference data: complete, unique, and in an order that must not change.

use std::collections::BTreeSet;

use alongside::places::{self, Places};

#[test]
fn every_file_can_be_read_and_is_complete() {
    places::check().unwrap();
    let Places { districts, institutions, centres, interest_groups, languages, written_languages, themes } =
        places::all();
    assert_eq!(districts.len(), 18);
    assert_eq!(institutions.len(), 29);
    assert_eq!(centres.len(), 5);
    assert_eq!(interest_groups.len(), 7);
    assert_eq!(places::all().interests().count(), 62);
    assert_eq!(languages.len(), 14);
    assert_eq!(themes.len(), 16);
    assert_eq!((written_languages.len(), written_languages[0].code.as_str()), (12, "zh"));
}

#[test]
fn codes_are_unique_and_find_their_row() {
    let places = places::all();
    let lists: [(&str, Vec<&str>); 7] = [
        ("district", places.districts.iter().map(|row| row.code.as_str()).collect()),
        ("institution", places.institutions.iter().map(|row| row.code.as_str()).collect()),
        ("centre", places.centres.iter().map(|row| row.code.as_str()).collect()),
        ("interest", places.interests().map(|row| row.code.as_str()).collect()),
        ("language", places.languages.iter().map(|row| row.code.as_str()).collect()),
        ("written language", places.written_languages.iter().map(|row| row.code.as_str()).collect()),
        ("theme", places.themes.iter().map(|row| row.code.as_str()).collect()),
    ];
    for (list, codes) in lists {
        let unique: BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len(), "a {list} code stands twice");
        for code in codes {
            let found = match list {
                "district" => places.district(code).map(|row| &row.code),
                "institution" => places.institution(code).map(|row| &row.code),
                "centre" => places.centre(code).map(|row| &row.code),
                "interest" => places.interest(code).map(|row| &row.code),
                "language" => places.language(code).map(|row| &row.code),
                "written language" => places.written_language(code).map(|row| &row.code),
                _ => places.theme(code).map(|row| &row.code),
            };
            assert_eq!(found.map(String::as_str), Some(code));
        }
    }
    assert!(places.district("atlantis").is_none());
}

#[test]
fn institutions_and_centres_lie_in_known_districts() {
    let places = places::all();
    for institution in &places.institutions {
        assert!(places.district(&institution.district).is_some(), "{}", institution.code);
    }
    for centre in &places.centres {
        assert!(places.district(&centre.district).is_some(), "{}", centre.code);
    }
}

#[test]
fn every_name_stands_in_three_languages() {
    let places = places::all();
    let names = (places.districts.iter().map(|row| &row.name))
        .chain(places.institutions.iter().map(|row| &row.name))
        .chain(places.centres.iter().map(|row| &row.name))
        .chain(places.interests().map(|row| &row.name))
        .chain(places.languages.iter().map(|row| &row.name))
        .chain(places.themes.iter().map(|row| &row.name));
    for name in names {
        assert!(!name.en.is_empty() && name.en.is_ascii(), "{name:?}");
        for chinese in [&name.zh_hant, &name.zh_hans] {
            assert!(chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{name:?}");
        }
    }
}

#[test]
fn no_theme_names_an_offence() {
    let offences = [
        "theft",
        "robbery",
        "assault",
        "murder",
        "fraud",
        "traffick",
        "rape",
        "sexual",
        "triad",
        "burglary",
        "罪",
        "盜",
        "劫",
        "毆",
        "殺",
        "騙",
        "販",
        "強姦",
        "性侵",
        "三合會",
    ];
    for theme in &places::all().themes {
        for offence in offences {
            let named = [&theme.name.en.to_lowercase(), &theme.name.zh_hant]
                .iter()
                .any(|name| name.contains(offence));
            assert!(!named, "{} names {offence}", theme.code);
        }
    }
}

/// A stored instance means the same bits tomorrow, so the order is kept for good.
#[test]
fn indices_stay() {
    let places = places::all();
    let themes: Vec<_> = places.themes.iter().map(|theme| (theme.index, theme.code.as_str())).collect();
    assert_eq!(
        themes,
        [
            (0, "recovery"),
            (1, "gambling"),
            (2, "fast_money"),
            (3, "anger"),
            (4, "company"),
            (5, "grew_up_alone"),
            (6, "violence_at_home"),
            (7, "prison_when_young"),
            (8, "parent_inside"),
            (9, "parent_from_inside"),
            (10, "trust"),
            (11, "shame"),
            (12, "grief"),
            (13, "loneliness"),
            (14, "work_with_record"),
            (15, "meaning"),
        ]
    );
    let interests: Vec<_> = places.interests().map(|interest| interest.index).collect();
    assert_eq!(interests, (0..62).collect::<Vec<u8>>());
    for (index, code) in
        [(0, "football"), (14, "painting"), (31, "catering"), (48, "elderly_care"), (61, "reading")]
    {
        assert_eq!(places.interest(code).map(|interest| interest.index), Some(index), "{code}");
    }
    for (index, code) in [(0, "yue"), (1, "cmn"), (2, "en"), (13, "hksl")] {
        assert_eq!(places.language(code).map(|language| language.index), Some(index), "{code}");
    }
}

#[test]
fn districts_lie_on_the_grid_of_the_instance_format() {
    let grid = |code| places::all().district(code).map(|district| (district.x, district.y));
    assert_eq!(grid("central_western"), Some((12, 4)));
    assert_eq!(grid("islands"), Some((5, 4)));
    assert_eq!(grid("tuen_mun"), Some((6, 8)));
    assert_eq!(grid("north"), Some((11, 12)));
    assert_eq!(grid("sai_kung"), Some((16, 8)));
}

#[test]
fn every_institution_has_visiting_hours_of_thirty_hours_a_week() {
    for institution in &places::all().institutions {
        assert_eq!(institution.visiting.count(), 60, "{}", institution.code);
    }
}

#[test]
fn what_is_not_confirmed_is_marked() {
    let verified = |code| places::all().institution(code).map(|institution| institution.verified);
    assert_eq!(verified("STP"), Some(true));
    for code in ["CLR", "LHR", "WLR", "QEH"] {
        assert_eq!(verified(code), Some(false), "{code}");
    }
    assert_eq!(places::all().institution("CCC").map(|institution| institution.active), Some(false));
}

#[test]
fn the_answer_shows_names_and_hides_what_only_the_engine_needs() {
    let json = serde_json::to_value(places::all()).unwrap();
    assert_eq!(
        json["themes"][2],
        serde_json::json!({"code": "fast_money", "name": {
            "zhHant": "債務與搵快錢", "zhHans": "债务与赚快钱", "en": "Debt and fast money"}})
    );
    let institution = json["institutions"][0].as_object().unwrap();
    assert_eq!(institution.keys().collect::<Vec<_>>(), ["active", "code", "gender", "name", "verified"]);
    assert_eq!(json["interestGroups"][0]["items"][0]["name"]["en"], "Football");
    let district = json["districts"][0].as_object().unwrap();
    assert_eq!(district.keys().collect::<Vec<_>>(), ["code", "name", "region"]);
}
