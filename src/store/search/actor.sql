-- In which statements does one of these actors stand in one of these roles?
SELECT statement_actor.statement_id
  FROM statement_actor
 WHERE statement_actor.actor_id IN (SELECT value FROM json_each(:value, '$.actors'))
   AND statement_actor.role IN (SELECT value FROM json_each(:value, '$.roles'))
