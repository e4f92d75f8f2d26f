//! Documents, their attributes, their sources.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{NewDoubt, NewRemoval, Reader, Result, StoreError, Writer};
use crate::model::{DocumentFields, DocumentId};
use crate::text::Guide;

/// A document about to be stored.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Short handle, unique.
    pub key: String,
    /// What is known about it.
    pub fields: DocumentFields,
    /// Further attributes, by name.
    pub attributes: Vec<(String, String)>,
    /// Name of the file it came from.
    pub source_file: Option<String>,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Their encoding.
    pub encoding: String,
    /// What made paragraphs of them, with its version.
    pub extractor: String,
    /// The decoded text, whole.
    pub source: String,
    /// How it became paragraphs.
    pub guide: Guide,
    /// SHA-256 of its words in the search form, hexadecimal.
    pub text_hash: Option<String>,
    /// Sketch of its words: near texts differ in few of its bits.
    pub simhash: Option<u64>,
}

/// A document that may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// The handle in this file.
    pub id: DocumentId,
    /// The handle people type.
    pub key: String,
    /// Name of the file it came from.
    pub source_file: Option<String>,
}

/// A document as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The handle in this file.
    pub id: DocumentId,
    /// The same wherever the document travels.
    pub uid: String,
    /// The handle people type.
    pub key: String,
    /// What is known about it.
    pub fields: DocumentFields,
    /// Name of the file it came from.
    pub source_file: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Their encoding.
    pub encoding: String,
    /// What made paragraphs of them.
    pub extractor: String,
    /// Number of paragraphs.
    pub n_paragraphs: i64,
    /// Number of code points in them.
    pub n_chars: i64,
    /// Number of statements.
    pub n_statements: i64,
    /// When it was stored.
    pub imported_at: String,
}

fn of_row(row: &Row<'_>) -> Result<DocumentRow> {
    Ok(DocumentRow {
        id: DocumentId(row.get("id")?),
        uid: row.get("uid")?,
        key: row.get("key")?,
        fields: DocumentFields {
            title: row.get("title")?,
            subtitle: row.get("subtitle")?,
            outlet: row.get("outlet")?,
            author: row.get("author")?,
            published: row.get("published")?,
            region: row.get("region")?,
            url: row.get("url")?,
            language: row.get("language")?,
        },
        source_file: row.get("source_file")?,
        sha256: row.get("sha256")?,
        encoding: row.get("encoding")?,
        extractor: row.get("extractor")?,
        n_paragraphs: row.get("n_paragraphs")?,
        n_chars: row.get("n_chars")?,
        n_statements: row.get("n_statements")?,
        imported_at: row.get("imported_at")?,
    })
}

