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
