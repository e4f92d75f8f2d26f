-- Which other names do actors have?
SELECT actor.name AS actor, alias.name AS alias
  FROM alias JOIN actor ON actor.id = alias.actor_id
 ORDER BY alias.actor_id, alias.id
