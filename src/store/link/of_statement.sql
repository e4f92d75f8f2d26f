-- Which links lead from a statement or to it?
SELECT link.id, link.from_statement_id, link.to_statement_id, link.type, link.coder_id, coder.name AS coder
  FROM link JOIN coder ON coder.id = link.coder_id
 WHERE link.id IN (SELECT id FROM link WHERE from_statement_id = ?1 UNION SELECT id FROM link WHERE to_statement_id = ?1)
 ORDER BY link.from_statement_id, link.to_statement_id, link.id
