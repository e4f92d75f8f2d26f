-- Which posts does an actor hold, or all actors, in the order they were given?
SELECT affiliation.id, affiliation.actor_id, actor.name AS actor, affiliation.organization_id,
       organization.name AS organization, affiliation.post, affiliation."from", affiliation."to"
  FROM affiliation
  JOIN actor ON actor.id = affiliation.actor_id
  JOIN actor AS organization ON organization.id = affiliation.organization_id
       -- A range, so that the index serves one actor and all alike.
 WHERE affiliation.actor_id BETWEEN ifnull(:actor_id, 1) AND ifnull(:actor_id, 9223372036854775807)
 ORDER BY affiliation.actor_id, affiliation.id
