-- Which codes are there, in the order of the codebook?
SELECT variable, code, parent, label, definition, include, exclude, example, color, retired
  FROM v_code
 ORDER BY sort
