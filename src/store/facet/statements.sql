-- What is each statement, seen from its document, its coder and its own kind?
SELECT statement.id AS statement_id, document.key AS document, document.outlet, substr(document.published, 1, 4) AS year,
       CASE WHEN length(document.published) >= 7 THEN substr(document.published, 1, 7) END AS month,
       coder.name AS coder, statement.kind
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = statement.coder_id
