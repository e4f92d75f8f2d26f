-- Lets every paragraph behind the last segment be searched by itself that belongs among the documents
-- the index knows.
INSERT INTO search_pending (paragraph_id)
SELECT paragraph.id
  FROM paragraph
 WHERE paragraph.id > :last AND paragraph.document_id < (SELECT max(last_document) FROM search_segment)
ON CONFLICT DO NOTHING
