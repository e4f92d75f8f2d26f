-- All paragraphs, or those of one document, in reading order.
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind, paragraph.section,
       paragraph.text, paragraph.source_first_line, paragraph.source_last_line
  FROM paragraph JOIN document ON document.id = paragraph.document_id
 WHERE :document_id IS NULL OR paragraph.document_id = :document_id
 ORDER BY paragraph.document_id, paragraph.ordinal
