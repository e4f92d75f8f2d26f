-- Which statements there are have the numbers next to one that is not there?
SELECT id FROM (
  SELECT max(id) AS id FROM statement WHERE id < ?1
  UNION ALL
  SELECT min(id) FROM statement WHERE id > ?1)
 WHERE id IS NOT NULL
