-- Which actors does each statement name in these roles, or in any, and in which post?
SELECT statement_id, id AS member, actor_id, role, affiliation_id
  FROM statement_actor
 WHERE :roles IS NULL OR role IN (SELECT value FROM json_each(:roles))
