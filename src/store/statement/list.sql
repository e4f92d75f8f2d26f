-- Which statements are there? The condition and the order come behind.
SELECT statement.id, statement.paragraph_id, document.key AS document, paragraph.ordinal, statement.start, statement.end,
       statement.quote, statement.kind, statement.stance, statement.summary,
       (SELECT group_concat(text, char(10)) FROM (SELECT text FROM memo WHERE memo.statement_id = statement.id ORDER BY memo.id)) AS memo,
       statement.coder_id, coder.name AS coder, statement.created_at, statement.updated_at
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = statement.coder_id
