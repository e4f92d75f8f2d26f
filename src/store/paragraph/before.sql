-- Which paragraph stands before this one? Page furniture is passed over.
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind, paragraph.section,
       paragraph.text, paragraph.source_first_line, paragraph.source_last_line
  FROM paragraph JOIN document ON document.id = paragraph.document_id
 WHERE paragraph.document_id = :document_id AND paragraph.ordinal < :ordinal AND paragraph.kind <> 'furniture'
 ORDER BY paragraph.ordinal DESC
 LIMIT 1
