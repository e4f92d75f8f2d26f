-- What are the blocks of a segment?
SELECT lists
  FROM search_block
 WHERE key BETWEEN :segment * 2097152 AND :segment * 2097152 + 2097151
 ORDER BY key
