-- What stands in each of these paragraphs, and where is it?
SELECT paragraph.id, paragraph.document_id, document.key, paragraph.ordinal, paragraph.kind,
       paragraph.section, paragraph.text
  FROM json_each(:ids) AS sought
 CROSS JOIN paragraph ON paragraph.id = sought.value
 CROSS JOIN document ON document.id = paragraph.document_id
