-- Of what kind is each statement, and by whom? The document is not looked up.
SELECT statement.id AS statement_id, statement.kind, statement.coder_id, NULL AS document_id
  FROM statement
