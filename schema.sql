-- The whole truth of a new pizhu project: tables, triggers, views, each column explained.
-- Reading this file is reading the data dictionary. Old projects reach the same shape through the
-- numbered steps of src/store/schema.rs; a test compares the two.
--
-- Conventions
--   id      small integer handle, local to this file: what people type
--   uid     version 7 UUID, the same wherever the row travels
--   *_at    UTC, written 2025-06-11T08:00:00Z
--   offsets count Unicode code points, never bytes; ranges are half-open [start, end)
--   an empty text is never stored: missing is NULL

PRAGMA application_id = 1349081685; -- 'PiZU'

-- ---------------------------------------------------------------------------------------------
-- Project

-- One row is one setting of the project. Known keys: project.uid, project.name, project.created_at,
-- coder (the name of the coder who works here unless told otherwise).
CREATE TABLE setting (
  id    INTEGER PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 100),   -- name of the setting
  value TEXT NOT NULL CHECK (length(value) <= 10000)                  -- its value as text
) STRICT;

-- One row is one person who codes. Never deleted while anything of theirs exists.
CREATE TABLE coder (
  id         INTEGER PRIMARY KEY,
  uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  name       TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200), -- as shown and typed
  created_at TEXT NOT NULL                                            -- when the coder was added
) STRICT;

-- ---------------------------------------------------------------------------------------------
-- Texts

-- One row is one article or policy text.
CREATE TABLE document (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  key         TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 100), -- short handle chosen by a person: cq-ai
  title       TEXT CHECK (length(title) BETWEEN 1 AND 1000),          -- headline
  subtitle    TEXT CHECK (length(subtitle) BETWEEN 1 AND 1000),       -- second headline
  outlet      TEXT CHECK (length(outlet) BETWEEN 1 AND 200),          -- newspaper, website, issuing body
  author      TEXT CHECK (length(author) BETWEEN 1 AND 500),          -- byline
  published   TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]'
                       OR published GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'
                       OR published GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), -- date as far as known: 2025, 2025-06, 2025-06-11
  region      TEXT CHECK (length(region) BETWEEN 1 AND 200),          -- place the text is about or from
  url         TEXT CHECK (length(url) BETWEEN 1 AND 2000),            -- where it was found
  language    TEXT CHECK (length(language) BETWEEN 1 AND 35),         -- BCP 47 tag: zh-Hans
  source_file TEXT CHECK (length(source_file) BETWEEN 1 AND 1000),    -- name of the file it came from, without its folder; `: ` and the part of it, if it is one
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),              -- SHA-256 of the bytes that were read, lower-case hexadecimal
  encoding    TEXT NOT NULL,                                          -- character encoding of those bytes: UTF-8
  extractor   TEXT NOT NULL,                                          -- what turned the bytes into paragraphs, with its version
  imported_at TEXT NOT NULL,                                          -- when it was stored
  text_hash   TEXT CHECK (length(text_hash) = 64),                    -- SHA-256 of its words alone, in the search form: the same text in other bytes has the same; NULL before version 2
  simhash     INTEGER                                                 -- 64 bits made of its words, in few of which near texts differ: one of each of 64 MinHashes; NULL before version 2, and of less than five characters
) STRICT;
CREATE INDEX document_by_sha256 ON document (sha256);
CREATE INDEX document_by_text_hash ON document (text_hash) WHERE text_hash IS NOT NULL;

-- One row is one further attribute of a document, free to name.
CREATE TABLE attribute (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),              -- whose attribute
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),   -- becomes the column attr_<name> of documents.csv
  value       TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 10000),-- its value as text
  UNIQUE (document_id, name)
) STRICT;

-- One row is the decoded text of one document as it arrived, kept whole and never edited.
CREATE TABLE source (
  id   INTEGER PRIMARY KEY REFERENCES document (id),                  -- the document
  text TEXT NOT NULL,                                                 -- every line, wraps and all
  hints TEXT CHECK (json_valid(hints))                                -- how it is restored, as JSON: what its format knew of its lines, what was asked at import; NULL: nothing but the text
) STRICT;

