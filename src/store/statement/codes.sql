-- Which codes does each statement carry, in the order of the codebook? The condition comes behind.
SELECT statement_id, code_id, variable, code FROM v_statement_code
