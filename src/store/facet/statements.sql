-- Of what kind is each selected statement, by whom, and in which document?
SELECT statement.id AS statement_id, statement.kind, statement.coder_id, paragraph.document_id
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
