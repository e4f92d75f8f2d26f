-- Which paragraphs are there, in reading order within each document?
SELECT document, paragraph, kind, section, text, n_chars, source_first_line, source_last_line
  FROM v_paragraph
 ORDER BY document, paragraph
