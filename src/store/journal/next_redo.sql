-- Which operation is done again next? The oldest one taken back; newer work would have dropped it.
SELECT id, kind, summary, coder FROM operation
 WHERE state = 'undone' AND undoes IS NULL
 ORDER BY id LIMIT 1
