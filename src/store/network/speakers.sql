-- For whom does each actor of these roles, or of any, speak? A person for the organization of the post
-- named in the statement, any other actor for itself.
SELECT statement_actor.statement_id, statement_actor.id AS member,
       CASE WHEN actor.kind = 'person' THEN affiliation.organization_id ELSE actor.id END AS actor_id
  FROM statement_actor
  JOIN actor ON actor.id = statement_actor.actor_id
  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
 WHERE :roles IS NULL OR statement_actor.role IN (SELECT value FROM json_each(:roles))
