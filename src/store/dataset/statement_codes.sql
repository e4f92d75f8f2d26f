-- Which codes does each statement carry, in the order of the codebook?
SELECT statement, variable, code, label
  FROM v_statement_code
 ORDER BY statement_id, sort
