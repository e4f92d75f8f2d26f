-- Which actors does each statement name, in the order they were given, and in which post?
SELECT 's' || statement_actor.statement_id AS statement, statement_actor.role, actor.name AS actor,
       actor.type AS actor_type, organization.name AS organization, affiliation.post,
       statement_actor.affiliation_id AS affiliation
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
  LEFT JOIN actor AS organization ON organization.id = affiliation.organization_id
 ORDER BY statement_actor.statement_id, statement_actor.id
