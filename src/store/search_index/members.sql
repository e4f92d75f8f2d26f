-- Which paragraphs are selected, in any order?
SELECT paragraph.id
  FROM paragraph JOIN document ON document.id = paragraph.document_id