-- One row is one stretch of the source that stands in no paragraph, and why.
CREATE TABLE removal (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),              -- whose source
  line        INTEGER NOT NULL CHECK (line >= 1),                     -- source line, counted from 1
  text        TEXT NOT NULL,                                          -- the characters left out
  reason      TEXT NOT NULL                                           -- fake_bold, zero_width, radical, markup
) STRICT;
CREATE INDEX removal_by_document ON removal (document_id);

-- One row is one boundary between two source lines that was decided on little: a person should look.
CREATE TABLE doubt (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),              -- whose source
  line        INTEGER NOT NULL CHECK (line >= 1),                     -- source line before the boundary, from 1
  next_line   INTEGER NOT NULL CHECK (next_line > line),              -- source line after it
  broken      INTEGER NOT NULL CHECK (broken IN (0, 1)),              -- 1: a paragraph was ended there, 0: the lines were joined
  score       INTEGER NOT NULL,                                       -- sum of the cues in hundredths: positive for a boundary, the nearer to 0 the less sure
  reasons     TEXT NOT NULL CHECK (length(reasons) >= 1),             -- the cues that spoke, separated by commas
  settled     INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),   -- 1: a person has looked and decided
  UNIQUE (document_id, line, next_line)
) STRICT;

-- One row is one paragraph: what people read and code.
CREATE TABLE paragraph (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id),              -- the document it belongs to
  ordinal     INTEGER NOT NULL CHECK (ordinal >= 1),                  -- its number in reading order, from 1
  kind        TEXT NOT NULL CHECK (kind = 'title' OR kind = 'subtitle' OR kind = 'heading' OR kind = 'lead' OR kind = 'body' OR kind = 'caption' OR kind = 'byline' OR kind = 'box' OR kind = 'furniture'), -- what it is on the page
  section     TEXT CHECK (length(section) >= 1),                      -- the heading above it
  text        TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000000), -- restored text; spans count its code points
  source_first_line INTEGER CHECK (source_first_line >= 1),           -- first line of the source it was made of, from 1
  source_last_line  INTEGER CHECK (source_last_line >= source_first_line), -- last line, inclusive
  hash        TEXT NOT NULL CHECK (length(hash) = 64),                -- SHA-256 of text as UTF-8; finds silent damage
  UNIQUE (document_id, ordinal)
) STRICT;
CREATE INDEX paragraph_to_read ON paragraph (document_id, ordinal) WHERE kind <> 'furniture';

-- ---------------------------------------------------------------------------------------------
-- Codebook

-- One row is one dimension of the codebook. `theme` is built in.
CREATE TABLE variable (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100), -- theme, instrument, stage, …
  label      TEXT CHECK (length(label) BETWEEN 1 AND 500),            -- longer name for tables and dictionaries
  definition TEXT CHECK (length(definition) >= 1),                    -- what the variable measures
  multiple   INTEGER NOT NULL CHECK (multiple IN (0, 1)),             -- 1: a statement may carry several of its codes
  ord        INTEGER NOT NULL                                         -- place in lists
) STRICT;

-- One row is one value of a variable, in a tree.
CREATE TABLE code (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  variable_id INTEGER NOT NULL REFERENCES variable (id),              -- the variable it is a value of
  parent_id   INTEGER REFERENCES code (id),                           -- the code above it; NULL at the top
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200 AND instr(name, '/') = 0), -- one step of its path
  label       TEXT CHECK (length(label) BETWEEN 1 AND 500),           -- another wording, for example in English
  definition  TEXT CHECK (length(definition) >= 1),                   -- what it means
  include     TEXT CHECK (length(include) >= 1),                      -- what belongs under it
  exclude     TEXT CHECK (length(exclude) >= 1),                      -- what does not, and where that goes
  example     TEXT CHECK (length(example) >= 1),                      -- a typical passage
  color       TEXT CHECK (color GLOB '#[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]'), -- #rrggbb
  ord         INTEGER NOT NULL,                                       -- place among its siblings
  retired     INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))    -- 1: kept on old statements, not offered for new ones
) STRICT;
CREATE UNIQUE INDEX code_by_place ON code (variable_id, ifnull(parent_id, 0), name);
CREATE INDEX code_by_parent ON code (parent_id);

