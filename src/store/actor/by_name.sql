-- Which actors bear this name, as their own or as an alias? Own names come first.
SELECT id FROM (
  SELECT id, 0 AS other FROM actor WHERE name = ?1
  UNION ALL
  SELECT actor_id, 1 FROM alias WHERE name = ?1)
 GROUP BY id ORDER BY min(other), id
