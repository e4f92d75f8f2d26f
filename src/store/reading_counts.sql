-- How far did a coder get?
SELECT count(*) AS total,
       count(*) FILTER (WHERE reading.state = 'done') AS done,
       count(*) FILTER (WHERE reading.state = 'none') AS none,
       count(*) FILTER (WHERE reading.state = 'unsure') AS unsure
  FROM paragraph
  LEFT JOIN reading ON reading.paragraph_id = paragraph.id AND reading.coder_id = :coder_id
 WHERE paragraph.kind <> 'furniture' AND (:document_id IS NULL OR paragraph.document_id = :document_id)
