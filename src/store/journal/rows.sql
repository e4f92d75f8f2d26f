-- Which rows did an operation change, in what order?
SELECT table_name, row_id, last_id, before, after, hash FROM operation_row
 WHERE operation_id = ?1
 ORDER BY n
