-- Lets every paragraph behind the last segment be searched by itself that belongs among the documents
-- the index knows. The sign keeps SQLite from walking through all documents instead of the few paragraphs.
INSERT INTO search_pending (paragraph_id)
SELECT paragraph.id
  FROM paragraph
 WHERE paragraph.id > :last AND +paragraph.document_id < (SELECT max(last_document) FROM search_segment)
ON CONFLICT DO NOTHING
