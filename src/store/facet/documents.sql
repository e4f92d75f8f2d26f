-- What is each document called, where and when did it appear, what is it about?
SELECT id, key AS document, outlet, substr(published, 1, 4) AS year,
       CASE WHEN length(published) >= 7 THEN substr(published, 1, 7) END AS month, region, author, language
  FROM document
 ORDER BY id
