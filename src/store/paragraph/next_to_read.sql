-- Which paragraphs come first of which this coder said this, or nothing yet? Page furniture is never asked for.
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind, paragraph.section,
       paragraph.text, paragraph.source_first_line, paragraph.source_last_line
  FROM paragraph JOIN document ON document.id = paragraph.document_id
 WHERE paragraph.document_id BETWEEN ifnull(:document_id, 0) AND ifnull(:document_id, 9223372036854775807)
   AND paragraph.kind <> 'furniture'
   AND (SELECT reading.state FROM reading
         WHERE reading.paragraph_id = paragraph.id AND reading.coder_id = :coder_id) IS :state
 ORDER BY paragraph.document_id, paragraph.ordinal
 LIMIT :limit
