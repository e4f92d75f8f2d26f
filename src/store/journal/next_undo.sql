-- Which operation is taken back next? The newest one in force. The first of all, which made the
-- project, stays.
SELECT id, kind, summary, coder FROM operation
 WHERE state = 'done' AND undoes IS NULL AND kind <> 'init'
 ORDER BY id DESC LIMIT 1
