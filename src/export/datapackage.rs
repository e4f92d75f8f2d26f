//! `datapackage.json`: what the folder holds, for people and for programs that know Data Package v2.

use serde::{Deserialize, Serialize};

use super::column::{Column, Reference, Table};
use super::csv::Profile;
use super::error::Result;
use super::field::Field;
use crate::store::Reader;

/// The name of the file.
pub(super) const FILE: &str = "datapackage.json";

/// The program's name, by which an export is known again.
const TOOL: &str = "pizhu";

/// The whole file. Fields are written in this order.
#[derive(Debug, Serialize)]
pub(super) struct Package {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    id: String,
    title: String,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    pizhu: Origin,
    resources: Vec<Resource>,
}

/// Which state of which project was exported, by what and how.
#[derive(Debug, Serialize)]
struct Origin {
    tool: &'static str,
    version: &'static str,
    schema_version: i64,
    operation: Option<Operation>,
    /// Which part of the project; nothing means all of it.
    filter: Option<String>,
    profile: &'static str,
    byte_order_mark: bool,
    guarded_cells: u64,
}

#[derive(Debug, Serialize)]
struct Operation {
    number: i64,
    hash: String,
}

/// One file.
#[derive(Debug, Serialize)]
pub(super) struct Resource {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    path: String,
    r#type: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: u64,
    hash: String,
    rows: u64,
    dialect: Dialect,
    schema: Schema,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    header: bool,
    delimiter: char,
    line_terminator: &'static str,
    quote_char: char,
    double_quote: bool,
}

// `fieldsMatch` stays at its default, `exact`: the text of the standard and its published profile
// disagree on how to write it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Debug, Serialize)]
struct ForeignKey {
    fields: &'static [&'static str],
    reference: Target,
}

#[derive(Debug, Serialize)]
struct Target {
    resource: &'static str,
    fields: &'static [&'static str],
}

/// What is known of a file once it is written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Its size.
    pub(super) bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub(super) sha256: String,
    /// Rows, the header aside.
    pub(super) rows: u64,
}

impl Package {
    /// Describes an export of the project as it is now.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn new(r: &Reader<'_>, profile: Profile, guarded_cells: u64, resources: Vec<Resource>) -> Result<Self> {
        let (title, id) = (r.project_name()?, r.project_uid()?);
        let head = r.head()?;
        Ok(Self {
            schema: "https://datapackage.org/profiles/2.0/datapackage.json",
            name: slug(&title, &id),
            id,
            title,
            description: "Statements in policy texts, coded by theme and actor with pizhu 批注. An empty cell is missing.",
            // Not the clock: the same project gives the same bytes.
            created: head.as_ref().map(|head| head.at.clone()),
            pizhu: Origin {
                tool: TOOL,
                version: env!("CARGO_PKG_VERSION"),
                schema_version: r.schema_version()?,
                operation: head.map(|head| Operation { number: head.id.0, hash: head.hash }),
                filter: None,
                profile: profile.as_str(),
                byte_order_mark: profile == Profile::Excel,
                guarded_cells,
            },
            resources,
        })
    }

    /// The file as text.
    ///
    /// # Errors
    /// Never in practice; the type of the JSON writer has one.
    pub(super) fn to_json(&self) -> Result<String> {
        let mut text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)?;
        text.push('\n');
        Ok(text)
    }
}

impl Resource {
    /// Describes one file.
    pub(super) fn new(table: &Table, columns: &[Column], profile: Profile, written: &Written) -> Self {
        Self {
            name: table.name(),
            title: table.title,
            description: table.about,
            path: table.file(),
            r#type: "table",
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: written.bytes,
            hash: format!("sha256:{}", written.sha256),
            rows: written.rows,
            dialect: Dialect {
                header: true,
                delimiter: ',',
                line_terminator: profile.line_end(),
                quote_char: '"',
                double_quote: true,
            },
            schema: Schema {
                fields: columns.iter().map(Field::of).collect(),
                missing_values: [""],
                primary_key: table.key,
                foreign_keys: table.references.iter().map(foreign_key).collect(),
            },
        }
    }
}

fn foreign_key(reference: &Reference) -> ForeignKey {
    ForeignKey {
        fields: reference.columns,
        reference: Target { resource: reference.table.as_str(), fields: reference.target },
    }
}

/// A name for programs: ASCII letters and digits in lower case, `-` between them; made of the
/// project's identifier where its name has none.
fn slug(title: &str, uid: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() { format!("{TOOL}-{uid}") } else { words.join("-") }
}

/// The files an export of ours lists, itself included; `None` if the text is not of our making.
pub(super) fn listed(text: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Package {
        pizhu: Origin,
        resources: Vec<Resource>,
    }
    #[derive(Deserialize)]
    struct Origin {
        tool: String,
    }
    #[derive(Deserialize)]
    struct Resource {
        path: String,
    }
    let package: Package = serde_json::from_str(text).ok()?;
    let mut files: Vec<String> = package.resources.into_iter().map(|resource| resource.path).collect();
    files.push(FILE.to_owned());
    (package.pizhu.tool == TOOL).then_some(files)
}

#[cfg(test)]
mod tests {
    use super::{listed, slug};

    #[test]
    fn names_for_programs_are_ascii() {
        assert_eq!(slug("Chongqing AI 2025 提案", "u"), "chongqing-ai-2025");
        assert_eq!(slug("重庆提案", "0192"), "pizhu-0192");
        assert_eq!(slug("../..", "0192"), "pizhu-0192");
    }

    #[test]
    fn only_our_own_packages_are_known() {
        let ours = r#"{"pizhu": {"tool": "pizhu"}, "resources": [{"path": "a.csv"}]}"#;
        assert_eq!(listed(ours), Some(vec!["a.csv".to_owned(), "datapackage.json".to_owned()]));
        for other in ["", "{}", r#"{"resources": []}"#, r#"{"pizhu": {"tool": "x"}, "resources": []}"#] {
            assert_eq!(listed(other), None, "{other}");
        }
    }
}
