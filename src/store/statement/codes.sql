-- Which codes does each statement carry, in the order of the codebook?
SELECT statement_id, code_id, variable, code FROM v_statement_code
 WHERE :id IS NULL OR statement_id = :id
 ORDER BY statement_id, sort
