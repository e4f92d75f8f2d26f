-- What is noted on each statement, one note per line, and which paragraph is it about?
SELECT statement.paragraph_id,
       (SELECT group_concat(text, char(10))
          FROM (SELECT text FROM memo WHERE memo.statement_id = statement.id ORDER BY memo.id)) AS memo
  FROM statement
 WHERE EXISTS (SELECT 1 FROM memo WHERE memo.statement_id = statement.id)
 ORDER BY statement.id
