-- Version 3: a source keeps what its format knew of its lines, so that it can be restored anew as at
-- import; questions in SQL have names.
ALTER TABLE source ADD COLUMN hints TEXT CHECK (json_valid(hints));
CREATE TABLE query (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  sql  TEXT NOT NULL CHECK (length(sql) BETWEEN 1 AND 100000),
  note TEXT CHECK (length(note) BETWEEN 1 AND 2000)
) STRICT;

-- A list of three and more in a CHECK is put into a table of its own for every row that is written, a
-- quarter of the time an import takes; comparing one by one costs nothing.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'kind IN (''title'', ''subtitle'', ''heading'', ''lead'', ''body'', ''caption'', ''byline'', ''box'', ''furniture'')',
  'kind = ''title'' OR kind = ''subtitle'' OR kind = ''heading'' OR kind = ''lead'' OR kind = ''body'' OR kind = ''caption'' OR kind = ''byline'' OR kind = ''box'' OR kind = ''furniture''')
  WHERE type = 'table' AND name = 'paragraph';
UPDATE sqlite_schema SET sql = replace(sql, 'kind IN (''person'', ''organization'', ''group'')',
  'kind = ''person'' OR kind = ''organization'' OR kind = ''group''')
  WHERE type = 'table' AND name = 'actor';
UPDATE sqlite_schema SET sql = replace(sql, 'kind IN (''proposal'', ''response'', ''commitment'', ''directive'', ''problem'', ''other'')',
  'kind = ''proposal'' OR kind = ''response'' OR kind = ''commitment'' OR kind = ''directive'' OR kind = ''problem'' OR kind = ''other''')
  WHERE type = 'table' AND name = 'statement';
UPDATE sqlite_schema SET sql = replace(sql, 'stance IN (-1, 0, 1)',
  'stance = -1 OR stance = 0 OR stance = 1')
  WHERE type = 'table' AND name = 'statement';
UPDATE sqlite_schema SET sql = replace(sql, 'role IN (''proposer'', ''addressee'', ''implementer'', ''responder'', ''beneficiary'', ''mentioned'')',
  'role = ''proposer'' OR role = ''addressee'' OR role = ''implementer'' OR role = ''responder'' OR role = ''beneficiary'' OR role = ''mentioned''')
  WHERE type = 'table' AND name = 'statement_actor';
UPDATE sqlite_schema SET sql = replace(sql, 'type IN (''responds_to'', ''adopts'', ''partly_adopts'', ''repeats'', ''refines'', ''contradicts'')',
  'type = ''responds_to'' OR type = ''adopts'' OR type = ''partly_adopts'' OR type = ''repeats'' OR type = ''refines'' OR type = ''contradicts''')
  WHERE type = 'table' AND name = 'link';
UPDATE sqlite_schema SET sql = replace(sql, 'state IN (''done'', ''none'', ''unsure'')',
  'state = ''done'' OR state = ''none'' OR state = ''unsure''')
  WHERE type = 'table' AND name = 'reading';
UPDATE sqlite_schema SET sql = replace(sql, 'state IN (''done'', ''undone'', ''dropped'')',
  'state = ''done'' OR state = ''undone'' OR state = ''dropped''')
  WHERE type = 'table' AND name = 'operation';
PRAGMA writable_schema = RESET;
