-- How many paragraphs of each document has each of these coders, or everybody, read, and how many
-- characters have those, where they are asked for? Page furniture is left out by a condition.
SELECT paragraph.document_id, reading.coder_id, 0 AS total, count(*) AS read,
       sum(CASE WHEN :characters THEN length(paragraph.text) ELSE 0 END) AS characters
  FROM reading
  JOIN paragraph ON paragraph.id = reading.paragraph_id
               AND (:coders IS NULL OR reading.coder_id IN (SELECT value FROM json_each(:coders)))
  JOIN document ON document.id = paragraph.document_id
