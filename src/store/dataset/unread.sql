-- How many paragraphs did nobody read, of how many? Page furniture does not count.
SELECT count(*) AS total,
       count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM reading WHERE reading.paragraph_id = paragraph.id)) AS unread
  FROM paragraph
 WHERE kind <> 'furniture'
