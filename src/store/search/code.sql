-- Which statements carry one of these codes, or one below them?
WITH RECURSIVE below (id) AS (
  SELECT value FROM json_each(:value)
  UNION
  SELECT code.id FROM code JOIN below ON code.parent_id = below.id)
SELECT statement_code.statement_id FROM statement_code WHERE statement_code.code_id IN (SELECT id FROM below)
