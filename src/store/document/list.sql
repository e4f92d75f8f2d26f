-- Which documents are there, and how large is each?
SELECT document.id, document.uid, document.key, document.title, document.subtitle, document.outlet, document.author,
       document.published, document.region, document.url, document.language, document.source_file,
       document.sha256, document.encoding, document.extractor, document.imported_at,
       (SELECT count(*) FROM paragraph WHERE paragraph.document_id = document.id) AS n_paragraphs,
       (SELECT ifnull(sum(length(text)), 0) FROM paragraph WHERE paragraph.document_id = document.id) AS n_chars,
       (SELECT count(*) FROM paragraph JOIN statement ON statement.paragraph_id = paragraph.id
         WHERE paragraph.document_id = document.id) AS n_statements
  FROM document
 WHERE :id IS NULL OR document.id = :id
 ORDER BY document.id
