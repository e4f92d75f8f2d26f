-- How many paragraphs are there, and how many has this coder, or any, read? Furniture does not count.
SELECT count(*) AS total,
       count(*) FILTER (WHERE EXISTS (
         SELECT 1 FROM reading
          WHERE reading.paragraph_id = paragraph.id AND (:coder_id IS NULL OR reading.coder_id = :coder_id))) AS read
  FROM paragraph
 WHERE paragraph.kind <> 'furniture' AND (:document_id IS NULL OR paragraph.document_id = :document_id)
