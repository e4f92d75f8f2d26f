-- Which variables does the codebook have?
SELECT variable.id, variable.name, variable.label, variable.definition, variable.multiple,
       (SELECT count(*) FROM code WHERE code.variable_id = variable.id) AS n_codes
  FROM variable
 ORDER BY variable.ord, variable.id
