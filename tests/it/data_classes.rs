//! Every column has its class in `docs/data.md`, and what is sensitive is secret by its type or named with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use alongside::keys::Field;
use alongside::rights::registers;
use alongside::rights::retention::model::RowKind;

use crate::schema::written;

/// The classes, from what everybody may know to what was told in confidence.
const CLASSES: [&str; 5] = ["S0", "S1", "S2", "S3", "S4"];

/// What the document says of one table.
#[derive(Default)]
struct Table {
    /// Whose rows they are.
    of: Option<String>,
    /// Every column with its class, in the order of the document.
    classes: Vec<(String, &'static str)>,
    /// Columns that are readable in the database although they are sensitive.
    in_clear: BTreeSet<String>,
    /// Columns of encrypted text.
    encrypted: BTreeSet<String>,
    /// For how long its rows are kept.
    kept: Option<String>,
}

/// The tables as the document describes them.
fn described() -> BTreeMap<String, Table> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut tables = BTreeMap::<String, Table>::new();
    for block in text.split("\n## ").skip(1) {
        let mut lines = block.lines();
        let name = lines.next().unwrap().trim().to_owned();
        let mut table = Table::default();
        for line in lines {
            if let Some(of) = line.strip_prefix("Of: ") {
                table.of = Some(of.to_owned());
            } else if let Some(reasons) = line.strip_prefix("- In clear: ") {
                table.in_clear = reasons.split(')').flat_map(named).collect();
            } else if let Some(kept) = line.strip_prefix("- Kept: ") {
                table.kept = Some(kept.to_owned());
            } else if let Some(keys) = line.strip_prefix("- Encrypted: ") {
                table.encrypted = keys.split(')').flat_map(named).collect();
            } else if let Some((class, columns)) =
                line.strip_prefix("- ").and_then(|line| line.split_once(": "))
            {
                let class = CLASSES.into_iter().find(|known| *known == class);
                let class = class.unwrap_or_else(|| panic!("no such class: {line}"));
                table.classes.extend(columns.split(", ").map(|column| (column.to_owned(), class)));
            }
        }
        assert!(tables.insert(name.clone(), table).is_none(), "{name} stands twice");
    }
    tables
}

/// The columns before the reason in brackets.
fn named(columns_and_reason: &str) -> Vec<String> {
    let (columns, reason) = columns_and_reason.split_once(" (").unwrap_or((columns_and_reason, ""));
    let columns: Vec<_> = columns
        .trim_start_matches([',', ';'])
        .split([',', ' '])
        .filter(|word| !word.is_empty() && *word != "and")
        .map(str::to_owned)
        .collect();
    assert!(columns.is_empty() || !reason.is_empty(), "without a reason: {columns:?}");
    columns
}

#[test]
fn every_column_has_one_class() {
    let described = described();
    for (name, columns) in written() {
        let table = described.get(&name).unwrap_or_else(|| panic!("docs/data.md does not name {name}"));
        assert!(table.of.is_some(), "whose is {name}?");
        let mut there: Vec<_> = columns.into_iter().map(|(column, _)| column).collect();
        let mut told: Vec<_> = table.classes.iter().map(|(column, _)| column.clone()).collect();
        there.sort();
        told.sort();
        assert_eq!(told, there, "the columns of {name}");
    }
    assert_eq!(described.len(), written().len(), "docs/data.md names a table that is not there");
}

#[test]
fn what_is_sensitive_is_secret_by_its_type_or_named_with_a_reason() {
    let described = described();
    for (name, columns) in written() {
        let table = &described[&name];
        let kinds: BTreeMap<_, _> = columns.into_iter().collect();
        let readable: BTreeSet<_> = table
            .classes
            .iter()
            .filter(|(column, class)| {
                matches!(*class, "S3" | "S4")
                    && ["Text", "Document"]
                        .iter()
                        .any(|kind| kinds[column] == *kind || kinds[column] == format!("Nullable<{kind}>"))
            })
            .map(|(column, _)| column.clone())
            .collect();
        assert_eq!(table.in_clear, readable, "the sensitive texts of {name} that are readable");
        for (column, class) in &table.classes {
            let open = matches!(*class, "S0" | "S1");
            assert!(
                !(open && kinds[column].contains("ConfidentialText")),
                "{name}.{column} is secret, so not {class}"
            );
            assert!(
                *class == "S2" || !kinds[column].contains("PrivateText"),
                "{name}.{column} is {class}, so encrypted or in clear for a reason"
            );
        }
        // What the schema, the list of fields and the document call encrypted is the same.
        let of_type = kinds.iter().filter(|(_, kind)| kind.contains("ConfidentialText"));
        let of_type: BTreeSet<_> = of_type.map(|(column, _)| column.clone()).collect();
        let listed = Field::ALL.iter().filter(|field| field.place().0 == name);
        let listed: BTreeSet<_> = listed.map(|field| field.place().1.to_owned()).collect();
        assert_eq!((&table.encrypted, &listed), (&of_type, &of_type), "the encrypted texts of {name}");
    }
}

#[test]
fn every_table_has_an_age_or_a_reason_to_stay() {
    let described = described();
    let mut named = BTreeSet::new();
    for (name, table) in &described {
        let kept = table.kept.as_deref().unwrap_or_else(|| panic!("for how long is {name} kept?"));
        if let Some(kinds) = kept.strip_prefix("kind ") {
            let kinds = kinds.split(", ");
            named.extend(kinds.map(|kind| RowKind::parse(kind).unwrap_or_else(|| panic!("{name}: {kind}"))));
        } else if let Some(other) = kept.strip_prefix("with ") {
            assert!(described.contains_key(other), "{name} goes with {other}, which is no table");
        } else {
            let reason = kept.strip_prefix("for good (").and_then(|reason| reason.strip_suffix(')'));
            assert!(reason.is_some_and(|reason| !reason.is_empty()), "{name}: {kept}");
        }
    }
    assert_eq!(named, RowKind::ALL.iter().copied().collect(), "kinds that no table names");
}

#[test]
fn the_register_and_the_notice_name_every_table_about_people_and_how_long_each_kind_is_kept() {
    registers::model::check().unwrap();
    let registers = registers::model::all();
    let mut told = BTreeSet::new();
    for purpose in &registers.purposes {
        for table in &purpose.tables {
            assert!(told.insert(table.clone()), "{table} has two purposes");
        }
        for kept in &purpose.kept {
            assert_eq!(kept.months, kept.kind.months(), "{} in {}", kept.kind, purpose.code);
        }
        for recipient in &purpose.recipients {
            assert!(registers.recipients.iter().any(|one| one.code == *recipient), "{recipient}");
        }
    }
    let of_nobody = ["nobody", "an organisation"];
    let about_people = described().into_iter().filter(|(_, table)| {
        let of = table.of.clone().unwrap_or_default();
        !of_nobody.iter().any(|nobody| of.starts_with(nobody))
    });
    let missing: Vec<_> = about_people.map(|(name, _)| name).filter(|name| !told.contains(name)).collect();
    // The keys under which all of it is encrypted are no purpose of their own.
    assert_eq!(missing, ["data_keys"], "tables about people that the notice does not name");
    let kinds: BTreeSet<_> =
        registers.purposes.iter().flat_map(|one| &one.kept).map(|kept| kept.kind).collect();
    assert_eq!(kinds, RowKind::ALL.iter().copied().collect(), "kinds that the notice does not name");
}
