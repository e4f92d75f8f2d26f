-- Which actors does each statement name in these roles, and what are they?
SELECT statement_actor.statement_id, statement_actor.id AS member, actor.name AS actor, actor.type AS actor_type,
       organization.name AS organization, statement_actor.role
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
  LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id
 WHERE statement_actor.role IN (SELECT value FROM json_each(:roles))
 ORDER BY statement_actor.statement_id, statement_actor.id
