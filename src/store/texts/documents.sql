-- Which documents hold a selected paragraph?
SELECT paragraph.document_id
  FROM paragraph JOIN document ON document.id = paragraph.document_id
