-- Which codes does each statement carry?
SELECT statement_id, id AS member, code_id
  FROM statement_code
