-- Which row names actor ?2 in the statement and role of row ?1?
SELECT twin.id, twin.statement_id, twin.affiliation_id
  FROM statement_actor AS given
  JOIN statement_actor AS twin ON twin.statement_id = given.statement_id AND twin.role = given.role
 WHERE given.id = ?1 AND twin.actor_id = ?2
