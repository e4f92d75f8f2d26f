-- In how many operations were paragraphs of this document corrected since they were last restored?
WITH touching (id, kind) AS (
  SELECT DISTINCT operation.id, operation.kind
    FROM operation JOIN operation_row ON operation_row.operation_id = operation.id
   WHERE (operation.kind GLOB 'paragraph.*' OR operation.kind = 'document.reflow')
     AND operation.state = 'done' AND operation.undoes IS NULL
     AND operation_row.table_name = 'paragraph'
     AND operation_row.row_id IN (SELECT id FROM paragraph WHERE document_id = :document_id)
)
SELECT count(*) AS n
  FROM touching
 WHERE kind <> 'document.reflow'
   AND id > ifnull((SELECT max(id) FROM touching WHERE kind = 'document.reflow'), 0)
