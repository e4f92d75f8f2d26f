-- Version 2: texts that come in bulk. Same texts and near ones are known, doubtful boundaries are
-- kept, long work is logged in parts.
ALTER TABLE document ADD COLUMN text_hash TEXT CHECK (length(text_hash) = 64);
ALTER TABLE document ADD COLUMN simhash INTEGER;
CREATE INDEX document_by_text_hash ON document (text_hash) WHERE text_hash IS NOT NULL;
CREATE TABLE doubt (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id),
  line        INTEGER NOT NULL CHECK (line >= 1),
  next_line   INTEGER NOT NULL CHECK (next_line > line),
  broken      INTEGER NOT NULL CHECK (broken IN (0, 1)),
  score       INTEGER NOT NULL,
  reasons     TEXT NOT NULL CHECK (length(reasons) >= 1),
  settled     INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  UNIQUE (document_id, line, next_line)
) STRICT;
ALTER TABLE operation ADD COLUMN continues INTEGER REFERENCES operation (id);
CREATE INDEX operation_by_continues ON operation (continues) WHERE continues IS NOT NULL;
CREATE TABLE search_segment (
  first_id       INTEGER PRIMARY KEY,
  last_id        INTEGER NOT NULL CHECK (last_id >= first_id),
  first_document INTEGER NOT NULL,
  last_document  INTEGER NOT NULL,
  form           TEXT NOT NULL,
  paragraphs     BLOB NOT NULL
) STRICT;
CREATE INDEX search_segment_by_document ON search_segment (last_document);
CREATE TABLE search_block (
  key   INTEGER PRIMARY KEY,
  lists BLOB NOT NULL
) STRICT;
CREATE TABLE search_pending (
  paragraph_id INTEGER PRIMARY KEY
) STRICT;
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
