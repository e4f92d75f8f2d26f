-- Which actors does each statement name, in the order they were given? The condition comes behind.
SELECT statement_actor.statement_id, statement_actor.actor_id, actor.name AS actor, statement_actor.role,
       statement_actor.affiliation_id, organization.name AS organization, affiliation.post
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
  LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id
