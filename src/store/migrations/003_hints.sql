-- Version 3: a source keeps what its format knew of its lines, so that it can be restored anew as at
-- import; questions in SQL have names.
ALTER TABLE source ADD COLUMN hints TEXT CHECK (json_valid(hints));
CREATE TABLE query (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  sql  TEXT NOT NULL CHECK (length(sql) BETWEEN 1 AND 100000),
  note TEXT CHECK (length(note) BETWEEN 1 AND 2000)
) STRICT;
