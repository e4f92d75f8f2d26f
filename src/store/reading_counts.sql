-- How far did a coder get, in the project or in one document?
SELECT count(*) AS total,
       count(*) FILTER (WHERE reading.state = 'done') AS done,
       count(*) FILTER (WHERE reading.state = 'none') AS none,
       count(*) FILTER (WHERE reading.state = 'unsure') AS unsure
  FROM paragraph
  LEFT JOIN reading ON reading.paragraph_id = paragraph.id AND reading.coder_id = :coder_id
 WHERE paragraph.document_id BETWEEN ifnull(:document_id, 0) AND ifnull(:document_id, 9223372036854775807)
   AND paragraph.kind <> 'furniture'
