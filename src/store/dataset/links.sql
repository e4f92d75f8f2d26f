-- Which statements are linked, by handle?
SELECT 's' || link.from_statement_id AS from_statement, 's' || link.to_statement_id AS to_statement, link.type,
       coder.name AS coder
  FROM link JOIN coder ON coder.id = link.coder_id
 ORDER BY link.from_statement_id, link.to_statement_id, link.type, coder.name
