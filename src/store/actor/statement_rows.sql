-- In which statements does an actor stand, and how?
SELECT id, statement_id, role FROM statement_actor WHERE actor_id = ?1 ORDER BY id
