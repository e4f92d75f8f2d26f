-- What stands in each paragraph, and where is it?
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind,
       paragraph.section, paragraph.text
  FROM paragraph JOIN document ON document.id = paragraph.document_id