-- A code's parent belongs to the same variable and is not below the code itself.
CREATE TRIGGER code_parent_insert BEFORE INSERT ON code WHEN new.parent_id IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'code: the parent belongs to another variable')
   WHERE (SELECT variable_id FROM code WHERE id = new.parent_id) IS NOT new.variable_id;
END;
CREATE TRIGGER code_parent_update BEFORE UPDATE OF parent_id, variable_id ON code WHEN new.parent_id IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'code: the parent belongs to another variable')
   WHERE (SELECT variable_id FROM code WHERE id = new.parent_id) IS NOT new.variable_id;
  SELECT raise(ABORT, 'code: a code cannot stand below itself')
   WHERE new.id IN (WITH RECURSIVE above (id) AS (
           SELECT new.parent_id
           UNION SELECT code.parent_id FROM code JOIN above ON code.id = above.id WHERE code.parent_id IS NOT NULL)
         SELECT id FROM above);
END;

-- ---------------------------------------------------------------------------------------------
-- Actors

-- One row is one person, organization or group.
CREATE TABLE actor (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  uid  TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),   -- the name exports use
  kind TEXT NOT NULL CHECK (kind = 'person' OR kind = 'organization' OR kind = 'group'), -- what sort of actor
  type TEXT CHECK (length(type) BETWEEN 1 AND 100)                    -- government, cppcc, enterprise, university, research, media, …
) STRICT;

-- One row is another name of an actor.
CREATE TABLE alias (
  id       INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL REFERENCES actor (id),                    -- whose name
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),      -- the other name
  UNIQUE (actor_id, name)
) STRICT;
CREATE INDEX alias_by_name ON alias (name);

-- One row is one post an actor holds or held. Several may overlap in time.
CREATE TABLE affiliation (
  id              INTEGER PRIMARY KEY,
  actor_id        INTEGER NOT NULL REFERENCES actor (id),             -- who holds it
  organization_id INTEGER NOT NULL REFERENCES actor (id) CHECK (organization_id <> actor_id), -- where
  post            TEXT CHECK (length(post) BETWEEN 1 AND 200),        -- 副校长; NULL where only the organization is known
  "from"          TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]' OR "from" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'
                       OR "from" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'), -- first day, as far as known: 2019, 2019-03, 2019-03-01
  "to"            TEXT CHECK ("to" GLOB '[0-9][0-9][0-9][0-9]' OR "to" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'
                       OR "to" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]') -- last day, as far as known
) STRICT;
CREATE UNIQUE INDEX affiliation_by_actor ON affiliation (actor_id, organization_id, ifnull(post, ''), ifnull("from", ''));
CREATE INDEX affiliation_by_organization ON affiliation (organization_id);

-- ---------------------------------------------------------------------------------------------
-- Coding

-- One row is one coded assertion, first of all a proposal: a span of one paragraph by one coder.
CREATE TABLE statement (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  paragraph_id INTEGER NOT NULL REFERENCES paragraph (id),            -- where it stands
  start        INTEGER NOT NULL CHECK (start >= 0),                   -- first code point of the span, from 0
  end          INTEGER NOT NULL CHECK (end > start),                  -- one past the last
  quote        TEXT NOT NULL,                                         -- the words of the span; always equals the slice
  kind         TEXT NOT NULL CHECK (kind = 'proposal' OR kind = 'response' OR kind = 'commitment' OR kind = 'directive' OR kind = 'problem' OR kind = 'other'), -- what sort of assertion
  stance       INTEGER CHECK (stance = -1 OR stance = 0 OR stance = 1),                  -- +1 for, 0 neutral, -1 against
  summary      TEXT CHECK (length(summary) BETWEEN 1 AND 2000),       -- the coder's own short wording
  coder_id     INTEGER NOT NULL REFERENCES coder (id),                -- who coded it
  created_at   TEXT NOT NULL,                                         -- when it was coded
  updated_at   TEXT NOT NULL                                          -- when it was last changed
) STRICT;
CREATE INDEX statement_by_paragraph ON statement (paragraph_id, start);

