-- Of which paragraphs did one of these coders say this?
SELECT reading.paragraph_id
  FROM reading
 WHERE reading.state = :value ->> '$.state'
   AND reading.coder_id IN (SELECT value FROM json_each(:value, '$.coders'))
