-- How many paragraphs of each kind does a document have, in the order the kinds come?
SELECT kind, count(*) AS n FROM paragraph
 WHERE document_id = ?1
 GROUP BY kind
 ORDER BY min(ordinal)
