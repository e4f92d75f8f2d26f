-- Which codes are there, in the order of the codebook, and how often is each used?
SELECT code_id, variable_id, variable, code, parent_id, name, label, definition, include, exclude, example, color, retired, depth,
       (SELECT count(*) FROM statement_code WHERE statement_code.code_id = v_code.code_id) AS n_statements
  FROM v_code
 WHERE (:variable_id IS NULL OR variable_id = :variable_id)
   AND (:name IS NULL OR name = :name)
 ORDER BY sort