impl Reader<'_> {
    /// All documents in the order they came.
    pub fn documents(&self) -> Result<Vec<DocumentRow>> {
        self.rows(include_str!("document/list.sql"), named_params! { ":id": None::<i64> }, of_row)
    }

    /// One document.
    pub fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>> {
        self.row(include_str!("document/list.sql"), named_params! { ":id": id.0 }, of_row)
    }

    /// The document of that key.
    pub fn document_by_key(&self, key: &str) -> Result<Option<DocumentId>> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM document WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?.map(DocumentId))
    }

    /// The key of a document.
    pub fn document_key(&self, id: DocumentId) -> Result<String> {
        let mut statement = self.conn.prepare_cached("SELECT key FROM document WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// The date of a document, as far as known.
    pub fn published(&self, id: DocumentId) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT published FROM document WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// The keys of all documents.
    pub fn document_keys(&self) -> Result<Vec<String>> {
        self.rows("SELECT key FROM document ORDER BY id", [], |row| Ok(row.get(0)?))
    }

    /// The one document of the project, if it holds exactly one.
    pub fn only_document(&self) -> Result<Option<DocumentId>> {
        let ids = self.rows("SELECT id FROM document LIMIT 2", [], |row| Ok(row.get::<_, i64>(0)?))?;
        Ok(match ids.as_slice() {
            [id] => Some(DocumentId(*id)),
            _ => None,
        })
    }

    /// The first document with the same bytes.
    pub fn document_with_sha256(&self, sha256: &str) -> Result<Option<Twin>> {
        let sql = "SELECT id, key, source_file FROM document WHERE sha256 = ?1 ORDER BY id LIMIT 1";
        let twin = |row: &Row<'_>| {
            Ok(Twin { id: DocumentId(row.get("id")?), key: row.get("key")?, source_file: row.get("source_file")? })
        };
        Ok(self.conn.prepare_cached(sql)?.query_row([sha256], twin).optional()?)
    }

    /// The last document that was added, of those there are.
    pub fn last_document(&self) -> Result<Option<DocumentId>> {
        let mut statement = self.conn.prepare_cached("SELECT max(id) FROM document")?;
        Ok(statement.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(DocumentId))
    }

    /// Every document that has a sketch, with it.
    pub fn simhashes(&self) -> Result<Vec<(DocumentId, u64)>> {
        self.rows("SELECT id, simhash FROM document WHERE simhash IS NOT NULL ORDER BY id", [], |row| {
            Ok((DocumentId(row.get("id")?), row.get::<_, i64>("simhash")?.cast_unsigned()))
        })
    }

    /// The texts of a document's paragraphs in order, page furniture left out.
    pub fn document_texts(&self, id: DocumentId) -> Result<Vec<String>> {
        let sql = "SELECT text FROM paragraph WHERE document_id = ?1 AND kind <> 'furniture' ORDER BY ordinal";
        self.rows(sql, [id.0], |row| Ok(row.get("text")?))
    }

    /// The documents with the same words, however written, with their keys, the oldest first, at most `most`.
    pub fn documents_with_text_hash(&self, hash: &str, most: u32) -> Result<Vec<(DocumentId, String)>> {
        let sql = "SELECT id, key FROM document WHERE text_hash = ?1 ORDER BY id LIMIT ?2";
        self.rows(sql, (hash, most), |row| Ok((DocumentId(row.get("id")?), row.get("key")?)))
    }

    /// The attributes of a document, by name.
    pub fn attributes(&self, id: DocumentId) -> Result<Vec<(String, String)>> {
        self.rows("SELECT name, value FROM attribute WHERE document_id = ?1 ORDER BY name", [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// The decoded text a document came from.
    pub fn source(&self, id: DocumentId) -> Result<String> {
        let mut statement = self.conn.prepare_cached("SELECT text FROM source WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// How a document's source became paragraphs; an empty guide where nothing but the text told.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when what is stored is no guide.
    pub fn guide(&self, id: DocumentId) -> Result<Guide> {
        let mut statement = self.conn.prepare_cached("SELECT hints FROM source WHERE id = ?1")?;
        let hints: Option<String> = statement.query_row([id.0], |row| row.get(0))?;
        let guide = hints.map(|hints| serde_json::from_str(&hints)).transpose();
        Ok(guide
            .map_err(|error| StoreError::Damaged(format!("the hints of source {}: {error}", id.0)))?
            .unwrap_or_default())
    }
}

/// A guide as it is stored: nothing to say is NULL.
fn hints(guide: &Guide) -> Result<Option<String>> {
    let json = (!guide.is_empty()).then(|| serde_json::to_string(guide)).transpose();
    json.map_err(|error| StoreError::Refused(format!("the hints of a source: {error}")))
}

impl Writer<'_> {
    /// Stores a document with its attributes, source, removals and doubts; paragraphs follow with
    /// [`Writer::insert_paragraphs`].
    pub fn insert_document(
        &mut self,
        new: &NewDocument,
        removals: &[NewRemoval],
        doubts: &[NewDoubt],
    ) -> Result<DocumentId> {
        let (uid, now) = (self.uid()?, self.now());
        let fields = &new.fields;
        let id = self.insert_bulk(
            "document",
            &[
                ("uid", &uid),
                ("key", &new.key),
                ("title", &fields.title),
                ("subtitle", &fields.subtitle),
                ("outlet", &fields.outlet),
                ("author", &fields.author),
                ("published", &fields.published),
                ("region", &fields.region),
                ("url", &fields.url),
                ("language", &fields.language),
                ("source_file", &new.source_file),
                ("sha256", &new.sha256),
                ("encoding", &new.encoding),
                ("extractor", &new.extractor),
                ("imported_at", &now),
                ("text_hash", &new.text_hash),
                // The same 64 bits, as SQLite's signed integer.
                ("simhash", &new.simhash.map(u64::cast_signed)),
            ],
        )?;
        for (name, value) in &new.attributes {
            self.insert_bulk("attribute", &[("document_id", &id), ("name", name), ("value", value)])?;
        }
        let hints = hints(&new.guide)?;
        self.insert_bulk("source", &[("id", &id), ("text", &new.source), ("hints", &hints)])?;
        let id = DocumentId(id);
        for removal in removals {
            self.insert_bulk("removal", &removal.cells(&id, &removal.line()))?;
        }
        self.insert_doubts(id, doubts)?;
        Ok(id)
    }

    /// Replaces what is known about a document.
    pub fn update_document(&mut self, id: DocumentId, key: &str, fields: &DocumentFields) -> Result<bool> {
        self.update(
            "document",
            id.0,
            &[
                ("key", &key),
                ("title", &fields.title),
                ("subtitle", &fields.subtitle),
                ("outlet", &fields.outlet),
                ("author", &fields.author),
                ("published", &fields.published),
                ("region", &fields.region),
                ("url", &fields.url),
                ("language", &fields.language),
            ],
        )
    }

    /// Says what made paragraphs of a document's source, and how.
    pub fn set_extractor(&mut self, id: DocumentId, extractor: &str, guide: &Guide) -> Result<()> {
        self.update("document", id.0, &[("extractor", &extractor)])?;
        self.update("source", id.0, &[("hints", &hints(guide)?)])?;
        Ok(())
    }

    /// Gives an attribute of a document a value, or takes it away.
    pub fn set_attribute(&mut self, id: DocumentId, name: &str, value: Option<&str>) -> Result<bool> {
        let row: Option<i64> = self
            .conn
            .query_row("SELECT id FROM attribute WHERE document_id = ?1 AND name = ?2", (id.0, name), |row| row.get(0))
            .optional()?;
        match (row, value) {
            (Some(row), Some(value)) => self.update("attribute", row, &[("value", &value)]),
            (Some(row), None) => self.delete("attribute", row).map(|()| true),
            (None, Some(value)) => {
                self.insert("attribute", &[("document_id", &id.0), ("name", &name), ("value", &value)]).map(|_| true)
            }
            (None, None) => Ok(false),
        }
    }

    /// Removes a document with all it holds: paragraphs, statements, readings, links, notes. Every
    /// row is kept in the log.
    pub fn delete_document(&mut self, id: DocumentId) -> Result<()> {
        for paragraph in self.ids("SELECT id FROM paragraph WHERE document_id = ?1 ORDER BY id DESC", id.0)? {
            for statement in self.ids("SELECT id FROM statement WHERE paragraph_id = ?1 ORDER BY id DESC", paragraph)? {
                self.delete_statement(crate::model::StatementId(statement))?;
            }
            self.delete_where("reading", "paragraph_id", paragraph)?;
            self.delete_where("memo", "paragraph_id", paragraph)?;
            self.delete("paragraph", paragraph)?;
        }
        self.delete_where("memo", "document_id", id.0)?;
        self.delete_where("doubt", "document_id", id.0)?;
        self.delete_where("removal", "document_id", id.0)?;
        self.delete_where("attribute", "document_id", id.0)?;
        self.delete("source", id.0)?;
        self.delete("document", id.0)
    }
}
