-- Which actors does each statement name, in this role or any, and what are they?
SELECT statement_actor.statement_id, statement_actor.id AS member, actor.name AS actor, actor.type AS actor_type,
       organization.name AS organization, statement_actor.role
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
  LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id
 WHERE :role IS NULL OR statement_actor.role = :role
 ORDER BY statement_actor.statement_id, statement_actor.id
