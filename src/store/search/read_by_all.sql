-- Which paragraphs were read by every one of these coders?
SELECT reading.paragraph_id
  FROM reading
 WHERE reading.coder_id IN (SELECT value FROM json_each(:value))
 GROUP BY reading.paragraph_id
HAVING count(*) = (SELECT count(DISTINCT value) FROM json_each(:value))
