-- Which codes does each statement carry, in the order of the codebook? CROSS JOIN keeps the statements
-- outside, so that rows are sorted within each statement only, never all at once.
SELECT 's' || statement_code.statement_id AS statement, v_code.variable, v_code.code,
       ifnull(v_code.label, v_code.name) AS label
  FROM statement_code CROSS JOIN v_code ON v_code.code_id = statement_code.code_id
 ORDER BY statement_code.statement_id, v_code.sort
