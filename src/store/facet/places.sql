-- Where does each selected statement stand?
SELECT statement.id AS statement_id, paragraph.document_id, statement.paragraph_id, statement.start, statement.end
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
