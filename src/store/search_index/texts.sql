-- What stands in the paragraphs with these ids, and where do they belong?
SELECT paragraph.id, paragraph.document_id, paragraph.ordinal, paragraph.text
  FROM paragraph
 WHERE paragraph.id BETWEEN :first AND :last
 ORDER BY paragraph.id
