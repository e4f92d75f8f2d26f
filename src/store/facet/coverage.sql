-- How many paragraphs are there, and how many has one of these coders read? Page furniture does not count.
SELECT count(*) FILTER (WHERE paragraph.kind <> 'furniture') AS total,
       count(*) FILTER (WHERE paragraph.kind <> 'furniture' AND EXISTS (
         SELECT 1 FROM reading
          WHERE reading.paragraph_id = paragraph.id
            AND reading.coder_id IN (SELECT value FROM json_each(:coders)))) AS read
  FROM paragraph JOIN document ON document.id = paragraph.document_id