-- The quoted words are the words of the span, on both sides of any change.
CREATE TRIGGER statement_quote_insert BEFORE INSERT ON statement
BEGIN
  SELECT raise(ABORT, 'statement: the quote is not the text of the span')
   WHERE (SELECT substr(text, new.start + 1, new.end - new.start) FROM paragraph WHERE id = new.paragraph_id) IS NOT new.quote
      OR length(new.quote) <> new.end - new.start;
END;
CREATE TRIGGER statement_quote_update BEFORE UPDATE OF paragraph_id, start, end, quote ON statement
BEGIN
  SELECT raise(ABORT, 'statement: the quote is not the text of the span')
   WHERE (SELECT substr(text, new.start + 1, new.end - new.start) FROM paragraph WHERE id = new.paragraph_id) IS NOT new.quote
      OR length(new.quote) <> new.end - new.start;
END;
CREATE TRIGGER paragraph_text_update BEFORE UPDATE OF text ON paragraph
BEGIN
  SELECT raise(ABORT, 'paragraph: statements quote words that the new text does not have there')
   WHERE EXISTS (SELECT 1 FROM statement
                  WHERE paragraph_id = new.id
                    AND substr(new.text, start + 1, end - start) IS NOT quote);
END;

-- One row is one code given to one statement.
CREATE TABLE statement_code (
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement (id),            -- the statement
  code_id      INTEGER NOT NULL REFERENCES code (id),                 -- the code
  UNIQUE (statement_id, code_id)
) STRICT;
CREATE INDEX statement_code_by_code ON statement_code (code_id);

-- One row is one actor of one statement, and how he stands in it.
CREATE TABLE statement_actor (
  id             INTEGER PRIMARY KEY,
  statement_id   INTEGER NOT NULL REFERENCES statement (id),          -- the statement
  actor_id       INTEGER NOT NULL REFERENCES actor (id),              -- the actor
  role           TEXT NOT NULL CHECK (role = 'proposer' OR role = 'addressee' OR role = 'implementer' OR role = 'responder' OR role = 'beneficiary' OR role = 'mentioned'), -- how the actor stands in it
  affiliation_id INTEGER REFERENCES affiliation (id),                 -- the post the actor speaks in, where it is known
  UNIQUE (statement_id, actor_id, role)
) STRICT;
CREATE INDEX statement_actor_by_actor ON statement_actor (actor_id);
CREATE INDEX statement_actor_by_affiliation ON statement_actor (affiliation_id) WHERE affiliation_id IS NOT NULL;

-- The post a statement names is a post of that actor.
CREATE TRIGGER statement_actor_post_insert BEFORE INSERT ON statement_actor WHEN new.affiliation_id IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'statement_actor: the affiliation belongs to another actor')
   WHERE (SELECT actor_id FROM affiliation WHERE id = new.affiliation_id) IS NOT new.actor_id;
END;
CREATE TRIGGER statement_actor_post_update BEFORE UPDATE OF actor_id, affiliation_id ON statement_actor WHEN new.affiliation_id IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'statement_actor: the affiliation belongs to another actor')
   WHERE (SELECT actor_id FROM affiliation WHERE id = new.affiliation_id) IS NOT new.actor_id;
END;

-- One row is one relation between two statements: the first does something to the second.
CREATE TABLE link (
  id                INTEGER PRIMARY KEY,
  from_statement_id INTEGER NOT NULL REFERENCES statement (id),       -- the later or reacting statement
  to_statement_id   INTEGER NOT NULL REFERENCES statement (id) CHECK (to_statement_id <> from_statement_id), -- the one it is about
  type              TEXT NOT NULL CHECK (type = 'responds_to' OR type = 'adopts' OR type = 'partly_adopts' OR type = 'repeats' OR type = 'refines' OR type = 'contradicts'), -- the relation
  coder_id          INTEGER NOT NULL REFERENCES coder (id),           -- who saw it
  created_at        TEXT NOT NULL,                                    -- when
  UNIQUE (from_statement_id, to_statement_id, type, coder_id)
) STRICT;
CREATE INDEX link_by_target ON link (to_statement_id);
CREATE INDEX link_by_coder ON link (coder_id);

