-- What are the paragraphs of a document and their headings, in reading order, without their texts?
SELECT id, ordinal, kind, section, CASE WHEN kind = 'heading' THEN text END AS heading
  FROM paragraph
 WHERE document_id = ?1
 ORDER BY ordinal
