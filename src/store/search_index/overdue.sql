-- Which segments have paragraphs waiting to be indexed again?
SELECT DISTINCT (SELECT max(first_id) FROM search_segment WHERE first_id <= search_pending.paragraph_id) AS first_id
  FROM search_pending
 WHERE paragraph_id <= (SELECT last_id FROM search_segment ORDER BY first_id DESC LIMIT 1)
