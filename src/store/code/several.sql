-- Which statements carry more than one code of this variable?
SELECT statement_code.statement_id
  FROM statement_code JOIN code ON code.id = statement_code.code_id
 WHERE code.variable_id = ?1
 GROUP BY statement_code.statement_id
HAVING count(*) > 1
 ORDER BY statement_code.statement_id
