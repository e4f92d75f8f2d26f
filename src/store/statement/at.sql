-- Which statements of one kind did a coder make on exactly this span?
SELECT id FROM statement
 WHERE paragraph_id = :paragraph_id AND coder_id = :coder_id AND start = :start AND end = :end AND kind = :kind
 ORDER BY id
