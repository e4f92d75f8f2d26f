-- Which documents are there, by key, with their attributes as one JSON object?
SELECT document, title, subtitle, outlet, author, published, region, url, language, source_file, sha256, encoding,
       n_paragraphs, ifnull(n_chars, 0) AS n_chars, imported_at,
       (SELECT json_group_object(name, value) FROM attribute
         WHERE attribute.document_id = v_document.document_id) AS attributes
  FROM v_document
 ORDER BY document
