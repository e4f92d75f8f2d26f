-- Keeps a segment.
INSERT INTO search_segment (first_id, last_id, first_document, last_document, form, paragraphs)
VALUES (:first, :last, :first_document, :last_document, :form, :paragraphs)
