-- Adds one changed row, or one run of rows, to an operation.
INSERT INTO operation_row (operation_id, n, table_name, row_id, last_id, before, after, hash)
VALUES (:operation_id, :n, :table_name, :row_id, :last_id, :before, :after, :hash)
