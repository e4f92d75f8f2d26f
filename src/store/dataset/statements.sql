-- Which statements are there, by handle?
SELECT statement, uid, document, published, paragraph, start, "end", quote, kind, stance, summary, memo, coder,
       created_at, updated_at
  FROM v_statement
 ORDER BY statement_id
