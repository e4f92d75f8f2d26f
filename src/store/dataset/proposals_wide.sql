-- Which proposals are there, each with its actors in one cell per role and its codes as a JSON array?
-- `|` stands between names, so `|` and `\` inside a name get a `\` in front. A proposer speaks for the
-- organization of the post he is named with; an organization speaks for itself.
SELECT statement, document, published, paragraph, quote, summary, coder,
       (SELECT group_concat(replace(replace(actor.name, '\', '\\'), '|', '\|'), '|' ORDER BY statement_actor.id)
          FROM statement_actor JOIN actor ON actor.id = statement_actor.actor_id
         WHERE statement_actor.statement_id = v_statement.statement_id AND role = 'proposer') AS proposers,
       (SELECT group_concat(replace(replace(name, '\', '\\'), '|', '\|'), '|' ORDER BY first)
          FROM (SELECT organization.name, min(statement_actor.id) AS first
                  FROM statement_actor
                  JOIN actor ON actor.id = statement_actor.actor_id
                  LEFT JOIN affiliation ON affiliation.id = statement_actor.affiliation_id
                  JOIN actor AS organization
                    ON organization.id = ifnull(affiliation.organization_id, iif(actor.kind = 'organization', actor.id, NULL))
                 WHERE statement_actor.statement_id = v_statement.statement_id AND role = 'proposer'
                 GROUP BY organization.id)) AS organizations,
       (SELECT group_concat(replace(replace(actor.name, '\', '\\'), '|', '\|'), '|' ORDER BY statement_actor.id)
          FROM statement_actor JOIN actor ON actor.id = statement_actor.actor_id
         WHERE statement_actor.statement_id = v_statement.statement_id AND role = 'addressee') AS addressees,
       (SELECT json_group_array(code_id) FROM statement_code
         WHERE statement_code.statement_id = v_statement.statement_id) AS codes
  FROM v_statement
 WHERE kind = 'proposal'
 ORDER BY statement_id
