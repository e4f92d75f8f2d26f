-- How far did each coder get with each paragraph? CROSS JOIN goes through the paragraphs in their
-- order, so that no more than the readings of one are sorted at once.
SELECT document.key AS document, paragraph.ordinal AS paragraph, coder.name AS coder, reading.state, reading.at
  FROM document
 CROSS JOIN paragraph ON paragraph.document_id = document.id
 CROSS JOIN reading ON reading.paragraph_id = paragraph.id
  JOIN coder ON coder.id = reading.coder_id
 ORDER BY document.key, paragraph.ordinal, coder.name
