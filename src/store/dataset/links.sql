-- Which statements are linked, by handle?
SELECT from_statement, to_statement, type, coder
  FROM v_link
 ORDER BY CAST(substr(from_statement, 2) AS INTEGER), CAST(substr(to_statement, 2) AS INTEGER), type, coder
