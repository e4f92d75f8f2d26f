-- What are documents called, and when were they published?
SELECT document.id, document.key, document.published, document.title
  FROM document
 WHERE document.title IS NOT NULL
