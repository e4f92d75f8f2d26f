-- Which boundaries of a document, or of all, were decided on little, in the order of their sources?
SELECT doubt.id, doubt.document_id, document.key, doubt.line, doubt.next_line, doubt.broken, doubt.score, doubt.reasons,
       doubt.settled
  FROM doubt JOIN document ON document.id = doubt.document_id
 WHERE (:document_id IS NULL OR doubt.document_id = :document_id)
   AND (:settled OR doubt.settled = 0)
 ORDER BY doubt.document_id, doubt.line, doubt.next_line
