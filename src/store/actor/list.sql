-- Which actors are there, and how many statements name each?
SELECT actor.id, actor.name, actor.kind, actor.type,
       (SELECT count(DISTINCT statement_id) FROM statement_actor WHERE statement_actor.actor_id = actor.id) AS n_statements
  FROM actor
 WHERE :id IS NULL OR actor.id = :id
 ORDER BY actor.id
