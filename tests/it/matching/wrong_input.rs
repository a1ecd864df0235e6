//! Every fault of an instance is named by its path.

use alongside::matching::{Instance, Options, SolveError, solve};
use serde_json::{Value, json};

use super::cases::folder;

fn tiny_1() -> Value {
    serde_json::from_slice(&std::fs::read(folder().join("tiny-1.json")).unwrap()).unwrap()
}

fn fault(json: &Value) -> String {
    match Instance::from_json(serde_json::to_vec(json).unwrap().as_slice()) {
        Err(fault) => fault.to_string(),
        Ok(instance) => match solve(&instance, &Options::default()) {
            Err(SolveError::Invalid(fault)) => fault.to_string(),
            other => panic!("no fault found: {other:?}"),
        },
    }
}

/// The value at a JSON pointer replaced.
fn with(pointer: &str, value: Value) -> String {
    let mut json = tiny_1();
    *json.pointer_mut(pointer).unwrap() = value;
    fault(&json)
}

#[test]
fn a_wrong_value_is_named_by_its_path() {
    let digits = "0".repeat(83);
    for (pointer, value, message) in [
        ("/mentors/3/avail", json!(digits), "mentors[3].avail: 83 digits, 84 needed"),
        ("/pics/0/free", json!("g".repeat(84)), "pics[0].free: only the digits 0-9 and a-f are allowed"),
        (
            "/format",
            json!("alongside.instance/2"),
            "format: unknown variant `alongside.instance/2`, expected `alongside.instance/1`",
        ),
        ("/mentors/2/id", json!(4), "mentors[2].id: 4, 2 needed"),
        ("/mentors/2/offers/1", json!(11), "mentors[2].offers[1]: 11, 1 to 10 allowed"),
        ("/mentors/2/stage_exp/0", json!(1), "mentors[2].stage_exp[0]: 1, 2 to 10 allowed"),
        ("/mentors/2/cleared/1", json!(2), "mentors[2].cleared[1]: 2 does not exist, there are 2"),
        ("/mentors/2/supervisor", json!(2), "mentors[2].supervisor: 2 does not exist, there are 2"),
        ("/mentors/2/district", json!(18), "mentors[2].district: 18 does not exist, there are 18"),
        ("/mentors/2/themes", json!([16]), "mentors[2].themes[0]: 16, 0 to 15 allowed"),
        ("/mentors/2/langs/0", json!(""), "mentors[2].langs[0]: empty"),
        ("/mentors/2/age", json!(151), "mentors[2].age: 151, 0 to 150 allowed"),
        (
            "/mentors/2/consent",
            json!("yes"),
            "mentors[2].consent: invalid type: string \"yes\", expected a boolean",
        ),
        (
            "/mentors/2/capacity",
            json!(1.5),
            "mentors[2].capacity: invalid type: floating point `1.5`, expected u32",
        ),
        ("/pics/1/stage", json!(3), "pics[1].stage: 3, 0 to 2 allowed"),
        ("/pics/1/needs", json!([1, 2, 3]), "pics[1].needs: invalid length 3, expected an array of length 4"),
        ("/pics/1/interests/0", json!(64), "pics[1].interests[0]: 64, 0 to 63 allowed"),
        ("/pics/1/institution", json!(2), "pics[1].institution: 2 does not exist, there are 2"),
        ("/psychologists/1/expertise/0", json!(99), "psychologists[1].expertise[0]: 99, 0 to 15 allowed"),
        ("/params/weights/age", json!(61), "params.weights: sum 1001, 1000 needed"),
        ("/params/min_overlap_slots", json!(337), "params.min_overlap_slots: 337, 0 to 336 allowed"),
        (
            "/exclusions/0",
            json!([0]),
            "exclusions[0]: invalid length 1, expected an array that begins with a mentor and a person",
        ),
        ("/exclusions/0/1", json!(9), "exclusions[0][1]: 9 does not exist, there are 9"),
        ("/pinned", json!([[5, 0]]), "pinned[0][0]: 5 does not exist, there are 5"),
        ("/pinned", json!([[0, 3], [1, 3]]), "pinned[1]: person 3 is in pinned[0] already"),
    ] {
        assert_eq!(with(pointer, value), message);
    }
}

#[test]
fn a_missing_or_unknown_field_is_named() {
    for field in ["avail", "supervisor", "langs", "consent"] {
        let mut json = tiny_1();
        json["mentors"][1].as_object_mut().unwrap().remove(field);
        assert_eq!(fault(&json), format!("mentors[1]: missing field `{field}`"));
    }
    let mut json = tiny_1();
    json["pics"][4]["priority"] = json!(1);
    assert!(fault(&json).starts_with("pics[4].priority: unknown field `priority`"), "{}", fault(&json));
    let mut json = tiny_1();
    json["mentors"][0]["key"] = json!("1");
    assert_eq!(fault(&json), "mentors[1].key: the same as mentors[0]");
}

