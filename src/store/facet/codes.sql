-- Which codes of this variable does each statement carry?
SELECT statement_code.statement_id, statement_code.id AS member, statement_code.code_id
  FROM statement_code
  JOIN code ON code.id = statement_code.code_id
 WHERE code.variable_id = :variable_id
 ORDER BY statement_code.statement_id, statement_code.id
