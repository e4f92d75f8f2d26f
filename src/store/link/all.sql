-- Which links are there?
SELECT link.id, link.from_statement_id, link.to_statement_id, link.type, link.coder_id, coder.name AS coder
  FROM link JOIN coder ON coder.id = link.coder_id
 ORDER BY link.from_statement_id, link.to_statement_id, link.id
