-- How many paragraphs are there, and how many has one of these coders, or any, read? Page furniture
-- does not count.
SELECT count(*) FILTER (WHERE paragraph.kind <> 'furniture') AS total,
       count(*) FILTER (WHERE paragraph.kind <> 'furniture' AND paragraph.id IN (
         SELECT reading.paragraph_id FROM reading
          WHERE :coders IS NULL OR reading.coder_id IN (SELECT value FROM json_each(:coders)))) AS read
  FROM paragraph JOIN document ON document.id = paragraph.document_id
