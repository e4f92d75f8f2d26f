-- Is the paragraph in one of these stretches of documents: [document, first, last]?
EXISTS (SELECT 1 FROM json_each(:value) AS place
         WHERE paragraph.document_id = place.value ->> 0
           AND paragraph.ordinal BETWEEN place.value ->> 1 AND place.value ->> 2)
