-- Which documents have this attribute with one of these values?
SELECT attribute.document_id
  FROM attribute
 WHERE attribute.name = :value ->> '$.name'
   AND attribute.value IN (SELECT value FROM json_each(:value, '$.values'))