-- One row says how far one coder got with one paragraph. No row: not read yet.
CREATE TABLE reading (
  id           INTEGER PRIMARY KEY,
  paragraph_id INTEGER NOT NULL REFERENCES paragraph (id),            -- the paragraph
  coder_id     INTEGER NOT NULL REFERENCES coder (id),                -- the reader
  state        TEXT NOT NULL CHECK (state = 'done' OR state = 'none' OR state = 'unsure'), -- coded; read, nothing to code; to be looked at again
  at           TEXT NOT NULL,                                         -- when it was said
  UNIQUE (paragraph_id, coder_id)
) STRICT;
CREATE INDEX reading_by_coder ON reading (coder_id);

-- One row is one note on exactly one document, paragraph, statement, code or actor.
CREATE TABLE memo (
  id           INTEGER PRIMARY KEY,
  document_id  INTEGER REFERENCES document (id),                      -- set if the note is on a document
  paragraph_id INTEGER REFERENCES paragraph (id),                     -- … on a paragraph
  statement_id INTEGER REFERENCES statement (id),                     -- … on a statement
  code_id      INTEGER REFERENCES code (id),                          -- … on a code
  actor_id     INTEGER REFERENCES actor (id),                         -- … on an actor
  coder_id     INTEGER NOT NULL REFERENCES coder (id),                -- who wrote it
  text         TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 100000), -- the note
  created_at   TEXT NOT NULL,                                         -- when it was written
  CHECK ((document_id IS NOT NULL) + (paragraph_id IS NOT NULL) + (statement_id IS NOT NULL)
       + (code_id IS NOT NULL) + (actor_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX memo_by_document ON memo (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX memo_by_paragraph ON memo (paragraph_id) WHERE paragraph_id IS NOT NULL;
CREATE INDEX memo_by_statement ON memo (statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX memo_by_code ON memo (code_id) WHERE code_id IS NOT NULL;
CREATE INDEX memo_by_actor ON memo (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX memo_by_coder ON memo (coder_id);

-- One row is one saved filter: a question with a name.
CREATE TABLE filter (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100), -- how it is called
  expression TEXT NOT NULL CHECK (length(expression) <= 10000)        -- the filter flags as one would type them
) STRICT;

-- One row is one saved query: a question in SQL with a name.
CREATE TABLE query (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),   -- how it is called
  sql  TEXT NOT NULL CHECK (length(sql) BETWEEN 1 AND 100000),        -- the question as it was typed
  note TEXT CHECK (length(note) BETWEEN 1 AND 2000)                   -- what it is for
) STRICT;

-- ---------------------------------------------------------------------------------------------
-- Operations: what was done, with the rows before and after, so that it can be undone

-- One row is one change a person made. Rows are only ever added; `state` alone changes.
CREATE TABLE operation (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
  at        TEXT NOT NULL,                                            -- when
  coder     TEXT NOT NULL,                                            -- who, by name
  kind      TEXT NOT NULL,                                            -- tag, import, code.rename, undo, …
  command   TEXT NOT NULL,                                            -- the command line as typed
  summary   TEXT NOT NULL,                                            -- what it did, in words
  tool      TEXT NOT NULL,                                            -- program and version
  undoes    INTEGER REFERENCES operation (id),                        -- the operation an undo takes back, or a redo brings back
  state     TEXT NOT NULL CHECK (state = 'done' OR state = 'undone' OR state = 'dropped'), -- done; taken back; taken back and overtaken by newer work
  prev_hash TEXT NOT NULL,                                            -- hash of the operation before, 64 zeros for the first
  hash      TEXT NOT NULL CHECK (length(hash) = 64),                  -- SHA-256 over prev_hash, every column but id and state, and the rows; `continues` only where it is set
  continues INTEGER REFERENCES operation (id)                         -- the first operation of a long piece of work this one is a further part of: taken back and brought back with it
) STRICT;
CREATE INDEX operation_undone ON operation (id) WHERE state = 'undone';
CREATE INDEX operation_by_undoes ON operation (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX operation_by_continues ON operation (continues) WHERE continues IS NOT NULL;

-- One row is one changed row, or a run of rows added in bulk, of which only ids and a hash are kept.
CREATE TABLE operation_row (
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED, -- the operation, written when its rows are
  n            INTEGER NOT NULL,                                      -- order inside the operation, from 1
  table_name   TEXT NOT NULL,                                         -- the table
  row_id       INTEGER NOT NULL,                                      -- id of the row, or of the first of the run
  last_id      INTEGER NOT NULL CHECK (last_id >= row_id),            -- id of the last row of the run; row_id for one row
  before       TEXT CHECK (before IS NULL OR json_valid(before)),                       -- the row before as a JSON object; NULL: it did not exist
  after        TEXT CHECK (after IS NULL OR json_valid(after)),                        -- the row after; NULL: it was deleted; of a run, the names of the columns its hash covers
  hash         TEXT CHECK (length(hash) = 64),                        -- SHA-256 over the rows of a run added in bulk
  PRIMARY KEY (operation_id, n)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------
-- Search index: made from the paragraphs, and made again when it is missing; not in the log. Deleting
-- all rows of these tables loses nothing. src/text/index explains the bytes.

-- One row is one segment of the index: some thousand paragraphs whose ids follow each other. Segments
-- follow each other too; paragraphs behind the last one are searched one by one.
CREATE TABLE search_segment (
  first_id       INTEGER PRIMARY KEY,                                 -- first of the paragraph ids it answers for
  last_id        INTEGER NOT NULL CHECK (last_id >= first_id),        -- last of these ids
  first_document INTEGER NOT NULL,                                    -- lowest document its paragraphs belong to
  last_document  INTEGER NOT NULL,                                    -- highest document its paragraphs belong to
  form           TEXT NOT NULL,                                       -- version of the format and of the search form; another one is not read
  paragraphs     BLOB NOT NULL                                        -- document, number and length of each paragraph
) STRICT;
CREATE INDEX search_segment_by_document ON search_segment (last_document);

-- One row is the lists of some characters of a segment: where in it each of them stands.
CREATE TABLE search_block (
  key   INTEGER PRIMARY KEY,                                          -- first_id of its segment times 2097152, plus the code point of its first character
  lists BLOB NOT NULL                                                 -- per character its code point, the length of its list, its positions
) STRICT;

-- One row is one paragraph that was added, changed, moved or deleted since its segment was made: it is
-- searched by itself.
CREATE TABLE search_pending (
  paragraph_id INTEGER PRIMARY KEY                                    -- the paragraph; it may be gone
) STRICT;

-- A paragraph behind the last segment waits there for the next one, unless it belongs among the documents
-- the index knows: what is found comes in reading order.
CREATE TRIGGER search_paragraph_insert AFTER INSERT ON paragraph
  WHEN new.id <= (SELECT last_id FROM search_segment ORDER BY first_id DESC LIMIT 1)
    OR new.document_id < (SELECT max(last_document) FROM search_segment)
BEGIN
  INSERT INTO search_pending (paragraph_id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_paragraph_update AFTER UPDATE OF id, document_id, ordinal, text ON paragraph
  WHEN EXISTS (SELECT 1 FROM search_segment)
BEGIN
  INSERT INTO search_pending (paragraph_id) VALUES (old.id), (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_paragraph_delete AFTER DELETE ON paragraph
  WHEN old.id <= (SELECT last_id FROM search_segment ORDER BY first_id DESC LIMIT 1)
BEGIN
  INSERT INTO search_pending (paragraph_id) VALUES (old.id) ON CONFLICT DO NOTHING;
END;

-- ---------------------------------------------------------------------------------------------
-- Views: the public face of the database, with the columns of the CSV files. A column that is not
-- simply one of a table is explained above its view; the others mean what they mean in the table.

-- One row per code, with its path from the top: 人才培养/学段衔接. `sort` orders codes as the codebook does.
--   code TEXT: its path from the top, steps separated by /
--   parent TEXT: path of the code above it; NULL at the top
--   variable TEXT: name of its variable
--   depth INTEGER: steps from the top, from 1
--   sort TEXT: orders codes as the codebook does
CREATE VIEW v_code AS
WITH RECURSIVE tree (id, path, depth, sort) AS (
  SELECT code.id, code.name, 1, printf('%06d/%06d-%08d', variable.ord, code.ord, code.id)
    FROM code JOIN variable ON variable.id = code.variable_id WHERE code.parent_id IS NULL
  UNION ALL
  SELECT code.id, tree.path || '/' || code.name, tree.depth + 1, tree.sort || '/' || printf('%06d-%08d', code.ord, code.id)
    FROM code JOIN tree ON code.parent_id = tree.id
)
SELECT code.id AS code_id, code.uid, code.variable_id, variable.name AS variable, tree.path AS code, code.parent_id,
       CASE WHEN code.parent_id IS NULL THEN NULL ELSE substr(tree.path, 1, length(tree.path) - length(code.name) - 1) END AS parent,
       code.name, code.label, code.definition, code.include, code.exclude, code.example, code.color,
       code.retired, tree.depth, tree.sort
  FROM tree JOIN code ON code.id = tree.id JOIN variable ON variable.id = code.variable_id;

-- One row per document, with the columns of documents.csv; attributes are in v_attribute.
--   n_paragraphs INTEGER: number of its paragraphs
--   n_chars INTEGER: characters of all its paragraphs
--   memo TEXT: the notes on it, one per line
CREATE VIEW v_document AS
SELECT document.id AS document_id, document.uid, document.key AS document, document.title, document.subtitle, document.outlet, document.author,
       document.published, document.region, document.url, document.language, document.source_file,
       document.sha256, document.encoding, document.extractor,
       (SELECT count(*) FROM paragraph WHERE paragraph.document_id = document.id) AS n_paragraphs,
       (SELECT sum(length(paragraph.text)) FROM paragraph WHERE paragraph.document_id = document.id) AS n_chars,
       document.imported_at,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM memo WHERE memo.document_id = document.id ORDER BY memo.id)) AS memo
  FROM document;

-- One row per attribute of a document.
CREATE VIEW v_attribute AS
SELECT document.key AS document, attribute.name, attribute.value
  FROM attribute JOIN document ON document.id = attribute.document_id;

-- One row per paragraph, with the columns of paragraphs.csv.
--   n_chars INTEGER: its characters
--   memo TEXT: the notes on it, one per line
CREATE VIEW v_paragraph AS
SELECT paragraph.id AS paragraph_id, document.key AS document, paragraph.ordinal AS paragraph, paragraph.kind, paragraph.section,
       paragraph.text, length(paragraph.text) AS n_chars, paragraph.source_first_line, paragraph.source_last_line,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM memo WHERE memo.paragraph_id = paragraph.id ORDER BY memo.id)) AS memo
  FROM paragraph JOIN document ON document.id = paragraph.document_id;

-- One row per statement, with the columns of statements.csv.
--   statement TEXT: its handle as people type it: s14
--   coder TEXT: name of who coded it
--   memo TEXT: the notes on it, one per line
CREATE VIEW v_statement AS
SELECT 's' || statement.id AS statement, statement.id AS statement_id, statement.uid, document.key AS document, document.published,
       paragraph.ordinal AS paragraph, statement.start, statement.end, statement.quote, statement.kind, statement.stance,
       statement.summary,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM memo WHERE memo.statement_id = statement.id ORDER BY memo.id)) AS memo,
       coder.name AS coder, statement.created_at, statement.updated_at
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = statement.coder_id;

-- One row per code of a statement, with the columns of statement_codes.csv.
--   statement TEXT: handle of the statement: s14
--   label TEXT: label of the code, or its name where it has none
CREATE VIEW v_statement_code AS
SELECT 's' || statement_code.statement_id AS statement, statement_code.statement_id, v_code.variable, v_code.code,
       ifnull(v_code.label, v_code.name) AS label, v_code.code_id, v_code.sort
  FROM statement_code JOIN v_code ON v_code.code_id = statement_code.code_id;

-- One row per actor of a statement, with the columns of statement_actors.csv.
--   statement TEXT: handle of the statement: s14
--   actor TEXT: name of the actor
--   organization TEXT: name of the organization of that post
--   actor_id INTEGER: the actor
CREATE VIEW v_statement_actor AS
SELECT 's' || statement_actor.statement_id AS statement, statement_actor.statement_id, statement_actor.role, actor.name AS actor, actor.kind AS actor_kind,
       actor.type AS actor_type, organization.name AS organization, affiliation.post, actor.id AS actor_id
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
  LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id;

-- One row per link, with the columns of links.csv.
--   from_statement TEXT: handle of the later or reacting statement
--   to_statement TEXT: handle of the one it is about
--   coder TEXT: name of who saw it
CREATE VIEW v_link AS
SELECT 's' || link.from_statement_id AS from_statement, 's' || link.to_statement_id AS to_statement, link.type, coder.name AS coder
  FROM link JOIN coder ON coder.id = link.coder_id;

-- One row per actor, with the columns of actors.csv.
--   memo TEXT: the notes on the actor, one per line
CREATE VIEW v_actor AS
SELECT actor.id AS actor_id, actor.uid, actor.name AS actor, actor.kind, actor.type,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM memo WHERE memo.actor_id = actor.id ORDER BY memo.id)) AS memo
  FROM actor;

