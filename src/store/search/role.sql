-- In which statements does anybody stand in one of these roles?
SELECT statement_actor.statement_id
  FROM statement_actor
 WHERE statement_actor.role IN (SELECT value FROM json_each(:value))
