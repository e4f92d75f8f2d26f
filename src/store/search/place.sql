-- Which paragraphs stand in these stretches of documents: [document, first, last]?
SELECT paragraph.id
  FROM json_each(:value) AS place
  JOIN paragraph ON paragraph.document_id = place.value ->> 0
                AND paragraph.ordinal BETWEEN place.value ->> 1 AND place.value ->> 2
