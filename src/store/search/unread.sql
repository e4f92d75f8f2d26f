-- Is there one of these coders who has not read the paragraph? Page furniture is never asked for.
(paragraph.kind <> 'furniture'
 AND EXISTS (SELECT 1 FROM json_each(:value) AS reader
              WHERE NOT EXISTS (SELECT 1 FROM reading
                                 WHERE reading.paragraph_id = paragraph.id AND reading.coder_id = reader.value)))
