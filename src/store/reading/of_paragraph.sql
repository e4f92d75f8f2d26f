-- What did each coder say of this paragraph?
SELECT reading.coder_id, coder.name AS coder, reading.state, reading.at
  FROM reading JOIN coder ON coder.id = reading.coder_id
 WHERE reading.paragraph_id = ?1
 ORDER BY reading.coder_id
