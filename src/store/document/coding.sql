-- What have coders put into a document? A link counts when either end is a statement of the document.
WITH here AS (SELECT id FROM paragraph WHERE document_id = :document_id),
     said AS (SELECT id FROM statement WHERE paragraph_id IN here)
SELECT (SELECT count(*) FROM said) AS statements,
       (SELECT count(*) FROM reading WHERE paragraph_id IN here) AS readings,
       (SELECT count(*) FROM memo WHERE document_id = :document_id)
     + (SELECT count(*) FROM memo WHERE paragraph_id IN here)
     + (SELECT count(*) FROM memo WHERE statement_id IN said) AS notes,
       (SELECT count(*) FROM link WHERE from_statement_id IN said OR to_statement_id IN said) AS links