#[test]
fn a_pin_that_breaks_a_rule_is_refused_with_its_code() {
    let langs = |json: &mut Value| json["pics"][3]["langs"] = json!(["ell"]);
    for (change, code) in [
        (langs as fn(&mut Value), "language"),
        (|json| json["pics"][3]["consent"] = json!(false), "pic_consent"),
        (|json| json["mentors"][0]["consent"] = json!(false), "mentor_consent"),
        (|json| json["mentors"][0]["cert_until"] = json!(19_999), "certification"),
        (|json| json["mentors"][0]["supervisor"] = json!(null), "supervisor"),
        (|json| json["mentors"][0]["capacity"] = json!(0), "capacity"),
        (|json| json["mentors"][0]["cleared"] = json!([1]), "institution"),
        (|json| json["pics"][3]["gender"] = json!("F"), "gender"),
        (|json| json["exclusions"] = json!([[0, 3, "a word", "ignored"]]), "ask_staff"),
        (|json| json["params"]["min_overlap_slots"] = json!(300), "availability"),
    ] {
        let mut json = tiny_1();
        json["pinned"] = json!([[0, 3]]);
        change(&mut json);
        assert_eq!(fault(&json), format!("pinned[0]: {code}"));
    }
}

#[test]
fn pins_beyond_the_places_are_refused() {
    let mut json = tiny_1();
    json["exclusions"] = json!([]);
    json["pinned"] = json!([[1, 1], [1, 3], [1, 5]]);
    assert_eq!(fault(&json), "pinned[2]: capacity");
    json["psychologists"][1]["capacity"] = json!(1);
    assert_eq!(fault(&json), "pinned[1]: supervisor_capacity");
}

#[test]
fn what_is_no_json_says_where_it_ends() {
    let broken = |text: &str| Instance::from_json(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(broken(""), "instance: EOF while parsing a value at line 1 column 0");
    assert!(broken("{\"format\": }").starts_with("format: expected value at line 1"));
    assert!(broken("[]").starts_with("instance: invalid"));
    let twice = format!("{} {{}}", tiny_1());
    assert!(broken(&twice).starts_with("instance: trailing characters"));
}

/// Cuts, doubled pieces and other signs, anywhere in a true instance: a clear fault or a round, never a panic.
#[test]
fn whatever_is_written_is_read_or_refused() {
    let mut dice = super::tiny::Dice(11);
    let whole = tiny_1().to_string().into_bytes();
    let (mut read, mut refused) = (0, 0);
    for _ in 0..4000 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len() as u64) as usize;
            let signs = b"0123456789-.eE[]{},:\"ntf\\ \xff\x00";
            match dice.below(4) {
                0 => bytes[at] = signs[dice.below(signs.len() as u64) as usize],
                1 => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, signs[dice.below(signs.len() as u64) as usize]),
                _ => {
                    let piece: Vec<u8> = bytes[at..].iter().copied().take(dice.below(40) as usize).collect();
                    bytes.splice(at..at, piece);
                }
            }
        }
        match Instance::from_json(bytes.as_slice()).map(|instance| solve(&instance, &Options::default())) {
            Ok(_) => read += 1,
            Err(fault) => {
                assert!(!fault.to_string().is_empty());
                refused += 1;
            }
        }
    }
    assert!(read > 100 && refused > 1000, "{read} read, {refused} refused");
}

/// Numbers as large as a file can say take no more memory than the file itself.
#[test]
fn hostile_sizes_are_refused_or_cost_nothing() {
    for (pointer, value) in [
        ("/mentors/0/capacity", json!(u32::MAX)),
        ("/psychologists/0/capacity", json!(u32::MAX)),
        ("/pics/0/waiting_days", json!(i32::MAX)),
        ("/pics/0/release_in_days", json!(i32::MIN)),
        ("/districts/0/x", json!(i32::MIN)),
        ("/params/min_overlap_slots", json!(u32::MAX)),
    ] {
        let told = with(pointer, value);
        assert!(told.contains("allowed"), "{pointer}: {told}");
    }
    let mut large = tiny_1();
    large["mentors"][0]["capacity"] = json!(1_000_000);
    large["psychologists"][0]["capacity"] = json!(1_000_000);
    let instance = Instance::from_json(serde_json::to_vec(&large).unwrap().as_slice()).unwrap();
    assert!(solve(&instance, &Options::default()).is_ok());
    let deep = "[".repeat(100_000);
    assert!(Instance::from_json(deep.as_bytes()).is_err());
}
