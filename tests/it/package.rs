//! A reader of data packages that trusts nothing: holds the files of a folder against what
//! `datapackage.json` says of them, by the rules of Table Schema.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A file read: its header and its rows.
pub struct Read {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Read {
    pub fn of(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("a CSV file");
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = owned(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| owned(&record.expect("a row"))).collect();
        Self { header, rows }
    }

    /// The cells of one column.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.at(name);
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    fn at(&self, name: &str) -> usize {
        self.header.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    /// The cells of several columns; `None` for rows where all of them are missing.
    fn tuples(&self, names: &Value) -> Vec<Option<Vec<&str>>> {
        let at: Vec<usize> = strings(names).iter().map(|name| self.at(name)).collect();
        let tuple = |row: &'_ Vec<String>| at.iter().map(|n| row[*n].clone()).collect::<Vec<_>>();
        assert!(!at.is_empty());
        self.rows
            .iter()
            .map(|row| {
                (!tuple(row).iter().all(String::is_empty)).then(|| at.iter().map(|n| row[*n].as_str()).collect())
            })
            .collect()
    }
}

/// Everything in the folder that is not as described; nothing if the package holds.
pub fn problems(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("datapackage.json")).expect("datapackage.json");
    let package: Value = serde_json::from_str(&text).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    let mut found = Vec::new();
    let mut files = HashMap::new();
    for resource in resources {
        let name = resource["name"].as_str().expect("a name");
        let path = folder.join(resource["path"].as_str().expect("a path"));
        bytes(resource, &path, &mut |problem| found.push(format!("{name}: {problem}")));
        files.insert(name.to_owned(), Read::of(&path));
    }
    for resource in resources {
        let name = resource["name"].as_str().expect("a name");
        let file = &files[name];
        let mut say = |problem: String| found.push(format!("{name}: {problem}"));
        if resource["rows"] != file.rows.len() {
            say(format!("{} rows", file.rows.len()));
        }
        let schema = &resource["schema"];
        let fields = schema["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().expect("a name")).collect();
        if names != file.header {
            say(format!("the header is {:?}", file.header));
            continue;
        }
        for field in fields {
            column(field, &file.column(field["name"].as_str().expect("a name")), &mut say);
        }
        let keys = file.tuples(&schema["primaryKey"]);
        if keys.iter().collect::<HashSet<_>>().len() < keys.len() || keys.contains(&None) {
            say("the primary key does not tell rows apart".to_owned());
        }
        for key in schema["foreignKeys"].as_array().into_iter().flatten() {
            let target = &files[key["reference"]["resource"].as_str().expect("a resource")];
            let known: HashSet<_> = target.tuples(&key["reference"]["fields"]).into_iter().flatten().collect();
            for missing in file.tuples(&key["fields"]).into_iter().flatten().filter(|tuple| !known.contains(tuple)) {
                say(format!("{missing:?} is not in {}", key["reference"]["resource"]));
            }
        }
    }
    found
}

/// Size, checksum, line ends, byte order mark.
fn bytes(resource: &Value, path: &Path, say: &mut dyn FnMut(String)) {
    let bytes = std::fs::read(path).expect("the file");
    let hash = Sha256::digest(&bytes).iter().fold("sha256:".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string");
        text
    });
    if resource["bytes"] != bytes.len() || resource["hash"] != hash {
        say("other bytes than described".to_owned());
    }
    let end = resource["dialect"]["lineTerminator"].as_str().expect("a line end");
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if !bytes.ends_with(end.as_bytes()) || header.ends_with(b"\r") != (end == "\r\n") {
        say(format!("lines do not end in {end:?}"));
    }
}

/// Type, required, unique, list, form and bounds of one column.
fn column(field: &Value, cells: &[&str], say: &mut dyn FnMut(String)) {
    let name = &field["name"];
    let rules = &field["constraints"];
    let present: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    if rules["required"] == true && present.len() < cells.len() {
        say(format!("{name} is missing in a row"));
    }
    if rules["unique"] == true && present.iter().collect::<HashSet<_>>().len() < present.len() {
        say(format!("{name} has a value twice"));
    }
    let levels: Option<Vec<String>> = rules["enum"].as_array().map(|values| {
        values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
    });
    if let Some(categories) = field["categories"].as_array() {
        let values: Vec<&Value> = categories.iter().map(|category| &category["value"]).collect();
        let allowed: Vec<&Value> = rules["enum"].as_array().into_iter().flatten().collect();
        assert_eq!(values, allowed, "{name}");
    }
    for cell in present {
        let typed = match field["type"].as_str().expect("a type") {
            "string" => field["format"] != "uuid" || uuid::Uuid::parse_str(cell).is_ok(),
            "integer" => cell.parse::<i64>().is_ok_and(|n| rules["minimum"].as_i64().is_none_or(|least| n >= least)),
            "boolean" => field["trueValues"][0] == cell || field["falseValues"][0] == cell,
            "datetime" => chrono::DateTime::parse_from_rfc3339(cell).is_ok() && cell.ends_with('Z'),
            other => panic!("no type {other}"),
        };
        let listed = levels.as_ref().is_none_or(|levels| levels.iter().any(|level| level == cell));
        if !typed || !listed || !rules["pattern"].as_str().is_none_or(|pattern| has_form(pattern, cell)) {
            say(format!("{name} holds {cell:?}"));
        }
    }
}

/// The few forms there are, without an engine for all there could be.
fn has_form(pattern: &str, cell: &str) -> bool {
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    let hex = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match pattern {
        "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" => {
            let parts: Vec<&str> = cell.split('-').collect();
            parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2))
        }
        "s[1-9][0-9]*" => cell.strip_prefix('s').and_then(|n| n.parse::<u64>().ok()).is_some_and(|n| n > 0),
        "[0-9a-f]{64}" => hex(cell, 64) && !cell.bytes().any(|byte| byte.is_ascii_uppercase()),
        "#[0-9a-fA-F]{6}" => cell.strip_prefix('#').is_some_and(|rest| hex(rest, 6)),
        other => panic!("no form {other}"),
    }
}

fn strings(names: &Value) -> Vec<&str> {
    names.as_array().expect("names").iter().map(|name| name.as_str().expect("a name")).collect()
}
