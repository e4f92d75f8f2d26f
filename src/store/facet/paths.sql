-- What is the path of each code of this variable, in the order of the codebook?
SELECT code_id AS id, code FROM v_code WHERE variable_id = :variable_id ORDER BY sort
