-- How many paragraphs are there in each document, how many has one of these coders, or any, read, and
-- how many characters have those, where they are asked for? Page furniture is left out by a condition.
SELECT paragraph.document_id, NULL AS coder_id, count(*) AS total,
       count(*) FILTER (WHERE read.paragraph_id IS NOT NULL) AS read,
       sum(CASE WHEN :characters AND read.paragraph_id IS NOT NULL THEN length(paragraph.text) ELSE 0 END) AS characters
  FROM paragraph
  JOIN document ON document.id = paragraph.document_id
  LEFT JOIN (SELECT DISTINCT reading.paragraph_id FROM reading
              WHERE :coders IS NULL OR reading.coder_id IN (SELECT value FROM json_each(:coders))) AS read
         ON read.paragraph_id = paragraph.id
