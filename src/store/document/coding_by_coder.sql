-- What has each coder put into a document? A link counts when either end is a statement of the document.
WITH here AS (SELECT id FROM paragraph WHERE document_id = :document_id),
     said AS (SELECT id FROM statement WHERE paragraph_id IN here),
     work AS (
       SELECT coder_id, 'statement' AS what FROM statement WHERE paragraph_id IN here
       UNION ALL
       SELECT coder_id, 'reading' FROM reading WHERE paragraph_id IN here
       UNION ALL
       SELECT coder_id, 'note' FROM memo
        WHERE document_id = :document_id OR paragraph_id IN here OR statement_id IN said
       UNION ALL
       SELECT coder_id, 'link' FROM link WHERE from_statement_id IN said OR to_statement_id IN said)
SELECT coder.id, coder.name,
       count(*) FILTER (WHERE what = 'statement') AS statements,
       count(*) FILTER (WHERE what = 'reading') AS readings,
       count(*) FILTER (WHERE what = 'note') AS notes,
       count(*) FILTER (WHERE what = 'link') AS links
  FROM work JOIN coder ON coder.id = work.coder_id
 GROUP BY coder.id
 ORDER BY coder.id
