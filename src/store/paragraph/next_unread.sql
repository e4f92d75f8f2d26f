-- Which paragraph comes first that this coder has not read? Page furniture is never asked for.
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind, paragraph.section,
       paragraph.text, paragraph.source_first_line, paragraph.source_last_line
  FROM paragraph JOIN document ON document.id = paragraph.document_id
 WHERE (:document_id IS NULL OR paragraph.document_id = :document_id)
   AND paragraph.kind <> 'furniture'
   AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.paragraph_id = paragraph.id AND reading.coder_id = :coder_id)
 ORDER BY paragraph.document_id, paragraph.ordinal
 LIMIT 1
