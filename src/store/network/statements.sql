-- What stance has each selected statement, and in which document does it stand?
SELECT statement.id AS statement_id, statement.stance, paragraph.document_id
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
