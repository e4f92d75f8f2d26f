-- What is each statement of this selection, seen from its document, its coder and its own kind?
SELECT statement.id AS statement_id, document.key AS document, document.outlet, substr(document.published, 1, 4) AS year,
       CASE WHEN length(document.published) >= 7 THEN substr(document.published, 1, 7) END AS month,
       coder.name AS coder, statement.kind
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = statement.coder_id
 WHERE (:kind IS NULL OR statement.kind = :kind)
   AND (:document_id IS NULL OR paragraph.document_id = :document_id)
   AND (:coder_id IS NULL OR statement.coder_id = :coder_id)
 ORDER BY statement.id