-- One row per post, with the columns of affiliations.csv.
--   actor TEXT: name of who holds it
--   organization TEXT: name of where
CREATE VIEW v_affiliation AS
SELECT affiliation.id AS affiliation_id, actor.name AS actor, organization.name AS organization, affiliation.post, affiliation."from", affiliation."to"
  FROM affiliation
  JOIN actor ON actor.id = affiliation.actor_id
  JOIN actor AS organization ON organization.id = affiliation.organization_id;

-- One row per paragraph and coder who said how far he got, with the columns of readings.csv.
--   coder TEXT: name of the reader
CREATE VIEW v_reading AS
SELECT document.key AS document, paragraph.ordinal AS paragraph, coder.name AS coder, reading.state, reading.at
  FROM reading
  JOIN paragraph ON paragraph.id = reading.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = reading.coder_id;

-- One row per note, with what it stands on.
--   target_type TEXT: document, paragraph, statement, code or actor
--   target TEXT: what it stands on, as people type it: cq-ai:8, s14, theme:人才培养
--   coder TEXT: name of who wrote it
CREATE VIEW v_memo AS
SELECT CASE WHEN memo.document_id IS NOT NULL THEN 'document' WHEN memo.paragraph_id IS NOT NULL THEN 'paragraph'
            WHEN memo.statement_id IS NOT NULL THEN 'statement' WHEN memo.code_id IS NOT NULL THEN 'code' ELSE 'actor' END AS target_type,
       coalesce(document.key, home.key || ':' || paragraph.ordinal, 's' || memo.statement_id, v_code.variable || ':' || v_code.code, actor.name) AS target,
       coder.name AS coder, memo.text, memo.created_at, memo.id AS memo_id
  FROM memo
  JOIN coder ON coder.id = memo.coder_id
  LEFT JOIN document ON document.id = memo.document_id
  LEFT JOIN paragraph ON paragraph.id = memo.paragraph_id
  LEFT JOIN document AS home ON home.id = paragraph.document_id
  LEFT JOIN v_code ON v_code.code_id = memo.code_id
  LEFT JOIN actor ON actor.id = memo.actor_id;
