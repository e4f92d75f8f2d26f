-- Did one of these coders say this of the paragraph?
EXISTS (SELECT 1 FROM reading
         WHERE reading.paragraph_id = paragraph.id
           AND reading.state = :value ->> '$.state'
           AND reading.coder_id IN (SELECT value FROM json_each(:value, '$.coders')))
