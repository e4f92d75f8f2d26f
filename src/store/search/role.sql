-- Does anybody stand in the statement in one of these roles?
EXISTS (SELECT 1 FROM statement_actor
         WHERE statement_actor.statement_id = statement.id
           AND statement_actor.role IN (SELECT value FROM json_each(:value)))
