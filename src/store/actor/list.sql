-- Which actors are there, or which one is it, and how many statements name each?
SELECT actor.id, actor.name, actor.kind, actor.type,
       (SELECT count(DISTINCT statement_id) FROM statement_actor WHERE statement_actor.actor_id = actor.id) AS n_statements
  FROM actor
       -- A range, so that the index serves one actor and all alike.
 WHERE actor.id BETWEEN ifnull(:id, 1) AND ifnull(:id, 9223372036854775807)
 ORDER BY actor.id
