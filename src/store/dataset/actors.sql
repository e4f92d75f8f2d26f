-- Which actors are there, in the order they came?
SELECT actor, kind, type, memo
  FROM v_actor
 ORDER BY actor_id
