-- How many paragraphs with ids from ?1 to ?2 wait for no indexing, and which is the first?
SELECT count(*) AS n, min(id) AS first
  FROM paragraph
 WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT paragraph_id FROM search_pending)
