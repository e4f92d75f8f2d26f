-- What stands in the paragraphs the index is behind with, and where do they belong?
SELECT paragraph.id, paragraph.document_id, paragraph.ordinal, paragraph.text
  FROM search_pending
  JOIN paragraph ON paragraph.id = search_pending.paragraph_id
 ORDER BY paragraph.id
