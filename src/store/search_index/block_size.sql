-- How large is the block of a segment that has the list of this character, if any has?
SELECT length(lists) AS bytes
  FROM search_block
 WHERE key BETWEEN :segment * 2097152 AND :segment * 2097152 + :character
 ORDER BY key DESC
 LIMIT 1
