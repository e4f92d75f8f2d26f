-- What does each selected statement say, where, by whom was it coded, and what is known of its document?
SELECT statement.id AS statement_id, statement.start, statement.end, statement.quote, coder.name AS coder,
       paragraph.ordinal, paragraph.section, document.key, document.title, document.author, document.outlet,
       document.published,
       (SELECT value FROM attribute WHERE attribute.document_id = document.id AND attribute.name = 'type') AS type
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
  JOIN coder ON coder.id = statement.coder_id
