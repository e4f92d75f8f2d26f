-- In which statements does an actor stand, how, and in which post?
SELECT id, statement_id, role, affiliation_id FROM statement_actor
 WHERE actor_id = ?1
 ORDER BY statement_id, id
