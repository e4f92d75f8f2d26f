-- Which posts does an actor hold, in the order they were given?
SELECT affiliation.id, affiliation.actor_id, actor.name AS actor, affiliation.organization_id,
       organization.name AS organization, affiliation.post, affiliation."from", affiliation."to"
  FROM affiliation
  JOIN actor ON actor.id = affiliation.actor_id
  JOIN actor AS organization ON organization.id = affiliation.organization_id
 WHERE :actor_id IS NULL OR affiliation.actor_id = :actor_id
 ORDER BY affiliation.actor_id, affiliation.id
