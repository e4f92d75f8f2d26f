-- Which statements carry this code or one below it?
WITH RECURSIVE below (id) AS (
  SELECT ?1
  UNION
  SELECT code.id FROM code JOIN below ON code.parent_id = below.id
)
SELECT DISTINCT statement_code.statement_id
  FROM below JOIN statement_code ON statement_code.code_id = below.id
 ORDER BY statement_code.statement_id
