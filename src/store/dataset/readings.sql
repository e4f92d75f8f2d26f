-- How far did each coder get with each paragraph?
SELECT document, paragraph, coder, state, at
  FROM v_reading
 ORDER BY document, paragraph, coder
