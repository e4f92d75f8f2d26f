-- Which notes are there, in the order they were written?
SELECT target_type, target, coder, text, created_at, memo_id AS memo
  FROM v_memo
 ORDER BY memo_id
