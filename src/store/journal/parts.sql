-- Which operations are parts of the work that :first began, in the state :state, oldest first?
SELECT id, kind, summary, coder FROM operation
 WHERE (id = :first OR continues = :first) AND state = :state
 ORDER BY id
