-- What was done, newest first?
SELECT id, at, coder, kind, command, summary, undoes, state,
       (SELECT ifnull(sum(last_id - row_id + 1), 0) FROM operation_row WHERE operation_id = operation.id) AS n_rows
  FROM operation
 WHERE :id IS NULL OR id = :id
 ORDER BY id DESC LIMIT :limit
