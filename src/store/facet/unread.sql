-- Which selected statements stand outside of what counts as read: where none of these coders, or nobody,
-- has read, where their own coder has not, if that is asked, and in page furniture?
SELECT statement.id AS statement_id, statement.paragraph_id, paragraph.kind = 'furniture' AS is_furniture
  FROM statement
  JOIN paragraph ON paragraph.id = statement.paragraph_id
  JOIN document ON document.id = paragraph.document_id
