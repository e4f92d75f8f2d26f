-- What is this attribute of each document?
SELECT document_id AS id, value FROM attribute WHERE name = :name ORDER BY document_id
