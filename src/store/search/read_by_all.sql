-- Which paragraphs need no more reading by these coders: read by every one of them, or page furniture?
SELECT reading.paragraph_id
  FROM reading
 WHERE reading.coder_id IN (SELECT value FROM json_each(:value))
 GROUP BY reading.paragraph_id
HAVING count(*) = (SELECT count(DISTINCT value) FROM json_each(:value))
UNION ALL
SELECT paragraph.id FROM paragraph WHERE paragraph.kind = 'furniture'
